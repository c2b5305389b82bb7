"""The same person in two projects, and roles exchanged."""

from typing import Any

from renkei.engines.overlap.finding import Finding
from renkei.engines.overlap.people import met, role_swaps, same_people
from renkei.engines.overlap.persons import known
from renkei.engines.overlap.portfolio import Portfolio, Sides
from tests.engines.overlap.making import person, project, tables

YEAR = {"start": "2026-04-01", "end": "2027-03-31"}
LATER = {"start": "2027-04-01", "end": "2028-03-31"}


def found_in(people: list[Any], days: Any = YEAR, most: int = 300) -> tuple[list[Finding], list[Finding]]:
    names = sorted({row["project_id"] for row in people})
    sides = Sides(Portfolio.of(tables([project(one, **(days if one == "B" else YEAR)) for one in names], people)))
    pairs = met(sides, known(sides.people, most))
    return list(same_people(pairs)), list(role_swaps(pairs))


def test_one_identifier_is_one_person_and_the_evidence_has_roles_and_days() -> None:
    people = [person("A", "77", "Hanako Tanaka", role="lead"), person("B", "77", role="member", end="2026-12-31")]
    ((one,), _) = found_in(people)
    assert one.evidence == (
        "Hanako Tanaka (77): lead of A, 2026-04-01 to 2027-03-31; member of B, 2026-04-01 to 2026-12-31",
    )


def test_a_name_alone_is_never_enough() -> None:
    people = [person("A", "1", "Hanako Tanaka"), person("B", "2", "Hanako Tanaka")]
    assert found_in(people)[0] == []
    elsewhere = [person("A", "1", "Hanako Tanaka", "Tohoku University"), person("B", "2", "Hanako Tanaka", "Keio")]
    assert found_in(elsewhere)[0] == []


def test_name_and_organisation_together_are_likely_one_person_and_say_less_than_an_identifier() -> None:
    people = [
        person("A", "1", "Hanako Tanaka", "Tohoku University"),
        person("B", "2", "Tanaka, H.", "TOHOKU UNIVERSITY"),
    ]
    ((likely,), _) = found_in(people)
    assert likely.evidence[0].startswith(
        "Hanako Tanaka (1) and Tanaka, H. (2) are likely one person (Tohoku University): a person of A"
    )
    ((sure,), _) = found_in([person("A", "1"), person("B", "1")])
    assert sure.strength > likely.strength > 0


def test_two_orcids_hold_two_of_one_name_apart() -> None:
    names = ("Hanako Tanaka", "Tohoku University")
    people = [person("A", "0000-0002-1825-0097", *names), person("B", "0000-0001-5109-3700", *names)]
    assert found_in(people)[0] == []


def test_two_who_stand_in_one_project_are_two_whatever_their_names() -> None:
    names = ("W. Wang", "Tsinghua University")
    people = [person("A", "1", *names), person("A", "2", *names), person("B", "2", *names)]
    ((one,), _) = found_in(people)
    assert one.evidence[0].startswith("W. Wang (2): ")


def test_names_that_differ_under_one_identifier_are_said_and_weaken_it() -> None:
    ((one,), _) = found_in([person("A", "1", "Hanako Tanaka"), person("B", "1", "Jean Dupont")])
    assert "the same identifier, but the names differ (Hanako Tanaka, Jean Dupont)" in one.evidence[0]
    assert one.strength < found_in([person("A", "1", "Hanako Tanaka"), person("B", "1", "H. Tanaka")])[0][0].strength


def test_leading_both_says_more_and_projects_that_never_meet_say_less() -> None:
    lead = [person(one, "1", role="lead") for one in "AB"]
    member = [person(one, "1", role="member") for one in "AB"]
    assert found_in(lead)[0][0].strength > found_in(member)[0][0].strength
    assert found_in(lead, LATER)[0][0].strength == found_in(lead)[0][0].strength / 2


def test_two_who_lead_each_others_projects_have_exchanged_roles() -> None:
    people = [
        person("A", "1", "Hanako Tanaka", role="lead"),
        person("A", "2", "Jean Dupont", role="co_investigator"),
        person("B", "1", "Hanako Tanaka", role="co_investigator"),
        person("B", "2", "Jean Dupont", role="lead"),
    ]
    _, (one,) = found_in(people)
    assert (one.left_id, one.right_id, one.test, len(one.evidence)) == ("A", "B", "role_swap", 2)
    assert one.evidence[1].startswith("Jean Dupont (2): co-investigator of A")


def test_one_way_alone_and_a_member_in_return_are_no_exchange() -> None:
    one_way = [person("A", "1", role="lead"), person("B", "1", role="co_investigator"), person("B", "2", role="lead")]
    assert found_in(one_way)[1] == []
    assert found_in([*one_way, person("A", "2", role="member")])[1] == []


def test_who_stands_in_more_projects_than_anybody_works_on_is_nobody() -> None:
    people = [person(f"P{at}", "TBD", role="lead") for at in range(9)]
    assert found_in(people, most=8)[0] == []
    assert len(found_in(people, most=9)[0]) == 36
