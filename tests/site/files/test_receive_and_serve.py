"""A file is kept whole under its hash, looked into, scanned, and given out through the policy only."""

import hashlib
import socket
import uuid
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from renkei.site.environment import Address
from renkei.site.files import scan, store
from renkei.site.files.models import StoredFile
from renkei.site.files.names import cleaned
from renkei.site.files.parcels import scan_again
from renkei.site.files.receive import receive
from renkei.site.files.refusal import FileRefused
from renkei.site.files.serve import serve
from renkei.site.outbox.lease import claim
from renkei.site.outbox.models import Parcel
from renkei.site.policy import NotAllowed, unscoped
from tests.site.conftest import acting, person
from tests.site.files.clam import VIRUS, scanner
from tests.site.files.made import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def handed_in(data: bytes = b"A plan.", name: str = "plan.txt") -> StoredFile:
    return receive(acting(person(f"{uuid.uuid4().hex}@x.example")), SimpleUploadedFile(name, data))


class Rows:
    """A query's answer with one row that holds a file, or none: what `serve` asks of a scoped query."""

    def __init__(self, file: StoredFile | None) -> None:
        self.file = file

    def select_related(self, _name: str) -> "Rows":
        return self

    def first(self) -> "Rows | None":
        return None if self.file is None else self


def served(file: StoredFile | None):
    response = serve(RequestFactory().get("/"), Rows(file))
    response.body = response.getvalue()
    for close in response._resource_closers:  # the file alone: `close()` would end the test's own connection too
        close()
    return response


def test_a_file_is_kept_under_its_hash_for_its_owners_eyes_only_and_once():
    one, two = handed_in(), receive(acting(person("b@x.example")), SimpleUploadedFile("other.txt", b"A plan."))
    place = store.path_of(one.digest)
    assert one.digest == two.digest == hashlib.sha256(b"A plan.").hexdigest()
    assert place.read_bytes() == b"A plan."
    assert place.stat().st_mode & 0o077 == 0
    assert [path.name for path in place.parent.iterdir()] == [one.digest]
    assert store.whole(one.digest)
    place.write_bytes(b"changed")
    assert not store.whole(one.digest)


def test_nothing_is_left_where_keeping_fails(monkeypatch, settings):
    def no_room(*_given):
        raise OSError("no room")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="no room"):
        store.keep(b"A plan.")
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_too_large_empty_and_nobodys_files_are_refused(settings):
    settings.LARGEST_FILE = 1_000_000
    with pytest.raises(FileRefused, match="larger than 1 MB"):
        handed_in(b"x" * 1_000_001)
    with pytest.raises(FileRefused, match="empty"):
        handed_in(b"")
    with pytest.raises(NotAllowed):
        receive(acting(None), SimpleUploadedFile("plan.txt", b"x"))


def test_a_request_far_over_the_limit_is_refused_before_it_is_read(settings, client):
    settings.LARGEST_FILE = 1_000
    response = client.post("/display/", {"file": BytesIO(b"x" * 6_000_000)})
    assert response.status_code == 413


def test_a_file_goes_out_as_an_attachment_that_no_browser_runs():
    response = served(handed_in(pdf(), "日本\n語の 計画.pdf"))
    assert response.body == pdf()
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Type"] == "application/pdf"


def test_not_there_and_not_allowed_are_the_same_404():
    with pytest.raises(Http404):
        served(None)


def test_the_scanner_settles_what_is_kept(settings):
    with scanner() as port:
        settings.CLAMAV = Address("tcp", "127.0.0.1", port)
        assert handed_in().scanned == "clean"
        assert served(StoredFile.objects.get()).status_code == 200
        with pytest.raises(FileRefused, match="virus"):
            receive(acting(person("b@x.example")), SimpleUploadedFile("b.txt", VIRUS))
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("content", [b"limit", b"A plan."])
def test_while_the_scanner_gives_no_verdict_the_file_waits_and_is_not_served(settings, content):
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
    settings.CLAMAV = Address("tcp", "127.0.0.1", port)
    if content == b"limit":
        with scanner() as port:
            settings.CLAMAV = Address("tcp", "127.0.0.1", port)
            file = handed_in(content)
    else:
        file = handed_in(content)
    assert file.scanned == "waiting"
    assert served(file).status_code == 503
    assert unscoped(Parcel, "the test").get().kind == "scan"


@pytest.mark.parametrize(("content", "verdict", "status"), [(b"A plan.", "clean", 200), (VIRUS, "infected", 503)])
def test_what_waited_is_scanned_when_the_scanner_is_back(settings, content, verdict, status):
    settings.CLAMAV = Address("tcp", "127.0.0.1", 9)
    file = handed_in(content)
    with scanner() as port:
        settings.CLAMAV = Address("tcp", "127.0.0.1", port)
        scan_again(claim())
    file.refresh_from_db()
    assert file.scanned == verdict
    assert served(file).status_code == status


def test_a_file_from_before_the_scanner_is_scanned_before_it_goes_out_again(settings):
    file = handed_in()
    assert file.scanned == scan.Verdict.NOT_SCANNED
    settings.CLAMAV = Address("tcp", "127.0.0.1", 9)
    assert served(file).status_code == served(file).status_code == 503
    assert unscoped(Parcel, "the test").count() == 1


@given(st.text(max_size=300))
def test_a_cleaned_name_is_one_plain_word_line_with_the_contents_own_extension(name):
    found = cleaned(name, ".pdf")
    assert found.endswith(".pdf")
    assert len(found) <= 130
    assert found.isprintable()
    assert not set(found) & set('<>:"/\\|?*;%\r\n')
    assert not found.startswith(".")


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\plans\\plan.PDF", "plan.pdf"),
        ("計画 書.pdf", "計画 書.pdf"),
        ("invoice\u202efdp.exe", "invoice fdp.pdf"),
        ("....pdf", "file.pdf"),
        ('a";x="b.pdf', "a x= b.pdf"),
    ],
)
def test_names_that_people_and_attackers_give(given_name, clean):
    assert cleaned(given_name, ".pdf") == clean
