"""The time axis: days to places, by one measure throughout, and the ticks that suit it. Pure.

A day is its number (`date.toordinal`); it lasts to the next number, so its noon ends in .5.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from timeline.dates import MONTHS_SHORT, WEEKDAYS_SHORT, month_heading
from timeline.formats.drawing.text_width import width
from timeline.i18n import Language

FIRST, LAST = date.min.toordinal(), date.max.toordinal()
TICK_SIZE = 11.5

_INDENT = 4
_YEAR = 12
_YEARS = tuple(_YEAR * n * 10**power for power in range(4) for n in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class TickUnit:
    """The length of a unit of the calendar, in days (1, or 7 from Monday) or else in months."""

    days: int = 0
    months: int = 0

    @property
    def length(self) -> float:
        """About how many days it has, at the least."""
        return self.days or self.months * 28

    def starts(self, first: float, last: float) -> Iterator[int]:
        """Yield the days on which such a unit begins: from the one before ``first`` to ``last``."""
        last = min(last, LAST)
        if self.days:
            begin = int(first) - (int(first) - 1) % self.days
            yield from (other for other in range(begin, int(last) + 1, self.days) if other >= FIRST)
            return
        day = date.fromordinal(int(first))
        month = (day.year * _YEAR + day.month - 1) // self.months * self.months
        while (number := _first_of(month)) <= last:
            yield number
            month += self.months


STEPS = (
    *(TickUnit(days=1), TickUnit(days=7), TickUnit(months=1), TickUnit(months=3)),
    *(TickUnit(months=months) for months in _YEARS),
)
"""The units that ticks and counts go by, from the shortest."""


def _first_of(month: int) -> int:
    year, rest = divmod(month, _YEAR)
    if year < date.min.year:
        return FIRST
    return date(year, rest + 1, 1).toordinal() if year <= date.max.year else LAST + 1


@dataclass(frozen=True, slots=True)
class Scale:
    """The days from ``first`` to ``last`` laid between two places, ``left`` and ``right``."""

    first: float
    last: float
    left: float
    right: float

    @property
    def day(self) -> float:
        """The breadth of a day."""
        return (self.right - self.left) / (self.last - self.first)

    def x(self, day: float) -> float:
        """Return the place of a moment."""
        return self.left + (day - self.first) * self.day

    def step(self, room: float) -> TickUnit:
        """Return the shortest unit that is at least so broad."""
        return next((step for step in STEPS if step.length * self.day >= room), STEPS[-1])


def scale(first: int, last: int, left: float, right: float) -> Scale:
    """Make a scale on which all of two days and those between fit, with some room around."""
    spare = max(1.0, (last - first) * 0.02)
    begin = max(float(FIRST), first - spare)
    return Scale(begin, min(LAST + 1.0, last + 1 + spare), left, right)


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a unit begins, and what it is called; ``above`` names the longer unit it opens."""

    x: float
    text: str
    above: str = ""


def ticks(axis: Scale, language: Language) -> tuple[Tick, ...]:
    """Return the ticks of an axis, each with room for its name before the next."""
    step = _suited(axis, language)
    days = [
        start for start in step.starts(axis.first, axis.last) if axis.first <= start < axis.last
    ]
    places = [*(axis.x(day) for day in days), axis.right]
    marks, before = [], ""
    for number, x, following in zip(days, places, places[1:], strict=False):
        text, above = _named(date.fromordinal(number), step, language)
        if x + _INDENT + width(text, TICK_SIZE) > following:
            text = ""
        marks.append(Tick(x, text, above if above != before else ""))
        before = above
    return tuple(_apart(marks, axis.right))


def _suited(axis: Scale, language: Language) -> TickUnit:
    """Return the shortest unit that has room for its names."""
    for step in STEPS:
        names = (_named(date(2020, month, 28), step, language)[0] for month in range(1, 13))
        room = max(width(name, TICK_SIZE) for name in names) + 2 * _INDENT
        if step.length * axis.day >= room:
            return step
    return STEPS[-1]


def _named(day: date, step: TickUnit, language: Language) -> tuple[str, str]:
    month = MONTHS_SHORT[language][day.month - 1]
    if step.days == 1:
        weekday = WEEKDAYS_SHORT[language][day.weekday()]
        return f"{weekday} {day.day}", month_heading(day.year, day.month, language)
    if step.days:
        return f"{day.day} {month}", f"{day.year:04}"
    return (month, f"{day.year:04}") if step.months < _YEAR else (f"{day.year:04}", "")


def _apart(marks: list[Tick], right: float) -> Iterator[Tick]:
    """Take away what is named above where the next such name, or the end, is too near."""
    named = [mark for mark in marks if mark.above]
    ends = [*(other.x - _INDENT for other in named[1:]), right]
    near = {
        other.x
        for other, end in zip(named, ends, strict=False)
        if other.x + _INDENT + width(other.above, TICK_SIZE, bold=True) > end
    }
    for tick in marks:
        yield Tick(tick.x, tick.text) if tick.x in near else tick
