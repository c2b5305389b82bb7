"""The same fact from several documents is one draft; what they contradict each other in is shown."""

from renkei.engines.reading import Document, Draft, Kind, merged, read


def drafts(*texts: str) -> list[Draft]:
    found = [draft for at, text in enumerate(texts) for draft in read(Document(f"{at}.txt", text))]
    return [draft for draft in merged(found) if draft.kind is Kind.EVENT]


FORUM = "The Examplia Forum took place in Lisbon on May 6, 2021, attracting over 900 participants.\n"


def test_two_pieces_of_evidence_make_one_draft() -> None:
    (event,) = drafts(FORUM, FORUM.replace("Lisbon", "lovely Lisbon"))
    assert [value.document for value in event.fields["attendance"]] == ["", "1.txt"]
    assert event.contradicts == ()


def test_contradicting_sources_are_both_shown() -> None:
    (event,) = drafts(FORUM, FORUM.replace("900", "700"))
    assert [value.value for value in event.fields["attendance"]] == ["900", "700"]
    assert event.contradicts == ("attendance",)


def test_a_month_and_a_day_in_it_do_not_contradict_each_other() -> None:
    (event,) = drafts(FORUM, "The Examplia Forum took place in Lisbon in May 2021.\n")
    assert [value.value for value in event.fields["date"]] == ["2021-05-06", "2021-05"]
    assert event.contradicts == ()


def test_forums_of_two_years_and_mere_meetings_stay_apart() -> None:
    meeting = "The ministers held a meeting in Lisbon on May 6, 2021.\n"
    assert len(drafts(FORUM, FORUM.replace("2021", "2022"))) == 2
    assert len(drafts(meeting, meeting)) == 2
