"""The one way in which commands say what a plan came to: with a citation, the plan kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.cli.curate.citation import CiteOptions
from timeline.cli.shell.terminal import Terminal
from timeline.i18n import Sentence, counted, mark, sentence
from timeline.records.vocabulary import JOINT, OUTLET, Status, word

if TYPE_CHECKING:
    from timeline.curate.outcome import Turn
    from timeline.records.model import Event
    from timeline.store.opened import Opened
    from timeline.store.writing import Written
    from timeline.store.yaml.edits import Change

OUTCOME = mark("Outcome")

_OF_THE_PLAN = ("summary", "date_note", "note")


@dataclass(frozen=True)
class Outcome:
    """What is to be recorded of an event, as typed.

    ``status`` is None for what was done; ``day`` is in EDTF, None where it stays what it was.
    """

    terminal: Terminal
    event: str
    cite: CiteOptions
    status: Status | None
    day: str | None = None

    def plan(self, opened: "Opened") -> "list[Change]":
        """Return the changes of a collection as it stands; raises `WrongCall`."""
        from timeline import dates
        from timeline.cli.curate import add_citation, citation
        from timeline.curate import outcome as outcomes
        from timeline.query.registers import event_called

        event = event_called(opened.collection, self.event)
        status = self.status or outcomes.done(event)
        when = dates.parse(self.day) if self.day else event.date
        outcomes.refuse_state(event, status, when)
        cite = self._cited(opened)
        citation.having(cite["supports"], citation.lacked(event))
        add_citation.refuse_twice(event, cite)
        outcomes.refuse(opened.collection, event, when, cite)
        n = opened.collection.events.index(event)
        record = opened.tree()["events"][n]
        return list(_changes(n, outcomes.turn(record, status, when.text, cite)))

    def _cited(self, opened: "Opened") -> dict[str, Any]:
        """Return the citation: it carries the day only where the call shows that it gives one."""
        from timeline.cli.curate import citation
        from timeline.errors import WrongCall

        dated = self.day or self.cite.date_words
        supports = ("date", "status") if dated else ("status",)
        cite = citation.build(self.terminal, opened, self.cite, supports)
        if self.status is Status.DENIED and cite["attribution"] == OUTLET:
            sides = ", ".join((*opened.collection.collection.sides, JOINT))
            raise WrongCall(
                sentence("say who denies it: --attribution takes one of {sides}", sides=sides)
            )
        return cite


def record(outcome: Outcome, *, dry_run: bool) -> None:
    """Write what a plan came to, and say what changed."""
    from timeline.cli.curate import change
    from timeline.query.registers import event_called

    written = change.make(outcome.terminal, outcome.plan, dry_run=dry_run)
    id_ = event_called(written.before.collection, outcome.event).id
    if dry_run:
        outcome.terminal.note(*_to_read_again(written, id_))
        return
    said = _said(written, id_)
    change.tell(outcome.terminal, *said, then=f"timeline show {id_}")


def _changes(n: int, turn: "Turn") -> "Iterator[Change]":
    from timeline.cli.curate.change import order_of
    from timeline.records.model import Event
    from timeline.store.yaml.edits import Add, Drop, Put

    at, order = ("events", n), order_of(Event)
    yield from (Put((*at, name), value) for name, value in turn.fields.items())
    yield Add((*at, "cites"), turn.cite, order=order)
    yield from (Drop((*at, *path)) for path in turn.dropped)
    yield Add((*at, "history"), turn.state, order=order)


def _said(written: "Written", id_: str) -> Iterator[Sentence]:
    was, now = (opened.collection.event[id_] for opened in (written.before, written.after))
    yield sentence(
        "{id}: {status}, {date}; before that {was}, {then}",
        id=id_,
        status=word(now.status),
        date=now.date,
        was=word(was.status),
        then=was.date,
    )
    yield counted(
        "its history has the earlier state, with {n} citation of it",
        "its history has the earlier state, with {n} citations of it",
        len(now.history[-1].cites),
    )
    yield from _to_read_again(written, id_)


def _to_read_again(written: "Written", id_: str) -> Iterator[Sentence]:
    was, now = (opened.collection.event[id_] for opened in (written.before, written.after))
    if stale := [*_written_before(now), *_claimed_before(was, now)]:
        yield sentence(
            "read again what was written of the plan, 'timeline edit {id}': {fields}",
            id=id_,
            fields=", ".join(stale),
        )


def _written_before(event: "Event") -> list[str]:
    return [name for name in _OF_THE_PLAN if getattr(event, name)]


def _claimed_before(was: "Event", now: "Event") -> Iterator[str]:
    """Name the claims to what an event no longer has: they stay, though they were of the plan."""
    for n, claim in enumerate(now.claims):
        if claim.field in ("date", "status") and getattr(was, claim.field) != getattr(
            now, claim.field
        ):
            yield f"claims[{n}]"
