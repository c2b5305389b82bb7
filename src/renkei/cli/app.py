"""All verbs of the command `renkei`."""

import typer

from renkei.cli.affinity import affinity
from renkei.cli.assign import assign
from renkei.cli.audit import app as auditing
from renkei.cli.check import check
from renkei.cli.compare import compare
from renkei.cli.conflicts import conflicts
from renkei.cli.coordinate import coordinate
from renkei.cli.demand import demand
from renkei.cli.drop_out import drop_out
from renkei.cli.example import example
from renkei.cli.fingerprint import fingerprint
from renkei.cli.grey_zone import grey_zone
from renkei.cli.identify import identify
from renkei.cli.import_cordis import import_cordis
from renkei.cli.import_sheet import import_sheet
from renkei.cli.index import index
from renkei.cli.invite import invite
from renkei.cli.match import match
from renkei.cli.merge import merge
from renkei.cli.overlap import overlap
from renkei.cli.read import read
from renkei.cli.score import score
from renkei.cli.screen import screen
from renkei.cli.search import search
from renkei.cli.select import select
from renkei.cli.site import app as site
from renkei.cli.timetable import timetable
from renkei.cli.verify import verify
from renkei.cli.what_if import what_if
from renkei.cli.zone import draw, zone

app = typer.Typer(
    name="renkei",
    help="Run a joint call of several funders: check its tables, select by its published rule, verify the decision.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
importing = typer.Typer(help="Bring in tables from elsewhere.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(importing, name="import")
app.add_typer(auditing, name="audit")
app.add_typer(site, name="site")
importing.command("sheet")(import_sheet)
importing.command("cordis")(import_cordis)
for verb in (
    *(example, check, screen, identify, conflicts, affinity, assign, score),
    *(overlap, fingerprint, compare),
    *(demand, invite, merge, select, zone, draw, verify),
    *(coordinate, match, index, search, timetable, read),
):
    app.command()(verb)
app.command("grey-zone")(grey_zone)
app.command("what-if")(what_if)
app.command("drop-out")(drop_out)
