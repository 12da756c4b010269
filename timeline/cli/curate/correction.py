"""A correction as changes of the collection: the field put right, and the record of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from timeline.cli.curate.change import order_of
from timeline.cli.curate.correctable_fields import READERS, ValueContext, field_of
from timeline.cli.shell import parsing
from timeline.cli.shell.terminal import Terminal
from timeline.errors import WrongCall
from timeline.i18n import Sentence, sentence
from timeline.query.registers import event_called
from timeline.records.model import Event
from timeline.records.vocabulary import Field, word
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Change, Drop, Put

if TYPE_CHECKING:
    from timeline.cli.commands.correct import CorrectionOptions


def corrected(
    terminal: Terminal, opened: Opened, event: str, asked: "CorrectionOptions"
) -> list[Change]:
    """Return the changes that put a field right and record it; raises `WrongCall`."""
    collection = opened.collection
    found = event_called(collection, event)
    field = field_of(asked)
    reason = _reason(asked)
    if not (asked.to or asked.to_en or asked.to_es):
        raise WrongCall(sentence("missing: {options}", options="--to"))
    n = collection.events.index(found)
    record = opened.tree()["events"][n]
    if not record.get(field):
        raise WrongCall(
            sentence(
                "'{id}' has nothing to correct there: {field}; 'timeline edit' adds it",
                id=found.id,
                field=word(field),
            )
        )
    was = record[field]
    now = READERS[field](ValueContext(terminal, collection, found, asked))
    if _shown(now) == _shown(was):
        raise WrongCall(
            sentence(
                "{field} of '{id}' is this already: {value}",
                field=word(field),
                id=found.id,
                value=_in_words(now, terminal),
            )
        )
    return [*_changes(n, field, was, now), _recorded(terminal, n, field, was, now, reason)]


def said(event: Event) -> Iterator[Sentence]:
    """Say what was corrected last."""
    last = event.corrections[-1]
    yield sentence(
        "{id}, {field}: {was} → {now}; the correction is recorded",
        id=event.id,
        field=word(last.field),
        was=last.was,
        now=last.now,
    )


def _reason(asked: "CorrectionOptions") -> str | dict[str, str]:
    """Return the reason: one text where it is the same in both languages."""
    both, english, spanish = (
        " ".join((text or "").split()) for text in (asked.reason, asked.reason_en, asked.reason_es)
    )
    said_ = parsing.words(both, english, spanish)
    if not said_:
        raise WrongCall(sentence("a correction needs a reason: say with --reason why"))
    return said_ if len(set(said_.values())) > 1 or len(said_) == 1 else said_["en"]


def _changes(n: int, field: Field, was: Any, now: Any) -> Iterator[Change]:
    """Yield the changes of the field itself; of a list or of words, only what is another."""
    path = ("events", n, str(field))
    if isinstance(now, dict) and isinstance(was, dict):
        yield from (
            Put((*path, value), now[value]) for value in now if now[value] != was.get(value)
        )
    elif isinstance(now, list):
        yield from (Add(path, value) for value in now if value not in was)
        gone = [i for i, value in enumerate(was) if value not in now]
        yield from (Drop((*path, i)) for i in reversed(gone))
    else:
        yield Put(path, now)


def _recorded(terminal: Terminal, n: int, field: Field, was: Any, now: Any, reason: Any) -> Change:
    correction = {
        "on": terminal.today.isoformat(),
        "field": str(field),
        "was": _shown(was),
        "now": _shown(now),
        "reason": reason,
    }
    return Add(("events", n, "corrections"), correction, order=order_of(Event))


def _shown(value: Any) -> Any:
    """Return a value as a correction has it: a text, or words in both languages."""
    if isinstance(value, list):
        return ", ".join(map(_shown_item, value))
    return value


def _shown_item(item: Any) -> str:
    return f"{item['actor']}: {item['role']}" if isinstance(item, dict) else str(item)


def _in_words(value: Any, terminal: Terminal) -> str:
    shown = _shown(value)
    if isinstance(shown, dict):
        return str(shown.get(terminal.language) or next(iter(shown.values())))
    return str(shown)
