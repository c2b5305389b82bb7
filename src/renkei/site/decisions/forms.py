"""Forms of the meeting; they read what was typed, and the actions say what holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renkei.site.decisions.actions import SeatFacts

FEW_LINES = {"rows": 3}


class QuorumForm(forms.Form):
    """How many funders must be here, themselves or by proxy."""

    quorum = forms.IntegerField(label=_("Quorum: funders here or by proxy"), min_value=1)


class SeatForm(forms.Form):
    """A further seat."""

    name = forms.CharField(label=_("Name"), max_length=200)
    office = forms.CharField(label=_("Office"), max_length=200, required=False)
    funder = forms.ChoiceField(label=_("For which funder"), required=False)
    email = forms.EmailField(label=_("E-mail address of the account"), required=False)

    def __init__(self, *args: Any, funders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funder"].choices = [("", _("none: secretariat, or guest")), *funders]  # type: ignore[attr-defined]

    def facts(self) -> SeatFacts:
        """The facts of a valid form."""
        return SeatFacts(**self.cleaned_data)


class LineForm(forms.Form):
    """A line of the minutes."""

    text = forms.CharField(label=_("A line of the minutes"), widget=forms.Textarea(attrs=FEW_LINES), max_length=4000)


class OutForm(forms.Form):
    """Somebody leaves the room for an application."""

    seat = forms.ChoiceField(label=_("Who leaves the room"))
    application = forms.CharField(label=_("For which application"), max_length=40)
    ground = forms.CharField(label=_("Why"), max_length=1000)

    def __init__(self, *args: Any, seats: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]
        self.fields["application"].widget.attrs["list"] = "applications"


class NameDrawForm(forms.Form):
    """A public draw, named before it is drawn."""

    named = forms.CharField(
        label=_("The draw, and what of it counts"),
        max_length=300,
        help_text=_("Such as: Lotto 6aus49 of 12 June 2027, the six numbers in the order drawn."),
    )


class DrawForm(forms.Form):
    """The value that the draw gave."""

    value = forms.CharField(label=_("The value that it gave"), max_length=300)


class ProposeForm(forms.Form):
    """A scenario put to the funders."""

    ground = forms.CharField(label=_("Ground"), widget=forms.Textarea(attrs=FEW_LINES), required=False, max_length=2000)


class AgainForm(forms.Form):
    """Why a call is decided anew."""

    ground = forms.CharField(label=_("Why it is decided anew"), widget=forms.Textarea(attrs=FEW_LINES), max_length=2000)


class ConsentForm(forms.Form):
    """A word on a decision."""

    ground = forms.CharField(
        label=_("Ground (needed for a no)"), widget=forms.Textarea(attrs=FEW_LINES), required=False, max_length=2000
    )
