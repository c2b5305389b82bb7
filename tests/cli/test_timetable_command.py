"""`renkei timetable`: a folder in, meetings, agendas and reasons out, or in words why not."""

import json
import re
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.running import folder_of, records, renkei

SETTINGS = "name: Forum 2027\nmeetings: {tables: 2, length: 20}\n"
TABLES = {
    "participants": "participant_id,name,organisation,country\nP1,Aoi,Kōbō,JP\nP2,=Bo,Fabrik; Süd,DE\n"
    "P3,Cléo,Atelier,FR\nP/4,Dan <b>,,CA\n",
    "wishes": "from_id,to_id,wish\nP1,P2,must\nP2,P1,would\nP3,P1,would\nP3,P2,would\nP/4,P1,must\n"
    "P/4,P3,no\nP3,P/4,must\n",
    "slots": "slot,start,end\n1,2027-10-06T09:00,2027-10-06T09:30\n2,2027-10-06T09:30,2027-10-06T10:00\n"
    "3,2027-10-06T11:00,2027-10-06T11:30\n",
    "unavailable": "participant_id,slot,ground\nP1,3,speaks\n",
}
MEETINGS = "slot,table,participant_ids,fixed\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "forum", TABLES, SETTINGS)


def test_everybody_meets_whom_they_can_and_the_rest_is_told_why(home: Path) -> None:
    done = renkei("timetable", home)
    assert done.returncode == 0, done.stderr
    met = {row["participant_ids"] for row in records(home / "timetable" / "meetings.csv")}
    assert met == {"P1;P2", "P1;P/4", "P2;P3"}
    left = [(row["participant_ids"], row["why"], row["who"]) for row in records(home / "timetable" / "left_out.csv")]
    assert left == [("P3;P/4", "refused", ""), ("P1;P3", "full", "P1")] or left == [
        ("P1;P3", "full", "P1"),
        ("P3;P/4", "refused", ""),
    ]
    assert "No timetable of these wishes is worth more" in done.stdout


def test_the_figures_are_whole_numbers(home: Path) -> None:
    found = json.loads(renkei("timetable", home, "--json").stdout)
    assert (found["value"], found["bound"], found["proven"], found["meetings"]) == (12, 12, True, 3)
    assert found["left_out"] == {"full": 1, "refused": 1}


@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_every_page_stands_alone_in_each_language(home: Path, language: str) -> None:
    done = renkei("timetable", home, "--language", language)
    assert done.returncode == 0, done.stderr
    for page in (home / "timetable").rglob("*.html"):
        text = page.read_text("utf-8")
        assert f'<html lang="{language}">' in text
        assert not re.search(r"<script|https?://|\{\w+\}|@\w+@|<b>", text), page


def test_each_person_has_an_agenda_and_a_calendar_that_other_programs_read(home: Path) -> None:
    renkei("timetable", home)
    names = {path.name for path in (home / "timetable" / "agendas").iterdir()}
    assert names == {f"{one}.{kind}" for one in ("P1", "P2", "P3", "P%2F4") for kind in ("html", "ics")}
    own = Calendar.from_ical((home / "timetable" / "agendas" / "P2.ics").read_bytes())
    events = own.walk("VEVENT")
    assert {str(event["SUMMARY"]) for event in events} == {"Aoi", "Cléo"}
    assert {event.decoded("DTEND") - event.decoded("DTSTART") for event in events} == {
        events[0].decoded("DTEND") - events[0].decoded("DTSTART")
    }
    assert (events[0].decoded("DTEND") - events[0].decoded("DTSTART")).seconds == 20 * 60
    page = (home / "timetable" / "agendas" / "P1.html").read_text("utf-8")
    assert all(
        words in page for words in ("=Bo", "Fabrik; Süd, Germany", "Table ", "Not there: speaks", "Both wished it.")
    )


def test_the_same_meeting_has_one_identifier_whenever_it_is(home: Path) -> None:
    renkei("timetable", home, "--out", home / "a")
    renkei("timetable", home, "--seed", 9, "--out", home / "b")
    found = [
        {
            str(one["SUMMARY"]): str(one["UID"])
            for one in Calendar.from_ical((home / place / "agendas/P2.ics").read_bytes()).walk("VEVENT")
        }
        for place in "ab"
    ]
    assert found[0] == found[1]


def test_the_same_seed_gives_the_same_bytes(home: Path) -> None:
    for place in "ab":
        renkei("timetable", home, "--seed", 5, "--out", home / place)
    files = [path.relative_to(home / "a") for path in (home / "a").rglob("*.*")]
    assert len(files) == 14
    assert all((home / "a" / name).read_bytes() == (home / "b" / name).read_bytes() for name in files)


