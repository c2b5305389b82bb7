"""What of a folder's tables is searched: a record for each profile, project, application, programme and call."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from renkei.index.search.record import Record
from renkei.settings import Settings


def records_of(tables: Mapping[str, pl.DataFrame], settings: Settings, folder: str) -> Iterator[Record]:
    """The records of a folder, by its tables profiles, projects, applications, programmes and its settings."""
    if "profiles" in tables:
        yield from _profiles(tables["profiles"], folder)
    if "projects" in tables:
        yield from _projects(tables["projects"], folder)
    if "programmes" in tables:
        yield from _programmes(tables["programmes"], folder)
    asked = _asked(tables)
    if "applications" in tables:
        yield from _applications(tables["applications"], asked, folder)
    if settings.name:
        yield _call(settings, tables.get("applications"), asked, folder)


def _profiles(frame: pl.DataFrame, folder: str) -> Iterator[Record]:
    names = ("profile_id", "kind", "title", "text", "organisation", "country", "field", "size", "stage")
    for key, kind, title, text, organisation, country, field, size, stage in _rows(frame, names):
        yield Record(
            folder, "profiles", key, kind, title, text, organisation, _some(country), _some(field), size, stage
        )


def _projects(frame: pl.DataFrame, folder: str) -> Iterator[Record]:
    names = ("project_id", "title", "text", "field", "region", "stage", "funder_id", "start")
    for key, title, text, field, region, stage, funder, start in _rows(frame, names):
        year = start.year if isinstance(start, date) else None
        yield Record(
            folder,
            "projects",
            key,
            "project",
            title,
            text,
            fields=_some(field),
            stage=stage,
            funders=_some(funder),
            year=year,
            keywords=_some(region),
        )


def _programmes(frame: pl.DataFrame, folder: str) -> Iterator[Record]:
    names = ("programme_id", "agency", "title", "aim", "field", "region", "stage", "fiscal_year")
    for key, agency, title, aim, field, region, stage, year in _rows(frame, names):
        yield Record(
            folder,
            "programmes",
            key,
            "programme",
            title,
            aim,
            agency,
            fields=_some(field),
            stage=stage,
            funders=_some(agency),
            year=year or None,
            keywords=_some(region),
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an application's requests say: who leads it, from which countries, of which funders."""

    organisation: str = ""
    size: str = ""
    countries: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()


def _asked(tables: Mapping[str, pl.DataFrame]) -> dict[str, _Asked]:
    """By application; the organisation is the lead's, else the first partner's in the order of identifiers."""
    if "requests" not in tables:
        return {}
    lead = (pl.col("role") == "lead").fill_null(False)
    rows = tables["requests"].sort(~lead, "partner_id").group_by("application_id", maintain_order=True)
    found = rows.agg(
        pl.col("organisation", "size").first().fill_null(""),
        pl.col("country", "funder_id").drop_nulls().unique().sort(),
    )
    return {
        key: _Asked(organisation, size, tuple(countries), tuple(funders))
        for key, organisation, size, countries, funders in found.rows()
    }


def _applications(frame: pl.DataFrame, asked: Mapping[str, _Asked], folder: str) -> Iterator[Record]:
    for key, title, text, field, keywords in _rows(frame, ("application_id", "title", "abstract", "field", "keywords")):
        of = asked.get(key, _Asked())
        yield Record(
            folder,
            "applications",
            key,
            "application",
            title,
            text,
            of.organisation,
            of.countries,
            _some(field),
            of.size,
            funders=of.funders,
            keywords=tuple(keywords or ()),
        )


def _call(settings: Settings, applications: pl.DataFrame | None, asked: Mapping[str, _Asked], folder: str) -> Record:
    fields = [] if applications is None else applications["field"].drop_nulls().unique().sort().to_list()
    return Record(
        folder,
        "programme.yaml",
        settings.call or settings.name,
        "call",
        settings.name,
        "",
        countries=_all(of.countries for of in asked.values()),
        fields=tuple(fields),
        funders=_all(of.funders for of in asked.values()),
        keywords=settings.criteria,
    )


def _rows(frame: pl.DataFrame, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return frame.select(pl.col(names)).with_columns(pl.col(pl.String).fill_null("")).iter_rows()


def _some(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _all(parts: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({one for part in parts for one in part}))
