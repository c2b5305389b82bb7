"""Letters tell each partner its own outcome and its own funder's word, and nothing of anybody else."""

import hashlib
import json
import logging
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from renkei.site.audit.models import Event
from renkei.site.calls.models import Call
from renkei.site.outbox.kinds import handler_of
from renkei.site.outbox.lease import claim
from renkei.site.outbox.models import Parcel
from renkei.site.policy import NotAllowed, scoped, unscoped
from renkei.site.portfolio.actions import Word, say, send_letters
from renkei.site.portfolio.letters import pdf
from renkei.site.portfolio.models import Letter
from renkei.site.review.models import FunderVerdict, Standing
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting
from tests.site.portfolio.conftest import FIRST, ROOT, SECOND, THIRD
from tests.site.portfolio.made import decide, questions, scored

pytestmark = pytest.mark.django_db
WHY = "the test looks"


def letters() -> dict[tuple[str, int], Letter]:
    rows = unscoped(Letter, WHY).select_related("partner__application")
    return {(one.partner.application.number, one.partner.position): one for one in rows}


def mails() -> list[Parcel]:
    return list(unscoped(Parcel, WHY).filter(kind="mail", key__startswith="letter:").order_by("pk"))


def work() -> None:
    """What a worker does with letters; their mails stay in the outbox."""
    while (lease := claim()) is not None and lease.kind == "letter":
        handler_of(lease.kind)(lease)


@pytest.fixture
def sent(made, secretary) -> dict[tuple[str, int], Letter]:
    say(acting(made.officer("F1")), "joint", "F1", [
        Word(THIRD, "confirmed", "2900", "mk-conditions-of-F1", version=1),
    ])  # fmt: skip
    send_letters(acting(secretary), "joint")
    return letters()


def test_every_partner_of_every_application_gets_one_letter_in_its_own_language(made, sent):
    assert len(sent) == 6
    assert {key: one.language for key, one in sent.items()} == {
        (f"JOINT-{n:04}", at): ("en", "ja", "fr")[(n + at) % 3] for n in (1, 2, 3) for at in (1, 2)
    }
    assert {key[0]: one.kind for key, one in sent.items()} == {
        FIRST: "reserve", SECOND: "funded", THIRD: "funded",
    }  # fmt: skip


def test_a_letter_tells_its_own_funders_amount_and_conditions_alone(made, sent):
    # The third application's lead asks F1, its partner F2
    lead, partner = sent[THIRD, 1], sent[THIRD, 2]
    assert "Funder 1" in lead.text
    assert "mk-conditions-of-F1" in lead.text
    assert re.search(r"2[,  ]?900", lead.text)
    for hidden in ("mk-conditions-of-F1", "Funder 1", "2,900"):
        assert hidden not in partner.text
    assert "Funder 2" in partner.text


def marked(shortage: bool):
    """A call in which everything that could leak is marked by its application, decided."""
    made = scored(5, funders=3, letters_may_tell_shortage=shortage)
    for number, submission in made.closed.submissions.items():
        submission.snapshot = submission.snapshot.replace('"Title ', '"mktitle ').replace("Organisation ", "mkorg ")
        submission.save()
        application = submission.application
        application.title = f"mklive of {number}"
        application.save()
    for at, (number, status) in enumerate({"JOINT-0001": "ineligible", "JOINT-0002": "excluded"}.items()):
        row = unscoped(Standing, WHY).get(application__number=number)
        row.status, row.ground, row.score = status, f"mkground of {number}", None
        row.save()
        if at == 0:
            for code in ("F1", "F2"):
                FunderVerdict(
                    application=row.application, participation=made.closed.parts[code], submission_sha256="x",
                    verdict="no", note=f"mknote of {number} by {code}", by=made.officer(code), at=NOW,
                ).save()  # fmt: skip
    FunderVerdict(
        application=unscoped(Standing, WHY).get(application__number="JOINT-0002").application, stage=2,
        participation=made.closed.parts["F2"], submission_sha256="x",
        verdict="no", note="mkother stage", by=made.officer("F2"), at=NOW,
    ).save()  # fmt: skip
    for number, score in (("JOINT-0003", "9.125"), ("JOINT-0004", "11.375"), ("JOINT-0005", "13.625")):
        unscoped(Standing, WHY).filter(application__number=number).update(score=score)
    for code, budget in (("F1", 450_000), ("F2", 900_000), ("F3", 512_345)):
        part = made.closed.parts[code]
        part.budget = budget
        part.save()
    decide(made)
    return made


