"""Logging in elsewhere, by OpenID Connect, as the environment names it; without models, for the settings."""

from typing import Any
from urllib.parse import urlsplit

Oidc = tuple[str, str, str] | None  # the provider's address, the client's id, its secret


def providers(oidc: Oidc) -> dict[str, Any]:
    """What allauth wants to know of the provider; the host of its address is the name on the button."""
    if oidc is None:
        return {}
    address, client, secret = oidc
    one = {
        "provider_id": "oidc",
        "name": urlsplit(address).hostname,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": address, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [one]}}


def origin_of(oidc: Oidc) -> str:
    """Where a form that logs in leads, by a redirect; "" without a provider."""
    return f"https://{urlsplit(oidc[0]).netloc}" if oidc else ""
