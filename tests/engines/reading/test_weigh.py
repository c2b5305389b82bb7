"""What a model proposes: proven by the document's words it joins the drafts, marked; anything else is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.engines.reading import (
    MAY_PROPOSE,
    Document,
    Draft,
    Kind,
    Proposal,
    Quoted,
    Weighed,
    as_lines,
    from_line,
    merged,
    read,
    weigh,
)
from renkei.engines.reading.gate import proves
from renkei.engines.reading.quotations import Quotations

TEXT = (
    "Posted: March 4, 2021\n\n"
    "The Examplia Forum is to take place in Lisbon on May 6-7, 2021.\n"
    "Over 19,000 visitors are awaited at the\n  Night of the Open Labs, to be held in\u3000Porto on May 8, 2021.\n"
    '"A Festival of Tides may take place in Rome," said Anna Berg, Director General of the Agency for Tides.\n'
    "Norway gave USD 25 million to the Lakeside Institute.\n"
    "東京で研究集会が開催されました。\n"
    "We use cookies from the Cookie Forum in Rome of May 5, 2021.\n"
)
DOCUMENT = Document("a.txt", TEXT)
RULES = read(DOCUMENT)
FORUM = ("name", "Examplia Forum", "Examplia Forum")
NIGHT = ("name", "Night of the Open Labs", "at the Night of the Open Labs")


def proposed(kind: str, *fields: tuple[str, str, str]) -> Weighed:
    return weigh(DOCUMENT, RULES, [Proposal(kind, tuple(Quoted(*field) for field in fields))])


def added(weighed: Weighed) -> dict[str, str]:
    """Field → value of what came from the model."""
    return {
        name: value.value
        for draft in weighed.drafts
        for name, values in draft.fields.items()
        for value in values
        if value.found_by == "model"
    }


def draft_of(weighed: Weighed, name: str) -> Draft:
    return next(one for one in weighed.drafts if name in [value.value for value in one.fields.get("name", ())])


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("event", [NIGHT, ("place", "Porto", "held in Porto"), ("date", "2021-05-08", "on May 8, 2021")]),
        ("event", [NIGHT, ("attendance", "19000", "Over 19,000 visitors")]),
        ("money", [("amount", "USD 25000000", "USD 25 million"), ("payer", "Norway", "Norway gave")]),
        ("event", [("name", "研究集会", "東京で研究集会が"), ("place", "東京", "東京")]),
    ],
)
def test_a_value_that_stands_at_its_quotation_is_proven(kind: str, fields: list[tuple[str, str, str]]) -> None:
    weighed = proposed(kind, *fields)
    assert (weighed.proposed, weighed.proven) == (len(fields), len(fields))
    assert all(
        proves(TEXT, value) for draft in weighed.drafts for values in draft.fields.values() for value in values
    )  # fmt: skip
    for field, value, _ in fields:
        assert any(value == one.value for draft in weighed.drafts for one in draft.fields.get(field, ()))


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("event", [("name", "Fake Forum", "Fake Forum")]),  # stands nowhere
        ("event", [("name", "Fake Forum", "Examplia Forum")]),  # stands not in its quotation
        ("event", [("name", "examplia forum", "Examplia Forum")]),
        ("event", [("name", "Examplia For", "The Examplia Forum")]),  # cut out of a word
        ("event", [("name", "Examplia  \n", "")]),
        ("event", [("name", "", "Examplia Forum")]),
        ("event", [("name", "Cookie Forum", "the Cookie Forum in Rome")]),  # page furniture
        ("figure", [("number", "9000", "9,000")]),  # cut out of 19,000
        ("figure", [("number", "9", "Over 19,000")]),
        ("money", [("amount", "USD 5000000", "USD 25 million")]),
        ("money", [("amount", "EUR 25000000", "USD 25 million")]),
        ("money", [("amount", "USD 25000000", "USD 25")]),
        ("country", [("country", "SE", "Norway")]),
        ("budget", [("fiscal_year", "FY2021", "2021")]),
        ("rumour", [FORUM]),
        ("source", [("title", "Examplia Forum", "Examplia Forum")]),
        ("statement", [("words", "Examplia Forum", "Examplia Forum")]),
        ("", []),
        ("event", [("record", "https://ror.org/r1", "Examplia Forum")]),
        ("event", [("place", "Porto", "held in Porto")]),  # of what event?
        ("event", [("name", TEXT, TEXT)]),
        ("commitment", [("commitment", "of " * 500, "of " * 500)]),
    ],
)
def test_what_its_words_do_not_state_is_dropped(kind: str, fields: list[tuple[str, str, str]]) -> None:
    weighed = proposed(kind, *fields)
    assert weighed == Weighed(RULES, proposed=len(fields))


def test_what_the_rules_found_is_known_and_only_the_rest_is_added_to_their_draft() -> None:
    weighed = proposed("event", FORUM, ("place", "Lisbon", "in Lisbon"), ("participant", "visitors", "19,000 visitors"))
    assert (weighed.proven, weighed.known, added(weighed)) == (3, 2, {"participant": "visitors"})
    assert len(weighed.drafts) == len(RULES)
    assert "place" in draft_of(weighed, "Examplia Forum").fields
    again = proposed("event", FORUM, ("place", "Lisbon", "in Lisbon"))
    assert again == Weighed(RULES, 2, 2, 2)


def test_that_an_event_is_only_planned_or_over_a_number_is_said_by_our_own_words() -> None:
    weighed = proposed("event", NIGHT, ("status", "held", "held"), ("attendance", "19000", "19,000"))
    night = draft_of(weighed, "Night of the Open Labs")
    assert weighed.proven == 2
    assert [value.value for value in night.fields["attendance_bound"]] == ["over"]
    assert [value.value for value in night.fields["status"]] == ["planned"]


def test_what_stands_in_reported_words_alone_stays_reported() -> None:
    festival = draft_of(proposed("event", ("name", "Festival of Tides", "Festival of Tides")), "Festival of Tides")
    assert festival.fields["name"][0].found_by == "model"
    assert festival.fields["reported_by"][0].value.startswith("Anna Berg")
    forum = proposed("event", FORUM, ("place", "Rome", "may take place in Rome"))
    placed = [draft for draft in forum.drafts if any(one.value == "Rome" for one in draft.fields.get("place", ()))]
    assert placed
    assert all("reported_by" in draft.fields for draft in placed)


def test_two_proposals_of_one_fact_are_one_draft() -> None:
    proposals = [
        Proposal("event", (Quoted(*NIGHT), Quoted("place", "Porto", "Porto"))),
        Proposal("event", (Quoted(*NIGHT), Quoted("date", "2021-05-08", "May 8, 2021"))),
    ]
    weighed = weigh(DOCUMENT, (), proposals)
    (draft,) = weighed.drafts
    assert {"name", "place", "date"} <= set(draft.fields)
    assert (weighed.proven, weighed.known) == (4, 1)


def test_what_a_model_found_is_marked_in_its_line_and_comes_back_from_it() -> None:
    drafts = proposed("event", NIGHT).drafts
    assert as_lines(drafts).count('"found_by":"model"') == 1
    assert tuple(map(from_line, as_lines(drafts).splitlines())) == drafts
    elsewhere = weigh(Document("b.txt", TEXT), (), [Proposal("event", (Quoted(*NIGHT),))]).drafts
    (joined,) = (draft for draft in merged((*drafts, *elsewhere)) if draft.fields.get("name", ())[1:])
    assert [(one.document, one.found_by) for one in joined.fields["name"]] == [("", "model"), ("b.txt", "model")]


def test_over_a_thousand_values_are_counted_and_not_looked_at() -> None:
    many = tuple(Quoted("name", f"Fake {number}", "Examplia Forum") for number in range(1_200))
    weighed = weigh(DOCUMENT, (), [Proposal("event", many), Proposal("event", (Quoted(*FORUM),))])
    assert weighed == Weighed((), proposed=1_201)


words = st.text(alphabet="ab9 ,.\n\u3000東京-", max_size=12)


@given(words, words)
def test_a_quotation_is_found_where_a_search_over_all_places_finds_it(text: str, quotation: str) -> None:
    def cut(place: int) -> bool:
        around = text[max(place - 1, 0) : place + 1]
        return 0 < place < len(text) and around.isalnum() and not set("東京") & set(around)

    wanted = " ".join(quotation.split())
    by_hand = [
        (start, end)
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if wanted
        and text[start:end] == text[start:end].strip()
        and " ".join(text[start:end].split()) == wanted
        and not cut(start)
        and not cut(end)
    ]
    assert [(span.start, span.end) for span in Quotations(text).places(quotation)] == by_hand


kinds = st.sampled_from([*MAY_PROPOSE, "rumour"])
names = st.sampled_from(sorted({name for fields in MAY_PROPOSE.values() for name in fields} | {"status", "record"}))
pieces = st.one_of(
    st.sampled_from(["Examplia Forum", "May 6-7, 2021", "2021-05-06/2021-05-07", "NO", "Norway", "USD 25 million"]),
    st.builds(lambda start, size: TEXT[start : start + size], st.integers(0, len(TEXT)), st.integers(0, 40)),
    st.text(max_size=5),
)


@given(st.lists(st.builds(Proposal, kinds, st.lists(st.builds(Quoted, names, pieces, pieces), max_size=4).map(tuple))))
def test_whatever_is_proposed_every_value_passes_the_gate_and_nothing_of_the_rules_is_lost(
    proposals: list[Proposal],
) -> None:
    weighed = weigh(DOCUMENT, RULES, proposals)
    assert all(proves(TEXT, value) for draft in weighed.drafts for values in draft.fields.values() for value in values)
    by_rules = {(draft.kind, draft.item): draft for draft in weighed.drafts}
    assert len(by_rules) == len(weighed.drafts)
    for draft in RULES:
        for name, values in draft.fields.items():
            assert set(values) <= set(by_rules[draft.kind, draft.item].fields[name])
    assert weighed.known <= weighed.proven <= weighed.proposed == sum(len(one.fields) for one in proposals)
    assert {draft.kind for draft in weighed.drafts} <= set(Kind)
