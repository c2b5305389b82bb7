"""Annexes as rows keep them: JSON with the keys of annexes.yaml and every value as it was printed."""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import yaml

from renkei.annexes import Annex, Annexes
from renkei.defects import Defect
from renkei.programme.annexes_file import annexes_of as annexes_of_tree
from renkei.programme.entries import Entry, Reading, entries_of_yaml
from renkei.site.calls.models import Call, Participation

FILE = "annex"
Kept = dict[str, Any]


class AnnexDefects(Exception):
    """An annex does not hold; carries every defect, with its line."""

    def __init__(self, defects: list[Defect]) -> None:
        self.defects = defects
        super().__init__("\n".join(map(str, defects)))


def annexes_of(call: Call, participations: Iterable[Participation]) -> Annexes:
    """The call's own rules and those of its funders, each by the funder's code, as screening takes them."""
    return Annexes(annex_of(call.rules, of_call=True), {one.funder.code: annex_of(one.annex) for one in participations})


def annex_of(kept: Kept, of_call: bool = False) -> Annex:
    """The annex that a row keeps; AnnexDefects where it does not hold, which no action of this site saves."""
    return _read(json.dumps(kept, sort_keys=True), of_call)


@lru_cache(maxsize=512)
def _read(kept: str, of_call: bool) -> Annex:
    return _checked(_entry(json.loads(kept)), of_call)


def kept_from(text: str, of_call: bool = False) -> Kept:
    """What a row keeps of rules written as in annexes.yaml, without `call:` or a funder's name above; AnnexDefects."""
    if not text.strip():
        return {}
    reading = Reading(FILE)
    tree = entries_of_yaml(text.encode(), reading)
    if tree is None or reading.defects:
        raise AnnexDefects(reading.defects)
    _checked(tree, of_call)
    kept: Kept = _plain(tree)
    return kept


def text_of(kept: Kept) -> str:
    """What a row keeps as a person writes it."""
    return yaml.dump(kept, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110) if kept else ""


class _Plain(yaml.SafeDumper):
    """Figures without quotes, lists on one line: as people write them."""


def _figure_or_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    figure = re.fullmatch(r"\d+(\.\d+)?|yes|no", text)
    return dumper.represent_scalar("tag:yaml.org,2002:int" if figure else "tag:yaml.org,2002:str", text)


_Plain.add_representer(str, _figure_or_text)
_Plain.add_representer(list, lambda dumper, listed: dumper.represent_sequence("tag:yaml.org,2002:seq", listed, True))


def _checked(tree: Entry, of_call: bool) -> Annex:
    """The annex of a tree; AnnexDefects with keys as the writer sees them."""
    if not tree.value:
        return Annex()
    reading = Reading(FILE)
    above = {"call": tree} if of_call else {"funders": Entry({"it": tree})}
    found = annexes_of_tree(Entry(above), reading)
    if reading.defects:
        raise AnnexDefects([_shorter(defect) for defect in reading.defects])
    return found.call if of_call else found.funders["it"]


def _shorter(defect: Defect) -> Defect:
    column = defect.column.removeprefix("call").removeprefix("funders.it").removeprefix(".")
    return Defect(defect.file, defect.row, column, defect.value, defect.rule, defect.remedy)


def _entry(value: Any) -> Entry:
    """JSON as the tree that the reader of annexes.yaml takes."""
    if isinstance(value, dict):
        return Entry({str(name): _entry(one) for name, one in value.items()})
    if isinstance(value, list):
        return Entry([_entry(one) for one in value])
    return Entry({None: "", True: "yes", False: "no"}.get(value, str(value)))


def _plain(entry: Entry) -> Any:
    """A tree as JSON, every value as printed."""
    if isinstance(entry.value, dict):
        return {name: _plain(one) for name, one in entry.value.items()}
    if isinstance(entry.value, list):
        return [_plain(one) for one in entry.value]
    return entry.value
