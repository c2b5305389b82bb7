"""What is wrong around the site: every defect in one report, each with what to change."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from renkei.site.environment import Address, Environment, EnvironmentDefects, read_environment

SECONDS = 10


def defects() -> list[str]:
    """A sentence for each defect; empty where the site can run. What a malformed variable names is left out."""
    try:
        environment, found = read_environment(), []
    except EnvironmentDefects as wrong:
        environment, found = wrong.environment, list(wrong.sentences)
    for look in (_data, _database, _mail, _scanner, _way_in):
        found += look(environment)
    return found or _inside()


def _data(environment: Environment) -> Iterator[str]:
    place = environment.data
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        yield f"RENKEI_DATA: nothing can be written to {place} ({error.strerror}); give the site's user the right to"


def _database(environment: Environment) -> Iterator[str]:
    if environment.database is not None:
        yield from _postgresql(environment.database)
    elif (place := environment.data / "site.sqlite3").exists():
        try:
            with closing(sqlite3.connect(place)) as connection:
                found = connection.execute("PRAGMA quick_check").fetchone()[0]
        except sqlite3.Error as error:
            found = str(error)
        if found != "ok":
            yield f"the database {place} is damaged ({found}); restore it from a backup"


def _postgresql(where: Address) -> Iterator[str]:
    import psycopg  # noqa: PLC0415  # only where it is used

    try:
        with psycopg.connect(
            host=where.host,
            port=where.port,
            user=where.user or None,
            password=where.password or None,
            dbname=where.name,
            connect_timeout=SECONDS,
        ) as connection:
            encoding = connection.info.parameter_status("server_encoding")
    except psycopg.Error as error:
        words = str(error).strip().splitlines()[0]
        yield f"RENKEI_DATABASE: the database {where.name!r} on {where.host} does not let the site in: {words}"
    else:
        if encoding != "UTF8":
            yield f"RENKEI_DATABASE: the database {where.name!r} is in {encoding}; create it with the encoding UTF8"


def _mail(environment: Environment) -> Iterator[str]:
    from renkei.site.outbox import smtp  # noqa: PLC0415  # needs no Django

    if environment.smtp is None:
        if not environment.demo:
            yield "RENKEI_SMTP: name the mail server, as smtp://user:password@host:587; no receipt leaves without it"
        return
    try:
        smtp.connected(environment.smtp, environment.address.host).quit()
    except (OSError, smtp.Refused) as error:
        where = f"{environment.smtp.host}:{environment.smtp.port}"
        yield f"RENKEI_SMTP: the mail server {where} does not take mail: {error}"


def _scanner(environment: Environment) -> Iterator[str]:
    from renkei.site.files import clamav  # noqa: PLC0415  # needs no Django

    if environment.clamav is not None:
        try:
            clamav.ping(environment.clamav)
        except clamav.ScannerAway as error:
            yield f"RENKEI_CLAMAV: the virus scanner does not answer: {error}"


def _way_in(environment: Environment) -> Iterator[str]:
    if not environment.demo and environment.address.scheme != "https":
        yield "RENKEI_ADDRESS: people log in here, so it must begin with https://"
    if not environment.demo and not environment.proxies:
        yield (
            "RENKEI_PROXIES: say how many proxies stand before the site (1 for one that speaks https); without it "
            "log-ins are counted by the proxy's address, so that one visitor can lock out all"
        )


def _inside() -> list[str]:
    """What Django finds, once the surroundings hold."""
    return [sentence for look in (_migrations, _static, _own_checks) for sentence in look()]


def _migrations() -> Iterator[str]:
    from renkei.site.operations.health import pending_migrations  # noqa: PLC0415

    if pending := pending_migrations():
        yield f"the database waits for {len(pending)} migrations: run `renkei site migrate`"


def _static() -> Iterator[str]:
    from django.conf import settings  # noqa: PLC0415

    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        yield "style sheets and scripts are not laid out yet: run `renkei site migrate`"


def _own_checks() -> Iterator[str]:
    from django.core.checks import ERROR, run_checks  # noqa: PLC0415

    yield from (str(message) for message in run_checks() if message.level >= ERROR)