@pytest.mark.parametrize("shortage", [False, True])
def test_no_letter_tells_anything_of_another_application_nor_a_rank_nor_a_shortage_that_the_call_hides(db, shortage):
    made = marked(shortage)
    send_letters(acting(made.closed.secretary), "joint")
    found = letters()
    assert len(found) == 10
    assert {one.kind for one in found.values()} >= {"funded", "reserve", "not_eligible"}
    outcomes = json.loads(made.decision.record)["outcomes"]
    short = {
        (number, code): amount
        for number, entry in outcomes.items()
        for code, amount in entry["reason"].get("short", {}).items()
    }
    assert short, "somebody is short, or nothing is proved"
    told_short = 0
    for (number, at), letter in found.items():
        text = letter.subject + letter.text
        assert "mkother" not in text, "a verdict of another stage than the one decided"
        digits = re.sub(r"[,. \u00a0\u202f]", "", text)
        for other in outcomes:
            own = number[-1]
            if other == number:
                continue
            assert other not in text
            for mark in (f"mktitle {other[-1]}", f"mkorg {other[-1]}-", f"Organisation {other[-1]}-", f"of {other}"):
                assert mark not in text, f"{number} {at} tells of {other}"
            assert own != other[-1]
        for score in ("9125", "11375", "13625"):
            assert score not in digits, "a score"
        codes = list(made.closed.parts)
        mine = codes[(int(number[-1]) + at - 2) % 3]
        names = {code: part.funder.name for code, part in made.closed.parts.items()}
        for code, name in names.items():
            assert (code == mine) or name not in text, f"{number} {at} tells of {name}"
            assert (code == mine) or f"by {code}" not in text
        for (short_of, code), amount in short.items():
            shown = f"{amount // 100}{amount % 100:02}" if amount % 100 else str(amount // 100)
            if shown in digits:
                assert shortage, f"{number} {at} tells that {code} lacked {amount}"
                assert (short_of, code) == (number, mine)
                told_short += 1
    assert bool(told_short) == shortage
    own = found["JOINT-0001", 1].text
    assert "mknote of JOINT-0001 by F1" in own
    assert "mkground" not in own, "where a funder says no, its partners read its note, and others' partners nothing"
    assert "mkground of JOINT-0002" in found["JOINT-0002", 1].text


def test_a_funder_that_refuses_tells_its_ground_to_its_own_partners(made, secretary):
    say(acting(made.officer("F1")), "joint", "F1", [Word(THIRD, "refused", ground="mk-law changed", version=1)])
    send_letters(acting(secretary), "joint")
    assert "mk-law changed" in letters()[THIRD, 1].text
    assert "mk-law changed" not in letters()[THIRD, 2].text


def test_the_worker_sets_each_letter_as_a_pdf_with_its_hash_and_mails_everybody_alone(made, sent):
    work()
    found = letters()
    assert all(one.pdf and bytes(one.pdf).startswith(b"%PDF") for one in found.values())
    for one in found.values():
        assert one.sha256 == hashlib.sha256(bytes(one.pdf)).hexdigest()
        assert hashlib.sha256(pdf.pdf_of(one)).hexdigest() == one.sha256, "the same letter, the same bytes"
    posted = {parcel.key for parcel in mails()}
    assert len(posted) == 6
    assert unscoped(Event, WHY).filter(action="letter.set").count() == 6


def test_a_mail_holds_the_letter_and_goes_to_its_own_partner_only(made, sent):
    one = sent[FIRST, 1]
    from renkei.site.portfolio.parcels import _mail

    with transaction.atomic():
        _mail(one)
    (mail,) = mails()
    assert mail.contents["to"] == ["p1-1@x.example"]
    assert mail.contents["language"] == one.language
    assert one.text in mail.contents["text"]
    assert str(one.public_id) in mail.contents["text"]


def test_a_letter_fetches_nothing_and_says_which_font_is_missing(made, sent, monkeypatch):
    with pytest.raises(ValueError, match="no address"):
        pdf._refuse("http://x.example/a.png")
    letter = sent[SECOND, 1]
    letter.text = '<img src="http://x.example/a.png"> ' + letter.text
    assert pdf.pdf_of(letter).startswith(b"%PDF"), "what people wrote is text, never markup"
    heard = pdf._missing_signs()
    with heard:
        logging.getLogger("weasyprint").warning('.notdef glyph rendered for "%s"', "火")
    assert heard.found
    letter.text = "\ue000\U000f1234"  # for private use: no font has it
    with pytest.raises(pdf.CannotSet, match="fonts-noto-cjk"):
        pdf.pdf_of(letter)


def test_letters_go_once_and_by_the_secretariat_only(made, sent, secretary):
    with pytest.raises(ValidationError, match="were sent"):
        send_letters(acting(secretary), "joint")
    with pytest.raises(NotAllowed):
        send_letters(acting(made.officer("F1")), "joint")


def test_the_last_day_of_redress_ends_in_the_calls_zone(made, secretary):
    unscoped(Call, WHY).filter(slug="joint").update(time_zone="Asia/Tokyo", redress_days=10)
    send_letters(acting(secretary), "joint")
    until = letters()[FIRST, 1].redress_until
    assert until is not None
    assert until.isoformat(timespec="seconds") == "2027-03-11T14:59:59+00:00"


def test_a_partner_reads_its_own_letter_and_no_other(made, sent, secretary, observer):
    work()
    one, other = sent[THIRD, 1], sent[THIRD, 2]
    client = client_of(made.people[THIRD, 1])
    assert client.get(f"/portfolio/letters/{one.public_id}/").status_code == 200
    assert client.get(f"/portfolio/letters/{one.public_id}.pdf").content.startswith(b"%PDF")
    assert client.get(f"/portfolio/letters/{other.public_id}/").status_code == 404
    assert client.get(f"/portfolio/letters/{other.public_id}.pdf").status_code == 404
    page = client.get("/portfolio/").content.decode()
    assert str(one.public_id) in page
    assert str(other.public_id) not in page
    assert scoped(acting(observer), Letter).count() == 6
    assert client_of(made.officer("F1")).get(f"{ROOT}letters/").status_code == 404


def test_every_kind_of_letter_is_looked_at_before_it_goes_and_the_page_sends_them(made, secretary):
    client = client_of(secretary)
    page = client.get(f"{ROOT}letters/preview/?kind=reserve&at=2").content.decode()
    assert "letter 2 of 2" in page
    assert FIRST in page
    assert THIRD not in page.partition("<article")[2]
    assert "Send all 6 letters" in page
    assert not letters()
    assert client.post(f"{ROOT}letters/preview/").status_code == 302
    assert len(letters()) == 6
    assert "6 letters are still being set" in client.get(f"{ROOT}letters/").content.decode()
    assert client.post(f"{ROOT}letters/preview/").status_code == 422
    assert client_of(made.officer("F1")).get(f"{ROOT}letters/preview/").status_code == 404


@pytest.mark.parametrize("where", ["letters/", "letters/preview/"])
def test_pages_of_letters_ask_as_many_questions_of_many_as_of_few(db, where):
    assert questions(ROOT + where, 2) == questions(ROOT + where, 12)
