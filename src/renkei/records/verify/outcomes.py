"""Who is eligible, ranked where, in which band; what each funder spends; who waits on the reserve list."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from renkei.money import decimal_text
from renkei.records.verify.bands import bands
from renkei.records.verify.call import Application, Call
from renkei.records.verify.verdict import Findings


@dataclass(frozen=True)
class Decision:
    """A record beside the call that it decides: what is granted in place of what was asked, where reductions apply.

    `asked_call` is then the call as it was asked, and `cut` the group at which requests are reduced.
    """

    record: dict[str, Any]
    call: Call
    unreduced: Call | None = None
    cut: str | None = None

    @property
    def asked_call(self) -> Call:
        """The call before anything is reduced, on which the rule runs."""
        return self.unreduced or self.call

    @cached_property
    def funded(self) -> frozenset[str]:
        """Eligible applications with the outcome `funded`."""
        return self._with("funded")

    @cached_property
    def tied(self) -> frozenset[str]:
        """Eligible applications with the outcome `tie`."""
        return self._with("tie")

    @cached_property
    def lot(self) -> tuple[str, ...] | None:
        """The lot's order from the drawn value, None before a draw."""
        draw = self.record["draw"]
        return None if draw is None else self.call.lot(draw["value"])

    @property
    def owes_reasons(self) -> bool:
        """Whether nothing excuses a reason left out: the search came to its end, and no tie is open."""
        ended = self.record["state"] == "complete" and self.record["stopped"] is None
        return ended and not self.tied and not self.follows

    @property
    def follows(self) -> bool:
        """Whether this decision follows another after a drop-out."""
        return self.record.get("follows") is not None

    @property
    def outcomes(self) -> dict[str, Any]:
        """Application → its entry."""
        found: dict[str, Any] = self.record["outcomes"]
        return found

    def _with(self, outcome: str) -> frozenset[str]:
        return frozenset(one for one in self.call.eligible if self.outcomes[one]["outcome"] == outcome)


def check_everybody(record: dict[str, Any], call: Call, findings: Findings) -> bool:
    """Every application of the folder has an entry and nobody else has one; says whether that holds."""
    return findings.same("outcomes", sorted(record["outcomes"]), sorted([*call.eligible, *call.others]), "applications")


def check_standing(decision: Decision, findings: Findings) -> None:
    """Eligibility, rank, score and band of every application."""
    findings.check("who is eligible, and every rank, score and band")
    call, number = decision.call, bands(decision.call) if decision.call.options.rule == "best" else {}
    for one in (*call.eligible.values(), *call.others.values()):
        entry, key = decision.outcomes[one.id], f"outcomes.{one.id}"
        findings.same(f"{key}.score", entry["score"], None if one.score is None else decimal_text(one.score))
        findings.same(f"{key}.rank", entry["rank"], call.ranks.get(one.id), "1 + the eligible that are strictly better")
        findings.same(f"{key}.band", entry["band"], number.get(one.id))
        _check_eligible(one, entry, key, findings)


def _check_eligible(one: Application, entry: dict[str, Any], key: str, findings: Findings) -> None:
    reason = entry["reason"]
    if not one.because:
        if entry["outcome"] == "not_eligible" or reason["kind"] == "not_eligible":
            findings.fail(f"{key}.outcome", "not_eligible", "it is eligible by status and thresholds", one.id)
        return
    if findings.same(f"{key}.outcome", entry["outcome"], "not_eligible", one.because, one.id):
        findings.same(f"{key}.reason", reason, {"kind": "not_eligible", "because": one.because})


