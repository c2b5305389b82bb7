"""A figure in a form of the builder."""

from typing import Any

from django import forms

FIGURE = {"class": "figure", "inputmode": "decimal", "autocomplete": "off"}


def figure(label: Any, help_text: Any = "", **given: Any) -> forms.CharField:
    """A number as printed; the reader of settings and tables says whether it is one."""
    widget = forms.TextInput(attrs=FIGURE)
    return forms.CharField(label=label, required=False, max_length=30, widget=widget, help_text=help_text, **given)
