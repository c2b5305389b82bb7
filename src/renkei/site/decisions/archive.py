"""A decision as an archive: its record, and the folder that it decides."""

import io
import zipfile

from renkei.site.decisions.models import Decision

MADE = (1980, 1, 1, 0, 0, 0)  # of every file in the archive: the same decision, the same bytes


def name_of(decision: Decision) -> str:
    """What the archive, and the folder in it, are called."""
    return f"{decision.meeting.call.slug}-decision-{decision.number}"


def zipped(decision: Decision) -> bytes:
    """The record and the folder: `renkei verify decision.json folder` checks one by the other."""
    name, written = name_of(decision), io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"{name}/decision.json", MADE), decision.record.encode())
        for file, text in sorted(decision.snapshot.items()):
            archive.writestr(zipfile.ZipInfo(f"{name}/folder/{file}", MADE), text.encode())
    return written.getvalue()
