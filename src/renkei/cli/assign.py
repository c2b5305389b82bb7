"""`renkei assign`: who reads what, and why not the better known expert."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language, known_number, wrong_usage
from renkei.cli.place import other_place


def assign(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    fair: Annotated[
        str, typer.Option(help="What is best: total affinity, leximin (the worst served first), or random.")
    ] = "total",
    cap: Annotated[str, typer.Option(help="With random: the most probable any pair may be, such as 0.5.")] = "1",
    seed: Annotated[int, typer.Option(min=0, help="Settles what is equally good, and the draw.")] = 1,
    lowest: Annotated[
        str, typer.Option(help="With leximin: the share of applications, the worst served, that come before the total.")
    ] = "0.1",
    after: Annotated[
        Path | None, typer.Option(help="Earlier assignments: keep as many pairs as can stay, then the best.")
    ] = None,
    without: Annotated[list[str] | None, typer.Option(help="A reviewer who dropped out. Repeatable.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/assignment.")] = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet.")] = False,
    language: Annotated[str, typer.Option(help="Language of the page: en, ja or fr.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
    work: Annotated[int, typer.Option(min=1, help="Nodes of branch and bound, where it is needed.")] = 50_000,
) -> None:
    """Give every eligible application its panel, by review: in programme.yaml; each panel is explained.

    Writes assignments.csv, passed_over.csv, loads.csv and assignment.html. Exit 0: assigned; 1: the input does not
    hold, or no assignment does (said which conditions collide and what to relax), and nothing is written; 2: wrong
    usage.
    """
    known_language(language)
    other_place(out, folder, "assignment")
    if fair not in ("total", "leximin", "random"):
        wrong_usage(f"--fair {fair}: there are total, leximin, random")
    capped = known_number("--cap", cap)
    if not 0 < capped <= 1:
        wrong_usage(f"--cap {cap}: a probability is above 0 and at most 1")
    share = known_number("--lowest", lowest)
    if not 0 < share <= 1:
        wrong_usage(f"--lowest {lowest}: a share is above 0 and at most 1")
    if capped < 1 and fair != "random":
        wrong_usage(f"--cap {cap}: a cap is kept by a lot, so it goes with --fair random")
    if after is not None and fair == "random":
        wrong_usage("--after: a drop-out is mended with the fewest changes, so it goes with --fair total or leximin")
    from renkei.cli.assigning import Asked, assign_call

    asked = Asked(fair, capped, seed, share, tuple(without or ()), after, work)  # type: ignore[arg-type]
    assign_call(folder, out, asked, language, parquet=parquet, as_json=as_json)
