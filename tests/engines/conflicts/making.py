"""Small calls with many collisions: few names, organisations and dates, so that every rule has something to find."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st

from renkei.conflict_rules import (
    APARTS,
    APPLIES,
    CYCLES,
    REACHES,
    ConflictRules,
    Kinship,
    Nationality,
    Rules,
    SameOrganisation,
    Within,
)
from renkei.tables import DECLARED, TABLES

Rows = list[dict[str, Any]]
DAY = date(2026, 11, 29)
ORCIDS = ("0000-0002-1825-0097", "0000-0001-5109-3700")
PEOPLE = ("Hiroshi Tanaka", "Tanaka, H.", "Jane Smith", "SMITH Jane", "田中 浩")
ORGANISATIONS = ("O1", "O2", "O3", "O4")
NAMES = ("Org One", "ORG-one", "Org Two")
FUNDERS = ("F", "G")
DAYS = tuple(date(year, month, 15) for year in (2015, 2021, 2025, 2026, 2027) for month in (2, 11))


def maybe(values: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(values))


def tables(rows: Mapping[str, Rows]) -> dict[str, pl.DataFrame]:
    """Frames of the contracts from rows that state what they state."""
    return {name: pl.DataFrame(given, schema=TABLES[name].schema, orient="row") for name, given in rows.items()}


def placed() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "organisation_id": maybe(ORGANISATIONS),
        "organisation": maybe(NAMES),
        "orcid": maybe(ORCIDS),
    }


@st.composite
def calls(draw: st.DrawFn) -> dict[str, Rows]:
    """A call's rows by table."""
    applications = [f"A{at}" for at in range(draw(st.integers(1, 4)))]
    reviewers = [f"R{at}" for at in range(draw(st.integers(1, 3)))]

    def some(most: int, **columns: st.SearchStrategy[Any]) -> Rows:
        return draw(st.lists(st.fixed_dictionaries(columns), min_size=most // 2, max_size=most))

    def one_each(ids: list[str], key: str, **columns: st.SearchStrategy[Any]) -> Rows:
        return [{key: one, **draw(st.fixed_dictionaries(columns))} for one in ids]

    of_application, of_reviewer = st.sampled_from(applications), st.sampled_from(reviewers)
    requests = some(
        5,
        application_id=of_application,
        organisation_id=maybe(ORGANISATIONS),
        organisation=maybe(NAMES),
        size=maybe(("sme", "large")),
        funder_id=maybe((*FUNDERS, "POT")),
    )
    people = some(
        7,
        application_id=of_application,
        name=st.sampled_from(PEOPLE),
        role=maybe(("lead", "investigator")),
        partner_id=maybe(tuple(f"P{at}" for at in range(5))),
        department=maybe(("Physics", "physics ")),
        nationality=maybe(("JP", "FR")),
        **placed(),
    )
    declarations = some(
        12,
        reviewer_id=of_reviewer,
        kind=st.sampled_from(DECLARED),
        application_id=st.one_of(st.none(), st.none(), of_application),
        person=maybe(PEOPLE),
        degree=maybe((0, 2, 4)),
        by_marriage=maybe((True, False)),
        since=maybe(DAYS),
        until=maybe(DAYS),
        pending=maybe((True, False)),
        **placed(),
    )
    publications = some(
        6,
        reviewer_id=of_reviewer,
        title=maybe(("On X", "On Y")),
        year=maybe((2015, 2021, 2023)),
        coauthors=st.one_of(st.none(), st.lists(st.sampled_from((*PEOPLE, *ORCIDS)), max_size=3, unique=True)),
    )
    return {
        "applications": one_each(applications, "application_id", status=maybe(("eligible", "withdrawn"))),
        "requests": [
            {
                **row,
                "partner_id": f"P{at}",
                "pot_id": "POT" if row["funder_id"] == "POT" else None,
                "funder_id": None if row["funder_id"] == "POT" else row["funder_id"],
            }
            for at, row in enumerate(requests)
        ],
        "contributions": [{"pot_id": "POT", "funder_id": "G"}],
        "reviewers": one_each(
            reviewers,
            "reviewer_id",
            name=st.sampled_from(PEOPLE),
            department=maybe(("Physics", "Law")),
            nationality=maybe(("JP", "FR")),
            **placed(),
        ),
        "investigators": [{**row, "person_id": f"p{at}"} for at, row in enumerate(people)],
        "declarations": [{**row, "declaration_id": f"D{at}"} for at, row in enumerate(declarations)],
        "publications": [{**row, "publication_id": f"W{at}"} for at, row in enumerate(publications)],
        "controls": some(
            3, controller_id=st.sampled_from(ORGANISATIONS), organisation_id=st.sampled_from(ORGANISATIONS)
        ),
    }


YEARS = maybe((0, 1, 5, 11))
PLACES = st.one_of(st.none(), st.builds(SameOrganisation, st.sampled_from(REACHES), st.sampled_from(((), ("sme",)))))
NATIONALITIES = st.builds(
    Nationality, st.sampled_from(((), ("JP",))), st.sampled_from(((), ("FR",))), maybe(APARTS)
).filter(lambda rule: rule != Nationality())
own_rules = st.builds(
    Rules,
    organisation=PLACES,
    department=st.booleans(),
    consortium=PLACES,
    co_publication=st.one_of(st.none(), st.builds(Within, years=YEARS, authors_at_most=maybe((2, 3)))),
    co_investigation=st.one_of(st.none(), st.builds(Within, years=YEARS, pending=st.booleans())),
    mentorship=st.one_of(st.none(), st.builds(Within, years=YEARS, cumulative=maybe((1, 5)))),
    employment=st.one_of(st.none(), st.builds(Within, years=YEARS, cumulative=maybe((1, 5)))),
    kinship=st.one_of(st.none(), st.builds(Kinship, maybe((1, 3)), maybe((1, 3)))),
    competitor=st.booleans(),
    interest=st.booleans(),
    applying=maybe(CYCLES),
    nationality=st.one_of(st.none(), NATIONALITIES),
)
rule_sets = st.builds(
    ConflictRules,
    own_rules,
    st.dictionaries(st.sampled_from((*FUNDERS, "POT")), own_rules, max_size=2),
    applies=st.sampled_from(APPLIES),
)
