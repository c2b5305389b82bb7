"""The record of an invitation, checked as an outsider: limits, demand, ranks, and the walk walked again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import polars as pl

from renkei.money import decimal_text
from renkei.records.verify.call import Application, Call, call_from
from renkei.records.verify.frame import check_inputs, read
from renkei.records.verify.options import options_of, published
from renkei.records.verify.payers import UnverifiableError
from renkei.records.verify.search import UnsettledError, Work
from renkei.records.verify.shape import invitation_schema
from renkei.records.verify.standing import restate
from renkei.records.verify.verdict import Findings, Verdict
from renkei.records.verify.walk import Walk, Walker
from renkei.settings import Settings

# an invitation goes by none of these
FIXED: Mapping[str, Any] = {"tail": "stop", "bands": None, "lottery": None, "conditions": [], "work": None}
Record = Mapping[str, Any]


def verify_invitation(record: bytes, settings: Settings, tables: Mapping[str, pl.DataFrame]) -> Verdict:
    """Check the record of an invitation against its folder; see `verify`, whose arguments these are."""
    findings = Findings()
    stated = read(record, findings, invitation_schema())
    if stated is None:
        return findings.verdict()
    check_inputs(stated, tables, findings)
    _check_options(stated, settings, tables, findings)
    try:
        call = call_from(restate(tables, options_of(stated)).tables, options_of(stated))
        _refuse_conditions(call)
        everybody = sorted([*call.eligible, *call.others])
        if findings.same("outcomes", sorted(stated["outcomes"]), everybody, "applications"):
            _check(stated, replace(call, top_up=None), findings)
    except UnverifiableError as error:
        findings.fail("inputs", "a folder that this format cannot decide", str(error))
    return findings.verdict()


def _refuse_conditions(call: Call) -> None:
    """UnverifiableError where side conditions or reductions, which an invitation does not know, stand in the folder."""
    out = any(one.because == "forced_out" for one in call.others.values())
    if out or call.forced or call.limits or call.floors or call.reducing:
        raise UnverifiableError("an invitation bears no forcing, conditions, exclusive sets or reductions")


def _check_options(record: Record, settings: Settings, tables: Mapping[str, pl.DataFrame], findings: Findings) -> None:
    """The call's name, its options, and caps as published or listed as overrides."""
    findings.check("the options and caps are those of programme.yaml, or are listed as overrides")
    findings.same("call", record["call"], settings.name, "the name in programme.yaml")
    findings.same("made_up", record["made_up"], settings.made_up, "made_up in programme.yaml")
    used = [tables[name]["currency"].to_list() for name in ("funders", "pots", "contributions") if name in tables]
    public = published(settings, [currency for currencies in used for currency in currencies]) | dict(FIXED)
    public.pop("rule")
    for name, value in public.items():
        findings.same(
            f"options.{name}", record["options"][name], value, "as published; an invitation walks as gaps does"
        )
    demand = settings.demand
    caps = {
        "cap": None if demand.cap is None else decimal_text(demand.cap),
        "caps": {funder: decimal_text(cap) for funder, cap in demand.caps},
    }
    changed = [name for name, value in caps.items() if record[name] != value]
    findings.same("overrides", record["overrides"], changed, "the caps that differ from programme.yaml")
    findings.open("versions: which programs made the record cannot be seen from it")


def _check(record: Record, call: Call, findings: Findings) -> None:
    limits = [_limit(record, funder.id, funder.means) for funder in call.funders]
    _check_standing(record, call, findings)
    if not _check_demand(record, call, limits, findings):
        return
    asked = call.asked(call.eligible)
    means = [total if limit is None else limit for limit, total in zip(limits, asked, strict=True)]
    funders = tuple(replace(one, budget=own, confirmed=0) for one, own in zip(call.funders, means, strict=True))
    _check_walk(record, replace(call, funders=funders), findings)


def _limit(record: Record, payer: str, means: int) -> int | None:
    cap = record["caps"].get(payer, record["cap"])
    return None if cap is None else floor(Fraction(Decimal(cap)) * means)


def _check_standing(record: Record, call: Call, findings: Findings) -> None:
    findings.check("who is eligible, and every rank and score")
    for one in (*call.eligible.values(), *call.others.values()):
        entry, key = record["outcomes"][one.id], f"outcomes.{one.id}"
        findings.same(f"{key}.rank", entry["rank"], call.ranks.get(one.id), "1 + the eligible that are strictly better")
        findings.same(f"{key}.score", entry["score"], None if one.score is None else decimal_text(one.score))
        _check_eligible(one, entry, key, findings)


def _check_eligible(one: Application, entry: Record, key: str, findings: Findings) -> None:
    if one.because:
        findings.same(f"{key}.outcome", entry["outcome"], "not_eligible", one.because, one.id)
        findings.same(f"{key}.because", entry.get("because"), one.because, subject=one.id)
    elif entry["outcome"] == "not_eligible" or "short" not in entry:
        findings.fail(f"{key}.outcome", entry["outcome"], "it is eligible by status and thresholds", one.id)


