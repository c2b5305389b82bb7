"""From what was understood to the contracts' tables and the programme's settings."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from renkei.exchange.sheets.applications import Application
from renkei.exchange.sheets.mapping import SheetMapping
from renkei.exchange.sheets.requests import Request
from renkei.exchange.sheets.understanding import FunderMeans
from renkei.money import minor_digits
from renkei.settings import Scale, SelectionSettings, Settings, Thresholds
from renkei.tables import TABLES


def tables_of(
    applications: Sequence[Application],
    requests: Sequence[Request],
    funders: Sequence[FunderMeans],
    mapping: SheetMapping,
) -> dict[str, pl.DataFrame]:
    """The tables, each with its contract's columns and types; columns of the sheet beside them are kept as text."""
    found = {
        "applications": _frame("applications", [_application(one) for one in applications], _beside(applications)),
        "requests": _frame("requests", [_request(one) for one in requests], _beside_requests(requests)),
        "funders": _frame("funders", [_funder(one) for one in funders]),
    }
    scores = [
        {"application_id": one.application_id, "criterion": criterion, "score": score}
        for one in applications
        for criterion, score in one.criteria.items()
    ]
    if scores:
        found["criteria_scores"] = _frame("criteria_scores", scores)
    if mapping.rates:
        found["rates"] = _frame(
            "rates", [{"currency": code, "rate": rate} for code, rate in sorted(mapping.rates.items())]
        )
    return found


def settings_of(
    name: str,
    currencies: set[str],
    scale: Scale | None,
    threshold: Decimal | None,
    criteria: Sequence[str],
    mapping: SheetMapping,
    binding: str,
) -> Settings:
    """The programme's settings; a reporting currency where there is only one, or where it is stated."""
    return Settings(
        name=name,
        reporting_currency=mapping.reporting_currency or (next(iter(currencies)) if len(currencies) == 1 else ""),
        scale=scale,
        criteria=tuple(criteria),
        thresholds=Thresholds(threshold, tuple(sorted(mapping.thresholds.items()))),
        selection=SelectionSettings(binding="rank" if binding == "rank" else "score"),
    )


def minor(amount: Decimal | None, currency: str) -> int | None:
    """An amount in major units as an integer of the minor unit."""
    return None if amount is None else int(amount.scaleb(minor_digits(currency)))


def _frame(name: str, rows: list[dict[str, object]], extra: Sequence[str] = ()) -> pl.DataFrame:
    schema: Mapping[str, pl.DataType] = {**TABLES[name].schema, **dict.fromkeys(extra, pl.String())}
    return pl.DataFrame([{key: row.get(key) for key in schema} for row in rows], schema=dict(schema), orient="row")


def _beside(applications: Sequence[Application]) -> list[str]:
    known = set(TABLES["applications"].names)
    return [key for key in dict.fromkeys(key for one in applications for key in one.beside) if key not in known]


def _beside_requests(requests: Sequence[Request]) -> list[str]:
    known = set(TABLES["requests"].names)
    return [key for key in dict.fromkeys(key for one in requests for key in one.beside) if key not in known]


def _application(one: Application) -> dict[str, object]:
    keywords = one.beside.get("keywords")
    return {
        **{key: text or None for key, text in one.beside.items()},
        "keywords": [word.strip() for word in keywords.split(",")] if keywords else None,
        "application_id": one.application_id,
        "title": one.title,
        "score": one.score,
        "rank": one.rank,
        "status": one.status,
        "ground": one.ground or None,
    }


def _request(one: Request) -> dict[str, object]:
    return {
        **one.beside,
        "application_id": one.application_id,
        "partner_id": one.partner_id,
        "funder_id": one.funder_id,
        "amount": minor(one.amount, one.currency),
        "currency": one.currency,
    }


def _funder(one: FunderMeans) -> dict[str, object]:
    currency = one.funder.currency
    return {
        "funder_id": one.funder.funder_id,
        "name": one.funder.name,
        "country": one.funder.country,
        "currency": currency,
        "budget": minor(one.budget, currency),
        "confirmed_raise": minor(one.confirmed_raise, currency),
        "possible_raise": minor(one.possible_raise, currency),
        "top_up_entitled": one.top_up_entitled,
    }
