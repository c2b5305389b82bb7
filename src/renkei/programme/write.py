"""The way out: a programme in memory to a folder that reads back equal, whole or not at all."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from renkei.annexes import Annexes
from renkei.conflict_rules import ConflictRules
from renkei.programme.annexes_file import ANNEXES_FILE, annexes_keys
from renkei.programme.conditions import condition_keys
from renkei.programme.conflicts_file import CONFLICTS_FILE, conflict_rules_keys
from renkei.programme.demand import demand_keys
from renkei.programme.folder import Folder
from renkei.programme.forum import meetings_keys
from renkei.programme.lottery import lottery_keys
from renkei.programme.review import review_keys
from renkei.programme.scoring import score_keys
from renkei.programme.sources import READERS, SETTINGS_FILE, SETTINGS_SHEET
from renkei.programme.table_text import table_file
from renkei.programme.who_ranks import ranking_keys
from renkei.programme.workbook import open_workbook
from renkei.settings import Settings
from renkei.tables import TABLES


def write_folder(folder: Folder, path: Path | str, *, parquet: bool = False) -> None:
    """Write the programme to `path`: programme.yaml, its annexes and conflict rules, NAME.csv (or NAME.parquet).

    The same programme gives the same bytes. `path` is new, an empty folder, or a programme folder, whose settings
    and tables are replaced and whose other files stay; else FileExistsError. Whole or not at all, see `write_files`.
    """
    target = Path(path)
    _refuse_second_home(target)
    old = [f"{name}{suffix}" for name in TABLES for suffix in READERS]
    write_files(target, dict(files_of(folder, parquet=parquet)), instead_of=old)


def write_files(path: Path | str, files: Mapping[str, bytes], *, instead_of: Iterable[str] = ()) -> None:
    """Write files (name → content; a name may have a folder before it) into the folder `path`, all of them or none.

    `path` is new, an empty folder, a programme folder, or one that holds a file of such a name already; else
    FileExistsError. Its other files stay, but those of `instead_of` go. Everything is made beside it and
    then moved into its place, so that a failure leaves what was there.
    """
    target = Path(path)
    _refuse_strange(target, files)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as beside:
        new, old = Path(beside, "new"), Path(beside, "old")
        if target.exists():
            shutil.copytree(target, new, symlinks=True)
        else:
            new.mkdir()
        for name in {*instead_of, *files}:
            (new / name).unlink(missing_ok=True)
        for name, content in files.items():
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_bytes(content)
        _replace(target, new, old)


def check_place(path: Path | str, names: Iterable[str]) -> None:
    """Raise the OSError that `write_files` would, as far as it can be foreseen: work may take long before that."""
    target = Path(path)
    _refuse_strange(target, names)
    above = next(one for one in (target.absolute().parent, *target.absolute().parents) if one.exists())
    if not above.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder", str(above))
    if not os.access(above, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "no right to write", str(above))


def _replace(target: Path, new: Path, old: Path) -> None:
    """Move `target`, where it exists, to `old` and `new` into its place; what stops that midway is undone."""
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def _refuse_strange(target: Path, files: Iterable[str]) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise FileExistsError(f"{target} is a file: name a folder")
    own = {SETTINGS_FILE, *files}
    if any(target.iterdir()) and not any((target / name).is_file() for name in own):
        raise FileExistsError(f"{target} holds other files: name a new folder, or empty this one")


def _refuse_second_home(target: Path) -> None:
    """A workbook in the folder would give each table twice."""
    for path in sorted(target.glob("*.xlsx")):
        book = open_workbook(path, [])
        if book and {*TABLES, SETTINGS_SHEET} & set(book.sheets):
            raise FileExistsError(f"{path} holds tables of the programme: move it elsewhere, or name a new folder")


def files_of(folder: Folder, *, parquet: bool = False) -> Iterator[tuple[str, bytes]]:
    """The files of a programme folder, name and content, that `write_folder` writes."""
    yield SETTINGS_FILE, settings_yaml(folder.settings)
    if folder.annexes is not None:
        yield ANNEXES_FILE, annexes_yaml(folder.annexes)
    if folder.conflict_rules is not None:
        yield CONFLICTS_FILE, conflicts_yaml(folder.conflict_rules)
    for name, frame in folder.tables.items():
        yield table_file(TABLES[name], frame, parquet)


INLINE = 4  # keys of a mapping on one line at most


class _Dumper(yaml.SafeDumper):
    """YAML with decimals as printed, and no mapping on one line that would be long."""

    def ignore_aliases(self, data: Any) -> bool:
        """Every value is written out, the same one twice too: the reader takes no aliases."""
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        """The mapping, a key a line where it has many."""
        node = super().represent_mapping(tag, mapping, flow_style)
        node.flow_style = node.flow_style and len(node.value) <= INLINE
        return node


def _decimal(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = f"{value:f}"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_Dumper.add_representer(Decimal, _decimal)


def settings_yaml(settings: Settings) -> bytes:
    """The settings as the bytes of programme.yaml; keys at their defaults are left out."""
    return _yaml(_stated(_keys(settings)))


def annexes_yaml(annexes: Annexes) -> bytes:
    """The annexes as the bytes of annexes.yaml; rules that are not stated are left out."""
    keys = annexes_keys(annexes)
    return _yaml(
        {"call": _stated(keys["call"]), "funders": {name: _stated(of) for name, of in keys["funders"].items()}}
    )


def conflicts_yaml(rules: ConflictRules) -> bytes:
    """The conflict rules as the bytes of conflicts.yaml; rules that are not stated are left out."""
    return _yaml(conflict_rules_keys(rules))


def _yaml(stated: dict[str, Any]) -> bytes:
    text = yaml.dump(stated, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=10**6)
    return text.encode()


def _keys(settings: Settings) -> dict[str, Any]:
    scale, selection = settings.scale, settings.selection
    return {
        "name": settings.name,
        "call": settings.call,
        "made_up": settings.made_up,
        "reporting_currency": settings.reporting_currency,
        "scale": {"min": scale.minimum, "max": scale.maximum, "best": scale.best} if scale else None,
        "criteria": list(settings.criteria),
        "thresholds": {"total": settings.thresholds.total, "criteria": dict(settings.thresholds.criteria)},
        "score": score_keys(settings.score),
        "selection": {
            "rule": selection.rule,
            "bands": list(selection.bands) if isinstance(selection.bands, tuple) else selection.bands,
            "binding": selection.binding if selection.binding != "score" else None,
            "tie_criteria": list(selection.tie_criteria),
            "tail": selection.tail if selection.tail != "stop" else None,
            "reserve": {"places": selection.reserve.places, "until": selection.reserve.until},
            "conditions": condition_keys(selection),
            "lottery": lottery_keys(selection.lottery),
            **ranking_keys(selection),
        },
        "demand": demand_keys(settings.demand),
        "review": review_keys(settings.review),
        "meetings": meetings_keys(settings.meetings),
    }


def _stated(keys: dict[str, Any]) -> dict[str, Any]:
    """The keys that say something, without empty values and sections."""
    return dict(_filled(keys))


def _filled(keys: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in keys.items():
        inner = _stated(value) if isinstance(value, dict) else value
        if inner not in (None, "", False, [], {}) or (inner == 0 and inner is not False):
            yield key, inner
