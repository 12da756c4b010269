"""Spans of days, and the parts that a written date consists of. Nothing here parses or renders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

Form = Literal["date", "interval", "set"]

# `date.max` is day 3,652,059: beyond it, an open span is longer than every closed one.
_BEYOND_ALL_DAYS = 10_000_000


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``earliest`` to ``latest``, both included. None is an open end."""

    earliest: date | None
    latest: date | None

    @classmethod
    def day(cls, day: date) -> Self:
        """Return the span of one day."""
        return cls(day, day)

    @property
    def bounds(self) -> tuple[int, int]:
        """Both ends as day numbers (`date.toordinal`); an open end lies beyond every day."""
        return (
            self.earliest.toordinal() if self.earliest else -_BEYOND_ALL_DAYS,
            self.latest.toordinal() if self.latest else _BEYOND_ALL_DAYS,
        )

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two spans have a day in common."""
        low, high = self.bounds
        other_low, other_high = other.bounds
        return low <= other_high and other_low <= high

    def intersection(self, other: "Span") -> "Span | None":
        """Return the days that are in both spans; None if there are none."""
        if not self.overlaps(other):
            return None
        first, last = (max, 0), (min, 1)
        ends = [pick(self, other, key=lambda span: span.bounds[n]) for pick, n in (first, last)]
        return Span(ends[0].earliest, ends[1].latest)

    def within(self, other: "Span") -> bool:
        """Return whether every day of this span is in the other."""
        low, high = self.bounds
        other_low, other_high = other.bounds
        return other_low <= low and high <= other_high


def hull(spans: Iterable[Span]) -> Span:
    """Return the shortest span that covers one or more spans, gaps included."""
    spans = tuple(spans)
    first = min(spans, key=lambda span: span.bounds[0])
    last = max(spans, key=lambda span: span.bounds[1])
    return Span(first.earliest, last.latest)


@dataclass(frozen=True, slots=True)
class Part:
    """One day, month or year as written, and its span.

    A part left out is ``""``, and an unspecified one keeps its letters: ``2026-01-XX~`` has the day
    ``XX``.
    """

    year: str
    month: str
    day: str
    qualifier: str
    time: str
    offset: str
    span: Span
