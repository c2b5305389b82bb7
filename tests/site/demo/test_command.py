"""`renkei site demo DIR` makes the site and says how to open it."""

import os
import subprocess
import sys

SECRET = "Vq3nT8sLw0ZkYb5RjD7mHc2XgF9pKu4EaN6oBtS1iQyWrMxUzJd"  # of this test alone


def demo(folder, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RENKEI_", "DJANGO_"))}
    command = [sys.executable, "-m", "renkei.cli", "site", "demo", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=kept | environment)


def test_the_demonstration_is_made_and_says_how_to_open_it(tmp_path):
    made = demo(tmp_path / "site")
    assert made.returncode == 0, made.stderr
    assert "secretariat@demo.example" in made.stdout
    assert f"RENKEI_DATA={tmp_path / 'site'} renkei site run" in made.stdout


def test_a_site_in_earnest_is_refused(tmp_path):
    secret = {"RENKEI_SECRET_KEY": SECRET, "RENKEI_ADDRESS": "https://calls.x.example", "RENKEI_SENDER": "c@x.example"}
    refused = demo(tmp_path / "site", **secret)
    assert refused.returncode == 1
    assert "unset" in refused.stderr
    assert not (tmp_path / "site" / "site.sqlite3").exists()
