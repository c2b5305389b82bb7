"""Programmes with similar aims, whatever their field is called."""

import polars as pl

from renkei.engines.coordination.alike import AGREEING, Places, Texts, Truths, agreeing, alike, plain, weighed
from renkei.engines.coordination.cells import total
from renkei.engines.coordination.naming import spelled
from renkei.tables import SIMILAR_PROGRAMMES

WORDS = 8  # of what agrees


def similar(programmes: pl.DataFrame, least: float) -> pl.DataFrame:
    """The table `similar_programmes`: pairs of different agencies that run in a same fiscal year, most alike first.

    Rows of one agency with the same title and aim are one programme in several years.
    """
    lines = _lines(programmes)
    said = [plain(text) for text in lines["text"]]
    texts = weighed(said)
    found = _pairs(lines, texts, least)
    if not found:
        return SIMILAR_PROGRAMMES.empty()
    sides = [
        {"pair": number, "side": side, "line": line, "other": other, "likeness": likeness, "words": words}
        for number, (one, two, likeness) in enumerate(found, 1)
        for words in [spelled(agreeing(texts, one, two)[:WORDS], [said[one], said[two]])]
        for side, line, other in ((1, one, two), (2, two, one))
    ]
    return _told(pl.DataFrame(sides), lines, programmes)


def _lines(programmes: pl.DataFrame) -> pl.DataFrame:
    """A row for each agency, title and aim, with its years."""
    return (
        programmes.filter(pl.col("agency").is_not_null())
        .group_by("agency", "title", "aim")
        .agg(years=pl.col("fiscal_year").unique().sort())
        .sort("agency", "title", "aim", nulls_last=True)
        .with_columns(text=pl.concat_str("title", "aim", separator=" ", ignore_nulls=True))
        .with_row_index("line")
        .with_columns(pl.col("line").cast(pl.Int64))
    )


def _pairs(lines: pl.DataFrame, texts: Texts, least: float) -> list[tuple[int, int, float]]:
    agencies = lines["agency"].rank("dense").to_numpy()
    years = [set(one) for one in lines["years"]]

    def allowed(left: Places, right: Places) -> Truths:
        fits: Truths = (left < right) & (agencies[left] != agencies[right])
        return fits

    found = [
        (-likeness, one, two)
        for block in alike(texts, least, allowed)
        for one, two, likeness in zip(block.left.tolist(), block.right.tolist(), block.likeness.tolist(), strict=True)
        if years[one] & years[two] and len(agreeing(texts, one, two)) >= AGREEING
    ]
    return [(one, two, -likeness) for likeness, one, two in sorted(found)]


def _told(sides: pl.DataFrame, lines: pl.DataFrame, programmes: pl.DataFrame) -> pl.DataFrame:
    """Each side with its money in the years that both run."""
    whose = sides.join(lines.select("line", "agency", "title", "aim"), "line")
    others = lines.select(other="line", shared="years").explode("shared")
    years = whose.join(others, "other").rename({"shared": "fiscal_year"})
    rows = years.join(programmes, ["agency", "title", "aim", "fiscal_year"], nulls_equal=True)
    return (
        rows.group_by("pair", "side", "agency", "title", "likeness", "words", "currency")
        .agg(
            pl.col("field").drop_nulls().unique().sort().first(),
            total("budget").alias("amount"),
            pl.col("programme_id").unique().sort().alias("ids"),
            first_year=pl.col("fiscal_year").min(),
            last_year=pl.col("fiscal_year").max(),
        )
        .sort("pair", "side", "currency", nulls_last=True)
        .select(SIMILAR_PROGRAMMES.names)
        .cast({"likeness": SIMILAR_PROGRAMMES.schema["likeness"]})
    )
