"""Putting boxes above each other so that none covers another. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """What a thing takes: from ``left`` to ``right``, and so high."""

    left: float
    right: float
    height: float

    def beside(self, other: "Box") -> bool:
        """Say whether the two would cover each other at the same height."""
        return self.left < other.right and other.left < self.right


@dataclass(frozen=True, slots=True)
class Stack:
    """The boxes that have their places, each with its top; 0 is the top of the whole."""

    placed: list[tuple[float, Box]] = field(default_factory=list)

    def top(self, box: Box) -> float:
        """Return the place nearest to 0 that is free for a box."""
        taken = ((top, top + other.height) for top, other in self.placed if other.beside(box))
        return _free(box.height, sorted(taken))

    def put(self, box: Box) -> float:
        """Return a box the place nearest to 0 that is free."""
        top = self.top(box)
        self.placed.append((top, box))
        return top

    def lowest(self, box: Box) -> float:
        """Return how far down a box would reach."""
        return self.top(box) + box.height

    @property
    def height(self) -> float:
        """How high the whole is."""
        return max((top + box.height for top, box in self.placed), default=0)


def stacked(boxes: Iterable[Box]) -> list[float]:
    """Return the top of each of these boxes, put one after the other."""
    stack = Stack()
    return [stack.put(box) for box in boxes]


def _free(height: float, taken: Sequence[tuple[float, float]]) -> float:
    top = 0.0
    for begin, end in taken:
        if top + height <= begin:
            break
        top = max(top, end)
    return top
