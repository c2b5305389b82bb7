"""Blocking keys: whoever may be one shares a key, and few others do."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from renkei.identity.names_agree import Names, names_agree
from renkei.identity.person_keys import candidates, keyed, name_keys
from tests.identity.test_people import ORCID

WORDS = [
    "Taro",
    "T",
    "Yamada",
    "Yamada-Sato",
    "van",
    "de",
    "Sato",
    "Satoh",
    "Satō",
    "J",
    "JP",
    "Jean-Pierre",
    "Li",
    "Müller",
    "Muller",
]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join) | st.sampled_from(
    ["ヤマダタロウ", "やまだ たろう", "山田太郎", "山田 太郎 (Taro Yamada)", "Yamada, Taro", "Li, J."]
)


@given(NAMES, NAMES)
def test_two_names_that_agree_share_a_key(left: str, right: str) -> None:
    if names_agree(left, right) >= Names.PART:
        assert set(name_keys(left)) & set(name_keys(right))


def test_candidates_are_each_pair_once_and_join_equal_identifiers_whatever_the_names() -> None:
    ours = pl.DataFrame({"name": ["Taro Yamada", "Anna Smith", None], "orcid": [None, ORCID, None]})
    theirs = pl.DataFrame(
        {"name": ["Yamada T.", "Ann Jones", "Li Wei"], "orcid": ["", f"https://orcid.org/{ORCID}", ""]}
    )
    assert candidates(ours, theirs).rows() == [(0, 0), (1, 1)]


def test_a_surname_alone_joins_nobody_who_has_a_given_name() -> None:
    tanaka = pl.DataFrame({"name": ["Tanaka", "Taro Tanaka"]})
    assert candidates(tanaka.head(1), tanaka.tail(1)).is_empty()


def test_the_keys_of_a_table_are_those_of_its_names() -> None:
    people = pl.DataFrame({"name": ["Taro Yamada", "Li Wei", "Taro Yamada"]})
    found = {
        row: tuple(keys) for row, keys in keyed(people).group_by("row", maintain_order=True).agg("key").iter_rows()
    }
    assert found == {row: name_keys(name) for row, name in enumerate(people["name"])}
