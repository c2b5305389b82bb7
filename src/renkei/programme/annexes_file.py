"""`annexes.yaml` in a programme's folder: found, read with all that is wrong in it, and written back."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from renkei.annexes import ELSE, Annex, Annexes, Graded
from renkei.defects import Defect
from renkei.money import format_amount
from renkei.programme.annex import annex_of
from renkei.programme.entries import Entry, Reading
from renkei.programme.rules_file import read_rules
from renkei.programme.section import Section

ANNEXES_FILE = "annexes.yaml"
CALL = "call"
_NEAR = ("annexes", "annex")


def read_annexes(home: Path, defects: list[Defect]) -> Annexes | None:
    """The annexes beside a programme's tables; None without any, or where they cannot be read."""
    return read_rules(home / ANNEXES_FILE, _NEAR, "annexes", annexes_of, defects)


def annexes_of(tree: Entry, reading: Reading) -> Annexes:
    """The annexes that a tree states; what does not hold is said in `reading` and left out."""
    top = Section("", tree.value if isinstance(tree.value, dict) else {}, reading)
    top.only(CALL, "funders")
    if not top.entries:
        reading.defect(0, "", "", "annexes state rules", "write call: and funders:, with rules under them")
    funders = top.section("funders")
    if CALL in funders.entries:
        rule = "a funder is named otherwise than the call"
        funders.wrong(CALL, "", rule, "move its rules up under call:, or write the funder's identifier")
    return Annexes(
        annex_of(top.section(CALL), of_call=True),
        {name: annex_of(funders.section(name), of_call=False) for name in funders.entries},
    )


def annexes_keys(annexes: Annexes) -> dict[str, Any]:
    """The same as keys of annexes.yaml; empty where nothing is stated."""
    return {
        "call": _keys(annexes.call),
        "funders": {name: _keys(annex) for name, annex in annexes.funders.items()},
    }


def _keys(annex: Annex) -> dict[str, Any]:
    plain = ("organisations_at_least", "organisations_at_most", "countries_at_least", "organisation_share")
    rest = ("leads_at_most", "applications_at_most", "count_self_funded")
    return {
        "title": annex.title,
        "source": annex.source,
        "currency": annex.currency,
        "sizes": list(annex.sizes),
        "countries": list(annex.countries),
        "rate": _limits(annex.rate, lambda one: one),
        "ceiling": _limits(annex.ceiling, lambda one: _major(one, annex.currency)),
        "floor": _major(annex.floor, annex.currency),
        "costs": {"paid": list(annex.paid), "at_most": dict(annex.cost_shares)},
        "total_ceiling": _major(annex.total_ceiling, annex.currency),
        **{name: getattr(annex, name) for name in (*plain, "country_share")},
        "share_of": annex.share_of if annex.share_of != "cost" else None,
        "includes": list(annex.includes),
        "includes_countries": list(annex.includes_countries),
        "led_by": list(annex.led_by),
        **{name: getattr(annex, name) for name in rest},
    }


def _limits(graded: Graded | None, shown: Any) -> Any:
    if graded is None:
        return None
    found: Mapping[str, Any] = {name: shown(limit) for name, limit in graded.of.items()}
    return found[ELSE] if list(found) == [ELSE] else found


def _major(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Decimal(format_amount(minor, currency))
