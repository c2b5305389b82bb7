"""Every rule under every raise, side by side: what each would bring, and which rows no other row beats."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import ge

from renkei.engines.selection.next_raise import next_raise
from renkei.engines.selection.options import SelectionError
from renkei.engines.selection.what_if.change import Change
from renkei.engines.selection.what_if.meeting import Meeting
from renkei.settings import RULES, Rule

TRIED = 12  # raises tried by default
Raise = tuple[str, int]  # funder, minor units of its currency


@dataclass(frozen=True)
class Row:
    """A rule under one raise (None: no raise); `cost` and `idle` in minor units of the reporting currency.

    `number` is funded however the lot falls. `beaten` says that another row is no worse in number, mean score, idle
    money, applications passed over and cost of the raise, and better in one of them.
    """

    rule: Rule
    raised: Raise | None
    cost: int
    number: int
    mean_score: Fraction | None
    idle: int
    passed_over: int
    tied: int
    proven: bool
    beaten: bool = False


@dataclass(frozen=True)
class Compared:
    """The rows in the order of rules and raises, and why rules are left out: rule → its words."""

    rows: tuple[Row, ...]
    left_out: dict[Rule, str]
    reporting_currency: str


def compare(
    meeting: Meeting,
    raises: Sequence[Raise],
    clock: Callable[[], Callable[[], float]],
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Compared:
    """Every rule without a raise and under each of `raises`.

    `clock` begins anew for each row and gives the seconds left for it. A rule that cannot decide the call (no bands, a
    top-up) is left out, with its words. Raises SelectionError with everything that is wrong in the raises.
    """
    rows: list[Row] = []
    left_out: dict[Rule, str] = {}
    questions: list[Raise | None] = [None, *raises]
    for number, rule in enumerate(RULES):
        try:
            same = rule == meeting.options.rule
            asked = meeting if same else Meeting(meeting.tables, replace(meeting.options, rule=rule))
            for place, raised in enumerate(questions):
                progress(number * len(questions) + place, len(RULES) * len(questions))
                rows.append(_row(asked, raised, clock()))
        except SelectionError as error:
            left_out[rule] = str(error)
    return Compared(tuple(_marked(rows)), left_out, meeting.reporting_currency)


def _row(meeting: Meeting, raised: Raise | None, seconds_left: Callable[[], float]) -> Row:
    change = Change(raises={} if raised is None else dict([raised]))
    answer = meeting.answer(change, seconds_left)
    return Row(
        rule=answer.rule,
        raised=raised,
        cost=0 if raised is None else meeting.worth(*raised),
        number=answer.number,
        mean_score=answer.mean_score,
        idle=answer.idle,
        passed_over=len(answer.passed_over),
        tied=len(answer.tied),
        proven=answer.complete,
    )


def _marked(rows: Sequence[Row]) -> Iterator[Row]:
    aims = [_aims(row) for row in rows]
    for row, own in zip(rows, aims, strict=True):
        beaten = any(other != own and all(map(ge, other, own)) for other in aims)
        yield replace(row, beaten=beaten)


def _aims(row: Row) -> tuple[Fraction, ...]:
    """The larger the better, each; without a mean score none is better than another."""
    return (
        Fraction(row.number),
        row.mean_score or Fraction(0),
        *map(Fraction, (-row.idle, -row.passed_over, -row.cost)),
    )


def usual_raises(meeting: Meeting) -> list[Raise]:
    """The raises that a table tries when none is given: what each funder states as possible; else its next raise.

    Next raises are known at once under `ranking` and `gaps` without a top-up and without an open tie. The cheapest in
    the reporting currency come first, `TRIED` at most.
    """
    rows = meeting.tables["funders"].select("funder_id", "possible_raise").iter_rows()
    found = [(funder, amount) for funder, amount in rows if amount]
    found = found or _next_raises(meeting)
    return sorted(found, key=lambda one: (meeting.worth(*one), one))[:TRIED]


def _next_raises(meeting: Meeting) -> list[Raise]:
    options, answer = meeting.options, meeting.answer(Change(), lambda: 0.0)
    prepared = meeting.prepared(Change())
    if options.rule not in ("ranking", "gaps") or prepared.top_up is not None or answer.tied:
        return []
    rule = prepared.walking
    funded = frozenset(prepared.call.applications.index(one) for one in answer.funded)
    own = [row for row, payer in enumerate(prepared.call.funders) if payer not in prepared.paying.real_pots]
    raises = ((prepared.call.funders[row], next_raise(rule, row, funded, rule.tries).amount) for row in own)
    return [(funder, amount) for funder, amount in raises if amount is not None]
