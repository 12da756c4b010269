"""What a plan came to: the state that it was in goes into its history, with its citations.

Pure: plain data of a record in, plain data out. Nothing is read and nothing is written here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.analysis.agenda import announcement
from timeline.dates import Edtf
from timeline.errors import FieldPath, WrongCall
from timeline.i18n import sentence
from timeline.records.model import Collection, Event
from timeline.records.vocabulary import PLANS, STATEMENTS, Field, Status, word

_STATE = (Field.DATE, Field.STATUS)
_OF_THE_PASSAGE = ("topics", "terms", "translation", "note")

Plain = dict[str, Any]
"""A record, or a part of one, as the file has it: mappings, lists and texts."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of a record: fields that get a value, and what goes where.

    ``cite`` goes to the end of its citations and ``state`` to the end of its history. ``dropped``
    holds the paths, inside the record, of all that stands in its history now and no longer in
    itself: to be taken away in this order, and after ``cite`` was added.
    """

    fields: dict[str, str]
    cite: Plain
    state: Plain
    dropped: tuple[FieldPath, ...]


def done(event: Event) -> Status:
    """Return what an event is once it took place: a statement was issued, all else was held."""
    return Status.ISSUED if event.kind in STATEMENTS else Status.HELD


def refuse_state(event: Event, status: Status, when: Edtf) -> None:
    """Raise `WrongCall` where an event cannot come to a state, or is in it already."""
    if event.status not in PLANS:
        raise WrongCall(
            sentence(
                "'{id}': {was}; only what is scheduled or postponed can become this: {status}",
                id=event.id,
                was=word(event.status),
                status=word(status),
            )
        )
    if (event.status, event.date) == (status, when):
        raise WrongCall(
            sentence(
                "'{id}' has this state already: {status}, {date}",
                id=event.id,
                status=word(status),
                date=when,
            )
        )


def refuse(collection: Collection, event: Event, when: Edtf, cite: Mapping[str, Any]) -> None:
    """Raise `WrongCall` where a day, or a citation, cannot tell what an event came to."""
    announced = announcement(collection, event).date
    first = announced.earliest if announced else None
    if announced and first and when.latest and when.latest < first:
        raise WrongCall(
            sentence(
                "{date} is before {announced}, when '{id}' was announced",
                date=when,
                announced=announced,
                id=event.id,
            )
        )
    _refuse_cite(collection, event, cite, first)


def _refuse_cite(
    collection: Collection, event: Event, cite: Mapping[str, Any], announced: date | None
) -> None:
    published = collection.source[cite["source"]].last_day
    if published and announced and published < announced:
        raise WrongCall(
            sentence(
                "{source} is older than the announcement of '{id}', so it cannot tell what it "
                "came to",
                source=cite["source"],
                id=event.id,
            )
        )


def turn(record: Plain, status: Status, when: str, cite: Plain) -> Turn:
    """Return what becomes of a record that comes to a state on a day, as a citation says.

    The new citation carries the status, and the date if it is another. What carried these goes
    into history with the state that it told of; a citation that carries more stays for that, and
    stands in both.
    """
    moved = record["date"] != when
    carried = {*cite["supports"], Field.STATUS, *((Field.DATE,) if moved else ())}
    cite = {**cite, "supports": [str(field) for field in Field if field in carried]}
    leaving = carried.intersection(_STATE)
    cites: list[Plain] = record.get("cites") or []
    carriers = [i for i, other in enumerate(cites) if _carries(other, leaving)] or range(len(cites))
    state = {
        "status": record["status"],
        "date": record["date"],
        "cites": [_of_the_state(cites[i], leaving) for i in carriers],
    }
    dropped = [path for i in reversed(carriers) for path in _dropped(i, cites[i], leaving)]
    if moved and "date_note" in record:
        state["note"] = record["date_note"]
        dropped.append(("date_note",))
    fields = {"status": str(status), "date": when}
    changed = {name: text for name, text in fields.items() if text != record[name]}
    return Turn(changed, cite, state, tuple(dropped))


def _carries(cite: Plain, leaving: set[str]) -> bool:
    supports = cite.get("supports") or ()
    return any(field in supports for field in _STATE) or (
        Field.DATE in leaving and "date_words" in cite
    )


def _stays(cite: Plain, leaving: set[str]) -> list[str]:
    """Return what a citation carries still when the state is no longer that of the event."""
    return [value for value in cite.get("supports") or () if value not in leaving]


def _of_the_state(cite: Plain, leaving: set[str]) -> Plain:
    """Return a citation as the history has it: whole, or the words that carry the state."""
    if not _stays(cite, leaving):
        return cite
    supports = [value for value in cite["supports"] if value in _STATE]
    kept = {name: value for name, value in cite.items() if name not in _OF_THE_PASSAGE}
    kept["supports"] = supports
    return kept if supports else {name: value for name, value in kept.items() if name != "supports"}


def _dropped(i: int, cite: Plain, leaving: set[str]) -> Iterator[FieldPath]:
    if not _stays(cite, leaving):
        yield ("cites", i)
        return
    if Field.DATE in leaving and "date_words" in cite:
        yield ("cites", i, "date_words")
    for n, field in reversed(list(enumerate(cite["supports"]))):
        if field in leaving:
            yield ("cites", i, "supports", n)
