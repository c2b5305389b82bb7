"""The form of a call's rates of exchange and its central top-up: rows of the contract's tables `rates` and `pots`."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from renkei.defects import Defect
from renkei.site.calls.building.part_forms import TellingForm
from renkei.site.calls.models import Call, Participation

FIGURE = {"class": "figure", "inputmode": "decimal", "autocomplete": "off"}
OF_POTS = ("name", "currency", "cap", "share", "gap_part")
TOP_UP = "top-up"  # the identifier that requests and records know it by
Rows = list[dict[str, str]]


class MoneyForm(TellingForm):
    """A rate for each currency of a funder that is not the reporting one, and the one top-up that a call may have."""

    name = forms.CharField(label=_("Name of the top-up"), required=False, max_length=200)
    currency = forms.CharField(label=_("Its currency"), required=False, max_length=3)
    cap = forms.CharField(
        label=_("The grant"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=FIGURE),
        help_text=_("The top-up never passes it."),
    )
    share = forms.CharField(
        label=_("Largest share of all public money"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=FIGURE),
        help_text=_("33 percent is 0.33."),
    )
    gap_part = forms.CharField(
        label=_("Part that fills gaps"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=FIGURE),
        help_text=_("From 0 to 1; the rest raises entitled funders' budgets in proportion."),
    )
    what = forms.CharField(label=_("What changes"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)

    def __init__(self, *args: Any, call: Call, paying: Sequence[Participation], **kwargs: Any) -> None:
        kept = {row["currency"]: row for row in call.tables.get("rates", ())}
        used = {one.funder.currency for one in paying} | set(kept)
        self.currencies = sorted(used - {call.reporting_currency})
        pot: dict[str, str] = next(iter(call.tables.get("pots", ())), {})
        initial = {name: pot.get(name, "") for name in OF_POTS}
        for code in self.currencies:
            initial |= {f"{name}_{code}": kept.get(code, {}).get(name, "") for name in ("rate", "date", "source")}
        super().__init__(*args, published=call.state != Call.State.PREPARING, initial=initial, **kwargs)
        for code in self.currencies:
            of = {"currency": code, "reporting": call.reporting_currency}
            self.fields[f"rate_{code}"] = forms.CharField(
                label=_("%(currency)s for one %(reporting)s") % of,
                required=False,
                max_length=30,
                widget=forms.TextInput(attrs=FIGURE),
            )
            self.fields[f"date_{code}"] = forms.DateField(
                label=_("Day of the rate of %(currency)s") % of,
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d"],
            )
            self.fields[f"source_{code}"] = forms.CharField(
                label=_("Who published the rate of %(currency)s") % of, required=False, max_length=200
            )

    def rates(self) -> list[tuple[str, BoundField, BoundField, BoundField]]:
        """Each currency with its rate, the day and the source."""
        return [(code, self[f"rate_{code}"], self[f"date_{code}"], self[f"source_{code}"]) for code in self.currencies]

    def top_up(self) -> list[BoundField]:
        """The fields of the top-up."""
        return [self[name] for name in OF_POTS]

    def told(self) -> list[BoundField]:
        """The fields that say what changes, of a published call."""
        return [self[name] for name in ("what", "ground") if name in self.fields]

    def tables(self) -> dict[str, Rows]:
        """The rows of a valid form."""
        given = self.cleaned_data
        rates = [
            {
                "currency": code,
                "rate": given[f"rate_{code}"].strip(),
                "date": given[f"date_{code}"].isoformat() if given[f"date_{code}"] else "",
                "source": given[f"source_{code}"].strip(),
            }
            for code in self.currencies
            if given[f"rate_{code}"].strip()
        ]
        pot = {name: given[name].strip() for name in OF_POTS}
        pots = [{"pot_id": TOP_UP, "kind": "top_up", **pot}] if any(pot.values()) else []
        return {"rates": rates, "pots": pots}

    def tell(self, defects: Iterable[Defect]) -> None:
        """Each defect beside the field that it is about."""
        rows = self.tables()["rates"]
        for one in defects:
            place = one.column if one.file == "pots.csv" and one.column in self.fields else None
            if one.file == "rates.csv" and 0 < one.row <= len(rows) and one.column in ("rate", "date", "source"):
                place = f"{one.column}_{rows[one.row - 1]['currency']}"
            self.add_error(place, f"{one.rule}; {one.remedy}")
