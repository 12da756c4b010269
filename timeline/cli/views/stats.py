"""The face of `timeline stats`: bars with their numbers beside them, and a calendar."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from timeline import dates
from timeline.analysis.stats import NONE, SINGLE, Count
from timeline.cli.shell.terminal import Terminal, line
from timeline.cli.views.calendar import calendar
from timeline.i18n import mark
from timeline.records.model import Collection
from timeline.records.vocabulary import Kind, Status, word

_WIDE = 116
_GAP = 2
_LONGEST_NAME = 34
_LONGEST_BAR = 40

_TITLES = {
    "month": mark("By month"),
    "kind": mark("By kind"),
    "side": mark("By side"),
    "actor": mark("By actor"),
    "topic": mark("By topic"),
    "status": mark("By status"),
    "source": mark("By source"),
}
_WITHOUT = {
    "side": mark("no side"),
    "actor": mark("no actor"),
    "topic": mark("no topic"),
    "source": mark("no source"),
}


@dataclass(frozen=True, slots=True)
class StatsContext:
    """What every part of the page needs: who reads it, of which collection, how many events."""

    terminal: Terminal
    collection: Collection
    events: int


def view(page: StatsContext, found: Mapping[str, Sequence[Count]]) -> RenderableType:
    """Return the page: how many events, bars for each breakdown, the calendar, how to read it."""
    width = page.terminal.width
    bars = {by: counts for by, counts in found.items() if by != "day"}
    two = width >= _WIDE and len(bars) > 1
    room = (width - 2 * _GAP) // 2 if two else width
    drawn = [_section(page, by, counts, room) for by, counts in bars.items()]
    parts: list[RenderableType] = [_heading(page), Text()]
    parts += [_side_by_side(drawn, room)] if two else drawn
    if "day" in found:
        parts += [calendar(page.terminal, found["day"]), Text()]
    parts += [Text(text, style="dim") for text in _how_to_read(page, bars)]
    while isinstance(parts[-1], Text) and not parts[-1]:
        parts.pop()
    return Group(*parts)


def _heading(page: StatsContext) -> RenderableType:
    title = Text(line(page.collection.collection.title.say(page.terminal.language)), style="bold")
    grid = Table.grid(expand=True, padding=(0, _GAP, 0, 0))
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True)
    events = page.terminal.count("{n} event", "{n} events", page.events)
    grid.add_row(title, Text(events, style="dim"))
    return grid


def _side_by_side(drawn: Sequence[RenderableType], room: int) -> RenderableType:
    grid = Table.grid(padding=(0, 2 * _GAP, 0, 0))
    grid.add_column(width=room)
    grid.add_column(width=room)
    half = (len(drawn) + 1) // 2
    grid.add_row(Group(*drawn[:half]), Group(*drawn[half:]))
    return grid


def _section(page: StatsContext, by: str, counts: Sequence[Count], room: int) -> RenderableType:
    title = Text(page.terminal.say(_TITLES[by]).upper(), style="bold")
    names = [_name(page, by, other.value) for other in counts]
    widest = max((Text(name).cell_len for name in names), default=0)
    label = max(min(widest, _LONGEST_NAME, room // 2), 1)
    digits = len(str(max((other.events for other in counts), default=0)))
    after = max(len(_doubt(other)) for other in counts)
    length = max(min(room - label - digits - after - 2 * _GAP, _LONGEST_BAR), 1)
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(width=label, overflow="fold")
    grid.add_column(width=digits, justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    most = max((other.events for other in counts), default=1)
    for name, count in zip(names, counts, strict=True):
        grid.add_row(Text(name), str(count.events), _bar(page.terminal, count, most, length))
    return Group(title, grid, Text())


def _bar(terminal: Terminal, count: Count, most: int, length: int) -> Text:
    """Return a bar: full for what is certain, light for what is possible, and a ? for that."""
    whole = max(round(length * count.events / most), 1)
    light = min(max(round(whole * count.possible / count.events), bool(count.possible)), whole)
    full = terminal.symbol("█", "#") * (whole - light)
    drawn = Text.assemble((full, "cyan"), (terminal.symbol("░", "-") * light, "cyan"))
    return drawn.append(_doubt(count), style="dim")


def _doubt(count: Count) -> str:
    return f" {count.possible}?" if count.possible else ""


def _name(page: StatsContext, by: str, value: str) -> str:
    """Return a value as people read it."""
    if value == NONE:
        return page.terminal.say(_WITHOUT[by])
    return line(_NAMES[by](page, value))


def _month(page: StatsContext, value: str) -> str:
    year, month = map(int, value.split("-"))
    return dates.month_heading(year, month, page.terminal.language)


def _topic(page: StatsContext, value: str) -> str:
    names = page.collection.collection.topics
    return names[value].say(page.terminal.language) if value in names else value


def _source(page: StatsContext, value: str) -> str:
    source = page.collection.source[value]
    told = source.title or source.outlet or source.file or source.url
    return f"[{page.collection.number[value]}] {value} · {told}"


_NAMES: dict[str, Callable[[StatsContext, str], str]] = {
    "month": _month,
    "kind": lambda page, value: word(Kind(value)).say(page.terminal.language),
    "status": lambda page, value: word(Status(value)).say(page.terminal.language),
    "side": lambda page, value: page.collection.collection.sides[value].say(page.terminal.language),
    "actor": lambda page, value: page.collection.actor[value].name.say(page.terminal.language),
    "topic": _topic,
    "source": _source,
}


def _how_to_read(page: StatsContext, bars: Mapping[str, Sequence[Count]]) -> Iterator[str]:
    if any(by not in SINGLE for by in bars):
        yield page.terminal.say(
            "an event counts under each of its sides, actors, topics and sources"
        )
    if any(count.possible for counts in bars.values() for count in counts):
        yield page.terminal.say(
            "{light} and ?: may belong to another month; counted under the first that is possible, "
            "or where the start is open under the last",
            light=page.terminal.symbol("░", "-"),
        )
