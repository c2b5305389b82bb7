"""schemathesis over the API's own description: whatever is sent, no answer is a failure of ours."""

import pytest
import schemathesis
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import one_of
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from renkei.site.api import api
from renkei.site.applications import actions
from renkei.site.decisions import actions as deciding
from renkei.site.decisions.at_hand import at_hand, forget
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.models import Seat
from renkei.site.policy import Role, unscoped
from renkei.site.tokens.actions import make_token
from tests.site.api.test_api import open_form, team  # noqa: F401 - fixtures
from tests.site.applications.conftest import form  # noqa: F401 - a fixture
from tests.site.clients import client_of
from tests.site.conftest import acting, person
from tests.site.decisions.made_up import made_up

CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance)
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
SCHEMA.app = WSGIHandler()
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}
DESCRIBED = {one.ok().label: one.ok().definition.raw.get("tags", ()) for one in SCHEMA.get_all_operations()}
BOUNDED = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def kept_connection():
    """The test's own connection, which holds its data, outlives each request."""
    both = (signals.request_started, signals.request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    yield
    for signal in both:
        signal.connect(close_old_connections)


@pytest.fixture
def aims(kept_connection, team):  # noqa: F811
    """What is there to be hit: by the names of the addresses' parts, and the token."""
    now = timezone.now()
    team.write_all(now)
    made = actions.submit(team.acting("Lead", now), team.id, "first")
    return {
        "application": str(team.id),
        "partner": str(team.partners["Lead"].public_id),
        "section": "work",
        "slug": "joint",
        "submission": str(made.public_id),
        "token": make_token(acting(team.lead, now), "fuzz"),
    }


@pytest.fixture
def meeting_aims(kept_connection):
    """A meeting that is open, with a decision that waits, and the headers of the secretariat's session."""
    now = timezone.now()
    call = made_up(now)
    someone = person("secretary@x.example", Role.SECRETARIAT)
    by = acting(someone, now)
    meeting = deciding.prepare_meeting(by, "made-up")
    seats = list(unscoped(Seat, "the test looks").filter(meeting=meeting).order_by("pk"))
    for seat in seats:
        deciding.set_presence(by, "made-up", seat.pk, True)
    deciding.open_meeting(by, "made-up")
    held = at_hand(call)
    scenario = deciding.keep_scenario(by, "made-up", "One", Wanted(raises={"MU-DE": "441000"}), held)
    absence = deciding.leave_for(by, "made-up", seats[0].pk, "A001", "her institute")
    draw = deciding.name_draw(by, "made-up", "Lotto")
    proposal = deciding.propose(by, "made-up", str(scenario.public_id), "", held)
    session = client_of(someone).cookies["sessionid"].value
    secret = "x" * 32
    yield {
        "slug": "made-up",
        "scenario": str(scenario.public_id),
        "seat": str(seats[0].pk),
        "absence": str(absence.pk),
        "draw": str(draw.pk),
        "proposal": str(proposal.public_id),
        "decision": str(proposal.decision.public_id),
        "number": "A001",
        "position": "1",
        "code": "MU-DE",
        "cookies": {"sessionid": session, "csrftoken": secret},
        "headers": {"X-CSRFToken": secret},
    }
    forget()


OF_THE_MEETING = [one for one in OPERATIONS if set(DESCRIBED[one]) & {"decisions", "portfolio"}]


@pytest.mark.django_db
@pytest.mark.parametrize("label", OF_THE_MEETING)
def test_nothing_that_the_secretariat_sends_about_a_meeting_makes_the_api_fail(label, meeting_aims):
    answers = []

    @BOUNDED
    @given(one_of(OPERATIONS[label].as_strategy(generation_mode=mode) for mode in GenerationMode))
    def probe(case):
        for name in case.path_parameters if len(answers) % 4 else ():
            case.path_parameters[name] = meeting_aims.get(name, case.path_parameters[name])
        case.headers = {**(case.headers or {}), **meeting_aims["headers"]}
        case.cookies = meeting_aims["cookies"]
        response = case.call()
        answers.append(response.status_code)
        case.validate_response(response, checks=CHECKS)

    probe()
    assert set(answers) - {401, 403}, "nothing was tried but the door"


@pytest.mark.django_db
@pytest.mark.parametrize("label", OPERATIONS)
def test_nothing_that_is_sent_makes_the_api_fail(label, aims):
    answers = []
    if "partners" not in label:
        aims["section"] = "summary"

    @BOUNDED
    @given(one_of(OPERATIONS[label].as_strategy(generation_mode=mode) for mode in GenerationMode))
    def probe(case):
        for name in case.path_parameters if len(answers) % 4 else ():  # most aim at what is there, some at what is not
            case.path_parameters[name] = aims.get(name, case.path_parameters[name])
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {aims['token']}"}
        response = case.call()
        answers.append(response.status_code)
        case.validate_response(response, checks=CHECKS)

    probe()
    assert set(answers) - {401}, "nothing was tried but the door"
