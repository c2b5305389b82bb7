"""The records of which a name stands in an affiliation, each with the name that stands there best."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from renkei.identity.organisations.affiliation import Affiliation
from renkei.identity.organisations.registry import Name, Registry
from renkei.identity.organisations.vocabulary import COMPANY

_LEAST_COVER = 0.5  # of what a name's words tell, to be there
_ALIGNED = 40  # names that promise most, of which the places are looked at
_HOPELESS = 0.1  # of what the best promises, below which none is looked at
_ANCHORS = 3  # places of a name's rarest word that are tried
_FARTHEST = 6  # words from the rarest one, beyond twice the name's own length
_PART = 4  # words that a comma between two counts as
_LOST_GAP = 6  # words in between, beyond which it is no worse
_ACRONYM = 10.0  # what an acronym tells that only one record has
_SHARED = 40  # records with an acronym, beyond which it names none
_LETTERS = range(3, 13)  # of an acronym within a text; alone two may do
_CHARACTER = 3.0  # what a kana or Chinese character tells
_LONGEST_RUN = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record with the name found: where its words stand and how surely, and how well it is there.

    `cover`: the share of what its words tell that is there; `tells`: how much that is; `fit`: both, less what parts the
    words. `way`: by words, acronym or characters; `shared`: how many records have that acronym; `rest`: the share of
    a run of characters that the name leaves.
    """

    record: int
    way: str
    words: tuple[str, ...]
    own: bool
    divided: bool
    places: tuple[int, ...]
    sure: tuple[float, ...]
    cover: float
    tells: float
    fit: float
    shared: int = 1
    acronym_too: bool = False
    rest: float = 0.0


def candidates(text: Affiliation, registry: Registry) -> list[Candidate]:
    """Every candidate of an affiliation, the best fit first."""
    best: dict[int, Candidate] = {}
    for found in (*_by_words(text, registry), *_by_characters(text, registry)):
        if found.record not in best or found.fit > best[found.record].fit:
            best[found.record] = found
    for found in _by_acronym(text, registry):
        other = best.get(found.record)
        if other is None or other.fit < found.fit:
            best[found.record] = found
        elif not set(found.places) & set(other.places):
            best[found.record] = replace(other, acronym_too=True)
    return sorted(best.values(), key=lambda one: (-one.fit, one.record))


def _by_words(text: Affiliation, registry: Registry) -> Iterator[Candidate]:
    here, promised = text.at.keys(), list[tuple[float, int]]()
    for number in _numbers(text, registry):
        name = registry.variants[number]
        tells = sum([weight for word, weight in name.rarest if word in here])
        if tells >= _LEAST_COVER * name.total:
            promised.append((tells * (tells / name.total) ** 3, number))
    promised.sort(key=lambda one: (-one[0], one[1]))
    for promise, number in promised[:_ALIGNED]:
        if promise >= _HOPELESS * promised[0][0]:
            yield _aligned(number, text, registry)


def _numbers(text: Affiliation, registry: Registry) -> dict[int, None]:
    """The names of which the rarest word and one of the next two are there."""
    here, numbers = text.at.keys(), dict[int, None]()
    for word in here:
        ways = registry.by_words.get(word)
        if ways:
            seconds = [second for second in ways if second in here] if len(ways) < len(here) else here & ways.keys()
            for second in (*seconds, *([""] if "" in ways else [])):
                numbers.update(dict.fromkeys(ways[second]))
    return numbers


def _aligned(number: int, text: Affiliation, registry: Registry) -> Candidate:
    """A name at its best place."""
    name, at = registry.variants[number], text.at
    there = [one for one in name.rarest if one[0] in at]
    tried = [_around(anchor, there, text, name) for anchor, _ in at[there[0][0]][:_ANCHORS]]
    fit, tells, places, sure = max(tried, key=lambda one: one[0]) if len(tried) > 1 else tried[0]
    return Candidate(
        name.record, "words", name.words, name.own, name.divided, places, sure, tells / name.total, tells, fit
    )


def _around(
    anchor: int, there: list[tuple[str, float]], text: Affiliation, name: Name
) -> tuple[float, float, tuple[int, ...], tuple[float, ...]]:
    """Fit, what the words tell, their places nearest to the rarest one's, and how surely they are meant."""
    parts, at, farthest = text.parts, text.at, 2 * len(name.rarest) + _FARTHEST
    part, comma = parts[anchor], 0 if name.divided else _PART
    tells, apart, places, sure = 0.0, 0, list[int](), list[float]()
    for word, weight in there:
        nearest, choice = farthest + 1, None
        for option in at[word]:
            distance = abs(option[0] - anchor) + comma * abs(parts[option[0]] - part)
            if distance < nearest and option[0] not in places:
                nearest, choice = distance, option
        if choice:
            places.append(choice[0])
            sure.append(choice[1])
            tells += weight * choice[1]
            apart += comma and parts[choice[0]] != part
    gap = max(places) - min(places) + 1 - len(places)
    fit = tells * (tells / name.total) ** 3 - min(gap, _LOST_GAP) - 2 * apart
    return fit, tells, tuple(places), tuple(sure)


def _by_acronym(text: Affiliation, registry: Registry) -> Iterator[Candidate]:
    named = {place for places in text.countries.values() for place in places}
    for place, token in enumerate(text.tokens):
        fits = len(token.raw) in _LETTERS or len(text.tokens) == 1
        if token.capitals and fits and place not in named and token.word != COMPANY:
            listed = registry.by_acronym.get(token.raw, ())
            for record in listed if len(listed) <= _SHARED else ():
                tells = _ACRONYM - min(len(listed), 9) + 1
                yield Candidate(
                    record,
                    "acronym",
                    (token.raw,),
                    False,
                    False,
                    (place,),
                    (1.0,),
                    1.0,
                    tells,
                    tells,
                    shared=len(listed),
                )


def _by_characters(text: Affiliation, registry: Registry) -> Iterator[Candidate]:
    places = [place for place, token in enumerate(text.tokens) if not token.raw.isascii()]
    for number, run in enumerate(text.runs):
        at = tuple(places[number : number + 1])
        for start in range(len(run)):
            for end in range(start + 2, min(len(run), start + _LONGEST_RUN) + 1):
                for record in registry.by_characters.get(run[start:end], ()):
                    tells, rest = _CHARACTER * (end - start), 1 - (end - start) / len(run)
                    yield Candidate(
                        record, "characters", (run[start:end],), False, False, at, (1.0,), 1.0, tells, tells, rest=rest
                    )
