"""What every answer carries, whatever it is."""

import json
import os
import secrets
import subprocess
import sys

import pytest
from django.test import Client, RequestFactory

from renkei.site.security.headers import content_policy
from renkei.site.security.proxies import ProxiesMiddleware
from tests.site.clients import client_of
from tests.site.conftest import person


@pytest.mark.parametrize("address", ["/", "/calls/joint/", "/nothing/", "/accounts/login/", "/trail/"])
def test_every_answer_says_what_a_browser_may_do(address, call):
    headers = Client().get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_no_cache_keeps_a_page_of_somebody_who_has_logged_in(call):
    assert client_of(person("a@x.example")).get("/").headers["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in Client().get("/").headers


def test_a_form_leads_elsewhere_only_to_where_people_log_in():
    assert "form-action 'self';" in content_policy()
    assert "form-action 'self' https://id.example;" in content_policy("https://id.example")


@pytest.mark.parametrize(
    ("proxies", "said", "seen"),
    [
        (0, "203.0.113.5", "10.0.0.1"),  # nobody of ours said so
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "198.51.100.9, 203.0.113.5", "203.0.113.5"),  # the client made the first one up
        (2, "198.51.100.9, 203.0.113.5, 10.0.0.7", "203.0.113.5"),
        (2, "203.0.113.5", "10.0.0.1"),  # one proxy too few: it came past the outer one
        (1, "", "10.0.0.1"),
    ],
)
def test_the_clients_address_is_what_our_own_proxies_saw(proxies, said, seen, settings):
    settings.PROXIES = proxies
    found = []
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=said, HTTP_X_FORWARDED_HOST="evil")
    ProxiesMiddleware(lambda request: found.append(request.META))(request)
    assert found[0]["REMOTE_ADDR"] == seen
    assert "HTTP_X_FORWARDED_HOST" not in found[0]


def test_a_host_that_is_not_ours_is_refused_and_written_nowhere(call):
    answer = Client().get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content


PRINT = """
import json
from renkei.site import settings
print(json.dumps({name: value for name, value in vars(settings).items() if name.isupper()}, default=lambda value: None))
"""


def settings_with(**given: str) -> dict:
    environment = {**{name: value for name, value in os.environ.items() if not name.startswith("RENKEI_")}, **given}
    done = subprocess.run([sys.executable, "-c", PRINT], env=environment, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


def test_outside_a_demonstration_cookies_are_secure_and_staff_need_a_second_factor(tmp_path):
    found = settings_with(
        RENKEI_SECRET_KEY=secrets.token_urlsafe(60),
        RENKEI_SENDER="calls@agency.example",
        RENKEI_HOSTS="calls.agency.example",
        RENKEI_ADDRESS="https://calls.agency.example",
        RENKEI_PROXIES="1",
        RENKEI_DATA=str(tmp_path),
        RENKEI_OIDC="https://id.agency.example/realm renkei secret",
    )
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SECOND_FACTOR_REQUIRED"):
        assert found[name] is True, name
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found["ALLOWED_HOSTS"] == ["calls.agency.example"]
    assert found["ACCOUNT_DEFAULT_HTTP_PROTOCOL"] == "https"
    assert found["FORMS_ALSO_TO"] == "https://id.agency.example"
    (provider,) = found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert provider["settings"]["server_url"] == "https://id.agency.example/realm"


def test_without_proxies_nobody_is_believed_to_speak_https(tmp_path):
    assert settings_with(RENKEI_DATA=str(tmp_path))["SECURE_PROXY_SSL_HEADER"] is None
