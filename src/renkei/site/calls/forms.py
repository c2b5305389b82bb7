"""Forms of calls; they read what was typed, and the actions say what holds."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from renkei.money import format_amount, is_currency
from renkei.site.calls.actions import CallFacts, Funded, FunderPart
from renkei.site.calls.annexes import AnnexDefects, kept_from, text_of
from renkei.site.calls.can_apply import Facts, currency_of
from renkei.site.calls.models import Call, Funder, Participation
from renkei.site.calls.results_text import ResultDefects, funded_from
from renkei.site.calls.standing import WORDS
from renkei.site.directory.kinds import KINDS
from renkei.site.policy import Phase
from renkei.site.ui import reader
from renkei.site.ui.fields import AmountField, MomentField, in_zone, minor_units, reading_of
from renkei.site.ui.forms import zones
from renkei.site.ui.reader import countries, zone_named

CODE = {"class": "code", "rows": 12, "spellcheck": "false"}


def _known_countries() -> list[tuple[str, Any]]:
    return [("", _("Choose")), *countries()]


class FactsForm(forms.Form):
    """The three facts of "Can we apply?"."""

    country = forms.ChoiceField(label=_("Your country"), choices=_known_countries)
    kind = forms.ChoiceField(label=_("Your kind of organisation"), choices=[("", _("Choose")), *KINDS])
    amount = AmountField(label=_("Amount you would ask for"), max_length=30)
    currency = forms.ChoiceField(label=_("Currency"), required=False)

    def __init__(self, *args: Any, call: Call, participations: Sequence[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "fact_%s", **kwargs})
        self._call, self._participations = call, participations
        known = sorted({call.reporting_currency, *(one.funder.currency for one in participations)})
        choices = [("", _("your funder's")), *((one, one) for one in known)]
        self.fields["currency"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The amount in minor units, once its currency is known."""
        given = super().clean() or {}
        if "amount" in given and "currency" in given and "country" in given:
            own = currency_of(given["country"], self._participations, self._call.reporting_currency)
            given["currency"] = given["currency"] or own
            try:
                given["minor"] = minor_units(given["amount"], given["currency"])
            except forms.ValidationError as error:
                self.add_error("amount", error)
        return given

    def facts(self) -> Facts:
        """The facts of a valid form."""
        given = self.cleaned_data
        return Facts(given["country"], given["kind"], given["minor"], given["currency"])


class CallsFilter(forms.Form):
    """Which calls a list shows."""

    standing = forms.ChoiceField(
        label=_("Standing"),
        choices=[("", _("all")), *((phase.value, WORDS[phase]) for phase in Phase if phase != Phase.PREPARING)],
        required=False,
    )
    find = forms.CharField(label=_("Words in the title or summary"), max_length=100, required=False)