def check_spending(decision: Decision, findings: Findings) -> None:
    """Budget, raise, asked, committed and left of every funder; nobody over budget."""
    findings.check("every funder's budget, raise, asked, committed and left, and that none is over budget")
    call, spending = decision.call, decision.record["spending"]
    names = sorted(funder.id for funder in call.funders)
    if not findings.same("spending", sorted(spending), names, "the funders"):
        return
    asked, committed = decision.asked_call.asked(call.eligible), call.asked(decision.funded)
    for funder, wanted, spent in zip(call.funders, asked, committed, strict=False):  # below them are the limits
        amounts = {"budget": funder.budget, "raise": funder.confirmed, "asked": wanted}
        topped = max(0, spent - funder.means) if funder.entitled and call.top_up else 0
        amounts |= {"committed": spent, "left": funder.means + topped - spent}
        for name, value in ({"currency": funder.currency} | amounts).items():
            findings.same(f"spending.{funder.id}.{name}", spending[funder.id][name], value)
        if spent > funder.means + topped:
            over = f"{funder.id} may spend {funder.means} at most: it is over budget by {spent - funder.means}"
            findings.fail(f"spending.{funder.id}.committed", spent, over, funder.id)


def check_pots(decision: Decision, findings: Findings) -> None:
    """What made each real pot, and the terms of the top-up."""
    findings.check("every pot's contributions, converted at the call's rates, and whose requests it pays")
    call, stated = decision.call, decision.record["pots"]
    expected = dict(call.pots)
    if call.top_up:
        top_up = call.top_up
        terms = {name: decimal_text(getattr(top_up, name)) for name in ("share", "gap_part")}
        expected[top_up.pot] = {"kind": "top_up", "currency": top_up.currency, "cap": top_up.cap} | terms
    if not findings.same("pots", sorted(stated), sorted(expected), "the pots of the folder"):
        return
    for pot, entry in expected.items():
        for name, value in entry.items():
            findings.same(f"pots.{pot}.{name}", stated[pot].get(name), value, subject=pot)


def check_ties(decision: Decision, findings: Findings) -> None:
    """`ties.open` lists the outcomes `tie`; the draw's order is that of the hashes, and settles every tie."""
    findings.check("the open ties are the outcomes that say so; the draw's order follows from its value")
    ties, draw = decision.record["ties"], decision.record["draw"]
    findings.same("ties.open", ties["open"], sorted(decision.tied), "the applications with outcome tie, sorted")
    if draw is None:
        return
    findings.same("draw.order", draw["order"], list(decision.lot or ()), "SHA-256(value ‖ application id) ascending")
    if decision.tied:
        findings.fail("ties.open", sorted(decision.tied), "a draw was given, and it settles every tie")
    findings.open("draw.value: that it was drawn in public, and not chosen, is for those who were there to say")


def check_reserve(decision: Decision, findings: Findings) -> None:
    """Who is on the reserve list, in which order, awaiting which money, and who has no place on it."""
    findings.check("the reserve list: who, in which order, awaiting what, until when")
    call, entries = decision.call, decision.record["reserve"]
    expected = _reserve(decision)
    findings.same("reserve", [entry["application"] for entry in entries], expected, "rank order, within the places")
    left = call.left(decision.funded)
    for entry in entries:
        name = entry["application"]
        if name in call.eligible:
            findings.same(f"reserve.{name}.awaits", entry["awaits"], call.lacking(name, left))
        findings.same(f"reserve.{name}.until", entry["until"], call.options.until)
    for name in sorted(call.eligible.keys() - decision.funded - decision.tied):
        outcome = "reserve" if name in expected else "not_funded"
        findings.same(f"outcomes.{name}.outcome", decision.outcomes[name]["outcome"], outcome, "the reserve list")


def _reserve(decision: Decision) -> list[str]:
    """The reserve list; before a draw a group that the last place would divide stands on it whole."""
    out, places = decision.funded | decision.tied, decision.call.options.places
    place = {one: number for number, one in enumerate(decision.lot or ())}
    found: list[str] = []
    for _, group in decision.call.groups:
        if places is not None and len(found) >= places:
            break
        found += sorted((one for one in group if one not in out), key=lambda one: (place.get(one, 0), one))
    return found[:places] if decision.lot is not None else found
