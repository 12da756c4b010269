"""`timeline source add`: the text of an article, or its link, becomes a source."""

from typing import Annotated

import typer

from timeline.cli.options.source import SourceOptions
from timeline.cli.options.writing import DryRunOption, NoInputOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark, sentence

HELP = mark(
    "Add sources. The text of a FILE is copied into the collection's folder as it is, and pinned "
    "by its sha256; a URL alone is recorded as a link, whose words cannot be checked. Nothing is "
    "fetched from the network.\n\n"
    "On a terminal, date, outlet and language are asked for; what is unknown stays absent. The "
    "ids of the new sources go to stdout."
)
EXAMPLES: Examples = (
    ("timeline source add article.txt", mark("a text; asks for its date and outlet")),
    (
        "timeline source add article.txt --url https://example.org/a --language es",
        mark("a text and where it was found"),
    ),
    (
        "timeline source add https://example.org/b --outlet 'The Example'",
        mark("a link without its text"),
    ),
)


def command(
    terminal: Terminal,
    action: Annotated[str, typer.Argument(metavar="add")],
    what: Annotated[list[str], typer.Argument(metavar=mark("FILE|URL…"))],
    described: SourceOptions,
    dry_run: DryRunOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Add sources."""
    from timeline.cli.dialogue import source
    from timeline.cli.shell import choices

    choices.one_of(sentence("action"), action, ("add",))
    source.add(terminal, what, described, dry_run=dry_run, no_input=no_input)
