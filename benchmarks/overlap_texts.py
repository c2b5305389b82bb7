"""Texts with planted overlap: real abstracts multiplied by documented edits, and reworded by documented rules.

Edits, each of a real abstract: 8 % or 20 % of its words replaced by words drawn from another abstract; its sentences in
another order; a third of it, in one piece, put into another abstract at a place drawn.

Rewording, all of it together: every word that `SYNONYMS` has replaced; "we will develop x" turned to the passive;
sentences in another order; sentences and words left out (light: a sentence in ten and a word in ten; heavy: three in
ten and a word in four).
"""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

SOURCE = Path(__file__).parents[2] / "shared/data/grants/sbir_awards.parquet"
FAMILY = 17  # an abstract and four of each edit
SENTENCE = re.compile(r"(?<=[.!?])\s+")
ACTIVE = re.compile(r"\b[Ww]e (?:will|propose to|plan to) (develop|design|test|build|study|use|demonstrate) ([^.,;]+)")
PASSIVE = {
    "develop": "developed",
    "design": "designed",
    "test": "tested",
    "build": "built",
    "study": "studied",
    "use": "used",
    "demonstrate": "demonstrated",
}
SYNONYMS = dict(
    re.findall(
        r"(\w+):(\w+)",
        """
    develop:create development:creation proposed:suggested propose:suggest project:effort system:apparatus
    systems:apparatuses technology:technique technologies:techniques approach:way method:procedure methods:procedures
    demonstrate:show demonstrated:shown provide:give provides:gives providing:giving significant:considerable
    improve:enhance improved:enhanced improvement:enhancement reduce:lower reduced:lowered reducing:lowering
    increase:raise increased:raised large:big small:little high:elevated low:slight cost:expense costs:expenses
    current:present currently:presently new:novel novel:new important:essential ability:capacity capability:capacity
    use:employ used:employed using:employing various:several many:numerous research:investigation goal:aim goals:aims
    objective:purpose result:outcome results:outcomes application:usage applications:usages based:founded
    required:needed     requirements:needs requires:needs problem:difficulty problems:difficulties design:layout
    test:trial testing:trials
    performance:behaviour potential:possible commercial:market feasibility:viability evaluate:assess evaluated:assessed
    determine:establish identify:find investigate:examine analysis:study material:substance materials:substances
    process:operation processes:operations device:instrument devices:instruments data:information model:representation
    efficient:economical effective:successful rapid:fast quickly:rapidly environment:surroundings allow:permit
    allows:permits enable:permit enables:permits include:comprise includes:comprises including:comprising major:main
    accurate:precise existing:available available:obtainable advanced:modern produce:make produced:made
    manufacturing:fabrication measure:gauge measurement:gauging control:steering power:energy future:coming
    """,
    )
)


def abstracts() -> list[str]:
    """The real ones of more than a hundred signs."""
    column = pl.read_parquet(SOURCE, columns=["abstract"])["abstract"]
    return column.filter(column.str.len_chars() > 100).to_list()


def multiplied(real: Sequence[str], families: int) -> Iterator[str]:
    """So many real abstracts, each followed by its sixteen edits."""
    chance = random.Random(11)
    for text in real[:families]:
        others = [chance.choice(real) for _ in range(12)]
        yield text
        yield from (replaced(text, other, 0.08, chance) for other in others[:4])
        yield from (replaced(text, other, 0.20, chance) for other in others[4:8])
        yield from (reordered(text, chance) for _ in range(4))
        yield from (third_into(text, other, chance) for other in others[8:])


def replaced(text: str, other: str, share: float, chance: random.Random) -> str:
    words, drawn = text.split(), other.split()
    for at in chance.sample(range(len(words)), round(share * len(words))):
        words[at] = chance.choice(drawn)
    return " ".join(words)


def reordered(text: str, chance: random.Random) -> str:
    sentences = SENTENCE.split(text)
    chance.shuffle(sentences)
    return " ".join(sentences)


def third_into(text: str, other: str, chance: random.Random) -> str:
    words, host = text.split(), other.split()
    start, place = chance.randrange(len(words) * 2 // 3 + 1), chance.randrange(len(host) + 1)
    return " ".join([*host[:place], *words[start : start + len(words) // 3], *host[place:]])


def reworded(text: str, sentences_out: float, words_out: float, chance: random.Random) -> str:
    passive = ACTIVE.sub(lambda found: f"{found[2]} will be {PASSIVE[found[1]]}", text)
    sentences = [one for one in SENTENCE.split(passive) if chance.random() >= sentences_out] or [passive]
    chance.shuffle(sentences)
    words = [word for word in " ".join(sentences).split() if chance.random() >= words_out]
    return " ".join(SYNONYMS.get(word.lower(), word) for word in words)
