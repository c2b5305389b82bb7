"""The ranking as a plot: a sign for each application in rank order, as high as its score, with bands and the cut.

Many applications are broken into panels below one another, so that each sign stays visible.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from renkei.reports.facts import OUTCOMES, Application, Decision
from renkei.reports.language import Language
from renkei.reports.plots.svg import element, label, line, marker, picture

WIDTH, LEFT, RIGHT, TOP, FOOT = 1000, 54, 12, 30, 34
HEIGHT, LOW = 190, 110  # of a panel that stands alone, and of one among several
PANEL = 200  # applications side by side at most
MOST_BANDS = 12  # more boundaries than these would hide the signs


@dataclass(frozen=True)
class Frame:
    """One panel: the applications from position `first` (0 the best), and where they stand."""

    first: int
    count: int
    top: float
    height: float
    best: Decimal
    worst: Decimal

    @property
    def step(self) -> float:
        """The distance between two neighbours."""
        return (WIDTH - LEFT - RIGHT) / self.count

    def x(self, position: float) -> float:
        """Where the application at a position in the whole ranking stands."""
        return LEFT + (position - self.first + 0.5) * self.step

    def y(self, score: Decimal | None) -> float:
        """The height of a score, the best on top; an application without a score stands at the foot."""
        if score is None:
            return self.foot
        span = self.best - self.worst
        return self.top + (float((self.best - score) / span) * (self.height - 16) + 8 if span else self.height / 2)

    @property
    def foot(self) -> float:
        """Where the panel's signs end."""
        return self.top + self.height

    def holds(self, position: int) -> bool:
        """Say whether a position stands in this panel."""
        return self.first <= position < self.first + self.count


@dataclass(frozen=True)
class Cut:
    """Positions in rank order (0 the best): the first not funded and the last funded; None where there is none."""

    first_gap: int | None
    last_funded: int | None

    @property
    def clean(self) -> bool:
        """Say whether everything above one line is funded and nothing below it."""
        return self.first_gap is not None and self.last_funded is not None and self.last_funded < self.first_gap


def cut(applications: Sequence[Application]) -> Cut:
    """Where the ranking is cut."""
    gaps = [index for index, one in enumerate(applications) if one.outcome != "funded"]
    funded = [index for index, one in enumerate(applications) if one.outcome == "funded"]
    return Cut(gaps[0] if gaps else None, funded[-1] if funded else None)


def ranking(decision: Decision, say: Language) -> Markup:
    """The plot of all eligible applications; there must be one at least."""
    frames = list(_frames(decision))
    crowd = {"class_": "fine"} if frames[0].step < 6 else {}
    panels = [element("g", *_panel(frame, decision, say), **crowd) for frame in frames]
    size = (WIDTH, frames[-1].foot + FOOT)
    return picture("plot-ranking", say("ranking.plot"), ranking_words(decision, say), size, *panels)


