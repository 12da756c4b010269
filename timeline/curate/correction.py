"""A correction as changes of the collection: the field put right, and the record of it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from timeline.curate import parsing
from timeline.curate.correctable_fields import READERS, ValueContext, field_of
from timeline.curate.placement import order_of
from timeline.curate.plan import Plan, Tell
from timeline.curate.typed import TypedCorrection
from timeline.errors import WrongCall
from timeline.i18n import sentence
from timeline.query.registers import event_called
from timeline.records.model import Event, Words
from timeline.records.vocabulary import Field, word
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Change, Drop, Put


def plan(opened: Opened, event: str, asked: TypedCorrection, today: date, tell: Tell) -> Plan:
    """Return what puts a field right and records that; raises `WrongCall`."""
    collection = opened.collection
    found = event_called(collection, event)
    field, reason = field_of(asked), _reason(asked)
    if not (asked.to or asked.to_en or asked.to_es):
        raise WrongCall(sentence("missing: {options}", options="--to"))
    n = collection.events.index(found)
    was = _value(opened.tree()["events"][n], field)
    now = READERS[field](ValueContext(collection, found, asked, today, tell))
    names = {"field": word(field), "id": found.id}
    if _shown(now) == _shown(was):
        value = _in_words(now)
        raise WrongCall(
            sentence("{field} of '{id}' is this already: {value}", value=value, **names)
        )
    said = sentence(
        "{id}, {field}: {was} → {now}; the correction is recorded",
        was=_in_words(was),
        now=_in_words(now),
        **names,
    )
    changes = [*_changes(n, field, was, now), _recorded(n, field, (was, now), reason, today)]
    return Plan(changes, said=[said], then=f"timeline show {found.id}")


def _value(record: dict[str, Any], field: Field) -> Any:
    """Return what a record has in a field; raises `WrongCall` if there is nothing to correct."""
    if not record.get(field):
        raise WrongCall(
            sentence(
                "'{id}' has nothing to correct there: {field}; 'timeline edit' adds it",
                id=record["id"],
                field=word(field),
            )
        )
    return record[field]


def _reason(asked: TypedCorrection) -> str | dict[str, str]:
    """Return the reason: one text where it is the same in both languages."""
    both, english, spanish = (
        " ".join((text or "").split()) for text in (asked.reason, asked.reason_en, asked.reason_es)
    )
    said = parsing.words(both, english, spanish)
    if not said:
        raise WrongCall(sentence("a correction needs a reason: say with --reason why"))
    return said if len(set(said.values())) > 1 or len(said) == 1 else said["en"]


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


def _recorded(n: int, field: Field, values: tuple[Any, Any], reason: Any, today: date) -> Change:
    was, now = map(_shown, values)
    correction = {
        "on": today.isoformat(),
        "field": str(field),
        "was": was,
        "now": now,
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


def _in_words(value: Any) -> Words | str:
    """Return a value as it is said: in the reader's language, where it is in several."""
    shown = _shown(value)
    return Words.model_construct(**shown) if isinstance(shown, dict) else str(shown)
