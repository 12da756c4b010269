"""How a collection of so many events is laid out: over which months, actors, sides and files.

Years and actors grow with the events, as in an archive: what one actor did in one month stays
about ten events at every size.
"""

from dataclasses import dataclass
from datetime import date

RARE = "quimbarrolix"
"""A word of no language, which stands in five events at every size."""

_LAST_YEAR = 2025
_A_MONTH_AND_ACTOR = 5
_FEW, _ONE_FILE_A_YEAR = 100, 5_000
_SIDES = ((5_000, 2), (50_000, 4), (500_000, 6))
_MOST_SIDES = 8
_RARE = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """A layout: ``months`` are the first days of the months, ``parts`` the files of a year."""

    events: int
    months: tuple[date, ...]
    actors: int
    sides: tuple[str, ...]
    parts: int

    @property
    def asked(self) -> date:
        """The month that is asked for, in the middle."""
        return self.months[len(self.months) // 2]

    @property
    def rare(self) -> dict[int, str]:
        """The numbers of the five events, from 0, that hold the rare word, and where they do."""
        places = (self.events * (2 * i + 1) // (2 * _RARE) for i in range(_RARE))
        return {number: ("quote", "title")[i % 2] for i, number in enumerate(places)}

    def events_in(self, month: int) -> int:
        """Give how many events the month of a number has."""
        return self.events * (month + 1) // len(self.months) - self.events * month // len(
            self.months
        )

    def file_of(self, month: date) -> str:
        """Give the name of the file for the events of a month."""
        if self.parts == 1:
            return f"{month.year}.yaml"
        return f"{month.year}-{(month.month - 1) * self.parts // 12 + 1}.yaml"


def shape(events: int) -> Shape:
    """Lay a collection out."""
    years = max(1, round(2 * (events / 1000) ** 0.548))
    months = tuple(
        date(year, month, 1)
        for year in range(_LAST_YEAR - years + 1, _LAST_YEAR + 1)
        for month in range(1, 13)
    )
    if events <= _FEW:
        months = months[-1:]
    sides = next((count for most, count in _SIDES if events <= most), _MOST_SIDES)
    return Shape(
        events=events,
        months=months,
        actors=max(5, events // (_A_MONTH_AND_ACTOR * len(months))),
        sides=tuple(2 * letter for letter in "ABCDEFGHJK"[:sides]),
        parts=1 if events <= _ONE_FILE_A_YEAR else 4,
    )
