"""Where the marks of a lane go, and their words: beside each, so that nothing covers another.

Words go to the right of a mark, else to its left, else below it. Where there are very many marks,
those that would make a lane too high have their number for words. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from timeline.formats.drawing import marks as seen
from timeline.formats.drawing.dense_spans import Crowd
from timeline.formats.drawing.lanes import Box, Stack
from timeline.formats.drawing.marks import Lane, Mark, long
from timeline.formats.drawing.scale import Scale
from timeline.formats.drawing.shapes import HALF, SMALL, TITLE
from timeline.formats.drawing.text_width import balanced, width, wrapped
from timeline.i18n import Language
from timeline.records.vocabulary import Kind

FADE = 64.0
"""How far an open end is drawn."""
GUTTER = 15.0
"""How far to the left of an event the line to its readouts runs."""
LINE, WHEN = 16.0, 15.0
"""How high a line of a title is, and the line above it."""
GAP = 9.0

_ROOM, _LEAST, _BROAD = 300.0, 150.0, 180.0
_LINES = 3
_TALLEST = 300.0
_BESIDE = 5.0


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a mark: what is above the title, and the lines of the title.

    ``side`` is right, left or below. Without lines it is a number of the list.
    """

    side: str
    when: str
    lines: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        """How broad it is at most."""
        titles = (width(line, TITLE) for line in self.lines)
        return max((*titles, width(self.when, SMALL)))

    @property
    def height(self) -> float:
        """How high the mark is with it."""
        return WHEN + LINE * len(self.lines) + GAP + LINE * (self.side == "below")


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its words, and the height of its middle."""

    mark: Mark
    label: Label
    y: float


def extent(mark: Mark, axis: Scale) -> tuple[float, float]:
    """Return where the drawing of a mark begins and ends, without words."""
    days = [day for pair in mark.stretches if long(pair) for day in pair]
    places = [axis.x(day) for day in (*mark.points, *days)]
    wing = 12.0 if mark.event.kind is Kind.JOINT_STATEMENT else HALF
    left, right = min(places) - wing, max(places) + wing
    return left - FADE * (mark.open == "start"), right + FADE * (mark.open == "end")


def start(mark: Mark, axis: Scale) -> float:
    """Return where the days of a mark begin: the edge of its bar, or the middle of its shape."""
    return axis.x(mark.stretches[0][0] if long(mark.stretches[0]) else mark.points[0])


def beginning(mark: Mark, label: Label, axis: Scale) -> float:
    """Return where the words begin, on their left."""
    left, right = extent(mark, axis)
    if label.side == "right":
        return right + _BESIDE
    if label.side == "left":
        return left - _BESIDE - label.width
    return max(axis.left, min(left, axis.right - label.width))


@dataclass(frozen=True)
class Placing:
    """Gives each mark its words and its place on an axis.

    ``crowds`` are kept free of words. ``numbers`` gives the number of an event by its id.
    """

    axis: Scale
    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    crowds: tuple[Crowd, ...]
    language: Language
    numbers: Mapping[str, int]
    sparing: bool

    @cached_property
    def _at(self) -> dict[str, Mark]:
        return {mark.event.id: mark for mark in self.marks}

    @cached_property
    def _families(self) -> dict[str, list[Mark]]:
        """The events that lines join, by the id of the one that the others tell of."""
        found: dict[str, list[Mark]] = {}
        for mark in self.marks:
            if parent := self._parent(mark):
                found.setdefault(parent.event.id, [parent]).append(mark)
        return found

    @cached_property
    def _years(self) -> frozenset[int]:
        return seen.years_of(self.marks)

    @cached_property
    def _kept_free(self) -> tuple[Box, ...]:
        ends = ((self.axis.x(crowd.first), self.axis.x(crowd.last + 1)) for crowd in self.crowds)
        return tuple(Box(left - 4, right + 4, 1) for left, right in ends)

    def lane(self, lane: Lane) -> tuple[list[tuple[Mark, Label, float]], float]:
        """Return the marks of a lane, each with its words and its top; and the height of all."""
        stack, placed = Stack(), []
        for mark in sorted((other for other in self.marks if other.lane == lane), key=self._order):
            label = self._label(mark)
            if self.sparing and stack.lowest(self.box(mark, label)) > _TALLEST:
                label = self._numbered(mark)
            placed.append((mark, label, stack.put(self.box(mark, label))))
        return placed, stack.height

    def box(self, mark: Mark, label: Label) -> Box:
        """Return the room of a mark with its words, and with the line from what it tells of."""
        left, right = extent(mark, self.axis)
        if parent := self._parent(mark):
            left = min(left, start(parent, self.axis) - GUTTER)
        begin = beginning(mark, label, self.axis)
        return Box(min(left, begin) - 4, max(right, begin + label.width) + 8, label.height)

    def _parent(self, mark: Mark) -> Mark | None:
        return self._at.get(mark.event.about or "")

    def _order(self, mark: Mark) -> tuple[int, float]:
        """Put first what lines join, later days first, but last what they lead down from.

        So these lines, which are to the left of the words, cross the fewest of them.
        """
        parent = self._parent(mark) or mark
        family = self._families.get(parent.event.id)
        if not family:
            return 1, mark.points[0]
        own = self.lanes.index(mark.lane)
        others = {self.lanes.index(other.lane) for other in family} - {own}
        if mark.lane.tone == "both" and others and min(others) > own:
            return 2, parent.points[0]
        return 0, -parent.points[0]

    def _label(self, mark: Mark) -> Label:
        when = seen.when(mark, self.language, self._years)
        title = seen.title_of(mark, self.language)
        for side, room in self._rooms(mark):
            label = _fitted(side, when, title, min(room, _ROOM))
            whole = room >= _ROOM or " ".join(label.lines) == title
            if whole and label.width <= room and self._clear(mark, label):
                return label
        return _fitted("below", when, title, max(_ROOM, width(when, SMALL)))

    def _rooms(self, mark: Mark) -> tuple[tuple[str, float], ...]:
        left, right = extent(mark, self.axis)
        rooms = [("right", self.axis.right - right - _BESIDE)]
        if right - left <= _BROAD and not self._parent(mark):
            rooms.append(("left", left - self.axis.left - _BESIDE))
        return tuple((side, room) for side, room in rooms if room >= _LEAST)

    def _numbered(self, mark: Mark) -> Label:
        label = Label("right", str(self.numbers[mark.event.id]))
        end = beginning(mark, label, self.axis) + label.width
        return label if end <= self.axis.right else replace(label, side="left")

    def _clear(self, mark: Mark, label: Label) -> bool:
        box, own = self.box(mark, label), Box(*extent(mark, self.axis), 1)
        return not any(other.beside(box) and not other.beside(own) for other in self._kept_free)


def _fitted(side: str, when: str, title: str, room: float) -> Label:
    lines = wrapped(title, room, TITLE, _LINES)
    return Label(side, when, tuple(balanced(title, room, TITLE, len(lines))))
