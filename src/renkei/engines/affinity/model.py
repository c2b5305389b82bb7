"""What applications ask and what reviewers know, as languages: how likely each term is in either.

An application's few hundred words are completed with those of the texts nearest to it (a relevance model: Lavrenko and
Croft, 2001). A reviewer's texts, as one, are a language smoothed with that of all texts (Dirichlet smoothing: Zhai and
Lafferty, 2001; for reviewers Mimno and McCallum, 2007). The affinity is how much likelier the one makes the other
than the language of all texts does.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from renkei.engines.affinity.options import AffinityOptions
from renkei.engines.affinity.texts import Texts
from renkei.text.terms import Counted, counted, scaled, strongest, weighted

Numbers = npt.NDArray[np.float64]
_CHUNK = 250  # applications at a time: a chunk against 100,000 texts takes 200 MB


@dataclass(frozen=True)
class Model:
    """`asked`: applications × terms, each row's shares sum to 1. `told`: reviewers × terms, the log of how much
    likelier the reviewer's texts make a term than all texts do, but for `length`, which holds for every term.
    `share`: of all words, each term's."""

    texts: Texts
    counts: Counted
    asked: sparse.csr_matrix
    told: sparse.csr_matrix
    length: Numbers
    share: Numbers

    def ratio(self, applications: slice) -> Numbers:
        """Applications × reviewers: the log of how much likelier a term of the application is, by geometric mean."""
        return np.asarray((self.asked[applications] @ self.told.T).toarray() + self.length)

    @property
    def silent(self) -> npt.NDArray[np.bool_]:
        """Which reviewers have no text."""
        return np.asarray(self.length == 0)

    @property
    def empty(self) -> npt.NDArray[np.bool_]:
        """Which applications share no term with any other text."""
        return np.asarray(np.diff(self.asked.indptr) == 0)


def fit(texts: Texts, options: AffinityOptions) -> Model:
    """The languages of applications and reviewers."""
    counts = counted(texts.counts())
    words = max(1.0, float(counts.lengths.sum()))
    share = np.asarray(counts.rows.sum(axis=0)).ravel() / words
    given = options.smoothing * words / len(counts.lengths)
    owned = _owned(texts)
    told = (owned @ counts.rows).tocsr()
    told.data = np.log1p(told.data / (given * share[told.indices]))
    length = np.log(given / (given + owned @ counts.lengths))
    return Model(texts, counts, _asked(texts, counts, options), told, length, share)


def _owned(texts: Texts) -> sparse.csr_matrix:
    """Reviewers × texts: what each text weighs for its reviewer."""
    first = len(texts.asked)
    places = [(text.owner, first + at, text.weight) for at, text in enumerate(texts.known) if text.owner >= 0]
    owners, columns, weights = (np.array([one[part] for one in places]) for part in range(3))
    shape = (len(texts.reviewers), first + len(texts.known))
    return sparse.csr_matrix((weights.astype(float), (owners.astype(int), columns.astype(int))), shape)


def _asked(texts: Texts, counts: Counted, options: AffinityOptions) -> sparse.csr_matrix:
    """Each application's strongest terms, its own and those of its neighbours in proportion to their likeness."""
    rows = weighted(counts)
    across = rows.T.tocsr()
    parts = []
    for start in range(0, len(texts.asked), _CHUNK):
        own = rows[start : min(start + _CHUNK, len(texts.asked))]
        near = _nearest((own @ across).tocsr(), start, options.neighbours)
        parts.append(strongest((own + near @ rows).tocsr(), options.terms))
    return scaled(sparse.vstack(parts, format="csr"), 1)


def _nearest(likeness: sparse.csr_matrix, start: int, many: int) -> sparse.csr_matrix:
    """Applications × texts: the likeness to the nearest others alone; `start` is the first one's own place."""
    likeness.sort_indices()
    itself = likeness.indices == np.repeat(np.arange(likeness.shape[0]) + start, np.diff(likeness.indptr))
    likeness.data[itself] = 0
    likeness.eliminate_zeros()
    return strongest(likeness, many)
