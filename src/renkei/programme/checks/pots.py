"""Pots: every one has money, every contribution its pot, every entitled funder its top-up, every request one payer."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import polars as pl

from renkei.defects import Defect, say
from renkei.programme.source import Checked, Fault
from renkei.tables import CONTRIBUTIONS, FUNDERS, POTS, Table

_TOP_UP = ("cap", "share", "gap_part")


def check_pots(tables: Mapping[str, Checked], unreadable: frozenset[str]) -> Iterator[Defect]:
    """What is wrong with pots and contributions, and with the pots of funders and requests, as far as tables read."""
    call = _Tables(tables, unreadable)
    if "pots" in tables:
        yield from _own(tables["pots"])
        yield from _without_money(tables["pots"], call)
        yield from _same_names(tables["pots"], call)
    if "contributions" in tables:
        yield from _contributions(tables["contributions"], call)
    if "funders" in tables:
        yield from _real_funders(tables["funders"], call)
        yield from _entitled(tables["funders"], call)
    if "requests" in tables:
        yield from _requests(tables["requests"], call)


class _Tables:
    """The frames of a call's tables; an absent one is empty, one that cannot be read is not `known`."""

    def __init__(self, tables: Mapping[str, Checked], unreadable: frozenset[str]) -> None:
        self.tables, self.unreadable = tables, unreadable

    def known(self, *tables: Table) -> bool:
        return not any(table.name in self.unreadable for table in tables)

    def frame(self, table: Table) -> pl.DataFrame:
        return self.tables[table.name].frame if table.name in self.tables else table.empty()

    def pots(self, kind: str) -> pl.DataFrame:
        return self.frame(POTS).filter(pl.col("kind") == kind)

    def homes(self) -> dict[str, int]:
        """Funder → how many real pots it contributes to."""
        given = self.frame(CONTRIBUTIONS).filter(pl.col("pot_id").is_in(self.pots("real")["pot_id"].implode()))
        return dict(given.group_by("funder_id").len().iter_rows())


def _own(pots: Checked) -> Iterator[Defect]:
    """What each row of pots says about itself, and the one top-up that a call may have."""
    kind = pots.frame["kind"]
    for name in _TOP_UP:
        stated = pots.source.text(name).is_not_null()
        lacks: Fault = (say("a top-up has its {name}", name=name), "write it, as the grant agreement states it")
        yield from pots.faults(name, (kind == "top_up") & ~stated, lacks)
        other: Fault = (
            "a real pot is made of contributions alone",
            say("leave {name} empty, or write top_up in kind", name=name),
        )
        yield from pots.faults(name, (kind == "real") & stated, other)
    for name in ("share", "gap_part"):
        over = pots.frame[name] > Decimal(1)
        yield from pots.faults(name, over, ("a part of the whole is between 0 and 1", "write 33 percent as 0.33"))
    further = (kind == "top_up") & ((kind == "top_up").cast(int).cum_sum() > 1)
    one: Fault = ("a call has one top-up at most", "delete the row, or write both grants as one")
    yield from pots.faults("kind", further, one)


def _without_money(pots: Checked, call: _Tables) -> Iterator[Defect]:
    real, top_up = pots.frame["kind"] == "real", pots.frame["kind"] == "top_up"
    identifiers = pots.frame["pot_id"]
    if call.known(CONTRIBUTIONS):
        given = identifiers.is_in(call.frame(CONTRIBUTIONS)["pot_id"].implode())
        fault: Fault = ("a real pot has contributions", "add a row for each funder to contributions, or delete the pot")
        yield from pots.faults("pot_id", real & ~given, fault)
    funders = call.frame(FUNDERS)
    if call.known(FUNDERS) and not ((funders["pot"] == "mixed") & funders["top_up_entitled"]).any():
        nobody: Fault = (
            "a top-up has a funder that is entitled to it",
            "write mixed in pot and yes in top_up_entitled of those funders, or delete the pot",
        )
        yield from pots.faults("pot_id", top_up, nobody)


def _same_names(pots: Checked, call: _Tables) -> Iterator[Defect]:
    same = pots.frame["pot_id"].is_in(call.frame(FUNDERS)["funder_id"].implode())
    yield from pots.faults("pot_id", same, ("a pot and a funder have different identifiers", "name the pot anew"))


