import json

import pytest

from renkei.engines.overlap.text import TextOptions, text_pairs
from renkei.index.overlap import TextIndexError, Updated, against, update
from tests.engines.overlap.text.test_text_pairs import JAPANESE, OTHER, SENTENCE, table

STOCK = {"s1": SENTENCE, "s2": OTHER, "s3": JAPANESE, "s4": OTHER, "s5": None}
NEW = {
    "n1": SENTENCE.replace("high", "low"),
    "n2": OTHER,
    "n3": JAPANESE + "終わり",
    "n4": "nothing of the kind",
    "n5": "",
}


def told(result):
    return result.pairs.select("left_id", "right_id", "route", "jaccard").sort("left_id", "right_id").rows()


def test_new_projects_meet_the_index_as_they_would_meet_all_texts(tmp_path):
    assert update(tmp_path, table(STOCK)) == Updated(5, 0, 0)
    assert told(against(tmp_path, table(NEW))) == told(text_pairs(table(NEW), table(STOCK)))


def test_what_is_added_later_is_met_and_what_is_gone_or_changed_is_not(tmp_path):
    update(tmp_path, table({"s1": SENTENCE, "s2": SENTENCE}))
    assert update(tmp_path, table({"s1": OTHER, "s3": JAPANESE, "s2": SENTENCE})) == Updated(2, 1, 1)
    pairs = [row[:2] for row in told(against(tmp_path, table(NEW)))]
    assert pairs == [("n1", "s2"), ("n2", "s1"), ("n3", "s3")]


def test_a_text_is_met_by_its_like_after_the_one_that_stood_for_both_is_gone(tmp_path):
    update(tmp_path, table({"s1": SENTENCE, "s2": SENTENCE, "s3": OTHER}))
    update(tmp_path, table({"s2": SENTENCE, "s3": OTHER}))
    assert ("n1", "s2") in [row[:2] for row in told(against(tmp_path, table(NEW)))]


def test_nothing_is_done_again_when_nothing_has_changed(tmp_path):
    update(tmp_path, table(STOCK))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npy")}
    assert update(tmp_path, table(STOCK)) == Updated(0, 0, 5)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npy")} == before


def test_an_index_that_was_stopped_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr("renkei.index.overlap.updating.TOGETHER", 2)

    def stop(done):
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update(tmp_path, table(STOCK), told=stop)
    assert update(tmp_path, table(STOCK)) == Updated(1, 0, 4)
    assert told(against(tmp_path, table(NEW))) == told(text_pairs(table(NEW), table(STOCK)))


def test_keys_are_made_anew_when_the_index_has_doubled(tmp_path):
    update(tmp_path, table({"s1": SENTENCE}))
    update(tmp_path, table(STOCK))
    assert json.loads((tmp_path / "manifest.json").read_text())["common"] == 2
    assert told(against(tmp_path, table(NEW))) == told(text_pairs(table(NEW), table(STOCK)))
    assert len(list(tmp_path.glob("common-*"))) == 1


def test_a_text_that_stands_too_often_is_named_once(tmp_path):
    update(tmp_path, table({f"s{n:02}": SENTENCE for n in range(20)}))
    result = against(tmp_path, table({"n": SENTENCE}), TextOptions(cap=5))
    assert told(result) == [("n", "s00", "identical", 1.0)]
    assert result.left_out.rows() == [("identical", 20, "n", "s00")]


def test_a_folder_without_an_index_says_so(tmp_path):
    with pytest.raises(TextIndexError, match="make one first"):
        against(tmp_path, table(NEW))
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(TextIndexError, match="no index of texts"):
        update(tmp_path, table(NEW))


def test_a_damaged_index_says_what_to_do(tmp_path):
    update(tmp_path, table(STOCK))
    next(tmp_path.glob("segments/*/keys-1.npy")).write_bytes(b"short")
    with pytest.raises(TextIndexError, match="anew"):
        against(tmp_path, table(NEW))
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(TextIndexError, match="damaged"):
        update(tmp_path, table(STOCK))


def test_an_index_of_another_version_is_refused(tmp_path):
    update(tmp_path, table(STOCK))
    told_there = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps({**told_there, "version": 99}))
    with pytest.raises(TextIndexError, match="another version"):
        against(tmp_path, table(NEW))
