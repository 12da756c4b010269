"""`timeline cite`: one more citation for an event, its quote proved before it is recorded."""

from typing import Annotated

from timeline.cli.options.citation import CITATION, CiteOptions
from timeline.cli.options.common import EventArgument, option
from timeline.cli.options.writing import DryRunOption, NoInputOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Cite a source for an event. The quote is looked for in the stored text first, letter by "
    "letter, and is refused with the nearest passage if it is not there. A source without stored "
    "text takes --says, in our words.\n\n"
    "What it supports is asked for on a terminal; in a script it is what --supports says, and "
    "nothing without it.\n\n"
    "With --find, the sentences of the stored text that hold some words are listed; case and "
    "accents do not count there. On a terminal, one of them can be chosen as the quote."
)
EXAMPLES: Examples = (
    ("timeline cite 2026-02 --source s002 --find 'reunión feb'", mark("sentences to choose from")),
    (
        "timeline cite 2026-02 --source s002 --quote 'Concretan Reunión Ministerial'",
        mark("a quote, proved before it is recorded"),
    ),
)


def command(
    terminal: Terminal,
    event: EventArgument,
    cite: CiteOptions,
    find: Annotated[
        str | None,
        option(
            CITATION,
            "--find",
            metavar=mark("WORDS"),
            help=mark("List the sentences of the source that hold these words"),
        ),
    ] = None,
    dry_run: DryRunOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Cite a source for an event."""
    from timeline.cli.dialogue import citation, find_quote

    if find is not None:
        chosen = find_quote.chosen(terminal, event, cite, find, no_input=no_input)
        if chosen is None:
            return
        cite = chosen
    citation.add(terminal, event, cite, dry_run=dry_run, no_input=no_input)
