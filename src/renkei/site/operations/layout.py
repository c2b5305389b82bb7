"""Style sheets and scripts, laid out where the site serves them from: packed, and named by their contents."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def lay_out() -> None:
    """Lay them out anew where any of them changed; that takes seconds, and a site that starts again has none."""
    stamp, now = Path(settings.STATIC_ROOT) / ".laid-out", _sources()
    if stamp.is_file() and stamp.read_text() == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)


def _sources() -> str:
    """A digest of where the files come from, how large they are, and when they were last changed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
