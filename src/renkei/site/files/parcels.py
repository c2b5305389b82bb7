"""Scanning a file that came while the scanner was away."""

from renkei.site.files import scan, store
from renkei.site.files.models import StoredFile
from renkei.site.outbox.kinds import handles
from renkei.site.outbox.lease import Lease


@handles("scan")
def scan_again(lease: Lease) -> None:
    """Settle whether a file may be given out; tried again while the scanner is away."""
    file = StoredFile.objects.get(pk=lease.contents["file"])
    file.scanned = scan.ask(store.path_of(file.digest).read_bytes())
    file.save(update_fields=["scanned"])
