"""`timeline actors`: who takes part."""

from timeline.cli.options.filters import FilterOptions, RegisterFormatOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark
from timeline.records.labels import LABELS

HELP = mark(
    "The actors, with their sides and in how many events each takes part or is spoken of.\n\n"
    "With filters, only the events asked for are counted."
)
EXAMPLES: Examples = (
    ("timeline actors", mark("all of them")),
    ("timeline actors --kind call", mark("who spoke by telephone")),
)


def command(terminal: Terminal, asked: FilterOptions, format: RegisterFormatOption = None) -> None:
    """List the actors."""
    from timeline.cli.options import filtering
    from timeline.cli.shell import format_choice, open_collection
    from timeline.cli.views import registers
    from timeline.cli.views.registers import Heading
    from timeline.records.vocabulary import word

    name = format_choice.register_format(terminal, format)
    collection = open_collection.searched(terminal).collection
    rows = filtering.answer(terminal, collection, asked)
    parts = [part.actor for row in rows for part in row.event.actors]
    columns = (
        *(Heading(field, LABELS[field]) for field in ("id", "name", "kind", "side", "member_of")),
        Heading("events", mark("events"), number=True),
    )
    records = [
        (
            actor.id,
            actor.name.say(terminal.language),
            word(actor.kind).say(terminal.language) if name == "text" else actor.kind,
            actor.side or "",
            " ".join(actor.member_of),
            parts.count(actor.id),
        )
        for actor in collection.actors
        if actor.id in parts or asked == FilterOptions()
    ]
    foot = terminal.count("{n} actor", "{n} actors", len(records))
    registers.show(terminal, columns, records, name=name, foot=foot)
