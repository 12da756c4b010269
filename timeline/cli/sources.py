"""`timeline sources`: what the chronology rests on."""

from timeline.cli.options import Asked, FormatOption
from timeline.cli.page import Examples
from timeline.cli.terminal import Terminal
from timeline.language import mark

HELP = mark(
    "The sources, with their dates and how many events and citations rest on each; articles that "
    "rewrite one text count as one origin.\n\n"
    "With filters, only what the events asked for rest on is counted."
)
EXAMPLES: Examples = (
    ("timeline sources", mark("all of them")),
    ("timeline sources --kind call", mark("those that tell of calls")),
)


def command(terminal: Terminal, asked: Asked, format: FormatOption = None) -> None:
    """List the sources."""
    from timeline.cli import asking, registers, sourceview
    from timeline.cli.registers import Column
    from timeline.store.opening import open_collection

    opened = open_collection(terminal.data, terminal.environ)
    collection = opened.collection
    events = [row.event for row in asking.answer(terminal, collection, asked)]
    cites = [cite.source for event in events for _, cite in event.all_cites()]
    used = [source for source in collection.sources if source.id in cites or not _narrows(asked)]
    columns = (
        Column("number", mark("no.")),
        Column("id", mark("id")),
        Column("published", mark("published")),
        Column("language", mark("language")),
        Column("outlet", mark("outlet")),
        Column("events", mark("events"), number=True),
        Column("citations", mark("citations"), number=True),
        Column("where", mark("file or link")),
    )
    machine = format == "json" or (format is None and not terminal.is_terminal())
    records = [
        (
            collection.number[it.id],
            it.id,
            it.published.text if machine and it.published else sourceview.published(terminal, it),
            it.language or "" if machine else sourceview.language(terminal, it),
            it.outlet or ("" if machine else terminal.say("unknown")),
            sum(it.id in collection.sources_of(event) for event in events),
            cites.count(it.id),
            it.file or it.url or "",
        )
        for it in used
    ]
    origins = {collection.origin_of(source.id) for source in used}
    foot = ", ".join(
        (
            terminal.count("{n} source", "{n} sources", len(used)),
            terminal.count("{n} origin", "{n} origins", len(origins)),
        )
    )
    registers.show(terminal, columns, records, format_=format, foot=foot)


def _narrows(asked: Asked) -> bool:
    return asked != Asked()
