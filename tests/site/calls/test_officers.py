"""A funder's officers are appointed and ended from the command line, and the trail knows it."""

import pytest
from django.core.exceptions import ValidationError

from renkei.site.audit.models import Event
from renkei.site.calls.actions.officers import appoint_officer, end_officer
from renkei.site.calls.models import Officer
from renkei.site.policy import unscoped
from tests.site.conftest import NOW

WHY = "the test"


def test_an_officer_is_appointed_once_and_ended_and_both_stand_in_the_trail(call):
    made = appoint_officer("mori@jst.example", "JST", NOW)
    with pytest.raises(ValidationError, match="already"):
        appoint_officer("MORI@jst.example", "JST", NOW)
    assert made.user.email == "mori@jst.example"
    end_officer("mori@jst.example", "JST", NOW)
    assert not unscoped(Officer, WHY).exists()
    assert list(unscoped(Event, WHY).values_list("action", flat=True)) == ["officer.appointed", "officer.ended"]


@pytest.mark.parametrize(("email", "funder", "said"), [("nobody", "JST", "valid"), ("a@x.example", "JTS", "JST")])
def test_no_address_and_no_such_funder_are_refused_in_words(call, email, funder, said):
    with pytest.raises(ValidationError, match=said):
        appoint_officer(email, funder, NOW)
    with pytest.raises(ValidationError, match=r"no funder|do not act"):
        end_officer(email, funder, NOW)
