"""`timeline init`: a new collection, for another pair of governments."""

from typing import Annotated

import typer

from timeline.cli.options.collection import CollectionOptions
from timeline.cli.options.writing import DryRunOption, NoInputOption
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


def command(
    terminal: Terminal,
    folder: Annotated[str, typer.Argument(metavar=mark("FOLDER"))],
    wanted: CollectionOptions,
    dry_run: DryRunOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Start a collection."""
    from timeline.cli.dialogue import new_collection

    new_collection.start(terminal, folder, wanted, dry_run=dry_run, no_input=no_input)
