"""`timeline topics`: what is spoken of, and by whom."""

from timeline.cli.options.filters import FilterOptions, RegisterFormatOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "The topics, with the number of events that have each and of passages that raise it, by whose "
    "words they are.\n\n"
    "With filters, only the events asked for are counted."
)
EXAMPLES: Examples = (
    ("timeline topics", mark("all of them")),
    ("timeline topics --side US", mark("in events in which the United States takes part")),
)


def command(terminal: Terminal, asked: FilterOptions, format: RegisterFormatOption = None) -> None:
    """List the topics."""
    from timeline.cli.options import filtering
    from timeline.cli.shell import format_choice, open_collection
    from timeline.cli.views import registers
    from timeline.cli.views.registers import Heading, Record
    from timeline.query.registers import REGISTERS, topics_of
    from timeline.records.vocabulary import JOINT, OUTLET

    name = format_choice.register_format(terminal, format)
    collection = open_collection.searched(terminal).collection
    events = [row.event for row in filtering.answer(terminal, collection, asked)]
    cites = [cite for event in events for _, cite in event.all_cites()]
    labels = collection.collection.topics
    voices = {side: side for side in collection.collection.sides}
    voices |= {JOINT: mark("joint"), OUTLET: mark("outlet")}
    columns = (
        Heading("topic", mark("topic")),
        Heading("name", mark("name")),
        Heading("events", mark("events"), number=True),
        *(Heading(voice, heading, number=True) for voice, heading in voices.items()),
    )
    records: list[Record] = [
        (
            topic,
            labels[topic].say(terminal.language) if topic in labels else topic,
            sum(topic in topics_of(event) for event in events),
            *(
                sum(topic in cite.topics and cite.attribution == voice for cite in cites)
                for voice in voices
            ),
        )
        for topic in REGISTERS["topics"].names(collection)
    ]
    shown = [record for record in records if record[2] or asked == FilterOptions()]
    foot = terminal.count("{n} topic", "{n} topics", len(shown))
    registers.show(terminal, columns, shown, name=name, foot=foot)
