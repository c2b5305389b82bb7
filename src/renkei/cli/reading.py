"""The call that a command works on."""

from pathlib import Path

from renkei.cli.failure import counted, refuse
from renkei.defects import DefectsFound
from renkei.programme import Folder, read_folder


def read_call(folder: Path, verb: str = "select", done: str = "decided") -> Folder:
    """The call that a verb needs; ends the command with 1 where its tables do not hold: nothing was `done`, it says."""
    try:
        return read_folder(folder, verb)
    except DefectsFound as found:
        refuse(
            f"{counted(len(found.defects), 'defect')}; nothing was {done}. `renkei check {folder}` lists them all:",
            found,
        )
