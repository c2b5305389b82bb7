"""A stranger who guesses an address learns nothing from the answer."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from tests.site.policy.matrix.channels import DETAILS, NO_DETAILS
from tests.site.policy.matrix.world import World

TOKEN = re.compile(rb"[A-Za-z0-9]{64}")
ALLAUTH = ("account_", "mfa_", "socialaccount_", "openid_connect_")  # of one's own account, or by a signed secret


def _addresses(patterns: list[object]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from _addresses(pattern.url_patterns)  # type: ignore[attr-defined]


def test_every_address_with_a_part_in_it_is_listed():
    parted = {pattern.name for pattern in _addresses(get_resolver().url_patterns) if pattern.pattern.regex.groups}
    ours = {name for name in parted if not (name or "").startswith(ALLAUTH)}
    assert ours - set(DETAILS) - set(NO_DETAILS) == set()
    assert (set(DETAILS) | set(NO_DETAILS)) - ours == set()


@pytest.mark.parametrize("name", DETAILS)
@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_what_is_not_allowed_answers_exactly_as_what_is_not_there(method, name, world: World):
    hidden, missing = DETAILS[name]
    for stranger in ("public", "stranger", "lead_b", "bare_secretariat"):
        client = world.client(stranger)
        client.get(reverse("home"))  # a session and its cookies, before anything is compared
        answers = []
        for ids in (hidden(world), missing):
            address = reverse(name, args=ids)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                response = getattr(client, method)(address)
            body = TOKEN.sub(b"", response.getvalue()).replace(address.encode(), b"")
            headers = {
                **response.headers,
                "Content-Length": "",
                "X-Request-ID": "",
            }  # of the address, and of each request
            headers["Location"] = headers.get("Location", "").replace(quote(address, safe=""), "").replace(address, "")
            answers.append((response.status_code, body, headers, len(queries)))
        assert answers[0] == answers[1], f"{name} tells {stranger} that it is there"
        assert answers[0][0] in (302, 403, 404, 405)
