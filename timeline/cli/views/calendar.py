"""A calendar on which the days that have events are shaded: darker for more of them."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from timeline import dates
from timeline.analysis.stats import NONE, Count, Month, months
from timeline.cli.shell.terminal import Terminal

_SHADES = (("░", "."), ("▒", ":"), ("▓", "+"), ("█", "#"))
_CELL = 3
_DAYS = 7
_WIDTH = _DAYS * (_CELL + 1)
_GAP = 4


def calendar(terminal: Terminal, days: Sequence[Count]) -> RenderableType:
    """Return the months that have dated events, and say how many events stand in none of them."""
    most = max((count.events for count in days if count.value != NONE), default=0)
    drawn = [_month(terminal, month, most) for month in months(days)]
    across = max((terminal.width + _GAP) // (_WIDTH + _GAP), 1)
    grid = Table.grid(padding=(0, _GAP, 1, 0))
    for start in range(0, len(drawn), across):
        grid.add_row(*drawn[start : start + across])
    title = Text(terminal.say("Calendar").upper(), style="bold")
    return Group(title, *([grid] if drawn else []), *_legend(terminal, days, most))


def _month(terminal: Terminal, month: Month, most: int) -> RenderableType:
    name = dates.month_heading(month.year, month.month, terminal.language)
    weekdays = " ".join(weekday.rjust(_CELL - 1) + " " for weekday in _weekdays(terminal))
    rows = [Text(name, style="bold"), Text(weekdays, style="dim")]
    for week in month.weeks:
        row = Text()
        for day in week:
            events = month.events.get(day, 0)
            shade = _shade(terminal, events, most) if events else " "
            row.append(f"{day or '':>2}", style="bold" if events else "dim")
            row.append(shade, style="cyan").append(" ")
        rows.append(row)
    return Group(*rows)


def _weekdays(terminal: Terminal) -> Iterator[str]:
    return (name[:2] for name in dates.WEEKDAYS_SHORT[terminal.language])


def _shade(terminal: Terminal, events: int, most: int) -> str:
    return terminal.symbol(*_SHADES[_step(events, most)])


def _step(events: int, most: int) -> int:
    """Which shade stands for a number of events: one each up to four, else in equal steps."""
    if most <= len(_SHADES):
        return events - 1
    return (events * len(_SHADES) - 1) // most


def _legend(terminal: Terminal, days: Sequence[Count], most: int) -> Iterator[RenderableType]:
    used: dict[int, list[int]] = {}
    for n in range(1, most + 1):
        used.setdefault(_step(n, most), []).append(n)
    bits = [
        f"{terminal.symbol(*_SHADES[step])} {_range(these)}" for step, these in sorted(used.items())
    ]
    apart = sum(count.events for count in days if count.value == NONE)
    if bits:
        yield Text(terminal.say("events in a day: {shades}", shades="   ".join(bits)), style="dim")
    if apart:
        yield Text(
            terminal.count(
                "{n} event not on one certain day", "{n} events not on one certain day", apart
            )
        )


def _range(numbers: Sequence[int]) -> str:
    return "–".join(dict.fromkeys((str(numbers[0]), str(numbers[-1]))))
