"""Where many events lie so close together that they need a larger scale of their own. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.dates import Edtf, Span, span_to_edtf
from timeline.formats.drawing.marks import Mark

_APART = 1 / 40
_BROAD = 1 / 6
_ENOUGH = 5
_DENSER = 4
_MOST = 3


@dataclass(frozen=True, slots=True)
class Crowd:
    """Events that lie together, and the days from the first to the last of them."""

    marks: tuple[Mark, ...]

    @property
    def first(self) -> int:
        """The first day."""
        return min(mark.first for mark in self.marks)

    @property
    def last(self) -> int:
        """The last day."""
        return max(mark.last for mark in self.marks)

    @property
    def dates(self) -> Edtf:
        """These days as a date, to be put into words."""
        return span_to_edtf(Span(date.fromordinal(self.first), date.fromordinal(self.last)))

    @property
    def days(self) -> int:
        """How many days these are."""
        return self.last - self.first + 1


def crowds(marks: Sequence[Mark]) -> tuple[Crowd, ...]:
    """The short stretches of time, three at most, in which far more events lie than elsewhere.

    Two events lie together if no more than a fortieth of the whole time is between them.
    """
    if not marks:
        return ()
    whole = Crowd(tuple(marks))
    found = [crowd for crowd in _groups(marks, whole.days * _APART) if _dense(crowd, whole)]
    found.sort(key=lambda crowd: -len(crowd.marks))
    return tuple(sorted(found[:_MOST], key=lambda crowd: crowd.first))


def _dense(crowd: Crowd, whole: Crowd) -> bool:
    share = crowd.days / whole.days
    enough = max(_ENOUGH, _DENSER * share * len(whole.marks))
    return share <= _BROAD and len(crowd.marks) >= enough


def _groups(marks: Iterable[Mark], gap: float) -> Iterator[Crowd]:
    group: list[Mark] = []
    end = 0
    for mark in sorted(marks, key=lambda other: (other.first, other.last)):
        if group and mark.first - end > gap:
            yield Crowd(tuple(group))
            group, end = [], 0
        group.append(mark)
        end = max(end, mark.last)
    if group:
        yield Crowd(tuple(group))
