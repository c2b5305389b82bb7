"""Endorsements: by the authorities that the settings ask, with amounts that a funder can set."""

from collections.abc import Iterator, Mapping

import polars as pl

from renkei.defects import Defect, say
from renkei.programme.checks.standing import asked, frames_of, standing
from renkei.programme.nearness import nearest_ids
from renkei.programme.source import Checked, Fault, whole
from renkei.settings import Endorsing, Settings
from renkei.tables import TABLES

_PAIR = ["application_id", "authority"]


def check_endorsements(
    settings: Settings | None, tables: Mapping[str, Checked], unknown: frozenset[str]
) -> Iterator[Defect]:
    """Authorities that are unknown or not asked, amounts that nobody can pay, applications without a lead agency.

    `unknown` tables are given but not read, and prove nothing.
    """
    endorsing = settings.selection.endorsements if settings else Endorsing()
    if settings and endorsing.agencies and {"applications", "requests"} <= tables.keys():
        yield from _leaderless(settings, tables)
    if "endorsements" in tables:
        yield from _amounts(tables["endorsements"], tables)
        if settings and endorsing.asked:
            yield from _authorities(endorsing, tables)
    elif endorsing.asked and "endorsements" not in unknown:
        columns = ", ".join(TABLES["endorsements"].required)
        remedy = say("write it with the columns {list}: the settings ask for them", list=columns)
        yield whole("endorsements.csv", "the table is there", remedy)


def leads(requests: pl.DataFrame) -> pl.DataFrame:
    """The pairs `application_id`, `funder_id` of lead partners and the funder they ask, each once."""
    lead = requests.filter(pl.col("role") == "lead", ~pl.col("self_funded").fill_null(value=False))
    return lead.select("application_id", "funder_id").drop_nulls().unique(maintain_order=True)


def _leaderless(settings: Settings, tables: Mapping[str, Checked]) -> Iterator[Defect]:
    one = leads(tables["requests"].frame).filter(pl.len().over("application_id") == 1)
    lacking = standing(settings, frames_of(tables)).join(one, on="application_id", how="anti")["application_id"]
    where = tables["applications"].frame["application_id"].is_in(lacking.implode())
    remedy = "write lead in the column role of requests, for one partner that asks a funder"
    fault = ("an application has one lead partner, whose funder is its lead agency", remedy)
    yield from tables["applications"].faults("application_id", where, fault)


def _authorities(endorsing: Endorsing, tables: Mapping[str, Checked]) -> Iterator[Defect]:
    endorsements = tables["endorsements"]
    if "funders" not in tables or "requests" not in tables:
        return
    funders = tables["funders"].frame["funder_id"].drop_nulls().to_list()
    known = [*endorsing.keys, *funders]
    cells = endorsements.frame["authority"]
    strange = cells.is_not_null() & ~cells.is_in(known)
    near = nearest_ids(cells.filter(strange), known)

    def fault_of(cell: str) -> Fault:
        remedy = say("write {word}", word=near[cell]) if cell in near else "correct it"
        rule = "an authority is a funder or one of the call's keys"
        return rule, say("{remedy}, or add it to endorsements: keys:", remedy=remedy)

    yield from endorsements.faults("authority", strange, fault_of)
    fault = (
        "an authority endorses what the settings ask it to",
        "delete the row, or ask for it in programme.yaml under selection: endorsements:",
    )
    yield from endorsements.faults("authority", _unasked(endorsing, tables) & ~strange, fault)


def _unasked(endorsing: Endorsing, tables: Mapping[str, Checked]) -> pl.Series:
    """Rows of authorities that are no key and no agency of that application, as far as its lead agency is known."""
    requests, frame = tables["requests"].frame, tables["endorsements"].frame
    lead = leads(requests)
    wanted = [lead] if "lead" in endorsing.agencies else []
    if "partners" in endorsing.agencies:
        wanted.append(asked(requests).join(lead, on=["application_id", "funder_id"], how="anti"))
    pairs = pl.concat([lead.clear(), *wanted]).rename({"funder_id": "authority"})
    rows = frame.select(_PAIR).with_row_index("row").drop_nulls()
    strange = rows.filter(~pl.col("authority").is_in(list(endorsing.keys))).join(pairs, on=_PAIR, how="anti")["row"]
    return pl.int_range(frame.height, eager=True, dtype=pl.UInt32).is_in(strange.implode())


def _amounts(endorsements: Checked, tables: Mapping[str, Checked]) -> Iterator[Defect]:
    frame = endorsements.frame
    given = frame["amount"].is_not_null()
    fault: Fault = ("an amount limits a yes", "delete the amount, or write yes or pending as the verdict")
    yield from endorsements.faults("amount", given & (frame["verdict"] == "no"), fault)
    fault = ("an amount endorsed is above 0", "write the amount, or no as the verdict, or leave it empty for all of it")
    yield from endorsements.faults("amount", frame["amount"] == 0, fault)
    unnamed = given & endorsements.source.text("currency").is_null()
    yield from endorsements.faults("currency", unnamed, ("an amount has a currency", "write the funder's currency"))
    if "funders" not in tables or "requests" not in tables:
        return
    known = tables["funders"].frame.select("funder_id", pl.col("currency").alias("own")).drop_nulls()
    pairs = asked(tables["requests"].frame).rename({"funder_id": "authority"})
    rows = frame.select(*_PAIR, "currency").with_row_index("row")
    payers = rows.join(pairs, on=_PAIR, how="semi", nulls_equal=False)["row"]
    place = pl.int_range(frame.height, eager=True, dtype=pl.UInt32)
    remedy = "delete the amount: only a funder that the application asks pays one"
    fault = ("an amount is set by a funder that is asked", remedy)
    yield from endorsements.faults("amount", given & ~place.is_in(payers.implode()), fault)
    own = rows.join(known, left_on="authority", right_on="funder_id", how="inner")
    foreign = own.filter(pl.col("currency") != pl.col("own"))["row"]
    fault = ("an amount endorsed is in the funder's currency", "write the funder's currency, and the amount in it")
    yield from endorsements.faults("currency", place.is_in(foreign.implode()), fault)
