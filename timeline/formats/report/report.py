"""A report as blocks: the timeline as a table, every event with what carries it, sources, notes.

What is set from these blocks is another module's. Every citation has one note, numbered in the
order in which a reader comes to it.
"""

from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 - as in `model`
from itertools import groupby

from timeline import dates
from timeline.formats.export import Export
from timeline.formats.report.blocks import (
    Block,
    Fact,
    Heading,
    Inline,
    Link,
    Paragraph,
    Prose,
    TableBlock,
    Title,
)
from timeline.formats.report.event import body
from timeline.formats.report.page import (
    LONGEST_TITLE,
    ReportContext,
    month_heading,
    month_of,
    status,
    when,
)
from timeline.formats.report.sources import notes, reference
from timeline.i18n import counted, mark, sentence
from timeline.query.filter import Row, Thread, threads
from timeline.records.model import Event
from timeline.records.vocabulary import Status
from timeline.text import shorten
from timeline.wording.typography import capital

_COLUMNS = (mark("date"), mark("what"), mark("sides"), mark("status"), mark("notes"))


def report(export: Export) -> Iterator[Block]:
    """Yield the report, block by block."""
    page = ReportContext(export)
    yield Title(page.told(export.collection.collection.title))
    yield from about(page)
    if not page.rows:
        yield Paragraph(capital(page.told(sentence("no events"))))
        return
    yield Heading(page.told(sentence("Timeline")))
    yield _table(page)
    for month, group in groupby(threads(export.rows), lambda other: month_of(other.row.event.date)):
        yield Heading(month_heading(page, month))
        for thread in group:
            yield from _thread(page, thread)
    yield Heading(page.told(sentence("Sources")))
    yield from (reference(page, source) for source in page.sources)
    yield notes(page)


def about(page: ReportContext) -> Iterator[Block]:
    """Say what the page is made from, how its events were chosen, and when they are seen."""
    export = page.export
    if coverage := export.collection.collection.coverage:
        yield Paragraph(page.told(coverage))
    for name, value in (
        (sentence("contents"), _counts(page)),
        (sentence("proof"), ", ".join(map(page.told, export.proofs()))),
        (sentence("chosen by"), export.asked),
        (sentence("as known on"), _as_of(page)),
        (sentence("states seen on"), _day(page, _seen_on(export))),
        (sentence("version"), export.version and f"sha256:{export.version}"),
        (sentence("program"), export.program),
    ):
        if value:
            yield Fact(page.told(name), value)


def _counts(page: ReportContext) -> str:
    origins = {page.export.collection.origin_of(source.id) for source in page.sources}
    counts = (
        counted("{n} event", "{n} events", len(page.rows)),
        counted("{n} citation", "{n} citations", len(page.cited)),
        counted("{n} source", "{n} sources", len(page.sources)),
        counted("{n} origin", "{n} origins", len(origins)),
    )
    return " · ".join(map(page.told, counts))


def _as_of(page: ReportContext) -> Prose:
    """The day up to which sources count, and how many there were by then."""
    export = page.export
    n = len(export.collection.sources)
    told = page.told(counted("{n} source", "{n} sources", n))
    return (*_day(page, export.as_of), f" · {told}") if export.as_of else ""


def _seen_on(export: Export) -> Day | None:
    """The day that states depend on; None where none of them does."""
    planned = any(row.event.status is Status.SCHEDULED for row in export.rows)
    return export.day if planned and export.day != Day.min else None


def _day(page: ReportContext, day: Day | None) -> tuple[Inline, ...]:
    return (when(dates.of_day(day), dates.of_day(day).say(page.export.language)),) if day else ()


def _table(page: ReportContext) -> TableBlock:
    head = tuple(page.told(sentence(column)) for column in _COLUMNS)
    rows = (
        _cells(page, row, under=row is not thread.row)
        for thread in threads(page.export.rows)
        for row in (thread.row, *thread.readouts)
    )
    return TableBlock(head, tuple(rows))


def _cells(page: ReportContext, row: Row, *, under: bool) -> tuple[Prose, ...]:
    event = row.event
    title = shorten(page.told(event.title), LONGEST_TITLE)
    return (
        (
            when(event.date, capital(event.date.say(page.export.language))),
            "" if row.certain else " ?",
        ),
        ("↳ " if under else "", Link(title, f"event-{event.id}")),
        " ".join(page.export.collection.sides_of(event)),
        status(page, event),
        _range(page, event),
    )


def _range(page: ReportContext, event: Event) -> Prose:
    numbers = [page.number[event.id, *path] for path, _ in event.all_cites()]
    if not numbers:
        return ""
    ends = dict.fromkeys((numbers[0], numbers[-1]))
    return (Link("–".join(map(str, ends)), f"note-{numbers[0]}"),)


def _thread(page: ReportContext, thread: Thread) -> Iterator[Block]:
    yield from _headed(page, thread.row, 2)
    for row in thread.readouts:
        yield from _headed(page, row, 3)


def _headed(page: ReportContext, row: Row, level: int) -> Iterator[Block]:
    event = row.event
    date = when(event.date, capital(page.date(event.date)))
    yield Heading((date, " · ", page.told(event.title)), level, f"event-{event.id}")
    yield from body(page, row)
