"""Choosing an organisation: one that the directory knows, or a new one."""

from uuid import UUID

from renkei.site.applications.actions import Chosen, NewOrganisation
from renkei.site.applications.forms import FindForm, OrganisationForm
from renkei.site.directory.models import Organisation
from renkei.site.policy import scoped
from renkei.site.policy.request import ActorRequest

MOST_FOUND = 20


def finding(request: ActorRequest) -> tuple[FindForm, list[Organisation]]:
    """The form that looks for organisations, and those found by a part of their names."""
    form = FindForm(request.GET or None)
    asked = form.cleaned_data["find"].strip() if form.is_bound and form.is_valid() else ""
    if not asked:
        return form, []
    return form, list(scoped(request.actor, Organisation).filter(name__icontains=asked).order_by("name")[:MOST_FOUND])


def choosing(request: ActorRequest, found: list[Organisation], sent: bool) -> OrganisationForm:
    """The form of those found; where it was `sent`, the one that was chosen is taken whether it was found or not."""
    if not sent:
        return OrganisationForm(found=found)
    given = request.POST.get("organisation", "")
    named = scoped(request.actor, Organisation).filter(public_id=given) if _is_uuid(given) else ()
    return OrganisationForm(request.POST, found=[*found, *(one for one in named if one not in found)])


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def chosen(form: OrganisationForm) -> Chosen:
    """What a valid form names: an organisation found, or a new one."""
    given = form.cleaned_data
    if given.get("organisation"):
        return UUID(given["organisation"])
    return NewOrganisation(given["name"], given["country"], given["size"])
