"""Forms of accounts."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from renkei.site.accounts.models import Appointment, User
from renkei.site.accounts.words import ROLES


def one_line(text: str) -> None:
    """Refuses what is no plain line: breaks and control signs end where nobody wants them."""
    if not text.isprintable():
        raise ValidationError(_("Write it in one line, without control signs."))


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person's name."""

    class Meta:
        model = User
        fields = ("first_name", "last_name")
        labels: ClassVar = {"first_name": _("First name"), "last_name": _("Family name")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.validators.append(one_line)


class GroundForm(forms.Form):
    """Why something is done, as it is kept in the trail."""

    ground = forms.CharField(label=_("Ground"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class AppointForm(GroundForm):
    """Whom to appoint, and as what."""

    email = forms.EmailField(label=_("E-mail address of their account"))
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))
    field_order = ("email", "role", "ground")


class EndForm(GroundForm):
    """Why an appointment ends."""

    def __init__(self, appointment: Appointment, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"end_{appointment.pk}_%s", **kwargs})
