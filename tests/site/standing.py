"""A whole site of a test's own: data folder, database of the kind under test, real processes."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from renkei.site.environment import read_environment

ROOT = Path(__file__).parents[2]
SET_UP = "import django; django.setup(); import json; from renkei.site.policy import unscoped\n"


class Standing:
    """A migrated site. Its database is SQLite, or where RENKEI_DATABASE names a server a new one on it."""

    def __init__(self, data: Path, database: str | None) -> None:
        self.data = data
        self.database = database
        self.environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith("RENKEI_")},
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            "DJANGO_SETTINGS_MODULE": "renkei.site.settings",
            "RENKEI_DATA": str(data),
            **({"RENKEI_DATABASE": database} if database else {}),
        }

    def site(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """`renkei site …`, to its end."""
        return subprocess.run(
            self._command(arguments), env=self._told(variables), capture_output=True, text=True, check=False
        )

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
        """`renkei site …`, left running."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(self._command(arguments), env=self._told(variables), stdout=quiet, stderr=quiet)

    def python(self, code: str, *arguments: str, **variables: str) -> Any:
        """What a piece of Python, within the site, prints as JSON; nothing for None."""
        command = [sys.executable, "-c", SET_UP + code, *arguments]
        told = self._told(variables)
        done = subprocess.run(command, env=told, capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout else None

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The database's own answer, past all of our code."""
        if self.database is None:
            with contextlib.closing(sqlite3.connect(self.data / "site.sqlite3")) as connection:
                return connection.execute(query).fetchall()
        import psycopg

        with psycopg.connect(self.database) as connection:
            return connection.execute(query).fetchall()

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "renkei.cli", "site", *arguments]

    def _told(self, variables: dict[str, str]) -> dict[str, str]:
        return {**self.environment, **variables}


def new_database(server: str, like: str | None = None) -> str:
    """The address of a new database on a server: empty, or a copy of another that nobody is using."""
    import psycopg

    name = f"site_{uuid.uuid4().hex[:12]}"
    copied = f" TEMPLATE {name_of(like)} STRATEGY FILE_COPY" if like else ""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{copied}")
    where = read_environment({"RENKEI_DATABASE": server}).database
    assert where is not None
    return f"postgresql://{where.user}@/{name}?host={where.host}"


def name_of(database: str) -> str:
    where = read_environment({"RENKEI_DATABASE": database}).database
    assert where is not None
    return where.name


def dropped(database: str, server: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name_of(database)} WITH (FORCE)")


@contextlib.contextmanager
def standing(data: Path, server: str | None, like: Standing | None = None) -> Iterator[Standing]:
    """A site in a folder, on SQLite or on a PostgreSQL server; a copy of a migrated one where there is one."""
    database = new_database(server, like.database if like else None) if server else None
    site = Standing(data, database)
    try:
        if like is None:
            done = site.site("migrate")
            assert done.returncode == 0, done.stderr
        else:
            shutil.copytree(like.data, data)
        yield site
    finally:
        if database and server:
            dropped(database, server)
