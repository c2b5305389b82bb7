"""Persons: an identifier decides, names with an organisation make it likely, a name alone never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.identity.names_agree import Names, names_agree
from renkei.identity.people import Person, Standing, compare, number_of, orcid_of, same_organisation

ORCID, OTHER = "0000-0002-1825-0097", "0000-0002-1694-233X"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("山田 太郎 (Yamada Taro)", "Tarō Yamada"),
        ("山田太郎", "山田 太郎"),
        ("髙橋 一", "高橋一 教授"),
        ("ヤマダタロウ", "Taro Yamada"),
        ("やまだ たろう", "YAMADA Taro"),
        ("Hiro Ohno", "おおの ひろ"),
        ("Kenji Satō", "Satoh Kenji"),
        ("Min-jun Kim", "Kim Minjun"),
        ("Müller, Hans", "Hans Mueller"),
        ("Müller, Hans", "Hans Muller"),
        ("John Smith", "Dr. John A. Smith, PhD"),
        ("Duc Le", "Le Duc"),
        ("LI Wei", "Wei Li"),
        ("Aa Mba", "Mba, Aa, MBA"),
        ("O'Brien, Pat", "Pat O’Brien"),
        ("Robert (Bob) Smith", "Robert Smith"),
        ("Иванов Иван", "Иван Иванов"),
        ("김민준", "김민준"),
    ],
)
def test_names_agree_in_full_however_they_are_written(left: str, right: str) -> None:
    assert names_agree(left, right) == names_agree(right, left) == Names.FULL


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Satoh, K.", "Kenji Satō"),
        ("Serre JP", "Jean-Pierre Serre"),
        ("J.-P. Serre", "Jean Pierre Serre"),
        ("Ludwig van Beethoven", "Beethoven, L. van"),
        ("García, Gabriel", "Gabriel García Márquez"),
        ("J. Edgar Hoover", "Edgar Hoover"),
    ],
)
def test_initials_and_half_a_double_surname_agree_in_part(left: str, right: str) -> None:
    assert names_agree(left, right) == names_agree(right, left) == Names.PART


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("Tanaka", "Taro Tanaka", Names.SURNAME),
        ("Suharto", "Suharto", Names.SURNAME),
        ("田中太郎", "Taro Tanaka", Names.UNREADABLE),
        ("ジョン・スミス", "John Smith", Names.UNREADABLE),
        ("", "John Smith", Names.UNREADABLE),
        ("John A. Smith", "John B. Smith", Names.DIFFER),
        ("Kazuo Ito", "Kazuko Ito", Names.DIFFER),
        ("Thomas MARTIN", "Martin THOMAS", Names.DIFFER),
        ("田中太郎 (Taro Tanaka)", "田中太朗 (Taro Tanaka)", Names.DIFFER),
    ],
)
def test_names_that_do_not_agree_say_how(left: str, right: str, found: Names) -> None:
    assert names_agree(left, right) == names_agree(right, left) == found


def test_equal_orcids_decide_whatever_the_names() -> None:
    married = compare(Person("Anna Smith", orcid=ORCID), Person("Anna Jones", orcid=f"https://orcid.org/{ORCID}"))
    assert married.standing == Standing.SAME
    assert "their names differ" in married.reasons


def test_equal_researcher_numbers_decide_in_any_width() -> None:
    assert compare(Person("田中", number="90123456"), Person("T", number="９０１２-3456")).standing == Standing.SAME


def test_different_identifiers_part_those_whose_names_and_organisation_agree() -> None:
    ours = Person("Wei Wang", "https://ror.org/03cve4549", orcid=ORCID)
    theirs = Person("Wei Wang", "https://ror.org/03cve4549", orcid=OTHER)
    assert compare(ours, theirs).standing == Standing.DIFFERENT


def test_identifiers_that_contradict_each_other_decide_nothing() -> None:
    found = compare(Person("A B", orcid=ORCID, number="1"), Person("A B", orcid=ORCID, number="2"))
    assert found.standing == Standing.UNKNOWN
    assert "the identifiers contradict each other" in found.reasons


def test_an_orcid_with_a_wrong_check_digit_is_none() -> None:
    assert orcid_of("0000-0002-1825-0098") == ""
    assert orcid_of("orcid.org/0000-0002-1694-233x") == OTHER
    assert number_of("Ａ-12 ") == "a12"


def test_names_and_one_organisation_make_it_likely() -> None:
    found = compare(
        Person("Satō, K.", organisation="University of Tokyo"), Person("Kenji Sato", "", "The Tokyo University")
    )
    assert found.standing == Standing.LIKELY
    assert found.reasons == ("their names agree as far as both are written", "one organisation")


def test_the_identifiers_of_organisations_count_before_their_names() -> None:
    assert same_organisation(Person("A", "r1", "X"), Person("B", "r2", "X")) is False
    assert same_organisation(Person("A", "r1", "X"), Person("B", "", "Y")) is None


NAMES = st.sampled_from(
    [
        "Taro Yamada",
        "Yamada T.",
        "山田 太郎",
        "やまだ たろう",
        "Wei Li",
        "Li Wei",
        "J. P. Serre",
        "Serre, Jean-Pierre",
        "Ana Le",
    ]
)
LETTERS = st.text("abcdefghijklmnoprstuwyzéüøō", min_size=2, max_size=8).map(str.capitalize)
WRITTEN = st.lists(LETTERS, min_size=2, max_size=4).map(" ".join)


@given(WRITTEN | NAMES, WRITTEN | NAMES)
def test_a_name_alone_never_merges(left: str, right: str) -> None:
    found = compare(Person(left), Person(right)).standing
    assert found in (Standing.UNKNOWN, Standing.DIFFERENT)
    elsewhere = compare(Person(left, "r1", "A"), Person(right, "r2", "A")).standing
    assert elsewhere in (Standing.UNKNOWN, Standing.DIFFERENT)


@given(WRITTEN | NAMES, WRITTEN | NAMES, st.sampled_from(["", "r1"]), st.sampled_from(["", ORCID, OTHER]))
def test_it_does_not_matter_who_comes_first(left: str, right: str, place: str, orcid: str) -> None:
    ours, theirs = Person(left, place, orcid=orcid), Person(right, "r1", orcid=ORCID)
    assert compare(ours, theirs) == compare(theirs, ours)


@given(LETTERS, LETTERS)
def test_order_comma_case_and_titles_do_not_change_that_a_name_is_itself(given_name: str, surname: str) -> None:
    name = f"{given_name} {surname}"
    for other in (f"{surname} {given_name}", f"{surname}, {given_name}", f"Prof. {name.upper()}", f"  {name}. "):
        assert names_agree(name, other) == Names.FULL


@given(LETTERS, LETTERS)
def test_an_initial_agrees_with_every_name_it_begins(given_name: str, surname: str) -> None:
    assert names_agree(f"{given_name} {surname}", f"{surname}, {given_name[0]}.") >= Names.PART
