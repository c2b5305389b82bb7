"""Where a model is asked: over TLS, or on this very machine."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

_CHAT = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Address:
    """The one place that a document's text is sent to."""

    secure: bool
    host: str
    port: int
    path: str


def address_of(url: str) -> Address:
    """The address that a URL such as http://localhost:11434/v1 means; ValueError, in words, for any other."""
    if not url.isascii() or not url.isprintable() or " " in url:
        raise ValueError("it has signs that no address has")
    parts = urlsplit(url)
    host = parts.hostname
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("give an address such as https://HOST/v1 or http://localhost:11434/v1")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("give host and path alone; the key stands in RENKEI_MODEL_KEY")
    secure = parts.scheme == "https"
    if not secure and not _is_here(host):
        raise ValueError("over http a text can be read on its way: use https, or a model on this machine")
    path = parts.path.rstrip("/").removesuffix(_CHAT)
    return Address(secure, host, parts.port or (443 if secure else 80), f"{path}{_CHAT}")


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