class QuestionForm(forms.Form):
    """A question to a call."""

    text = forms.CharField(
        label=_("Your question"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("It is published with its answer, without your name. Write nothing confidential."),
    )


class AnswerForm(forms.Form):
    """An answer to a question."""

    text = forms.CharField(label=_("Answer"), widget=forms.Textarea, max_length=4000)


class CallForm(forms.Form):
    """A call's basics; moments are those of the call's own zone."""

    slug = forms.SlugField(label=_("Word in the address"), max_length=60, help_text=_("Such as materials-2027."))
    title = forms.CharField(label=_("Title"), max_length=300)
    summary = forms.CharField(
        label=_("Summary"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("What, for whom: two or three sentences."),
    )
    text = forms.CharField(label=_("Text"), widget=forms.Textarea, required=False)
    language = forms.ChoiceField(label=_("Language of these texts"), choices=settings.LANGUAGES)
    reporting_currency = forms.CharField(label=_("Reporting currency"), max_length=3, initial="EUR")
    time_zone = forms.ChoiceField(label=_("Time zone of the call"), choices=zones)
    opens_at = MomentField(label=_("Opens"), help_text=_("In the time zone of the call."))
    closes_at = MomentField(label=_("Deadline"), help_text=_("In the time zone of the call, to the second."))
    grace_seconds = forms.IntegerField(
        label=_("Grace in seconds"),
        min_value=0,
        max_value=86400,
        initial=0,
        help_text=_("Stated to everybody: how long after the deadline the server still takes an application."),
    )
    rules = forms.CharField(
        label=_("The call's own rules"),
        widget=forms.Textarea(attrs=CODE),
        required=False,
        help_text=_("As under call: in annexes.yaml, such as countries_at_least: 2"),
    )

    def clean_reporting_currency(self) -> str:
        """A currency that exists."""
        code: str = self.cleaned_data["reporting_currency"].upper()
        if not is_currency(code):
            raise forms.ValidationError(_("No currency has this code; write one such as EUR."))
        return code

    def clean_rules(self) -> dict[str, Any]:
        """The rules as they are kept."""
        return _rules(self.cleaned_data["rules"], of_call=True)

    def clean(self) -> dict[str, Any]:
        """The two moments, once their zone is known."""
        given = super().clean() or {}
        zone = zone_named(given.get("time_zone", ""))
        for name in ("opens_at", "closes_at"):
            if zone and given.get(name):
                try:
                    given[name] = in_zone(given[name], zone)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return given

    def facts(self) -> CallFacts:
        """The facts of a valid form."""
        return CallFacts(**{name: self.cleaned_data[name] for name in CallFacts.__dataclass_fields__})

    @staticmethod
    def told(call: Call) -> dict[str, Any]:
        """A call as the form shows it first."""
        told: dict[str, Any] = {name: getattr(call, name) for name in CallFacts.__dataclass_fields__}
        zone = zone_named(call.time_zone)
        if zone:
            told |= {name: reading_of(told[name], zone) for name in ("opens_at", "closes_at")}
        return told | {"rules": text_of(call.rules)}


class PublishedCallForm(CallForm):
    """The same, once everybody has read it: with what changes, and why."""

    what = forms.CharField(label=_("What changes"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    ground = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class FunderForm(forms.Form):
    """A funder's part in a call."""

    funder: "forms.ModelChoiceField[Funder]" = forms.ModelChoiceField(
        Funder.objects.none(), label=_("Funder"), to_field_name="code"
    )
    budget = AmountField(label=_("Budget"), max_length=30, help_text=_("In the funder's currency."))
    who_may_apply = forms.CharField(
        label=_("Who may apply, in words"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=4000
    )
    annex = forms.CharField(
        label=_("Annex"),
        widget=forms.Textarea(attrs=CODE),
        required=False,
        help_text=_("The funder's rules as in annexes.yaml, such as rate: 50"),
    )
    national_number = forms.BooleanField(label=_("The funder wants a number of its own system"), required=False)
    possible_raise = AmountField(
        label=_("Possible raise"),
        max_length=30,
        required=False,
        help_text=_("What it may add in the meeting; never spent without its word, and never public."),
    )
    confirmed_raise = AmountField(label=_("Confirmed raise"), max_length=30, required=False)
    top_up_entitled = forms.NullBooleanField(
        label=_("Entitled to the top-up"),
        required=False,
        widget=forms.Select(choices=[("", _("the call has none")), ("true", _("yes")), ("false", _("no"))]),
    )
    ground = forms.CharField(
        label=_("Why it changes"), required=False, max_length=2000, help_text=_("Needed once the call is published.")
    )

    def __init__(self, *args: Any, funders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funder"].queryset = funders  # type: ignore[attr-defined]

    def clean_annex(self) -> dict[str, Any]:
        """The rules as they are kept."""
        return _rules(self.cleaned_data["annex"])

    def clean(self) -> dict[str, Any]:
        """The budget in minor units, once the funder is known."""
        given = super().clean() or {}
        for name in ("budget", "possible_raise", "confirmed_raise"):
            if given.get("funder") and given.get(name):
                try:
                    given[f"{name}_minor"] = minor_units(given[name], given["funder"].currency)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return given

    def part(self) -> FunderPart:
        """The part of a valid form."""
        given = self.cleaned_data
        return FunderPart(
            given["budget_minor"],
            given["annex"],
            given["who_may_apply"],
            given["national_number"],
            given.get("confirmed_raise_minor"),
            given.get("possible_raise_minor"),
            given["top_up_entitled"],
        )


class ExtensionForm(forms.Form):
    """A later deadline, and why."""

    closes_at = MomentField(label=_("New deadline"), help_text=_("In the time zone of the call."))
    ground = forms.CharField(
        label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, help_text=_("Everybody reads it.")
    )


class ResultsForm(forms.Form):
    """What was funded, pasted from a sheet."""

    results = forms.CharField(
        label=_("Funded applications"),
        widget=forms.Textarea(attrs=CODE),
        help_text=_(
            "Paste the sheet with its headings: number, title, organisations, countries, amount (in the reporting "
            "currency); several organisations or countries in one cell are separated by semicolons."
        ),
    )
    ground = forms.CharField(
        label=_("The decision they rest on"),
        max_length=2000,
        help_text=_("Everybody reads it, such as: meeting of 3 May."),
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._currency = currency

    def clean_results(self) -> list[Funded]:
        """The rows, or every defect in them."""
        try:
            return funded_from(self.cleaned_data["results"], self._currency)
        except ResultDefects as error:
            raise forms.ValidationError(error.sentences) from None


def _rules(text: str, of_call: bool = False) -> dict[str, Any]:
    try:
        return kept_from(text, of_call)
    except AnnexDefects as error:
        raise forms.ValidationError(reader.lines(error.defects)) from None


def told_part(part: Participation) -> dict[str, Any]:
    """A funder's part as the form shows it first."""
    raises = {name: getattr(part, name) for name in ("confirmed_raise", "possible_raise")}
    return {
        "funder": part.funder.code,
        "budget": format_amount(part.budget, part.funder.currency),
        **{name: "" if it is None else format_amount(it, part.funder.currency) for name, it in raises.items()},
        "top_up_entitled": {None: "", True: "true", False: "false"}[part.top_up_entitled],
        "who_may_apply": part.who_may_apply,
        "annex": text_of(part.annex),
        "national_number": part.national_number,
    }


class OfficerForm(forms.Form):
    """Who acts for which funder from now on."""

    funder: "forms.ModelChoiceField[Funder]" = forms.ModelChoiceField(
        Funder.objects.none(), label=_("Funder"), to_field_name="code"
    )
    email = forms.EmailField(
        label=_("Their e-mail address"), help_text=_("Where nobody has an account with it, one is made.")
    )
    ground = forms.CharField(label=_("Ground"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, funders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funder"].queryset = funders  # type: ignore[attr-defined]
