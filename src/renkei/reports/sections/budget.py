"""Money by funder: what was used, and who could not pay."""

from collections.abc import Sequence

from renkei.reports import sentences
from renkei.reports.facts import Decision, Funder
from renkei.reports.language import Language
from renkei.reports.sections.headline import use
from renkei.reports.sections.table import Column, Row, Table
from renkei.reports.totals import Money


def budget_table(decision: Decision, say: Language) -> Table:
    """A row a funder, the tightest first: its money, how much is used, its next raise and what that changes."""
    raised = any(funder.confirmed for funder in decision.funders)
    amounts = ["budget", *(["confirmed"] if raised else []), "asked", "committed", "left"]
    totals = [say.total(getattr(decision.totals, name)) for name in amounts]
    return Table(
        key="table-budget",
        caption=say("budget.caption"),
        columns=[
            Column(say("column.funder")),
            *(Column(say(f"column.{name}"), number=True) for name in amounts),
            Column(say("column.use"), number=True),
            Column(say("column.next_raise")),
            Column(say("column.effect"), wide=True),
        ],
        rows=[Row(_budget_cells(funder, amounts, decision, say)) for funder in decision.funders],
        foot=[say("total"), *totals, say.percent(use(decision)), "", ""] if decision.funders else (),
    )


def _budget_cells(funder: Funder, amounts: list[str], decision: Decision, say: Language) -> list[str]:
    printed = [say.amount(Money(getattr(funder, name), funder.currency)) for name in amounts]
    raise_ = next_raise(funder, decision, say)
    return [named(funder, say), *printed, say.percent(funder.use), raise_, effect(funder, say)]


def named(funder: Funder, say: Language) -> str:
    """A funder's identifier with its name and, where the name does not tell it, its country."""
    name = f" {funder.name}" if funder.name and funder.name != funder.id else ""
    country = say.country(funder.country) if funder.country else ""
    return funder.id + name + (f" ({country})" if country and country not in name else "")


def next_raise(funder: Funder, decision: Decision, say: Language) -> str:
    """The smallest raise of its own with which the rule funds more, or why there is none to tell."""
    found = funder.next_raise
    if found["state"] == "exact":
        return say.amount(Money(found["raise"], funder.currency))
    if found["state"] == "not_computed" and decision.record["ties"]["open"]:
        return say("raise.tie")
    amounts = {"money": found["raise"], "at_least": found["at_least"]}
    words = {name: say.amount(Money(minor, funder.currency)) for name, minor in amounts.items() if minor is not None}
    return say(sentences.proven(f"raise.{found['state']}", found["at_least"]), None, **words)


def effect(funder: Funder, say: Language) -> str:
    """Who the next raise lets in and pushes out, and on whom only a lot could then decide."""
    sides = [(side, funder.next_raise[side]) for side in ("enters", "leaves", "tied")]
    return "; ".join(say(f"effect.{side}", list=say.items(found)) for side, found in sides if found)


def binding(decision: Decision) -> list[Funder]:
    """The funders that were short, those for most applications first."""
    short = [funder for funder in decision.funders if funder.short_for]
    return sorted(short, key=lambda one: (-len(one.short_for), -len(one.alone), one.id))


def binding_table(funders: Sequence[Funder], say: Language) -> Table:
    """A row a funder that was short: for how many applications, for how many alone, the money lacking in all."""
    return Table(
        key="table-short",
        caption=say("binding.caption"),
        columns=[
            Column(say("column.funder")),
            *(Column(say(f"column.{name}"), number=True) for name in ("short_for", "alone", "lacking")),
        ],
        rows=[
            Row(
                [
                    named(one, say),
                    say.number(len(one.short_for)),
                    say.number(len(one.alone)),
                    say.amount(Money(one.lacking, one.currency)),
                ]
            )
            for one in funders
        ],
    )
