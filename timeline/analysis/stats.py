"""Counting events by month, day, kind, status, side, actor, topic or source. Pure: no I/O.

An event counts once under each of its values. Where an event may have another value instead, the
count says so.
"""

from calendar import Calendar
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from timeline.dates import Edtf
from timeline.query.registers import REGISTERS
from timeline.records.model import Collection, Event

NONE = ""
"""The value of events that have none: no side, no topic, no certain day."""


@dataclass(frozen=True, slots=True)
class Count:
    """The number of events with a value, and how many of them may have another instead."""

    value: str
    events: int
    possible: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a calendar: its weeks from Monday on, with 0 for a day of another month.

    ``events`` has the number of events on each day that has any.
    """

    year: int
    month: int
    weeks: tuple[tuple[int, ...], ...]
    events: dict[int, int]


Values = Callable[[Collection, Event], Iterable[str]]


BREAKDOWNS: dict[str, Values] = {
    "month": lambda _, event: (month_of(event.date),),
    "kind": REGISTERS["kinds"].values_of,
    "side": REGISTERS["sides"].values_of,
    "actor": REGISTERS["actors"].values_of,
    "topic": REGISTERS["topics"].values_of,
    "status": REGISTERS["statuses"].values_of,
    "source": REGISTERS["sources"].values_of,
    "day": lambda _, event: (day_of(event.date),),
}
"""What events can be counted by, each with the values of an event."""

SINGLE = ("month", "kind", "status", "day")
"""The breakdowns in which every event counts once, so that the counts add up."""


def month_of(date: Edtf) -> str:
    """Return the first possible month, ``2026-01``; with an open start, the last."""
    day = date.earliest or date.latest
    return day.isoformat()[:7] if day else NONE


def day_of(date: Edtf) -> str:
    """Return the only day, ``2026-01-11``, if it is certain, else ""."""
    return date.earliest.isoformat() if date.earliest and date.certain else NONE


def counts(collection: Collection, events: Iterable[Event], by: str) -> tuple[Count, ...]:
    """Count events by one of `BREAKDOWNS`: months and days in order, others by number.

    Values that no event has are left out; events without a value come last, as `NONE`.
    """
    held, doubtful = Counter[str](), Counter[str]()
    for event in events:
        for value in set(BREAKDOWNS[by](collection, event)) or {NONE}:
            held[value] += 1
            # Only months are doubtful: a day counts only if it is certain, other values are not
            # dates.
            doubtful[value] += by == "month" and _in_several_months(event.date)
    found = (Count(value, n, doubtful[value]) for value, n in held.items())
    in_time = by in ("month", "day")
    return tuple(
        sorted(
            found,
            key=lambda count: (count.value == NONE, 0 if in_time else -count.events, count.value),
        )
    )


def _in_several_months(date: Edtf) -> bool:
    first, last = date.earliest, date.latest
    return not (first and last) or (first.year, first.month) != (last.year, last.month)


def months(days: Iterable[Count]) -> Iterator[Month]:
    """Yield each month that has a day with events, with their numbers."""
    dated = {date.fromisoformat(count.value): count.events for count in days if count.value}
    for year, month in sorted({(day.year, day.month) for day in dated}):
        events = {day.day: n for day, n in dated.items() if (day.year, day.month) == (year, month)}
        # `Calendar` starts its weeks on Monday, as ISO 8601 does.
        weeks = Calendar().monthdayscalendar(year, month)
        yield Month(year, month, tuple(map(tuple, weeks)), events)
