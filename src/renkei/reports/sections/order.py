"""How the order came about: merged lists, national points, endorsements."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from renkei.money import decimal_text, rounded
from renkei.reports.facts import Decision
from renkei.reports.language import Language
from renkei.reports.sections.table import Column, Row, Table
from renkei.reports.totals import Money

Entry = Mapping[str, Any]


def words(decision: Decision, say: Language) -> Iterator[str]:
    """Who made the order, in a sentence or two; nothing where one panel did."""
    order = decision.record["order"]
    if order and order["who"] == "merged":
        yield say(f"order.{order['taken']}", merge=say(f"merge.{order['merge']}"))
        departing = [one for one, entry in ranked(decision) if entry["overtakes"]]
        if departing:
            yield say("order.departs", n=len(departing), list=say.items(departing, limit=12))
    elif order:
        yield say("order.points", most=say.decimal(points_text(Fraction(order["span"]) / 2, decision)))


def ranked(decision: Decision) -> list[tuple[str, Entry]]:
    """The applications of `order` with their entries, in rank order."""
    entries = (decision.record["order"] or {"applications": {}})["applications"]
    return sorted(entries.items(), key=lambda pair: (decision.by_id[pair[0]].rank or 0, pair[0]))


def order_table(decision: Decision, say: Language) -> Table:
    """A row an application: each funder's rank and the proposal, or each state's points; without rows for one panel."""
    order = decision.record["order"]
    if order is None:
        return Table("table-order", "", ())
    return _merged_table(decision, say) if order["who"] == "merged" else _points_table(decision, say)


def _merged_table(decision: Decision, say: Language) -> Table:
    names = (
        ("rank", True), ("application", False), ("ranks", False), ("merged", True), ("proposed", True),
        ("agreed", True), ("overtakes", False), ("ground", False),
    )  # fmt: skip
    return Table(
        key="table-order",
        caption=say("order.merged.caption"),
        columns=[Column(say(f"column.{name}"), number=number, wide=name == "ground") for name, number in names],
        rows=[Row(_merged_cells(one, entry, decision, say)) for one, entry in ranked(decision)],
        names=1,
    )


def _merged_cells(one: str, entry: Entry, decision: Decision, say: Language) -> list[str]:
    return [
        str(decision.by_id[one].rank),
        one,
        own_ranks(entry),
        entry["value"],
        proposed(entry, decision, say),
        "–" if entry["agreed"] is None else str(entry["agreed"]),
        ", ".join(entry["overtakes"]) or "–",
        entry["ground"] or "–",
    ]


def own_ranks(entry: Entry) -> str:
    """Each funder's rank, such as "X 1, Y 3"."""
    return ", ".join(f"{funder} {rank}" for funder, rank in sorted(entry["ranks"].items()))


def proposed(entry: Entry, decision: Decision, say: Language) -> str:
    """The proposed rank, with a word where others share it."""
    others = decision.record["order"]["applications"].values()
    tied = sum(other["proposed"] == entry["proposed"] for other in others) > 1
    return say("order.tied", rank=str(entry["proposed"])) if tied else str(entry["proposed"])


def _points_table(decision: Decision, say: Language) -> Table:
    names = (("rank", True), ("application", False), ("experts", True), ("points", False), ("moved", True))
    return Table(
        key="table-order",
        caption=say("order.points.caption"),
        columns=[
            *(Column(say(f"column.{name}"), number=number, wide=name == "points") for name, number in names),
            Column(say("column.final"), number=True),
        ],
        rows=[Row(_points_cells(one, entry, decision, say)) for one, entry in ranked(decision)],
        names=1,
    )


def _points_cells(one: str, entry: Entry, decision: Decision, say: Language) -> list[str]:
    moved = sum(map(Fraction, entry["points"].values()), Fraction(0))
    return [
        str(decision.by_id[one].rank),
        one,
        say.decimal(entry["score"]),
        "; ".join(_state(state, entry, decision, say) for state in sorted(entry["points"])) or "–",
        say.decimal(points_text(moved, decision)),
        say.decimal(points_text(Fraction(entry["final"]), decision)),
    ]


def _state(state: str, entry: Entry, decision: Decision, say: Language) -> str:
    """A state's points with its vote, such as "X 0.608 (vote 10)"."""
    points = say.decimal(points_text(Fraction(entry["points"][state]), decision))
    return say("points.state", state=state, points=points, vote=vote(entry["votes"][state], say))


def vote(word: str, say: Language) -> str:
    """A vote, or the stance in its place."""
    return say(f"vote.{word}") if word in ("neutral", "abstain") else say("vote", vote=say.decimal(word))


def points_text(value: Fraction, decision: Decision) -> str:
    """Points as a decimal of the places that the call states, rounded half up."""
    return decimal_text(rounded(value, decision.record["options"]["points_places"]))


def endorsements_table(decision: Decision, say: Language) -> Table:
    """A row an application and authority that must endorse it; without rows where nobody must."""
    names = ("application", "authority", "verdict", "amount", "condition", "date")
    return Table(
        key="table-endorsements",
        caption=say("endorsements.caption"),
        columns=[Column(say(f"column.{name}"), number=name == "amount", wide=name == "condition") for name in names],
        rows=[Row(_verdict_cells(*row, decision, say)) for row in verdicts(decision)],
    )


def verdicts(decision: Decision) -> list[tuple[str, str, Entry]]:
    """(application, authority, its entry), by application and authority."""
    entries = (decision.record["endorsements"] or {"applications": {}})["applications"]
    return [
        (one, authority, said)
        for one, entry in sorted(entries.items())
        for authority, said in sorted(entry["verdicts"].items())
    ]


def _verdict_cells(one: str, authority: str, said: Entry, decision: Decision, say: Language) -> list[str]:
    money = amount(authority, said, decision)
    return [
        one,
        authority,
        say(f"verdict.{said['verdict']}"),
        "–" if money is None else say.amount(money),
        said["condition"] or "–",
        say.day(said["date"]) if said["date"] else "–",
    ]


def amount(authority: str, said: Entry, decision: Decision) -> Money | None:
    """The amount that a funder endorses at most; None for all that is asked."""
    if said["amount"] is None or authority not in decision.currency_of:
        return None
    return Money(said["amount"], decision.currency_of[authority])


def options(stated: Mapping[str, Any], say: Language) -> Iterator[tuple[str, str]]:
    """The settings of who ranks and who endorses, where they are not one panel and nobody."""
    if stated["who_ranks"] != "joint":
        yield say("option.who_ranks"), say(f"option.who_ranks.{stated['who_ranks']}")
    if stated["who_ranks"] == "merged":
        yield say("option.merge"), say(f"merge.{stated['merge']}")
    if stated["who_ranks"] == "national_points":
        yield say("option.points_places"), say.number(stated["points_places"])
    endorsing = stated["endorsements"]
    asked = [say(f"option.agencies.{word}") for word in endorsing["agencies"]] + endorsing["keys"]
    if asked:
        yield say("option.endorsements"), ", ".join(asked)
        yield say("option.pending"), say(f"option.pending.{endorsing['pending']}")
