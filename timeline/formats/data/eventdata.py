"""An event as event data sets see it: a code, a day, and who takes part on which side.

A plan is coded as the intent to meet, which was there on the day it was announced, not on the day
it is for: so its day here is that of the event that announced it, or of the oldest source cited.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in `model`

from timeline.analysis.agenda import announcement
from timeline.dates import Edtf
from timeline.formats.data.codes import Codes, codes
from timeline.formats.export import Export
from timeline.query.filter import Row
from timeline.records.model import Actor, Event
from timeline.records.vocabulary import Role, Status


@dataclass(frozen=True, slots=True)
class Coded:
    """An event that has a code; ``when`` is the date of what is coded, None if it is not known.

    ``parties`` are the actors who take part, without those only spoken of, and ``hosts`` the ids
    of those who receive the others; ``sides`` those that take part, in the collection's order.
    """

    row: Row
    codes: Codes
    when: Edtf | None
    parties: tuple[Actor, ...]
    hosts: frozenset[str]
    sides: tuple[str, ...]

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.row.event

    @property
    def days(self) -> tuple[Day | None, Day | None]:
        """The first and the last possible day; None for what is open or not known."""
        return (self.when.earliest, self.when.latest) if self.when else (None, None)

    @property
    def precision(self) -> int | None:
        """UCDP's ``date_prec``; None if the date is not known."""
        return self.when.precision if self.when else None

    @property
    def planned_for(self) -> Edtf | None:
        """The date that a plan is for; None of what is no plan."""
        return self.event.date if self.event.status is Status.SCHEDULED else None

    @property
    def host_sides(self) -> tuple[str, ...]:
        """The sides that receive the others; none if no side is received."""
        found = {actor.side for actor in self.parties if actor.id in self.hosts}
        return tuple(side for side in self.sides if side in found)

    @property
    def guest_sides(self) -> tuple[str, ...]:
        """The sides that do not receive others."""
        return tuple(side for side in self.sides if side not in self.host_sides)

    def of_side(self, side: str) -> tuple[str, ...]:
        """Return the ids of those who take part for a side; none for no side."""
        return tuple(actor.id for actor in self.parties if side and actor.side == side)


def coded(export: Export) -> Iterator[Coded]:
    """Yield the events of an export for which there is a code, and in which somebody takes part."""
    for row in export.rows:
        found = codes(row.event)
        parties = _parties(export, row.event)
        if found.cameo and parties:
            sides = export.collection.sides_of(row.event)
            when = _when(export, row.event)
            yield Coded(row, found, when, parties, _hosts(row.event), sides)


def _parties(export: Export, event: Event) -> tuple[Actor, ...]:
    found = (part.actor for part in event.actors if part.role is not Role.SUBJECT)
    return tuple(export.collection.actor[actor] for actor in dict.fromkeys(found))


def _hosts(event: Event) -> frozenset[str]:
    return frozenset(part.actor for part in event.actors if part.role is Role.HOST)


def _when(export: Export, event: Event) -> Edtf | None:
    if event.status is Status.SCHEDULED:
        return announcement(export.collection, event).date
    return event.date
