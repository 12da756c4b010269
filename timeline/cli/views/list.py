"""The face of `timeline list`: the timeline as a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timeline import dates
from timeline.cli.shell.terminal import Terminal, line
from timeline.cli.views import sources as sourceview
from timeline.cli.views.marks import DONE, MARKS, Sign, mark_of
from timeline.dates import Edtf
from timeline.formats.answers.sources import numbers
from timeline.query.filter import Row, Thread, threads
from timeline.quotes.prove import StandingCounts
from timeline.records.model import Collection, Event
from timeline.records.vocabulary import TOOK_PLACE, ActorKind, Role, word
from timeline.text import shorten
from timeline.wording.event_facts import kind

_WIDE = 116
_NARROW = 60
_LONGEST_TITLE = 240  # `show` has the whole
_MOST_CITES = 15  # `show` has them all


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the page: a row, the branch that hangs it under its event, and the day there."""

    row: Row
    branch: str
    day: str


@dataclass(frozen=True, slots=True)
class _ListContext:
    """What every line of a page needs: who reads it, of which collection, which columns it has."""

    terminal: Terminal
    collection: Collection
    widths: dict[str, int]


def view(
    terminal: Terminal,
    collection: Collection,
    rows: tuple[Row, ...],
    tally: StandingCounts | None = None,
) -> RenderableType:
    """Return the page: heading, months, legend, sources.

    And say if not every citation is proved.
    """
    found = threads(row for row in rows if not row.open)
    perhaps = threads(row for row in rows if row.open)
    entries = {
        thread.row.event.id: list(_entries(terminal, thread)) for thread in (*found, *perhaps)
    }
    everything = [entry for thread in entries.values() for entry in thread]
    page = _ListContext(terminal, collection, _widths(terminal, collection, everything))
    parts: list[RenderableType] = [_heading(page, rows), *_warnings(terminal, tally), Text()]
    headed: list[tuple[Text, list[Thread]]] = [
        (_month_heading(terminal, month), list(group))
        for month, group in groupby(found, lambda thread: _month(thread.row.event.date))
    ]
    if perhaps:
        heading = Text(terminal.say("perhaps, date open").upper(), style="bold")
        headed.append((heading, list(perhaps)))
    for heading, group in headed:
        some = [entry for thread in group for entry in entries[thread.row.event.id]]
        parts += [heading, _table(page, some), Text()]
    parts += [_legend(page, rows), Text()]
    parts.append(
        sourceview.cited(terminal, collection, (row.event for row in rows), sourceview.MOST)
    )
    return Group(*parts)


def _month(date: Edtf) -> tuple[int, int]:
    """The month under which a date stands: that of its first day, or of its last if open."""
    day = date.earliest or date.latest
    return (day.year, 0 if _is_year(date) else day.month) if day else (0, 0)


def _is_year(date: Edtf) -> bool:
    first, last = date.earliest, date.latest
    return bool(first and last and (first.month, first.day, last.month) == (1, 1, 12))


def _month_heading(terminal: Terminal, month: tuple[int, int]) -> Text:
    year, number = month
    name = dates.month_heading(year, number, terminal.language) if number else str(year)
    return Text(name.upper(), style="bold")


def _entries(terminal: Terminal, thread: Thread) -> Iterator[_Entry]:
    language, head = terminal.language, thread.row.event.date
    yield _Entry(thread.row, "", dates.short(head, language))
    for i, row in enumerate(thread.readouts, 1):
        last = i == len(thread.readouts)
        branch = terminal.symbol("└─", "`-") if last else terminal.symbol("├─", "|-")
        same = row.event.date == head
        yield _Entry(row, branch, "" if same else dates.short(row.event.date, language))


def _widths(terminal: Terminal, collection: Collection, entries: list[_Entry]) -> dict[str, int]:
    """Return the columns of the page and their widths; what is left over is the title's."""
    events = [entry.row.event for entry in entries]
    widths = {
        "mark": 2 + any(entry.branch and not entry.row.certain for entry in entries),
        "day": max((len(entry.day) for entry in entries), default=0),
        "kind": max((len(kind(event).say(terminal.language)) for event in events), default=0),
        "who": min(
            max((len(_who(terminal, collection, event)) for event in events), default=0), 22
        ),
        "title": 0,
        "sides": max((len(_sides(collection, event)) for event in events), default=0),
        "cites": max((len(_cites(collection, event)) for event in events), default=0),
    }
    if terminal.width < _WIDE:
        del widths["kind"], widths["who"]
    if terminal.width < _NARROW:
        del widths["sides"], widths["cites"]
    gaps = 2 * (len(widths) - 1)
    widths["title"] = max(terminal.width - sum(widths.values()) - gaps, 10)
    return widths


