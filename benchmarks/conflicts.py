"""Conflicts of a large pool with a large call: time and memory, beside a plain double loop on a part of it.

`python benchmarks/conflicts.py` makes up a call (ten-year histories, names that recur, a fifth of co-authors with an
ORCID), finds every conflict in one process, and prints a Markdown table. The double loop is that of the tests; its time
for the whole is scaled up from the part, on which both must find the same.
"""

import random
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from renkei.conflict_rules import ConflictRules, Kinship, Rules, SameOrganisation, Within
from renkei.engines.conflicts import Changed, Material, conflicts, renewed
from tests.engines.conflicts.making import tables
from tests.engines.conflicts.naive import Call

DAY = date(2026, 11, 29)
SIZES = (1_000, 2_000, 5_000)
PART = 40  # reviewers and applications of the double loop
PAPERS, COAUTHORS, INVESTIGATORS = 20, 5, 5
PEOPLE, SURNAMES, GIVEN, ORGANISATIONS = 150_000, 20_000, 2_000, 2_000
FUNDERS = ("JST", "SNSF", "AKA", "FFAR")
RULES = ConflictRules(
    Rules(organisation=SameOrganisation("line"), consortium=SameOrganisation("own")),
    {
        "JST": Rules(
            department=True,
            co_publication=Within(5),
            co_investigation=Within(5),
            mentorship=Within(cumulative=10),
            kinship=Kinship(),
        ),
        "SNSF": Rules(organisation=SameOrganisation("group"), co_publication=Within(5), competitor=True),
        "AKA": Rules(co_publication=Within(3), kinship=Kinship(3, 3), applying="call"),
        "FFAR": Rules(co_publication=Within(3), co_investigation=Within(3, pending=True)),
    },
)
Rows = dict[str, list[dict[str, Any]]]
SYLLABLES = [a + b for a in "bdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "en", "or", "il")]


def orcid(number: int) -> str:
    digits = f"{number:015}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    whole = digits + "0123456789X"[(12 - total % 11) % 11]
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4))


