"""People of an organisation that came in a partner's place: asked by the secretariat, and the page of their link."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from renkei.site.applications.refusal import Refused
from renkei.site.calls.models import Call
from renkei.site.policy import NotAllowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio import queries
from renkei.site.portfolio.actions import come, contact_of, invite_contact
from renkei.site.portfolio.forms import ContactForm
from renkei.site.portfolio.models import Departure
from renkei.site.review.views.answers import staff, tell


@staff
def contacts(request: ActorRequest, slug: str, number: str, position: int) -> HttpResponseBase:
    """Who stands for a partner that was replaced; a further person is asked here."""
    call = get_object_or_404(scoped(request.actor, Call, "follow_up"), slug=slug)
    replaced = scoped(request.actor, Departure).filter(kind=Departure.Kind.REPLACED, application__call=call)
    here = replaced.filter(application__number=number, partner__position=position).order_by("-at")
    departure = get_object_or_404(here.select_related("organisation")[:1])
    form, status = ContactForm(request.POST or None, initial={"language": call.language}), 200
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            invite_contact(request.actor, slug, number, position, given["email"], given["language"])
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": given["email"]})
            return redirect("contacts", slug, number, position)
        except Refused as refused:
            tell(form, refused)
        except ValidationError as error:
            form.add_error(None, error)
        status = 422
    rows = queries.contacts(request.actor, call).filter(partner=departure.partner_id)
    found = {"call": call, "number": number, "departure": departure, "contacts": rows, "form": form}
    found["at"] = request.actor.at
    return render(request, "portfolio/contacts.html", found, status=status)


@never_cache
def contact(request: ActorRequest, secret: str) -> HttpResponseBase:
    """Who asks, and for which partner; accepted by whoever is logged in."""
    try:
        found = contact_of(request.actor, secret)
        if request.method == "POST" and request.actor.user is not None:
            come(request.actor, secret)
            messages.success(
                request,
                _("Welcome: letters and awards of %(name)s are here.") % {"name": found.partner.organisation.name},
            )
            return redirect("portfolio")
    except NotAllowed:
        raise Http404 from None
    response: HttpResponse = render(request, "portfolio/contact.html", {"contact": found})
    response["Referrer-Policy"] = "no-referrer"  # its address is its secret
    return response