def _check_demand(record: Record, call: Call, limits: Sequence[int | None], findings: Findings) -> bool:
    """Every figure of `demand`; nobody's invited demand passes its limit. Says whether it all holds."""
    findings.check("each funder's cap, limit and demand, recomputed; no limit is passed")
    funders = [one.id for one in call.funders]
    if not findings.same("demand", sorted(record["demand"]), funders, "the funders and real pots"):
        return False
    if set(record["caps"]) - set(funders):
        findings.fail("caps", record["caps"], "a cap is a funder's or a real pot's")
    everybody, invited = call.asked(call.eligible), call.asked(_with(record, call, "invited"))
    good = True
    for place, funder in enumerate(call.funders):
        limit = limits[place]
        expected = {
            "currency": funder.currency,
            "budget": funder.budget,
            "raise": funder.confirmed,
            "cap": record["caps"].get(funder.id, record["cap"]),
            "limit": limit,
            "asked": everybody[place],
            "invited": invited[place],
            "left": None if limit is None else limit - invited[place],
        }
        good &= findings.same(f"demand.{funder.id}", record["demand"][funder.id], expected, subject=funder.id)
        if limit is not None and invited[place] > limit:
            found = f"demand.{funder.id}.invited"
            findings.fail(found, invited[place], f"at most cap × budget, {limit}, is invited", funder.id)
            good = False
    return good


def _with(record: Record, call: Call, outcome: str) -> frozenset[str]:
    return frozenset(one for one in call.eligible if record["outcomes"][one]["outcome"] == outcome)


def _check_walk(record: Record, call: Call, findings: Findings) -> None:
    """Who is invited, walked again; what each of the others lacked; the ties and the draw."""
    findings.check("the walk down the score groups, walked again: the largest parts, the tie criteria, the lot")
    draw, tied = record["draw"], _with(record, call, "tie")
    lot = None if draw is None else call.lot(draw["value"])
    if draw is not None:
        findings.same("draw.order", draw["order"], list(lot or ()), "SHA-256(value ‖ application id) ascending")
    findings.same("ties.open", record["ties"]["open"], sorted(tied), "the applications with outcome tie, sorted")
    try:
        walk = Walker(call, lot, Work()).walk(call.means)
    except UnsettledError:
        findings.open("the walk is too long to be walked again here")
        findings.unproven = "that nobody else is to be invited rests on the program that invited"
        return
    if walk is None:
        raise AssertionError("no limit is negative")
    if draw is not None and tied:
        findings.fail("ties.open", sorted(tied), "a draw was given, and it settles every tie")
    if not record["ties"]["exact"] or not all(visit.clear for visit in walk.visits):
        _check_cautious(record, call, walk, findings)
        return
    invited = sorted(_with(record, call, "invited"))
    findings.same("outcomes.invited", invited, sorted(walk.result.sure), "down the rank within every funder's limit")
    findings.same("ties.open", sorted(tied), sorted(walk.result.tied), "what only the lot can settle")
    _check_short(record, call, walk, findings)


def _check_cautious(record: Record, call: Call, walk: Walk, findings: Findings) -> None:
    """Too many ways of the lot: as far as known nobody is invited who may lose, or left out who may win."""
    findings.open("ties.exact is false: what is marked tie with caution may be certain after all")
    clear, (sure, maybe) = all(visit.clear for visit in walk.visits), (walk.result.sure, walk.result.maybe)
    invited, tied = _with(record, call, "invited"), _with(record, call, "tie")
    for one in sorted(invited - (sure if clear else maybe)):
        findings.fail(f"outcomes.{one}.outcome", "invited", "in some way in which the lot may fall it is not", one)
    for one in sorted((maybe if clear else sure) - invited - tied):
        findings.fail(
            f"outcomes.{one}.outcome", "not_invited", "in some way in which the lot may fall it is invited", one
        )


def _check_short(record: Record, call: Call, walk: Walk, findings: Findings) -> None:
    """What each application not invited lacked; of several ways in which the lot may fall, the one that lacks least."""
    findings.check("what was lacking for each application that is not invited")
    for visit in walk.visits:
        for one in visit.members:
            lacks = [call.lacking(one, left) for left in visit.after]
            least = min(lacks, key=lambda amounts: (call.cost(amounts), sorted(amounts.items())), default=None)
            out = one not in walk.result.maybe
            if out and least is None:
                findings.open("what was short where the ways in which the lot may fall are too many to list")
                continue
            stated = record["outcomes"][one].get("short")
            findings.same(f"outcomes.{one}.short", stated, least if out else {}, "when the rule came to it", one)
