"""`renkei fingerprint`: a portfolio's keyed sketch, for another agency."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import wrong_usage
from renkei.cli.place import other_place


def fingerprint(
    portfolio: Annotated[
        Path | None, typer.Argument(metavar="PORTFOLIO", help="The portfolio: a folder of tables, or one XLSX.")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="The file of the key that both agencies share.")] = None,
    pseudonyms: Annotated[
        Path | None,
        typer.Option(help="The file of a key of your own: names made with it stand in place of identifiers."),
    ] = None,
    whole: Annotated[
        bool,
        typer.Option(
            "--whole", help="Not 256 numbers a text, but all: finds passages and reworded texts too, and reveals more."
        ),
    ] = False,
    new_key: Annotated[Path | None, typer.Option(help="Draw a new key by lot and write it to this new file.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it PORTFOLIO/sketch.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Make a sketch of a portfolio's texts, which shows what they share with another's and not what they say.

    Writes PORTFOLIO.sketch, to hand over; with --pseudonyms also pseudonyms.csv, to keep. docs/sketches.md says what a
    sketch reveals. Exit 0: done; 1: the input does not hold, and nothing is written; 2: wrong usage.
    """
    sketching = portfolio or key or pseudonyms or out or whole or as_json
    if new_key is not None and sketching:
        wrong_usage("--new-key makes a key and nothing else: first make the key, then the sketch")
    if new_key is None and (portfolio is None or key is None):
        wrong_usage("name a portfolio and --key FILE; --new-key FILE makes a key")
    if portfolio is not None:
        other_place(out, portfolio, "sketch")
    from renkei.cli.sketching import make_key, make_sketch

    if new_key is not None:
        make_key(new_key)
    elif portfolio is not None and key is not None:
        make_sketch(portfolio, key, pseudonyms, out, whole=whole, as_json=as_json)
