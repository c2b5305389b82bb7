"""What the site is told by its environment: read once, whole, with every mistake in one report."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from renkei.site.environment import forms
from renkei.site.environment.address import Address, clamav, database, smtp, web
from renkei.site.environment.reader import Reader

__all__ = ["Address", "Environment", "EnvironmentDefects", "read_environment"]

DEMONSTRATION = Address("http", "127.0.0.1", 8000)
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Environment:
    """The site's surroundings. `demo` runs on one machine's loopback with made-up data and no other service.

    `address` is the site's own, as links in mails name it; `largest_file` is in bytes.
    """

    demo: bool
    secret_key: str = field(repr=False)
    data: Path
    address: Address
    hosts: tuple[str, ...]
    database: Address | None
    smtp: Address | None
    sender: str
    clamav: Address | None
    oidc: tuple[str, str, str] | None = field(repr=False)
    proxies: int
    largest_file: int


class EnvironmentDefects(Exception):
    """The environment does not hold: a sentence for each variable to change, and what can be read all the same."""

    def __init__(self, sentences: list[str], environment: Environment) -> None:
        self.sentences, self.environment = sentences, environment
        super().__init__("\n".join(sentences))


def read_environment(given: Mapping[str, str] | None = None) -> Environment:
    """The environment as RENKEI_… variables state it; EnvironmentDefects says all that must change.

    Without RENKEI_SECRET_KEY the site is a demonstration: on loopback only, with a key that everybody knows.
    """
    reader = Reader(os.environ if given is None else given)
    demo = not reader.given("SECRET_KEY")
    address = reader.take("ADDRESS", web, DEMONSTRATION)
    further = reader.take("HOSTS", forms.words, forms.NONE)
    found = Environment(
        demo=demo,
        secret_key=reader.take("SECRET_KEY", forms.secret, "demonstration only " * 4),
        data=reader.take("DATA", Path, Path("out/site")),
        address=address,
        hosts=tuple(dict.fromkeys((address.host, *further, *(LOOPBACK if demo else ())))),
        database=reader.take("DATABASE", database, None),
        smtp=reader.take("SMTP", smtp, None),
        sender=reader.take("SENDER", forms.sender, "renkei@localhost"),
        clamav=reader.take("CLAMAV", clamav, None),
        oidc=reader.take("OIDC", forms.oidc, None),
        proxies=reader.take("PROXIES", forms.count, 0),
        largest_file=reader.take("LARGEST_FILE", forms.megabytes, 20 * forms.MEGABYTE),
    )
    if demo and not set(found.hosts) <= {*LOOPBACK, "::1"}:
        reader.want("SECRET_KEY", "a secret of 50 signs or more; without it the site is a demonstration on loopback")
    if not demo:
        reader.want("ADDRESS", "the site's own address, such as https://calls.agency.example")
        reader.want("SENDER", "the address that the site's mails come from, such as calls@agency.example")
    if sentences := reader.sentences():
        raise EnvironmentDefects(sentences, found)
    return found
