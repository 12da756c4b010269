"""The facts of an event in words: the one table that views, sheets and formats take them from.

Texts of the data are put in as they are: what sets the page makes them safe.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in `model`
from functools import partial
from typing import Literal, Protocol

from timeline import dates
from timeline.dates import Edtf, of_day
from timeline.i18n import Language, Sentence, sentence
from timeline.records.labels import label
from timeline.records.model import Collection, Event, Words
from timeline.records.vocabulary import LINKS, word

OUTSIDE = sentence("perhaps outside the days asked for")
"""What is said of an event that a filter of days matches only possibly."""


class Sayable(Protocol):
    """What can be put into either language."""

    def say(self, language: Language) -> str:
        """Return the words in one language."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor or an event that a fact names, so that a format can link to it.

    ``aside`` stands in brackets after the name; ``side`` is that of an actor.
    """

    kind: Literal["actor", "event"]
    id: str
    name: Words
    aside: Sentence | str = ""
    side: Words | None = None

    def say(self, language: Language) -> str:
        """Return the name, and the aside in brackets."""
        name, aside = self.name.say(language), said(self.aside, language)
        return f"{name} ({aside})" if aside else name


Piece = Sayable | str


@dataclass(frozen=True, slots=True)
class EventFact:
    """One fact of an event: the key of its label, and its value in pieces."""

    key: str
    value: tuple[Piece, ...]

    @property
    def label(self) -> Sentence:
        """What people read for the fact."""
        return label(self.key)

    @property
    def between(self) -> str:
        """What stands between two pieces: pieces with commas of their own take semicolons."""
        return "; " if self.key in ("actors", "status") else ", "

    def say(self, language: Language) -> str:
        """Return the value in one language."""
        return self.between.join(said(piece, language) for piece in self.value)


@dataclass(frozen=True, slots=True)
class _EventContext:
    collection: Collection
    event: Event
    day: Day


@dataclass(frozen=True, slots=True)
class _WithWeekday:
    date: Edtf

    def say(self, language: Language) -> str:
        return dates.words(self.date, language, weekday=True)


def facts(
    collection: Collection, event: Event, day: Day, without: Container[str] = ()
) -> Iterator[EventFact]:
    """Yield the facts that an event has, in the order of the table, as seen on a day.

    ``without`` has the keys of those that a page shows in another way.
    """
    context = _EventContext(collection, event, day)
    for key, pieces in FACTS.items():
        if key not in without and (value := tuple(pieces(context))):
            yield EventFact(key, value)


def links_back(leading: Callable[[str], Iterable[Event]]) -> Iterator[EventFact]:
    """Yield a fact for each event that leads to another: ``leading`` gives those of a link."""
    for link, back in LINKS.items():
        yield from (EventFact(back, (_event(other),)) for other in leading(link))


def said(piece: Piece, language: Language) -> str:
    """Return a piece in one language."""
    return piece if isinstance(piece, str) else piece.say(language)


def kind(event: Event) -> Sentence:
    """Name the kind of an event; a statement about another event is a readout of it."""
    return sentence("readout") if event.is_readout else word(event.kind)


def no_outcome(day: Day) -> Sentence:
    """Say that nothing is recorded of what became of a plan whose day has passed."""
    return sentence("no outcome recorded, as seen on {day}", day=of_day(day))


def _date(context: _EventContext) -> Iterator[Piece]:
    date = context.event.date
    yield sentence("{words} (in EDTF: {text})", words=_WithWeekday(date), text=date.text)


def _status(context: _EventContext) -> Iterator[Piece]:
    yield word(context.event.status)
    if context.event.lacks_outcome(context.day):
        yield no_outcome(context.day)


def _actors(context: _EventContext) -> Iterator[Piece]:
    for part in context.event.actors:
        yield _actor(context.collection, part.actor, word(part.role))


def _actor(collection: Collection, id_: str, aside: Sentence | str = "") -> Mention:
    actor, sides = collection.actor[id_], collection.collection.sides
    return Mention("actor", id_, actor.name, aside, sides[actor.side] if actor.side else None)


def _asked_by(context: _EventContext) -> Iterator[Piece]:
    if asking := context.event.asked_by:
        yield _actor(context.collection, asking)


def _sides(context: _EventContext) -> Iterator[Piece]:
    names = context.collection.collection.sides
    yield from (names[side] for side in context.collection.sides_of(context.event))


def _topics(context: _EventContext) -> Iterator[Piece]:
    names = context.collection.collection.topics
    yield from (names.get(topic) or topic for topic in context.event.topics)


def _text(field: str, context: _EventContext) -> Iterator[Piece]:
    if text := getattr(context.event, field):
        yield text


def _link(field: str, context: _EventContext) -> Iterator[Piece]:
    if other := context.collection.event.get(getattr(context.event, field) or ""):
        yield _event(other)


def _event(event: Event) -> Mention:
    return Mention("event", event.id, event.title, event.id)


FACTS: dict[str, Callable[[_EventContext], Iterable[Piece]]] = {
    "date": _date,
    "date_note": partial(_text, "date_note"),
    "kind": lambda context: (kind(context.event),),
    "status": _status,
    "actors": _actors,
    "asked_by": _asked_by,
    "sides": _sides,
    "place": partial(_text, "place"),
    "topics": _topics,
    "summary": partial(_text, "summary"),
    "note": partial(_text, "note"),
    **{link: partial(_link, link) for link in LINKS},
    "id": lambda context: (context.event.id,),
}
"""The value of each fact in pieces, by the key of its label; without a piece there is no fact."""

NO_FACTS = {
    "title": "the heading of every page",
    "cites": "a part with words of its own: `voices` says whose they are",
    "claims": "a part: see `parts`",
    "history": "a part with citations",
    "commitments": "a part: see `parts`",
    "corrections": "a part: see `parts`",
}
"""The fields of an event that are no facts, and why."""
