"""`renkei zone` and `renkei draw`: freeze among whom lots are drawn, and redraw."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_rule
from renkei.cli.place import other_place
from renkei.settings import RULES


def zone(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    rule: Annotated[str, typer.Option(help=f"{', '.join(RULES)}; without it the rule of programme.yaml.")] = "",
    draw_named: Annotated[str, typer.Option(help="The public draw that will give the value.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/zone.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record itself.")] = False,
) -> None:
    """Freeze the zone of those among whom lots are drawn, before the draw, and write it as zone.json.

    Publish its hash; when the draw has been held, give `renkei select DIR --zone zone.json --draw VALUE`.
    Exit 0: frozen; 1: the input or the rule does not hold, or nothing is to be drawn; 2: wrong usage.
    """
    other_place(out, folder, "zone")
    from renkei.cli.freezing import freeze

    freeze(folder, known_rule(rule), draw_named.strip(), out, as_json=as_json)


def draw(
    zone: Annotated[Path, typer.Argument(metavar="ZONE", exists=True, dir_okay=False, help="zone.json")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The value that the public draw gave.")],
) -> None:
    """Print a frozen zone's members in the order of the lot: SHA-256(VALUE then the application's id), ascending.

    Exit 0: printed; 1: the file is no frozen zone, or was changed; 2: wrong usage.
    """
    from renkei.cli.freezing import redraw

    redraw(zone, value)
