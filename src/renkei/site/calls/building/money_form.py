"""The form of a call's money: rows of the contract's tables `rates`, `pots` and `contributions`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from renkei.defects import Defect
from renkei.site.calls.building.figure import figure
from renkei.site.calls.building.part_forms import TellingForm
from renkei.site.calls.models import Call, Participation
from renkei.site.ui import reader

OF_POTS = ("name", "currency", "cap", "share", "gap_part")
TOP_UP, COMMON = "top-up", "common-pot"  # the identifiers that requests and records know them by
OF_COMMON = {"common_name": "name", "common_currency": "currency"}  # the form's fields → columns of pots
Rows = list[dict[str, str]]


class MoneyForm(TellingForm):
    """A rate for each currency that is not the reporting one; the top-up and the common pot that a call may have."""

    name = forms.CharField(label=_("Name of the top-up"), required=False, max_length=200)
    currency = forms.CharField(label=_("Its currency"), required=False, max_length=3)
    cap = figure(_("The grant"), _("The top-up never passes it."))
    share = figure(_("Largest share of all public money"), _("33 percent is 0.33."))
    gap_part = figure(
        _("Part that fills gaps"), _("From 0 to 1; the rest raises entitled funders' budgets in proportion.")
    )
    common_name = forms.CharField(label=_("Name of the common pot"), required=False, max_length=200)
    common_currency = forms.CharField(label=_("Its currency"), required=False, max_length=3)
    what = forms.CharField(label=_("What changes"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)

    def __init__(self, *args: Any, call: Call, paying: Sequence[Participation], **kwargs: Any) -> None:
        kept = {row["currency"]: row for row in call.tables.get("rates", ())}
        pots = {row["kind"]: row for row in call.tables.get("pots", ())}
        used = {one.funder.currency for one in paying} | {row["currency"] for row in pots.values()} | set(kept)
        self.currencies = sorted(used - {call.reporting_currency})
        self.givers = {one.funder.code: one.funder.currency for one in paying}
        initial = {name: pots.get("top_up", {}).get(name, "") for name in OF_POTS}
        initial |= {field: pots.get("real", {}).get(name, "") for field, name in OF_COMMON.items()}
        initial |= {f"gives_{row['funder_id']}": row["amount"] for row in call.tables.get("contributions", ())}
        for code in self.currencies:
            initial |= {f"{name}_{code}": kept.get(code, {}).get(name, "") for name in ("rate", "date", "source")}
        super().__init__(*args, published=call.state != Call.State.PREPARING, initial=initial, **kwargs)
        for code in self.currencies:
            of = {"currency": code, "reporting": call.reporting_currency}
            self.fields[f"rate_{code}"] = figure(_("%(currency)s for one %(reporting)s") % of)
            self.fields[f"date_{code}"] = forms.DateField(
                label=_("Day of the rate of %(currency)s") % of,
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d"],
            )
            self.fields[f"source_{code}"] = forms.CharField(
                label=_("Who published the rate of %(currency)s") % of, required=False, max_length=200
            )

        for one in paying:
            gives = {"funder": one.funder.name, "currency": one.funder.currency}
            self.fields[f"gives_{one.funder.code}"] = figure(_("%(funder)s gives, in %(currency)s") % gives)

    def rates(self) -> list[tuple[str, BoundField, BoundField, BoundField]]:
        """Each currency with its rate, the day and the source."""
        return [(code, self[f"rate_{code}"], self[f"date_{code}"], self[f"source_{code}"]) for code in self.currencies]

    def top_up(self) -> list[BoundField]:
        """The fields of the top-up."""
        return [self[name] for name in OF_POTS]

    def common(self) -> list[BoundField]:
        """The fields of the common pot, then what each funder gives to it."""
        return [self[name] for name in (*OF_COMMON, *(f"gives_{code}" for code in self.givers))]

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
        gifts = self._gifts()
        common = {name: given[field].strip() for field, name in OF_COMMON.items()}
        if gifts or any(common.values()):
            pots.append({"pot_id": COMMON, "kind": "real", **dict.fromkeys(OF_POTS, ""), **common})
        return {"rates": rates, "pots": pots, "contributions": gifts}

    def _gifts(self) -> Rows:
        typed = {code: self.cleaned_data[f"gives_{code}"].strip() for code in self.givers}
        return [
            {"pot_id": COMMON, "funder_id": code, "amount": amount, "currency": self.givers[code]}
            for code, amount in typed.items()
            if amount
        ]

    def tell(self, defects: Iterable[Defect]) -> None:
        """Each defect beside the field that it is about."""
        tables = self.tables()
        for one in defects:
            rows = tables.get(one.file.removesuffix(".csv"), [])
            row = rows[one.row - 1] if 0 < one.row <= len(rows) else None
            place = None if row is None else self._place(one, row)
            self.add_error(place if place in self.fields else None, reader.defect(one))

    def _place(self, defect: Defect, row: Mapping[str, str]) -> str:
        """The field from which a row's column comes."""
        if defect.file == "rates.csv":
            return f"{defect.column}_{row['currency']}"
        if defect.file == "contributions.csv":
            return f"gives_{row['funder_id']}"
        if row["kind"] == "real":
            return f"common_{'currency' if defect.column == 'currency' else 'name'}"
        return defect.column
