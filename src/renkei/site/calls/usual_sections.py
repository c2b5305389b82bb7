"""The usual sections of a form: what most calls ask for, so that a secretariat need not begin with nothing."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Usual:
    """A section as most calls ask for it; `stage` is that of a call in two stages, 0 for both."""

    title: StrPromise
    help: StrPromise
    most_signs: int
    per_partner: bool = False
    required: bool = True
    stage: int = 0
    from_the_start: bool = False  # a new call has it


USUAL: dict[str, Usual] = {
    "summary": Usual(
        _("Summary"), _("For readers outside the field; published if the application is funded."), 2000,
        from_the_start=True,
    ),
    "plan": Usual(
        _("Aim and plan of work"), _("What you want to find out or make, in which steps, by when."), 12000,
        from_the_start=True,
    ),
    "impact": Usual(
        _("What comes of it"), _("Who uses the results, how they reach them, what changes."), 6000,
        from_the_start=True,
    ),
    "cooperation": Usual(
        _("Why together"), _("What each partner brings that the others lack."), 6000, from_the_start=True
    ),
    "part": Usual(
        _("Our part of the work"), _("What your organisation does, with whom, and where."), 6000, per_partner=True,
        from_the_start=True,
    ),
    "state-of-the-art": Usual(
        _("What is known so far"), _("What others have done, and what is new here."), 6000, stage=2
    ),
    "risks": Usual(
        _("What may go wrong"), _("The main risks, and what you would do then."), 3000, stage=2
    ),
    "data": Usual(
        _("Data and results"), _("What is kept, where, and who may use it; rights to results."), 3000, stage=2
    ),
    "ethics": Usual(
        _("Ethics and security"), _("People, animals, personal data, export control: what applies."), 3000,
        required=False, stage=2,
    ),
    "people": Usual(
        _("The people"), _("Who does the work, their part of a full year, three results each."), 4000,
        per_partner=True, stage=2,
    ),
    "costs": Usual(
        _("Reasons for the costs"), _("Why this much, for the larger costs one by one."), 4000, per_partner=True,
        stage=2,
    ),
    "other-funding": Usual(
        _("Other funding and posts"),
        _("All other funding, running and applied for, and all posts, also abroad."), 3000, per_partner=True, stage=2,
    ),
}  # fmt: skip
