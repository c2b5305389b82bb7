"""From tables to affinities: compute, take the bids in, keep the best."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from renkei.engines.affinity.embedded import Encoder, likeness
from renkei.engines.affinity.model import Model, fit
from renkei.engines.affinity.options import AffinityError, AffinityOptions, Bids
from renkei.engines.affinity.result import Affinity
from renkei.engines.affinity.texts import Texts, gather
from renkei.tables import AFFINITY

DECIMALS = 4  # more would say more than is known
MIDDLE = 0.5  # of whom nothing is known
_CHUNK = 500
Numbers = npt.NDArray[np.float64]


def affinity(
    tables: Mapping[str, pl.DataFrame],
    options: AffinityOptions | None = None,
    *,
    encoder: Encoder | None = None,
    background: pl.DataFrame | None = None,
) -> Affinity:
    """How well each reviewer knows each application, 0 to 1.

    `tables`: applications and reviewers, and where given publications, past_reviews and affinity (of which the bids
    alone are read). Without an `encoder`, 0.5 says that the reviewer's texts make the application's terms as likely
    as all texts do, more that they make them likelier; with one it is a cosine. `background`: further texts of the
    field (title, abstract), which tell common words from rare ones. AffinityError where there is nobody or nothing.
    """
    chosen = options or AffinityOptions()
    for table in ("applications", "reviewers"):
        if table not in tables or not tables[table].height:
            raise AffinityError(f"there are no {table}: write {table}.csv")
    texts = gather(tables, chosen, background)
    model = fit(texts, chosen)
    values = _ours(model) if encoder is None else likeness(texts, encoder)
    bids = _bids(tables.get("affinity"), texts)
    values = _moved(values, bids, chosen.bids).round(DECIMALS)
    return Affinity(
        chosen,
        _pairs(values, bids, texts, chosen.keep),
        _reviewers(values, texts),
        _applications(values, texts, chosen),
        model,
    )


def _ours(model: Model) -> Numbers:
    """Applications × reviewers, NaN where either has no text."""
    many = len(model.texts.applications)
    values = np.empty((many, len(model.texts.reviewers)))
    for start in range(0, many, _CHUNK):
        values[start : start + _CHUNK] = 1 / (1 + np.exp(-model.ratio(slice(start, start + _CHUNK))))
    values[:, model.silent] = np.nan
    values[model.empty] = np.nan
    return values


def _bids(frame: pl.DataFrame | None, texts: Texts) -> dict[tuple[int, int], str]:
    """Places of application and reviewer → what was said; a pair without a bid is not there."""
    if frame is None:
        return {}
    application = {one: at for at, one in enumerate(texts.applications)}
    reviewer = {one: at for at, one in enumerate(texts.reviewers)}
    said = frame.drop_nulls("bid").select(*AFFINITY.key, "bid").iter_rows()
    return {(application[one], reviewer[other]): bid for one, other, bid in said}


def _moved(values: Numbers, bids: Mapping[tuple[int, int], str], weights: Bids) -> Numbers:
    """The values with the bids taken in: who bids without any text starts from the middle; refused has no value."""
    moved = values.copy()
    for pair, bid in bids.items():
        value = MIDDLE if np.isnan(values[pair]) else values[pair]
        if bid == "refused":
            moved[pair] = np.nan
        elif bid == "no":
            moved[pair] = value * (1 - weights.no)
        else:
            moved[pair] = value + (1 - value) * getattr(weights, bid)
    return moved


def _pairs(values: Numbers, bids: Mapping[tuple[int, int], str], texts: Texts, keep: int) -> pl.DataFrame:
    """The best of each application and of each reviewer, and every pair with a bid."""
    kept = _best(values, keep) | _best(values.T, keep).T
    for pair in bids:
        kept[pair] = True
    rows, columns = np.nonzero(kept)
    said = pl.Series([bids.get(pair) for pair in zip(rows.tolist(), columns.tolist(), strict=True)], dtype=pl.String)
    return pl.DataFrame(
        {
            "application_id": pl.Series(texts.applications, dtype=pl.String).gather(rows),
            "reviewer_id": pl.Series(texts.reviewers, dtype=pl.String).gather(columns),
            "affinity": pl.Series(values[rows, columns]).fill_nan(None).cast(AFFINITY.schema["affinity"]),
            "bid": said,
        }
    )


def _best(values: Numbers, keep: int) -> npt.NDArray[np.bool_]:
    """Which are the `keep` largest of each row; of equal ones the first, of NaN none."""
    found = np.zeros(values.shape, dtype=bool)
    for start in range(0, len(values), _CHUNK):
        part = values[start : start + _CHUNK]
        order = np.argsort(-part, axis=1, kind="stable")[:, :keep]
        np.put_along_axis(found[start : start + _CHUNK], order, values=True, axis=1)
    return found & ~np.isnan(values)


def _largest(values: Numbers) -> list[float | None]:
    """The largest of each column, None of a column of NaN."""
    best = np.where(np.isnan(values), -1, values).max(axis=0)
    return [None if one < 0 else float(one) for one in best]


def _reviewers(values: Numbers, texts: Texts) -> pl.DataFrame:
    kinds: dict[str, npt.NDArray[Any]] = {
        kind: np.zeros(len(texts.reviewers), dtype=np.int64) for kind in ("publications", "past_reviews", "keywords")
    }
    for text in texts.known:
        if text.owner >= 0:
            kinds[text.kind][text.owner] += 1
    return pl.DataFrame(
        {"reviewer_id": texts.reviewers, **kinds, "best": pl.Series(_largest(values), dtype=pl.Float64)}
    )


def _applications(values: Numbers, texts: Texts, options: AffinityOptions) -> pl.DataFrame:
    known = (np.nan_to_num(values, nan=-1) >= options.floor).sum(axis=1)
    best = pl.Series(_largest(values.T), dtype=pl.Float64)
    return pl.DataFrame({"application_id": texts.applications, "best": best, "reviewers": known})
