"""Plans and their outcomes on a day. Pure: no clock, no I/O.

An event may have taken place although the collection does not record it: *passed* says only that no
outcome is recorded.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from timeline.dates import Edtf
from timeline.i18n import Sentence, mark, sentence
from timeline.records.model import Collection, Event, State
from timeline.records.vocabulary import CALLED_OFF, PAST, PLANS, Status


class Stage(StrEnum):
    """The stage of a planned event on a day, in the order in which an agenda lists them."""

    DUE = "due"
    COMING = "coming"
    PASSED = "passed"
    HELD = "held"
    ISSUED = "issued"
    REPORTED = "reported"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"


CLOSED = tuple(Stage)[3:]
"""The stages with a recorded outcome; each has the name of its status."""

_WORDS = {
    Stage.DUE: mark("due now"),
    Stage.COMING: mark("coming"),
    Stage.PASSED: mark("passed, with no outcome recorded in this collection"),
    Stage.HELD: mark("held"),
    Stage.ISSUED: mark("issued"),
    Stage.REPORTED: mark("reported"),
    Stage.POSTPONED: mark("postponed"),
    Stage.CANCELLED: mark("cancelled"),
    Stage.DENIED: mark("denied"),
}


@dataclass(frozen=True, slots=True)
class Announcement:
    """How a plan became known: the event that announced it, or the earliest sources.

    ``date`` is that of the event or of the sources; None if no source is dated.
    """

    event: Event | None
    sources: tuple[str, ...]
    date: Edtf | None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One planned event on a day.

    ``first`` and ``last`` are the days from that day to the earliest and the latest possible one,
    below zero for days gone by; None where the date is open.
    """

    event: Event
    stage: Stage
    first: int | None
    last: int | None
    announced: Announcement

    @property
    def earlier(self) -> tuple[State, ...]:
        """The earlier states of the event with their dates, oldest first."""
        return self.event.history


def word(stage: Stage) -> Sentence:
    """Return the name of a stage for readers."""
    return sentence(_WORDS[stage])


def is_planned(event: Event) -> bool:
    """Return whether an event is, or ever was, a plan."""
    if event.status in (*PLANS, *CALLED_OFF):
        return True
    return any(state.status in PLANS for state in event.history)


def agenda(collection: Collection, day: date) -> tuple[AgendaItem, ...]:
    """Return every planned event once: due, coming, passed without outcome, then those closed.

    Within each group they are in order of date.
    """
    planned = (event for event in collection.events if is_planned(event))
    items = (_item(collection, event, day) for event in planned)
    return tuple(sorted(items, key=_sort_key))


def stage_of(event: Event, day: date) -> Stage:
    """Return the stage of a planned event on a day.

    An event held after that day was still coming then. Between the first and the last of its
    possible days an event is due, although in a set not every day between is possible.
    """
    by_days = _stage_by_date(event.date, day)
    # Someone who asks about an earlier day must not see an outcome that came later.
    was_ahead = event.status in PAST and by_days is Stage.COMING
    return by_days if event.status is Status.SCHEDULED or was_ahead else Stage(event.status)


def _stage_by_date(when: Edtf, day: date) -> Stage:
    if when.latest and when.latest < day:
        return Stage.PASSED
    return Stage.COMING if when.earliest and day < when.earliest else Stage.DUE


def _item(collection: Collection, event: Event, day: date) -> AgendaItem:
    earliest, latest = event.date.earliest, event.date.latest
    return AgendaItem(
        event,
        stage_of(event, day),
        (earliest - day).days if earliest else None,
        (latest - day).days if latest else None,
        announcement(collection, event),
    )


def announcement(collection: Collection, event: Event) -> Announcement:
    """Return how an event became known: by an announcing event, or by its oldest sources."""
    if event.announced_by:
        announcing = collection.event[event.announced_by]
        return Announcement(announcing, collection.sources_of(announcing), announcing.date)
    sources = collection.sources_of(event)
    published = {source: collection.source[source].published for source in sources}
    dated = [when for when in published.values() if when]
    first = min(dated, key=lambda when: when.order, default=None)
    return Announcement(
        None, tuple(source for source in sources if published[source] == first), first
    )


def _sort_key(item: AgendaItem) -> tuple[object, ...]:
    # The closed stages share one group, sorted by date alone.
    group = 3 if item.stage in CLOSED else list(Stage).index(item.stage)
    return (group, *item.event.order)
