"""The settings of who ranks and who endorses: read from programme.yaml, and written back."""

from typing import Any

from renkei.defects import say
from renkei.programme.nearness import nearest_word
from renkei.programme.section import Section
from renkei.programme.source import Fault
from renkei.settings import MERGES, WHO_RANKS, Endorsing, SelectionSettings
from renkei.tables import DECIMALS

RANKING_KEYS = ("who_ranks", "merge", "points_places", "endorsements")
AGENCIES = ("lead", "partners")


def ranking_settings(section: Section) -> dict[str, Any]:
    """The fields of `SelectionSettings` that the section `selection` states; what does not hold is said."""
    who = section.choice("who_ranks", WHO_RANKS, "joint")
    merge = section.choice("merge", MERGES, None)
    if who == "merged" and not section.text("merge"):
        remedy = say("write merge: and one of {list}", list=", ".join(MERGES))
        section.wrong("merge", "", "a call whose funders rank publishes how their lists are merged", remedy)
    if (who, section.text("binding")) in (("merged", "score"), ("national_points", "rank")):
        said = say("{word} makes the order by itself", word=who)
        section.wrong("binding", section.text("binding"), said, "delete the key")
    return {
        "who_ranks": who,
        "merge": merge,
        "points_places": section.word("points_places", 3, _places, _places_fault),
        "endorsements": _endorsing(section.section("endorsements")),
    }


def _places(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= DECIMALS else None


def _places_fault(_: str) -> Fault:
    rule = say("the number of decimals is a whole number from 0 to {n}", n=DECIMALS)
    return rule, "write digits only, such as 3"


def _endorsing(section: Section) -> Endorsing:
    section.only("agencies", "keys", "pending")
    agencies, keys = _once(section, "agencies"), _once(section, "keys")
    for word in agencies:
        if word not in AGENCIES:
            near = nearest_word(word, AGENCIES)
            meant = near or "lead or partners"
            remedy = say("write {word}; other authorities stand in keys:", word=meant)
            section.wrong("agencies", word, "agencies are lead and partners", remedy)
    known = tuple(word for word in AGENCIES if word in agencies)
    return Endorsing(known, keys, section.choice("pending", ("waits", "counts"), "waits"))


def _once(section: Section, name: str) -> tuple[str, ...]:
    named = section.texts(name)
    if len(set(named)) < len(named):
        section.wrong(name, ", ".join(named), "an authority is named once", "delete the repeated one")
    return named


def ranking_keys(selection: SelectionSettings) -> dict[str, Any]:
    """The same as keys of programme.yaml; None and empty where at the default."""
    endorsing = selection.endorsements
    return {
        "who_ranks": selection.who_ranks if selection.who_ranks != "joint" else None,
        "merge": selection.merge,
        "points_places": selection.points_places if selection.points_places != 3 else None,
        "endorsements": {
            "agencies": list(endorsing.agencies),
            "keys": list(endorsing.keys),
            "pending": endorsing.pending if endorsing.pending != "waits" else None,
        },
    }
