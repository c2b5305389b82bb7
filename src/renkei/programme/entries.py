"""Settings as a tree of texts with their lines, read from YAML or from a sheet of keys and values."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml

from renkei.defects import Defect, say

Value = "str | list[Entry] | dict[str, Entry]"
DEEPEST = 20  # levels of nesting; settings need three


@dataclass(frozen=True)
class Entry:
    """A value and the row (of the sheet) or line (of the YAML file) where it stands; texts as printed, never floats."""

    value: "str | list[Entry] | dict[str, Entry]"
    row: int = 0


@dataclass
class Reading:
    """The tree read so far and the defects met on the way."""

    file: str
    defects: list[Defect] = field(default_factory=list)

    def defect(self, row: int, key: str, value: str, rule: str, remedy: str) -> None:
        """Note a defect at a row and a dotted key."""
        self.defects.append(Defect(self.file, row, key, value, rule, remedy))


def entries_of_yaml(content: bytes, reading: Reading) -> Entry | None:
    """The tree in a YAML file; None when it is no mapping that can be read."""
    try:
        node = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.SafeLoader)
        if node is not None and not isinstance(node, yaml.MappingNode):
            reading.defect(0, "", "", "settings are keys and values", "write lines such as name: my call")
            return None
        return _entry(node, "", reading, set()) if node else Entry({})
    except UnicodeDecodeError as error:
        reading.defect(0, "", say("byte {n}", n=error.start + 1), "text is encoded in UTF-8", "save the file as UTF-8")
    except yaml.YAMLError as error:
        _not_yaml(error, reading)
    except RecursionError:
        reading.defect(0, "", "", say("settings are nested at most {n} deep", n=DEEPEST), "write them flat")
    return None


def _not_yaml(error: yaml.YAMLError, reading: Reading) -> None:
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", "") or "not readable")
    row = mark.line + 1 if mark else 0
    remedy = "mend that line: key, colon, blank, value; indent with blanks; quote texts that hold : or #"
    reading.defect(row, "", problem, "the file is valid YAML", remedy)


def _entry(node: yaml.Node, key: str, reading: Reading, above: set[int]) -> Entry:
    """A node as an entry; aliases are refused, for they can grow without end."""
    row = node.start_mark.line + 1
    if id(node) in above or len(key.split(".")) > DEEPEST:
        reading.defect(row, key, "", "settings use no aliases and little nesting", "write the value out")
        return Entry("", row)
    above.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return Entry(_mapping(node, key, reading, above), row)
    if isinstance(node, yaml.SequenceNode):
        return Entry([_entry(item, f"{key}.{at}", reading, above) for at, item in enumerate(node.value, 1)], row)
    empty = node.tag == "tag:yaml.org,2002:null"
    return Entry("" if empty else str(node.value), row)


def _mapping(node: yaml.MappingNode, key: str, reading: Reading, above: set[int]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for name, value in node.value:
        dotted = f"{key}.{name.value}".lstrip(".")
        row = name.start_mark.line + 1
        if not isinstance(name, yaml.ScalarNode):
            reading.defect(row, key, "", "a key is a word", "write the key as a plain word")
        elif name.value in entries:
            _repeated(reading, row, dotted, entries[name.value].row)
        else:
            entries[name.value] = _entry(value, dotted, reading, above)
    return entries


def _repeated(reading: Reading, row: int, key: str, before: int) -> None:
    reading.defect(row, key, "", "a key stands once", say("it stands at row {n} too: delete one of the two", n=before))


def entries_of_sheet(records: Sequence[Sequence[str | None]], reading: Reading) -> Entry:
    """The tree in a sheet of two columns, key and value, with dotted keys such as selection.rule."""
    tree: dict[str, Entry] = {}
    for row, record in enumerate(records):
        key, value = ((record[0] or "").strip(), (record[1] or "").strip()) if len(record) > 1 else ("", "")
        if key and (row, key.casefold()) != (0, "key"):
            _plant(tree, key, Entry(value, row), reading)
    return Entry(tree)


def _plant(tree: dict[str, Entry], key: str, entry: Entry, reading: Reading) -> None:
    *above, last = key.split(".")
    for part in above:
        inner = tree.setdefault(part, Entry({}, entry.row)).value
        if not isinstance(inner, dict):
            reading.defect(
                entry.row, key, "", "a key holds a value or further keys", say("delete the row of {word}", word=part)
            )
            return
        tree = inner
    if last in tree:
        _repeated(reading, entry.row, key, tree[last].row)
    else:
        tree[last] = entry
