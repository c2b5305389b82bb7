"""The categories of cost that a call's form asks for."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from renkei.site.calls.models import Participation

USUAL = {
    "personnel": _("Personnel"),
    "equipment": _("Equipment"),
    "consumables": _("Consumables"),
    "travel": _("Travel"),
    "subcontracting": _("Subcontracting"),
    "other": _("Other direct costs"),
    "indirect": _("Indirect costs"),
}


def categories_of(paying: Iterable[Participation]) -> dict[str, object]:
    """Category → its name: the usual ones, then those that only an annex of the call names, in their order."""
    found: dict[str, object] = dict(USUAL)
    for one in paying:
        costs = one.annex.get("costs", {}) if isinstance(one.annex, dict) else {}
        for name in [*costs.get("paid", []), *costs.get("at_most", {})]:
            found.setdefault(str(name), str(name).replace("_", " ").capitalize())
    return found