def test_after_a_drop_out_all_others_keep_their_meetings_and_the_agenda_goes(home: Path) -> None:
    renkei("timetable", home)
    before = {tuple(row.values())[:3] for row in records(home / "timetable" / "meetings.csv")}
    for name in ("participants", "wishes"):
        lines = (home / f"{name}.csv").read_text("utf-8").splitlines(keepends=True)
        (home / f"{name}.csv").write_text("".join(line for line in lines if "P/4" not in line), "utf-8")
    done = renkei("timetable", home, "--fixed", home / "timetable")
    assert done.returncode == 0, done.stderr
    after = {tuple(row.values())[:3] for row in records(home / "timetable" / "meetings.csv")}
    assert {row for row in before if "P/4" not in row[2]} <= after
    assert any(row[2] == "P1;P3" for row in after)
    assert "Of 3 earlier meetings 2 stay as they were" in done.stdout
    assert [row["why"] for row in records(home / "timetable" / "gone.csv")] == ["stranger"]
    assert not (home / "timetable" / "agendas" / "P%2F4.html").exists()


def test_who_dropped_out_can_be_named_in_place_of_changing_the_tables(home: Path) -> None:
    renkei("timetable", home)
    done = renkei("timetable", home, "--fixed", home / "timetable", "--without", "P/4", "--json")
    assert (done.returncode, json.loads(done.stdout)["kept"]) == (0, 2)
    assert "P/4" not in (home / "timetable" / "meetings.csv").read_text("utf-8")
    assert not (home / "timetable" / "agendas" / "P%2F4.html").exists()


def test_who_dropped_out_is_told_by_name(home: Path) -> None:
    renkei("timetable", home)
    renkei("timetable", home, "--fixed", home / "timetable", "--without", "P3")
    page = (home / "timetable" / "timetable.html").read_text("utf-8")
    assert "Cléo" in page
    assert "P3" not in page


def test_what_others_keep_among_the_agendas_stays(home: Path) -> None:
    agendas = home / "timetable" / "agendas"
    renkei("timetable", home)
    (agendas / "older").mkdir()
    for name in ("notes.txt", "P9.html", "mine.ics"):
        (agendas / name).write_text("mine", "utf-8")
    assert renkei("timetable", home, "--no-agendas").returncode == 0
    assert {path.name for path in agendas.iterdir()} == {"older", "notes.txt", "P9.html", "mine.ics"}


def test_the_page_names_as_worst_served_only_who_lacks_something(home: Path) -> None:
    def worst() -> str:
        page = (home / "timetable" / "timetable.html").read_text("utf-8")
        return page[page.index('aria-labelledby="worst"') : page.index('aria-labelledby="slots"')]

    renkei("timetable", home)
    assert "Cléo" in worst()
    assert "Aoi" not in worst()
    (home / "wishes.csv").write_text("from_id,to_id,wish\nP1,P2,must\n", "utf-8")
    renkei("timetable", home)
    assert "Everybody has what he or she wished and has time for." in worst()
    assert "<table" not in worst()


@pytest.mark.parametrize("option", [("--without", "P1"), ("--parquet",), ("--seed", "2"), ("--no-agendas",)])
def test_a_check_goes_without_what_only_making_knows(home: Path, option: tuple[str, ...]) -> None:
    renkei("timetable", home)
    done = renkei("timetable", home, "--check", home / "timetable", *option)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"--check: makes nothing, so it goes without {option[0]}\n"


def test_the_check_says_that_what_was_made_holds_and_what_was_spoilt_does_not(home: Path) -> None:
    renkei("timetable", home)
    done = renkei("timetable", home, "--check", home / "timetable")
    assert (done.returncode, "3 meetings hold; they are worth 12" in done.stdout) == (0, True)
    (home / "spoilt.csv").write_text(f"{MEETINGS}3,1,P1;P2,\n3,2,P2;P9,\n", "utf-8")
    done = renkei("timetable", home, "--check", home / "spoilt.csv")
    assert done.returncode == 1
    assert all(words in done.stderr for words in ("P1 is away", "P9 does not take part", "P2 has meetings 1, 2"))


def test_tables_can_be_written_as_parquet_and_agendas_left_out(home: Path) -> None:
    renkei("timetable", home, "--parquet", "--no-agendas")
    assert {path.suffix for path in (home / "timetable").iterdir()} == {".parquet", ".html"}
    done = renkei("timetable", home, "--fixed", home / "timetable", "--json")
    assert json.loads(done.stdout)["kept"] == 3


