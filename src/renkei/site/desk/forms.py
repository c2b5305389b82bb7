"""The forms of the desk."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renkei.site.calls.models import Call
from renkei.site.desk.actions import FullStage
from renkei.site.ui.fields import MomentField, in_zone
from renkei.site.ui.reader import zone_named


class TryForm(forms.Form):
    """With which cap, and after which draw, to look at the invitation."""

    cap = forms.DecimalField(
        label=_("Another cap"),
        required=False,
        min_value=Decimal("0.01"),
        max_value=Decimal(1000),
        max_digits=9,
        decimal_places=6,
        localize=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "figure"}),
        help_text=_("Empty: as published. Another one is marked in the record."),
    )
    draw = forms.CharField(
        label=_("Value of the public draw"), required=False, max_length=200, help_text=_("Where a lot must settle.")
    )

    def tried(self) -> tuple[Decimal | None, str]:
        """The cap and the draw of a valid form; as published for any other."""
        return (self.cleaned_data["cap"], self.cleaned_data["draw"]) if self.is_valid() else (None, "")


class FullStageForm(forms.Form):
    """When the full stage opens and closes."""

    opens_at = MomentField(label=_("The full stage opens"), help_text=_("In the time zone of the call."))
    closes_at = MomentField(
        label=_("Deadline of the full stage"), help_text=_("In the time zone of the call, to the second.")
    )
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zone = zone_named(call.time_zone)

    def clean_opens_at(self) -> datetime:
        """The moment of the opening."""
        return self._moment("opens_at")

    def clean_closes_at(self) -> datetime:
        """The moment of the deadline."""
        return self._moment("closes_at")

    def _moment(self, name: str) -> datetime:
        if self._zone is None:
            raise forms.ValidationError(_("The call's time zone is not known here: change it first."))
        return in_zone(self.cleaned_data[name], self._zone)

    def wanted(self, cap: Decimal | None, draw: str) -> FullStage:
        """What a valid form asks for, of the invitation that was tried."""
        given = self.cleaned_data
        return FullStage(given["sha256"], given["opens_at"], given["closes_at"], cap, draw)
