"""What a date in an agreement, a call or news of them says: signed, published, opens, closes, begins, ends.

The first rule that fits decides; a date that none fits (of a law, a visit, a meeting) says nothing of an agreement.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from renkei.engines.reading import agreement_date_words as words
from renkei.engines.reading.agreement_words import EARLIER, INSTRUMENT, SIGNED
from renkei.engines.reading.dates import dates, years
from renkei.engines.reading.legible import told, without_dateline
from renkei.engines.reading.model import Found, Span

_HEAD = 6  # sentences at the head of a text among which the day of publication is sought


@dataclass(frozen=True, slots=True)
class Said:
    """A date with what is said of it; `earlier` where it is that of an agreement referred to."""

    found: Found
    kind: str
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class _Date:
    """A date in its sentence; `bare` is a year that stands alone, `number` counts the sentences."""

    text: str
    sentence: Span
    found: Found
    number: int
    bare: bool

    @property
    def before(self) -> str:
        return self.text[max(self.sentence.start, self.found.span.start - 160) : self.found.span.start]

    @property
    def after(self) -> str:
        return self.text[self.found.span.end : min(self.sentence.end, self.found.span.end + 120)]

    @property
    def line(self) -> tuple[str, str]:
        """The line before and behind the date."""
        start = self.text.rfind("\n", 0, self.found.span.start) + 1
        end = self.text.find("\n", self.found.span.end)
        behind = self.text[self.found.span.end : end if end >= 0 else len(self.text)]
        return self.text[start : self.found.span.start], behind

    @property
    def whole(self) -> str:
        return self.text[self.sentence.start : self.sentence.end]

    @property
    def japanese(self) -> bool:
        return bool(words.JA_DAY.search(self.text[self.found.span.start : self.found.span.end]))


def said_dates(text: str) -> Iterator[Said]:
    """Every date whose kind the text tells."""
    for number, sentence in enumerate(told(text)):
        full = list(dates(text, sentence.start, sentence.end))
        alone = [year for year in years(text, sentence.start, sentence.end) if not _within(year, full)]
        for found in sorted([*full, *alone], key=lambda one: one.span):
            date = _Date(text, sentence, found, number, found in alone)
            kind = next((kind for rule in _RULES if (kind := rule(date)) is not None), "")
            if kind:
                yield Said(found, kind, kind == "signed" and of_one_before(text, sentence, found.span.start))


def _within(year: Found, full: list[Found]) -> bool:
    return any(year.span.meets(day.span) for day in full)


def _of_the_dateline(date: _Date) -> str | None:
    if re.match(r"\s*(?:news|press)(?!\w)", date.after):
        return "published"
    ahead = date.line[0].strip().lower()
    told_from = without_dateline(date.text, date.sentence).start
    return "published" if ahead == "date" or date.found.span.end <= told_from else None


def _of_a_law(date: _Date) -> str | None:
    near = date.before[-60:]
    lawful = words.LAW.search(near) and not near.rstrip().endswith("since") and not SIGNED.search(near[-25:])
    return "" if lawful else None


def _of_a_window(date: _Date) -> str | None:
    """Two dates with a dash between, alone on a line: the first opens, the second closes."""
    days = list(dates(date.text, date.sentence.start, date.sentence.end))
    if len(days) != 2 or days[0].span.start != date.sentence.start or days[1].span.end < date.sentence.end - 1:
        return None
    if not re.fullmatch(r"\s*[–—-]\s*", date.text[days[0].span.end : days[1].span.start]):
        return None
    return "opens" if date.found == days[0] else "closes"


def _under_a_heading(date: _Date) -> str | None:
    """A date behind "Open date:", or alone on the line under it."""
    label = date.text[date.sentence.start : date.found.span.start].strip(" -•*\t").removesuffix(" The")
    if not label and not date.text[date.found.span.end : date.sentence.end].strip(" .("):
        label = date.text[: date.sentence.start].rstrip().rsplit("\n", 1)[-1].strip()
    if date.bare or not label.endswith(":") or len(label) > words.LABEL:
        return None
    return "closes" if words.CLOSES.search(label) else "opens" if words.OPENS.search(label) else None


def _alone_at_the_head(date: _Date) -> str | None:
    begins_line = date.text.rfind("\n", 0, date.found.span.start) + 1 == date.sentence.start
    return "published" if begins_line and _heads(date) else None


def _of_a_term(date: _Date) -> str | None:
    if words.CLOSES.search(date.whole[:60]):
        return None
    if words.ENDS.search(date.before):
        return "closes" if words.SUBMISSION.search(date.whole) else "ends"
    return "begins" if words.BEGINS.search(date.before) else None


def _of_a_japanese_term(date: _Date) -> str | None:
    if date.japanese and words.VALID_JA.search(date.whole) and re.match(r"から|より|まで", date.after):
        return "ends" if date.after.startswith("まで") else "begins"
    return next((kind for cue, kind in words.TERM_JA if date.japanese and cue.match(date.after)), None)


def _of_a_bare_year(date: _Date) -> str | None:
    said = words.IN_YEAR.search(date.before) or date.after.startswith("年")
    return "" if date.bare and not said else None


def _of_signing(date: _Date) -> str | None:
    if date.japanese:
        return "signed" if _signed_ja(date) else None
    if any(sign(date) for sign in (_done, _in_brackets, _on_a_day, _of_the_instrument, _beside_the_verb)):
        return "signed"
    return "" if date.bare else None


def _of_a_call(date: _Date) -> str | None:
    """A deadline or opening in running words: the nearest cue before the date, or else the one behind it."""
    before = date.text[date.sentence.start : date.found.span.start]
    cues = [
        (cue.end(), kind)
        for expression, kind in ((words.CLOSES, "closes"), (words.OPENS, "opens"))
        for cue in expression.finditer(before)
    ]
    if cues:
        return max(cues)[1]
    if words.OPENS_BEHIND.match(date.after):
        return "opens"
    return "closes" if re.match(r"\s*(?:まで|締切)", date.after) else None


def _of_publication(date: _Date) -> str | None:
    return "published" if not date.bare and (words.ISSUED.search(date.before) or _heads(date)) else None


_RULES: tuple[Callable[[_Date], str | None], ...] = (
    _of_the_dateline,
    _of_a_law,
    _of_a_window,
    _under_a_heading,
    _alone_at_the_head,
    _of_a_term,
    _of_a_japanese_term,
    _of_a_bare_year,
    _of_signing,
    _of_a_call,
    _of_publication,
)


def _done(date: _Date) -> bool:
    """ "done at Tokyo on", "signed in Jerusalem, on"."""
    near = date.before[-70:]
    return bool(words.DONE_BEFORE.search(near) and not words.MEETING.search(near))


def _in_brackets(date: _Date) -> bool:
    """ "the agreement between A and B (Hanover, 11 April 2005)"."""
    opened = words.PLACE_BEFORE.search(date.before) and re.match(r"\s*\)", date.after)
    return bool(opened and INSTRUMENT.search(date.text, date.sentence.start, date.found.span.start))


def _on_a_day(date: _Date) -> bool:
    """A sentence that begins with the day on which something is signed in it."""
    rest = (date.text, date.found.span.end, date.sentence.end)
    return bool(words.ON_A_DAY.fullmatch(date.before) and SIGNED.search(*rest) and INSTRUMENT.search(*rest))


def _of_the_instrument(date: _Date) -> bool:
    """ "the exchange of letters of 1973"."""
    if words.OF_AN_INSTRUMENT.search(date.before[-90:]):
        return True
    earlier = EARLIER.search(date.text, date.sentence.start, date.found.span.start)
    named = INSTRUMENT.search(date.text, date.sentence.start, date.found.span.start)
    return bool(earlier and named and words.OF_A_PAIR.search(date.before))


def _beside_the_verb(date: _Date) -> bool:
    """The verb of signing close by, and an instrument in the sentence."""
    late = re.match(r"\s*(?:wurde|haben|hat|ist|wird|было|были)(?!\w)", date.after)
    reach = date.sentence.end if late else min(date.sentence.end, date.found.span.end + 60)
    near = date.before[-160:] if re.search(r"\s(?:on|am|le|el)\s+$", date.before) else date.before[-70:]
    said = SIGNED.search(near) or SIGNED.search(date.text, date.found.span.end, reach)
    clause = re.split(r"[;,:](?=\s)|\n", date.before)[-1]
    other = words.CLOSES.search(near[-40:]) or words.MEETING.search(clause)
    return bool(said and INSTRUMENT.search(date.whole) and not other)


def _signed_ja(date: _Date) -> bool:
    """The signing behind the date, no other date between."""
    others = [day.span.start for day in dates(date.text, date.found.span.end, date.sentence.end)]
    clause = date.text[date.found.span.end : min([date.sentence.end, date.found.span.end + 160, *others])]
    return bool(words.SIGNED_JA.search(clause) and not words.OTHER_JA.match(clause))


def of_one_before(text: str, sentence: Span, at: int) -> bool:
    """Say whether what stands there of a signing is said of an agreement that the document refers to."""
    if any(
        cue.start() < at for cue in EARLIER.finditer(text, sentence.start, sentence.end) if cue[0][0] not in "踏基想"
    ):
        return True
    return bool(re.search(r"踏まえ|に基づ|を受け|締結されて以来", text[at : sentence.end]))


def _heads(date: _Date) -> bool:
    """A date at the head of the text: alone on a line, or before the news begins."""
    if date.number > _HEAD or date.found.value.startswith("FY"):
        return False
    ahead, behind = date.line
    signs = SIGNED.search(ahead + behind) is not None
    alone = not signs and len(re.sub(r"\W", "", ahead + behind)) <= 12 and len(ahead) + len(behind) < 60
    return alone or bool(words.NEWS_AHEAD.fullmatch(ahead) and words.NEWS_BEHIND.match(behind))
