"""What the site is told by its environment: read once, whole, with every mistake in one report."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

Read = TypeVar("Read")
PREFIX = "RENKEI_"
SHORTEST_SECRET = 50


class EnvironmentDefects(Exception):
    """The environment does not hold; carries a sentence for each variable to change."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


@dataclass(frozen=True)
class Address:
    """A service's address: host and port, with who logs in, and over what."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    name: str = ""


@dataclass(frozen=True)
class Environment:
    """The site's surroundings. `demo` runs on one machine's loopback with made-up data and no other service."""

    demo: bool
    secret_key: str = field(repr=False)
    data: Path
    hosts: tuple[str, ...]
    database: Address | None
    smtp: Address | None
    sender: str
    clamav: Address | None
    oidc: tuple[str, str, str] | None = field(repr=False)
    proxies: int


def read_environment(given: Mapping[str, str] | None = None) -> Environment:
    """The environment as RENKEI_… variables state it; EnvironmentDefects says all that must change.

    Without RENKEI_SECRET_KEY the site is a demonstration: on loopback only, with a key that everybody knows.
    """
    reader = _Reader(os.environ if given is None else given)
    demo = not reader.given("SECRET_KEY")
    found = Environment(
        demo=demo,
        secret_key="demonstration only " * 4 if demo else reader.take("SECRET_KEY", _secret),
        data=reader.take("DATA", Path, Path("out/site")),
        hosts=reader.take("HOSTS", _words, ("127.0.0.1", "localhost", "[::1]") if demo else ()),
        database=reader.take("DATABASE", _database, None),
        smtp=reader.take("SMTP", _smtp, None),
        sender=reader.take("SENDER", _sender, "renkei@localhost"),
        clamav=reader.take("CLAMAV", _clamav, None),
        oidc=reader.take("OIDC", _oidc, None),
        proxies=reader.take("PROXIES", _count, 0),
    )
    if not demo and not found.hosts:
        reader.sentences.append(f"{PREFIX}HOSTS: name the site's host names, separated by spaces")
    if reader.sentences:
        raise EnvironmentDefects(reader.sentences)
    return found


class _Reader:
    """Takes variables one by one and keeps what is wrong with them."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given
        self.sentences: list[str] = []

    def given(self, name: str) -> str:
        return self._given.get(PREFIX + name, "").strip()

    def take(self, name: str, read: Callable[[str], Read], otherwise: Read | None = None) -> Read:
        text = self.given(name)
        if text:
            try:
                return read(text)
            except ValueError as error:
                self.sentences.append(f"{PREFIX}{name}: {error}")
        return otherwise  # type: ignore[return-value]  # where it is None a sentence, or the type, says so


def _secret(text: str) -> str:
    if len(text) < SHORTEST_SECRET:
        raise ValueError(f"a secret of {SHORTEST_SECRET} signs or more, kept from everybody; this one has {len(text)}")
    return text


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _count(text: str) -> int:
    if not text.isdigit():
        raise ValueError(f"{text!r} is not a whole number of proxies in front of the site, such as 1")
    return int(text)


def _sender(text: str) -> str:
    if "@" not in text or not text.isprintable():
        raise ValueError(f"{text!r} is no mail address, such as calls@agency.example")
    return text


def _address(text: str, example: str, ports: Mapping[str, int]) -> Address:
    parts = urlsplit(text)
    if parts.scheme not in ports or not parts.hostname:
        raise ValueError(f"write it as {example}")
    port = parts.port or ports[parts.scheme]  # ValueError of its own for a port out of range
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Address(parts.scheme, parts.hostname, port, user, password, parts.path.strip("/"))


def _database(text: str) -> Address:
    example = "postgresql://user:password@host:5432/name (without it the site uses SQLite)"
    found = _address(text, example, {"postgresql": 5432, "postgres": 5432})
    if not found.name:
        raise ValueError(f"the database has no name: write it as {example}")
    return found


def _smtp(text: str) -> Address:
    return _address(text, "smtp://user:password@host:587 or smtps://host:465", {"smtp": 587, "smtps": 465})


def _clamav(text: str) -> Address:
    return _address(text, "tcp://host:3310", {"tcp": 3310})


def _oidc(text: str) -> tuple[str, str, str]:
    parts = text.split()
    if len(parts) != 3 or not parts[0].startswith("https://"):
        raise ValueError("three words: the provider's https:// address, the client's id and its secret")
    return parts[0], parts[1], parts[2]
