"""Letters: previewed and sent by the secretariat, read by their partners."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.site.calls.models import Call
from renkei.site.files.serve import SANDBOX
from renkei.site.policy import allowed, scoped
from renkei.site.policy.request import ActorRequest
from renkei.site.portfolio import queries
from renkei.site.portfolio.actions import send_letters
from renkei.site.portfolio.actions.letters import decision_to_tell
from renkei.site.portfolio.letters import Addressed, addressed, subject_of, text_of
from renkei.site.portfolio.models import Letter
from renkei.site.portfolio.tables import letter_columns
from renkei.site.review.views.answers import staff
from renkei.site.ui.tables import Table, exported


@staff
def letters(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The letters that were sent, and how far they are."""
    call = queries.followed_call(request.actor, slug)
    if not queries.reads_letters(request.actor):
        raise Http404
    rows = queries.letters_of(request.actor, call)
    table = Table(request, f"{slug}-letters", _("Letters"), letter_columns(), rows, _("No letter was sent yet."))
    given = {"call": call, "table": table, "unset": rows.filter(sha256="").count()}
    given["follows_up"] = allowed(request.actor, "follow_up", call)
    return exported(table) or render(request, "portfolio/letters.html", given)


@staff
def preview(request: ActorRequest, slug: str) -> HttpResponseBase:
    """Every letter as it would be sent now, kind by kind; sending them."""
    call = get_object_or_404(scoped(request.actor, Call, "follow_up"), slug=slug)
    try:
        if request.method == "POST":
            made = send_letters(request.actor, slug)
            messages.success(request, _("%(n)d letters are being set and mailed.") % {"n": len(made)})
            return redirect("letters", slug)
        decision = decision_to_tell(call)
        found = addressed(decision, request.actor.at)
    except ValidationError as error:
        return render(request, "portfolio/preview.html", {"call": call, "faults": error.messages}, status=422)
    by_kind: dict[str, list[Addressed]] = {}
    for one in found:
        by_kind.setdefault(one.told.kind, []).append(one)
    kind = request.GET.get("kind", "")
    kind = kind if kind in by_kind else next(iter(by_kind), "")
    same = by_kind.get(kind, [])
    asked = request.GET.get("at", "")
    at = min(max(int(asked[:6]) if asked.isdecimal() else 1, 1), max(len(same), 1))
    given = {
        "call": call,
        "kinds": [(one, Letter.Kind(one).label, len(of)) for one, of in by_kind.items()],
        "kind": kind,
        "at": at,
        "of": len(same),
        "letter": _shown(same[at - 1]) if same else None,
        "mute": sum(not one.people for one in found),
        "sent": queries.letters_of(request.actor, call).filter(decision=decision).exists(),
        "number": len(found),
    }
    return render(request, "portfolio/preview.html", given)


def _shown(one: Addressed) -> dict[str, object]:
    with override(one.language):
        told = {"subject": subject_of(one.told), "text": text_of(one.told)}
    return {**told, "language": one.language, "people": one.people, "organisation": one.partner.organisation.name}


@staff
def letter(request: ActorRequest, which: UUID) -> HttpResponseBase:
    """A letter, as its partner and the secretariat read it."""
    rows = scoped(request.actor, Letter).select_related("partner__application__call", "partner__organisation")
    found = get_object_or_404(rows.defer("pdf"), public_id=which)
    call = found.partner.application.call
    mine = allowed(request.actor, "see", found.partner.application)
    return render(request, "portfolio/letter.html", {"letter": found, "call": call, "mine": mine})


@staff
def letter_pdf(request: ActorRequest, which: UUID) -> HttpResponseBase:
    """Its PDF, to the byte."""
    found = get_object_or_404(scoped(request.actor, Letter), public_id=which)
    if found.pdf is None:
        return HttpResponse(_("This letter is still being set."), "text/plain; charset=utf-8", 503)
    name = f"letter-{found.partner_id}.pdf"
    response = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"], response["X-Content-Type-Options"] = SANDBOX, "nosniff"
    return response
