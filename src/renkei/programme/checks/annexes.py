"""Annexes beside the tables: each is a funder's or pot's, in its currency; costs by category add up."""

from collections.abc import Iterator, Mapping

import polars as pl

from renkei.annexes import Annex, Annexes
from renkei.defects import Defect, say
from renkei.programme.annexes_file import ANNEXES_FILE
from renkei.programme.nearness import nearest_ids, nearest_word
from renkei.programme.source import Checked, whole

PARTNER = ["application_id", "partner_id"]


def check_annexes(annexes: Annexes, tables: Mapping[str, Checked], unknown: frozenset[str]) -> Iterator[Defect]:
    """Annexes of nobody, or in another currency; tables that are `unknown`, or are not there, prove nothing."""
    if "funders" in tables and not {"funders", "pots"} & unknown:
        yield from _of_nobody(annexes, tables)
        yield from _foreign(annexes, tables)
    elif "requests" in tables:
        yield from _misspelt(annexes, tables["requests"].frame)
    if "request_costs" in tables:
        yield from _misnamed_categories(annexes, tables["request_costs"])


def _of_nobody(annexes: Annexes, tables: Mapping[str, Checked]) -> Iterator[Defect]:
    keys = [("funders", "funder_id"), ("pots", "pot_id")]
    known = sorted({one for table, key in keys if table in tables for one in tables[table].frame[key].drop_nulls()})
    for name in annexes.funders:
        if name not in known:
            near = nearest_word(name, known)
            remedy = say("write {word}", word=near) if near else "write its funder_id (or pot_id), or delete the annex"
            yield whole(ANNEXES_FILE, "an annex is a funder's or a pot's", remedy, f"funders.{name}")


def _foreign(annexes: Annexes, tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """What is asked of a funder is in its currency, and so is its annex."""
    for table, key in (("funders", "funder_id"), ("pots", "pot_id")):
        rows = tables[table].frame.select(key, "currency").iter_rows() if table in tables else ()
        for name, currency in rows:
            stated = annexes.funders[name].currency if name in annexes.funders else ""
            if stated and currency and stated != currency:
                wrong = "an annex is in the currency of its funder, {currency} in {table}"
                rule, remedy = say(wrong, currency=currency, table=table), say("write {word}", word=currency)
                yield whole(ANNEXES_FILE, rule, remedy, f"funders.{name}.currency", stated)


def _misspelt(annexes: Annexes, requests: pl.DataFrame) -> Iterator[Defect]:
    """Without the table of funders: an annex that nobody asks, beside one asked under nearly that name."""
    asked = {one for key in ("funder_id", "pot_id") for one in requests[key].drop_nulls()}
    near = nearest_ids(set(annexes.funders) - asked, asked - set(annexes.funders))
    for name, meant in near.items():
        rule, remedy = "an annex is named as its funder in requests", say("write {word}", word=meant)
        yield whole(ANNEXES_FILE, rule, remedy, f"funders.{name}")


def _misnamed_categories(annexes: Annexes, costs: Checked) -> Iterator[Defect]:
    known = {one for annex in (annexes.call, *annexes.funders.values()) for one in _categories(annex)}
    given = costs.frame["category"]
    near = nearest_ids(set(given.drop_nulls()) - known, known)
    for said, meant in near.items():
        fault = ("a category is named as in annexes.yaml", say("write {word}", word=meant))
        yield from costs.faults("category", given == said, fault)


def _categories(annex: Annex) -> tuple[str, ...]:
    return (*annex.paid, *(name for name, _ in annex.cost_shares))


def check_costs(tables: Mapping[str, Checked], unknown: frozenset[str]) -> Iterator[Defect]:
    """Costs by category of no request, in another currency, or that do not add up to the partner's total."""
    if not {"request_costs", "requests"} <= set(tables) or "requests" in unknown:
        return
    costs, requests = tables["request_costs"], tables["requests"].frame
    beside = costs.frame.join(
        requests.select(*PARTNER, pl.col("currency").alias("#currency"), pl.col("total_cost").alias("#total")),
        on=PARTNER,
        how="left",
        maintain_order="left",
    )
    if beside.height != costs.frame.height:
        return  # a request stands twice, which is said
    nobody = beside["partner_id"].is_not_null() & beside["#currency"].is_null()
    remedy = "correct it, or add the partner to requests"
    yield from costs.faults("partner_id", nobody, ("costs are of a partner in requests", remedy))
    foreign = beside["currency"] != beside["#currency"]
    yield from costs.faults("currency", foreign, ("costs are in the currency of the request", "convert them"))
    yield from _sums(costs, beside)


def _sums(costs: Checked, beside: pl.DataFrame) -> Iterator[Defect]:
    total = pl.col("amount").sum().over(PARTNER)
    known = pl.col("amount").is_not_null().all().over(PARTNER) & pl.col("#total").is_not_null()
    off = (known & (total != pl.col("#total")) & pl.struct(PARTNER).is_first_distinct()).alias("off")
    remedy = "correct a cost, or total_cost in requests; write what fits no category as one of its own"
    fault = ("a partner's costs by category add up to its total cost", remedy)
    yield from costs.faults("amount", beside.select(off).to_series(), fault)


def check_controls(tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """Organisations that control themselves."""
    if "controls" in tables:
        frame = tables["controls"].frame
        fault = ("an organisation controls another", "name the one that controls it, or delete the row")
        yield from tables["controls"].faults("controller_id", frame["controller_id"] == frame["organisation_id"], fault)
