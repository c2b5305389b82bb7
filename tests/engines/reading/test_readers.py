"""What the readers make of sentences of the genre, and what they make nothing of."""

from time import process_time

import pytest

from renkei.engines.reading import Document, Draft, Kind, read


def drafts(text: str, kind: Kind) -> list[dict[str, list[str]]]:
    found: tuple[Draft, ...] = read(Document("a.txt", text))
    return [
        {name: [value.value for value in values] for name, values in draft.fields.items()}
        for draft in found
        if draft.kind is kind
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "The fourth meeting will be held in Oslo in autumn 2021.",
            {"name": ["fourth meeting"], "status": ["planned"], "date": ["2021-23"], "place": ["Oslo"]},
        ),
        (
            "They discussed the possibility of holding a symposium on Arctic research in Sapporo in June 2020.",
            {
                "name": ["symposium on Arctic research"],
                "status": ["possible"],
                "date": ["2020-06"],
                "place": ["Sapporo"],
            },
        ),
        (
            "The NANOFAIR 2010 conference is scheduled for July 6-7, 2010 in Dresden.",
            {
                "name": ["NANOFAIR 2010 conference"],
                "status": ["planned"],
                "date": ["2010-07-06/2010-07-07"],
                "place": ["Dresden"],
            },
        ),
        (
            "Третий международный форум по нанотехнологиям состоится в Москве 1–3 ноября 2010 года.",
            {
                "name": ["Третий международный форум по нанотехнологиям"],
                "status": ["planned"],
                "date": ["2010-11-01/2010-11-03"],
                "place": ["Москве"],
            },
        ),
        (
            "文部科学省は、2019年10月10日に東京国際フォーラムにおいて「第5回科学技術フォーラム」を開催しました。",
            {
                "name": ["第5回科学技術フォーラム"],
                "status": ["held"],
                "date": ["2019-10-10"],
                "place": ["東京国際フォーラム"],
            },
        ),
    ],
)
def test_an_event_is_read_with_how_certain_it_is(text: str, event: dict[str, list[str]]) -> None:
    assert drafts(text, Kind.EVENT) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "The parties will use international conferences, workshops, and seminars.",
        "The meeting was useful.",
        "Photo: The Examplia Forum took place in Rome on May 5, 2021 / AP Photo",
        "You might also like: The Examplia Forum took place in Rome on May 5, 2021",
        "We use cookies. The Cookie Forum took place in Rome on May 5, 2021.",
        "Subscribe to our newsletter: the Forum in Rome on May 5, 2021",
        "Related links\n- The Examplia Forum took place in Rome on May 5, 2021",
    ],
)
def test_what_states_nothing_is_no_event(text: str) -> None:
    assert drafts(text, Kind.EVENT) == []


def test_a_body_has_its_sections_and_who_heads_them() -> None:
    text = (
        "A joint working group on printed electronics was set up; its Korean section will be chaired by Prof. Kim, "
        "the German one by Dr. Michaelis."
    )
    (body,) = drafts(text, Kind.BODY)
    assert body == {
        "name": ["working group on printed electronics"],
        "status": ["established"],
        "section": ["Korean section", "German"],
        "chair": ["Kim", "Michaelis"],
    }


def test_a_budget_has_the_year_before_in_brackets() -> None:
    text = (
        "Outline of the cluster budget for FY 2007 (unit: million yen)\nKnowledge clusters 7,800 (8,500)\n"
        "Amounts in parentheses are budgets for FY 2006."
    )
    (budget,) = drafts(text, Kind.BUDGET)
    assert budget == {
        "name": ["Knowledge clusters"],
        "amount": ["7,800 million yen"],
        "amount_in_brackets": ["8,500 million yen"],
        "fiscal_year": ["FY2007"],
        "year_in_brackets": ["FY2006"],
    }


def test_money_has_who_gives_it_and_its_stated_conversion() -> None:
    text = (
        "According to the ministry, Finland will contribute EUR 3.5 million (about 440 million yen) to the joint fund."
    )
    (money,) = drafts(text, Kind.MONEY)
    assert money == {
        "amount": ["EUR 3500000"],
        "stated": ["JPY 440000000"],
        "payer": ["Finland"],
        "payee": ["the joint fund"],
        "status": ["planned"],
        "reported_by": ["the ministry"],
    }


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“This is a good day for research,” said Ana Silva.", "Ana Silva", "This is a good day for research,"),
        ("The minister also said that both sides would meet.", "The minister", "both sides would meet"),
        ("According to the agency, the fund is open.", "the agency", "the fund is open"),
        (
            "« Cette coopération est essentielle », a déclaré Odile Roux.",
            "Odile Roux",
            "Cette coopération est essentielle",
        ),
        ("「両国の協力をさらに深めたい」と橋本理事長は述べた。", "橋本理事長", "両国の協力をさらに深めたい"),
    ],
)
def test_reported_speech_is_read_as_reported(text: str, speaker: str, words: str) -> None:
    (statement,) = drafts(text, Kind.STATEMENT)
    assert (statement["speaker"], statement["words"][0].strip()) == ([speaker], words)


