"""Each rule at, within and beyond its limit; what is to be confirmed, and what is cleared."""

from datetime import date

import polars as pl
import pytest

from renkei.conflict_rules import ConflictRules, Kinship, Nationality, Rules, SameOrganisation, Within
from renkei.engines.conflicts import Material, broken, conflicts
from renkei.tables import BROKEN, CONFLICTS, TABLES, UNASKED
from tests.engines.conflicts.making import DAY, ORCIDS, tables

PERSON = {"application_id": "A", "person_id": "p", "name": "Jane Smith", "orcid": ORCIDS[0]}
REVIEWER = {"reviewer_id": "R", "name": "Bo Li"}
ASKS = {"application_id": "A", "partner_id": "P"}


def of(rules: Rules | ConflictRules, **rows: dict[str, object]):
    """The conflicts of one reviewer and one application by the call's own rules."""
    given = {"applications": {"application_id": "A"}, "reviewers": REVIEWER, "investigators": PERSON} | rows
    made = {
        name: [
            {key: value for key, value in row.items() if value is not None}
            for row in (value if isinstance(value, list) else [value])
        ]
        for name, value in given.items()
    }
    whole = rules if isinstance(rules, ConflictRules) else ConflictRules(rules)
    return conflicts(Material.of(tables(filled(made))), whole, DAY)


def filled(rows):
    """Rows with every column of their table."""
    return {name: [dict.fromkeys(TABLES[name].names) | row for row in given] for name, given in rows.items()}


def found(rules, **rows):
    """Rule and whether it is to be confirmed, of each finding."""
    return of(rules, **rows).found.select("rule", "to_confirm").rows()


def declares(kind: str, **more: object) -> dict[str, object]:
    return {"declaration_id": "D", "reviewer_id": "R", "kind": kind, "orcid": ORCIDS[0], **more}


def published(year: int | None, *coauthors: str) -> dict[str, object]:
    return {"publication_id": "W", "reviewer_id": "R", "title": "On X", "year": year, "coauthors": list(coauthors)}


SURE, LIKELY = False, True


@pytest.mark.parametrize(
    ("year", "years", "expected"),
    [(2021, 5, [SURE]), (2020, 5, []), (2020, None, [SURE]), (None, 5, [LIKELY]), (2027, 0, [SURE])],
)
def test_a_publication_counts_while_a_day_of_its_year_is_within_the_years(year, years, expected):
    """Five years before 29 November 2026 is 29 November 2021: the paper may have appeared in December."""
    said = found(Rules(co_publication=Within(years)), publications=published(year, ORCIDS[0]))
    assert said == [("call:co_publication", one) for one in expected]


@pytest.mark.parametrize(
    ("coauthor", "expected"),
    [
        (ORCIDS[0], [SURE]),
        (f"J. Smith (https://orcid.org/{ORCIDS[0]})", [SURE]),
        ("Jane Smith", [LIKELY]),
        ("Smith, J.", [LIKELY]),
        ("SMITH Jane", [LIKELY]),
        ("John Smith", []),
        (f"Jane Smith {ORCIDS[1]}", []),
    ],
)
def test_an_orcid_makes_it_sure_and_a_name_to_be_confirmed(coauthor, expected):
    said = found(Rules(co_publication=Within(5)), publications=published(2024, coauthor))
    assert said == [("call:co_publication", one) for one in expected]


def test_a_paper_of_too_many_authors_does_not_count():
    rule = Rules(co_publication=Within(5, authors_at_most=3))
    assert found(rule, publications=published(2024, ORCIDS[0], "A B"))
    assert not found(rule, publications=published(2024, ORCIDS[0], "A B", "C D"))


