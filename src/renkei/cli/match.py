"""`renkei match`: which offers answer which needs, why, and which organisations that brings together."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language
from renkei.cli.place import other_place


def match(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The profiles: a folder of tables, or one XLSX.")],
    organisation: Annotated[
        str, typer.Option("--for", help="The needs and offers of one organisation alone, by identifier or name.")
    ] = "",
    countries: Annotated[
        list[str] | None, typer.Option(help="Pair only these two countries, such as JP-FR. Repeatable.")
    ] = None,
    field: Annotated[list[str] | None, typer.Option(help="Offers of this field alone. Repeatable.")] = None,
    size: Annotated[
        list[str] | None, typer.Option(help="Offers of such organisations alone, such as sme. Repeatable.")
    ] = None,
    stage: Annotated[list[str] | None, typer.Option(help="Offers at this stage alone. Repeatable.")] = None,
    keep: Annotated[int, typer.Option(min=1, help="How many offers a need is shown.")] = 10,
    floor: Annotated[float, typer.Option(min=0, max=1, help="The least strength of a match.")] = 0.5,
    small_share: Annotated[
        float, typer.Option(min=0, max=1, help="The least share of the places that go to SMEs and start-ups.")
    ] = 0,
    past: Annotated[
        float, typer.Option(min=0, max=1, help="How far past cooperation moves a strength towards 1.")
    ] = 0.1,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/matching.")] = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet.")] = False,
    language: Annotated[str, typer.Option(help="Language of the page: en, ja or fr.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Match what organisations need with what others offer, both ways; rivals are never paired.

    Writes matches.csv, partners.csv, exposure.csv and matching.html. With --for, --field, --size and --stage hold for
    everybody else's offers and needs. Exit 0: done; 1: the input does not hold, and nothing is written; 2: wrong usage.
    """
    known_language(language)
    other_place(out, folder, "matching")
    from renkei.cli.pairing import match_profiles, options_of

    filters = (field or [], size or [], stage or [])
    options = options_of(organisation, countries or [], filters, keep, floor, small_share, past)
    match_profiles(folder, out, options, language, parquet=parquet, as_json=as_json)
