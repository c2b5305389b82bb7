"""What is found, in which order, and why."""

import random
from pathlib import Path

import pytest

from renkei.index.search import Filters, QueryError, Record, opened, search, update
from renkei.index.search.store import opened_or_made
from tests.index.search.indexes import FOLDER, ids, index_of, profile, told

OFFER = "We offer sulfide electrolytes for all-solid-state batteries; Kräfte am Spalt."
PORTFOLIO = [
    profile("JP1", "全固体電池の材料と界面の制御を提供します。", "固体電池", countries=("JP",), fields=("エネルギー",)),
    profile("JP2", "新しい鉄鋼材料とコンピューター・シミュレーション", "鉄", countries=("JP",), size="institute"),
    profile("DE1", OFFER, "Solid-state batteries", countries=("DE",)),
    profile("KR1", "배터리를 위한 재료가 필요합니다", "배터리 재료", countries=("KR",)),
    profile("TH1", "ต้องการวัสดุสำหรับแบตเตอรี่ชนิดแข็ง", countries=("TH",)),
    profile("FR1", "Nous cherchons des électrolytes céramiques pour l’énergie", "L'énergie", countries=("FR",)),
    profile("MX1", "Looking at 鉄鉱石 with other ores"),
    profile("GR1", "Αναζητούμε υλικά για μπαταρίες", countries=("GR",)),
]  # fmt: skip


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> object:
    return index_of(tmp_path_factory.mktemp("index") / "index", PORTFOLIO)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("電池", ["JP1"]),
        ("鋼", ["JP2"]),
        ("ご", []),
        ("鉄", ["JP2", "MX1"]),
        ("料", ["JP1", "JP2"]),
        ("ｺﾝﾋﾟｭｰﾀｰ", ["JP2"]),
        ("배터리", ["KR1"]),
        ("แบตเตอรี่", ["TH1"]),
        ("energie", ["FR1"]),
        ("ÉNERGIE", ["FR1"]),
        ("ＢＡＴＴＥＲＹ", ["DE1"]),
        ("krafte", ["DE1"]),
        ("μπαταριες", ["GR1"]),
        ("μπαταρίας", ["GR1"]),
        ("エネルギー", ["JP1"]),
    ],
)
def test_words_of_any_script_are_found_without_case_width_and_accents(
    portfolio: object, words: str, found: list[str]
) -> None:
    assert sorted(ids(portfolio, words)) == found  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["batteries", "battery", "batery", "baterries", "bateries", "battreies", "baattery"])
def test_singular_plural_and_misspelt_words_are_found(portfolio: object, words: str) -> None:
    assert ids(portfolio, words) == ["DE1"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"solid state batteries"', ["DE1"]),
        ('"state solid"', []),
        ("“solid state”", ["DE1"]),
        ('"at 鉄"', ["MX1"]),
        ('"鉄 at"', []),
        ("「固体電池の材料」", ["JP1"]),
        ('"池の"', ["JP1"]),
        ('"材料電池"', []),
        ('"鉄"', ["JP2", "MX1"]),
        ('"鉄鋼" "新しい"', ["JP2"]),
        ('"electrolytes" ceramiques', ["FR1", "DE1"]),
        ('"batterie"', []),
    ],
)
def test_a_phrase_in_quotes_must_stand_as_it_is_written(portfolio: object, words: str, found: list[str]) -> None:
    assert ids(portfolio, words) == found  # type: ignore[arg-type]


def test_a_phrase_does_not_reach_from_the_title_into_the_text(tmp_path: Path) -> None:
    index = index_of(tmp_path / "index", [profile("P1", "cell membranes", "fuel")])
    assert ids(index, '"fuel cell"') == []
    assert ids(index, "fuel cell") == ["P1"]


def test_a_record_with_the_word_comes_before_those_with_words_near_it(tmp_path: Path) -> None:
    near = [profile(f"A{at}", "graphite " * 9) for at in range(80)]
    index = index_of(
        tmp_path / "index", [*near, profile("Z1", f"{'other words ' * 60} graphine"), profile("Z2", "graphene")]
    )
    assert ids(index, "graphite", limit=3) == ["A0", "A1", "A10"]
    assert ids(index, "graphine", limit=2)[:1] == ["Z1"]
    assert "Z2" in ids(index, "graphine", limit=100)


