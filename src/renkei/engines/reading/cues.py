"""Words of ours, and the words of a text that say them: whether something is planned, possible, held, reported."""

import re
from collections.abc import Iterator

from renkei.engines.reading import agreement_words, statement_words
from renkei.engines.reading.model import Found, Span


def _words(*expressions: str) -> re.Pattern[str]:
    return re.compile("|".join(expressions), re.IGNORECASE)


POSSIBLE = _words(
    r"\bpossibilit(?:y|ies) of\b",
    r"\b(?:may|might|could) (?:be held|host|hold|visit|take place)\b",
    r"\bconsider(?:ing|s|ed)?\b",
    r"\bexplor(?:e|es|ed|ing)\b",
    r"検討",
    r"可能性",
    r"\bmöglich",
    r"\bpossibilité de\b",
    r"\bposibilidad de\b",
    r"возможност",
)
PLANNED = _words(
    r"\bwill (?:\w+ ){0,2}?(?:establish|set up|create|launch|form)\b",
    r"\bscheduled\b",
    r"\b(?:is|are) to (?:take place|be held|be)\b",
    r"\bwill (?:\w+ )?(?:take place|be|host|hold)\b",
    r"\bplan(?:s|ned|ning)?\b",
    r"\barrangements are being made\b",
    r"\bto be held\b",
    r"\bupcoming\b",
    r"\bwill\b",
    r"\bis expected to\b",
    r"予定",
    r"開催します",
    r"開かれる",
    r"\baura lieu\b",
    r"\bse tiendra\b",
    r"\bprévue?s?\b",
    r"\bfindet\b.*\bstatt\b",
    r"\bgeplant\b",
    r"\bwird\b",
    r"\bse celebrará\b",
    r"\btendrá lugar\b",
    r"\bprevist[oa]s?\b",
    r"состоится",
    r"пройд[её]т",
    r"запланирован",
    r"намечен",
)
HELD = _words(
    r"\btook place\b",
    r"\bduring (?:a|an|the|his|her|their|its) (?:\w+ ){0,2}?(?:visit|meeting|summit|conference|talks)\b",
    r"\b(?:was|were|has been|have been) (?:\w+ )?held\b",
    r"\bheld\b",
    r"\bhosted\b",
    r"\bgathered\b",
    r"\battended\b",
    r"\bconvened\b",
    r"\bgave a speech\b",
    r"\bat a meeting\b",
    r"開催(?:さ|し(?:た|ま))",
    r"開かれ(?:た|まし)",
    r"行いました",
    r"\bs'est tenue?\b",
    r"\ba eu lieu\b",
    r"\bfand\b.*\bstatt\b",
    r"\bse celebró\b",
    r"\btuvo lugar\b",
    r"состоял(?:ся|ась|ось)",
    r"прош(?:ёл|ел|ла|ло)\b",
    r"прошли",
)
OVER = _words(r"\b(?:over|more than|at least|in excess of|plus de|mehr als|über|más de|более|свыше)\b", r"以上", r"超")
ABOUT = _words(r"\b(?:about|around|approximately|some|nearly|roughly|environ|rund|etwa|circa|unos|около)\b", r"約")
ALMOST = _words(r"\b(?:almost|nearly|fewer than|less than|under|près de|fast|casi|почти)\b", r"近く|未満")
UP_TO = _words(r"\b(?:up to|a maximum of|no more than|jusqu'à|bis zu|hasta|до)\b", r"最大")
DECIDED = _words(r"\b(?:decided|decision|approved|resolved)\b", r"決定", r"承認", r"décidé", r"beschlossen", r"решил")
SAID = _words(rf"\b(?:{statement_words.SAID})\b", r"述べ|語っ|話し|説明し|強調し|コメントし")
ACCORDING = _words(statement_words.ACCORDING, r"によると|によれば")
ESTABLISHED = _words(
    r"\b(?:established|set up|created|formed|founded|launched|inaugurated)\b",
    r"設立(?:さ|し)",
    r"設置(?:さ|し)",
    r"発足",
    r"\bcréée?s?\b",
    r"\bgegründet\b",
    r"\beingerichtet\b",
    r"\bcread[oa]s?\b",
    r"создан[аоы]?\b",
    r"учрежд[её]н",
)
AGREED = _words(
    r"\bagreed (?:to|on|upon) (?:\w+ )?(?:establish|set up|creat|form|launch)\w*",
    r"\bagree(?:s|d)? to establish\b",
    r"設置(?:することで|に)合意",
    r"設立(?:することで|に)合意",
    r"договорились (?:о создании|создать)",
    r"\bconvenus? de créer\b",
    r"\bacordaron (?:crear|establecer)\b",
    r"\bvereinbar\w+\b.*\b(?:Einrichtung|Gründung)\b",
)
CUES = {
    "decided": DECIDED, "said": SAID, "according to": ACCORDING, "established": ESTABLISHED, "agreed": AGREED,
    "possible": POSSIBLE, "planned": PLANNED, "held": HELD,
    "over": OVER, "about": ABOUT, "almost": ALMOST, "up to": UP_TO,
    "earlier": agreement_words.EARLIER, **agreement_words.KINDS,
}  # fmt: skip


def cue(names: tuple[str, ...], text: str, start: int, end: int) -> Iterator[Found]:
    """Where some cues stand in a stretch of text, in the order of the names."""
    for name in names:
        match = CUES[name].search(text, start, end)
        if match:
            yield Found(Span(*match.span()), name)