def test_the_evidence_is_the_latest_with_the_number_of_others_and_the_dates_of_all():
    papers = [
        {**published(year, ORCIDS[0]), "publication_id": str(year), "title": f"On {year}"} for year in (2022, 2024)
    ]
    (row,) = of(Rules(co_publication=Within(5)), publications=papers).found.to_dicts()
    assert row["evidence"] == f"On 2024 (2024), with {ORCIDS[0]}: Jane Smith here; and 1 more"
    assert (row["since"], row["until"]) == (date(2022, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("until", "expected"), [(date(2023, 11, 29), 1), (date(2023, 11, 28), 0), (None, 1), (date(2030, 1, 1), 1)]
)
def test_a_declared_tie_counts_when_it_ended_within_the_years_or_goes_on(until, expected):
    rule = Rules(co_investigation=Within(3))
    assert len(found(rule, declarations=declares("co_investigation", until=until))) == expected


def test_what_is_pending_counts_where_the_rule_says_so():
    row = declares("co_investigation", pending=True)
    assert not found(Rules(co_investigation=Within(3)), declarations=row)
    assert found(Rules(co_investigation=Within(3, pending=True)), declarations=row)


def test_whoever_applies_beside_an_investigator_in_another_application_is_pending_with_them():
    rule = Rules(co_investigation=Within(3, pending=True))
    reviewer = {**REVIEWER, "orcid": ORCIDS[1]}
    mine = {"application_id": "B", "person_id": "me", "name": "Bo Li", "orcid": ORCIDS[1]}
    beside = {**PERSON, "application_id": "B"}
    both = [{"application_id": "A"}, {"application_id": "B"}]
    made = of(rule, applications=both, reviewers=reviewer, investigators=[PERSON, mine, beside])
    assert made.found.select("application_id", "rule", "evidence").rows() == [
        ("A", "call:co_investigation", "applies in B, with Jane Smith"),
        ("B", "call:own_application", "named in it as Bo Li"),
    ]


def spans(*years: tuple[int, int]) -> list[dict[str, object]]:
    """Mentorships from April to March."""
    return [
        declares("mentorship", declaration_id=f"D{at}", since=date(first, 4, 1), until=date(last, 3, 31))
        for at, (first, last) in enumerate(years)
    ]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([(2005, 2012), (2013, 2016)], [SURE]),  # seven and three
        ([(2005, 2012), (2013, 2015)], []),
        ([(2005, 2012), (2010, 2014)], []),  # the overlap counts once
    ],
)
def test_mentorship_is_summed_over_its_times(years, expected):
    said = found(Rules(mentorship=Within(cumulative=10)), declarations=spans(*years))
    assert said == [("call:mentorship", one) for one in expected]


def test_a_mentorship_whose_beginning_is_not_told_is_to_be_confirmed():
    row = declares("mentorship", until=date(2020, 1, 1))
    assert found(Rules(mentorship=Within(cumulative=10)), declarations=row) == [("call:mentorship", LIKELY)]


@pytest.mark.parametrize(
    ("degree", "by_marriage", "expected"),
    [
        (4, False, [SURE]),
        (5, False, []),
        (3, True, [SURE]),
        (4, True, []),
        (4, None, [LIKELY]),  # by blood it counts, by marriage not
        (3, None, [SURE]),
        (None, False, [LIKELY]),
        (0, True, [SURE]),
    ],
)
def test_kinship_counts_up_to_the_degree_of_its_kind(degree, by_marriage, expected):
    row = declares("kinship", degree=degree, by_marriage=by_marriage)
    said = found(Rules(kinship=Kinship(4, 3)), declarations=row)
    assert said == [("call:kinship", one) for one in expected]
    assert found(Rules(kinship=Kinship()), declarations=row) == [("call:kinship", SURE)]


PARTNERED = {"requests": {**ASKS, "organisation_id": "O2", "size": "university"}}
CONTROLS = [
    {"controller_id": "TOP", "organisation_id": "O1"},
    {"controller_id": "TOP", "organisation_id": "O2"},
    {"controller_id": "O2", "organisation_id": "LAB"},
]


@pytest.mark.parametrize(
    ("own", "reach", "counts"),
    [
        ("O2", "own", True),
        ("TOP", "own", False),
        ("TOP", "line", True),
        ("LAB", "line", True),
        ("O1", "line", False),  # a sister
        ("O1", "group", True),
        ("O9", "group", False),
    ],
)
@pytest.mark.parametrize("rule", ["organisation", "consortium"])
def test_an_organisation_reaches_as_far_as_the_rule_says(rule, own, reach, counts):
    rules = Rules(**{rule: SameOrganisation(reach)})
    person = {**PERSON, "partner_id": "P"}
    reviewer = {**REVIEWER, "organisation_id": own}
    said = found(rules, reviewers=reviewer, investigators=person, controls=CONTROLS, **PARTNERED)
    assert said == ([(f"call:{rule}", SURE)] if counts else [])