def test_where_the_word_answers_enough_no_near_word_does(tmp_path: Path) -> None:
    index = index_of(tmp_path / "index", [*(profile(f"P{at}", "laser") for at in range(12)), profile("Q1", "later")])
    assert search(index, "laser").total == 12
    assert "Q1" in ids(index, "laser", limit=20)


def test_a_misspelt_word_counts_in_a_query_with_others(tmp_path: Path) -> None:
    common = [profile(f"A{at}", "a system of parts") for at in range(50)]
    index = index_of(tmp_path / "index", [*common, profile("Z1", "photovoltaic modules in a system of parts")])
    assert ids(index, "phtovoltaic system")[0] == "Z1"
    assert ids(index, "phtovoltiac system")[0] == "Z1"


def test_hits_say_which_words_answered_and_where(portfolio: object) -> None:
    (hit,) = search(portfolio, "electrolyte battery Spalte").hits[:1]  # type: ignore[arg-type]
    assert hit.record.id == "DE1"
    assert hit.words == ("batteries", "electrolytes", "Spalt")
    marked = [hit.snippet.text[start:end] for start, end in hit.snippet.spans]
    assert marked == ["electrolytes", "batteries", "Spalt"]


def test_overlapping_pairs_of_signs_are_marked_as_one(portfolio: object) -> None:
    (hit,) = search(portfolio, '"全固体電池の"').hits  # type: ignore[arg-type]
    assert [hit.snippet.text[start:end] for start, end in hit.snippet.spans] == ["全固体電池の"]


def test_a_single_sign_marks_itself_alone(portfolio: object) -> None:
    (hit,) = search(portfolio, "鋼").hits  # type: ignore[arg-type]
    assert hit.words == ("鋼",)


def test_a_tone_mark_belongs_to_what_is_marked(portfolio: object) -> None:
    (hit,) = search(portfolio, "แบตเตอรี่").hits  # type: ignore[arg-type]
    assert "แบตเตอรี่" in hit.words


def test_a_long_text_shows_the_piece_where_most_of_the_words_stand(tmp_path: Path) -> None:
    text = "cell " + "filler " * 100 + "the membrane of a fuel cell " + "filler " * 100
    (hit,) = search(index_of(tmp_path / "index", [profile("P1", text)]), "fuel cell membrane").hits
    assert "the membrane of a fuel cell" in hit.snippet.text
    assert hit.snippet.text.startswith("… ")
    assert hit.snippet.text.endswith(" …")
    assert len(hit.snippet.text) < 210


FILTERED = [
    Record(FOLDER, "profiles", "P1", "need", "laser", "", countries=("JP",), size="sme", stage="seed",
           fields=("Photonics",)),
    Record(FOLDER, "profiles", "P2", "offer", "laser", "", countries=("DE",), size="university", fields=("Matériaux",)),
    Record(FOLDER, "projects", "P3", "project", "laser", "", funders=("JST",), year=2019, stage="applied"),
    Record(FOLDER, "applications", "P4", "application", "laser", "", countries=("DE", "JP"), funders=("DFG", "JST")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), ["P1", "P2", "P3", "P4"]),
        (Filters(country=("JP",)), ["P1", "P4"]),
        (Filters(country=("JP", "DE")), ["P1", "P2", "P4"]),
        (Filters(field=("photonics",)), ["P1"]),
        (Filters(field=("materiaux",)), ["P2"]),
        (Filters(size=("sme",)), ["P1"]),
        (Filters(stage=("seed", "applied")), ["P1", "P3"]),
        (Filters(kind=("application",)), ["P4"]),
        (Filters(funder=("jst",)), ["P3", "P4"]),
        (Filters(year=((2018, 2020),)), ["P3"]),
        (Filters(year=((2000, 2018), (2020, 2030))), []),
        (Filters(country=("JP",), kind=("need",)), ["P1"]),
        (Filters(country=("ZZ",)), []),
    ],
)
def test_filters_keep_what_they_ask_for_and_count_for_nothing(
    tmp_path: Path, filters: Filters, found: list[str]
) -> None:
    index = index_of(tmp_path / "index", FILTERED)
    hits = search(index, "laser", filters).hits
    assert sorted(hit.record.id for hit in hits) == found
    every = {hit.record.id: hit.strength for hit in search(index, "laser").hits}
    assert all(hit.strength == every[hit.record.id] for hit in hits)


