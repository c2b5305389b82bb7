"""What a timetable is: meetings, what each person has of it, who is left out and why, how far from the best it is."""

from dataclasses import dataclass

import polars as pl

from renkei.engines.meetings.options import TimetableOptions


@dataclass(frozen=True)
class Figures:
    """`value` of the meetings made, and the `bound` that no timetable passes (around what stays of an earlier
    one; where some of that `moved`, only around what is fixed).

    `wished`: meetings that somebody wishes and nobody refuses; `meetings` that take place; `places`: tables times
    slots. `share` and `lowest`: of what people wish and have time for, the mean part that takes place, of all and of
    the worst-served tenth, in millionths. `waits`: slots that people wait between meetings; `moves` to another table
    and `metres` walked. `enough`: so many slots are enough for every wish by the theorem of Kőnig or Vizing; None
    where somebody is away or more than two meet. `kept` of `earlier` meetings stand, `moved` for others' sake.
    """

    value: int
    bound: int
    wished: int
    meetings: int
    places: int
    share: int
    lowest: int
    waits: int
    moves: int
    metres: int
    enough: int | None = None
    earlier: int = 0
    kept: int = 0
    moved: int = 0


@dataclass(frozen=True)
class Timetable:
    """`meetings`: the contract's table, and `hall`, `group_id`, `value`, `kept` (of an earlier timetable), in the order
    of time and table.

    `people`: participant_id, `meetings`, `wishes` of its own, `met` of these, `possible` (those that its time allows),
    `there` (slots), `waits`, `moves`, `metres`. `left_out`: wished meetings that do not take place: participant_ids,
    group_id, wish, value, `why` (see REASONS) and `who` has no time left. `gone`: meetings of the earlier timetable
    that do not take place as they were: slot, table, participant_ids, `why`. `slots`: slot, `room`, `meetings`.
    """

    meetings: pl.DataFrame
    people: pl.DataFrame
    left_out: pl.DataFrame
    gone: pl.DataFrame
    slots: pl.DataFrame
    figures: Figures
    options: TimetableOptions
