"""What a decision gives: each application's outcome, and of each partner's request what is granted."""

import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from renkei.programme import Folder, read_folder
from renkei.site.decisions.models import Decision
from renkei.site.decisions.reading import record_of

FUNDED, RESERVE, DROPPED_OUT = "funded", "reserve", "dropped_out"


@dataclass(frozen=True)
class Part:
    """A partner's part of an application: what it asked of which funder ("" for none), and what of it is granted.

    Amounts in minor units of `currency`; `position` is the partner's place in its consortium.
    """

    number: str
    position: int
    organisation: str
    country: str
    funder: str
    currency: str
    asked: int
    granted: int


@dataclass(frozen=True)
class Decided:
    """A decision as letters, awards and results read it."""

    folder: Folder
    record: Mapping[str, Any]

    @cached_property
    def funded(self) -> list[str]:
        """The numbers of what is funded, sorted."""
        return sorted(one for one, entry in self.record["outcomes"].items() if entry["outcome"] == FUNDED)

    @cached_property
    def parts(self) -> dict[str, list[Part]]:
        """Number → the parts of that application in the consortium's order."""
        found: dict[str, list[Part]] = defaultdict(list)
        for row in self.folder.tables["requests"].sort("application_id", "partner_id").iter_rows(named=True):
            found[row["application_id"]].append(_part(row))
        return {one: sorted(self._granted(parts), key=lambda part: part.position) for one, parts in found.items()}

    def amounts(self, without: Collection[tuple[str, int]] = ()) -> dict[tuple[str, str], int]:
        """(number, funder's code) → what the funder gives to that funded application.

        `without`: (number, position) of partners that pay for themselves by now.
        """
        found: dict[tuple[str, str], int] = defaultdict(int)
        for number in self.funded:
            for part in self.parts[number]:
                if part.funder and (number, part.position) not in without:
                    found[number, part.funder] += part.granted
        return {one: amount for one, amount in found.items() if amount}

    def title(self, number: str) -> str:
        """An application's title as it was decided on."""
        return self._titles[number]

    @cached_property
    def _titles(self) -> dict[str, str]:
        applications = self.folder.tables["applications"]
        return dict(zip(applications["application_id"], applications["title"].fill_null(""), strict=True))

    def _granted(self, parts: Iterable[Part]) -> Iterator[Part]:
        """The parts of one application with what endorsements and the cut left of each request."""
        listed = list(parts)
        number = listed[0].number
        endorsed = (self.record["endorsements"] or {}).get("applications", {}).get(number, {}).get("reduced", {})
        cut = (self.record["reductions"] or {}).get("granted", {}).get(number, {})
        for funder, total in endorsed.items():
            listed = list(_in_proportion(listed, funder, total))
        for part in listed:
            at_cut = cut.get(f"P{part.position}")
            yield _with(part, at_cut["granted"]) if at_cut else part


def decided(decision: Decision) -> Decided:
    """The decision, read from its record and its snapshot."""
    with tempfile.TemporaryDirectory(prefix="renkei-decided-") as made:
        for name, text in decision.snapshot.items():
            Path(made, name).write_bytes(text.encode())
        folder = read_folder(made, "select")
    return Decided(folder, record_of(decision))


def _part(row: Mapping[str, Any]) -> Part:
    return Part(
        number=row["application_id"],
        position=int(row["partner_id"].removeprefix("P")),
        organisation=row["organisation"] or "",
        country=row["country"] or "",
        funder=row["funder_id"] or "",
        currency=row["currency"] or "",
        asked=row["amount"] or 0,
        granted=row["amount"] or 0,
    )


def _with(part: Part, granted: int) -> Part:
    return Part(**{**vars(part), "granted": granted})


def _in_proportion(parts: Iterable[Part], funder: str, total: int) -> Iterator[Part]:
    """The parts, those of a funder reduced to a total: in proportion, by id, running sums rounded down.

    Source: docs/decision-record.md, Endorsements.
    """
    listed = list(parts)
    asked = list(accumulate(part.asked if part.funder == funder else 0 for part in listed))
    before = 0
    for part, running in zip(listed, asked, strict=True):
        upto = running * total // asked[-1] if asked[-1] else 0
        yield _with(part, upto - before) if part.funder == funder else part
        before = upto
