"""`renkei site`: run the site, look whether it can run, keep it and bring it back."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import refuse, writing, wrong_usage
from renkei.cli.loading_the_site import load_the_site, need_the_site

app = typer.Typer(
    help="Run the site: its pages, its worker, its backups. It is told where everything is by RENKEI_… variables.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def run(
    bind: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1:8000",
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 2,
) -> None:
    """Serve the site's pages until stopped; migrate first."""
    load_the_site()
    from renkei.site.operations.door import Door
    from renkei.site.operations.health import trouble

    if troubles := trouble():
        refuse("the site cannot run:\n  " + "\n  ".join(troubles))
    _lay_out()
    Door(bind, workers).run()


def work(
    once: Annotated[bool, typer.Option("--once", help="Stop when nothing is due.")] = False,
    lease: Annotated[int, typer.Option(min=2, help="Seconds after which a silent worker's work is taken up.")] = 60,
) -> None:
    """Send mail and do what else waits in the outbox; as many workers at a time as wanted."""
    load_the_site()
    from renkei.site.outbox.worker import Worker

    os.nice(10)  # where both want the processor, pages come first
    worker = Worker(lease)
    worker.stop_on_signals()
    worker.run(once=once)


def migrate() -> None:
    """Bring the database to this version, and lay out style sheets and scripts."""
    load_the_site()
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    _lay_out()


def check() -> None:
    """Say everything that keeps the site from running well; exit 1 where there is anything."""
    need_the_site()
    from renkei.site.environment import EnvironmentDefects, read_environment
    from renkei.site.operations.surroundings import defects

    with suppress(EnvironmentDefects):  # told among the others
        read_environment()
        load_the_site()
    if found := defects():
        refuse(f"{len(found)} to change:\n  " + "\n  ".join(found))
    typer.echo("everything holds")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="Where to write the archive.")],
) -> None:
    """Write the whole site, database and files, to one archive; the site may run meanwhile."""
    load_the_site()
    from renkei.site.operations.archive import ArchiveDefects
    from renkei.site.operations.backup import backup as keep

    try:
        with writing(file):
            counts = keep(file)
    except ArchiveDefects as defects:
        refuse("nothing was written:\n  " + "\n  ".join(defects.sentences))
    typer.echo(f"{file}: {counts['rows']} rows, {counts['files']} files")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A backup.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace what the site holds now.")] = False,
) -> None:
    """Make the site what a backup holds, from either kind of database into either. Stop the site first."""
    load_the_site()
    from renkei.site.operations.archive import ArchiveDefects
    from renkei.site.operations.backup import NotEmpty
    from renkei.site.operations.backup import restore as bring_back

    try:
        counts = bring_back(file, replace=replace)
    except ArchiveDefects as defects:
        refuse("nothing was changed:\n  " + "\n  ".join(defects.sentences))
    except NotEmpty as held:
        refuse(f"nothing was changed: {held}; --replace gives them up")
    typer.echo(f"restored {counts['rows']} rows, {counts['files']} files; mail that had not left is set aside")


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="Where the site lives.")],
    serve: Annotated[
        bool | None, typer.Option("--serve/--no-serve", help="Open it now; without a word: in a terminal only.")
    ] = None,
    bind: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1:8000",
) -> None:
    """Make a site with a made-up programme and an account for each role in a new folder, and open it."""
    os.environ["RENKEI_DATA"] = str(folder)
    load_the_site()
    from django.conf import settings
    from django.utils import timezone

    from renkei.site.demo import PASSWORD, NotEmpty, make_programme

    if not settings.ENVIRONMENT.demo or settings.ENVIRONMENT.database:
        refuse("a demonstration needs neither RENKEI_SECRET_KEY nor RENKEI_DATABASE: unset them")
    migrate()
    try:
        people = make_programme(timezone.now().replace(microsecond=0))
    except NotEmpty as held:
        refuse(f"nothing was changed: {held}")
    typer.echo(f"A made-up programme. Everybody's password is {PASSWORD}")
    for person in people:
        typer.echo(f"  {person.email:<28} {person.plays}")
    if sys.stdout.isatty() if serve is None else serve:
        typer.echo(f"Open http://{bind}/ and end it with Ctrl-C.")
        run(bind, workers=1)
    else:
        typer.echo(f"Open it with: RENKEI_DATA={folder} renkei site run")


def appoint(
    email: Annotated[str, typer.Argument(metavar="ADDRESS", help="The person's e-mail address.")],
    funder: Annotated[str, typer.Option(help="The code of the funder that they act for, as its officer.")] = "",
    end: Annotated[bool, typer.Option("--end", help="With --funder: they act for it no more.")] = False,
) -> None:
    """Appoint the first administrator of a new site, who appoints the staff; or, with --funder, a funder's officer."""
    if end and not funder:
        wrong_usage("--end: say with --funder whose officer; other appointments end on the site")
    load_the_site()
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from renkei.site.accounts.actions import first_administrator
    from renkei.site.calls.actions.officers import appoint_officer, end_officer

    try:
        if funder:
            (end_officer if end else appoint_officer)(email, funder, timezone.now())
        else:
            first_administrator(email, timezone.now())
    except ValidationError as error:
        refuse("nothing was changed: " + " ".join(error.messages))
    what = f"an officer of {funder}" if funder else "the administrator"
    opened = 'open the site, choose "Forgotten the password?", set a second factor'
    typer.echo(f"{email} is {what} no more" if end else f"{email} is {what}: {opened}")


for verb in (run, work, migrate, check, backup, restore, appoint, demo):
    app.command()(verb)


def _lay_out() -> None:
    """Style sheets and scripts, where the site serves them from."""
    from renkei.site.operations.layout import lay_out

    lay_out()
