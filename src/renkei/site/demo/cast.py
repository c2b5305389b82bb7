"""The people, funders and organisations of the made-up programme."""

from dataclasses import dataclass, field
from datetime import datetime

from allauth.account.models import EmailAddress

from renkei.site.accounts.models import Appointment, User
from renkei.site.calls.models import Funder, Officer
from renkei.site.directory.models import Organisation
from renkei.site.policy import Actor, Role

PASSWORD = "renkei-demo-2027"


@dataclass(frozen=True)
class Person:
    """An account: who it is, which role it holds, whose officer it is."""

    email: str
    name: str
    plays: str
    role: Role | None = None
    officer_of: str = ""
    language: str = "en"
    time_zone: str = "UTC"


PEOPLE = (
    Person("secretariat@demo.example", "Sora Sekretar", "secretariat", Role.SECRETARIAT, time_zone="Asia/Tokyo"),
    Person("coordinator@demo.example", "Cora Coordina", "coordinator", Role.COORDINATOR),
    Person("chair@demo.example", "Chandra Chair", "panel chair", Role.CHAIR),
    Person("observer@demo.example", "Otto Observer", "observer", Role.OBSERVER),
    Person("admin@demo.example", "Ada Admin", "administrator", Role.ADMINISTRATOR),
    Person("officer.jp@demo.example", "架空 花子", "officer of MSF (Japan)", None, "MSF", "ja", "Asia/Tokyo"),
    Person("officer.ca@demo.example", "Olive Officer", "officer of PRC (Canada)", None, "PRC", "en", "America/Toronto"),
    Person("lead@demo.example", "Léa Lead", "lead of consortia", None, "", "fr", "Europe/Paris"),
    Person("partner@demo.example", "Paul Partner", "partner in consortia", None, "", "en", "America/Toronto"),
    Person("reviewer@demo.example", "Rin Reviewer", "reviewer (no panel yet)"),
)

FUNDERS = (
    ("MSF", "Musashi Science Fund (made up)", "JP", "JPY"),
    ("PRC", "Prairie Research Council (made up)", "CA", "CAD"),
    ("AFR", "Agence Fictive de Recherche (made up)", "FR", "EUR"),
    ("RIF", "Rhein-Innovationsfonds (made up)", "DE", "EUR"),
)

ORGANISATIONS = (
    ("Université de Port-Nulle", "FR", "university"),
    ("Musashino Institute of Made-up Materials", "JP", "institute"),
    ("架空電池株式会社", "JP", "sme"),
    ("Prairie Polymers Inc.", "CA", "sme"),
    ("Lac-Feint University", "CA", "university"),
    ("Rheinfabel Werke AG", "DE", "large"),
    ("Institut für erfundene Optik", "DE", "institute"),
    ("Hypothèse SAS", "FR", "startup"),
    ("Tokyo Bay Sensors KK", "JP", "startup"),
    ("Nordlicht Fabulation GmbH", "DE", "sme"),
    ("北浜大学", "JP", "university"),
    ("Maple Microgrids Ltd.", "CA", "startup"),
)


@dataclass
class Cast:
    """Everybody by the word that the scenes use: accounts by the part before the @, the rest by code or name."""

    users: dict[str, User] = field(default_factory=dict)
    funders: dict[str, Funder] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def acting(self, name: str, at: datetime) -> Actor:
        """Somebody at a moment."""
        user = self.users[name]
        return Actor(at, user.pk, user.roles(), user.get_full_name())


def enter() -> Cast:
    """The cast, with its accounts."""
    cast = Cast()
    for code, name, country, currency in FUNDERS:
        contact = f"desk@{code.lower()}.example"
        cast.funders[code] = Funder(code=code, name=name, country=country, currency=currency, contact=contact)
        cast.funders[code].save()
    for name, country, size in ORGANISATIONS:
        cast.organisations[name] = Organisation(name=name, country=country, size=size)
        cast.organisations[name].save()
    for person in PEOPLE:
        cast.users[person.email.partition("@")[0]] = _account(person, cast)
    return cast


def _account(person: Person, cast: Cast) -> User:
    first, _, last = person.name.partition(" ")
    given = {"first_name": first, "last_name": last, "language": person.language, "time_zone": person.time_zone}
    user = User.objects.create_user(person.email, PASSWORD, **given)
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    if person.role:
        Appointment(user=user, role=person.role, ground="the made-up programme").save()
    if person.officer_of:
        Officer(user=user, funder=cast.funders[person.officer_of]).save()
    return user