def _frames(decision: Decision) -> Iterator[Frame]:
    total = len(decision.eligible)
    scores = [Decimal(one.score) for one in decision.eligible if one.score is not None] or [Decimal(0)]
    best, worst = (min(scores), max(scores)) if decision.low_is_best else (max(scores), min(scores))
    panels = -(-total // PANEL)
    size = -(-total // panels)
    height = HEIGHT if panels == 1 else LOW
    for number in range(panels):
        first = number * size
        yield Frame(first, min(size, total - first), number * (TOP + height + FOOT) + TOP, height, best, worst)


def _panel(frame: Frame, decision: Decision, say: Language) -> Iterator[Markup]:
    shown = decision.eligible[frame.first : frame.first + frame.count]
    yield from _axis(frame, say) if any(one.score is not None for one in decision.eligible) else ()
    yield line(LEFT, frame.foot, WIDTH - RIGHT, frame.foot, "axis")
    yield from _bands(frame, decision, say)
    yield from _cuts(frame, decision, say)
    radius = max(2.0, min(5.0, frame.step * 0.42))
    for position, one in enumerate(shown, frame.first):
        height = frame.y(Decimal(one.score) if one.score is not None else None)
        yield marker(one.outcome, frame.x(position), height, radius, _sign_title(one, say))
    if frame.count < len(decision.eligible):
        words = say("ranking.panel", first=str(shown[0].rank), last=str(shown[-1].rank))
        yield label(words, WIDTH - RIGHT, frame.top - 18, "end", "small")


def _sign_title(one: Application, say: Language) -> str:
    score = "" if one.score is None else f" · {say.decimal(one.score)}"
    return f"{one.rank} · {one.id}{score} · {say(f'outcome.{one.outcome}')}"


def _axis(frame: Frame, say: Language) -> Iterator[Markup]:
    yield label(say("ranking.axis"), 4, frame.top - 6, "start", "small")
    for score in sorted({frame.best, (frame.best + frame.worst) / 2, frame.worst}):
        height = frame.y(score)
        yield line(LEFT, height, WIDTH - RIGHT, height, "grid")
        yield label(say.decimal(f"{score.normalize():f}"), LEFT - 8, height + 4, "end", "small")


def boundaries(applications: Sequence[Application]) -> list[int]:
    """The positions at which another band begins; none where bands do not follow the ranking, or are too many."""
    bands = [one.band for one in applications]
    starts = [index for index, (above, below) in enumerate(pairwise(bands), 1) if above != below]
    known = [band for band in bands if band is not None]
    follows = len(known) == len(bands) and known == sorted(known)
    return starts if follows and len(starts) < MOST_BANDS else []


def _bands(frame: Frame, decision: Decision, say: Language) -> Iterator[Markup]:
    starts = boundaries(decision.eligible)
    for start, end in pairwise([0, *starts, len(decision.eligible)] if starts else []):
        left, right = max(start, frame.first), min(end, frame.first + frame.count)
        if left >= right:
            continue
        x = frame.x(left - 0.5)
        if start == left > 0:
            yield line(x, frame.top - 12, x, frame.foot, "band")
        if (right - left) * frame.step > 58:
            yield label(say("ranking.band", band=decision.eligible[start].band), x + 4, frame.top - 4, "start", "small")


def _cuts(frame: Frame, decision: Decision, say: Language) -> Iterator[Markup]:
    found = cut(decision.eligible)
    first, last = found.first_gap, found.last_funded
    if first is not None and not found.clean:
        words = say("ranking.first_gap", rank=str(decision.eligible[first].rank))
        yield from _cut_line(frame, first, -0.5, words, 0)
    if first is not None and last is not None:
        words = say("ranking.cut" if found.clean else "ranking.last_funded", rank=str(decision.eligible[last].rank))
        yield from _cut_line(frame, last, 0.5, words, 0 if found.clean else 1)


def _cut_line(frame: Frame, position: int, side: float, words: str, row: int) -> Iterator[Markup]:
    if not frame.holds(position):
        return
    x, foot = frame.x(position + side), frame.foot
    right = x > WIDTH / 2
    yield line(x, frame.top - 12, x, foot + 14 * row + 14, "cut")
    yield label(words, x - 5 if right else x + 5, foot + 14 * row + 13, "end" if right else "start", "small")


def ranking_words(decision: Decision, say: Language) -> str:
    """The plot in words."""
    scores = [one.score for one in decision.eligible if one.score is not None]
    counts = [f"{say(f'outcome.{outcome}')}: {say.number(len(decision.having(outcome)))}" for outcome in OUTCOMES]
    found = [say("ranking.plot.words", n=len(decision.eligible)), ", ".join(counts) + "."]
    if scores:
        found.append(say("ranking.plot.scores", first=say.decimal(scores[0]), last=say.decimal(scores[-1])))
    else:
        found.append(say("ranking.plot.no_scores"))
    if scores and decision.low_is_best:
        found.append(say("ranking.plot.low"))
    return say("sentence.join").join(found)
