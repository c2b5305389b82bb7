"""Applications of the made-up programme, at several stages."""

import re
from datetime import datetime, timedelta

from renkei.site.applications import actions
from renkei.site.applications.actions import Asked, Heading, Place
from renkei.site.applications.models import Application, Partner
from renkei.site.calls.models import Call
from renkei.site.demo.cast import Cast
from renkei.site.outbox.models import Parcel
from renkei.site.policy import unscoped

GROUND = "the made-up programme"
COMMON = {
    "summary": "We make a cell that starts at minus forty degrees, and show it on a fishing boat through one winter.",
    "plan": "First year: electrolytes.\n\nSecond year: cells of ten ampere hours.\n\nThird year: the boat.",
    "impact": "Boats without diesel heaters; a standard for starting batteries in the cold.",
    "cooperation": "One partner has the chemistry, one the machines, one the cold. None has two of them.",
}


def begun(cast: Cast, at: datetime) -> Application:
    """Just begun: nothing but a title."""
    return _begin(cast, "batteries", at - timedelta(hours=20), "ICEBOX", "Ice as an electrolyte", "Hypothèse SAS")


def half_written(cast: Cast, at: datetime) -> Application:
    """A consortium of three: one part signed off, one over its rate, one still invited."""
    day = at - timedelta(days=5)
    made = _begin(cast, "batteries", day, "NANOCAT", "Cells that start at minus forty", "Université de Port-Nulle")
    _write_common(cast, made, day)
    _ask(cast, made, "lead", day, Asked("AFR", amount=240_000_00, costs={"personnel": 200_000_00, "travel": 40_000_00}))
    partner = join(cast, made, "lead", "partner", "Prairie Polymers Inc.", day)
    _write_part(cast, made, "partner", partner, day, "We pour the polymer and break it in the cold.")
    costs = {"personnel": 300_000_00, "equipment": 200_000_00}
    _ask(cast, made, "partner", day, Asked("PRC", amount=310_000_00, costs=costs, national_number="PRC-0042"), partner)
    by = cast.acting("lead", day)
    waiting = actions.add_partner(by, made.public_id, cast.organisations["架空電池株式会社"].public_id)
    actions.invite(by, made.public_id, waiting.public_id, "battery@demo.example", "ja")
    return made


def handed_in(
    cast: Cast, call: Call, at: datetime, acronym: str, title: str, amount: int, withdrawn: bool = False
) -> Application:
    """A whole application of two, submitted at a moment, with its receipt."""
    made = _begin(cast, call.slug, at - timedelta(days=9), acronym, title, "Université de Port-Nulle")
    _write_common(cast, made, at - timedelta(days=6))
    costs = {"personnel": amount, "consumables": amount // 10}
    _ask(cast, made, "lead", at - timedelta(days=5), Asked("AFR", amount=amount, costs=costs))
    partner = join(cast, made, "lead", "partner", "Lac-Feint University", at - timedelta(days=5))
    _write_part(cast, made, "partner", partner, at - timedelta(days=2), "We measure, and doubt the measurements.")
    asked = Asked("PRC", amount=amount, costs=costs, national_number=f"PRC-{made.pk:04}")
    _ask(cast, made, "partner", at - timedelta(days=2), asked, partner)
    actions.sign_off(cast.acting("partner", at - timedelta(days=1)), made.public_id, partner.public_id)
    actions.submit(cast.acting("lead", at), made.public_id, f"demo-{acronym}")
    if withdrawn:
        actions.withdraw(cast.acting("lead", at + timedelta(hours=3)), made.public_id)
    return made


def _begin(cast: Cast, call: str, at: datetime, acronym: str, title: str, organisation: str) -> Application:
    where = cast.organisations[organisation].public_id
    return actions.begin(cast.acting("lead", at), call, Heading(acronym, title), where)


def lead_of(made: Application) -> Partner:
    """The partner that leads."""
    return unscoped(Partner, GROUND).get(application=made, role="lead")


def _write_common(cast: Cast, made: Application, at: datetime) -> None:
    by = cast.acting("lead", at)
    for section, text in COMMON.items():
        actions.save_section(by, Place(made.public_id, section), text, 0)
    _write_part(cast, made, "lead", lead_of(made), at, "We lead, and bring the electrolyte.")


def _write_part(cast: Cast, made: Application, who: str, partner: Partner, at: datetime, text: str) -> None:
    actions.save_section(cast.acting(who, at), Place(made.public_id, "part", partner.public_id), text, 0)


def _ask(cast: Cast, made: Application, who: str, at: datetime, asked: Asked, partner: Partner | None = None) -> None:
    actions.save_request(cast.acting(who, at), made.public_id, (partner or lead_of(made)).public_id, asked, 1)


def join(cast: Cast, made: Application, lead: str, who: str, organisation: str, at: datetime) -> Partner:
    """An organisation as a partner, its account invited and come by the link in its letter."""
    by = cast.acting(lead, at)
    partner = actions.add_partner(by, made.public_id, cast.organisations[organisation].public_id)
    actions.invite(by, made.public_id, partner.public_id, cast.users[who].email)
    letter = unscoped(Parcel, GROUND).filter(kind="mail", key__startswith="invitation").order_by("-pk").first()
    found = re.search(r"/invitations/([\w-]+)/", letter.contents["text"] if letter else "")
    if found is None:
        raise RuntimeError("the invitation's letter holds no link")
    actions.join(cast.acting(who, at + timedelta(minutes=30)), found[1])
    return partner
