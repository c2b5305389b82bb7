"""The forms of applicants; rules are the actions', forms only read what was typed."""

from collections.abc import Iterable
from typing import Any

from babel import Locale
from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from renkei.money import format_amount, is_currency, parse_amount
from renkei.site.applications.actions import Asked, Heading
from renkei.site.applications.models import Request
from renkei.site.calls.models import Participation
from renkei.site.directory.models import Organisation

SELF_FUNDED = "-"
NOBODY_YET = ""
IN_DRAFT = "applications/field.html"  # nothing is required of a draft, so nothing is called optional


class HeadingForm(forms.Form):
    """How an application is called."""

    acronym = forms.CharField(label=_("Acronym"), max_length=40)
    title = forms.CharField(label=_("Title"), max_length=300)

    def heading(self) -> Heading:
        """What was typed."""
        return Heading(self.cleaned_data["acronym"], self.cleaned_data["title"])


class RenameForm(HeadingForm):
    """Another title, over the version that the writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DraftForm(forms.Form):
    """A form of something in draft, whose labels say nothing of what is required."""

    def _drawn_as_draft(self) -> None:
        for field in self.fields.values():
            field.template_name = IN_DRAFT  # type: ignore[attr-defined]


class FindForm(DraftForm):
    """Looking for an organisation."""

    find = forms.CharField(label=_("Find an organisation by its name"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._drawn_as_draft()


class OrganisationForm(DraftForm):
    """An organisation out of those found, or a new one."""

    organisation = forms.ChoiceField(label=_("Organisations found"), widget=forms.RadioSelect, required=False)
    name = forms.CharField(label=_("Name"), max_length=300, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    size = forms.ChoiceField(label=_("Kind and size"), required=False)

    def __init__(self, *args: Any, found: Iterable[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        territories = Locale.parse((get_language() or "en").split("-")[0]).territories
        names = sorted((name, code) for code, name in territories.items() if len(code) == 2 and code.isalpha())
        choices = [(str(one.public_id), f"{one.name} ({territories.get(one.country, one.country)})") for one in found]
        field = self.fields["organisation"]
        field.choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["organisation"]
        self.fields["country"].choices = [("", "–"), *((code, name) for name, code in names)]  # type: ignore[attr-defined]
        sizes = Organisation._meta.get_field("size").flatchoices
        self.fields["size"].choices = [("", "–"), *sizes]  # type: ignore[attr-defined]
        self._drawn_as_draft()

    def clean(self) -> dict[str, Any]:
        """Either one of the list, or all three of a new one."""
        given = super().clean() or {}
        if not given.get("organisation"):
            for name in ("name", "country", "size"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose an organisation, or fill this in."))
        return given


class SectionForm(DraftForm):
    """A section's text, over the version that the writer saw."""

    text = forms.CharField(widget=forms.Textarea, required=False, strip=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    settles = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False)

    def __init__(self, *args: Any, title: str = "", hides_label: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = title
        self.fields["text"].hides_label = hides_label  # type: ignore[attr-defined]
        self._drawn_as_draft()


class AmountField(forms.CharField):
    """A plain decimal amount; read once the currency is known."""

    def __init__(self, label: object) -> None:
        widget = forms.TextInput(attrs={"class": "figure", "inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, required=False, max_length=30, widget=widget)  # type: ignore[arg-type]


class RequestForm(DraftForm):
    """Whom a partner asks, for how much, for which costs."""

    funder = forms.ChoiceField(label=_("Who pays"), required=False)
    currency = forms.CharField(
        label=_("Currency of your costs"),
        max_length=3,
        required=False,
        help_text=_("Only where you pay for yourself."),
    )
    amount = AmountField(_("Amount asked"))
    national_number = forms.CharField(label=_("Number in the funder's own system"), max_length=40, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, *args: Any, paying: Iterable[Participation], categories: dict[str, Any], reporting: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._currencies = {one.funder.code: one.funder.currency for one in paying}
        self._reporting, self._categories = reporting, categories
        names = [(one.funder.code, f"{one.funder.name} ({one.funder.currency})") for one in paying]
        payers = [(NOBODY_YET, _("not decided yet")), *names, (SELF_FUNDED, _("we pay for ourselves"))]
        self.fields["funder"].choices = payers  # type: ignore[attr-defined]
        for name, label in categories.items():
            self.fields[f"costs.{name}"] = AmountField(label)
        self.fields["total_cost"] = AmountField(_("Total cost"))
        self.fields["total_cost"].help_text = _("Left empty, it is the sum of the costs above.")
        self._drawn_as_draft()

    def cost_fields(self) -> list[forms.BoundField]:
        """The fields of the categories."""
        return [self[f"costs.{name}"] for name in self._categories]

    @classmethod
    def initial_of(cls, row: Request) -> dict[str, Any]:
        """What stands, as it is typed."""

        def typed(minor: int | None) -> str:
            return "" if minor is None else format_amount(minor, row.currency).removesuffix(".00")

        return {
            "funder": SELF_FUNDED
            if row.self_funded
            else row.participation.funder.code
            if row.participation
            else NOBODY_YET,
            "currency": row.currency if row.self_funded else "",
            "amount": typed(row.amount),
            "national_number": row.national_number,
            "version": row.version,
            "total_cost": "" if row.costs else typed(row.total_cost),
            **{f"costs.{name}": typed(minor) for name, minor in row.costs.items()},
        }

    def clean(self) -> dict[str, Any]:
        """Amounts in minor units of the payer's currency; errors beside each field."""
        given = super().clean() or {}
        payer = given.get("funder", NOBODY_YET)
        own = given.get("currency", "").upper() or self._reporting
        currency = self._currencies.get(payer, own)
        if not is_currency(currency):
            self.add_error("currency", _("Write a currency as its three letters, such as EUR."))
            return given
        given["currency"] = currency
        for name, field in self.fields.items():
            if isinstance(field, AmountField) and name in given:
                given[name] = self._minor(name, given[name], currency)
        return given

    def _minor(self, name: str, typed: str, currency: str) -> int | None:
        plain = "".join(typed.split())
        if not plain:
            return None
        try:
            return parse_amount(plain, currency)
        except ValueError:
            self.add_error(name, _("Write digits with at most one point, such as 1234.50."))
            return None

    def asked(self) -> Asked:
        """What was typed."""
        given = self.cleaned_data
        costs = {name: given.get(f"costs.{name}") for name in self._categories}
        own = given["funder"] == SELF_FUNDED
        return Asked(
            funder="" if own else given["funder"],
            self_funded=own,
            currency=given["currency"],
            amount=given.get("amount"),
            total_cost=given.get("total_cost"),
            costs={name: minor for name, minor in costs.items() if minor},
            national_number=given["national_number"],
        )


class InviteForm(forms.Form):
    """Whom to invite to write for a partner."""

    email = forms.CharField(
        label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)


class AttachForm(forms.Form):
    """A file to hand in."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, or another kind that the site takes."))
