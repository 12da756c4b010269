"""The rows that the index stores for the records of a file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from timeline.i18n import LANGUAGES
from timeline.query.filter import texts_of
from timeline.query.registers import FILTER_REGISTERS, names_of, topics_of
from timeline.records.model import About, Actor, Event, Source
from timeline.records.vocabulary import Role
from timeline.store.index.bodies import checksum
from timeline.store.index.keys import event_key, length_word, term
from timeline.store.streaming import ReadRecord, References, records
from timeline.text import tokens

BORDER = " ¶ "
"""Separates two texts, so that no phrase matches across them. No word of a text is "¶"."""
_SIDES = "sides"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Values = tuple[Any, ...]


def search_words(event: Event) -> str:
    """Return all words by which an event is found, except those of its sides."""
    nothing: Any = None  # only the register of sides needs the collection
    known = {
        term(name, value)
        for name, register in FILTER_REGISTERS.items()
        if name != _SIDES
        for value in register.values_of(nothing, event)
    }
    texts = BORDER.join(" ".join(tokens(text)) for text in texts_of(event))
    return " ".join((texts, *sorted(known), length_word(event.date) or ""))


def add_sides(said: str, sides: Iterable[str]) -> str:
    """Return the words of an event with those of its sides."""
    return " ".join((said, *(term(_SIDES, side) for side in sorted(sides))))


def participants(event: Event) -> str:
    """Return the ids of the actors whose sides take part, separated by spaces."""
    return " ".join(sorted({part.actor for part in event.actors if part.role is not Role.SUBJECT}))


@dataclass(slots=True)
class Digest:
    """The rows that the index stores for one file, without the number of the file."""

    sources: list[Values] = field(default_factory=list)
    actors: list[Values] = field(default_factory=list)
    events: list[Values] = field(default_factory=list)
    links: list[Values] = field(default_factory=list)
    names: dict[Values, tuple[str, ...]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    head: str | None = None
    references: dict[str, frozenset[str]] = field(default_factory=dict)


def digest_file(text: str, name: str) -> Digest:
    """Read a file for the index; raises `NotIndexable` and `Unreadable` as `records` does."""
    found, references = Digest(), References()
    for read in records(text, name, references):
        found.keys.add(read.section)
        match read.record:
            case Source() as source:
                _source(found, read, source)
            case Actor() as actor:
                _actor(found, read, actor)
            case Event() as event:
                _event(found, read, event)
            case About() as about:
                found.head = _body(read.tree)
                for slug, label in about.topics.items():
                    _name(found, "topics", slug, (slug, *map(label.say, LANGUAGES)))
    found.references = references.ids()
    return found


def _source(found: Digest, read: ReadRecord, source: Source) -> None:
    body = _body(read.tree)
    last = source.last_day
    row = (source.id, read.number, last.toordinal() if last else None, source.file)
    found.sources.append((*row, body, checksum(body)))
    if source.origin:
        found.links.append((source.id, "origin", source.origin))
    known = (source.id, source.file, source.url, source.outlet, source.title)
    _name(found, "sources", source.id, filter(None, known))


def _actor(found: Digest, read: ReadRecord, actor: Actor) -> None:
    body = _body(read.tree)
    found.actors.append((actor.id, read.number, actor.side, body, checksum(body)))
    _name(found, "actors", actor.id, names_of(actor))


def _event(found: Digest, read: ReadRecord, event: Event) -> None:
    body = _body(read.tree)
    day, closed, last, time = event.date.order
    order = (day, int(closed), last, time, str(event.kind), str(event.status))
    found.events.append(
        (
            *(event_key(event.date, 0), event.id, read.number),
            *order,
            *(body, checksum(body)),
            *(search_words(event), participants(event)),
        )
    )
    found.links += [(event.id, link, leads) for link, leads in event.links.items()]
    for topic in topics_of(event):
        _name(found, "topics", topic, (topic,))
    if event.place:
        name = event.place.say(LANGUAGES[0])
        _name(found, "places", name, map(event.place.say, LANGUAGES))


def _name(found: Digest, kind: str, id_: str, known: Iterable[str]) -> None:
    for name in known:
        found.names[kind, id_, name] = tokens(name)


def _body(tree: Any) -> str:
    return _ENCODER.encode(tree)
