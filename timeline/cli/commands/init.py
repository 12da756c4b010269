"""`timeline init`: a new collection, for another pair of governments."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from timeline.cli.curate.change import DryRunOption, NoInputOption
from timeline.cli.options.common import option
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Start a new collection in a folder: a file for its records, a folder for the texts that it "
    "quotes, the schema by which editors complete and check what you type, and a page on the daily "
    "commands. Nothing that is there is overwritten.\n\n"
    "On a terminal, what is not given is asked for. Everything people read is in English and in "
    "Spanish: with --title or CODE=NAME it is the same in both."
)
EXAMPLES: Examples = (
    ("timeline init rivers", mark("asks for the title and the two sides")),
    (
        "timeline init sur --title Mercosur --side AR=Argentina --side BR=Brazil/Brasil",
        mark("in a script"),
    ),
)

COLLECTION = mark("Collection")


def _text(name: str, says: str) -> Any:
    return option(COLLECTION, name, metavar=mark("TEXT"), help=says)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A new collection, as typed."""

    title: Annotated[
        str | None, _text("--title", mark("Its title, where it is the same in both languages"))
    ] = None
    title_en: Annotated[str | None, _text("--title-en", mark("Its title in English"))] = None
    title_es: Annotated[str | None, _text("--title-es", mark("Its title in Spanish"))] = None
    side: Annotated[
        list[str] | None,
        option(
            COLLECTION,
            "--side",
            metavar=mark("CODE=NAME"),
            help=mark("A side, with its name: MX=Mexico/México; repeat for each"),
        ),
    ] = None


def command(
    terminal: Terminal,
    folder: Annotated[str, typer.Argument(metavar=mark("FOLDER"))],
    wanted: Wanted,
    dry_run: DryRunOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Start a collection."""
    from timeline.cli.curate import new_collection

    new_collection.start(terminal, folder, wanted, dry_run=dry_run, no_input=no_input)
