"""The forms of a call's smaller parts: a section, usual sections, a date, a copy."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renkei.money import is_currency
from renkei.site.calls.actions import FunderFacts, SectionFacts
from renkei.site.calls.actions.sections import MOST_SIGNS
from renkei.site.calls.models import Call, Milestone, Section
from renkei.site.calls.usual_sections import USUAL
from renkei.site.ui.fields import MomentField, in_zone, reading_of
from renkei.site.ui.reader import countries, zone_named


class TellingForm(forms.Form):
    """A form of a published call's part, which also asks why; `published` False leaves that out."""

    ground = forms.CharField(
        label=_("Why it changes"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The call is published: everybody reads it."),
    )

    def __init__(self, *args: Any, published: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if published:
            self.order_fields([*(name for name in self.fields if name not in ("what", "ground")), "what", "ground"])
        else:
            self.fields.pop("ground", None)
            self.fields.pop("what", None)

    def ground_given(self) -> str:
        """Why, "" where nobody is asked."""
        return str(self.cleaned_data.get("ground", ""))


class RegisterForm(forms.Form):
    """A funder that the site does not know yet."""

    name = forms.CharField(label=_("Name"), max_length=200)
    code = forms.SlugField(
        label=_("Short code"), max_length=30, help_text=_("As people say it, such as JST; it stands in every table.")
    )
    country = forms.ChoiceField(label=_("Country"), choices=lambda: [("", _("Choose")), *countries()])
    currency = forms.CharField(label=_("Currency in which it pays"), max_length=3, help_text=_("Such as JPY."))
    contact = forms.CharField(
        label=_("Contact"),
        max_length=200,
        required=False,
        help_text=_("Applicants read it: an e-mail address, a name."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    def clean_currency(self) -> str:
        """A currency that exists."""
        code: str = self.cleaned_data["currency"].upper()
        if not is_currency(code):
            raise forms.ValidationError(_("No currency has this code; write one such as EUR."))
        return code

    def facts(self) -> FunderFacts:
        """The facts of a valid form."""
        return FunderFacts(**self.cleaned_data)


class FormSectionForm(TellingForm):
    """A section of the form."""

    title = forms.CharField(label=_("Title"), max_length=200)
    help = forms.CharField(
        label=_("Help"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=_("Stands above the field: what a good text says."),
    )
    per_partner = forms.BooleanField(label=_("Every partner writes its own"), required=False)
    required = forms.BooleanField(label=_("Must be filled in"), required=False, initial=True)
    most_signs = forms.IntegerField(label=_("Signs at most"), min_value=1, max_value=MOST_SIGNS, initial=6000)
    stage = forms.TypedChoiceField(
        label=_("In which stage"),
        coerce=int,
        choices=[(0, _("in both")), (1, _("in the first only")), (2, _("in the full stage only"))],
        initial=0,
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, published=call.state != Call.State.PREPARING, **kwargs)
        if call.stages == 1:
            del self.fields["stage"]

    def facts(self) -> SectionFacts:
        """The facts of a valid form."""
        given = {name: self.cleaned_data.get(name, 0) for name in SectionFacts.__dataclass_fields__}
        return SectionFacts(**given)

    @staticmethod
    def told(row: Section) -> dict[str, Any]:
        """A section as the form shows it first."""
        return {name: getattr(row, name) for name in SectionFacts.__dataclass_fields__}


class UsualForm(TellingForm):
    """Which of the usual sections to add."""

    usual = forms.MultipleChoiceField(
        label=_("Usual sections"), widget=forms.CheckboxSelectMultiple, help_text=_("Each can be changed afterwards.")
    )

    def __init__(self, *args: Any, call: Call, there: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, published=call.state != Call.State.PREPARING, **kwargs)
        left = [(key, usual.title) for key, usual in USUAL.items() if key not in set(there)]
        self.fields["usual"].choices = left  # type: ignore[attr-defined]


class MilestoneForm(TellingForm):
    """A date under a name."""

    name = forms.CharField(label=_("What happens"), max_length=200, help_text=_("Such as: selection meeting."))
    at = MomentField(label=_("When"), help_text=_("In the time zone of the call."))

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, published=call.state != Call.State.PREPARING, **kwargs)
        self._zone = zone_named(call.time_zone)

    def clean_at(self) -> Any:
        """The moment, in the zone of the call."""
        if self._zone is None:
            raise forms.ValidationError(_("The call's time zone is not known here: change it first."))
        return in_zone(self.cleaned_data["at"], self._zone)

    @staticmethod
    def told(row: Milestone, call: Call) -> dict[str, Any]:
        """A date as the form shows it first."""
        zone = zone_named(call.time_zone)
        return {"name": row.name, "at": reading_of(row.at, zone) if zone else None}


class CopyForm(forms.Form):
    """What a copied call is called."""

    slug = forms.SlugField(label=_("Word in the address"), max_length=60, help_text=_("Such as materials-2028."))
    title = forms.CharField(label=_("Title"), max_length=300)
