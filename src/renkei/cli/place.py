"""Where a command writes what it makes."""

from pathlib import Path

from renkei.cli.failure import wrong_usage


def place_of(out: Path | None, folder: Path, name: str) -> Path:
    """The place asked for, else `name`: within the call's folder, or beside its workbook."""
    return out or (folder / name if folder.is_dir() else folder.with_name(name))


def other_place(out: Path | None, folder: Path, name: str) -> None:
    """End the command with 2 where `--out` is the call's own folder; `name` is a place that would do."""
    if out is not None and out.resolve() == folder.resolve():
        wrong_usage(f"--out {out}: give another place than the call's own folder, such as {folder / name}")
