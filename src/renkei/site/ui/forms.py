"""How a reader wants pages: language, time zone, appearance."""

from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

LOOKS = [("auto", _("as my device")), ("light", _("light")), ("dark", _("dark"))]


def zones() -> list[tuple[str, str]]:
    """Every time zone that names a place, and UTC."""
    named = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(named))]


class DisplayForm(forms.Form):
    """The three settings."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=zones, help_text=_("All dates are shown in it; a call's own zone stands beside.")
    )
    appearance = forms.ChoiceField(label=_("Light or dark"), choices=LOOKS, widget=forms.RadioSelect)
