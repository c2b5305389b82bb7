"""A call after its deadline, as large as asked: applications handed in to its funders, made in bulk."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from renkei.records.canonical import canonical, sha256
from renkei.site.accounts.models import User
from renkei.site.applications.models import Application, Submission
from renkei.site.calls.models import Call, Funder, Officer, Participation
from renkei.site.policy import Role, unscoped
from tests.site.conftest import NOW, person

WHY = "the test"
COUNTRIES = ("JP", "CA", "FR", "DE", "TR")
SELECTION = {
    "scale": {"min": "0", "max": "15", "best": "high"},
    "criteria": ["Excellence", "Impact", "Plan"],
    "selection": {"rule": "gaps"},
}


@dataclass
class Closed:
    """The call, its funders' parts and officers by code, its submissions by number."""

    call: Call
    secretary: User
    parts: dict[str, Participation] = field(default_factory=dict)
    officers: dict[str, User] = field(default_factory=dict)
    submissions: dict[str, Submission] = field(default_factory=dict)

    def fresh(self) -> Call:
        self.call = unscoped(Call, WHY).get(pk=self.call.pk)
        return self.call


def closed_call(applications: int = 3, funders: int = 2, at: datetime = NOW, partners: int = 2, **given) -> Closed:
    """Application n asks `partners` funders one after the other, from the n-th on, 1000 × n of each."""
    day = timedelta(days=1)
    dates = {"opens_at": at - 60 * day, "closes_at": at - 2 * day, "accepts_until": at - 2 * day}
    call = Call(slug="joint", title="Joint call", summary="Materials", state="published", **dates)
    call.selection = given.pop("selection", SELECTION)
    for name, value in given.items():
        setattr(call, name, value)
    call.save()
    made = Closed(call, person("secretary@x.example", Role.SECRETARIAT))
    for n in range(funders):
        code = f"F{n + 1}"
        funder = Funder(code=code, name=f"Funder {n + 1}", country=COUNTRIES[n % 5], currency="EUR")
        funder.save()
        annex = {"currency": "EUR", "ceiling": "1500", "rate": "75"}
        made.parts[code] = Participation(call=call, funder=funder, budget=500_000, annex=annex)
        made.parts[code].save()
        made.officers[code] = person(f"{code.lower()}@x.example")
        Officer(funder=funder, user=made.officers[code]).save()
    author = person("author@x.example")
    rows = [
        Application(
            call=call, number=f"JOINT-{n:04}", acronym=f"AC{n}", title=f"Title {n}", begun_at=at, begun_by=author
        )
        for n in range(1, applications + 1)
    ]
    Application.objects.bulk_create(rows)
    numbered = {one.number: one for one in unscoped(Application, WHY).filter(call=call)}
    handed_in = []
    for n in range(1, applications + 1):
        row = numbered[f"JOINT-{n:04}"]
        snapshot = snapshot_of(made, row, n, partners)
        handed_in.append(
            Submission(
                application=row,
                sequence=1,
                key="k",
                received_at=at - 3 * day,
                by=author,
                snapshot=snapshot,
                sha256=sha256(snapshot.encode()),
            )
        )
    Submission.objects.bulk_create(handed_in)
    made.submissions = {
        one.application.number: one
        for one in unscoped(Submission, WHY).select_related("application").filter(application__call=call)
    }
    asked = Submission.asked.through
    funder_ids = {code: part.funder_id for code, part in made.parts.items()}
    asked.objects.bulk_create(
        asked(submission_id=one.pk, funder_id=funder_ids[code])
        for one in made.submissions.values()
        for code in {partner["request"]["funder"] for partner in json.loads(one.snapshot)["partners"]}
    )
    return made


def snapshot_of(made: Closed, row: Application, n: int, partners: int, text: str = "") -> str:
    codes = list(made.parts)
    return canonical(
        {
            "format": "renkei-submission-1",
            "call": {"slug": made.call.slug, "title": made.call.title, "version": 1},
            "application": {
                "number": row.number,
                "acronym": row.acronym,
                "title": row.title,
                "common_sections": [{"section": "summary", "title": "Summary", "text": text or "Word " * 400}],
            },
            "partners": [
                {
                    "partner": at + 1,
                    "role": "partner" if at else "lead",
                    "organisation": {
                        "id": f"org-{n}-{at}",
                        "name": f"Organisation {n}-{at}",
                        "ror": "",
                        "country": COUNTRIES[(n + at) % 5],
                        "size": "university",
                    },
                    "request": {
                        "funder": codes[(n - 1 + at) % len(codes)],
                        "self_funded": False,
                        "currency": "EUR",
                        "amount": 100_000 * n,
                        "total_cost": 200_000 * n,
                        "costs": {"personnel": 200_000 * n},
                        "national_number": "",
                    },
                    "sections": [],
                    "files": [],
                    "people": [],
                    "signed_off": None,
                }
                for at in range(partners)
            ],
        }
    ).decode()


def full_stage(made: Closed) -> None:
    """The call past its full stage's deadline: all were invited, and handed in again as they were."""
    unscoped(Call, WHY).filter(pk=made.call.pk).update(stages=2, stage=2)
    for number, old in made.submissions.items():
        new = Submission(application=old.application, stage=2, sequence=2, key="full", received_at=NOW, by=old.by)
        new.snapshot, new.sha256 = old.snapshot, old.sha256
        new.save()
        new.asked.set(
            Submission.asked.through.objects.filter(submission=old.pk).values_list("funder", flat=True), clear=True
        )
        made.submissions[number] = new


def handed_in_anew(made: Closed, number: str, text: str = "Another text") -> Submission:
    """The application's submission replaced by one with another text."""
    old = made.submissions[number]
    unscoped(Submission, WHY).filter(pk=old.pk).update(withdrawn_at=NOW)
    snapshot = old.snapshot.replace("Word Word", text)
    new = Submission(application=old.application, sequence=2, key="k2", received_at=NOW, by=old.by, snapshot=snapshot)
    new.sha256 = sha256(snapshot.encode())
    new.save()
    new.asked.set(
        Submission.asked.through.objects.filter(submission=old.pk).values_list("funder", flat=True), clear=True
    )
    made.submissions[number] = new
    return new
