"""Why each application was not funded, told one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renkei.reports import sentences
from renkei.reports.facts import Application, Decision
from renkei.reports.language import Language
from renkei.reports.sections.ranking import anchor, score

OPEN, FOLDED = 10, 50  # stories shown at once, and stories in each fold


@dataclass(frozen=True)
class Story:
    """One application, its place, title and sentences; `anchor` is its row in the ranking."""

    application: str
    anchor: str
    place: str
    title: str
    sentences: list[str]


@dataclass(frozen=True)
class Fold:
    """Stories behind one line."""

    label: str
    stories: list[Story]


@dataclass(frozen=True)
class Group:
    """Applications told together: the first in sight, the others folded."""

    key: str
    title: str
    empty: str
    stories: list[Story]
    folds: list[Fold]


def groups(decision: Decision, say: Language) -> list[Group]:
    """The applications passed over, then the others not funded (ties included), each in rank order."""
    waiting = [one for one in decision.eligible if one.outcome != "funded"]
    over = [one for one in waiting if one.reason.get("passed_over_for")]
    below = [one for one in waiting if not one.reason.get("passed_over_for")]
    found = [_group("passed-over", say("passed.over"), say("passed.over.empty"), over, OPEN, decision, say)]
    if below:
        found.append(_group("passed-below", say("passed.below"), "", below, 0 if over else OPEN, decision, say))
    return found


def _group(
    key: str, title: str, empty: str, shown: Sequence[Application], first: int, decision: Decision, say: Language
) -> Group:
    return Group(
        key=key,
        title=title,
        empty="" if shown else empty,
        stories=[_story(one, decision, say) for one in shown[:first]],
        folds=list(_folds(shown[first:], decision, say)),
    )


def _folds(shown: Sequence[Application], decision: Decision, say: Language) -> Iterator[Fold]:
    for start in range(0, len(shown), FOLDED):
        part = shown[start : start + FOLDED]
        label = say("passed.more", n=len(part), first=str(part[0].rank), last=str(part[-1].rank))
        yield Fold(label, [_story(one, decision, say) for one in part])


def _story(one: Application, decision: Decision, say: Language) -> Story:
    key = "passed.heading" if one.score is None else "passed.heading.score"
    place = say(key, rank=str(one.rank), score=score(one, say))
    return Story(one.id, anchor(one, decision), place, one.title or say("unnamed"), sentences.story(one, decision, say))
