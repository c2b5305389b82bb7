"""A file of rules beside a programme's tables, such as annexes.yaml: found under its own name, read as a tree."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from renkei.defects import Defect, say
from renkei.limits import SETTINGS_BYTES
from renkei.programme.entries import Entry, Reading, entries_of_yaml
from renkei.programme.nearness import folded
from renkei.programme.source import whole

Made = TypeVar("Made")


def read_rules(
    path: Path,
    near: Iterable[str],
    what: str,
    of: Callable[[Entry, Reading], Made],
    defects: list[Defect],
) -> Made | None:
    """What `of` makes of the rules in a file; None without one, or where it cannot be read, which goes to `defects`.

    `near` are names that mean this file, `what` says in the plural what it holds."""
    if not path.exists():
        defects.extend(misnamed(path.parent, path.name, near, f"the file of {what} is named exactly so"))
        return None
    reading = Reading(path.name)
    tree = tree_of(path, reading, what)
    made = of(tree, reading) if tree else None
    defects.extend(reading.defects)
    return made


def misnamed(home: Path, name: str, near: Iterable[str], rule: str) -> Iterator[Defect]:
    """The first file that would otherwise be passed over in silence; `near` are names that mean this one."""
    meant = [
        entry.name
        for entry in sorted(home.iterdir())
        if folded(entry.stem) in near and entry.suffix.lower() in (".yaml", ".yml") and entry.name != name
    ]
    yield from (whole(one, rule, say("rename it to {name}", name=name)) for one in meant[:1])


def tree_of(path: Path, reading: Reading, what: str) -> Entry | None:
    """The tree in a file of rules, of which `what` says the plural; None where it cannot be read, which is said."""
    try:
        size = path.stat().st_size
        if size <= SETTINGS_BYTES:
            return entries_of_yaml(path.read_bytes(), reading)
        rule = f"{what} are at most {SETTINGS_BYTES:,} bytes"
        reading.defect(0, "", f"{size:,} bytes", rule, "keep rules alone in it")
    except OSError:
        reading.defect(0, "", "", f"the {what} can be read", "see whether it is a file, and to its permissions")
    return None
