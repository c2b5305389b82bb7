"""What each funder and the call would say of an application, while it is written and as it was handed in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from renkei.engines.screening import Partner, Verdict, screen_application
from renkei.reports.language import Language
from renkei.reports.screening.sentences import finding, remedy
from renkei.site.calls.annexes import annexes_of
from renkei.site.calls.models import Call, Participation


@dataclass(frozen=True)
class Said:
    """A verdict in the reader's language: whose rule, what was found, what to change ("" where it passes)."""

    verdict: str
    whose: str
    partner: str
    found: str
    remedy: str


def verdicts_of(facts: Mapping[str, Any], call: Call, paying: Iterable[Participation]) -> tuple[Verdict, ...]:
    """The verdicts on an application's facts (`part.facts_of`, or a submission's snapshot) under a call's annexes.

    Partners go by their organisations' names. What organisations do in other applications stays out of it: nobody
    learns here who else applies.
    """
    annexes = annexes_of(call, paying)
    return screen_application(partners_of(facts), annexes, application=facts["application"]["number"])


def said(verdicts: Iterable[Verdict], language: Language, names: Mapping[str, str]) -> list[Said]:
    """The verdicts as sentences, what fails first, then what is in doubt; `names`: funder's code → name."""
    rank = {"fail": 0, "doubt": 1, "pass": 2}
    ordered = sorted(verdicts, key=lambda one: rank[one.verdict])
    return [
        Said(
            one.verdict,
            names.get(one.scope, one.scope) or language("screening.call"),
            one.partner_id,
            finding(one, language),
            remedy(one, language),
        )
        for one in ordered
    ]


def partners_of(facts: Mapping[str, Any]) -> tuple[Partner, ...]:
    """The engine's partners; an empty text is an unknown fact."""
    times = Counter(one["organisation"]["name"] for one in facts["partners"])
    return tuple(_partner(one, times) for one in facts["partners"])


def _partner(facts: Mapping[str, Any], times: Mapping[str, int]) -> Partner:
    organisation, asked = facts["organisation"], facts["request"]
    name = organisation["name"]
    return Partner(
        partner_id=name if times[name] == 1 else f"{name} ({facts['partner']})",
        payer=asked["funder"],
        amount=asked["amount"],
        currency=asked["currency"],
        total_cost=asked["total_cost"],
        costs=asked["costs"] or None,
        organisation_id=organisation["ror"] or organisation["id"],
        country=organisation["country"] or None,
        size=organisation["size"] or None,
        role=facts["role"],
        self_funded=True if asked["self_funded"] else None,
    )
