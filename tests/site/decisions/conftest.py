"""A made-up call with its meeting open: the secretariat, a chair, an observer and two officers at the table."""

import pytest

from renkei.site.accounts.models import User
from renkei.site.calls.models import Call
from renkei.site.decisions import actions
from renkei.site.decisions.at_hand import at_hand, forget
from renkei.site.decisions.models import Seat, SelectionMeeting
from renkei.site.policy import Role, unscoped
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, arrive, person
from tests.site.decisions.made_up import made_up

SLUG = "made-up"
ROOM = f"/decisions/{SLUG}/meeting/"
GROUND = "the test looks"


@pytest.fixture(autouse=True)
def _nothing_is_held():
    """Each test's database begins its trail anew."""
    forget()
    yield
    forget()


@pytest.fixture
def call(db: None, monkeypatch) -> Call:
    arrive(monkeypatch, NOW)
    return made_up(NOW)


@pytest.fixture
def secretary(db: None) -> User:
    return person("sec@x.example", Role.SECRETARIAT)


@pytest.fixture
def chair(db: None) -> User:
    return person("chair@x.example", Role.CHAIR)


@pytest.fixture
def observer(db: None) -> User:
    return person("observer@x.example", Role.OBSERVER)


@pytest.fixture
def room(call: Call, secretary: User) -> SelectionMeeting:
    """The meeting, open, with every funder's officer present."""
    by = acting(secretary)
    meeting = actions.prepare_meeting(by, SLUG)
    for seat in unscoped(Seat, GROUND).filter(meeting=meeting):
        actions.set_presence(by, SLUG, seat.pk, True)
    return actions.open_meeting(by, SLUG)


@pytest.fixture
def officers(call: Call) -> list[User]:
    """The funders' officers by code."""
    return list(User.objects.filter(email__endswith="@x.example", email__startswith="mu-").order_by("email"))


@pytest.fixture
def held(room):
    return at_hand(room.call)


@pytest.fixture
def desk(secretary):
    return client_of(secretary)
