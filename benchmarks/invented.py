"""An archive that never was: seeded, streamed month by month, the same each time.

Names are numbers and texts mean nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from benchmarks.citing import Citing
from benchmarks.prose import Prose
from benchmarks.records import Actor, Event, Source
from benchmarks.shape import Shape, shape
from benchmarks.threads import Threads

_INSTITUTION, _GROUP = 4, 16


@dataclass(frozen=True, slots=True)
class Month:
    """The records of a month: events by day, and the sources that came with them."""

    first: date
    events: list[Event]
    sources: list[Source]


class Archive:
    """A collection of so many events; `months` can be called once."""

    def __init__(self, events: int, seed: int) -> None:
        self.shape: Shape = shape(events)
        # Nothing here is a secret.
        rng = Random(f"{seed}/{events}")  # noqa: S311
        prose = {it: Prose(rng, it) for it in ("en", "es")}
        self.governments = [
            Actor(f"government-{side.lower()}", "government", side, 0, None)
            for side in self.shape.sides
        ]
        self.actors = [self._actor(i) for i in range(self.shape.actors)]
        self._threads = Threads(rng, prose, self.shape, self.actors)
        self._citing = Citing(rng, prose, self.shape)

    def _actor(self, i: int) -> Actor:
        sides = self.shape.sides
        side, name = sides[(i + i // _INSTITUTION) % len(sides)], f"actor-{i + 1:04}"
        if i % _GROUP == _GROUP - 1:
            return Actor(name, "group", None, i + 1, None)
        kind = "institution" if i % _INSTITUTION == _INSTITUTION - 1 else "person"
        return Actor(name, kind, side, i + 1, f"government-{side.lower()}")

    def months(self) -> Iterator[Month]:
        """Give the months, in order."""
        for number, first in enumerate(self.shape.months):
            events = self._threads.month(number)
            yield Month(first, events, self._citing.month(events))
