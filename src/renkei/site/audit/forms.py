"""What a reader of the trail asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from renkei.site.audit.words import choices, subject_words

DAY = forms.DateInput(attrs={"type": "date"})


class TrailForm(forms.Form):
    """The filters of the trail, all optional; the choices are of what the reader may see."""

    number = forms.IntegerField(label=_("Number"), required=False, min_value=1, max_value=2**62)
    who = forms.CharField(label=_("Who"), required=False, max_length=300)
    action = forms.ChoiceField(label=_("Action"), required=False)
    subject = forms.ChoiceField(label=_("What it was done to"), required=False)
    subject_id = forms.CharField(label=_("Its key"), required=False, max_length=64)
    ground = forms.CharField(label=_("Words of the ground"), required=False, max_length=200)
    first = forms.DateField(label=_("First day"), required=False, widget=DAY)
    last = forms.DateField(label=_("Last day"), required=False, widget=DAY)

    def __init__(self, actions: list[str], subjects: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("action", choices(actions)), ("subject", choices(subjects, subject_words))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("all")), *offered]
