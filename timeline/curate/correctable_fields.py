"""What of a record can be corrected, and how each field is read from what was typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.curate import parsing
from timeline.curate.plan import Tell
from timeline.curate.typed import TypedCorrection
from timeline.errors import WrongCall
from timeline.i18n import LANGUAGES, sentence
from timeline.query.registers import Names, event_called, find_ids
from timeline.records.model import Collection, Event
from timeline.records.vocabulary import PLANS, Field, Kind, Role, Status, word


@dataclass(frozen=True, slots=True)
class ValueContext:
    """What is needed to read a value: what was typed, of which event, on which day."""

    collection: Collection
    event: Event
    asked: TypedCorrection
    today: date
    tell: Tell

    @property
    def to(self) -> str:
        """What was typed, for a field that is the same in both languages."""
        if self.asked.to_en or self.asked.to_es:
            raise WrongCall(sentence("this field is the same in both languages: --to takes it"))
        return (self.asked.to or "").strip()


def field_of(asked: TypedCorrection) -> Field:
    """Return the field that is meant; raises `UnknownValue` with the nearest."""
    if not asked.field:
        raise WrongCall(sentence("missing: {options}", options="--field"))
    names: Names = {
        reader: (reader, *(word(reader).say(language) for language in LANGUAGES))
        for reader in READERS
    }
    (field, *_) = find_ids(sentence("field"), asked.field, names)
    return Field(field)


# How each field is read


def _date(reading: ValueContext) -> str:
    return parsing.edtf("--to", reading.to, reading.today, reading.tell)


def _kind(reading: ValueContext) -> str:
    return parsing.value(sentence("kind"), Kind, reading.to)


def _status(reading: ValueContext) -> str:
    status = parsing.value(sentence("status"), Status, reading.to)
    if reading.event.status in PLANS and status not in PLANS:
        reading.tell(
            sentence(
                "if it came to this since, take this back ('timeline undo'): 'timeline confirm', "
                "'cancel' and 'deny' keep the plan in its history"
            )
        )
    return status


def _event(reading: ValueContext) -> str:
    other = event_called(reading.collection, reading.to).id
    if other == reading.event.id:
        raise WrongCall(sentence("'{id}' cannot be linked to itself", id=other))
    return other


def _asked_by(reading: ValueContext) -> str:
    return parsing.one(reading.collection, "actors", reading.to)


def _topics(reading: ValueContext) -> list[str]:
    return [parsing.topic(reading.collection, text) for text in parsing.listed([reading.to])]


def _actors(reading: ValueContext) -> list[dict[str, str]]:
    """Read ``rubio:participant, trump``: who has no role typed keeps the one recorded."""
    recorded = {part.actor: part.role for part in reading.event.actors}
    parts = []
    for text in parsing.listed([reading.to]):
        name, _, role = text.partition(":")
        actor = parsing.one(reading.collection, "actors", name)
        own = recorded.get(actor, Role.PARTICIPANT)
        parts.append(
            {
                "actor": actor,
                "role": parsing.value(sentence("role"), Role, role) if role.strip() else str(own),
            }
        )
    return parts


def _words(reading: ValueContext) -> dict[str, str]:
    """Read what is in two languages: the one that was not typed stays."""
    asked = reading.asked
    if asked.to and not (asked.to_en or asked.to_es):
        raise WrongCall(
            sentence("this field is in two languages: give --to-en, --to-es or both, not --to")
        )
    return _both(getattr(reading.event, field_of(asked)), asked)


def _place(reading: ValueContext) -> str | dict[str, str]:
    asked = reading.asked
    if not (asked.to_en or asked.to_es):
        return reading.to
    return _both(reading.event.place, asked)


def _both(present: Any, asked: TypedCorrection) -> dict[str, str]:
    recorded = {
        language: getattr(present, language) for language in LANGUAGES if getattr(present, language)
    }
    return recorded | parsing.words(asked.to, asked.to_en, asked.to_es)


READERS: dict[Field, Callable[[ValueContext], Any]] = {
    Field.DATE: _date,
    Field.KIND: _kind,
    Field.STATUS: _status,
    Field.ACTORS: _actors,
    Field.ASKED_BY: _asked_by,
    Field.PLACE: _place,
    Field.TOPICS: _topics,
    Field.ABOUT: _event,
    Field.ANNOUNCED_BY: _event,
    Field.FOLLOWS: _event,
    Field.TITLE: _words,
    Field.SUMMARY: _words,
}

FIELDS: Sequence[Field] = tuple(READERS)
"""What can be corrected."""
