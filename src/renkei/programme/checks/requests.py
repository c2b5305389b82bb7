"""Requests: each asks one funder or one pot, or pays for itself."""

from collections.abc import Iterator

import polars as pl

from renkei.defects import Defect
from renkei.programme.source import Checked, Source, whole


def partners_named(source: Source, found: list[Defect], notes: list[str]) -> Source:
    """The requests with a `partner_id`: where the file has none, the organisation stands for the partner.

    That holds where every row names its organisation and none does so twice in an application; else a defect.
    """
    if source.table.name != "requests" or "partner_id" in source.frame.columns:
        return source
    if "organisation_id" not in source.frame.columns:
        return source  # said as a missing column
    organisations = source.frame["organisation_id"]
    pairs = pl.DataFrame([source.text("application_id"), organisations])
    if organisations.null_count() or pairs.is_duplicated().any():
        remedy = "add it: organisation_id cannot stand for it, being empty or standing twice within an application"
        found.append(whole(source.file, "a required column is there", remedy, "partner_id"))
        return source
    notes.append(f"{source.file}: organisation_id is taken for the missing partner_id")
    frame = source.frame.with_columns(organisations.alias("partner_id"))
    return Source(source.table, source.file, frame, source.rows, source.torn)


def check_requests(requests: Checked) -> Iterator[Defect]:
    """Requests that ask nobody, and those that ask twice."""
    source = requests.source
    itself = requests.frame["self_funded"].fill_null(False)
    unread = source.text("self_funded").is_not_null() & requests.frame["self_funded"].is_null()
    named = source.text("funder_id").is_not_null().cast(int) + source.text("pot_id").is_not_null().cast(int)
    remedy = "fill funder_id or pot_id, or write yes in self_funded"
    nobody = ("a request names a funder or a pot, or is self-funded", remedy)
    yield from requests.faults("funder_id", (named == 0) & ~itself & ~unread, nobody)
    two = ("a request names one of funder and pot", "leave funder_id or pot_id empty, or split the request in two rows")
    yield from requests.faults("pot_id", named == 2, two)
    both = ("a self-funded partner asks nobody", "leave funder_id and pot_id empty, or write no in self_funded")
    yield from requests.faults("self_funded", (named > 0) & itself, both)
