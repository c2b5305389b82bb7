"""`renkei grey-zone`: how often each application is funded when scores are drawn again within their errors."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language, known_rule
from renkei.cli.place import other_place
from renkei.settings import RULES


def grey_zone(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    rule: Annotated[str, typer.Option(help=f"{', '.join(RULES)}; without it the rule of programme.yaml.")] = "",
    resamples: Annotated[int, typer.Option(min=1, max=100_000, help="How often scores are drawn again.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same figures.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/grey-zone.")] = None,
    language: Annotated[str, typer.Option(help="Language of the page: en, ja or fr.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Draw the scores again within their standard errors (column score_error), decide each time by the rule, and count.

    Writes grey_zone.csv and grey_zone.html. Under best and sum, and beside a top-up, each resample takes a while: then
    give fewer. Exit 0: done; 1: the input or the rule does not hold, and nothing is written; 2: wrong usage.
    """
    known_language(language)
    other_place(out, folder, "grey-zone")
    from renkei.cli.resampling import draw_again

    draw_again(folder, out, language, rule=known_rule(rule), resamples=resamples, seed=seed, as_json=as_json)