@pytest.mark.parametrize("options", [("--tables", "4"), ("--forum", "20", "--reviewers", "5")])
def test_what_a_made_up_forum_has_no_use_for_is_refused(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = renkei("example", tmp_path / "forum", *options)
    assert (done.returncode, "--forum" in done.stderr) == (2, True)
    assert not (tmp_path / "forum").exists()


def test_a_made_up_forum_can_be_had_and_served(tmp_path: Path) -> None:
    assert renkei("example", tmp_path / "f", "--forum", 40).returncode == 0
    assert renkei("check", tmp_path / "f").returncode == 0
    found = json.loads(renkei("timetable", tmp_path / "f", "--no-agendas", "--json").stdout)
    assert found["value"] >= 0.995 * found["bound"]


@pytest.mark.parametrize(
    ("change", "arguments", "code", "words"),
    [
        ({"wishes.csv": "from_id,to_id,wish\nP1,P1,must\n"}, (), 1, "nobody wishes to meet himself or herself"),
        ({"wishes.csv": "from_id,to_id,wish\nP1,P9,must\n"}, (), 1, "the identifier stands in"),
        ({"wishes.csv": "from_id,to_id,wish\nP1,P2,perhaps\n"}, (), 1, "wishes.csv row 1 column wish"),
        ({"wishes.csv": None}, (), 1, "wishes.csv: the table is there"),
        ({"slots.csv": None}, (), 1, "slots.csv: the table is there"),
        ({"slots.csv": "slot,start,end\n1,2027-10-06T09:30,2027-10-06T09:00\n"}, (), 1, "ends after it begins"),
        ({"slots.csv": "slot,start,end\n1,2027-10-06T09:00,2027-10-06T09:10\n"}, (), 1, "as long as a meeting"),
        (
            {"slots.csv": "slot,start,end\n1,2027-10-06T09:00,2027-10-06T09:30\n2,2027-10-06T09:20,2027-10-06T09:50\n"},
            (),
            1,
            "slots do not overlap",
        ),
        ({"programme.yaml": "name: x\n"}, (), 1, "how many tables there are is stated"),
        ({"programme.yaml": "name: x\nmeetings: {tables: 0}\n"}, (), 1, "a whole number, 1 or more"),
        ({"programme.yaml": "name: x\nmeetings: {tabels: 3}\n"}, (), 1, "write tables"),
        ({"meetings.csv": f"{MEETINGS}1,3,P1;P2,yes\n"}, (), 1, "a table is from 1 to 2"),
        ({"meetings.csv": f"{MEETINGS}1,1,P1;P9,yes\n"}, (), 1, "P9 stands in participants"),
        ({"meetings.csv": f"{MEETINGS}3,1,P1;P2,yes\n"}, (), 1, "who meets is there in that slot"),
        ({"meetings.csv": f"{MEETINGS}1,1,P1;P2,yes\n1,2,P1;P3,yes\n"}, (), 1, "nobody has two meetings in a slot"),
        ({"meetings.csv": f"{MEETINGS}1,1,P3;P/4,yes\n"}, (), 1, "nobody in a meeting refuses another"),
        ({"meetings.csv": f"{MEETINGS}1,1,P1,yes\n"}, (), 1, "at least two meet"),
        ({"groups.csv": "group_id,participant_ids\nG1,P1;P2\n"}, (), 1, "a group is three or more"),
        ({"groups.csv": "group_id,participant_ids\nG1,P1;P2;P2\n"}, (), 1, "each participant is named once"),
        ({"unavailable.csv": "participant_id,slot\nP1,9\n"}, (), 1, "the identifier stands in slots"),
        ({}, ("--fixed", "nowhere"), 1, "the earlier meetings are there"),
        ({}, ("--changes", "2"), 2, "it goes with it"),
        ({}, ("--without", "P9"), 1, "no participant is called P9"),
        ({}, ("--language", "de"), 2, "there are en, fr, ja"),
        ({}, ("--check", "nowhere", "--fixed", "nowhere"), 2, "without --fixed"),
    ],
)
def test_bad_input_is_refused_in_words_and_nothing_is_written(
    home: Path, change: dict[str, str | None], arguments: tuple[str, ...], code: int, words: str
) -> None:
    for name, text in change.items():
        if text is None:
            (home / name).unlink()
        else:
            (home / name).write_text(text, "utf-8")
    done = renkei("timetable", home, *arguments)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert not (home / "timetable").exists()


def test_impossible_input_is_told_whole(home: Path) -> None:
    (home / "wishes.csv").write_text("from_id,to_id,wish\nP1,P1,must\nP9,P2,would\n", "utf-8")
    (home / "meetings.csv").write_text(
        f"{MEETINGS}1,1,P1;P2,yes\n1,2,P1;P3,yes\n1,9,P2;P/4,yes\n3,1,P1;P2,yes\n", "utf-8"
    )
    done = renkei("timetable", home)
    said = (
        "himself or herself",
        "column from_id",
        "two meetings in a slot",
        "from 1 to 2",
        "there in that slot",
        "no more meetings",
    )
    assert done.returncode == 1
    assert all(words in done.stderr for words in said), done.stderr
