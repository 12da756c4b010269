"""Who promised what, by when, and the state of each promise on a day. Pure: no clock, no I/O.

Whether a promise was kept is recorded by people; only being overdue is computed here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from timeline.records.model import Cite, Commitment, Event
from timeline.records.vocabulary import Field, Progress


class PromiseState(StrEnum):
    """The state of a promise on a day, in the order in which promises are listed."""

    OVERDUE = "overdue"
    DUE = "due"
    OPEN = "open"
    SETTLED = "settled"


_SETTLED = (Progress.KEPT, Progress.PARTLY_KEPT, Progress.BROKEN)


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment on a day, with the event in which it was made.

    ``first`` and ``last`` are the days from that day to the earliest and the latest on which it may
    be due, below zero for days gone by; None without such a day.
    """

    event: Event
    commitment: Commitment
    standing: PromiseState
    first: int | None
    last: int | None

    @property
    def words(self) -> tuple[Cite, ...]:
        """The citations of the promise itself, without those that support only its state."""
        return tuple(cite for cite in self.commitment.cites if not _on_state_alone(cite))

    @property
    def evidence(self) -> tuple[Cite, ...]:
        """The citations that support its state."""
        return tuple(cite for cite in self.commitment.cites if Field.STATUS in cite.supports)


def promises(events: Iterable[Event], day: date) -> tuple[Promise, ...]:
    """Return the commitments of events: overdue, then by due date, undated, settled."""
    found = (
        _promise(event, commitment, day) for event in events for commitment in event.commitments
    )
    return tuple(sorted(found, key=_sort_key))


def _promise(event: Event, commitment: Commitment, day: date) -> Promise:
    due = commitment.due
    first = (due.earliest - day).days if due and due.earliest else None
    last = (due.latest - day).days if due and due.latest else None
    return Promise(event, commitment, _standing(commitment, last), first, last)


def _standing(commitment: Commitment, last: int | None) -> PromiseState:
    if commitment.status in _SETTLED:
        return PromiseState.SETTLED
    if last is not None and last < 0:
        return PromiseState.OVERDUE
    # An open due date ("by …") has a last day; "from … on" has none and is never overdue.
    return PromiseState.DUE if commitment.due else PromiseState.OPEN


def _sort_key(promise: Promise) -> tuple[object, ...]:
    due = promise.commitment.due
    group = list(PromiseState).index(promise.standing)
    return (group, due is None, due.order if due else (), *promise.event.order)


def _on_state_alone(cite: Cite) -> bool:
    return Field.STATUS in cite.supports and Field.TEXT not in cite.supports
