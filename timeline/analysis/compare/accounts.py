"""An event's accounts (statements about it), and the facts of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.analysis.compare.passages import Passage
from timeline.quotes.normalise import normalise
from timeline.records.model import Cite, Collection, Event
from timeline.records.vocabulary import JOINT, Role

_PUBLISHING = (Role.ISSUER, Role.SPEAKER)


@dataclass(frozen=True, slots=True)
class Length:
    """The number of words that one source has of an account: quoted, and retold by the outlet."""

    source: str
    quoted: int
    retold: int


@dataclass(frozen=True, slots=True)
class Account:
    """One account of an event: who published it and which sources have it, by their ids.

    ``first`` is the topic that it mentions first. ``asked_by`` is who asked for the event according
    to this account; ``took_part`` are those whom it names as taking part.
    """

    event: Event
    publishers: tuple[str, ...]
    sources: tuple[str, ...]
    lengths: tuple[Length, ...]
    first: str | None
    asked_by: str | None
    took_part: tuple[str, ...]


def accounts_of(collection: Collection, event: Event) -> tuple[Event, ...]:
    """Return the events that are about an event, or about one of its accounts, in order."""
    found: dict[str, Event] = {}
    wanted = {event.id}
    while wanted:
        new = [
            other for other in collection.events if other.about in wanted and other.id not in found
        ]
        found |= {other.id: other for other in new}
        wanted = {other.id for other in new}
    found.pop(event.id, None)
    return tuple(sorted(found.values(), key=lambda other: other.order))


def account(
    collection: Collection, event: Event, record: Event, passages: Iterable[Passage]
) -> Account:
    """Return the facts of one account of an event, ``record``, from its passages.

    Only words of those who give the account count, not those of another side that its record
    cites, such as a denial of what it promises.
    """
    voices = {*(collection.sides_of(record) or collection.collection.sides), JOINT}
    own = [passage for passage in passages if passage.event is record and passage.voice in voices]
    sources = {passage.cite.source for passage in own}
    return Account(
        record,
        tuple(part.actor for part in record.actors if part.role in _PUBLISHING),
        tuple(source for source in collection.sources_of(record) if source in sources),
        tuple(_lengths(collection, own)),
        _first(collection, own),
        record.asked_by,
        _took_part(event, record),
    )


def _took_part(event: Event, record: Event) -> tuple[str, ...]:
    """Return who has another part in the account than publishing it, or has one in the event."""
    present = {part.actor for part in event.actors}
    named = (
        part.actor
        for part in record.actors
        if part.role not in _PUBLISHING or part.actor in present
    )
    return tuple(dict.fromkeys(named))


def _lengths(collection: Collection, own: Iterable[Passage]) -> Iterable[Length]:
    own = [passage for passage in own if passage.cite.quote]
    for source in sorted(
        {passage.cite.source for passage in own}, key=collection.number.__getitem__
    ):
        here = [passage for passage in own if passage.cite.source == source]
        quoted = _words(passage.cite for passage in here if not passage.retold)
        yield Length(source, quoted, _words(passage.cite for passage in here if passage.retold))


def _words(cites: Iterable[Cite]) -> int:
    """Return the number of words of quotes. A quote inside another one counts once."""
    quotes = sorted(
        {normalise(cite.quote or "").text for cite in cites}, key=lambda text: (-len(text), text)
    )
    # Sorted longest first, so that a quote is only looked for in longer ones.
    whole = [
        text for i, text in enumerate(quotes) if not any(text in longer for longer in quotes[:i])
    ]
    return sum(len(text.split()) for text in whole)


def _first(collection: Collection, own: Iterable[Passage]) -> str | None:
    """Return the topic mentioned first: by position if all are known, else in the order cited."""
    own = [passage for passage in own if passage.cite.topics]
    if all(passage.start is not None for passage in own):
        own.sort(key=lambda passage: (collection.number[passage.cite.source], passage.start or 0))
    return _first_topic(own[0].cite) if own else None


def _first_topic(cite: Cite) -> str:
    """Return the topic whose words come first in a quote, or else the first that is named."""
    quote = cite.quote or ""
    named = {topic: quote.find(words) for topic, words in cite.terms.items()}
    known = [topic for topic in cite.topics if named.get(topic, -1) >= 0]
    return min(known, key=named.__getitem__) if known else cite.topics[0]
