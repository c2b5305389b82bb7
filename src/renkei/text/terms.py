"""Terms of a text, in any script, and what each is worth in a body of texts."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

from renkei.text.singular import singular

# Scripts written without blanks between words: kana, Han, Thai, Lao, Burmese, Khmer.
UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_PIECE = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
_RUN = re.compile(rf"[{UNSPACED}]")

Row = npt.NDArray[np.float64]


def terms(text: str) -> list[str]:
    """The terms of a text in order: words of two signs or more, and pairs of signs where a script has no blanks.

    Case, width and English plurals are folded: "Self-healing polymers" gives self, healing, polymer; "電池材料" gives
    電池, 池材, 材料.
    """
    found: list[str] = []
    for piece in _PIECE.findall(unicodedata.normalize("NFKC", text).casefold()):
        found += _pairs(piece) if _RUN.match(piece) else _word(piece)
    return found


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


@lru_cache(maxsize=1 << 17)
def _word(word: str) -> tuple[str, ...]:
    """The word in the singular; nothing of a single sign."""
    return (singular(word),) if len(word) > 1 else ()


@dataclass(frozen=True)
class Counted:
    """Texts as rows, `names` as columns in order: how often each term stands in each text.

    Terms that stand in one text alone join nothing and have no column; `lengths`, the words of each text, count them.
    """

    rows: sparse.csr_matrix
    names: Sequence[str]
    lengths: Row

    @property
    def having(self) -> npt.NDArray[np.int64]:
        """How many of the texts have each term."""
        return np.bincount(self.rows.indices, minlength=len(self.names))


def counted(texts: Iterable[Mapping[str, float]]) -> Counted:
    """Texts given as term → how often."""
    counts = list(texts)
    columns: dict[str, int] = {}
    places = np.array([columns.setdefault(term, len(columns)) for text in counts for term in text], dtype=np.int64)
    often = np.array([count for text in counts for count in text.values()], dtype=np.float64)
    starts = np.concatenate([[0], np.cumsum([len(text) for text in counts])])
    raw = sparse.csr_matrix((often, places, starts), (len(counts), len(columns)))
    shared = np.bincount(raw.indices, minlength=len(columns)) > 1
    names = sorted(term for term, place in columns.items() if shared[place])
    rows = raw[:, [columns[term] for term in names]].tocsr()
    rows.sort_indices()
    return Counted(rows, names, np.asarray(raw.sum(axis=1), dtype=np.float64).ravel())


def weighted(texts: Counted) -> sparse.csr_matrix:
    """Each text's terms by 1 + log of how often, times the log of how few of the texts have it; rows of unit length.

    A term of every text is worth next to nothing: stop words need no list, in any language.
    """
    rows = texts.rows.copy()
    rows.data = 1 + np.log(np.maximum(rows.data, 1))
    worth = np.log((1 + rows.shape[0]) / np.maximum(texts.having, 1))
    return scaled(rows @ sparse.diags(worth), 2)


def scaled(rows: sparse.spmatrix, power: int) -> sparse.csr_matrix:
    """The rows divided by their length (`power` 2) or by their sum (`power` 1); rows of zeros stay."""
    plain = rows.tocsr()
    size = np.asarray(plain.power(power).sum(axis=1)).ravel() ** (1 / power)
    return (sparse.diags(1 / np.where(size > 0, size, 1)) @ plain).tocsr()


def strongest(rows: sparse.csr_matrix, many: int) -> sparse.csr_matrix:
    """Each row with its `many` largest values alone; of equal ones the first columns stay."""
    bounds = list(zip(rows.indptr[:-1], rows.indptr[1:], strict=True))
    parts = [_largest(rows.data[start:end], many) + start for start, end in bounds]
    places = np.concatenate([np.zeros(0, dtype=np.int64), *parts])
    starts = np.concatenate([[0], np.cumsum([len(part) for part in parts])])
    return sparse.csr_matrix((rows.data[places], rows.indices[places], starts), rows.shape)


def _largest(values: Row, many: int) -> npt.NDArray[np.int64]:
    return np.sort(np.argsort(-values, kind="stable")[:many])
