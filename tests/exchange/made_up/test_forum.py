"""The made-up forum: the same for the same seed, of the shape that it states."""

from collections import Counter

import polars as pl
import pytest

from renkei.exchange.made_up import ForumSize, made_up_forum

SIZE = ForumSize(400, 4000, tables=111)


def test_the_same_seed_gives_the_same_forum_and_another_seed_another() -> None:
    one, two, other = (made_up_forum(SIZE, seed)[1] for seed in (1, 1, 2))
    assert all(one[name].equals(two[name]) for name in one)
    assert not one["wishes"].equals(other["wishes"])


def test_it_has_the_wishes_the_slots_and_the_absences_that_it_states() -> None:
    settings, tables = made_up_forum(SIZE)
    said = Counter(tables["wishes"]["wish"])
    assert sum(said.values()) == 4000
    assert 0.08 < said["must"] / 4000 < 0.12
    assert tables["unavailable"].height == 400 * 40 // 5
    slots = tables["slots"]
    assert (slots.height, int((slots["start"] != slots["end"].shift()).sum())) == (40, 2)
    assert settings.made_up
    assert tables["participants"]["country"].n_unique() == 30


def test_a_few_are_wished_for_by_many() -> None:
    asked = Counter(made_up_forum(SIZE)[1]["wishes"]["to_id"]).most_common()
    assert sum(count for _, count in asked[:40]) > 0.2 * 4000


def test_with_two_sides_every_wish_is_for_the_other_side() -> None:
    tables = made_up_forum(ForumSize(100, 500, sides=True))[1]
    side = tables["participants"].select("participant_id", "category")
    both = (
        tables["wishes"]
        .join(side, left_on="from_id", right_on="participant_id")
        .join(side, left_on="to_id", right_on="participant_id", suffix="_2")
    )
    assert both.filter(pl.col("category") == pl.col("category_2")).is_empty()


@pytest.mark.parametrize(
    "wrong",
    [
        {"participants": 3},
        {"wishes": 10**6},
        {"countries": 0},
        {"slots": 0},
        {"breaks": 40},
        {"tables": 0},
        {"away": 90},
    ],
)
def test_a_forum_that_cannot_be_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"must|at most|room"):
        ForumSize(**wrong)
