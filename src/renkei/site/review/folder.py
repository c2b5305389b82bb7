"""A call of the site as a programme folder: what the engines read, an analyst opens and an outsider replays.

The folder is made as text and read back with the care that anybody's folder gets, so that every defect is told once.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from renkei.money import decimal_text, format_amount
from renkei.programme import Folder, read_folder
from renkei.programme import write as folder_writing
from renkei.programme.escape import escaped
from renkei.site.applications.models import Submission
from renkei.site.calls.annexes import annexes_of
from renkei.site.calls.deciding import pot_of
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import unscoped
from renkei.site.review.models import CriterionScore, Standing
from renkei.site.review.terms import published

Line = Mapping[str, str]


def folder_of(call: Call, ground: str, verb: str = "select") -> Folder:
    """Settings, annexes and tables of a call as they stand; DefectsFound with all that a selection still lacks.

    The caller has asked the policy; `ground` says why the whole is read. `verb` is the command that asks: `check`
    wants less than a selection, and has the tables for screening too.
    """
    with tempfile.TemporaryDirectory(prefix="renkei-call-") as made:
        for name, text in _texts(call, ground):
            Path(made, name).write_text(text, encoding="utf-8")
        folder = read_folder(made, verb)
    return replace(folder, annexes=annexes_of(call, _participations(call, ground)))


def files_of(folder: Folder) -> dict[str, str]:
    """File name → text of a programme folder; the same folder gives the same texts."""
    return {name: content.decode() for name, content in folder_writing.files_of(folder)}


def _texts(call: Call, ground: str) -> Iterator[tuple[str, str]]:
    handed_in = _handed_in(call, ground)
    numbers = {one.application_id: one.application.number for one in handed_in}
    snapshots = [json.loads(one.snapshot) for one in handed_in]
    mine = {"application__in": numbers, "stage": call.stage}
    standings = {one.application_id: one for one in unscoped(Standing, ground).filter(**mine)}
    scores = unscoped(CriterionScore, ground).filter(**mine).order_by("application__number", "pk")
    yield "programme.yaml", _settings(call)
    tables = {
        "applications": [_application(*one, standings) for one in zip(handed_in, snapshots, strict=True)],
        "requests": [line for facts in snapshots for line in _requests(facts)],
        "request_costs": [line for facts in snapshots for line in _costs(facts)],
        "funders": [_funder(one, call) for one in _participations(call, ground)],
        "criteria_scores": [
            {"application_id": numbers[one.application_id], "criterion": one.criterion, "score": _plain(one.score)}
            for one in scores
        ],
        **call.tables,
    }
    for name, lines in tables.items():
        if lines:
            yield f"{name}.csv", _csv(lines)


def _handed_in(call: Call, ground: str) -> list[Submission]:
    """The submissions that count, of the call's stage now, in the order of their numbers."""
    standing = unscoped(Submission, ground).filter(application__call=call, stage=call.stage, withdrawn_at__isnull=True)
    return list(standing.select_related("application").order_by("application__number"))


def _participations(call: Call, ground: str) -> Iterable[Participation]:
    return unscoped(Participation, ground).filter(call=call).select_related("funder").order_by("funder__code")


def _settings(call: Call) -> str:
    facts = {
        "name": call.title,
        "call": call.slug,
        "reporting_currency": call.reporting_currency,
        **published(call),
    }
    return yaml.safe_dump(facts, allow_unicode=True, sort_keys=False)


def _application(row: Submission, facts: Mapping[str, Any], standings: Mapping[int, Standing]) -> Line:
    stands = standings.get(row.application_id, Standing())
    return {
        "application_id": row.application.number,
        "title": facts["application"]["title"],
        "field": stands.field,
        "score": _plain(stands.score),
        "score_error": _plain(stands.score_error),
        "band": _plain(stands.band),
        "rank": _plain(stands.rank),
        "status": stands.status,
        "ground": stands.ground,
    }


def _requests(facts: Mapping[str, Any]) -> Iterator[Line]:
    for partner in facts["partners"]:
        organisation, asked = partner["organisation"], partner["request"]
        currency = asked["currency"]
        yield {
            "application_id": facts["application"]["number"],
            "partner_id": f"P{partner['partner']}",
            "organisation_id": organisation["ror"] or organisation["id"],
            "organisation": organisation["name"],
            "country": organisation["country"],
            "size": organisation["size"],
            "role": partner["role"],
            "funder_id": asked["funder"] or "",
            "self_funded": "yes" if asked["self_funded"] else "no",
            "amount": _money(0 if asked["self_funded"] else asked["amount"], currency),
            "currency": currency,
            "total_cost": _money(asked["total_cost"], currency),
        }


def _costs(facts: Mapping[str, Any]) -> Iterator[Line]:
    for partner in facts["partners"]:
        for category, amount in sorted(partner["request"]["costs"].items()):
            currency = partner["request"]["currency"]
            yield {
                "application_id": facts["application"]["number"],
                "partner_id": f"P{partner['partner']}",
                "category": category,
                "amount": _money(amount, currency),
                "currency": currency,
            }


def _funder(row: Participation, call: Call) -> Line:
    currency = row.funder.currency
    return {
        "funder_id": row.funder.code,
        "name": row.funder.name,
        "country": row.funder.country,
        "currency": currency,
        "budget": _money(row.budget, currency),
        "confirmed_raise": _money(row.confirmed_raise, currency),
        "possible_raise": _money(row.possible_raise, currency),
        "pot": pot_of(row, call.tables),
        "top_up_entitled": {None: "", True: "yes", False: "no"}[row.top_up_entitled],
        "max_reduction": _plain(row.max_reduction),
    }


def _money(minor: int | None, currency: str) -> str:
    return "" if minor is None else format_amount(minor, currency)


def _plain(value: Decimal | int | None) -> str:
    return "" if value is None else decimal_text(value)


def _csv(lines: Iterable[Line]) -> str:
    frame = pl.DataFrame(lines, infer_schema_length=None)
    return frame.select(escaped(pl.all().cast(pl.String))).write_csv(line_terminator="\n")
