"""The form of how a call decides: fields of the page ⇄ keys of programme.yaml, each defect beside its field."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml
from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from renkei.defects import Defect
from renkei.site.calls.actions import Deciding
from renkei.site.calls.building.figure import figure
from renkei.site.calls.building.part_forms import TellingForm
from renkei.site.calls.models import Call
from renkei.site.ui import reader

SPARE_CRITERIA = 3
FEWEST_CRITERIA = 5
CODE = {"class": "code", "rows": 4, "spellcheck": "false"}


class DecidingForm(TellingForm):
    """Scale, criteria, thresholds, rule, bands, ties, reserve, lottery, who ranks, caps on demand, redress."""

    stages = forms.TypedChoiceField(
        label=_("Stages"),
        coerce=int,
        choices=[
            (1, _("one: everybody hands in the full application")),
            (2, _("two: a first, short one; then the full one by invitation")),
        ],
    )
    scale_min, scale_max = figure(_("Lowest score")), figure(_("Highest score"))
    scale_best = forms.ChoiceField(
        label=_("Which is better"), choices=[("high", _("a high score")), ("low", _("a low score"))], required=False
    )
    total = forms.ChoiceField(
        label=_("The total score"),
        choices=[
            ("", _("is published by itself")),
            ("sum", _("is the sum of the criteria")),
            ("mean", _("is the mean of the criteria")),
        ],
        required=False,
    )
    threshold_total = figure(_("Threshold of the total"), _("Whoever is below it is not eligible."))
    rule = forms.ChoiceField(
        label=_("Rule"),
        choices=[
            ("", _("not stated yet")),
            ("ranking", _("binding ranking: down the list until the first gap")),
            ("gaps", _("ranking with gap filling: and on below the gap with the money left")),
            ("best", _("best portfolio: the most of the best band, then of the next")),
            ("sum", _("highest total: for calls of one funder")),
        ],
        required=False,
    )
    tail = forms.ChoiceField(
        label=_("Below the gap of a binding ranking"),
        choices=[("", _("it stops")), ("national", _("it goes on with national money only"))],
        required=False,
    )
    bands = forms.CharField(
        label=_("Bands"),
        required=False,
        max_length=200,
        help_text=_("Lower limits, best first, separated by semicolons, such as 13; 11.5. Or each; or column."),
    )
    binding = forms.ChoiceField(
        label=_("What binds"),
        choices=[("", _("the score")), ("rank", _("the rank that the panel gives"))],
        required=False,
    )
    tie_criteria = forms.CharField(
        label=_("Tie criteria, in order"),
        required=False,
        max_length=500,
        help_text=_("Names of criteria, or sme_share, under_spent; separated by semicolons. After them the lot."),
    )
    who_ranks = forms.ChoiceField(
        label=_("Who ranks"),
        choices=[
            ("", _("one panel")),
            ("merged", _("each funder for itself; the lists are merged")),
            ("national_points", _("one panel, with points of the states")),
        ],
        required=False,
    )
    merge = forms.ChoiceField(
        label=_("How the lists are merged"),
        choices=[
            ("", _("they are not")),
            ("mean", _("by the mean of the ranks")),
            ("worst", _("by the worst rank")),
            ("upper_halves", _("who is in all upper halves comes first")),
        ],
        required=False,
    )
    endorsing = forms.MultipleChoiceField(
        label=_("Who must endorse an application"),
        choices=[("lead", _("the agency of the lead")), ("partners", _("the other agencies that it asks"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    keys = forms.CharField(
        label=_("Further authorities whose yes it needs"),
        required=False,
        max_length=500,
        help_text=_("Separated by semicolons."),
    )
    reserve_places = figure(_("Places on the reserve list"), _("Empty: everybody eligible who is not funded."))
    reserve_until = figure(_("The reserve list ends on"), _("Written as 2028-12-31."))
    draw_named = forms.CharField(
        label=_("The public draw"),
        required=False,
        max_length=300,
        help_text=_("Named beforehand, where a lot may be needed, such as: Lotto 6 of 4 June 2028."),
    )
    lottery_width = figure(
        _("Width of the lottery zone"),
        _("In standard errors either side of a score; empty: lots are drawn in ties only."),
    )
    conditions = forms.CharField(
        label=_("Side conditions"),
        widget=forms.Textarea(attrs=CODE),
        required=False,
        help_text=_("One a line, such as: - {at_most: 3, country: JP, ground: agreed in the memorandum}"),
    )
    cap = figure(_("Cap on invited demand"), _("How many times its budget each funder may be asked for, such as 2.5."))
    caps = forms.CharField(
        label=_("Caps of single funders"),
        widget=forms.Textarea(attrs=CODE | {"rows": 3}),
        required=False,
        help_text=_("One a line, such as JST: 2"),
    )
    survival = forms.CharField(
        label=_("Expected part of the pre-proposals that go on"),
        required=False,
        max_length=200,
        help_text=_("For the forecast: such as 0.4, or one for each band: 0.8; 0.4; 0.1"),
    )
    redress_days = forms.IntegerField(label=_("Days for redress"), min_value=0, max_value=3650)
    letters_may_tell_shortage = forms.BooleanField(
        label=_("Letters may tell that a funder was short of money"), required=False
    )
    what = forms.CharField(label=_("What changes"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, published=call.state != Call.State.PREPARING, initial=told(call), **kwargs)
        named = len(call.selection.get("criteria", ()))
        self._criteria = range(1, max(named + SPARE_CRITERIA, FEWEST_CRITERIA) + 1)
        for n in self._criteria:
            self.fields[f"criterion_{n}"] = forms.CharField(
                label=_("Criterion %(n)d") % {"n": n}, required=False, max_length=100
            )
            self.fields[f"threshold_{n}"] = figure(_("Threshold of criterion %(n)d") % {"n": n})

    def groups(self) -> Iterator[tuple[Any, str, list[BoundField]]]:
        """(heading, a word on it, fields) as the page shows them; criteria stand in a table of their own."""
        names = {field.name for field in self.visible_fields()}
        for heading, word, group in GROUPS:
            yield heading, word, [self[name] for name in group if name in names]

    def criteria(self) -> list[tuple[BoundField, BoundField]]:
        """Each criterion beside its threshold."""
        return [(self[f"criterion_{n}"], self[f"threshold_{n}"]) for n in self._criteria]

    def clean_conditions(self) -> list[Any]:
        """The conditions as data, every value as printed."""
        return list(_as_printed(self.cleaned_data["conditions"]) or [])

    def clean_caps(self) -> dict[str, str]:
        """Funder → its cap."""
        found = _as_printed(self.cleaned_data["caps"])
        if found and not isinstance(found, dict):
            raise forms.ValidationError(_("Write one a line: a funder, a colon, its cap."))
        return dict(found or {})

    def deciding(self) -> Deciding:
        """What a valid form states."""
        given = self.cleaned_data
        return Deciding(
            _filled(_stated(given, list(self._criteria))),
            given["stages"],
            given["redress_days"],
            given["letters_may_tell_shortage"],
        )

    def tell(self, defects: Iterable[Defect]) -> None:
        """Each defect beside the field that it is about."""
        thresholds = {self.cleaned_data.get(f"criterion_{n}", "").strip(): f"threshold_{n}" for n in self._criteria}
        for one in defects:
            self.add_error(_field_of(one, thresholds), reader.defect(one))


GROUPS: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
    (_("Stages"), "", ("stages", "cap", "caps", "survival")),
    (_("Scores"), _("The scale is that of the total score."),
     ("scale_min", "scale_max", "scale_best", "total", "threshold_total")),
    (_("Rule"), _("Published with the call, and locked once scores can be seen."),
     ("rule", "bands", "tail", "binding", "conditions")),
    (_("Ties and lots"), "", ("tie_criteria", "draw_named", "lottery_width")),
    (_("Who ranks, who endorses"), "", ("who_ranks", "merge", "endorsing", "keys")),
    (_("Afterwards"), "",
     ("reserve_places", "reserve_until", "redress_days", "letters_may_tell_shortage")),
)  # fmt: skip

PLACES = {
    "scale.min": "scale_min",
    "scale.max": "scale_max",
    "scale": "scale_best",
    "criteria": "criterion_1",
    "thresholds.total": "threshold_total",
    "total": "total",
    "selection.rule": "rule",
    "selection.bands": "bands",
    "selection.tail": "tail",
    "selection.binding": "binding",
    "selection.tie_criteria": "tie_criteria",
    "selection.who_ranks": "who_ranks",
    "selection.merge": "merge",
    "selection.endorsements.agencies": "endorsing",
    "selection.endorsements": "keys",
    "selection.reserve.places": "reserve_places",
    "selection.reserve": "reserve_until",
    "selection.lottery.draw_named": "draw_named",
    "selection.lottery": "lottery_width",
    "selection.conditions": "conditions",
    "demand.caps": "caps",
    "demand.cap": "cap",
    "demand": "survival",
}


def _field_of(defect: Defect, thresholds: Mapping[str, str]) -> str | None:
    """The field that a defect is about; None for what no field of this page holds."""
    own = thresholds.get(defect.column.removeprefix("thresholds.criteria."))
    if own:
        return own
    fitting = (key for key in PLACES if defect.column == key or defect.column.startswith(f"{key}."))
    return PLACES.get(max(fitting, key=len, default=""))


def _stated(given: Mapping[str, Any], criteria: Iterable[int]) -> dict[str, Any]:
    """The keys of programme.yaml that the fields state, empty ones too."""
    rows = [(given[f"criterion_{n}"].strip(), given[f"threshold_{n}"].strip()) for n in criteria]
    scored = {"min": given["scale_min"], "max": given["scale_max"]}
    return {
        "scale": scored | ({"best": given["scale_best"]} if any(scored.values()) else {}),
        "criteria": [name for name, _threshold in rows if name],
        "thresholds": {
            "total": given["threshold_total"],
            "criteria": {name: threshold for name, threshold in rows if threshold},
        },
        "total": given["total"],
        "selection": {
            "rule": given["rule"],
            "bands": _bands(given["bands"]),
            "binding": given["binding"],
            "tie_criteria": _listed(given["tie_criteria"]),
            "tail": given["tail"],
            "who_ranks": given["who_ranks"],
            "merge": given["merge"],
            "endorsements": {"agencies": given["endorsing"], "keys": _listed(given["keys"])},
            "reserve": {"places": given["reserve_places"], "until": given["reserve_until"]},
            "lottery": {"width": given["lottery_width"], "draw_named": given["draw_named"]},
            "conditions": given["conditions"],
        },
        "demand": {"cap": given["cap"], "caps": given["caps"], "survival": _listed(given["survival"])},
    }


def _filled(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Without what says nothing."""
    inner = {name: _filled(value) if isinstance(value, dict) else value for name, value in stated.items()}
    return {name: value for name, value in inner.items() if value not in ("", [], {})}


