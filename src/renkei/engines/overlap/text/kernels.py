"""Machine code over whole columns: texts to words, words to sets of hashes.

A word is hashed by FNV-1a (Fowler, Noll and Vo, 1991); what is made of words is mixed by the finalisers of
SplitMix64 (Steele, Lea and Flood, 2014). A set is a sorted stretch of 64-bit hashes without repeats; many sets stand
in one array, set i from bounds[i] to bounds[i + 1].
"""

from typing import Any

import numpy as np

from renkei.solvers.machine_code import compiled, streaming

Array = Any  # an array of NumPy, as the compiler sees it

SHINGLE, TERM, PASSAGE = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1B54A32D192ED03), np.uint64(0xA0761D6478BD642F)
RUN = 8  # the words of a passage's fingerprint
WINDOW = 8  # of so many fingerprints in a row one is kept: a passage of RUN + WINDOW - 1 words in common is met


@compiled
def mixed(value: Any) -> Any:
    """A hash whose every bit depends on every bit of the value."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@compiled
def both(first: Any, second: Any, seed: Any) -> Any:
    """A hash of two hashes in their order."""
    return mixed(first * np.uint64(0x2545F4914F6CDD1D) + mixed(second ^ seed))


@compiled
def _letter(byte: Any) -> Any:
    """The byte of a word in lower case; 0: no part of a word."""
    if byte >= 128 or 97 <= byte <= 122 or 48 <= byte <= 57:
        return byte
    return byte | 32 if 65 <= byte <= 90 else 0


@streaming
def split(data: Array, bounds: Array) -> Any:
    """Texts, one after the other as UTF-8 bytes, to the hashes of their words.

    → (words, whether each is a sign by itself, bounds of each text's words).
    """
    words = np.empty(len(data) // 2 + len(bounds), np.uint64)
    alone = np.zeros(len(words), np.bool_)
    ends = np.zeros(len(bounds), np.int64)
    many = 0
    for text in range(len(bounds) - 1):
        at, end = bounds[text], bounds[text + 1]
        while at < end:
            letter = _letter(data[at])
            if letter == 0:
                at += 1
                continue
            if letter >= 128 and at > bounds[text] and data[at - 1] == 1:
                alone[many] = True
            value = np.uint64(0xCBF29CE484222325)
            while letter != 0:
                value = (value ^ np.uint64(letter)) * np.uint64(0x100000001B3)
                at += 1
                if at < end - 1 and data[at] == 39 and _letter(data[at + 1]) != 0:
                    at += 1
                letter = _letter(data[at]) if at < end else 0
            words[many] = value
            many += 1
        ends[text + 1] = many
    return words[:many], alone[:many], ends


@compiled
def _closed(values: Array, many: Any, out: Array, at: Any) -> Any:
    """Write the set of the first `many` values to `out` from `at`; where it ends."""
    values[:many].sort()
    for n in range(many):
        if n == 0 or values[n] != values[n - 1]:
            out[at] = values[n]
            at += 1
    return at


@streaming
def shingled(words: Array, bounds: Array) -> Any:
    """→ (sets of word pairs in a row, their bounds, a hash of each text's words in order)."""
    out, ends = np.empty(len(words), np.uint64), np.zeros(len(bounds), np.int64)
    whole = np.zeros(len(bounds) - 1, np.uint64)
    room = np.empty(np.max(np.diff(bounds)) if len(bounds) > 1 else 0, np.uint64)
    for text in range(len(bounds) - 1):
        start, end = bounds[text], bounds[text + 1]
        order = np.uint64(end - start)
        for at in range(start, end):
            order = mixed(order * np.uint64(31) + words[at])
        whole[text] = order
        many = max(end - start - 1, 0)
        for n in range(many):
            room[n] = both(words[start + n], words[start + n + 1], SHINGLE)
        ends[text + 1] = _closed(room, many, out, ends[text])
    return out[: ends[-1]], ends, whole


@streaming
def termed(words: Array, alone: Array, bounds: Array) -> Any:
    """→ (sets of terms: words, and pairs of signs where a script has no blanks; their bounds)."""
    out, ends = np.empty(len(words), np.uint64), np.zeros(len(bounds), np.int64)
    room = np.empty(np.max(np.diff(bounds)) if len(bounds) > 1 else 0, np.uint64)
    for text in range(len(bounds) - 1):
        start, end = bounds[text], bounds[text + 1]
        for at in range(start, end):
            if alone[at] and at + 1 < end and alone[at + 1]:
                room[at - start] = both(words[at], words[at + 1], TERM)
            else:
                room[at - start] = mixed(words[at])
        ends[text + 1] = _closed(room, end - start, out, ends[text])
    return out[: ends[-1]], ends


@streaming
def winnowed(words: Array, bounds: Array) -> Any:
    """→ (sets of fingerprints of runs of words, their bounds): winnowing (Schleimer, Wilkerson and Aiken, 2003)."""
    out, ends = np.empty(len(words), np.uint64), np.zeros(len(bounds), np.int64)
    longest = np.max(np.diff(bounds)) if len(bounds) > 1 else 0
    runs, room = np.empty(longest, np.uint64), np.empty(longest, np.uint64)
    for text in range(len(bounds) - 1):
        start, end = bounds[text], bounds[text + 1]
        many = max(end - start - RUN + 1, 0)
        for n in range(many):
            value = PASSAGE
            for word in range(start + n, start + n + RUN):
                value = (value ^ words[word]) * np.uint64(0x9FB21C651E98DF25)
                value ^= value >> np.uint64(32)
            runs[n] = mixed(value)
        kept = 0
        for n in range(max(many - WINDOW + 1, min(many, 1))):
            least = runs[n]
            for k in range(n + 1, min(n + WINDOW, many)):
                least = min(least, runs[k])
            if kept == 0 or room[kept - 1] != least:
                room[kept] = least
                kept += 1
        ends[text + 1] = _closed(room, kept, out, ends[text])
    return out[: ends[-1]], ends
