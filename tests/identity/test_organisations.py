"""Organisations: the record that a name or affiliation means, and none where there is none."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.exchange.ror import read_ror
from renkei.identity.organisations.identify import answers, identify
from renkei.identity.organisations.records import RECORDS, relations
from renkei.identity.organisations.registry import registry_of
from renkei.tables import CONTROLS, IDENTITIES
from tests.identity.registries import ROWS, record, records

REGISTRY = registry_of(records())
HOME = "https://ror.org/r"


def meant(text: str) -> str | None:
    """The number of the best record for a text, whatever the confidence."""
    (answer,) = answers([text], REGISTRY)
    return REGISTRY.ids[answer.record].removeprefix(HOME) if answer else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("University of Tokyo", "1"),
        ("Dept. of Chem., Univ. of Tokyo, Bunkyo-ku, Tokyo 113, Japan", "1"),
        ("TOKYO UNIVERSITY OF SCIENCE", "2"),
        ("東京大学大学院工学系研究科", "1"),
        ("国立大学法人東京大学", "1"),
        ("東京理科大学", "2"),
        ("国立台湾大学", "8"),
        ("Tech. Univ. Munchen, Munich, Germany", "3"),
        ("Technische Universitaet Muenchen", "3"),
        ("Center for Theoretical Physics, MIT, Cambridge, MA 02139, USA", "4"),
        ("MIT, Chennai, India", "5"),
        ("State Key Lab., Shanghai Institute of Organic Chemistry, Shanghai, China", "7"),
        ("Department of Medicine, National Taiwan University Hospital, Taipei", "9"),
        ("National Taiwan University, Taipei", "8"),
        ("Northwestern University, Laoag, Philippines", "11"),
        ("Northwestern University, Evanston, IL, USA", "10"),
        ("Nokia Oyj, Espoo", "12"),
        ("Roskilde Universitet", "13"),
        ("Roskidle University, Denmark", "13"),
        ("Old Fisheries Laboratory, Bergen", "15"),
        ("Postgraduate Institute of Medical Education and Research, Chandigarh", "16"),
    ],
)
def test_a_name_leads_to_its_record(text: str, number: str) -> None:
    assert meant(text) == number


@pytest.mark.parametrize("text", ["", "12345", "Department of Physics", "Smith & Sons Bakery", "家具店", "?!"])
def test_what_names_no_record_has_none(text: str) -> None:
    found = identify([text], REGISTRY)
    assert found["record_id"].null_count() == found.height


def test_the_table_has_the_contracts_columns_and_a_row_for_each_different_name() -> None:
    found = identify(["University of Tokyo", "", "Nobody at all", "University of Tokyo"], REGISTRY)
    assert dict(found.schema) == IDENTITIES.schema
    assert found["name"].to_list() == ["University of Tokyo", "Nobody at all"]
    assert found["record_name"].to_list() == ["University of Tokyo", None]


def test_a_higher_least_confidence_leaves_fewer_answers_and_the_same_confidence() -> None:
    texts = [row["name"] for row in ROWS] + ["Univ. of Tokyo hospital, Osaka, France"]
    few, many = identify(texts, REGISTRY, 0.95), identify(texts, REGISTRY, 0.05)
    assert few["record_id"].count() < many["record_id"].count()
    assert few["confidence"].to_list() == many["confidence"].to_list()


def test_a_record_in_another_country_is_less_sure() -> None:
    here, there = answers(["Roskilde University, Denmark", "Roskilde University, Brazil"], REGISTRY)
    assert here is not None
    assert there is not None
    assert here.confidence > there.confidence + 0.1


NAMED = st.sampled_from([row["name"] for row in ROWS if row["status"] == "active"])


@given(NAMED, st.sampled_from(["{}.", "  {}  ", "({})", "{}, ", "{}#TAB#", "{};", "[{}]", "The {}"]))
@settings(max_examples=60, deadline=None)
def test_noise_around_a_name_does_not_change_the_answer(name: str, noise: str) -> None:
    assert meant(noise.format(name)) == meant(name)


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer_with_a_confidence_between_0_and_1(text: str) -> None:
    for answer in answers([text], REGISTRY):
        assert answer is None or 0 <= answer.confidence <= 1


@given(st.permutations([row["name"] for row in ROWS[:12]]))
@settings(max_examples=10, deadline=None)
def test_an_answer_does_not_depend_on_the_others_asked_or_on_the_order_of_records(names: list[str]) -> None:
    together = dict(identify(names, REGISTRY).select("name", "record_id").iter_rows())
    turned = registry_of(records().reverse())
    for name in names[:3]:
        assert together[name] == identify([name], turned)["record_id"].item()


def test_relations_name_each_parent_and_child_once_as_the_contracts_controls() -> None:
    found = relations(records())
    assert dict(found.schema) == CONTROLS.schema
    assert found.select("controller_id", "organisation_id").rows() == [
        (HOME + "6", HOME + "7"),
        (HOME + "8", HOME + "9"),
    ]
    assert REGISTRY.controls.equals(found)


def test_a_withdrawn_record_without_a_successor_is_no_answer() -> None:
    gone = record(900, "Vanished Observatory", "NO", "Oslo", status="withdrawn")
    registry = registry_of(pl.DataFrame([*ROWS, gone], schema=RECORDS))
    assert identify(["Vanished Observatory"], registry)["record_id"].item() is None


DATA = Path(__file__).resolve().parents[3] / "shared/data/organisations"


@pytest.mark.skipif(not DATA.is_dir(), reason="the public affiliations are not there")
def test_on_real_affiliations_an_answer_is_right_95_times_in_100_and_found_for_80_of_100() -> None:
    registry = registry_of(read_ror(DATA / "ror_records.parquet"))
    known, right, given_, asked = set(registry.ids), 0, 0, 0
    frame = pl.read_csv(DATA / "affiliations.csv").filter(pl.col("split") == "val")
    labels = [set(text.strip("{}").replace("'", "").split(", ")) for text in frame["labels"]]
    inside = [(text, ids) for text, ids in zip(frame["original_affiliation"], labels, strict=True) if ids & known]
    for (_, ids), answer in zip(inside, answers([text for text, _ in inside], registry), strict=True):
        asked += 1
        if answer and answer.confidence >= 0.5:
            given_ += 1
            right += registry.ids[answer.record] in ids
    assert right / given_ >= 0.95
    assert right / asked >= 0.80
