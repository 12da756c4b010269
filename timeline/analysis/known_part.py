"""The part of a collection on which it depends what is known of one event, and its days.

What `asof.known` says of an event it also says in its part alone; and it says another thing only on
one of the days of the part. So an event can be followed through all days of a large collection
without looking at the rest of it on each of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from timeline.analysis.asof import named_in_prose
from timeline.records.model import Collection, Event


@dataclass(frozen=True, slots=True)
class Dependencies:
    """A collection, the place of each event in it, and the events that lead to each other one."""

    collection: Collection
    place: Mapping[str, int]
    leading: Mapping[str, tuple[Event, ...]]
    sources: frozenset[str]

    @classmethod
    def of(cls, collection: Collection) -> Self:
        """Go through a collection once."""
        leading: dict[str, tuple[Event, ...]] = {}
        place: dict[str, int] = {}
        for n, event in enumerate(collection.events):
            place[event.id] = n
            for other in event.links.values():
                leading[other] = (*leading.get(other, ()), event)
        return cls(collection, place, leading, frozenset(collection.number))

    def part(self, event: Event) -> Collection:
        """Return the event with those linked to it, and the sources that they all rest on."""
        whole = self.collection
        others = (whole.event[other] for other in event.links.values())
        names = [one.id for one in (event, *others, *self.leading.get(event.id, ()))]
        events, sources = self._rested_on(names)
        made = Collection.model_construct(
            collection=whole.collection,
            sources=tuple(whole.source[source] for source in sources),
            actors=whole.actors,
            events=tuple(
                whole.event[other] for other in sorted(events, key=self.place.__getitem__)
            ),
        )
        made.__dict__["number"] = {source: whole.number[source] for source in sources}
        made.__dict__["actor"] = whole.actor
        return made

    def _rested_on(self, events: list[str]) -> tuple[dict[str, None], dict[str, None]]:
        """Return events, the sources that they rest on, and what these rewrite, and so on."""
        found: tuple[dict[str, None], dict[str, None]] = ({}, {})
        waiting = [(name, False) for name in events]
        while waiting:
            name, is_source = waiting.pop()
            if name in found[is_source]:
                continue
            found[is_source][name] = None
            if is_source:
                origin = self.collection.source[name].origin
                waiting += [(origin, origin in self.sources)] if origin else []
            else:
                rests_on = _rests_on(self.collection.event[name], self.sources)
                waiting += ((source, True) for source in rests_on)
        return found


def _rests_on(event: Event, sources: frozenset[str]) -> Iterator[str]:
    """Yield the sources that an event cites, by which it is claimed, and that our words name."""
    yield from (cite.source for _, cite in event.all_cites())
    for claim in event.claims:
        yield from claim.sources
    yield from named_in_prose(event) & sources


def days_of(part: Collection, event: Event) -> list[date]:
    """Return the days on which what is known of an event may change, in order."""
    published = (source.last_day for source in part.sources)
    corrected = (correction.on.latest for correction in event.corrections)
    return sorted({day for day in (*published, *corrected) if day})


def first_day(collection: Collection, event: Event) -> date | None:
    """Return the first day on which an event is known; None if it never is for certain."""
    cites = (*event.cites, *(cite for state in event.history for cite in state.cites))
    return earliest(collection.source[cite.source].last_day for cite in cites)


def earliest(days: Iterable[date | None]) -> date | None:
    """Return the first of some days; None if there are none."""
    return min(filter(None, days), default=None)