def test_an_organisation_has_the_acronym_given_with_it() -> None:
    found = drafts(
        "The National Institute of Industrial Science (AIST) met Acme Corp. and 科学技術振興機構(JST)。",
        Kind.ORGANISATION,
    )
    assert [(one["name"], one.get("acronym")) for one in found] == [
        (["National Institute of Industrial Science"], ["AIST"]),
        (["Acme Corp."], None),
        (["科学技術振興機構"], ["JST"]),
    ]


def test_figures_have_what_they_count_and_the_year() -> None:
    (one, two) = drafts("In 2008 it attracted about 450 participants from 22 countries.", Kind.FIGURE)
    assert one == {"number": ["450"], "what": ["participants"], "bound": ["about"], "period": ["2008"]}
    assert two == {"number": ["22"], "what": ["countries"], "period": ["2008"]}


def test_a_body_that_is_only_planned_has_its_chairs_and_members_from_the_sentences_after() -> None:
    text = (
        "The two ministries will also establish a Joint Energy Steering Committee, co-chaired by Assistant Secretary "
        "Ada Dane and Deputy Minister Kim Jun-ho. The committee will consist of eight members, four from each side."
    )
    (body,) = drafts(text, Kind.BODY)
    assert body == {
        "name": ["Joint Energy Steering Committee"],
        "status": ["planned"],
        "chair": ["Ada Dane", "Kim Jun-ho"],
        "members": ["8"],
    }


def test_a_side_may_stand_behind_its_head() -> None:
    text = (
        "The Nordic Research Center for Chemistry will be headed by Dr. Aoi Mori on the Japanese side and Prof. "
        "Eva Lund on the Danish side."
    )
    (body,) = drafts(text, Kind.BODY)
    assert (body["chair"], body["section"]) == (["Aoi Mori", "Eva Lund"], ["Japanese side", "Danish side"])


def test_how_often_something_was_held_is_told_by_place_and_year() -> None:
    first, second = drafts("In fiscal 2011 three workshops were held in Japan and two in Germany.", Kind.FIGURE)
    assert first == {"number": ["3"], "what": ["workshops"], "scope": ["Japan"], "period": ["FY2011"]}
    assert second == {"number": ["2"], "what": ["workshops"], "scope": ["Germany"], "period": ["FY2011"]}
    twice, often = drafts("In FY2008, national forums were held twice and regional seminars 12 times.", Kind.FIGURE)
    assert (twice["number"], twice["what"]) == (["2"], ["national forums"])
    assert (often["number"], often["what"]) == (["12"], ["regional seminars"])


def test_what_was_counted_before_is_no_new_figure_and_a_range_has_both_ends() -> None:
    assert drafts("The two institutions met 3 times a week.", Kind.FIGURE) == []
    (projects,) = drafts("The fund is expected to support between 10 and 15 projects.", Kind.FIGURE)
    assert (projects["number"], projects["of"]) == (["10", "15"], ["fund"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("WASHINGTON, D.C. (April 14, 2015) – The department announced a fund.", "2015-04-14"),
        ("Paris, le 14 mars 2018", "2018-03-14"),
        ("Published 18 May 2012, 10:32", "2012-05-18"),
        ("令和元年10月15日", "2019-10-15"),
        ("On April 14, 2015, the department announced a fund of great importance to all.", None),
    ],
)
def test_the_day_of_publication_stands_alone_or_opens_the_report(text: str, day: str | None) -> None:
    (source,) = drafts(text, Kind.SOURCE) or [{}]
    assert source.get("published", [None]) == [day]
    assert "organisation" not in {draft.kind.value for draft in read(Document("a.txt", text))}


@pytest.mark.parametrize(
    "part",
    [
        *(
            "A",
            "Aa ",
            "A. ",
            '"Aa ',
            "1",
            "1. ",
            "January 1 ",
            "$1 ",
            "「",
            "大臣",
            "the forum of ",
            "A said that ",
            "A-",
        ),
        *(
            "Minister of Trade, ",
            "FY2006 budget 5 (5) ",
            "including A, ",
            "three seminars and two ",
            "headed by A B and ",
        ),
    ],
)
def test_the_time_of_a_text_without_end_grows_with_its_length(part: str) -> None:
    start = process_time()
    read(Document("a.txt", part * (20_000 // len(part))))
    assert process_time() - start < 10
