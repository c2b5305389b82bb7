"""One spelling for what is written in several ways: fields, regions, agencies."""

import polars as pl

from renkei.text.normal import words


def one_spelling(cells: pl.Series) -> pl.Series:
    """Cells that agree but for case, width, accents, blanks and signs, in their most frequent spelling.

    Of equally frequent ones the first in order of signs stands. Cells of blanks alone are unknown: null.
    """
    plain = cells.str.strip_chars()
    counts = pl.DataFrame({"cell": plain.filter(plain != "")}).group_by("cell").len()
    forms = [normal_form(one) for one in counts["cell"]]
    best = (
        counts.with_columns(form=pl.Series(forms, dtype=pl.String))
        .sort("len", "cell", descending=[True, False])
        .with_columns(best=pl.col("cell").first().over("form"))
    )
    return plain.replace_strict(best["cell"], best["best"], default=None, return_dtype=pl.String)


def normal_form(text: str) -> str:
    """What two spellings of one name have in common; the text itself where it has no letters or digits."""
    return " ".join(words(text)) or text
