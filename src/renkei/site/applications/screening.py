"""What each funder and the call would say of an application, while it is written and as it was handed in."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from renkei.engines.screening import Elsewhere, Partner, Verdict, screen_application
from renkei.reports.language import Language
from renkei.reports.screening.sentences import finding, remedy
from renkei.site.calls.annexes import annexes_of
from renkei.site.calls.models import Call, Participation

RANK = {"fail": 0, "doubt": 1, "pass": 2}
COUNTING = {"leads_at_most", "applications_at_most"}  # rules on an organisation's other applications


@dataclass(frozen=True)
class Remark:
    """What one annex says of one partner (or "" of the whole) with one verdict: what was found, what to change."""

    verdict: str
    whose: str
    partner: str
    found: tuple[str, ...]
    remedies: tuple[str, ...]


def verdicts_of(
    facts: Mapping[str, Any], call: Call, paying: Iterable[Participation], elsewhere: Elsewhere
) -> tuple[Verdict, ...]:
    """The verdicts on an application's facts (`part.facts_of`, or a submission's snapshot) under a call's annexes.

    Partners go by their organisations' names. `elsewhere` is what the reader may know of other applications
    (`elsewhere_seen`): it can break a rule that counts them, but that the rule holds is not said, for whoever sees
    some applications cannot know of the others.
    """
    annexes, number = annexes_of(call, paying), facts["application"]["number"]
    said = screen_application(partners_of(facts), annexes, application=number, elsewhere=elsewhere)
    return tuple(one for one in said if one.rule not in COUNTING or one.verdict != "pass")


def remarks_of(
    verdicts: Iterable[Verdict], language: Language, names: Mapping[str, str], first: Collection[str] = ()
) -> list[Remark]:
    """The verdicts in the reader's language, what fails first, then what is in doubt.

    `names`: funder's code → name; `first`: the partners whose remarks come before the others'.
    """
    grouped: dict[tuple[str, str, str], list[Verdict]] = {}
    for one in verdicts:
        grouped.setdefault((one.verdict, one.scope, one.partner_id), []).append(one)
    found = [
        Remark(
            verdict,
            names.get(scope, scope) or language("screening.call"),
            partner,
            tuple(finding(one, language) for one in same),
            tuple(dict.fromkeys(told for one in same if (told := remedy(one, language)))),
        )
        for (verdict, scope, partner), same in grouped.items()
    ]
    return sorted(found, key=lambda one: (RANK[one.verdict], one.partner not in first))


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
