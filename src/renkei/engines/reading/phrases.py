"""Phrases of capitals: the words of a sentence, which of them may name a person, and what a noun is of."""

from renkei.engines.reading.countries import countries
from renkei.engines.reading.date_words import DAYS_AND_MONTHS
from renkei.engines.reading.model import Span
from renkei.engines.reading.people_words import COURTESIES, NO_NAME, ORGANISATIONS, VERBS
from renkei.engines.reading.tokens import tokens

LINKS = frozenset(
    (
        *("of", "for", "to", "in", "at", "the", "für", "des", "der", "dem", "zu", "von", "am", "du", "de", "del"),
        *("para", "la", "le", "les", "los", "las", "au", "aux", "l'", "d'", "l’", "d’", "on"),
    )
)
ANDS = frozenset(("and", "et", "und", "y", "e", "и", "&"))
PARTICLES = frozenset(("de", "da", "do", "dos", "del", "van", "von", "der", "den", "la", "le", "bin", "al", "ten"))
ARTICLES = frozenset(("a", "an", "one", "another", "un", "une", "ein", "eine", "einen", "einem", "einer", "una"))
COURTESY = frozenset(word for courtesy in COURTESIES for word in courtesy.split())
_ADJECTIVES = frozenset(  # small words that belong to what an office is of
    """
    supérieur supérieure étrangères étrangers européennes européens fédérale fédéral sociale social numérique
    écologique exteriores exterior superior federal nacional social digital auswärtige auswärtigen
    """.split()  # noqa: SIM905 - a list of words
)
_OF = frozenset(("de", "du", "des", "d'", "d’", "del"))
_FARTHEST = 30  # words of a complement


class Sentence:
    """The words of a sentence, and which of them may be part of a name."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.whole = span
        self.tokens = tokens(text, span)
        self.at = {token.start: place for place, token in enumerate(self.tokens)}
        of_countries = [found.span for found in countries(text, span.start, span.end)]
        self.geographic = {
            place
            for place, token in enumerate(self.tokens)
            if any(country.start <= token.start < country.end for country in of_countries)
        }

    def word(self, place: int) -> str:
        """The word at a place; "" beyond the sentence."""
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def nameable(self, place: int) -> bool:
        """Whether a word may be part of a person's name."""
        word = self.word(place)
        return (
            word[:1].isupper()
            and word not in NO_NAME
            and word.removesuffix(".") not in COURTESY
            and place not in self.geographic
            and not (len(word) > 2 and word.isupper() and not self._surname(place))
        )

    def _surname(self, place: int) -> bool:
        """Whether a word in capitals stands beside a single given name: "KISHIDA Fumio", not "NEDO Hideo Murakami"."""
        after = [self.word(place + ahead) for ahead in (1, 2)]
        before = self.word(place - 1)
        alone = after[0][1:].islower() and not (after[1][:1].isupper() and after[1][1:].islower())
        return alone or (before[:1].isupper() and before[1:].islower() and before not in NO_NAME)

    def capital(self, place: int) -> bool:
        """Whether a word begins with a capital or a digit."""
        return self.word(place)[:1].isupper() or self.word(place)[:1].isdigit()

    def span(self, first: int, last: int) -> Span:
        """From the first to the last of some words."""
        return Span(self.tokens[first].start, self.tokens[last].end)


def complement(sentence: Sentence, last: int, *, places: bool = True) -> int:
    """The last word of what a noun is of: "of Economy, Trade and Industry", and with `places` "to Canada"."""
    place = last + 1
    for _ in range(_FARTHEST):
        if not places and sentence.word(place) in ("in", "at", "to"):
            break
        step = _step(sentence, place, last)
        if not step or (sentence.word(place) in LINKS and without_name(sentence, last, place - 1) < place - 1):
            break
        place += step
    return without_name(sentence, last, place - 1)


def _step(sentence: Sentence, place: int, head: int) -> int:
    """How many words from a place still belong to the complement."""
    word = sentence.word(place)
    if word in LINKS:
        ahead = place + 1
        while sentence.word(ahead) in LINKS:
            ahead += 1
        timed = word == "on" and sentence.word(ahead) in DAYS_AND_MONTHS
        return ahead - place + 1 if _part(sentence, ahead) and not timed else 0
    if word in _ADJECTIVES:
        return 1
    if place == head + 1:
        return 1 if len(word) > 2 and word.isupper() else 0
    if word in ANDS:
        ahead = place + 1
        while sentence.word(ahead) in LINKS:
            ahead += 1
        another = sentence.word(ahead) in ORGANISATIONS and sentence.word(ahead + 1) in LINKS
        return ahead - place + 1 if sentence.word(ahead) in NO_NAME and not another else 0
    if word == ",":
        of_more = sentence.word(place + 1) in _OF and sentence.word(place - 1) not in COURTESY
        return 1 if of_more or _listed(sentence, place + 1) else 0
    return 1 if _part(sentence, place) else 0


def _part(sentence: Sentence, place: int) -> bool:
    return sentence.capital(place) and sentence.word(place).removesuffix(".") not in COURTESY


def _listed(sentence: Sentence, place: int) -> bool:
    """Whether words of departments follow that end in "and" and one more: ", Trade and Industry"."""
    while sentence.word(place) in NO_NAME or sentence.word(place) == ",":
        place += 1
        if sentence.word(place) in ANDS:
            return sentence.word(place + 1) in NO_NAME
    return False


def without_name(sentence: Sentence, head: int, last: int) -> int:
    """The complement's last word where the name of a person follows in it: "of Commerce Gina Raimondo"."""
    cut = last
    while cut > head and (sentence.nameable(cut) or sentence.word(cut) in PARTICLES - {"de", "la", "le", "del"}):
        cut -= 1
    named = last - cut
    if named >= 2 and cut > head and (sentence.word(cut) not in LINKS or named >= 5):
        return cut
    return last


_STARTERS = frozenset(
    """
    The A An In At On This That These Both During For From By To And Our Their His Her Its Furthermore Also According
    Der Die Das Le La Les El Los Las Il Un Une Prior After Before Under With As When If Each Currently Since Following
    Inspired Information Related Mr. Ms. H.E. L' L’ D' D’ Il Elle
    """.split()  # noqa: SIM905 - a list of words
)


def run_before(sentence: Sentence, head: int) -> int:
    """The first word of the capitals that end in a noun: "US National Science and Technology Council"."""
    first = head
    while True:
        if _joins(sentence, first - 1):
            first -= 1
        elif _joined(sentence, first - 1) and _joins(sentence, first - 2):
            first -= 2
        else:
            return first


def _joined(sentence: Sentence, place: int) -> bool:
    """Whether "and", between words of departments, or a stroke goes on with a name."""
    return sentence.word(place) == "/" or (sentence.word(place) in ("and", "&") and sentence.word(place - 1) in NO_NAME)


def _joins(sentence: Sentence, place: int) -> bool:
    word = sentence.word(place)
    ordinal = word[:1].isdigit() and word.endswith(("st", "nd", "rd", "th"))
    return (
        word not in _STARTERS
        and word not in VERBS
        and not word.endswith(("'s", "’s"))
        and (word[:1].isupper() or ordinal)
    )
