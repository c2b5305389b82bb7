"""A made-up forum: who comes, who wishes to meet whom, who is away when, slots and tables.

The shape is that of a large science and technology forum: a few are wished for by many (popularity falls with rank as
(rank + 10)^-0.6), a fifth of all time is taken by sessions people speak at, arrivals and departures.
"""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

import polars as pl

from renkei.exchange.made_up.draw import Draw
from renkei.exchange.made_up.people import MOST_PEOPLE, name
from renkei.exchange.made_up.places import PLACES
from renkei.exchange.made_up.words import KINDS, LABEL, ROOTS
from renkei.forum import Meetings
from renkei.settings import Settings
from renkei.tables import TABLES

BEGIN, LENGTH, BREAK = datetime(2027, 10, 6, 8, 30), 15, 45  # minutes
SESSION = 4  # slots of a session that people speak at
SIDES = ("offers", "needs")
Rows = list[dict[str, object]]
_EVEN = 10**9


@dataclass(frozen=True)
class ForumSize:
    """How large the forum is; `away` percent of all time is taken, `answered` percent of wishes are answered by
    another; with `sides` every wish is for the other side.

    ValueError, saying what is possible, for a forum that cannot be.
    """

    participants: int = 300
    wishes: int = 3000
    countries: int = 30
    slots: int = 40
    breaks: int = 2
    tables: int = 84
    away: int = 20
    answered: int = 20
    sides: bool = False

    def __post_init__(self) -> None:
        if not 4 <= self.participants <= MOST_PEOPLE:
            raise ValueError(f"participants must be from 4 to {MOST_PEOPLE}")
        if not 0 <= self.wishes <= self.participants * (self.participants - 1) // 4:
            raise ValueError(f"{self.participants} participants have room for a quarter of all wishes, no more")
        if not 1 <= self.countries <= len(PLACES):
            raise ValueError(f"countries must be from 1 to {len(PLACES)}")
        if not 1 <= self.slots <= 96 or not 0 <= self.breaks < self.slots:
            raise ValueError("slots must be from 1 to 96, and breaks fewer")
        if self.tables < 1:
            raise ValueError("there must be a table")
        if not 0 <= self.away <= 60 or not 0 <= self.answered <= 60:
            raise ValueError("at most 60 percent of all time can be taken, and of wishes be answered")


def made_up_forum(size: ForumSize, seed: int = 1) -> tuple[Settings, dict[str, pl.DataFrame]]:
    """Settings and tables of a forum; the same size and seed, the same forum."""
    draw = Draw(seed)
    ids = [f"P{number:0{len(str(size.participants))}d}" for number in range(1, size.participants + 1)]
    slots = list(_slots(size))
    rows = {
        "participants": _participants(draw, size, ids),
        "wishes": list(_wishes(draw, size, ids)),
        "slots": slots,
        "unavailable": list(_unavailable(draw, size, ids, slots)),
    }
    tables = {one: pl.DataFrame(rows[one], schema=TABLES[one].schema) for one in rows if rows[one]}
    settings = Settings(
        name=f"{LABEL} forum",
        call=f"{LABEL}: {size.participants} participants, {size.wishes} wishes, seed {seed}",
        made_up=True,
        meetings=Meetings(size.tables, LENGTH),
    )
    return settings, tables


def _participants(draw: Draw, size: ForumSize, ids: list[str]) -> Rows:
    return [_participant(draw, size, number, one) for number, one in enumerate(ids)]


def _participant(draw: Draw, size: ForumSize, number: int, one: str) -> dict[str, object]:
    place = PLACES[draw.below(size.countries)]
    root, kind = draw.of(ROOTS), draw.of(KINDS)[0]
    return {
        "participant_id": one,
        "name": name(number),
        "organisation": f"{LABEL} {root} {kind} ({place.code})",
        "country": place.code,
        "category": SIDES[number % 2] if size.sides else None,
    }


def _wishes(draw: Draw, size: ForumSize, ids: list[str]) -> Iterator[dict[str, object]]:
    """Wishes from anybody, to people by popularity; one in ten says must."""
    ranks = draw.shuffled(range(len(ids)))
    weights = [round(_EVEN * (rank + 10) ** -0.6) for rank in ranks]
    upto = list(accumulate(weights))
    said: set[tuple[int, int]] = set()
    while len(said) < size.wishes:
        one, two = draw.below(len(ids)), bisect(upto, draw.below(upto[-1]))
        if one == two or (one, two) in said or (size.sides and (one - two) % 2 == 0):
            continue
        answers = (two, one) not in said and draw.below(100) < size.answered
        for pair in [(one, two), (two, one)][: min(1 + answers, size.wishes - len(said))]:
            said.add(pair)
            yield {"from_id": ids[pair[0]], "to_id": ids[pair[1]], "wish": "must" if draw.one_in(10) else "would"}


def _slots(size: ForumSize) -> Iterator[dict[str, object]]:
    begin = BEGIN
    for number in range(size.slots):
        if number and number * (size.breaks + 1) // size.slots > (number - 1) * (size.breaks + 1) // size.slots:
            begin += timedelta(minutes=BREAK)
        yield {"slot": f"{number + 1:02d}", "start": begin, "end": begin + timedelta(minutes=LENGTH)}
        begin += timedelta(minutes=LENGTH)


def _unavailable(draw: Draw, size: ForumSize, ids: list[str], slots: Rows) -> Iterator[dict[str, object]]:
    """Who is away when, until so much of all time is taken: sessions, late arrivals, early departures, other duties."""
    taken: set[tuple[int, int]] = set()
    wanted = size.participants * size.slots * size.away // 100
    while len(taken) < wanted:
        person = draw.below(size.participants)
        ground, times = _absence(draw, size.slots)
        for slot in times:
            if len(taken) < wanted and (person, slot) not in taken:
                taken.add((person, slot))
                yield {"participant_id": ids[person], "slot": slots[slot]["slot"], "ground": ground}


def _absence(draw: Draw, slots: int) -> tuple[str, range]:
    kind = draw.below(4)
    if kind == 0:
        return "arrives late", range(draw.between(1, max(1, slots // 4)))
    if kind == 1:
        return "leaves early", range(slots - draw.between(1, max(1, slots // 4)), slots)
    if kind == 2:
        session = draw.below(-(-slots // SESSION))
        return "speaks at a session", range(session * SESSION, min(slots, (session + 1) * SESSION))
    begin = draw.below(slots)
    return "other duties", range(begin, min(slots, begin + 2))
