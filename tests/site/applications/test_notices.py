"""Everybody who writes an application hears of a deadline that moves, once, in their language and zone."""

from datetime import timedelta

from renkei.site.accounts.models import User
from renkei.site.applications import actions as applicants
from renkei.site.calls import actions
from renkei.site.policy import Role
from tests.site.applications.conftest import founded, letters
from tests.site.conftest import acting, person


def test_an_extension_is_told_to_every_writer_once(consortium):
    founded("Second", prefix="b")
    person("reads-only@x.example")
    User.objects.filter(pk=consortium.people["Osaka"].pk).update(language="fr", time_zone="Asia/Tokyo")
    secretary = acting(person("sec@x.example", Role.SECRETARIAT))
    applicants.remove_partner(consortium.acting("Lead"), consortium.id, consortium.partners["Kyoto"].public_id)
    later = consortium.application.call.closes_at + timedelta(days=7)
    actions.extend(secretary, "joint", later, "A holiday")
    sent = {letter.contents["to"][0]: letter.contents for letter in letters("extended")}
    assert sent.keys() == {"lead@x.example", "osaka@x.example", "bsecond@x.example"}
    assert "A holiday" in sent["lead@x.example"]["text"]
    assert sent["osaka@x.example"]["language"] == "fr"
    assert "UTC+9" in sent["osaka@x.example"]["text"]
    assert "\n" not in sent["lead@x.example"]["subject"]