def word(at: int) -> str:
    return "".join(SYLLABLES[at // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(3)).capitalize()


def person(at: int, lot: random.Random) -> dict[str, Any]:
    """A researcher; a few names are common and most are rare, as in life."""
    surname = word(int(SURNAMES * lot.random() ** 2))
    given = word(7 + int(GIVEN * lot.random() ** 2))
    place = int(ORGANISATIONS * lot.random() ** 2)
    return {
        "name": f"{given} {surname}",
        "short": f"{surname}, {given[0]}.",
        "orcid": orcid(10**11 + at) if lot.random() < 0.6 else None,
        "organisation_id": f"O{place}",
        "department": f"D{lot.randrange(12)}",
    }


def told(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in ("name", "orcid", "organisation_id", "department")}


def written(one: dict[str, Any], lot: random.Random) -> str:
    """A co-author as papers name them: by ORCID, in full, or by initials."""
    chance = lot.random()
    return one["orcid"] if chance < 0.2 and one["orcid"] else one["name"] if chance < 0.6 else one["short"]


def made_up(size: int, seed: int = 1) -> Rows:
    """A call of `size` reviewers and as many applications; one reviewer in fifty applies."""
    lot = random.Random(seed)
    people = [person(at, lot) for at in range(PEOPLE)]
    asking, others = people[: PEOPLE // 3], people[PEOPLE // 3 :]
    reviewers = [lot.choice(asking if at % 50 == 0 else others) for at in range(size)]
    applications = [f"A{at:05}" for at in range(size)]
    rows: Rows = {
        "applications": [{"application_id": one, "title": one, "status": None} for one in applications],
        "reviewers": [
            {"reviewer_id": f"R{at:05}", "nationality": None, "organisation": None, **told(one)}
            for at, one in enumerate(reviewers)
        ],
        "requests": [],
        "investigators": [],
        "declarations": [],
        "publications": [],
        "contributions": [],
        "controls": [
            {"controller_id": f"O{at}", "organisation_id": f"O{at + 1000}"} for at in range(ORGANISATIONS - 1000)
        ],
    }
    for application in applications:
        for at in range(INVESTIGATORS):
            one = lot.choice(asking)
            of = {"application_id": application, "partner_id": f"P{at}", "organisation": None}
            rows["investigators"].append(
                {**of, **told(one), "person_id": f"p{at}", "role": None if at else "lead", "nationality": None}
            )
            place = {"organisation_id": one["organisation_id"], "size": "university"}
            rows["requests"].append({**of, **place, "funder_id": lot.choice(FUNDERS), "pot_id": None})
    for reviewer in rows["reviewers"]:
        circle = [lot.choice(people) for _ in range(40)]
        for at in range(PAPERS):
            key = f"{reviewer['reviewer_id']}-{at}"
            by = [written(lot.choice(circle), lot) for _ in range(COAUTHORS)]
            paper = {"publication_id": key, "title": f"On {key}", "year": 2017 + at // 2, "coauthors": by}
            rows["publications"].append({"reviewer_id": reviewer["reviewer_id"], **paper})
        for at, kind in enumerate(("co_investigation", "mentorship", "kinship")):
            rows["declarations"].append(declared(f"{reviewer['reviewer_id']}-{at}", reviewer, kind, lot.choice(circle)))
    return rows


def declared(key: str, reviewer: dict[str, Any], kind: str, one: dict[str, Any]) -> dict[str, Any]:
    return {
        "declaration_id": key,
        "reviewer_id": reviewer["reviewer_id"],
        "kind": kind,
        "application_id": None,
        "person": one["name"],
        "orcid": one["orcid"],
        "organisation_id": one["organisation_id"],
        "organisation": None,
        "degree": 2 if kind == "kinship" else None,
        "by_marriage": False if kind == "kinship" else None,
        "since": date(2010, 4, 1),
        "until": date(2024, 3, 31),
        "pending": False,
    }


def measure(size: int) -> None:
    """Find the conflicts in this process; print rows, seconds, seconds after a change, and peak memory in MiB."""
    material = Material.of(tables(made_up(size)))
    begin = time.process_time()
    found = conflicts(material, RULES, DAY)
    seconds = time.process_time() - begin
    changed = Changed(reviewers=frozenset({"R00007"}), applications=frozenset({"A00003"}))
    begin = time.process_time()
    again = renewed(found, material, RULES, DAY, changed)
    renewal = time.process_time() - begin
    if not again.found.equals(found.found):
        sys.exit("after no change the result differs")
    unsure = found.found["to_confirm"].sum()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(found.found.height, unsure, seconds, renewal, peak)


def double_loop() -> tuple[float, int]:
    """Seconds of the plain double loop on a part, and how many findings it shares with the engine: all."""
    rows = made_up(PART)
    begin = time.process_time()
    naive = Call(rows, RULES, DAY).all()
    seconds = time.process_time() - begin
    found = conflicts(Material.of(tables(rows)), RULES, DAY).found
    if {tuple(row) for row in found.select("application_id", "reviewer_id", "rule").rows()} != set(naive):
        sys.exit("the double loop finds something else")
    return seconds, len(naive)


def main() -> None:
    sizes = SIZES[:1] if "--quick" in sys.argv else SIZES
    print("| reviewers × applications | findings | to confirm | CPU seconds | after a change | peak memory, MiB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--measure", str(size)], stdout=subprocess.PIPE, text=True, check=True
        )
        rows, unsure, seconds, renewal, peak = map(float, done.stdout.split())
        print(
            f"| {size:,} × {size:,} | {rows:,.0f} | {unsure:,.0f} | {seconds:.1f} | {renewal:.1f} | {peak:,.0f} |",
            flush=True,
        )
    seconds, rows_of_part = double_loop()
    whole = seconds * (sizes[-1] / PART) ** 2 / 3600
    print(
        f"\nThe double loop of the tests takes {seconds:.1f} CPU s for {PART} × {PART}, and finds the same "
        f"{rows_of_part}; {sizes[-1]:,} × {sizes[-1]:,} would take it {whole:,.0f} hours. "
        "One change: a reviewer and an application."
    )


if __name__ == "__main__":
    if "--measure" in sys.argv:
        measure(int(sys.argv[-1]))
    else:
        main()
