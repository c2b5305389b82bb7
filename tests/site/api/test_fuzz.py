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
from renkei.site.tokens.actions import make_token
from tests.site.api.test_api import open_form, team  # noqa: F401 - fixtures
from tests.site.applications.conftest import form  # noqa: F401 - a fixture
from tests.site.conftest import acting

CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance)
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
SCHEMA.app = WSGIHandler()
OPERATIONS = {one.ok().label: one.ok() for one in SCHEMA.get_all_operations()}
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
