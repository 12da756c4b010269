"""`timeline merge`: what another curator's file has, and ours has not."""

from typing import Annotated

import typer

from timeline.cli.options import completion
from timeline.cli.options.common import option
from timeline.cli.options.writing import WRITING, DryRunOption, NoInputOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Add the records that another curator's collection has and this one has not, with the texts "
    "of their sources: all of it, or nothing. Sources are the same if their text or their link "
    "is; other records, if their id is.\n\n"
    "Where a record is in both, its lists (citations, claims, topics, corrections) are united: "
    "theirs are added after ours. Where a field differs, nothing is decided silently: it is shown, "
    "mine and theirs, and asked about on a terminal. In a script --prefer decides, or nothing is "
    "written and the exit code is 1. What only this collection has stays."
)
EXAMPLES: Examples = (
    ("timeline merge other.yaml --dry-run", mark("what would be written")),
    ("timeline merge other.yaml --prefer mine", mark("only add; where both differ, keep ours")),
)

_PREFERENCES = ("mine", "theirs")


def command(
    terminal: Terminal,
    other: Annotated[str, typer.Argument(metavar=mark("OTHER"))],
    prefer: Annotated[
        str | None,
        option(
            WRITING,
            "--prefer",
            metavar="mine|theirs",
            help=mark("Whose field to keep wherever the two differ"),
            autocompletion=completion.one_of(_PREFERENCES),
        ),
    ] = None,
    renumber: Annotated[
        bool,
        option(
            WRITING,
            "--renumber",
            help=mark("Give a source of theirs whose id is taken here another id"),
        ),
    ] = False,
    dry_run: DryRunOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Merge a collection into this one."""
    from timeline.cli.dialogue import merge
    from timeline.cli.shell import choices
    from timeline.i18n import sentence

    if prefer is not None:
        choices.one_of(sentence("choice"), prefer, _PREFERENCES)
    how = merge.MergeOptions(prefer, renumber=renumber, dry_run=dry_run, no_input=no_input)
    merge.merge(terminal, other, how)
