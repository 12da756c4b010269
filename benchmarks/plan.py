"""How a collection of a size is laid out: its months, sides, actors and files.

Years and actors grow with the events, as in an archive: one actor has about ten events in one
month at every size.
"""

from datetime import date
from typing import NamedTuple

from benchmarks.dates import DAY

RARE = "quimbarrolix"
"""A word of no language that stands in five events at every size."""

_LAST_YEAR = 2025


class Actor(NamedTuple):
    """An actor; groups belong to no side."""

    id: str
    name: str
    kind: str
    side: str | None


class Plan(NamedTuple):
    """A layout; ``months`` are their first days, ``parts`` is the number of files for a year."""

    events: int
    months: list[date]
    sides: list[str]
    actors: list[Actor]
    parts: int

    @property
    def searched(self) -> tuple[date, date]:
        """The first and last day of the month that searches ask for, the middle one."""
        first = self.months[len(self.months) // 2]
        return first, (first + 31 * DAY).replace(day=1) - DAY

    @property
    def rare(self) -> dict[int, str]:
        """The numbers of the five events that hold the rare word, and where they hold it."""
        return {self.events * (2 * i + 1) // 10: ("quote", "title")[i % 2] for i in range(5)}

    def events_in(self, month: int) -> int:
        """Return how many events the month of a number has."""
        done, count = self.events * month, len(self.months)
        return (done + self.events) // count - done // count

    def file_of(self, month: date) -> str:
        """Return the name of the file for the events of a month."""
        part = f"-{(month.month - 1) * self.parts // 12 + 1}" if self.parts > 1 else ""
        return f"{month.year}{part}.yaml"


def plan(events: int) -> Plan:
    """Lay out a collection of a size."""
    years = range(_LAST_YEAR + 1 - max(1, round(2 * (events / 1000) ** 0.548)), _LAST_YEAR + 1)
    months = [date(year, month, 1) for year in years for month in range(1, 13)]
    if events <= 100:
        months = months[-1:]
    # Two sides below 5,000 events, and two more for each further digit.
    sides = [2 * letter for letter in "ABCDEFGHJK"[: 2 * len(str(events // 500))]]
    actors = [_actor(i, sides) for i in range(max(5, events // (5 * len(months))))]
    return Plan(events, months, sides, actors, parts=1 if events <= 5_000 else 4)


def _actor(i: int, sides: list[str]) -> Actor:
    number, side = f"{i + 1:04}", sides[(i + i // 4) % len(sides)]
    group, kind = i % 16 == 15, "institution" if i % 4 == 3 else "person"
    actor = Actor(f"actor-{number}", f"Actor {number}", kind, side)
    return actor._replace(kind="group", side=None) if group else actor
