"""A call in two stages whose first one is over: two applications, handed in and scored, of which one fits the cap."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from renkei.site.accounts.models import User
from renkei.site.calls.models import Call, Participation, Section
from renkei.site.policy import Role, unscoped
from renkei.site.review.models import CriterionScore, Standing
from tests.site.applications.conftest import Consortium, founded, letters
from tests.site.calls.conftest import arrive
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, person

WHY = "the test"
AFTER = NOW + timedelta(days=31)
OPENS, CLOSES = NOW + timedelta(days=40), NOW + timedelta(days=90)
IN_FULL = NOW + timedelta(days=41)
SELECTION = {
    "scale": {"min": "0", "max": "15"},
    "criteria": ["Excellence"],
    "selection": {"rule": "best", "bands": ["10"], "conditions": [{"at_most": "1", "country": "JP", "ground": "g"}]},
    "demand": {"cap": "2"},
}


@dataclass
class TwoStages:
    """The call, its secretary, and its applications by prefix."""

    call: Call
    secretary: User
    teams: dict[str, Consortium] = field(default_factory=dict)

    def fresh(self) -> Call:
        self.call = unscoped(Call, WHY).get(pk=self.call.pk)
        return self.call

    def number(self, name: str) -> str:
        return self.teams[name].application.number

    def score(self, **scores: str) -> None:
        for name, score in scores.items():
            row = self.teams[name].application
            Standing(application=row, score=score).save()
            CriterionScore(application=row, criterion="Excellence", score=score).save()


@pytest.fixture
def two(call: Call) -> TwoStages:
    """Each application asks JST for 1.5 million yen; JST has a million and a cap of 2: one fits."""
    call.stages, call.selection, call.reporting_currency = 2, SELECTION, "JPY"
    call.closes_at = call.accepts_until = NOW + timedelta(days=30)
    call.save()
    unscoped(Participation, WHY).update(budget=1_000_000)
    Section(call=call, key="summary", title="Summary", position=1).save()
    Section(call=call, key="sketch", title="Sketch", position=2, stage=1, required=False).save()
    Section(call=call, key="work", title="Work plan", position=3, per_partner=True).save()
    Section(call=call, key="plan", title="Full plan", position=4, stage=2).save()
    made = TwoStages(call, person("sec@x.example", Role.SECRETARIAT))
    for name in ("a", "b"):
        team = made.teams[name] = founded("Lead", prefix=name)
        team.write("Lead", amount=1_500_000)
        hand_in(team, NOW, "first")
    User.objects.filter(email="blead@x.example").update(language="fr")
    return made


def hand_in(team: Consortium, at, key: str):
    from renkei.site.applications import actions

    return actions.submit(team.acting("Lead", at), team.id, key)


@pytest.fixture
def after(two: TwoStages, monkeypatch) -> TwoStages:
    """It is the day after the first deadline."""
    arrive(monkeypatch, AFTER)
    return two


@pytest.fixture
def desk(two: TwoStages):
    return client_of(two.secretary)


__all__ = ["AFTER", "CLOSES", "IN_FULL", "NOW", "OPENS", "WHY", "acting", "arrive", "letters"]
