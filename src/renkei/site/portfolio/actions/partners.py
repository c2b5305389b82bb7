"""A partner of a funded application is replaced, or pays for itself: with a ground, and screened again."""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.engines.screening import Elsewhere, Verdict
from renkei.site.applications.actions.held import person
from renkei.site.applications.actions.organisations import NewOrganisation, organisation_of
from renkei.site.applications.models import Member, Partner, Request, Submission
from renkei.site.applications.screening import verdicts_of
from renkei.site.audit.trail import record
from renkei.site.calls.models import Call, Participation
from renkei.site.decisions.models import Decision
from renkei.site.policy import Actor, NotAllowed, locked, unscoped
from renkei.site.portfolio.actions.following import end
from renkei.site.portfolio.decided import decided
from renkei.site.portfolio.models import Award, Departure

GROUND = "a partner of a funded application that the actor follows up"
Kind = Departure.Kind


@dataclass(frozen=True)
class Change:
    """A change of one partner, by its place: an organisation comes in its stead, or (None) it pays for itself."""

    number: str
    position: int
    organisation: NewOrganisation | None = None

    @property
    def kind(self) -> str:
        """As the departure names it."""
        return Kind.SELF_FUNDING if self.organisation is None else Kind.REPLACED


def screened_again(call: Call, change: Change) -> tuple[Verdict, ...]:
    """What the call and its funders say of the application as it would be; the caller asked the policy."""
    facts = _changed(_facts(call, change.number), change)
    parts = list(unscoped(Participation, GROUND).filter(call=call).select_related("funder"))
    return verdicts_of(facts, call, parts, Elsewhere())  # decided: who else applied counts no more


def change_partner(actor: Actor, slug: str, change: Change, ground: str) -> Departure:
    """The partner replaced or paying for itself; ValidationError without a ground, or where nothing is funded.

    Who wrote for a partner that is replaced reads its letters no more. Where a partner pays for itself its funder's
    award shrinks by its part, or ends. What the screening says again stands in the trail.
    """
    if not ground.strip():
        raise ValidationError({"ground": _("Say why: it is kept in the audit trail.")})
    with transaction.atomic():
        call = locked(actor, "follow_up", Call, slug=slug)
        partner = _partner(call, change)
        verdicts = screened_again(call, change)
        decision = _standing(call)
        made = Departure(decision=decision, application=partner.application, partner=partner, kind=change.kind)
        made.ground, made.by_id, made.at = ground.strip(), person(actor), actor.at
        before = {"organisation": partner.organisation.name}
        if change.organisation is None:
            _pays_for_itself(partner, decision, made.ground)
        else:
            made.organisation = organisation_of(actor, change.organisation)
            partner.organisation = made.organisation
            partner.save(update_fields=["organisation"])
            unscoped(Member, GROUND).filter(partner=partner).delete()
        made.save(force_insert=True)
        after = {"organisation": partner.organisation.name, "self_funding": change.organisation is None}
        after["screening"] = sorted({f"{one.scope or 'call'}: {one.verdict}" for one in verdicts})
        record(actor, f"departure.{made.kind}", made, before, after, made.ground)
    return made


def _partner(call: Call, change: Change) -> Partner:
    rows = unscoped(Partner, GROUND).filter(application__call=call, removed_at__isnull=True)
    rows = rows.filter(application__number=change.number, position=change.position)
    partner = rows.select_related("application", "organisation").first()
    if partner is None:
        raise NotAllowed("see applications.Partner")
    standing = unscoped(Award, GROUND).filter(application=partner.application).exclude(state=Award.State.ENDED)
    if not standing.exists():
        raise ValidationError(_("The application has no award that stands."))
    return partner


def _pays_for_itself(partner: Partner, decision: Decision, ground: str) -> None:
    if (
        partner.role == "lead"
        and not unscoped(Partner, GROUND).filter(application=partner.application).exclude(pk=partner.pk).exists()
    ):
        raise ValidationError(_("It is the only partner: let the application drop out."))
    parts = decided(decision).parts.get(partner.application.number, [])
    part = next((one for one in parts if one.position == partner.position and one.funder), None)
    request = unscoped(Request, GROUND).filter(partner=partner).first()
    if part is None or request is None or request.self_funded:
        raise ValidationError(_("It asks no funder for anything: it pays for itself already."))
    rows = unscoped(Award, GROUND).filter(application=partner.application, participation__funder__code=part.funder)
    award = rows.exclude(state=Award.State.ENDED).select_for_update().first()
    request.self_funded, request.participation, request.amount = True, None, 0
    request.version += 1
    request.save()
    if award is None:
        return
    if award.amount <= part.granted:
        end([award], {award.application_id: ground})
        return
    award.amount -= part.granted
    award.granted = None if award.granted is None else min(award.granted, award.amount)
    award.version += 1
    award.save()


def _standing(call: Call) -> Decision:
    rows = unscoped(Decision, GROUND).filter(meeting__call=call, state=Decision.State.ADOPTED)
    decision = rows.order_by("-number").first()
    if decision is None:
        raise ValidationError(_("No decision is adopted."))
    return decision


def _facts(call: Call, number: str) -> Any:
    rows = unscoped(Submission, GROUND).filter(application__call=call, application__number=number, stage=call.stage)
    row = rows.filter(withdrawn_at__isnull=True).first()
    if row is None:
        raise NotAllowed("see applications.Submission")
    return json.loads(row.snapshot)


def _changed(facts: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """The facts with the change; NotAllowed where there is no such partner."""
    changed: dict[str, Any] = copy.deepcopy(dict(facts))
    partner = next((one for one in changed["partners"] if one["partner"] == change.position), None)
    if partner is None:
        raise NotAllowed("see applications.Partner")
    if change.organisation is None:
        partner["request"] |= {"funder": "", "self_funded": True, "amount": 0}
    else:
        new = change.organisation
        partner["organisation"] = {"id": "", "ror": "", "name": new.name, "country": new.country, "size": new.size}
    return changed
