"""A service's address, as one line says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

_DATABASE = (
    "postgresql://user:password@host:5432/name, or postgresql://user@/name?host=/folder/of/the/socket "
    "(without it the site uses SQLite)"
)


@dataclass(frozen=True)
class Address:
    """A service's address: host and port, with who logs in, and over what. A host may be a socket's folder."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    name: str = ""


def database(text: str) -> Address:
    """A PostgreSQL database."""
    found = _address(text, _DATABASE, {"postgresql": 5432, "postgres": 5432})
    if not found.name:
        raise ValueError(f"the database has no name: write it as {_DATABASE}")
    return found


def smtp(text: str) -> Address:
    """A mail server: `smtp` speaks plainly, or by STARTTLS where the server offers it; `smtps` under TLS."""
    return _address(text, "smtp://user:password@host:587 or smtps://host:465", {"smtp": 587, "smtps": 465})


def clamav(text: str) -> Address:
    """ClamAV's daemon."""
    return _address(text, "tcp://host:3310", {"tcp": 3310})


def web(text: str) -> Address:
    """The site's own address."""
    example = "https://calls.agency.example, without a path"
    found = _address(text, example, {"https": 443, "http": 80})
    if found.name or found.user:
        raise ValueError(f"write it as {example}")
    return found


def origin(address: Address) -> str:
    """An address as browsers name it: scheme and host, and the port where it is not the scheme's own."""
    own = {"https": 443, "http": 80}[address.scheme] == address.port
    return f"{address.scheme}://{address.host}" + ("" if own else f":{address.port}")


def _address(text: str, example: str, ports: Mapping[str, int]) -> Address:
    try:
        parts = urlsplit(text)
        port = parts.port  # ValueError of its own for one out of range
    except ValueError as error:
        raise ValueError(f"{error}; write it as {example}") from None
    host = parts.hostname or _folder(parts)
    if parts.scheme not in ports or not host:
        raise ValueError(f"write it as {example}")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Address(parts.scheme, host, port or ports[parts.scheme], user, password, parts.path.strip("/"))


def _folder(parts: SplitResult) -> str:
    """The folder of a PostgreSQL socket, as libpq writes it."""
    given = parse_qs(parts.query).get("host", [""])[0]
    return given if given.startswith("/") and parts.scheme.startswith("postgres") else ""
