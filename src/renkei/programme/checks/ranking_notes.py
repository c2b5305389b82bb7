"""Notes on rankings and endorsements: what is there and decides nothing, or is not there and keeps somebody out."""

from collections.abc import Iterator

from renkei.programme.folder import Folder


def ranking_notes(folder: Folder) -> Iterator[str]:
    """Tables that the settings do not ask for, states that do not vote, endorsements that have not come."""
    selection, tables = folder.settings.selection, folder.tables
    if "rankings" in tables and selection.who_ranks == "joint":
        yield f"{folder.place('rankings').file}: who_ranks is joint, so that no ranking or vote decides"
    if "endorsements" in tables and not selection.endorsements.asked:
        yield f"{folder.place('endorsements').file}: programme.yaml asks for no endorsements, so that none decides"
    if "rankings" in tables and selection.who_ranks == "national_points":
        silent = sorted(set(tables["requests"]["funder_id"].drop_nulls()) - set(tables["rankings"]["funder_id"]))
        if silent:
            yield f"{folder.place('rankings').file}: no vote by {', '.join(silent)}, who abstain from all"
    if "endorsements" in tables and selection.endorsements.asked:
        pending = int((tables["endorsements"]["verdict"] == "pending").sum())
        if pending:
            yield f"{folder.place('endorsements').file}: {pending} pending; a decision now is provisional"
