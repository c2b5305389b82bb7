"""The consortia of the story: who they are, what they ask, and how those are written that no test clicks through."""

from dataclasses import dataclass
from datetime import datetime

from renkei.site.accounts.models import User
from renkei.site.applications import actions
from renkei.site.applications.models import Application, Partner, Request
from renkei.site.directory.models import Organisation
from renkei.site.policy import unscoped
from tests.site.applications.conftest import letters, secret_of
from tests.site.browser.whole_call.company import SLUG
from tests.site.conftest import acting

WHY = "the test"
ZONES = {"FR": "Europe/Paris", "JP": "Asia/Tokyo", "CA": "America/Toronto"}
LANGUAGES = {"FR": "fr", "JP": "ja", "CA": "en"}


@dataclass(frozen=True)
class Part:
    """A partner: its organisation, who writes for it, whom it asks and for how much (major units)."""

    name: str
    country: str
    size: str
    email: str
    funder: str
    amount: int

    @property
    def asked(self) -> actions.Asked:
        minor = self.amount * (1 if self.funder == "MSF" else 100)
        return actions.Asked(self.funder, amount=minor, costs={"personnel": minor * 2})


@dataclass(frozen=True)
class Team:
    """A consortium, its lead first."""

    acronym: str
    title: str
    parts: tuple[Part, ...]

    @property
    def row(self) -> Application:
        return unscoped(Application, WHY).get(acronym=self.acronym)

    @property
    def number(self) -> str:
        return self.row.number

    @property
    def people(self) -> list[str]:
        return sorted(one.email for one in self.parts)


TEAMS = {
    one.acronym: one
    for one in (
        Team("RECIRCLE", "Alloys that can be told apart and parted again", (
            Part("Institut des matériaux de Fabulie", "FR", "institute", "lea@fabulie.example", "AFR", 200_000),
            Part("Musashino Institute of Made-up Materials", "JP", "institute", "kenji@musashino.example", "MSF",
                 30_000_000),
            Part("Prairie Polymers Inc.", "CA", "sme", "cathy@prairie.example", "PRC", 250_000),
        )),
        Team("GLASSLOOP", "Glass fibres without loss of strength", (
            Part("Kitahama University", "JP", "university", "ren@kitahama.example", "MSF", 30_000_000),
            Part("Lac-Feint University", "CA", "university", "marie@lacfeint.example", "PRC", 200_000),
        )),
        Team("BIOBIND", "Binders from wood for moulded parts", (
            Part("Maple Microfibre Ltd.", "CA", "startup", "noah@maple.example", "PRC", 260_000),
            Part("Hypothèse SAS", "FR", "startup", "chloe@hypothese.example", "AFR", 200_000),
        )),
        Team("COLDSORT", "Sorting of composites at low temperature", (
            Part("Université de Port-Nulle", "FR", "university", "hugo@portnulle.example", "AFR", 150_000),
            Part("Tokyo Bay Sensors KK", "JP", "startup", "aoi@tokyobay.example", "MSF", 30_000_000),
        )),
        Team("REPRINT", "Printed circuits that come off their boards", (
            Part("Fictive Circuits KK", "JP", "sme", "yuki@fictive.example", "MSF", 30_000_000),
            Part("Atelier Chimérique", "FR", "sme", "jules@chimerique.example", "AFR", 260_000),
        )),
    )
}  # fmt: skip
CLICKED, *BY_ACTIONS = TEAMS.values()
TEXTS = {
    "summary": "We make materials that keep their worth when the product is at its end.",
    "cooperation": "Each of us has what the others lack: the melt, the measurement, the market.",
    "plan": "Three work packages in thirty months: samples, proof on a line, guidance for others.",
    "impact": "Two makers of parts use the results at once; the data are open after a year.",
    "risks": "The samples may be too brittle; then we go back to the second recipe.",
}


def account_of(part: Part) -> User:
    """The account of who writes for a partner, in the language of its country."""
    found = User.objects.filter(email=part.email).first()
    return found or User.objects.create_user(
        part.email, language=LANGUAGES[part.country], time_zone=ZONES[part.country]
    )


def found(team: Team, at: datetime) -> None:
    """A consortium with its people, nothing written yet."""
    lead, *others = team.parts
    who = acting(account_of(lead), at)
    made = actions.begin(who, SLUG, actions.Heading(team.acronym, team.title), _organisation(lead))
    for part in others:
        partner = actions.add_partner(who, made.public_id, _organisation(part))
        actions.invite(who, made.public_id, partner.public_id, part.email)
        actions.join(acting(account_of(part), at), secret_of(letters("invitation")[-1]))


def write(team: Team, at: datetime, *sections: str) -> None:
    """The sections of the lead, and every partner's own part and request, signed off."""
    row, lead = team.row, acting(account_of(team.parts[0]), at)
    for key in sections:
        actions.save_section(lead, actions.Place(row.public_id, key), TEXTS[key], 0)
    for part, partner in zip(team.parts, _partners(row), strict=True):
        who = acting(account_of(part), at)
        place = actions.Place(row.public_id, "part", partner.public_id)
        actions.save_section(who, place, f"{part.name} makes the samples and measures them.", 0)
        version = unscoped(Request, WHY).get(partner=partner).version
        actions.save_request(who, row.public_id, partner.public_id, part.asked, version)
        if partner.role != "lead":
            actions.sign_off(who, row.public_id, partner.public_id)


def complete(team: Team, at: datetime) -> None:
    """What the full stage asks besides; what stood stays signed off."""
    lead = acting(account_of(team.parts[0]), at)
    for key in ("plan", "impact", "risks"):
        actions.save_section(lead, actions.Place(team.row.public_id, key), TEXTS[key], 0)


def hand_in(team: Team, at: datetime) -> None:
    actions.submit(acting(account_of(team.parts[0]), at), team.row.public_id, f"{at:%Y%m%d}")


def _partners(row: Application) -> list[Partner]:
    return list(unscoped(Partner, WHY).filter(application=row, removed_at=None).order_by("position"))


def _organisation(part: Part):
    made = Organisation(name=part.name, country=part.country, size=part.size)
    made.save()
    return made.public_id
