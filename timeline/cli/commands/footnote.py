"""`timeline footnote`: a note that cites an event, to stand at the foot of a page."""

from typing import Annotated

import typer

from timeline.cli.options import completion
from timeline.cli.options.common import option
from timeline.cli.options.filters import OUTPUT
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

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
    style: Annotated[
        str,
        option(
            OUTPUT,
            "--style",
            metavar=mark("STYLE"),
            help=mark("How it is written: plain, markdown or chicago"),
            autocompletion=completion.styles,
        ),
    ] = "plain",
    source: Annotated[
        list[str] | None,
        option(
            OUTPUT,
            "--source",
            metavar=mark("ID"),
            help=mark("Cite only this source of the event"),
            autocompletion=completion.sources,
        ),
    ] = None,
    short: Annotated[
        bool,
        option(OUTPUT, "--short", help=mark("The short form, for later notes")),
    ] = False,
    no_quote: Annotated[
        bool,
        option(OUTPUT, "--no-quote", help=mark("The sources alone, without their words")),
    ] = False,
) -> None:
    """Write footnotes."""
    from timeline import __version__
    from timeline.cli.shell import choices, open_collection
    from timeline.errors import WrongCall
    from timeline.formats import Export
    from timeline.formats.bibliography.footnote import STYLES, footnotes
    from timeline.i18n import sentence
    from timeline.query.filter import Row

    chosen = STYLES[choices.one_of(sentence("style"), style, STYLES)]
    opened = open_collection.searched(terminal)
    named = (open_collection.event(terminal, opened, typed) for typed in events)
    found = {event.id: event for event in named}
    for event in found.values():
        cited = opened.collection.sources_of(event)
        for wanted in source or ():
            if wanted in opened.collection.source and wanted not in cited:
                raise WrongCall(
                    sentence(
                        "{event} does not cite {source}, but {cited}",
                        event=event.id,
                        source=wanted,
                        cited=", ".join(cited) or "–",
                    )
                )
            choices.one_of(sentence("source"), wanted, cited)
    export = Export(
        collection=opened.collection,
        rows=tuple(map(Row, found.values())),
        language=terminal.language,
        day=terminal.day,
        as_of=terminal.as_of,
        version=opened.sha256,
        program=f"timeline {__version__}",
        read=opened.stored_texts,
    )
    terminal.write(footnotes(export, chosen, source or (), short=short, quote=not no_quote))
