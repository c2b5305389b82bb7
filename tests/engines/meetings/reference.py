"""Small forums, and the best of each by a model of its own (CP-SAT), which shares nothing with the engine."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import polars as pl
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from renkei.engines.meetings import Timetable, TimetableOptions, timetable
from renkei.forum import Meetings
from renkei.records.timetable import faults, worth
from renkei.settings import Settings
from renkei.tables import TABLES

POINTS = {"must": 3, "would": 1, "no": 0}


@dataclass(frozen=True)
class Case:
    """`wishes`: (from, to) → wish; `away`: (person, slot); `groups`: (members, wish); `fixed`: (slot, table, who)."""

    people: int
    slots: int
    tables: int
    wishes: dict[tuple[int, int], str] = field(default_factory=dict)
    away: frozenset[tuple[int, int]] = frozenset()
    groups: tuple[tuple[tuple[int, ...], str], ...] = ()
    fixed: tuple[tuple[int, int, tuple[int, ...]], ...] = ()
    breaks: frozenset[int] = frozenset()

    def frames(self) -> dict[str, pl.DataFrame]:
        begin, every = datetime(2027, 10, 6, 9), []
        for slot in range(self.slots):
            begin += timedelta(minutes=30 if slot in self.breaks else 0)
            every.append({"slot": f"S{slot}", "start": begin, "end": begin + timedelta(minutes=15)})
            begin += timedelta(minutes=15)
        rows = {
            "participants": [{"participant_id": f"P{one}", "name": f"Name {one}"} for one in range(self.people)],
            "wishes": [{"from_id": f"P{a}", "to_id": f"P{b}", "wish": wish} for (a, b), wish in self.wishes.items()],
            "slots": every,
            "unavailable": [{"participant_id": f"P{one}", "slot": f"S{slot}"} for one, slot in sorted(self.away)],
            "groups": [
                {"group_id": f"G{n}", "participant_ids": [f"P{one}" for one in ids], "wish": wish}
                for n, (ids, wish) in enumerate(self.groups)
            ],
            "meetings": [
                {"slot": f"S{slot}", "table": table, "participant_ids": [f"P{one}" for one in ids], "fixed": True}
                for slot, table, ids in self.fixed
            ],
        }
        return {name: pl.DataFrame(own, schema=TABLES[name].schema) for name, own in rows.items()}

    @property
    def settings(self) -> Settings:
        return Settings("forum", meetings=Meetings(self.tables))

    def made(self, earlier: pl.DataFrame | None = None, **options: int) -> Timetable:
        frames = self.frames()
        people, wishes, slots = (frames.pop(name) for name in ("participants", "wishes", "slots"))
        return timetable(
            people, wishes, slots, TimetableOptions(Meetings(self.tables), **options), earlier=earlier, **frames
        )

    def faults(self, found: Timetable) -> list[str]:
        return list(faults(self.settings, self.frames(), found.meetings))

    def worth(self, found: Timetable) -> int:
        return worth(self.frames(), found.meetings)

    def wished(self) -> dict[tuple[int, ...], int]:
        """Members → value, of what nobody refuses."""
        values: dict[tuple[int, ...], int] = {}
        for a in range(self.people):
            for b in range(a + 1, self.people):
                said = [self.wishes[pair] for pair in ((a, b), (b, a)) if pair in self.wishes]
                points = [POINTS[wish] for wish in said]
                if said and "no" not in said:
                    values[a, b] = sum(points) * (2 if len(said) == 2 else 1)
        for ids, wish in self.groups:
            if not any(self.wishes.get((a, b)) == "no" for a in ids for b in ids):
                values[tuple(sorted(ids))] = 2 * POINTS[wish] * len(ids)
        return values

    def best(self) -> int:
        """The largest value of any timetable, by a model of every meeting in every slot."""
        model, wished = cp_model.CpModel(), self.wished()
        meets = {
            (ids, slot): model.new_bool_var("")
            for ids in {**wished, **dict.fromkeys(self._fixed())}
            for slot in range(self.slots)
        }
        for ids in {ids for ids, _ in meets}:
            model.add_at_most_one(meets[ids, slot] for slot in range(self.slots))
        for slot in range(self.slots):
            model.add(sum(var for (_, at), var in meets.items() if at == slot) <= self.tables)
            for one in range(self.people):
                own = [var for (ids, at), var in meets.items() if at == slot and one in ids]
                model.add(sum(own) <= (0 if (one, slot) in self.away else 1))
        for slot, _, ids in self.fixed:
            model.add(meets[tuple(sorted(ids)), slot] == 1)
        model.maximize(sum(wished.get(ids, 0) * var for (ids, _), var in meets.items()))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) == cp_model.OPTIMAL
        return round(solver.objective_value)

    def _fixed(self) -> list[tuple[int, ...]]:
        return [tuple(sorted(ids)) for _, _, ids in self.fixed]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    people, slots, tables = draw(st.integers(2, 8)), draw(st.integers(1, 4)), draw(st.integers(1, 3))
    person = st.integers(0, people - 1)
    pairs = st.tuples(person, person).filter(lambda pair: pair[0] != pair[1])
    said = st.sampled_from(["must", "would", "would", "would", "no"])
    wishes = draw(st.dictionaries(pairs, said, max_size=4 * people))
    away = draw(st.frozensets(st.tuples(person, st.integers(0, slots - 1)), max_size=people))
    groups = []
    if people > 2:
        members = st.lists(person, min_size=3, max_size=4, unique=True).map(lambda ids: tuple(sorted(ids)))
        lists = draw(
            st.lists(st.tuples(members, st.sampled_from(["must", "would"])), max_size=2, unique_by=lambda one: one[0])
        )
        groups = lists
    fixed = ()
    pair = draw(st.none() | pairs)
    if pair and "no" not in (wishes.get(pair), wishes.get(pair[::-1])):
        slot = draw(st.integers(0, slots - 1))
        if not {(one, slot) for one in pair} & away:
            fixed = ((slot, draw(st.integers(1, tables)), tuple(sorted(pair))),)
    breaks = draw(st.frozensets(st.integers(1, slots), max_size=1))
    return Case(people, slots, tables, wishes, away, tuple(groups), fixed, breaks)
