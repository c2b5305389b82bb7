"""The page `score.html`: scores, possible ranks, reviewers and agreement, each plot with its table."""

from collections.abc import Iterator

import polars as pl
from markupsafe import Markup

from renkei.engines.scoring import Scoring
from renkei.reports.language import Language
from renkei.reports.plots.svg import element, hatch
from renkei.reports.report import Part, Plot, Report, report_page
from renkei.reports.scoring.plots import agreement_plot, ranks_plot, scores_plot, severity_plot
from renkei.reports.scoring.rows import agreement_rows, score_rows, severity_rows
from renkei.reports.scoring.sentences import lead, sentences
from renkei.reports.scoring.tables import agreement_table, ranks_table, scores_table, severity_table
from renkei.settings import Settings


def html(made: Scoring, settings: Settings, applications: pl.DataFrame, language: str = "en") -> str:
    """The page as HTML, self-contained; `applications` have the titles. ValueError for an unknown language."""
    say = Language(language)
    titles = dict(applications.select("application_id", "title").iter_rows())
    return report_page(
        Report(
            title=say("scoring.title", call=settings.name),
            made_up=settings.made_up,
            lead=[lead(made, say), *sentences(made, settings, say)],
            figures=figures(made, say),
            parts=list(_parts(made, settings, titles, say)),
        ),
        say,
    )


def figures(made: Scoring, say: Language) -> list[tuple[str, str]]:
    """The numbers to be seen first."""
    total = agreement_rows(made).row(0, named=True)
    alpha, icc = total["alpha"], total["icc_mean"]
    return [
        (say("scoring.applications"), say.number(made.scores.height)),
        (say("scoring.reviews.column"), say.number(int(made.scores["reviews"].sum()))),
        (say("scoring.icc_mean"), "–" if icc is None else say.decimal(f"{icc:.2f}")),
        (say("scoring.alpha"), "–" if alpha is None else say.decimal(f"{alpha:.2f}")),
    ]


def _parts(made: Scoring, settings: Settings, titles: dict[str, str], say: Language) -> Iterator[Part]:
    places, rows = made.options.places, score_rows(made).to_dicts()
    ranked = [row for row in rows if row["rank_low_95"] is not None]
    spans = (say("scoring.legend.dot"), say("scoring.legend.thick"), say("scoring.legend.thin"))
    yield Part(
        "scores",
        say("scoring.scores"),
        scores_table(rows, titles, places, say),
        Plot(say("scoring.scores.plot"), scores_plot(rows, settings.scale, places, say), legend=spans),
        (say("scoring.scores.note"),),
    )
    if ranked:
        yield Part(
            "ranks",
            say("scoring.ranks"),
            ranks_table(ranked, say),
            Plot(say("scoring.ranks.plot"), ranks_plot(ranked, say), legend=spans),
            (say("scoring.ranks.note", n=made.options.resamples, seed=str(made.options.seed)),),
        )
    yield _severity(made, say)
    yield _agreement(made, say)


def _agreement(made: Scoring, say: Language) -> Part:
    agreeing = agreement_rows(made).to_dicts()
    legend = (_swatch("bar") + say("scoring.legend.one"), _swatch("rest") + say("scoring.legend.mean"))
    return Part(
        "agreement",
        say("scoring.agreement"),
        agreement_table(agreeing, say),
        Plot(say("scoring.agreement.plot"), agreement_plot(agreeing, say), "bars", legend),
        (say("scoring.agreement.note"),),
    )


def _swatch(kind: str) -> Markup:
    """The sign of a filled or a hatched bar."""
    key = "swatch-agreement"
    fill = {} if kind == "bar" else {"fill": f"url(#{key})"}
    inside = [
        *([] if kind == "bar" else [hatch(key)]),
        element("rect", x=1, y=1, width=20, height=12, class_=kind, **fill),
    ]
    return element("svg", *inside, viewBox="0 0 22 14", class_="swatch", aria_hidden="true") + " "


def _severity(made: Scoring, say: Language) -> Part:
    places, rows = made.options.places, severity_rows(made).to_dicts()
    known = [row for row in rows if row["severity"] is not None]
    legend = (say("scoring.legend.dot"), say("scoring.legend.thin"))
    return Part(
        "severity",
        say("scoring.severity"),
        severity_table(rows, places, say),
        Plot(say("scoring.severity.plot"), severity_plot(known, places, say), legend=legend) if known else None,
        (say("scoring.severity.note"),),
    )
