"""`timeline index`: what is kept so that a large collection answers quickly."""

from typing import Annotated

import typer

from timeline.cli.options import completion
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark, sentence

HELP = mark(
    "What is kept of a large collection so that it answers without being read whole: show, build "
    "or drop it.\n\n"
    "It is made by itself when a collection of more than a quarter of a megabyte is asked "
    "something, and again for the files that changed since. It lies in your cache folder and can "
    "be thrown away at any time; --no-index does without it."
)
EXAMPLES: Examples = (
    ("timeline index", mark("whether there is one, and of what")),
    ("timeline index build", mark("make it now, or anew for what changed")),
    ("timeline index drop", mark("throw it away")),
)

ACTIONS = ("show", "build", "drop")


def command(
    terminal: Terminal,
    action: Annotated[
        str,
        typer.Argument(
            metavar=mark("ACTION"),
            help=mark("show, build or drop"),
            autocompletion=completion.one_of(ACTIONS),
        ),
    ] = "show",
) -> None:
    """Show, build or drop the index."""
    from timeline.cli.shell import index
    from timeline.cli.shell.choices import one_of

    one_of(sentence("action"), action, ACTIONS)
    at = index.place(terminal)
    if action == "drop":
        gone = index.drop(terminal)
        terminal.note(sentence("the index is gone") if gone else sentence("there is no index"))
        return
    if action == "build":
        index.build(terminal, at)
    terminal.rows((terminal.say(name), value) for name, value in index.told(terminal, at))
