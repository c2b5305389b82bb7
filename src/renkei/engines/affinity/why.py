"""Why an affinity is what it is: the terms and the texts that make it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from renkei.engines.affinity.model import Model
from renkei.engines.affinity.options import AffinityError


@dataclass(frozen=True)
class Why:
    """Shares of what speaks for a pair, the largest first: `terms` (term, share) and `texts` (kind, identifier, title,
    share) of the reviewer. Both are empty where nothing does."""

    terms: tuple[tuple[str, float], ...]
    texts: tuple[tuple[str, str, str, float], ...]


def why(model: Model, application_id: str, reviewer_id: str, many: int = 8) -> Why:
    """The `many` terms and texts that say most for the reviewer of that application; AffinityError for an unknown one.

    A term's share is how often the application (completed with its neighbours) has it times how much likelier the
    reviewer's texts make it; a text's share is that of its terms, each in proportion to how often it stands there.
    """
    asked, told = _row(model, application_id, reviewer_id)
    points = asked * told
    total = points.sum()
    if not total > 0:
        return Why((), ())
    order = np.argsort(-points, kind="stable")[:many]
    terms = tuple((model.counts.names[at], float(points[at] / total)) for at in order if points[at] > 0)
    return Why(terms, _texts(model, reviewer_id, points / total)[:many])


def _row(model: Model, application_id: str, reviewer_id: str) -> tuple[npt.NDArray[np.float64], ...]:
    for one, known in ((application_id, model.texts.applications), (reviewer_id, model.texts.reviewers)):
        if one not in known:
            raise AffinityError(f"{one} is not in the call: name an application and a reviewer of it")
    asked = model.asked[model.texts.applications.index(application_id)]
    told = model.told[model.texts.reviewers.index(reviewer_id)]
    return asked.toarray().ravel(), told.toarray().ravel()


def _texts(model: Model, reviewer_id: str, points: npt.NDArray[np.float64]) -> tuple[tuple[str, str, str, float], ...]:
    owner, first = model.texts.reviewers.index(reviewer_id), len(model.texts.asked)
    own = [at for at, text in enumerate(model.texts.known) if text.owner == owner]
    rows = model.counts.rows[[first + at for at in own]].multiply(
        np.array([[model.texts.known[at].weight] for at in own])
    )
    often = np.asarray(rows.sum(axis=0)).ravel()
    shares = np.asarray(rows.tocsr() @ (points / np.where(often > 0, often, 1))).ravel()
    order = np.argsort(-shares, kind="stable")
    texts = [model.texts.known[own[at]] for at in order]
    return tuple((text.kind, text.key, text.title, float(shares[at])) for text, at in zip(texts, order, strict=True))