def _contributions(contributions: Checked, call: _Tables) -> Iterator[Defect]:
    if call.known(POTS):
        to_top_up = contributions.frame["pot_id"].is_in(call.pots("top_up")["pot_id"].implode())
        fault: Fault = (
            "contributions make a real pot",
            "delete the row: a top-up is its cap, which nobody contributes",
        )
        yield from contributions.faults("pot_id", to_top_up, fault)
    if not call.known(FUNDERS):
        return
    funders, given = call.frame(FUNDERS), contributions.frame
    own = given["funder_id"].is_in(funders.filter(pl.col("pot").fill_null("virtual") != "real")["funder_id"].implode())
    other: Fault = ("who contributes to a real pot has a real pot", "write real in pot of this funder in funders")
    yield from contributions.faults("funder_id", own, other)
    yield from _beyond_budgets(contributions, funders)


def _beyond_budgets(contributions: Checked, funders: pl.DataFrame) -> Iterator[Defect]:
    """What a funder gives, as far as it is in the funder's own currency, is part of its budget."""
    budgets = {(row[0], row[1]): row[2] for row in funders.select("funder_id", "currency", "budget").iter_rows()}
    given: dict[tuple[str, str], int] = {}
    over = []
    for funder, currency, amount in contributions.frame.select("funder_id", "currency", "amount").iter_rows():
        given[funder, currency] = given.get((funder, currency), 0) + (amount or 0)
        budget = budgets.get((funder, currency))
        over.append(budget is not None and given[funder, currency] > budget)
    fault: Fault = ("a funder contributes no more than its budget", "write less, or a larger budget in funders")
    yield from contributions.faults("amount", pl.Series(over, dtype=pl.Boolean), fault)


def _real_funders(funders: Checked, call: _Tables) -> Iterator[Defect]:
    if not call.known(POTS, CONTRIBUTIONS):
        return
    homes = call.homes()
    real = funders.frame["pot"] == "real"
    number = pl.Series([homes.get(one, 0) for one in funders.frame["funder_id"]], dtype=pl.Int64)
    none: Fault = ("a funder with a real pot contributes to one", "add its row to contributions, or write virtual")
    yield from funders.faults("pot", real & (number == 0), none)
    for name in ("confirmed_raise", "possible_raise"):
        several: Fault = (
            "a raise belongs to one pot",
            "leave it empty and raise the amount in contributions: this funder contributes to several pots",
        )
        yield from funders.faults(name, real & (number > 1) & (funders.frame[name] > 0), several)


def _entitled(funders: Checked, call: _Tables) -> Iterator[Defect]:
    mixed, entitled = funders.frame["pot"] == "mixed", funders.frame["top_up_entitled"]
    said = funders.source.text("top_up_entitled").is_not_null()
    if call.known(POTS) and not call.pots("top_up").is_empty():
        other: Fault = ("an entitled funder has a mixed pot", "write mixed in pot, or no in top_up_entitled")
        yield from funders.faults("top_up_entitled", entitled & ~mixed.fill_null(False), other)
    silent: Fault = ("a funder with a mixed pot says whether it is entitled", "write yes or no")
    yield from funders.faults("top_up_entitled", mixed & ~said, silent)
    if call.known(POTS) and call.pots("top_up").is_empty():
        remedy = "add a row of kind top_up to pots, or write virtual"
        yield from funders.faults("pot", mixed, ("a mixed pot has a top-up", remedy))


def _requests(requests: Checked, call: _Tables) -> Iterator[Defect]:
    if not call.known(POTS):
        return
    asked, own = requests.frame["pot_id"], dict(call.frame(POTS).select("pot_id", "currency").iter_rows())
    top_up = asked.is_in(call.pots("top_up")["pot_id"].implode())
    fault: Fault = ("a request names a real pot", "name the funder in funder_id: the top-up reaches it by itself")
    yield from requests.faults("pot_id", top_up, fault)
    expected = asked.replace_strict(own, default=None, return_dtype=pl.String)
    foreign = (expected != requests.frame["currency"]) & ~top_up
    for code in expected.filter(foreign.fill_null(False)).unique().sort():
        mend: Fault = (
            "what is asked of a pot is in its currency",
            say("write the amount in {code}, the pot's currency", code=code),
        )
        yield from requests.faults("currency", foreign & (expected == code), mend)
    if call.known(CONTRIBUTIONS):
        several = [funder for funder, number in call.homes().items() if number > 1]
        unclear: Fault = (
            "a request names one payer",
            "write the pot in pot_id instead: its funder contributes to several",
        )
        yield from requests.faults("funder_id", requests.frame["funder_id"].is_in(several), unclear)


def used_currencies(tables: Mapping[str, Checked]) -> set[str]:
    """The currencies of funders, pots and contributions: each needs a rate unless results are summed in it."""
    found = [
        tables[name].frame["currency"].drop_nulls() for name in ("funders", "pots", "contributions") if name in tables
    ]
    return {code for codes in found for code in codes}
