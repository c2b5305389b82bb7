"""What the page of a call shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from renkei.annexes import Annex
from renkei.reports.totals import Money
from renkei.site.calls import queries
from renkei.site.calls.annexes import annex_of
from renkei.site.calls.annexes.words import Told, told
from renkei.site.calls.deciding.words import told_deciding
from renkei.site.calls.models import Answer, Call, Change, Milestone, Participation, Question
from renkei.site.calls.standing import SOON, WORDS, phase_of, time_left
from renkei.site.policy import Actor, Phase, allowed


@dataclass(frozen=True)
class FunderRow:
    """A funder in the table: its part, its annex, and the annex's other rules in words."""

    part: Participation
    rules: dict[str, str]
    others: tuple[Told, ...]


IN_TABLE = ("sizes", "countries", "rate", "ceiling")  # rules that have a column of their own


@dataclass(frozen=True)
class CallPage:
    """A call with all that its page tells, read once."""

    call: Call
    phase: Phase
    left: str
    soon: bool
    funders: Sequence[FunderRow]
    rules: Sequence[Told]
    deciding: Sequence[Told]
    milestones: Sequence[Milestone]
    changes: Sequence[Change]
    questions: Sequence[tuple[Question, list[Answer]]]
    may_change: bool

    @classmethod
    def of(cls, actor: Actor, call: Call) -> "CallPage":
        """The page as an actor sees it."""
        phase = phase_of(call, actor.at)
        return cls(
            call,
            phase,
            time_left(call.closes_at, actor.at) if phase is Phase.OPEN and call.closes_at > actor.at else "",
            call.closes_at - actor.at < SOON,
            [_row(one) for one in queries.participations(actor, call)],
            told(annex_of(call.rules, of_call=True)),
            told_deciding(call),
            list(queries.milestones(actor, call)),
            list(queries.changes(actor, call)),
            queries.questions(actor, call),
            allowed(actor, "change", call),
        )

    @property
    def standing(self) -> str:
        """The phase in words."""
        return str(WORDS[self.phase])

    @property
    def budgets(self) -> list[Money]:
        """The budgets added up, each currency for itself."""
        total: dict[str, int] = defaultdict(int)
        for row in self.funders:
            total[row.part.funder.currency] += row.part.budget
        return [Money(minor, currency) for currency, minor in sorted(total.items())]


def _row(part: Participation) -> FunderRow:
    annex: Annex = annex_of(part.annex)
    found = told(annex)
    in_table = {one.rule: one.words for one in found if one.rule in IN_TABLE}
    return FunderRow(part, in_table, tuple(one for one in found if one.rule not in IN_TABLE))
