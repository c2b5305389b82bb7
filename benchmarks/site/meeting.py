"""What the site adds to the engine's own time when a meeting asks: 171 x 38, seed 1, twenty raises.

usage: python benchmarks/site/meeting.py [--questions 20] [--rules gaps best]

A site of its own is migrated and filled in a scratch folder; questions go through every middleware, as a browser's
do, by Django's client, in answers to a page that shows the call as it is. Before each the engine's own time for the
same question is taken from a meeting of its own, so that neither remembers what the other found.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SET_UP = (
    "import django, runpy, sys; django.setup(); sys.argv = sys.argv[1:]; "
    "runpy.run_path(sys.argv[0], run_name='__main__')"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--rules", nargs="+", default=["gaps", "best"])
    given = parser.parse_args()
    print("| rule | first page | page again | engine, median | answer, median | added, median | added, slowest |")
    print("|---|--:|--:|--:|--:|--:|--:|", flush=True)
    for rule in given.rules:
        with tempfile.TemporaryDirectory() as scratch:
            surroundings = {
                **os.environ,
                "RENKEI_DATA": scratch,
                "DJANGO_SETTINGS_MODULE": "tests.site.settings",
                "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
            }
            migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
            subprocess.run(migrate, check=True, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            command = [sys.executable, "-c", SET_UP, str(HERE / "asking.py"), rule, str(given.questions)]
            subprocess.run(command, check=True, env=surroundings, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
