"""Forms of review; they read what was typed, and the actions say what holds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renkei.money import decimal_text
from renkei.site.review.assessed import COLUMNS, COUNTS, CRITERION, NUMBERS, Assessed
from renkei.site.review.models import Standing
from renkei.site.review.terms import Terms
from renkei.tables import DECIMALS

STAGES = {1: _("first stage"), 2: _("full stage")}


def _number(label: Any, help_text: Any = "") -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "figure", "autocomplete": "off"})
    return forms.DecimalField(
        label=label,
        required=False,
        widget=widget,
        help_text=help_text,
        max_digits=6 + DECIMALS,
        decimal_places=DECIMALS,
    )


class StandingForm(forms.Form):
    """How one application stands; a field a criterion, no total where the call makes it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    status = forms.ChoiceField(label=_("Status"), choices=Standing.Status.choices, required=False)
    ground = forms.CharField(
        label=_("Ground"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Needed for every status but eligible; its applicants read it."),
    )
    field = forms.CharField(label=_("Field"), max_length=100, required=False)
    score = _number(_("Score"))
    score_error = _number(_("Error"), _("The score's standard error."))
    band = forms.IntegerField(label=_("Band"), required=False, min_value=1, help_text=_("1 is the best."))
    rank = forms.IntegerField(label=_("Rank"), required=False, min_value=1, help_text=_("1 is the best."))

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if terms.total:
            del self.fields["score"]
        for name in terms.criteria:
            self.fields[f"{CRITERION}{name}"] = _number(name)
        order = ("version", "status", "ground", "field", *(f"{CRITERION}{name}" for name in terms.criteria))
        self.order_fields((*order, *NUMBERS, *COUNTS))

    def given(self) -> Assessed:
        """What a valid form says."""
        given = self.cleaned_data
        criteria = {name.removeprefix(CRITERION): one for name, one in given.items() if name.startswith(CRITERION)}
        columns: dict[str, Any] = {name: given.get(name) for name in COLUMNS}
        return Assessed(**columns, criteria={name: one for name, one in criteria.items() if one is not None})

    @staticmethod
    def told(stands: Assessed, version: int) -> dict[str, Any]:
        """An application's standing as the form shows it first."""
        criteria = {f"{CRITERION}{name}": decimal_text(one) for name, one in stands.criteria.items()}
        columns: dict[str, Any] = {name: getattr(stands, name) for name in COLUMNS}
        columns |= {name: decimal_text(columns[name]) for name in NUMBERS if columns[name] is not None}
        return {**columns, **criteria, "version": version}


class StageFilter(forms.Form):
    """Which stage of a call a list shows."""

    def __init__(self, *args: Any, stages: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._stages = stages
        if len(stages) > 1:
            choices = [(str(one), STAGES[one]) for one in stages]
            self.fields["stage"] = forms.ChoiceField(label=_("Stage"), required=False, choices=choices)

    def stage(self) -> int:
        """The stage that is asked for; the last one that there is to read otherwise."""
        given = self.cleaned_data.get("stage") if self.is_valid() else ""
        return int(given or self._stages[0])


class StandingsFilter(StageFilter):
    """Which applications a list of standings shows."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("all")),
            ("eligible", _("eligible")),
            *((one.value, one.label) for one in Standing.Status if one.value),
        ],
    )
    score = forms.ChoiceField(
        label=_("Score"),
        required=False,
        choices=[("", _("all")), ("without", _("without a score")), ("with", _("with a score"))],
    )
    find = forms.CharField(label=_("Number or words in the title"), max_length=100, required=False)


class UploadForm(forms.Form):
    """A file to be taken back."""

    file = forms.FileField(label=_("File"))


class ConfirmForm(forms.Form):
    """A word that an act for good was meant."""

    sure = forms.BooleanField(label=_("Yes, show the scores and lock the rules"))


class SnapshotForm(forms.Form):
    """What a snapshot is taken for."""

    ground = forms.CharField(label=_("What for"), required=False, max_length=300)


class RaisesForm(forms.Form):
    """A funder's raises, beside what they were when the form was opened."""

    confirmed_raise = forms.CharField(
        label=_("Confirmed raise"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "figure", "autocomplete": "off"}),
        help_text=_("Money that is there: the selection spends it."),
    )
    possible_raise = forms.CharField(
        label=_("Possible raise"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "figure", "autocomplete": "off"}),
        help_text=_("Money that may come: it answers what-if, and is never spent."),
    )
    was_confirmed_raise = forms.CharField(widget=forms.HiddenInput, required=False)
    was_possible_raise = forms.CharField(widget=forms.HiddenInput, required=False)
