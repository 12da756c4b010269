"""The passages that events cite, with the record that cites each, and counts of topics by voice.

A passage's voice is a side, ``joint`` or ``outlet``. A voice without a passage on a topic is silent
on it here, which never means that it denied anything.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from timeline.records.model import Cite, Collection, Event
from timeline.records.vocabulary import JOINT, OUTLET, Speech

Start = Callable[[Cite], int | None]
"""Returns where a quote begins in its stored text, in code points; None if not proved."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One citation: the event that cites it, its path there, and the start of its quote.

    ``path`` is that of `model.Event.all_cites`.
    """

    event: Event
    path: tuple[str | int, ...]
    cite: Cite
    start: int | None = None

    @property
    def voice(self) -> str:
        """Whose words it has: those of a side, of both jointly, or of the outlet."""
        return self.cite.attribution

    @property
    def retold(self) -> bool:
        """Whether the outlet gives somebody else's statement in its own words."""
        return self.voice != OUTLET and self.cite.speech is Speech.REPORTED


@dataclass(frozen=True, slots=True)
class MentionCount:
    """How often one voice raises a topic: passages, and events."""

    passages: int
    events: int


@dataclass(frozen=True, slots=True)
class TopicTally:
    """How often each voice raises a topic; every voice is there."""

    topic: str
    mentions: dict[str, MentionCount]


def unknown_start(_: Cite) -> None:
    """Return None: the start of no quote is known."""


def passages(event: Event, start: Start = unknown_start) -> Iterator[Passage]:
    """Yield every passage that an event cites, those of its parts included, in its order."""
    yield from (Passage(event, path, cite, start(cite)) for path, cite in event.all_cites())


def voices(collection: Collection) -> tuple[str, ...]:
    """Return every voice: the sides as they are declared, joint, the outlet."""
    return (*collection.collection.sides, JOINT, OUTLET)


def topics_in_order(collection: Collection, topics: Iterable[str]) -> tuple[str, ...]:
    """Return each topic once: declared ones in their order, then the others by id."""
    used = set(topics)
    declared = [topic for topic in collection.collection.topics if topic in used]
    return (*declared, *sorted(used.difference(declared)))


def tallies(collection: Collection, events: Iterable[Event]) -> tuple[TopicTally, ...]:
    """Return how often each voice raises each topic in the passages of some events."""
    found = [passage for event in events for passage in passages(event)]
    topics = topics_in_order(
        collection, (topic for passage in found for topic in passage.cite.topics)
    )
    return tuple(
        TopicTally(topic, {voice: _mentions(found, topic, voice) for voice in voices(collection)})
        for topic in topics
    )


def _mentions(found: Iterable[Passage], topic: str, voice: str) -> MentionCount:
    hits = [
        passage.event.id
        for passage in found
        if passage.voice == voice and topic in passage.cite.topics
    ]
    return MentionCount(len(hits), len(set(hits)))
