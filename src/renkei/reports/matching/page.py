"""The page `matching.html`: figures, each need with the offers that answer it, partners, exposure."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from renkei.engines.matching import Matches
from renkei.engines.matching.profiles import owners
from renkei.reports.language import Language
from renkei.reports.matching.sentences import lead, percent, strength, why
from renkei.reports.report import Part, Report, report_page
from renkei.reports.sections.table import Column, Row, Table
from renkei.settings import Settings

SHOWN = 1000  # rows of a table on the page; the tables beside it hold all
CUT = 120  # signs of a text that stands for its title


def html(found: Matches, profiles: pl.DataFrame, settings: Settings, language: str = "en") -> str:
    """The page as HTML, self-contained; ValueError for an unknown language."""
    say = Language(language)
    known = {row["profile_id"]: row for row in profiles.iter_rows(named=True)}
    names = _names(profiles)
    notes = [say("matching.note")]
    if max(found.matches.height, found.partners.height, found.exposure.height) > SHOWN:
        notes.append(say("matching.note.more", n=SHOWN))
    return report_page(
        Report(
            title=say("matching.title", call=settings.name) if settings.name else say("matching.plain_title"),
            made_up=settings.made_up,
            lead=list(lead(found, say)),
            figures=figures(found, say),
            parts=[
                Part("matches", say("matching.matches"), _matches(found, known, say), notes=notes),
                Part(
                    "partners",
                    say("matching.partners"),
                    _partners(found, names, say),
                    notes=[say("matching.mutual.note")],
                ),
                Part(
                    "exposure",
                    say("matching.exposure"),
                    _exposure(found, names, say),
                    notes=[say("matching.exposure.note")],
                ),
            ],
        ),
        say,
    )


def figures(found: Matches, say: Language) -> list[tuple[str, str]]:
    """The figures by name; what the bound costs only where there is one."""
    cost = [(say("matching.cost"), percent(found.bound.cost, say))] if found.options.small_share else []
    return [
        (say("matching.needs"), say.number(len(found.needs))),
        (say("matching.matches"), say.number(found.matches.height)),
        (say("matching.small"), percent(found.bound.small, say)),
        *cost,
    ]


def named(profile: Mapping[str, Any], most: int = CUT) -> str:
    """A profile's title, or the beginning of its text, of at most so many signs."""
    return profile["title"] or _cut(profile["text"], most)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rstrip() + "…"


def whose(profile: Mapping[str, Any], say: Language) -> str:
    """The organisation of a profile with its country."""
    name = profile["organisation"] or profile["organisation_id"] or profile["profile_id"]
    return f"{name} ({say.country(profile['country'])})" if profile["country"] else str(name)


def _matches(found: Matches, known: Mapping[str, Mapping[str, Any]], say: Language) -> Table:
    rows = found.matches.head(SHOWN).iter_rows(named=True)
    return Table(
        key="table-matches",
        caption=say("matching.matches.caption"),
        columns=[
            Column(say("matching.need"), wide=True),
            Column(say("column.rank"), number=True),
            Column(say("matching.offer"), wide=True),
            Column(say("matching.by"), wide=True),
            Column(say("matching.strength"), number=True),
            Column(say("column.why"), wide=True),
        ],
        rows=[
            Row(
                [
                    _told_once(row, known),
                    say.number(row["rank"]),
                    f"{row['offer_id']}: {named(known[row['offer_id']])}",
                    whose(known[row["offer_id"]], say),
                    strength(row["strength"], say),
                    why(
                        found.words[row["need_id"], row["offer_id"]],
                        found.together[row["need_id"], row["offer_id"]],
                        say,
                    ),
                ]
            )
            for row in rows
        ],
    )


def _told_once(row: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> str:
    """The need with its title beside its best offer, by its identifier alone beside the others."""
    need = str(row["need_id"])
    return f"{need}: {named(known[need])}" if row["rank"] == 1 else need


def _names(profiles: pl.DataFrame) -> dict[str, str]:
    """What each organisation is called: the name that a profile states, else its or the profile's identifier."""
    ordered = profiles.sort("profile_id")
    rows = ordered.select("organisation", "organisation_id", "profile_id").iter_rows()
    called = sorted(zip(owners(ordered), rows, strict=True), key=lambda one: one[1][0] is None)
    return {owner: next(filter(None, row)) for owner, row in reversed(called)}


def _partners(found: Matches, names: Mapping[str, str], say: Language) -> Table:
    return Table(
        key="table-partners",
        caption=say("matching.partners.caption"),
        columns=[
            Column(say("matching.organisation"), wide=True),
            Column(say("column.rank"), number=True),
            Column(say("matching.partner"), wide=True),
            Column(say("matching.mutual"), number=True),
            Column(say("matching.answered"), number=True),
            Column(say("matching.answers"), number=True),
            Column(say("matching.needs_words"), wide=True),
            Column(say("matching.offers_words"), wide=True),
        ],
        rows=[
            Row(
                [
                    names[row["organisation_id"]],
                    say.number(row["rank"]),
                    names[row["partner_id"]],
                    strength(row["mutual"] or None, say),
                    strength(row["answered"], say),
                    strength(row["answers"], say),
                    row["needs_words"],
                    row["offers_words"],
                ]
            )
            for row in found.partners.head(SHOWN).iter_rows(named=True)
        ],
    )


def _exposure(found: Matches, names: Mapping[str, str], say: Language) -> Table:
    return Table(
        key="table-exposure",
        caption=say("matching.exposure.caption"),
        columns=[
            Column(say("matching.organisation"), wide=True),
            Column(say("matching.size")),
            Column(say("matching.offers"), number=True),
            Column(say("matching.places"), number=True),
            Column(say("matching.free_places"), number=True),
        ],
        rows=[
            Row(
                [
                    names[row["organisation_id"]],
                    say(f"matching.size.{row['size']}") if row["size"] else "–",
                    say.number(row["offers"]),
                    say.number(row["places"]),
                    say.number(row["free_places"]),
                ]
            )
            for row in found.exposure.head(SHOWN).iter_rows(named=True)
        ],
    )
