"""`timeline footnote`: a note that cites an event, to stand at the foot of a page."""

from typing import Annotated

import typer

from timeline.cli.options import completion
from timeline.cli.options.footnote import FootnoteOptions, refuse_uncited
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark, sentence

HELP = mark(
    "A footnote for an event: what happened and when, the words that carry it and whose they are, "
    "each source with what is unknown of it in brackets, and the event, collection and version in "
    "which a reader finds the record. Sources that carry a preferred claim come first, and where "
    "sources differ the note says on what.\n\n"
    "Styles: plain; markdown, a footnote for Pandoc and Obsidian, named after the event; chicago, "
    "one sentence in the manner of the Chicago Manual, with *asterisks* where italics go. "
    "Quotation marks within a quote become single ones in English, “ ” to ‘ ’, and « » to “ ” in "
    "Spanish; nothing else of it changes."
)
EXAMPLES: Examples = (
    ("timeline footnote 2026-01-15-call", mark("a note to paste")),
    ("timeline footnote 2026-01-11-call --style chicago --source s003", mark("one source of two")),
    ("timeline footnote 2026-01-11-call --short", mark("for the second time it is cited")),
    ("timeline footnote 2026-01-11-call --no-quote", mark("the sources without their words")),
)


def command(
    terminal: Terminal,
    events: Annotated[
        list[str], typer.Argument(metavar=mark("EVENT..."), autocompletion=completion.events)
    ],
    how: FootnoteOptions,
) -> None:
    """Write footnotes."""
    from timeline.cli.shell import choices, open_collection
    from timeline.cli.shell.output import export_of
    from timeline.formats.bibliography.footnote import STYLES, footnotes
    from timeline.query.filter import Row

    style = STYLES[choices.one_of(sentence("style"), how.style, STYLES)]
    opened = open_collection.searched(terminal)
    named = (open_collection.event(terminal, opened, typed) for typed in events)
    found = {event.id: event for event in named}
    wanted = how.source or ()
    for event in found.values():
        refuse_uncited(opened.collection, event, wanted)
    export = export_of(terminal, opened, tuple(map(Row, found.values())))
    terminal.write(footnotes(export, style, wanted, short=how.short, quote=not how.no_quote))
