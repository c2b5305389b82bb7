"""A call and its applicants for the storm: each consortium of two is whole, signed off, and ready to be handed in.

usage: python -m benchmarks.site.seed PLAN NUMBER SECONDS    (within the site's environment)
Writes what the applicants need: a session each, already logged in, and the address of its application.
"""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.utils import timezone

SECTIONS = ("summary", "plan", "impact")
GROUND = "the storm's own data"
TEXT = "What we shall do, with whom, and what it is good for. " * 40


def main(plan: Path, number: int, seconds: int) -> None:
    django.setup()
    from django.db import transaction

    now = timezone.now()
    with transaction.atomic():
        call = _call(now, now + timedelta(seconds=seconds))
        rows = [_application(call, place, now) for place in range(number)]
    plan.write_text(json.dumps({"deadline": call.accepts_until.timestamp(), "call": call.slug, "applicants": rows}))


def _call(now: datetime, deadline: datetime):
    from renkei.site.calls.models import Call, Funder, Participation, Section
    from renkei.site.directory.models import Organisation

    slug = f"storm-{now:%H%M%S}"
    call = Call(
        slug=slug,
        title="The last hour",
        summary="A made-up call.",
        state="published",
        opens_at=now - timedelta(days=30),
        closes_at=deadline,
        accepts_until=deadline,
    )
    call.save()
    for position, key in enumerate(SECTIONS):
        Section(call=call, key=key, title=key, position=position).save()
    for code, currency in (("AAA", "EUR"), ("BBB", "JPY")):
        funder = Funder(code=f"{code}-{slug}", name=f"Agency {code}", country="FR", currency=currency)
        funder.save()
        Participation(call=call, funder=funder, budget=10**12).save()
        Organisation(name=f"University {code} {slug}", country="FR", size="university").save()
    return call


def _application(call, place: int, now: datetime) -> dict[str, str]:
    from renkei.site.accounts.models import User
    from renkei.site.applications.models import Application, Member, Partner, Request, SectionText, SignOff
    from renkei.site.applications.part import digest_of, whole_of
    from renkei.site.calls.models import Participation, Section
    from renkei.site.directory.models import Organisation
    from renkei.site.policy import unscoped

    people = [User(email=f"p{place}-{one}@{call.slug}.example", language="en") for one in range(2)]
    for person in people:
        person.set_unusable_password()
    User.objects.bulk_create(people)
    number = f"{call.slug}-{place:05}"
    row = Application(call=call, number=number, acronym=f"A{place}", title=number, begun_at=now, begun_by=people[0])
    row.save()
    sections = list(unscoped(Section, GROUND).filter(call=call))
    funders = list(unscoped(Participation, GROUND).filter(call=call).select_related("funder").order_by("pk"))
    homes = list(unscoped(Organisation, GROUND).order_by("-pk")[:2])
    for position, person in enumerate(people):
        partner = Partner(
            application=row, organisation=homes[position], role="partner" if position else "lead", position=position + 1
        )
        partner.save()
        Member(partner=partner, user=person, joined_at=now).save()
        money = {"currency": funders[position].funder.currency, "amount": 10**7, "total_cost": 2 * 10**7}
        Request(partner=partner, participation=funders[position], costs={"personnel": 2 * 10**7}, **money).save()
    for section in sections:
        SectionText(application=row, section=section, text=TEXT, version=1, saved_at=now, saved_by=people[0]).save()
    SignOff(partner=partner, digest=digest_of(whole_of(row), partner), at=now, by=people[1]).save()
    return {"session": _session(people[0]), "path": f"/applications/{row.public_id}/submit/"}


def _session(user) -> str:
    """A log-in from earlier in the day."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key is not None
    return session.session_key


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
