"""Pages of organisations."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from renkei.site.directory.kinds import KINDS
from renkei.site.directory.models import Organisation
from renkei.site.directory.queries import organisations as found_organisations
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.ui.reader import countries
from renkei.site.ui.tables import Column, Country, Table, exported

COLUMNS: tuple[Column[Organisation], ...] = (
    Column(
        "organisation",
        gettext_lazy("Organisation"),
        lambda row: row.name,
        "name",
        link=lambda row: reverse("organisation", args=[row.public_id]),
    ),
    Column("kind", gettext_lazy("Kind and size"), lambda row: row.get_size_display(), "size"),
    Column("country", gettext_lazy("Country"), lambda row: Country(row.country), "country"),
    Column("ror", gettext_lazy("ROR identifier"), lambda row: row.ror or None),
)


class OrganisationsFilter(forms.Form):
    """Which organisations a list shows."""

    find = forms.CharField(label=gettext_lazy("Words in the name"), max_length=100, required=False)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), choices=lambda: [("", _("all")), *countries()], required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind and size"), choices=[("", gettext_lazy("all")), *KINDS], required=False
    )


def organisations(request: ActorRequest) -> HttpResponse:
    """All organisations, to sort, filter and export."""
    form = OrganisationsFilter(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {"find": "", "country": "", "kind": ""}
    rows = found_organisations(request.actor, given["find"], given["country"], given["kind"])
    table = Table(
        request, "organisations", _("Organisations"), COLUMNS, rows, _("None is like this: change the filter.")
    )
    return exported(table) or render(request, "directory/organisations.html", {"table": table, "form": form})


def organisation(request: ActorRequest, public_id: UUID) -> HttpResponse:
    """One organisation."""
    found = get_object_or_404(scoped(request.actor, Organisation), public_id=public_id)
    return render(request, "directory/organisation.html", {"organisation": found})
