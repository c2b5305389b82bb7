"""The people, funders and organisations of the made-up programme."""

from dataclasses import dataclass, field
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

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
    Person("officer.fr@demo.example", "Odile Officier", "officer of AFR (France)", None, "AFR", "fr", "Europe/Paris"),
    Person("officer.de@demo.example", "Ortrud Obmann", "officer of RIF (Germany)", None, "RIF", "en", "Europe/Berlin"),
    Person("officer.gb@demo.example", "Oswald Overton", "officer of FIA (Britain)", None, "FIA", "en", "Europe/London"),
    Person(
        "officer.se@demo.example", "Ottilia Ombud", "officer of NVS (Sweden)", None, "NVS", time_zone="Europe/Stockholm"
    ),
    Person("lead@demo.example", "Léa Lead", "lead of consortia", None, "", "fr", "Europe/Paris"),
    Person("partner@demo.example", "Paul Partner", "partner in consortia", None, "", "en", "America/Toronto"),
    Person("reviewer@demo.example", "Rin Reviewer", "reviewer (no panel yet)"),
)

FUNDERS = (
    ("MSF", "Musashi Science Fund (made up)", "JP", "JPY"),
    ("PRC", "Prairie Research Council (made up)", "CA", "CAD"),
    ("AFR", "Agence Fictive de Recherche (made up)", "FR", "EUR"),
    ("RIF", "Rhein-Innovationsfonds (made up)", "DE", "EUR"),
    ("FIA", "Fells Innovation Agency (made up)", "GB", "GBP"),
    ("NVS", "Norrvinds Vetenskapsstiftelse (made up)", "SE", "SEK"),
)

RATES = {"JPY": "160", "CAD": "1.5", "GBP": "0.86", "SEK": "11.4"}  # units for one euro

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
    ("Fellside University", "GB", "university"),
    ("Tarn & Beck Ltd.", "GB", "sme"),
    ("Norrvinds tekniska högskola", "SE", "university"),
    ("Älvfabel AB", "SE", "sme"),
)

LANGUAGES = {"JP": ("ja", "Asia/Tokyo"), "FR": ("fr", "Europe/Paris")}  # of those who write for an organisation there

WRITERS = {"Université de Port-Nulle": "lead", "Lac-Feint University": "partner", "Prairie Polymers Inc.": "partner"}


@dataclass
class Cast:
    """Everybody by the word that the scenes use: accounts by the part before the @, the rest by code or name."""

    users: dict[str, User] = field(default_factory=dict)
    writers: dict[str, str] = field(default_factory=dict)  # an organisation's name → who writes for it
    funders: dict[str, Funder] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)

    def acting(self, name: str, at: datetime) -> Actor:
        """Somebody at a moment."""
        user = self.users[name]
        return Actor(at, user.pk, user.roles(), user.get_full_name())

    def writing(self, organisation: str, at: datetime) -> Actor:
        """Whoever writes for an organisation, at a moment."""
        return self.acting(self.writers[organisation], at)


def enter() -> Cast:
    """The cast, with its accounts: a role each, and somebody who writes for each organisation."""
    cast = Cast()
    for code, name, country, currency in FUNDERS:
        contact = f"desk@{code.lower()}.example"
        cast.funders[code] = Funder(code=code, name=name, country=country, currency=currency, contact=contact)
        cast.funders[code].save()
    kept = make_password(PASSWORD)  # one for all: a hash is slow on purpose
    for person in PEOPLE:
        cast.users[person.email.partition("@")[0]] = _account(person, cast, kept)
    for place, (name, country, size) in enumerate(ORGANISATIONS, 1):
        cast.organisations[name] = Organisation(name=name, country=country, size=size)
        cast.organisations[name].save()
        word = WRITERS.get(name) or f"writer.{place}"
        if word not in cast.users:
            language, zone = LANGUAGES.get(country, ("en", "UTC"))
            writer = Person(f"{word}@demo.example", f"Writer {place}", "", language=language, time_zone=zone)
            cast.users[word] = _account(writer, cast, kept)
        cast.writers[name] = word
    return cast


def _account(person: Person, cast: Cast, kept: str) -> User:
    first, _, last = person.name.partition(" ")
    given = {"first_name": first, "last_name": last, "language": person.language, "time_zone": person.time_zone}
    user = User(email=person.email, password=kept, **given)
    user.save()
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    if person.role:
        Appointment(user=user, role=person.role, ground="the made-up programme").save()
    if person.officer_of:
        Officer(user=user, funder=cast.funders[person.officer_of]).save()
    return user
