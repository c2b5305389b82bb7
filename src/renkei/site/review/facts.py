"""What a submission's snapshot says, read once a row."""

import json
from typing import Any

from renkei.site.applications.models import Submission


def facts_of(row: Submission) -> Any:
    """The snapshot as data."""
    if "facts" not in row.__dict__:
        row.__dict__["facts"] = json.loads(row.snapshot)
    return row.__dict__["facts"]


def title_of(row: Submission) -> str:
    """Its title as it was handed in."""
    return str(facts_of(row)["application"]["title"])


def countries_of(row: Submission) -> str:
    """The countries of its partners, separated by semicolons, the lead's first."""
    partners = sorted(facts_of(row)["partners"], key=lambda one: one["role"] != "lead")
    return ";".join(dict.fromkeys(one["organisation"]["country"] for one in partners))


def lead_of(row: Submission) -> str:
    """The name of the organisation that leads it."""
    partners = facts_of(row)["partners"]
    return next((str(one["organisation"]["name"]) for one in partners if one["role"] == "lead"), "")


def asked_of(row: Submission, code: str) -> int:
    """What its partners ask of a funder, in minor units of the funder's currency."""
    requests = (one["request"] for one in facts_of(row)["partners"])
    return sum(one["amount"] or 0 for one in requests if one["funder"] == code)
