"""What a plan came to, as a citation says: its new state, and the earlier one in its history."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from timeline import dates
from timeline.analysis.agenda import announcement
from timeline.curate import citation, cite
from timeline.curate.history import Turn, turn
from timeline.curate.placement import order_of
from timeline.curate.plan import Plan, Tell
from timeline.curate.typed import TypedCitation
from timeline.dates import Edtf
from timeline.errors import WrongCall
from timeline.i18n import Sentence, counted, sentence
from timeline.query.registers import event_called
from timeline.records.model import Collection, Event
from timeline.records.vocabulary import JOINT, OUTLET, PLANS, STATEMENTS, Status, word
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Change, Drop, Put

_OF_THE_PLAN = ("summary", "date_note", "note")


def plan(
    opened: Opened,
    name: str,
    typed: TypedCitation,
    tell: Tell,
    *,
    status: Status | None,
    day: str | None = None,
) -> Plan:
    """Return what records the outcome of an event; raises `WrongCall`.

    ``status`` is None for what was done; ``day`` is in EDTF, None where it stays what it was.
    """
    event = event_called(opened.collection, name)
    status = status or done(event)
    when = dates.parse(day) if day else event.date
    refuse_state(event, status, when)
    new = _cited(opened, typed, status, dated=bool(day or typed.date_words), tell=tell)
    citation.having(new["supports"], citation.lacked(event))
    cite.refuse_twice(event, new)
    refuse(opened.collection, event, when, new)
    n = opened.collection.events.index(event)
    made = turn(opened.tree()["events"][n], status, when.text, new)
    again = [*_to_read_again(event, made)]
    return Plan(
        [*_changes(n, made)],
        said=[*_said(event, status, when, made), *again],
        warned=again,
        then=f"timeline show {event.id}",
    )


def _cited(
    opened: Opened, typed: TypedCitation, status: Status, *, dated: bool, tell: Tell
) -> dict[str, Any]:
    """Return the citation: it carries the day only where the call shows that it gives one."""
    supports = ("date", "status") if dated else ("status",)
    new = citation.build(opened, typed, tell, supports)
    if status is Status.DENIED and new["attribution"] == OUTLET:
        sides = ", ".join((*opened.collection.collection.sides, JOINT))
        raise WrongCall(
            sentence("say who denies it: --attribution takes one of {sides}", sides=sides)
        )
    return new


def _changes(n: int, made: Turn) -> Iterator[Change]:
    at, order = ("events", n), order_of(Event)
    yield from (Put((*at, name), value) for name, value in made.fields.items())
    yield Add((*at, "cites"), made.cite, order=order)
    yield from (Drop((*at, *path)) for path in made.dropped)
    yield Add((*at, "history"), made.state, order=order)


def _said(event: Event, status: Status, when: Edtf, made: Turn) -> Iterator[Sentence]:
    yield sentence(
        "{id}: {status}, {date}; before that {was}, {then}",
        id=event.id,
        status=word(status),
        date=when,
        was=word(event.status),
        then=event.date,
    )
    yield counted(
        "its history has the earlier state, with {n} citation of it",
        "its history has the earlier state, with {n} citations of it",
        len(made.state["cites"]),
    )


def _to_read_again(event: Event, made: Turn) -> Iterator[Sentence]:
    """Name what was written of the plan, and the claims to a value that the event no longer has.

    They stay, though they may no longer fit.
    """
    gone = {path[0] for path in made.dropped if len(path) == 1}
    written = [name for name in _OF_THE_PLAN if getattr(event, name) and name not in gone]
    claims = (f"claims[{n}]" for n, claim in enumerate(event.claims) if claim.field in made.fields)
    if stale := [*written, *claims]:
        yield sentence(
            "read again what was written of the plan, 'timeline edit {id}': {fields}",
            id=event.id,
            fields=", ".join(stale),
        )


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
