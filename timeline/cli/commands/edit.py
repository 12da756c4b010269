"""`timeline edit`: one record in the person's own editor."""

from typing import Annotated

import typer

from timeline.cli.options import completion
from timeline.cli.options.writing import DryRunOption, NoInputOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Open one record, an event, a source or an actor, in your editor: that of VISUAL or EDITOR. "
    "What you type is kept as you typed it, comments and all; every other line of the file stays "
    "as it is.\n\n"
    "What is not well-formed, or would leave a record unsound, is not written: the faults are "
    "said with the lines of your text, which is kept in a file of its own. To give up, leave the "
    "text as it is."
)
EXAMPLES: Examples = (
    ("timeline edit ministerial", mark("an event, by a part of its id")),
    ("timeline edit s003", mark("a source")),
    ("timeline edit rubio --dry-run", mark("an actor, to see what would be written")),
)


def command(
    terminal: Terminal,
    record: Annotated[str, typer.Argument(metavar=mark("ID"), autocompletion=completion.records)],
    dry_run: DryRunOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Edit a record."""
    from timeline.cli.dialogue.edit import edit

    edit(terminal, record, dry_run=dry_run, no_input=no_input)
