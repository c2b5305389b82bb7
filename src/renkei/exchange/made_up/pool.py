"""A made-up pool of reviewers: who they are, what they know, how much they read, what some say of the call."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from renkei.exchange.made_up.budgets import funder_id
from renkei.exchange.made_up.draw import Draw
from renkei.exchange.made_up.people import name, orcid
from renkei.exchange.made_up.places import LANGUAGES, PLACES, Place
from renkei.exchange.made_up.words import KINDS, LABEL, ROOTS
from renkei.exchange.made_up.works import Subject, Work, subject, written
from renkei.review import Review
from renkei.settings import ScoreSettings
from renkei.tables import TABLES
from renkei.tables.review import BIDS

MOST_REVIEWERS = 5000
READERS = 3  # who read an application: loads leave room for so many
REVIEW = Review(per_application=READERS, distinct_organisations=True, countries=2)  # what the call says of its panels
SCORE = ScoreSettings(total="sum")  # and of what becomes of their scores
_STREAM = 1_000_000_007  # another stream than the call's, so that the call stays the same beside a pool
_DEPARTMENTS = ("Ceramics", "Chemistry", "Energy", "Mechanics", "Metals", "Physics", "Polymers", "Surfaces")
_KINDS = tuple(often if size in ("university", "institute") else often and 1 for _, size, often in KINDS)

Rows = list[dict[str, object]]


@dataclass(frozen=True)
class Reviewer:
    """One of the pool: where from, and which qualities, things and purposes of materials it knows."""

    number: int
    place: Place
    knows: Subject
    works: tuple[Work, ...]


def made_up_pool(call: dict[str, pl.DataFrame], reviewers: int, seed: int = 1) -> dict[str, pl.DataFrame]:
    """The tables reviewers, publications and (bids alone) affinity for a made-up call; the same seed, the same pool.

    Reviewers know what the call's titles speak of, work at organisations of which some apply, and have written with
    each other and with `lead_name`s. A few have no publications, and a few of these no keywords. ValueError for a
    pool that cannot be.
    """
    if not READERS <= reviewers <= MOST_REVIEWERS:
        raise ValueError(f"reviewers must be from {READERS} to {MOST_REVIEWERS}")
    applications = call["applications"]["application_id"].to_list()
    draw = Draw(seed + _STREAM)
    pool = [_reviewer(draw, number, reviewers, len(applications)) for number in range(reviewers)]
    funders = set(call["funders"]["funder_id"])
    rows = {
        "reviewers": [_row(draw, one, funders, READERS * len(applications), reviewers) for one in pool],
        "publications": _publications(pool),
        "affinity": _bids(draw, pool, applications),
    }
    return {table: pl.DataFrame(rows[table], schema=TABLES[table].schema) for table in rows if rows[table]}


def lead_name(application: int, reviewers: int) -> str:
    """Who leads the call's application of that number, from 0, beside a pool of so many reviewers."""
    return name(reviewers + application)


def _reviewer(draw: Draw, number: int, reviewers: int, applications: int) -> Reviewer:
    place = draw.of(PLACES)
    knows = subject(draw)
    many = 0 if draw.one_in(20) else draw.between(3, 12)
    known = draw.below(reviewers), draw.below(reviewers), reviewers + draw.below(applications)
    others = [name(one) for one in sorted(set(known) - {number})]
    return Reviewer(number, place, knows, tuple(written(draw, knows, others) for _ in range(many)))


def _row(draw: Draw, one: Reviewer, funders: set[str], reads: int, reviewers: int) -> dict[str, object]:
    kind, root = KINDS[draw.weighted(_KINDS)][0], draw.below(len(ROOTS))
    least = -(-reads // reviewers)
    most = min(reads // READERS, least + draw.between(1, max(2, least)))
    nationality = draw.of(PLACES) if draw.one_in(6) else one.place
    department = draw.of(_DEPARTMENTS)
    keywords = one.knows.keywords if one.works or not draw.one_in(3) else None
    idle = draw.one_in(4) or keywords is None  # whose knowledge nobody knows need not read
    return {
        "reviewer_id": _id(one.number),
        "name": name(one.number),
        "organisation_id": f"MU-{one.place.code}-{kind[:3].upper()}{root + 1:02d}",
        "organisation": f"{LABEL} {ROOTS[root]} {kind} ({one.place.code})",
        "department": f"Department of {department}",
        "country": one.place.code,
        "nationality": nationality.code,
        "languages": list(dict.fromkeys(("en", *LANGUAGES[one.place.code]))),
        "keywords": keywords,
        "load_min": 0 if idle else least // 2,
        "load_max": most,
        "pool": funder_id(one.place) if funder_id(one.place) in funders else None,
        "orcid": None if draw.one_in(4) else orcid(one.number),
    }


def _publications(pool: Sequence[Reviewer]) -> Rows:
    works = [(one, work) for one in pool for work in one.works]
    width = len(str(len(works)))
    return [
        {
            "publication_id": f"W{number:0{width}d}",
            "reviewer_id": _id(one.number),
            "title": work.title,
            "abstract": work.abstract,
            "year": work.year,
            "coauthors": list(work.coauthors) or None,
        }
        for number, (one, work) in enumerate(works, 1)
    ]


def _bids(draw: Draw, pool: Sequence[Reviewer], applications: Sequence[str]) -> Rows:
    """Two in three say nothing; the others bid on a few applications, and refuse one now and then."""
    rows: Rows = []
    for one in pool:
        if not draw.one_in(3):
            continue
        said = sorted({draw.below(len(applications)) for _ in range(draw.between(1, 6))})
        rows += [
            {
                "application_id": applications[n],
                "reviewer_id": _id(one.number),
                "bid": BIDS[draw.weighted((3, 3, 2, 1))],
            }
            for n in said
        ]
    return rows


def _id(number: int) -> str:
    return f"R{number + 1:04d}"