def _heading(page: _ListContext, rows: tuple[Row, ...]) -> RenderableType:
    say = page.terminal
    sources = {source for row in rows for source in page.collection.sources_of(row.event)}
    perhaps = sum(row.open for row in rows)
    counts = " · ".join(
        (
            say.count("{n} event", "{n} events", len(rows) - perhaps),
            *([say.say("{n} perhaps, date open", n=perhaps)] if perhaps else []),
            say.count("{n} source", "{n} sources", len(sources)),
        )
    )
    title = Text(line(page.collection.collection.title.say(say.language)), style="bold")
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(title, Text(counts, style="dim"))
    return grid


def _warnings(terminal: Terminal, tally: StandingCounts | None) -> Iterator[Text]:
    if terminal.as_of:
        day = dates.of_day(terminal.as_of)
        yield Text(terminal.say("as known on {day}", day=day), style="italic")
    if tally and tally.linked:
        yield Text(tally.summary.say(terminal.language), style="dim")
    if tally and tally.unproved:
        said = terminal.count(
            "{n} quote is not proved: 'timeline check' says why",
            "{n} quotes are not proved: 'timeline check' says why",
            tally.unproved,
        )
        yield Text(said, style="bold red")


def _table(page: _ListContext, entries: Iterable[_Entry]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    for name, width in page.widths.items():
        table.add_column(width=width, no_wrap=name not in ("title", "who"), overflow="fold")
    for entry in entries:
        cells = _cells(page, entry)
        table.add_row(*(cells[name] for name in page.widths))
    return table


def _cells(page: _ListContext, entry: _Entry) -> dict[str, Text]:
    event, terminal = entry.row.event, page.terminal
    title = Text(shorten(line(event.title.say(terminal.language)), _LONGEST_TITLE))
    state = _state(terminal, event)
    if terminal.width >= _WIDE:
        if state:
            title.append(" · ").append(state)
    else:
        title.append("\n").append(_under_title(page, event, state))
    return {
        "mark": _mark(terminal, entry),
        "day": Text(entry.day, style="bold" if not entry.branch else ""),
        "kind": Text(kind(event).say(terminal.language), style="dim"),
        "who": Text(_who(terminal, page.collection, event), style="dim"),
        "title": title,
        "sides": Text(_sides(page.collection, event), style="bold"),
        "cites": Text(_cites(page.collection, event), style="dim"),
    }


def _under_title(page: _ListContext, event: Event, state: Text | None) -> Text:
    """What has no column of its own on a page of this width, in one line under the title."""
    bits = [kind(event).say(page.terminal.language), _who(page.terminal, page.collection, event)]
    if "sides" not in page.widths:
        bits += [_sides(page.collection, event), _cites(page.collection, event)]
    under = Text().append(" · ".join(filter(None, bits)), style="dim")
    return under.append(" · ").append(state) if state else under


def _mark(terminal: Terminal, entry: _Entry) -> Text:
    sign = mark_of(entry.row.event)
    symbol = terminal.symbol(sign.sign, sign.stand_in)
    shown = Text(entry.branch or symbol)
    shown.stylize("dim" if entry.branch else sign.style)
    if entry.branch and sign is not DONE:
        shown = Text.assemble((entry.branch[0], "dim"), (symbol, sign.style))
    return shown if entry.row.certain or entry.row.open else shown.append("?", style="bold")


def _state(terminal: Terminal, event: Event) -> Text | None:
    if event.lacks_outcome(terminal.day):
        return Text(terminal.say("no outcome recorded"), style="bold red")
    if event.status in TOOK_PLACE:
        return None
    return Text(word(event.status).say(terminal.language), style="italic")


def _who(terminal: Terminal, collection: Collection, event: Event) -> str:
    """The actors that take part; governments are named by their sides."""
    taking_part = (
        collection.actor[part.actor] for part in event.actors if part.role is not Role.SUBJECT
    )
    names = (
        actor.short(terminal.language)
        for actor in taking_part
        if actor.kind != ActorKind.GOVERNMENT
    )
    return line(", ".join(names))


def _sides(collection: Collection, event: Event) -> str:
    return " ".join(collection.sides_of(event))


def _cites(collection: Collection, event: Event) -> str:
    """Return the numbers of the sources: as many as have room, and how many more there are."""
    sources = collection.sources_of(event)
    for shown in range(len(sources), 1, -1):
        more = f"+{len(sources) - shown}" if shown < len(sources) else ""
        text = numbers(collection, sources[:shown]) + more
        if len(text) <= _MOST_CITES:
            return text
    return numbers(collection, sources)


def _legend(page: _ListContext, rows: Iterable[Row]) -> RenderableType:
    rows, terminal = tuple(rows), page.terminal
    used = {mark_of(row.event).means for row in rows}
    bits = [_explained(terminal, mark) for mark in MARKS if mark.means in used]
    if any(not (row.certain or row.open) for row in rows):
        bits.append(Text.assemble(("?", "bold"), " ", terminal.say("perhaps outside those days")))
    return Padding(Text("   ").join(bits), (0, 0))


def _explained(terminal: Terminal, sign: Sign) -> Text:
    symbol = terminal.symbol(sign.sign, sign.stand_in)
    return Text.assemble((symbol, sign.style), " ", terminal.say(sign.means))
