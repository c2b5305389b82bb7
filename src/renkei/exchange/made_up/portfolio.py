"""Made-up programmes of several agencies and their projects, to try coordination on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from renkei.exchange.made_up.draw import Draw
from renkei.exchange.made_up.words import FIELDS, LABEL, PURPOSES, QUALITIES, THINGS
from renkei.settings import Settings
from renkei.tables import PROGRAMMES, PROJECTS, RATES, STAGES

YEARS = (2023, 2024, 2025, 2026)
REGIONS = ("Northmark", "Eastshore", "Southvale", "Westholm")
AGENCIES = (  # name, currency, a typical yearly budget in major units
    ("Ministry of Industry", "JPY", 900_000_000),
    ("Science Agency", "JPY", 600_000_000),
    ("Ministry of Environment", "JPY", 350_000_000),
    ("Research Council", "EUR", 4_000_000),
    ("Enterprise Fund", "EUR", 2_500_000),
)
RATE = Decimal("162.5")
LINES, TOPICS = 9, 24  # programmes of an agency; subjects that projects share
TAKEN_UP = 4  # programmes that another agency goes on with
_OTHERWISE = {"materials for energy": "Materials for Energy", "functional surfaces": "surface engineering"}


@dataclass(frozen=True)
class _Line:
    """A programme through the years it runs in."""

    number: int
    agency: tuple[str, str, int]
    field: str
    region: str
    stage: str
    topic: tuple[str, str]
    years: tuple[int, ...]


def made_up_portfolio(projects: int, seed: int = 1) -> tuple[Settings, dict[str, pl.DataFrame]]:
    """Settings and the tables programmes, projects and rates; the same seed, the same tables."""
    draw = Draw(seed)
    topics = [(draw.of(THINGS), draw.of(PURPOSES)) for _ in range(TOPICS)]
    lines = list(_lines(draw, topics))
    lines += _taken_up(lines)
    rows = [row for line in lines for row in _years(draw, line)]
    own = [_project(draw, number, draw.of(lines), topics) for number in range(1, projects + 1)]
    rates = [{"currency": "JPY", "rate": RATE, "date": date(2026, 6, 30), "source": "made up"}]
    settings = Settings(f"{LABEL} programmes of five agencies", made_up=True, reporting_currency="EUR")
    return settings, {
        "programmes": pl.DataFrame(rows, schema=PROGRAMMES.schema),
        "projects": pl.DataFrame(own, schema=PROJECTS.schema),
        "rates": pl.DataFrame(rates, schema=RATES.schema),
    }


def _lines(draw: Draw, topics: list[tuple[str, str]]) -> Iterator[_Line]:
    for place, agency in enumerate(AGENCIES):
        for number in range(LINES):
            first, last = draw.weighted((5, 2, 1, 1)), draw.weighted((1, 1, 2, 6))
            yield _Line(
                place * LINES + number + 1,
                agency,
                draw.of(FIELDS),
                draw.of(REGIONS),
                STAGES[draw.weighted((4, 4, 3))],
                draw.of(topics),
                YEARS[min(first, last) : max(first, last) + 1],
            )


def _taken_up(lines: list[_Line]) -> list[_Line]:
    """Programmes of another agency that begin the year after one of these ended."""
    ended = [line for line in lines if line.years[-1] < YEARS[-1]][:TAKEN_UP]
    return [
        replace(
            line,
            number=len(lines) + at,
            agency=AGENCIES[(AGENCIES.index(line.agency) + 1) % len(AGENCIES)],
            years=tuple(year for year in YEARS if year > line.years[-1]),
        )
        for at, line in enumerate(ended, 1)
    ]


def _years(draw: Draw, line: _Line) -> Iterator[dict[str, object]]:
    name, currency, typical = line.agency
    thing, purpose = line.topic
    for year in line.years:
        budget = typical * draw.between(4, 20) // 10
        minor = budget // 10_000 * 10_000 * (1 if currency == "JPY" else 100)
        yield {
            "programme_id": f"MU{line.number:02d}-{year}",
            "agency": f"{LABEL} {name}",
            "title": f"{LABEL}: {thing} for {purpose}",
            "aim": f"Bring {thing} to use in {purpose}, from {line.stage} work on {line.field}.",
            "field": None if draw.one_in(25) else _written(draw, line.field),
            "region": line.region,
            "stage": line.stage,
            "fiscal_year": year,
            "budget": None if draw.one_in(30) else minor,
            "spent": minor * draw.between(70, 100) // 100 if year < YEARS[-1] else None,
            "currency": currency,
        }


def _written(draw: Draw, field: str) -> str:
    """The field, now and then as another office writes it."""
    return _OTHERWISE.get(field, field) if draw.one_in(3) else field


def _project(draw: Draw, number: int, line: _Line, topics: list[tuple[str, str]]) -> dict[str, object]:
    name, currency, typical = line.agency
    thing, purpose = line.topic if draw.one_in(2) else draw.of(topics)
    quality, other = draw.of(QUALITIES), draw.of(QUALITIES)
    start = date(draw.of(line.years), draw.between(1, 12), 1)
    amount = typical * draw.between(2, 12) // 100 // 1000 * 1000
    return {
        "project_id": f"MUP{number:03d}",
        "funder_id": f"{LABEL} {name}",
        "title": f"{LABEL}: {quality} {thing} for {purpose}",
        "text": f"The project makes {quality} and {other} {thing} and tries them in {purpose}.",
        "field": line.field,
        "region": line.region,
        "stage": line.stage,
        "start": start,
        "end": start + timedelta(days=365 * draw.between(1, 3) - 1),
        "amount": amount * (1 if currency == "JPY" else 100),
        "currency": currency,
        "status": "ended" if start.year < YEARS[1] else "applied" if draw.one_in(8) else "running",
    }
