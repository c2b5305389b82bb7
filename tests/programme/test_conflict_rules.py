"""`conflicts.yaml`: read, written back, and all that does not hold said at once, with what is wrong beside it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from renkei.conflict_rules import ConflictRules, Kinship, Nationality, Rules, SameOrganisation, Within
from renkei.defects import DefectsFound
from renkei.programme import Folder, read_folder, write_folder
from renkei.programme.conflicts_file import conflict_rules_of
from renkei.programme.entries import Reading, entries_of_yaml
from renkei.programme.write import conflicts_yaml
from renkei.settings import Settings
from tests.engines.conflicts.making import rule_sets

FULL = """\
on: 2026-11-29
applies: all
call:
  title: the call's own
  organisation: line
  kinship: any
funders:
  JST:
    source: https://example.org
    department: yes
    organisation: {reach: own, sizes: [large, sme]}
    consortium: group
    co_publication: {years: 5, authors_at_most: 20}
    co_investigation: {years: 3, pending: yes}
    mentorship: {cumulative: 10}
    employment: {years: ever}
    kinship: {degree: 4, by_marriage: 3}
    competitor: yes
    interest: no
    applying: funder
    nationality: {only: [JP, CA], never: [FR], apart_from: lead}
"""
EXPECTED = ConflictRules(
    Rules(title="the call's own", organisation=SameOrganisation("line"), kinship=Kinship()),
    {
        "JST": Rules(
            source="https://example.org",
            department=True,
            organisation=SameOrganisation("own", ("large", "sme")),
            consortium=SameOrganisation("group"),
            co_publication=Within(5, authors_at_most=20),
            co_investigation=Within(3, pending=True),
            mentorship=Within(cumulative=10),
            employment=Within(),
            kinship=Kinship(4, 3),
            competitor=True,
            applying="funder",
            nationality=Nationality(("JP", "CA"), ("FR",), "lead"),
        )
    },
    date(2026, 11, 29),
    "all",
)


def test_rules_are_read_as_an_officer_writes_them(call):
    call.write("conflicts.yaml", FULL)
    assert call.read().conflict_rules == EXPECTED
    assert call.read("conflicts").conflict_rules == EXPECTED
    assert call.read("select").conflict_rules is None


def test_a_folder_is_written_with_them(tmp_path: Path):
    write_folder(Folder(Settings("a call"), {}, conflict_rules=EXPECTED), tmp_path / "home")
    (tmp_path / "home" / "reviewers.csv").write_text("reviewer_id,name\nR,Bo\n", encoding="utf-8")
    assert read_folder(tmp_path / "home", "conflicts").conflict_rules == EXPECTED


@settings(max_examples=60, deadline=None)
@given(rule_sets)
def test_any_rules_are_written_as_they_are_read(rules):
    reading = Reading("conflicts.yaml")
    tree = entries_of_yaml(conflicts_yaml(rules), reading)
    assert conflict_rules_of(tree, reading) == rules
    assert reading.defects == []


HEAD = "funders:\n  JST:\n"
KEY = "funders.JST."
SPOILT = [
    ("", "", "conflict rules state rules", "write call: and funders:"),
    ("- a\n", "", "settings are keys and values", "write lines"),
    ("calls: {}\nfunders: {}\n", "calls", "the key is known", "write call"),
    ("on: 29.11.2026\ncall: {title: x}\n", "on", "a date is year-month-day", "write"),
    ("applies: some\ncall: {title: x}\n", "applies", "the cell holds one of: asked, all", "write"),
    ("funders:\n  JSTT: {department: yes}\n", "funders.JSTT", "are a funder's or a pot's", "write JST"),
    ("funders:\n  call: {department: yes}\n", "funders.call", "named otherwise than the call", "move its rules"),
    (HEAD + "    kinshp: any\n", KEY + "kinshp", "the key is known", "write kinship"),
    (HEAD + "    kinship:\n", KEY + "kinship", "a key that is there has a value", "write it"),
    (HEAD + "    kinship: 4\n", KEY + "kinship", "kinship is any, or has a degree", "{degree: 3}"),
    (HEAD + "    kinship: {by_marriage: 3}\n", KEY + "kinship", "the rule has a degree", "write degree:"),
    (HEAD + "    kinship: {degree: four}\n", KEY + "kinship.degree", "a whole number, or any", "digits only"),
    (HEAD + "    organisation: line,own\n", KEY + "organisation", "one of: own, line, group", "write"),
    (HEAD + "    organisation: {sizes: [sme]}\n", KEY + "organisation", "how far", "write reach: own"),
    (HEAD + "    organisation: {reach: own, sizes: [smes]}\n", KEY + "organisation.sizes", "one of", "write sme"),
    (HEAD + "    department: maybe\n", KEY + "department", "yes or no", "write"),
    (HEAD + "    co_publication: 5\n", KEY + "co_publication", "the key holds further keys", "write its keys"),
    (HEAD + "    co_publication: {authors_at_most: 9}\n", KEY + "co_publication", "how many years", "or ever"),
    (HEAD + "    co_publication: {years: five}\n", KEY + "co_publication.years", "or ever", "digits only"),
    (HEAD + "    co_publication: {year: 5}\n", KEY + "co_publication.year", "the key is known", "write years"),
    (HEAD + "    co_publication: {years: 5, pending: yes}\n", KEY + "co_publication.pending", "is known", "write one"),
    (HEAD + "    mentorship: {cumulative: 0}\n", KEY + "mentorship.cumulative", "whole and 1 or more", "digits"),
    (HEAD + "    applying: cycle\n", KEY + "applying", "one of: call, funder", "write one"),
    (HEAD + "    nationality: {only: [Japan]}\n", KEY + "nationality.only", "ISO 3166", "write JP"),
    (HEAD + "    nationality: {only: [JP], never: [JP]}\n", KEY + "nationality.never", "not both", "delete it"),
    (HEAD + "    nationality: {apart_from: leader}\n", KEY + "nationality.apart_from", "one of: lead", "write lead"),
]


@pytest.mark.parametrize(("text", "key", "rule", "remedy"), SPOILT)
def test_what_does_not_hold_is_said_with_what_to_write(call, text, key, rule, remedy):
    call.write("conflicts.yaml", text)
    found = [one for one in call.defects() if one.file == "conflicts.yaml" and one.column == key]
    assert any(rule in one.rule and remedy in one.remedy for one in found), call.defects()


def test_everything_is_said_at_once(call):
    call.write("conflicts.yaml", HEAD + "    kinship: 4\n    department: maybe\n    applying: cycle\n")
    assert [(one.row, one.column) for one in call.defects()] == [
        (3, "funders.JST.kinship"),
        (4, "funders.JST.department"),
        (5, "funders.JST.applying"),
    ]


def test_a_file_of_nearly_that_name_is_not_passed_over(call):
    call.write("Conflict.yml", FULL)
    assert [(one.file, one.remedy) for one in call.defects()] == [("Conflict.yml", "rename it to conflicts.yaml")]


REVIEWERS = "reviewer_id,name,orcid\nR1,Bo Li,\nR2,Jo Ek,0000-0002-1825-0097\n"
INVESTIGATORS = "application_id,person_id,name,partner_id\nA1,p1,Jane Smith,P1\n"
DECLARATIONS = "declaration_id,reviewer_id,kind,application_id,person,degree,since,until,ground\n"
BESIDE = [
    ("investigators", INVESTIGATORS.replace("P1", "P9"), "partner_id", "one in requests"),
    ("investigators", INVESTIGATORS + "A9,p1,Jane,\n", "application_id", "stands in applications"),
    ("reviewers", REVIEWERS.replace("0097", "0098"), "orcid", "check digit"),
    ("declarations", DECLARATIONS + "D1,R1,kinship,,,,,,\n", "declaration_id", "about somebody"),
    ("declarations", DECLARATIONS + "D1,R1,cousin,A1,,,,,\n", "kind", "one of"),
    ("declarations", DECLARATIONS + "D1,R9,interest,A1,,,,,\n", "reviewer_id", "stands in reviewers"),
    ("declarations", DECLARATIONS + "D1,R1,interest,A1,,,2024-01-01,2023-01-01,\n", "until", "after it begins"),
    ("declarations", DECLARATIONS + "D1,R1,interest,A1,,2,,,\n", "degree", "only kinship"),
    ("declarations", DECLARATIONS + "D1,R1,cleared,A1,,,,,\n", "ground", "clearing has a ground"),
    ("declarations", DECLARATIONS + "D1,R1,cleared,,Bo,,,,seen\n", "application_id", "an application is cleared"),
    ("publications", "publication_id,reviewer_id,year\nW,R1,24\n", "year", "four digits"),
    (
        "publications",
        "publication_id,reviewer_id,coauthors\nW,R1,A B;0000-0002-1825-0098\n",
        "coauthors",
        "check digit",
    ),
]


@pytest.mark.parametrize(("table", "text", "column", "rule"), BESIDE)
def test_tables_beside_the_rules_are_checked_too(call, table, text, column, rule):
    call.write("reviewers.csv", REVIEWERS)
    call.write(f"{table}.csv", text)
    found = [one for one in call.defects() if one.file == f"{table}.csv"]
    assert [one.column for one in found] == [column], found
    assert rule in found[0].rule


def test_the_command_reads_these_tables_alone(call):
    call.write("conflicts.yaml", FULL)
    call.write("reviewers.csv", REVIEWERS)
    call.write("rates.csv", "not,a,table\n")
    assert set(call.read("conflicts").tables) == {"applications", "requests", "funders", "reviewers"}
    call.write("reviewers.csv", REVIEWERS.replace("R2", "R1"))
    with pytest.raises(DefectsFound):
        call.read("conflicts")