def test_a_mixed_portfolio_ranks_each_language_by_itself(tmp_path: Path) -> None:
    """One in ten English and one in ten Japanese records have the word: both count the same."""
    english = [
        profile(f"E{at:03}", f"{'battery' if at < 20 else 'engine'} of {at} common words here") for at in range(200)
    ]
    japanese = [profile(f"J{at:03}", f"{'電池' if at < 2 else '機械'}の研究と開発") for at in range(20)]
    index = index_of(tmp_path / "index", [*english, *japanese])
    hits = {hit.record.id: hit.strength for hit in search(index, "battery 電池", limit=50).hits}
    assert len(hits) == 22
    assert abs(hits["J000"] / hits["E000"] - 1) < 0.15


def test_a_language_of_few_records_is_not_held_to_be_long(tmp_path: Path) -> None:
    """The length that is usual is that of the same script: a Japanese text among English ones keeps its strength."""
    alone = [
        profile(f"J{at}", "電池の研究と開発について述べる" if at else "電池の研究と機械について") for at in range(5)
    ]
    others = [profile(f"E{at}", "word") for at in range(300)]
    few = {hit.record.id: hit.strength for hit in search(index_of(tmp_path / "few", alone), "電池").hits}
    many = {hit.record.id: hit.strength for hit in search(index_of(tmp_path / "many", [*alone, *others]), "電池").hits}
    assert few == many


def test_equal_strength_is_ordered_by_identifier_however_records_were_added(tmp_path: Path) -> None:
    records = [profile(f"P{at:02}", "the same words") for at in range(20)]
    random.Random(1).shuffle(records)
    assert ids(index_of(tmp_path / "index", records), "words", limit=20) == [f"P{at:02}" for at in range(20)]


def test_the_same_content_gives_the_same_results_whatever_was_there_before(tmp_path: Path) -> None:
    chance = random.Random(2)
    words = ["solid", "cell", "laser", "enzyme", "polymer", "battery", "電池", "材料", "界面", "motor"]
    texts = {f"P{at:02}": " ".join(chance.choices(words, k=chance.randint(3, 20))) for at in range(60)}
    wanted = [profile(key, text) for key, text in texts.items()]
    fresh = index_of(tmp_path / "fresh", wanted)
    place = tmp_path / "used"
    for _ in range(4):
        index_of(place, [profile(f"P{at:02}", " ".join(chance.choices(words, k=9))) for at in range(80)])
    used = index_of(place, reversed(wanted))
    for query in ("battery", "solid cell", "電池 laser", "batery", '"電池 材料"', "界"):
        assert told(search(used, query, limit=15)) == told(search(fresh, query, limit=15))


@pytest.mark.parametrize("words", ["", "   ", "!?…", '""', "（）", "\0"])
def test_a_query_without_words_is_refused(portfolio: object, words: str) -> None:
    with pytest.raises(QueryError, match="holds no word"):
        search(portfolio, words)  # type: ignore[arg-type]


def test_a_query_of_ten_thousand_signs_is_refused_and_one_of_two_thousand_is_answered(portfolio: object) -> None:
    with pytest.raises(QueryError, match="10,000 signs: ask with at most 2,000"):
        search(portfolio, "x" * 10_000)  # type: ignore[arg-type]
    assert ids(portfolio, ("electrolytes and " * 200)[:2000]) == ["FR1", "DE1"]  # type: ignore[arg-type]


def test_an_unclosed_quote_is_no_phrase(portfolio: object) -> None:
    assert ids(portfolio, '"state solid') == ["DE1"]  # type: ignore[arg-type]


def test_an_index_without_records_finds_nothing(tmp_path: Path) -> None:
    index = opened_or_made(tmp_path / "index")
    assert search(index, "anything").total == 0
    update(index, {FOLDER: [profile("P1", "anything")]})
    assert ids(opened(tmp_path / "index"), "anything") == ["P1"]


def test_very_long_words_and_texts_are_found_soon(tmp_path: Path) -> None:
    texts = {"L": "x" * 200_000 + " tail", "T": "alpha beta " * 20_000 + "電" * 20_000}
    index = index_of(tmp_path / "index", [profile(key, text) for key, text in texts.items()])
    assert [ids(index, word) for word in ("tail", "alpha", "電", '"beta 電"')] == [["L"], ["T"], ["T"], ["T"]]
