"""`renkei search`: profiles, projects, applications, programmes and calls of an index by words."""

import re
from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import wrong_usage

KINDS = ("offer", "need", "project", "application", "programme", "call")
SIZES = ("large", "sme", "startup", "institute", "university", "public", "other")
STAGES = ("seed", "applied", "commercial")
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


def search(
    place: Annotated[Path, typer.Argument(metavar="INDEX", help="The folder that `renkei index` made.")],
    words: Annotated[str, typer.Argument(metavar="WORDS", help='Words in any language; "in quotes" a phrase.')],
    country: Annotated[list[str] | None, typer.Option(help="Country code, such as JP; several: any of them.")] = None,
    field: Annotated[list[str] | None, typer.Option(help="Field of research, as the tables write it.")] = None,
    size: Annotated[list[str] | None, typer.Option(help="Size of the organisation, such as sme.")] = None,
    stage: Annotated[list[str] | None, typer.Option(help="seed, applied or commercial.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help=f"{', '.join(KINDS[:-1])} or {KINDS[-1]}.")] = None,
    funder: Annotated[list[str] | None, typer.Option(help="Funder or agency, as the tables write it.")] = None,
    year: Annotated[list[str] | None, typer.Option(help="Year of beginning, or years such as 2019-2023.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many are shown.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results alone, as JSON.")] = False,
) -> None:
    """Find what answers the words best: all of them or some, in any form, misspelt too; exact ones first.

    Exit 0: done, whatever was found; 1: the index cannot be used; 2: wrong usage.
    """
    countries = tuple(map(_country, country or ()))
    _known("--size", size, SIZES)
    _known("--stage", stage, STAGES)
    _known("--kind", kind, KINDS)
    years = tuple(map(_years, year or ()))
    from renkei.cli.finding import find
    from renkei.index.search.query import Filters

    fields, sizes, stages, kinds, funders = (tuple(one or ()) for one in (field, size, stage, kind, funder))
    filters = Filters(countries, fields, sizes, stages, kinds, funders, years)
    find(place, words, filters, limit, as_json=as_json)


def _known(option: str, given: list[str] | None, known: tuple[str, ...]) -> None:
    for one in given or ():
        if one not in known:
            wrong_usage(f"{option} {one}: there are {', '.join(known)}")


def _country(text: str) -> str:
    if not re.fullmatch("[A-Za-z]{2}", text):
        wrong_usage(f"--country {text}: write a country code, such as JP")
    return text.upper()


def _years(text: str) -> tuple[int, int]:
    found = _YEARS.fullmatch(text)
    if found is None or int(found[1]) > int(found[2] or found[1]):
        wrong_usage(f"--year {text}: write a year, or first and last years such as 2019-2023")
    return int(found[1]), int(found[2] or found[1])
