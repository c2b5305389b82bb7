"""What came after the made-up decision: letters, awards, redress, results, and an application that drops out."""

from datetime import datetime, timedelta

from renkei.site.decisions import actions as meeting
from renkei.site.decisions.models import Decision
from renkei.site.demo.applications import GROUND
from renkei.site.demo.assessed import officer_of
from renkei.site.demo.cast import Cast
from renkei.site.policy import unscoped
from renkei.site.portfolio import actions
from renkei.site.portfolio.models import Award, Letter

CONDITIONS = "Report once a year, in English, on at most four pages."


def what_followed(cast: Cast, decision: Decision, at: datetime) -> None:
    """Six weeks of it, until the moment given; the decision after the drop-out waits for its last funders."""
    day, slug = timedelta(days=1), decision.meeting.call.slug
    by = cast.acting("secretariat", at - 40 * day)
    actions.send_letters(by, slug)
    _confirm(cast, slug, at - 30 * day)
    _redress(cast, decision, at - 20 * day)
    actions.publish_decided(cast.acting("secretariat", at - 15 * day), slug, "The decision of the selection meeting.")
    leaving = _funded(decision)[-1]
    ground = "The lead's laboratory was sold."
    following = actions.drop_out(cast.acting("secretariat", at - 3 * day), slug, leaving, ground).followed_by
    if following is not None:
        for code in ("AFR", "MSF"):
            meeting.consent(officer_of(cast, code, at - 2 * day), str(following.public_id), code, True)


def _confirm(cast: Cast, slug: str, at: datetime) -> None:
    """France awards, Japan and Canada confirm, Germany has yet to say a word."""
    for code in ("AFR", "MSF", "PRC"):
        mine = unscoped(Award, GROUND).filter(participation__call__slug=slug, participation__funder__code=code)
        words = [
            actions.Word(one.application.number, Award.State.CONFIRMED, conditions=CONDITIONS, version=one.version)
            for one in mine.select_related("application").order_by("pk")
        ]
        said = actions.say(officer_of(cast, code, at), slug, code, words)
        if code == "AFR":
            awarded = [
                actions.Word(one.application.number, Award.State.AWARDED, national_number=f"AFR-27-{n:03}",
                             conditions=CONDITIONS, version=one.version)
                for n, one in enumerate(said, 1)
            ]  # fmt: skip
            actions.say(officer_of(cast, code, at + timedelta(days=2)), slug, code, awarded)


def _redress(cast: Cast, decision: Decision, at: datetime) -> None:
    """Of two refused applications: one request answered, one waiting."""
    refused = unscoped(Letter, GROUND).filter(decision=decision, partner__role="lead").exclude(kind=Letter.Kind.FUNDED)
    texts = ("A member of the panel works beside a competitor.", "The summary of another application was discussed.")
    for letter, text in zip(refused.select_related("partner").order_by("pk"), texts, strict=False):
        lead = letter.partner
        by = cast.writing(lead.organisation.name, at)
        made = actions.file_redress(by, lead.application.public_id, text)
        if text == texts[0]:
            answer = "The member had left the room; the minutes tell when."
            actions.answer_redress(cast.acting("chair", at + timedelta(days=6)), made.public_id, False, answer)


def _funded(decision: Decision) -> list[str]:
    awards = unscoped(Award, GROUND).filter(decision=decision)
    return sorted(set(awards.values_list("application__number", flat=True)))
