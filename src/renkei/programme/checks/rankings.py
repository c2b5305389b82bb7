"""Rankings: each funder ranks, or votes on, what it is asked to pay; under `merged` and `national_points` all of it."""

from collections.abc import Iterator, Mapping

import polars as pl

from renkei.defects import Defect, say
from renkei.programme.checks.standing import asked, frames_of, standing
from renkei.programme.source import Checked, whole
from renkei.settings import Settings
from renkei.tables import TABLES

HIGHEST_VOTE = 10
_PAIR = ["application_id", "funder_id"]


def check_rankings(
    settings: Settings | None, tables: Mapping[str, Checked], unknown: frozenset[str]
) -> Iterator[Defect]:
    """Ranks and votes of funders not asked, repeated, out of range, against their scores, or missing.

    `unknown` tables are given but not read, and prove nothing.
    """
    who = settings.selection.who_ranks if settings else "joint"
    if "rankings" not in tables:
        if who != "joint" and "rankings" not in unknown:
            columns = ", ".join(TABLES["rankings"].required)
            remedy = say("write it with the columns {list}: who_ranks is {word}", list=columns, word=who)
            yield whole("rankings.csv", "the table is there", remedy)
        return
    rankings = tables["rankings"]
    yield from _alone(rankings, low_is_best=bool(settings and settings.scale and settings.scale.best == "low"))
    if "requests" in tables:
        yield from _not_asked(rankings, tables["requests"].frame)
    if settings and who != "joint" and {"requests", "applications"} <= tables.keys():
        yield from _missing(settings, tables, who)


def _alone(rankings: Checked, *, low_is_best: bool) -> Iterator[Defect]:
    """What a row or a funder's list shows by itself."""
    frame = rankings.frame
    twice = frame["rank"].is_not_null() & frame.select("funder_id", "rank").is_duplicated()
    fault = ("a funder gives each rank once", "write the application's own place in the funder's list")
    yield from rankings.faults("rank", twice, fault)
    high = frame["vote"] > HIGHEST_VOTE
    yield from rankings.faults("vote", high, ("a vote lies between 0 and 10", "write a vote from 0 to 10"))
    both = frame["vote"].is_not_null() & frame["stance"].is_not_null()
    remedy = "keep the vote, or delete it and keep the stance"
    yield from rankings.faults("stance", both, ("a stance stands in place of a vote", remedy))
    fault = ("a better rank has no worse score in a funder's list", "correct the rank or the score")
    yield from rankings.faults("rank", _against_score(frame, low_is_best), fault)


def _against_score(frame: pl.DataFrame, low_is_best: bool) -> pl.Series:
    """Rows with a better score than one that the same funder ranks above."""
    worth = -pl.col("score") if low_is_best else pl.col("score")
    rows = frame.select("funder_id", "rank", worth.alias("worth")).with_row_index("row").drop_nulls()
    above = rows.sort("rank", "row").with_columns(lowest=pl.col("worth").cum_min().shift(1).over("funder_id"))
    wrong = above.filter(pl.col("worth") > pl.col("lowest"))["row"]
    return pl.int_range(frame.height, eager=True, dtype=pl.UInt32).is_in(wrong.implode())


def _not_asked(rankings: Checked, requests: pl.DataFrame) -> Iterator[Defect]:
    pairs = rankings.frame.select(_PAIR).with_row_index("row")
    strange = pairs.drop_nulls().join(asked(requests), on=_PAIR, how="anti")["row"]
    where = pl.int_range(pairs.height, eager=True, dtype=pl.UInt32).is_in(strange.implode())
    fault = ("a funder ranks what it is asked to pay", "delete the row, or correct the application or the funder")
    yield from rankings.faults("funder_id", where, fault)


def _missing(settings: Settings, tables: Mapping[str, Checked], who: str) -> Iterator[Defect]:
    """Ranks, or under `national_points` votes of the funders that vote at all, for applications that stand."""
    rankings = tables["rankings"]
    stands = _not_refused(settings, tables)
    frame, wanted = rankings.frame, asked(tables["requests"].frame).join(stands, on="application_id", how="semi")
    if who == "merged":
        column, said, due = "rank", pl.col("rank").is_not_null(), wanted
        rule, remedy = "every funder asked ranks the application", "write the funder's rank"
        yield from _unasked(tables, wanted, stands)
    else:
        column, said = "vote", pl.col("vote").is_not_null() | pl.col("stance").is_not_null()
        due = wanted.join(frame.filter(said), on="funder_id", how="semi")
        rule = "a funder that votes says something on every application that asks it"
        remedy = "write a vote from 0 to 10, or neutral or abstain in stance"
    missing = due.join(frame.filter(said), on=_PAIR, how="anti")
    silent = pl.DataFrame(frame.select(_PAIR)).with_row_index("row").join(missing, on=_PAIR, how="semi")["row"]
    where = pl.int_range(frame.height, eager=True, dtype=pl.UInt32).is_in(silent.implode())
    unread = rankings.source.text(column).is_not_null()  # said as a cell that cannot be read
    yield from rankings.faults(column, where & ~unread, (rule, remedy))
    for application, funder in missing.join(frame, on=_PAIR, how="anti").sort(_PAIR).iter_rows():
        pair = say("{one} by {funder}", one=application, funder=funder)
        yield whole(rankings.source.file, rule, say("add a row: {remedy}", remedy=remedy), column, pair)


def _not_refused(settings: Settings, tables: Mapping[str, Checked]) -> pl.DataFrame:
    """The applications that stand, without those that an authority has refused: nobody need rank them."""
    stands = standing(settings, frames_of(tables))
    if "endorsements" not in tables or not settings.selection.endorsements.asked:
        return stands
    refused = tables["endorsements"].frame.filter(pl.col("verdict") == "no")
    return stands.join(refused, on="application_id", how="anti")


def _unasked(tables: Mapping[str, Checked], wanted: pl.DataFrame, stands: pl.DataFrame) -> Iterator[Defect]:
    """Applications that no funder ranks, because they ask none."""
    nobody = stands.join(wanted, on="application_id", how="anti")["application_id"]
    where = tables["applications"].frame["application_id"].is_in(nobody.implode())
    fault = ("an application of a merged list asks a funder, who ranks it", "write its requests, or give it a status")
    yield from tables["applications"].faults("application_id", where, fault)
