"""Forms of the portfolio; they read what was typed, and the actions say what holds."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from renkei.site.applications.actions.organisations import NewOrganisation
from renkei.site.directory.kinds import KINDS
from renkei.site.portfolio.actions.partners import Change
from renkei.site.portfolio.models import Departure
from renkei.site.ui.reader import countries

LONG = forms.Textarea(attrs={"rows": 3})
Kind = Departure.Kind


class DropOutForm(forms.Form):
    """Which application drops out, and why."""

    number = forms.ChoiceField(label=_("Application"))
    ground = forms.CharField(label=_("Ground"), widget=LONG, help_text=_("It stands in the record of what follows."))
    alone = forms.BooleanField(label=_("End its awards even where the rule cannot say who moves up"), required=False)

    def __init__(self, funded: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["number"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(number, f"{number} {title}") for number, title in funded]


class PartnerForm(forms.Form):
    """What becomes of a partner."""

    kind = forms.ChoiceField(
        label=_("What happens"),
        choices=[
            (Kind.REPLACED, _("Another organisation comes in its place")),
            (Kind.SELF_FUNDING, _("It pays for itself")),
        ],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("The organisation that comes"), max_length=300, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=lambda: [("", "–"), *countries()], required=False)
    size = forms.ChoiceField(label=_("Kind and size"), choices=[("", "–"), *KINDS], required=False)
    ground = forms.CharField(label=_("Ground"), widget=LONG, required=False)

    def clean(self) -> dict[str, Any]:
        """An organisation that comes is named whole."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") == Kind.REPLACED:
            for name in ("name", "country", "size"):
                if not given.get(name):
                    self.add_error(name, _("Fill this in."))
        return given

    def change(self, number: str, position: int) -> Change:
        """What a valid form says."""
        given = self.cleaned_data
        if given["kind"] == Kind.SELF_FUNDING:
            return Change(number, position)
        return Change(number, position, NewOrganisation(given["name"], given["country"], given["size"]))


class ContactForm(forms.Form):
    """Who is asked to stand for a partner that came."""

    email = forms.EmailField(label=_("E-mail address"))
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)


class RedressForm(forms.Form):
    """What an applicant holds against its outcome."""

    text = forms.CharField(
        label=_("Which rule was not kept, and where it shows"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20000,
    )


class AnswerForm(forms.Form):
    """What the applicant is told."""

    upheld = forms.ChoiceField(
        label=_("Outcome"),
        choices=[("yes", _("A rule was not kept: it is looked at again")), ("no", _("The outcome stands"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("Answer, with its ground"), widget=forms.Textarea(attrs={"rows": 6}))


class ResultsForm(forms.Form):
    """On what the results rest."""

    ground = forms.CharField(label=_("Ground"), max_length=2000)
