"""Words of ours, and the words of a text that say them: whether something is planned, possible, held, reported."""

import re
from collections.abc import Iterator

from renkei.engines.reading.agreement_words import EARLIER, INSTRUMENTS
from renkei.engines.reading.model import Found, Span


def _words(*expressions: str) -> re.Pattern[str]:
    return re.compile("|".join(expressions), re.IGNORECASE)


POSSIBLE = _words(
    r"\bpossibilit(?:y|ies) of\b", r"\b(?:may|might|could) (?:become|be|also|host|hold|visit|take)\b",
    r"\bconsider(?:ing|s|ed)?\b", r"\bexplor(?:e|es|ed|ing)\b", r"検討", r"可能性", r"\bmöglich", r"\bpossibilité de\b",
    r"\bposibilidad de\b", r"возможност",
)  # fmt: skip
PLANNED = _words(
    r"\bscheduled\b", r"\b(?:is|are) to (?:take place|be held|be)\b", r"\bwill (?:\w+ )?(?:take place|be|host|hold)\b",
    r"\bplan(?:s|ned|ning)?\b", r"\barrangements are being made\b", r"\bto be held\b", r"\bupcoming\b", r"\bwill\b",
    r"\bis expected to\b", r"予定", r"開催します", r"開かれる", r"\baura lieu\b", r"\bse tiendra\b", r"\bprévue?s?\b",
    r"\bfindet\b.*\bstatt\b", r"\bgeplant\b", r"\bwird\b", r"\bse celebrará\b", r"\btendrá lugar\b",
    r"\bprevist[oa]s?\b",
    r"состоится", r"пройд[её]т", r"запланирован", r"намечен",
)  # fmt: skip
HELD = _words(
    r"\btook place\b", r"\b(?:was|were|has been|have been) (?:\w+ )?held\b", r"\bheld\b", r"\bhosted\b",
    r"\bgathered\b",
    r"\battended\b", r"\bconvened\b", r"\bgave a speech\b", r"\bat a meeting\b",
    r"開催(?:さ|し(?:た|ま))", r"開かれ(?:た|まし)",
    r"行いました", r"\bs'est tenue?\b", r"\ba eu lieu\b", r"\bfand\b.*\bstatt\b", r"\bse celebró\b", r"\btuvo lugar\b",
    r"состоял(?:ся|ась|ось)", r"прош(?:ёл|ел|ла|ло)\b", r"прошли",
)  # fmt: skip
KINDS = {kind: re.compile(words, re.IGNORECASE) for kind, words in INSTRUMENTS.items()}
CUES = {"possible": POSSIBLE, "planned": PLANNED, "held": HELD, "earlier": EARLIER, **KINDS}


def cue(names: tuple[str, ...], text: str, start: int, end: int) -> Iterator[Found]:
    """Where some cues stand in a stretch of text, in the order of the names."""
    for name in names:
        match = CUES[name].search(text, start, end)
        if match:
            yield Found(Span(*match.span()), name)
