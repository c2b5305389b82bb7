"""A word of the query as an index has it: how rare, in which forms, and whether words near it are meant."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tantivy import Occur, Query

from renkei.index.search.query import Word
from renkei.index.search.statistics import Statistics
from renkei.index.search.store import Opened
from renkei.index.search.tokens import is_sign, script

INFLECTED = 0.9  # what another form of the word counts
MISSPELT, DOUBTFUL = 0.45, 0.1  # what a near word counts: where the asked one hardly occurs, and where it does
HARDLY = 50  # one record with the asked word among so many with a near one: it is misspelt
LONG = 8  # letters of a word that may be written wrong twice


@dataclass(frozen=True)
class Sought:
    """A word and what it is worth: its rarity, and what a word within `distance` of it counts beside it."""

    word: Word
    worth: float
    distance: int = 0
    near: float = 0.0


def sought(words: tuple[Word, ...], index: Opened, known: Statistics) -> Iterator[Sought]:
    """The words that the index can answer, by themselves or by words near them."""
    for word in words:
        found = _sign(word, index, known) if is_sign(word.text) else _word(word, index, known)
        if found is not None:
            yield found


def _sign(word: Word, index: Opened, known: Statistics) -> Sought | None:
    having = known.having(beginning(index, word.text))
    return Sought(word, known.rarity(having, script(word.text))) if having else None


def _word(word: Word, index: Opened, known: Statistics) -> Sought | None:
    counts = {form: known.having(_term(index, form)) for form in word.forms}
    present = replace(word, forms=tuple(form for form in word.forms if counts[form]))
    having = max(counts.values())
    distance, near = _near(word, having, index, known)
    if not having and not near:
        return None
    worth = known.rarity(having or near, script(word.text)) * word.share
    return Sought(present, worth, distance, MISSPELT if near > having * HARDLY else DOUBTFUL)


def _near(word: Word, having: int, index: Opened, known: Statistics) -> tuple[int, int]:
    """How far from the word others are looked for, and how many records have one: two signs where one finds nothing."""
    if not word.spellings:
        return 0, 0
    near = known.having(_fuzzy(index, word.spellings, 1))
    if near or having or len(word.text) < LONG:
        return 1, near
    return 2, known.having(_fuzzy(index, word.spellings, 2))


def queries(one: Sought, index: Opened, known: Statistics) -> Iterator[Query]:
    """What finds records with the word, each about as strong as it is worth."""
    if is_sign(one.word.text):
        yield Query.const_score_query(beginning(index, one.word.text), one.worth)
        return
    for form in one.word.forms:
        factor = 1.0 if form == one.word.text else INFLECTED
        yield Query.boost_query(_term(index, form), factor * one.worth / known.written(form))
    if one.distance:
        near = _fuzzy(index, one.word.spellings, one.distance)
        yield Query.const_score_query(near, one.near * one.worth)


def _term(index: Opened, token: str) -> Query:
    return Query.term_query(index.schema, "body", token)


def beginning(index: Opened, sign: str) -> Query:
    """What finds a single sign of an unspaced script: the tokens that begin with it."""
    return Query.regex_query(index.schema, "body", f"{sign}.?")


def _fuzzy(index: Opened, spellings: tuple[str, ...], distance: int) -> Query:
    near = [Query.fuzzy_term_query(index.schema, "body", spelling, distance) for spelling in spellings]
    return Query.boolean_query([(Occur.Should, one) for one in near])
