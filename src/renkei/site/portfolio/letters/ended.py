"""Mails after a drop-out alone: no decision follows, so no letter would tell those concerned that awards have ended."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.reports.totals import Money
from renkei.site.accounts.models import User
from renkei.site.applications.addresses import absolute
from renkei.site.applications.models import Member, Partner
from renkei.site.calls.models import Call, Officer
from renkei.site.outbox.post import post_mail
from renkei.site.policy import unscoped
from renkei.site.portfolio.models import Award, Contact, Departure, Letter
from renkei.site.ui import reader

GROUND = "whom a drop-out concerns is told of it"


def tell_of_end(call: Call, departure: Departure, awards: Iterable[Award]) -> None:
    """To each person of a partner that a letter went to, and to each officer of an award's funder, its own part alone.

    Partners without a letter are told by the one that is still to go. The ground stands on their page, in no mail.
    """
    number = departure.application.number
    told = unscoped(Letter, GROUND).filter(partner__application=departure.application).values("partner")
    partners = unscoped(Partner, GROUND).filter(pk__in=told, removed_at__isnull=True).select_related("organisation")
    for partner in partners.order_by("position"):
        for person in _people(partner):
            with override(person.language):
                named = {"call": call.title, "number": number, "organisation": partner.organisation.name}
                named["link"] = absolute("outcome", departure.application.public_id)
                text = _(
                    "Call: %(call)s\nApplication %(number)s\nTo: %(organisation)s\n\nThe application has dropped out, "
                    "as the consortium or the secretariat has stated. What our letter told of funding holds no "
                    "longer.\n\nWhat became of it:\n%(link)s"
                )
                _post(f"ended:{departure.pk}:{partner.pk}:{person.pk}", person, number, text % named)
    for award in awards:
        _tell_officers(call, departure, award)


def _tell_officers(call: Call, departure: Departure, award: Award) -> None:
    funder, number = award.participation.funder, departure.application.number
    mine = unscoped(Officer, GROUND).filter(funder=funder).values("user")
    for person in User.objects.filter(pk__in=mine, is_active=True).order_by("pk"):
        with override(person.language):
            money = award.amount if award.granted is None else award.granted
            named = {"call": call.title, "number": number, "funder": funder.name, "title": award.title}
            named |= {"amount": reader.amount(Money(money, funder.currency))}
            named["link"] = absolute("confirm_awards", call.slug, funder.code)
            text = _(
                "Call: %(call)s\nApplication %(number)s: %(title)s\n\nThe application has dropped out. The award of "
                "%(funder)s, %(amount)s, has ended with it; no other application moves up in its place.\n\nYour "
                "awards:\n%(link)s"
            )
            _post(f"ended:{departure.pk}:award:{award.pk}:{person.pk}", person, number, text % named)


def _people(partner: Partner) -> list[User]:
    readers = Q(pk__in=unscoped(Member, GROUND).filter(partner=partner).values("user"))
    readers |= Q(pk__in=unscoped(Contact, GROUND).filter(partner=partner).values("user"))
    return list(User.objects.filter(readers, is_active=True).order_by("pk"))


def _post(key: str, person: User, number: str, text: str) -> None:
    subject = _("Application %(number)s has dropped out") % {"number": number}
    post_mail(key, [person.email], subject, text, language=person.language)
