"""Questions: what a change comes to, why, and each funder's next raise."""

from ninja import Router, Schema

from renkei.site.decisions.api.shapes import AnswerOut, Number, WantedIn, answer_out, held_of
from renkei.site.decisions.asked import asked, next_raise, reason
from renkei.site.decisions.screen import next_raise_words, payers, story
from renkei.site.policy.request import ActorRequest
from renkei.site.problems import EVERY_PROBLEM

router = Router()
QUESTIONS = "/calls/{slug:slug}/meeting/questions"


class AskedIn(WantedIn):
    """A change to be looked at; `further`: look for up to a second and a half more."""

    further: bool = False


class WhyIn(WantedIn):
    """A change, and the application of which the reasons are asked."""

    application: Number


class NextIn(WantedIn):
    """A change, and the funder of which the next raise is asked."""

    funder: Number


class NextOut(Schema):
    """A funder's smallest own raise after which more are funded, in words, with who enters and who leaves.

    `state`: exact, upper, open, none or not_computed.
    """

    funder: str
    state: str
    words: str
    enters: list[str]
    leaves: list[str]


@router.post(QUESTIONS, response={200: AnswerOut, **EVERY_PROBLEM})
def ask(request: ActorRequest, slug: str, given: AskedIn) -> AnswerOut:
    """What a change comes to beside the call as it is; nothing is kept and nothing is decided."""
    _meeting, held = held_of(request, slug)
    return answer_out(asked(held, given.wanted(), look=1 if given.further else 0))


@router.post(f"{QUESTIONS}/reasons", response={200: list[str], **EVERY_PROBLEM})
def why(request: ActorRequest, slug: str, given: WhyIn) -> list[str]:
    """Why an application has its outcome under a change, a sentence each."""
    _meeting, held = held_of(request, slug)
    found = reason(held, given.wanted(), given.application)
    return story(found, held.folder, held.engine.reporting_currency)


@router.post(f"{QUESTIONS}/next-raises", response={200: NextOut, **EVERY_PROBLEM})
def next_of(request: ActorRequest, slug: str, given: NextIn) -> NextOut:
    """A funder's or a common pot's next raise under a change."""
    _meeting, held = held_of(request, slug)
    found = next_raise(held, given.wanted(), given.funder)
    _short, words = next_raise_words(found, payers(held.folder).get(given.funder, ""))
    who = {"enters": list(found.enters), "leaves": list(found.leaves)}
    return NextOut(funder=given.funder, state=found.state, words=words, **who)
