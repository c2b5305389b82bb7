"""A word of the query as an index has it: how rare, in which forms, and whether words near it are meant."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tantivy import Occur, Query

from renkei.index.search.query import Word
from renkei.index.search.store import Opened
from renkei.index.search.tokens import is_sign, script

INFLECTED = 0.9  # what another form of the word counts
NEAR = 0.3  # what a word near it counts: however often, less than the word itself once (1 of at most 3.2)
FEW = 5  # records, and one in a thousand: a word that more have is meant as it is
HARDLY = 50  # one record with the asked word among so many with a near one: it is misspelt
LONG = 8  # letters of a word that may be written wrong twice


@dataclass(frozen=True)
class Sought:
    """A word and what it is worth by its rarity; words within `distance` of it answer too, 0: none do."""

    word: Word
    worth: float
    distance: int = 0


def sought(words: tuple[Word, ...], index: Opened, *, doubtful: bool) -> Iterator[Sought]:
    """The words that the index can answer; near ones answer for those that hardly occur, or `doubtful`ly for all."""
    for word in words:
        found = _sign(word, index) if is_sign(word.text) else _word(word, index, doubtful)
        if found is not None:
            yield found


def _sign(word: Word, index: Opened) -> Sought | None:
    having = index.known.having(beginning(index, word.text))
    return Sought(word, index.known.rarity(having, script(word.text))) if having else None


def _word(word: Word, index: Opened, doubtful: bool) -> Sought | None:
    counts = {form: index.known.writing(form) for form in word.forms}
    forms, having = tuple(form for form in counts if counts[form]), max(counts.values())
    distance, near = _near(word, having, index, doubtful=doubtful)
    if not having and not near:
        return None
    worth = index.known.rarity(having or near, script(word.text)) * word.share
    return Sought(replace(word, forms=forms), worth, distance if doubtful or near > having * HARDLY else 0)


def _near(word: Word, having: int, index: Opened, *, doubtful: bool) -> tuple[int, int]:
    """How far from the word others are looked for, and how many records have one: two signs where one finds nothing."""
    if not word.spellings or (having > FEW + index.known.records / 1000 and not doubtful):
        return 0, 0
    near = index.known.having(_fuzzy(index, word.spellings, 1))
    if near or having or len(word.text) < LONG:
        return 1, near
    return 2, index.known.having(_fuzzy(index, word.spellings, 2))


def queries(one: Sought, index: Opened) -> Iterator[Query]:
    """What finds records with the word, each about as strong as it is worth."""
    if is_sign(one.word.text):
        yield Query.const_score_query(beginning(index, one.word.text), one.worth)
        return
    there: list[Query] = []  # of which the best counts, where several forms stand in a record
    for form in one.word.forms:
        worth = one.worth if form == one.word.text else INFLECTED * one.worth
        there.append(Query.const_score_query(_term(index, form), one.worth))
        yield Query.boost_query(_term(index, form), worth / index.known.written(form))
    if one.distance:
        there.append(Query.const_score_query(_fuzzy(index, one.word.spellings, one.distance), NEAR * one.worth))
    yield Query.disjunction_max_query(there)


def _term(index: Opened, token: str) -> Query:
    return Query.term_query(index.schema, "body", token)


def beginning(index: Opened, sign: str) -> Query:
    """What finds a single sign of an unspaced script: the tokens that begin with it."""
    return Query.regex_query(index.schema, "body", f"{sign}.?")


def _fuzzy(index: Opened, spellings: tuple[str, ...], distance: int) -> Query:
    near = [Query.fuzzy_term_query(index.schema, "body", spelling, distance) for spelling in spellings]
    return Query.boolean_query([(Occur.Should, one) for one in near])
