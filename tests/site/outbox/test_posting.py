"""What can be posted, and what an administrator does with what was set aside."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from renkei.site.audit.models import Event
from renkei.site.outbox.actions import GroundMissing, drop, try_again
from renkei.site.outbox.models import Parcel
from renkei.site.outbox.post import post
from renkei.site.policy import NotAllowed, Role, unscoped
from tests.site.conftest import acting, person

pytestmark = pytest.mark.django_db
MAIL = {"to": ["a@x.example"], "subject": "A receipt", "text": "Kept."}


def aside(key: str = "one") -> Parcel:
    parcel = posted(key)
    unscoped(Parcel, "the test").filter(pk=parcel.pk).update(state="set_aside", attempts=8, trouble="550 no")
    return parcel


def posted(key: str) -> Parcel:
    post("mail", key, MAIL)
    return unscoped(Parcel, "the test looks").get(key=key)


def as_it_is(parcel: Parcel) -> Parcel:
    return unscoped(Parcel, "the test looks").get(pk=parcel.pk)


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "A receipt\r\nBcc: everybody@x.example"},
        {"subject": "A receipt\nX: y"},
        {"subject": "A\u2028receipt"},
        {"subject": ""},
        {"subject": "long " * 50},
        {"to": ["a@x.example\r\nRCPT TO:<b@x.example>"]},
        {"to": ["Somebody <a@x.example>"]},
        {"to": ["a@x.example,b@x.example"]},
        {"to": ["名前@x.example"]},
        {"to": []},
        {"text": ""},
        {"language": "en\r\nX: y"},
        {"headers": {"X": "y"}},
    ],
)
def test_what_could_smuggle_something_into_a_header_is_refused_when_it_is_posted(change):
    with pytest.raises(ValueError, match="mail"):
        post("mail", "one", {**MAIL, **change})


def test_the_same_key_is_the_same_work_posted_once():
    assert posted("one").pk == posted("one").pk


def test_what_is_posted_in_a_transaction_that_fails_was_never_posted():
    with transaction.atomic():
        post("mail", "one", MAIL)
        transaction.set_rollback(True)
    assert unscoped(Parcel, "the test counts").count() == 0


def test_djangos_own_mail_goes_through_the_outbox_to_each_recipient_apart():
    with get_connection("renkei.site.outbox.backend.OutboxBackend") as backend:
        message = EmailMultiAlternatives("New\npassword", "text", to=["a@x.example", "b@x.example"], connection=backend)
        message.attach_alternative("<p>text</p>", "text/html")
        message.send()
    posted = [parcel.contents for parcel in unscoped(Parcel, "the test").order_by("pk")]
    assert [contents["to"] for contents in posted] == [["a@x.example"], ["b@x.example"]]
    assert posted[0]["subject"] == "New password"
    assert posted[0]["html"] == "<p>text</p>"


def test_an_administrator_tries_again_or_drops_with_a_ground_and_the_trail_tells():
    administrator = acting(person("admin@x.example", Role.ADMINISTRATOR), timezone.now())
    one, two = aside("one"), aside("two")
    try_again(administrator, one.pk, "the address was mended")
    drop(administrator, two.pk, "the person is gone")
    assert (as_it_is(one).state, as_it_is(one).attempts) == ("waiting", 0)
    assert (as_it_is(two).state, as_it_is(two).contents) == ("dropped", {})
    told = [(event.action, event.ground) for event in unscoped(Event, "the test").order_by("number")]
    assert told == [
        ("outbox.tried_again", "the address was mended"),
        ("outbox.dropped", "the person is gone"),
    ]


def test_nothing_is_settled_without_a_ground_by_others_or_unless_it_was_set_aside():
    administrator = acting(person("admin@x.example", Role.ADMINISTRATOR))
    parcel, waiting = aside(), posted("waiting")
    with pytest.raises(GroundMissing):
        drop(administrator, parcel.pk, "  ")
    with pytest.raises(NotAllowed):
        drop(acting(person("s@x.example", Role.SECRETARIAT)), parcel.pk, "mine")
    with pytest.raises(NotAllowed):
        try_again(administrator, waiting.pk, "at once")
    assert as_it_is(parcel).state == "set_aside"


def test_the_page_is_the_administrators_alone_and_keeps_the_text_of_a_mail_to_itself(client):
    parcel = aside()
    for stranger in (None, person("s@x.example", Role.SECRETARIAT), person("o@x.example", Role.OBSERVER)):
        if stranger:
            client.force_login(stranger)
        assert client.get(reverse("outbox")).status_code == 404
        assert client.post(reverse("outbox_settle", args=[parcel.pk]), {"ground": "x"}).status_code == 404
    client.force_login(person("admin@x.example", Role.ADMINISTRATOR))
    shown = client.get(reverse("outbox")).content.decode()
    assert "a@x.example" in shown
    assert "550 no" in shown
    assert "Kept." not in shown
    assert client.post(reverse("outbox_settle", args=[parcel.pk]), {"ground": ""}).status_code == 422
    client.post(reverse("outbox_settle", args=[parcel.pk]), {"ground": "gone", "act": "drop"})
    assert as_it_is(parcel).state == "dropped"


def test_the_pages_queries_do_not_grow_with_what_was_set_aside(client, django_assert_max_num_queries):
    client.force_login(person("admin@x.example", Role.ADMINISTRATOR))
    for number in range(40):
        aside(f"letter/{number}")
    with django_assert_max_num_queries(8):
        client.get(reverse("outbox"))
