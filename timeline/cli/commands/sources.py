"""`timeline sources`: what the chronology rests on."""

from timeline.cli.options.filters import FilterOptions, RegisterFormatOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "The sources, with their dates, how many events and citations rest on each, and how many of "
    "these are proved against its stored text; articles that rewrite one text count as one "
    "origin.\n\n"
    "With filters, only what the events asked for rest on is counted."
)
EXAMPLES: Examples = (
    ("timeline sources", mark("all of them")),
    ("timeline sources --kind call", mark("those that tell of calls")),
)


def command(terminal: Terminal, asked: FilterOptions, format: RegisterFormatOption = None) -> None:
    """List the sources."""
    from timeline.analysis import standings
    from timeline.cli.options import filtering
    from timeline.cli.shell import format_choice, open_collection
    from timeline.cli.views import registers, sources
    from timeline.cli.views.registers import Heading
    from timeline.formats.answers import sources as answer

    name = format_choice.register_format(terminal, format)
    opened = open_collection.searched(terminal)
    collection = opened.collection
    events = [row.event for row in filtering.answer(terminal, collection, asked)]
    uses = standings.uses(
        collection, events, opened.stored_texts, everything=asked == FilterOptions()
    )
    if name == "text":
        terminal.show(sources.register(terminal, collection, uses))
        return
    columns = [Heading(key, key) for key in answer.COLUMNS]
    records = answer.records(collection, uses)
    registers.show(terminal, columns, records, name=name, foot="")
