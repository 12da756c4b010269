"""The tables of what an event holds besides: claims, earlier states, commitments, corrections."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from timeline.formats.export import Export
from timeline.formats.tables.column import Column, Fields, Table, Type, apart, lists, number
from timeline.i18n import mark
from timeline.records.model import Cite, Claim, Commitment, Correction, Event, State

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class EventPart(Generic[P]):
    """A part of an event, and its number there, from 1."""

    event: Event
    number: int
    record: P


def _parts(of: Callable[[Event], Iterable[P]]) -> Callable[[Export], Iterator[EventPart[P]]]:
    def parts(export: Export) -> Iterator[EventPart[P]]:
        for row in export.rows:
            yield from (
                EventPart(row.event, n, record) for n, record in enumerate(of(row.event), 1)
            )

    return parts


def _event(_: Export, part: EventPart[P]) -> str:
    return part.event.id


def _sources(cites: Iterable[Cite]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite.source for cite in cites))


def _of_actors(name: str, about: str) -> Column[EventPart[State]]:
    return Column(
        lambda _, row: tuple(str(getattr(part, name)) for part in row.record.actors or ()),
        about,
        Type.SEVERAL,
        field="actors",
        read=lambda cell: [{name: text} for text in apart(cell)],
    )


_RECORD = Fields("record")
_EVENT = mark("the event's id")
_SOURCES = mark("the ids of its sources")
_TITLE = _RECORD.both(
    "title",
    mark("the title it had, in English, if another than now"),
    mark("the title it had, in Spanish, if another than now"),
)
_REASON_EN, _REASON_ES = mark("the reason in English"), mark("the reason in Spanish")

CLAIMS: Table[EventPart[Claim]] = Table(
    "claims",
    mark("one row a value that a source gives where sources differ"),
    _parts(lambda event: event.claims),
    {
        "event": Column(_event, _EVENT),
        "field": _RECORD.text("field", mark("the field in dispute")),
        "topic": _RECORD.text("topic", mark("the topic in dispute")),
        **_RECORD.both(
            "value",
            mark("the value in English"),
            mark("the value in Spanish"),
            once=True,
        ),
        "sources": _RECORD.several("sources", _SOURCES),
        "attribution": _RECORD.text(
            "attribution",
            mark("whose value it is: outlet, joint, or a side"),
        ),
        "rank": _RECORD.text(
            "rank",
            mark("preferred, normal or deprecated"),
        ),
        **_RECORD.both("reason", _REASON_EN, _REASON_ES, once=True),
    },
    Claim,
)

HISTORY: Table[EventPart[State]] = Table(
    "history",
    mark("one row an earlier state of a planned event"),
    _parts(lambda event: event.history),
    {
        "event": Column(_event, _EVENT),
        "number": number(lambda _, row: row.number, mark("its number, the oldest first")),
        "status": _RECORD.text("status", mark("the status it had")),
        "date": _RECORD.text("date", mark("the date it had, in EDTF")),
        "earliest": _RECORD.day("date.earliest", mark("its first possible day")),
        "latest": _RECORD.day("date.latest", mark("its last possible day")),
        "sources": lists(lambda _, row: _sources(row.record.cites), _SOURCES),
        **_RECORD.both(
            "note",
            mark("our note on that state, in English"),
            mark("our note on that state, in Spanish"),
        ),
        **{f"state_{name}": column for name, column in _TITLE.items()},
        "state_actor_ids": _of_actors("actor", mark("the ids of its actors, if others than now")),
        "state_actor_roles": _of_actors("role", mark("the role of each, in the same order")),
    },
    State,
)

COMMITMENTS: Table[EventPart[Commitment]] = Table(
    "commitments",
    mark("one row a promise of future action"),
    _parts(lambda event: event.commitments),
    {
        "event": Column(_event, _EVENT),
        "id": _RECORD.text("id", mark("the commitment's id")),
        **_RECORD.both(
            "text",
            mark("what was promised, in English"),
            mark("what was promised, in Spanish"),
        ),
        "by": _RECORD.several("by", mark("the sides that promised")),
        "due": _RECORD.text("due", mark("by when, in EDTF")),
        "due_earliest": _RECORD.day("due.earliest", mark("the first day that this may mean")),
        "due_latest": _RECORD.day("due.latest", mark("the last day that this may mean")),
        "status": _RECORD.text("status", mark("what became of it")),
        "sources": lists(lambda _, row: _sources(row.record.cites), _SOURCES),
    },
    Commitment,
)

CORRECTIONS: Table[EventPart[Correction]] = Table(
    "corrections",
    mark("one row a change of a record after it was published"),
    _parts(lambda event: event.corrections),
    {
        "event": Column(_event, _EVENT),
        "on": _RECORD.text("on", mark("when it was corrected")),
        "field": _RECORD.text("field", mark("the field that was corrected")),
        **_RECORD.both(
            "was",
            mark("what stood there, in English"),
            mark("what stood there, in Spanish"),
            once=True,
        ),
        **_RECORD.both(
            "now",
            mark("what stands there now, in English"),
            mark("what stands there now, in Spanish"),
            once=True,
        ),
        **_RECORD.both("reason", _REASON_EN, _REASON_ES, once=True),
    },
    Correction,
)
