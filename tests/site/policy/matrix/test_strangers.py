"""A stranger who guesses an address learns nothing from the answer."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from renkei.site.api import api
from tests.site.policy.matrix.channels import DETAILS, NO_DETAILS, address
from tests.site.policy.matrix.world import World

TOKEN = re.compile(rb"[A-Za-z0-9]{64}")
ALLAUTH = ("account_", "mfa_", "socialaccount_", "openid_connect_")  # of one's own account, or by a signed secret


def _addresses(patterns: list[object]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif pattern.namespace != "api":  # type: ignore[attr-defined]
            yield from _addresses(pattern.url_patterns)  # type: ignore[attr-defined]


def test_every_address_with_a_part_in_it_is_listed():
    parted = {pattern.name for pattern in _addresses(get_resolver().url_patterns) if pattern.pattern.regex.groups}
    ours = {name for name in parted if name and not name.startswith(ALLAUTH)}
    assert ours - set(DETAILS) - set(NO_DETAILS) == set()
    listed = {name for name in (*DETAILS, *NO_DETAILS) if not name.startswith("/")}
    assert listed - ours == set()


def test_every_route_of_the_api_with_a_part_in_it_is_listed():
    routes = api.get_openapi_schema()["paths"].items()
    parted = {re.sub(r"\{\w+\}", "{}", path) for path, verbs in routes if "{" in path and "get" in verbs}
    assert parted - set(DETAILS) == set()


@pytest.mark.parametrize("name", DETAILS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_allowed_answers_exactly_as_what_is_not_there(method, name, world: World):
    hidden, missing = DETAILS[name]
    for stranger in ("public", "lead_b", "bare_secretariat"):
        client = world.client(stranger)
        client.get(reverse("home"))  # a session and its cookies, before anything is compared
        answers = []
        both = (hidden(world), missing)
        for ids in both:
            where = address(name, ids)
            with CaptureQueriesContext(connection) as queries:
                response = getattr(client, method)(where)
            # Of the length of the address, and of each request, which tell nothing
            headers = {**response.headers, "Content-Length": "", "X-Request-ID": ""}
            told = repr((TOKEN.sub(b"", response.getvalue()), headers))
            # It may be told back; both are taken out of either answer, as a number's digits may stand there by chance
            for guess in (
                where,
                quote(where, safe=""),
                *(str(one) for ids in both for one in ids if len(str(one)) > 2),
            ):
                told = told.replace(guess, "")
            answers.append((response.status_code, told, len(queries)))
        assert answers[0] == answers[1], f"{name} tells {stranger} that it is there"
        assert answers[0][0] in (302, 400, 401, 403, 404, 405, 422)
