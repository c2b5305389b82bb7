"""A letter's words, from its facts, in the language that holds."""

from collections.abc import Iterator

from babel.dates import format_date
from django.utils.translation import gettext as _

from renkei.reports.totals import Money
from renkei.site.portfolio.letters.told import Kind, OwnFunder, Told
from renkei.site.portfolio.models import Award
from renkei.site.ui import moments, reader


def subject_of(told: Told) -> str:
    """The subject: the program's own words only."""
    return _("Outcome of application %(number)s") % {"number": told.number}


def text_of(told: Told) -> str:
    """The letter, paragraph by paragraph."""
    return "\n\n".join(paragraph for paragraph in _paragraphs(told) if paragraph)


def _paragraphs(told: Told) -> Iterator[str]:
    yield _("Call: %(call)s\nApplication %(number)s: %(title)s\nTo: %(organisation)s") % {
        "call": told.call,
        "number": told.number,
        "title": told.title,
        "organisation": told.organisation,
    }
    yield _outcome(told)
    yield from _own_part(told)
    if told.open_parts:
        yield _("Not every part of the consortium is confirmed yet: the secretariat writes once it is.")
    if told.kind == Kind.RESERVE:
        yield _reserve(told)
    if told.redress_until is not None:
        yield _(
            "If you hold that a rule was not kept, the lead may ask on the site that this outcome be looked at again, "
            "until %(until)s, the moment of arrival on the server."
        ) % {"until": _moment(told, told.redress_until)}
    named = {"at": _moment(told, told.adopted_at), "sha256": told.sha256}
    yield _("The decision was adopted on %(at)s. The SHA-256 of its record is\n%(sha256)s") % named


def _outcome(told: Told) -> str:
    match told.kind:
        case Kind.FUNDED:
            return _("The application is recommended for funding.")
        case Kind.RESERVE:
            return _("The application is not funded now. It is on the reserve list.")
        case Kind.DROPPED_OUT:
            return _("The application has dropped out, as the consortium or the secretariat has stated.")
        case Kind.NOT_ELIGIBLE:
            return _("The application did not take part in the selection, or could not be selected.")
    return _("The application is not funded.")


def _own_part(told: Told) -> Iterator[str]:
    if told.kind == Kind.FUNDED:
        yield _("Your own part pays for itself.") if told.funder is None else _granted(told.funder)
        if told.funder and told.funder.conditions:
            yield _("Conditions of %(funder)s:") % {"funder": told.funder.name} + "\n" + told.funder.conditions
        if told.funder and told.funder.refuses:
            yield _("Why:") + "\n" + told.funder.ground
    elif told.kind == Kind.NOT_ELIGIBLE:
        yield from _not_eligible(told)
    elif told.kind in (Kind.NOT_FUNDED, Kind.RESERVE):
        yield _not_selected(told)
        if told.funder and told.funder.short:
            named = {"funder": told.funder.name, "short": _amount(told.funder.short)}
            yield _("For your part %(funder)s lacked %(short)s.") % named


def _granted(funder: OwnFunder) -> str:
    named = {"funder": funder.name, "asked": _amount(funder.asked)}
    if funder.refuses:
        return _("%(funder)s refuses its part.") % named
    if funder.granted is None:
        return _("What %(funder)s gives is not settled yet.") % named
    named["granted"] = _amount(funder.granted)
    if funder.state == Award.State.RECOMMENDED:
        return (
            _(
                "From %(funder)s %(granted)s is foreseen for you, of %(asked)s asked. It holds once %(funder)s has "
                "confirmed it."
            )
            % named
        )
    return _("%(funder)s grants you %(granted)s, of %(asked)s asked.") % named


def _not_selected(told: Told) -> str:
    if told.lot:
        return _("It was level with others for the last places, and the published criteria or the lot decided.")
    if told.adds_nothing:
        return _("Its score is not above the threshold of the call.")
    return _("By the rule published with the call it is not among those selected.")


def _not_eligible(told: Told) -> Iterator[str]:
    yield _because(told)
    if told.funder and told.funder.no:
        yield _("What %(funder)s says:") % {"funder": told.funder.name} + "\n" + told.funder.no
    elif told.ground:
        yield _("Why:") + "\n" + told.ground


def _because(told: Told) -> str:
    kind, _colon, criterion = told.because.partition(":")
    if kind == "below_threshold" and criterion:
        return _("Its score misses the threshold for “%(criterion)s”.") % {"criterion": criterion}
    if kind.startswith("endorsement_"):  # whose, another funder's partners do not learn
        kind = "endorsement"
    said = {
        "below_threshold": _("Its score misses the threshold of the call."),
        "endorsement": _("It is not endorsed by all who must endorse it."),
        "forced_out": _("The selection meeting took it out, on a ground that stands in the minutes."),
        "ineligible": _("It does not meet the rules of the call, or of a funder that it asks."),
        "withdrawn": _("It was withdrawn."),
    }
    return said.get(kind, _("It was excluded."))


def _reserve(told: Told) -> str:
    if told.reserve_until is None:
        return _("You hear from us where money becomes free.")
    day = format_date(told.reserve_until, "long", locale=reader.locale())
    return _("You hear from us where money becomes free, until %(day)s at the latest.") % {"day": day}


def _moment(told: Told, at: object) -> str:
    return moments.words(at, reader.zone_named(told.zone))  # type: ignore[arg-type]


def _amount(money: Money) -> str:
    return reader.amount(money)