def test_a_partner_without_investigators_counts_for_the_consortium_alone_unless_nobody_is_named():
    rules = Rules(organisation=SameOrganisation("own"), consortium=SameOrganisation("own"))
    reviewer = {**REVIEWER, "organisation_id": "O2"}
    elsewhere = {**PERSON, "organisation_id": "O1"}
    assert found(rules, reviewers=reviewer, investigators=elsewhere, **PARTNERED) == [("call:consortium", SURE)]
    nobody = found(rules, reviewers=reviewer, investigators=[], **PARTNERED)
    assert nobody == [("call:consortium", SURE), ("call:organisation", SURE)]


def test_organisations_of_one_name_are_to_be_confirmed_unless_identifiers_tell_them_apart():
    rules, place = Rules(organisation=SameOrganisation("own")), {"organisation": "University of Kita"}
    reviewer = {**REVIEWER, "organisation": "UNIVERSITY of  Kita"}
    assert found(rules, reviewers=reviewer, investigators={**PERSON, **place}) == [("call:organisation", LIKELY)]
    told_apart = {"reviewers": {**reviewer, "organisation_id": "O1"}, "investigators": {**PERSON, **place}}
    told_apart["investigators"]["organisation_id"] = "O2"
    assert not found(rules, **told_apart)


def test_only_organisations_of_the_kinds_named_count_and_one_of_no_known_kind_may():
    rules = Rules(organisation=SameOrganisation("own", ("large", "sme")))
    reviewer = {**REVIEWER, "organisation_id": "O2"}
    person = {**PERSON, "partner_id": "P"}
    for size, expected in (("sme", [SURE]), ("university", []), (None, [LIKELY])):
        requests = {**ASKS, "organisation_id": "O2", "size": size}
        said = found(rules, reviewers=reviewer, investigators=person, requests=requests)
        assert said == [("call:organisation", one) for one in expected]


def test_a_department_is_that_of_one_organisation():
    rules, place = Rules(department=True), {"organisation_id": "O1", "department": "Physics"}
    person = {**PERSON, **place, "department": "PHYSICS"}
    assert found(rules, reviewers={**REVIEWER, **place}, investigators=person) == [("call:department", SURE)]
    assert not found(rules, reviewers={**REVIEWER, **place, "organisation_id": "O2"}, investigators=person)


def test_a_reviewer_never_reads_an_application_that_names_them_whatever_is_written():
    assert found(Rules(), reviewers={**REVIEWER, "orcid": ORCIDS[0]}) == [("call:own_application", SURE)]
    assert found(Rules(), reviewers={**REVIEWER, "name": "Jane Smith"}) == [("call:own_application", LIKELY)]


TWO = {
    "applications": [{"application_id": "A"}, {"application_id": "B"}],
    "requests": [{**ASKS, "funder_id": "F"}, {**ASKS, "application_id": "B", "funder_id": "G"}],
}


@pytest.mark.parametrize(("cycle", "expected"), [("call", ["A", "B"]), ("funder", ["A"])])
def test_whoever_applies_does_not_read_in_the_same_cycle(cycle, expected):
    made = of(Rules(applying=cycle), reviewers={**REVIEWER, "orcid": ORCIDS[0]}, **TWO)
    assert made.found.filter(pl.col("rule") == "call:applying")["application_id"].to_list() == expected


def test_a_name_alone_at_another_organisation_bars_from_one_application_not_from_the_cycle():
    person = {**PERSON, "orcid": None, "organisation_id": "O1"}
    reviewer = {**REVIEWER, "name": "Jane Smith", "organisation_id": "O2"}
    made = of(Rules(applying="call"), reviewers=reviewer, investigators=person, **TWO)
    assert made.found.select("application_id", "rule").rows() == [("A", "call:own_application")]


def test_a_withdrawn_application_is_nobodys_conflict():
    gone = {"applications": [{"application_id": "A", "status": "withdrawn"}, {"application_id": "B"}]}
    made = of(Rules(applying="call"), reviewers={**REVIEWER, "orcid": ORCIDS[0]}, **gone)
    assert made.found.is_empty()


