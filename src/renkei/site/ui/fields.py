"""Form fields for what every station asks: moments in a zone of their own, and amounts as people write them."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _

from renkei.money import parse_amount

GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
WRITTEN = "%Y-%m-%dT%H:%M:%S"


class MomentField(forms.DateTimeField):
    """A moment as clocks of a place show it, which another field names: `in_zone` says which moment that is."""

    widget = forms.DateTimeInput(format=WRITTEN, attrs={"type": "datetime-local", "step": "1"})
    input_formats = (WRITTEN, "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M")

    def to_python(self, value: Any) -> datetime | None:
        """The clock's reading, without a zone."""
        if value in self.empty_values:
            return None
        for written in self.input_formats:
            try:
                return datetime.strptime(str(value).strip(), written)
            except ValueError:
                continue
        raise forms.ValidationError(_("Write it as 2027-03-31 17:00."))

    def prepare_value(self, value: Any) -> Any:
        """As it is: the form gives readings, not moments."""
        return value


def in_zone(reading: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which a zone's clocks show a reading; ValidationError where they never do."""
    moment = reading.replace(tzinfo=zone)
    if datetime.fromtimestamp(moment.timestamp(), zone).replace(tzinfo=None) != reading:
        raise forms.ValidationError(_("The clocks of this zone skip that time: choose another."))
    return moment


def reading_of(moment: datetime, zone: ZoneInfo) -> datetime:
    """What a zone's clocks show at a moment."""
    return moment.astimezone(zone).replace(tzinfo=None)


class AmountField(forms.CharField):
    """An amount in major units; `minor_units` takes it once its currency is known."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "figure", "autocomplete": "off"})


def minor_units(text: str, currency: str) -> int:
    """Minor units of an amount such as "1,250,000", "1 250 000" or "1250000.50"; ValidationError for another text."""
    plain = re.sub(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", "", text)
    if GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    try:
        return parse_amount(plain, currency)
    except ValueError:
        raise forms.ValidationError(
            _("Write an amount in %(currency)s in figures, such as 1250000.") % {"currency": currency}
        ) from None
