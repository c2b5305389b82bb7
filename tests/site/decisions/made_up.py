"""A made-up call in the database, past its deadline and scored: what `renkei example` writes, as rows of the site."""

import json
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.exchange.made_up import Size, made_up_call
from renkei.programme.table_text import csv_bytes
from renkei.programme.write import settings_yaml
from renkei.site.accounts.models import User
from renkei.site.applications.models import Application, Submission
from renkei.site.calls.models import Call, Funder, Officer, Participation
from renkei.site.review.models import CriterionScore, Standing
from renkei.tables import TABLES

KEPT = ("scale", "criteria", "thresholds", "selection")


SMALL = Size(24, 6)


def made_up(now: datetime, size: Size = SMALL, seed: int = 3, rule: str = "gaps") -> Call:
    """The call `made-up`; funders' officers are `CODE@x.example`."""
    import yaml

    settings, tables = made_up_call(size, seed)
    stated = yaml.safe_load(settings_yaml(settings))
    selection = {name: stated[name] for name in KEPT if name in stated}
    selection["selection"]["rule"] = rule
    selection["selection"].get("reserve", {}).pop("until", None)
    closes = now - timedelta(days=20)
    call = Call(slug="made-up", title="Made-up call", summary="x", state="published", opens_at=now - timedelta(days=90),
                closes_at=closes, accepts_until=closes, selection=selection)  # fmt: skip
    call.tables = {"rates": _rows("rates", tables["rates"])} if "rates" in tables else {}
    call.save()
    funders = _funders(call, tables["funders"])
    _applications(call, tables, funders, closes)
    return call


def _rows(name: str, frame: pl.DataFrame) -> list[dict[str, str]]:
    text = pl.read_csv(csv_bytes(TABLES[name], frame), infer_schema=False)
    return [{key: value or "" for key, value in row.items()} for row in text.iter_rows(named=True)]


def _funders(call: Call, frame: pl.DataFrame) -> dict[str, Funder]:
    found = {}
    for row in frame.iter_rows(named=True):
        code = row["funder_id"]
        funder = Funder(code=code, name=row["name"], country=row["country"], currency=row["currency"])
        funder.save()
        money = {name: row[name] for name in ("budget", "confirmed_raise", "possible_raise")}
        Participation(call=call, funder=funder, **money).save()
        officer = User.objects.create_user(f"{code.lower()}@x.example")
        Officer(funder=funder, user=officer).save()
        found[code] = funder
    return found


def _applications(call: Call, tables: dict[str, pl.DataFrame], funders: dict[str, Funder], at: datetime) -> None:
    lead = User.objects.create_user("lead@x.example")
    requests: dict[str, list[dict[str, Any]]] = {}
    for row in tables["requests"].iter_rows(named=True):
        requests.setdefault(row["application_id"], []).append(row)
    apps = tables["applications"].to_dicts()
    rows = {one["application_id"]: _application(call, one, place, lead, at) for place, one in enumerate(apps, 1)}
    for row in rows.values():
        row.save()
    submissions = [_submission(rows[one], requests[one], lead, at) for one in rows]
    for submission in submissions:
        submission.save()
        asked = {one["funder_id"] for one in requests[submission.application.number] if one["funder_id"]}
        submission.asked.add(*(funders[one] for one in asked))
    for one in apps:
        standing = Standing(
            application=rows[one["application_id"]], status=one["status"] or "", ground=one["ground"] or ""
        )
        standing.field, standing.score, standing.score_error = one["field"] or "", one["score"], one["score_error"]
        standing.save()
    for one in tables["criteria_scores"].iter_rows(named=True):
        score: Decimal = one["score"]
        CriterionScore(application=rows[one["application_id"]], criterion=one["criterion"], score=score).save()


def _application(call: Call, one: dict[str, Any], place: int, lead: User, at: datetime) -> Application:
    made = Application(call=call, number=one["application_id"], acronym=f"ACR{place}", title=one["title"], begun_at=at)
    made.begun_by = lead
    return made


def _submission(row: Application, asked: list[dict[str, Any]], lead: User, at: datetime) -> Submission:
    partners = [
        {
            "partner": place,
            "role": one["role"],
            "organisation": {
                "ror": "",
                "id": one["organisation_id"],
                "name": one["organisation"],
                **{name: one[name] for name in ("country", "size")},
            },
            "request": {
                "funder": one["funder_id"],
                "self_funded": bool(one["self_funded"]),
                **{name: one[name] for name in ("currency", "amount", "total_cost")},
            },
        }
        for place, one in enumerate(asked, 1)
    ]
    snapshot = {"application": {"number": row.number, "title": row.title, "acronym": row.acronym}, "partners": partners}
    made = Submission(application=row, sequence=1, key="x", received_at=at, by=lead, sha256="0" * 64)
    made.snapshot = json.dumps(snapshot, ensure_ascii=False)
    return made
