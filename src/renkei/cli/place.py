"""Where a command writes what it makes."""

from pathlib import Path

from renkei.cli.failure import wrong_usage


def place_of(out: Path | None, folder: Path, name: str) -> Path:
    """The place asked for, else `name`: within the call's folder, or beside its workbook."""
    return out or (folder / name if folder.is_dir() else folder.with_name(name))


def other_place(out: Path | None, folder: Path, name: str) -> None:
    """End the command with 2 where `--out` is the call's own folder; `name` is a place that would do."""
    if out is not None and out.resolve() == folder.resolve():
        other = place_of(None, folder, name)
        wrong_usage(f"--out {out}: give another place than the call's own folder, such as {other}")


def new_call(apply: Path | None, out: Path | None) -> None:
    """End the command with 2 where `--apply` is no new or empty folder, or the one that `--out` names."""
    if apply is None:
        return
    if apply.exists() and (not apply.is_dir() or any(apply.iterdir())):
        wrong_usage(f"--apply {apply} is there already and not an empty folder: name a new one")
    if out is not None and out.resolve() == apply.resolve():
        wrong_usage(f"--out and --apply are both {out}: a call is read from its own folder alone, so name two")