def _bands(text: str) -> str | list[str]:
    """One word as it is (`each`, `column`), else the limits."""
    listed = _listed(text)
    return listed[0] if listed in (["each"], ["column"]) else listed


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _as_printed(text: str) -> Any:
    """YAML as data whose values are texts as they were written; ValidationError for what is no YAML."""
    try:
        return yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        raise forms.ValidationError(_("This cannot be read: write it as in the example.")) from None


def told(call: Call) -> dict[str, Any]:
    """A call's rules as the form shows them first."""
    kept, rule = call.selection, call.selection.get("selection", {})
    scale, thresholds, demand = (kept.get(name, {}) for name in ("scale", "thresholds", "demand"))
    found = {
        "stages": call.stages,
        "scale_min": scale.get("min", ""),
        "scale_max": scale.get("max", ""),
        "scale_best": scale.get("best", "high"),
        "total": kept.get("total", ""),
        "threshold_total": thresholds.get("total", ""),
        **{name: rule.get(name, "") for name in ("rule", "tail", "binding", "who_ranks", "merge")},
        "bands": _joined(rule.get("bands", "")),
        "tie_criteria": _joined(rule.get("tie_criteria", "")),
        "endorsing": rule.get("endorsements", {}).get("agencies", []),
        "keys": _joined(rule.get("endorsements", {}).get("keys", "")),
        "reserve_places": rule.get("reserve", {}).get("places", ""),
        "reserve_until": rule.get("reserve", {}).get("until", ""),
        "draw_named": rule.get("lottery", {}).get("draw_named", ""),
        "lottery_width": rule.get("lottery", {}).get("width", ""),
        "conditions": "".join(f"- {_inline(one)}\n" for one in rule.get("conditions", ())),
        "cap": demand.get("cap", ""),
        "caps": "".join(f"{funder}: {cap}\n" for funder, cap in demand.get("caps", {}).items()),
        "survival": _joined(demand.get("survival", "")),
        "redress_days": call.redress_days,
        "letters_may_tell_shortage": call.letters_may_tell_shortage,
    }
    criteria = kept.get("criteria", ())
    of_each = thresholds.get("criteria", {})
    for n, name in enumerate(criteria, 1):
        found |= {f"criterion_{n}": name, f"threshold_{n}": of_each.get(name, "")}
    return found


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _inline(one: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(one), default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**6).strip()