@pytest.mark.parametrize(
    ("rule", "counts"),
    [
        (Nationality(never=("FR",)), True),
        (Nationality(only=("FR", "JP")), False),
        (Nationality(only=("JP",)), True),
        (Nationality(apart_from="investigators"), True),
        (Nationality(apart_from="lead"), False),
    ],
)
def test_nationality_is_barred_or_shared(rule, counts):
    people = {**PERSON, "nationality": "FR", "role": "investigator"}
    said = found(Rules(nationality=rule), reviewers={**REVIEWER, "nationality": "FR"}, investigators=people)
    assert said == ([("call:nationality", SURE)] if counts else [])


@pytest.mark.parametrize("kind", ["competitor", "interest"])
def test_a_competitor_and_another_interest_count_as_declared_until_they_end(kind):
    rules = Rules(**{kind: True})
    about = {"organisation_id": "O2", "orcid": None}
    assert found(rules, declarations=declares(kind, **about), **PARTNERED) == [(f"call:{kind}", SURE)]
    over = declares(kind, until=date(2026, 11, 28), **about)
    assert not found(rules, declarations=over, **PARTNERED)


@pytest.mark.parametrize(
    ("applies", "expected"),
    [("asked", ["F:kinship", "call:kinship"]), ("all", ["F:kinship", "G:kinship", "call:kinship"])],
)
def test_the_rules_of_the_call_and_of_every_funder_asked_apply_together(applies, expected):
    kin = Rules(kinship=Kinship())
    rules = ConflictRules(kin, {"G": kin, "F": kin}, applies=applies)
    made = of(rules, declarations=declares("kinship"), **TWO)
    assert made.found["rule"].to_list() == expected


def test_an_application_that_names_no_payer_is_under_everybodys_rules():
    kin = Rules(kinship=Kinship())
    assert found(ConflictRules(Rules(), {"F": kin}), declarations=declares("kinship")) == [("F:kinship", SURE)]


def test_who_pays_into_a_pot_is_asked_with_it():
    kin = Rules(kinship=Kinship())
    pot = {"requests": {**ASKS, "pot_id": "POT"}, "contributions": {"pot_id": "POT", "funder_id": "F"}}
    rules = ConflictRules(Rules(), {"F": kin, "POT": kin, "G": kin})
    said = found(rules, declarations=declares("kinship"), **pot)
    assert said == [("F:kinship", SURE), ("POT:kinship", SURE)]


def test_clearing_takes_back_what_was_to_be_confirmed_and_nothing_that_is_sure():
    cleared = {**declares("cleared", application_id="A"), "orcid": None, "declaration_id": "C"}
    likely = of(Rules(), reviewers={**REVIEWER, "name": "Jane Smith"}, declarations=cleared)
    assert (likely.found.height, likely.cleared["rule"].to_list()) == (0, ["call:own_application"])
    sure = of(Rules(), reviewers={**REVIEWER, "orcid": ORCIDS[0]}, declarations=cleared)
    assert (sure.found.height, sure.cleared.height) == (1, 0)


def test_what_could_not_be_asked_is_listed_once():
    rules = Rules(
        organisation=SameOrganisation("own"), nationality=Nationality(never=("FR",)), co_publication=Within(5)
    )
    rows = of(rules, investigators=[]).unasked
    assert dict(rows.schema) == UNASKED.schema
    assert rows.select("rule", "reviewer_id", "application_id", "missing").rows() == [
        ("call:co_publication", None, "A", "investigators"),
        ("call:co_publication", "R", None, "publications"),
        ("call:nationality", "R", None, "nationality"),
        ("call:organisation", None, "A", "requests"),
        ("call:organisation", "R", None, "organisation"),
        ("call:own_application", None, "A", "investigators"),
    ]


def test_an_assignment_that_a_finding_breaks_is_named_with_it():
    made = of(Rules(), reviewers={**REVIEWER, "orcid": ORCIDS[0]})
    assert dict(made.found.schema) == CONFLICTS.schema
    assigned = pl.DataFrame({"application_id": ["A", "B"], "reviewer_id": ["R", "R"], "pinned": [True, None]})
    rows = broken(made.found, assigned)
    assert dict(rows.schema) == BROKEN.schema
    assert rows.select("application_id", "reviewer_id", "pinned", "rule").rows() == [
        ("A", "R", True, "call:own_application")
    ]
