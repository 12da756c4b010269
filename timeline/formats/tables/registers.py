"""The tables of sources, actors and topics: only those that the rows of the answer use."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from timeline.formats.export import Export
from timeline.formats.tables.column import Column, Fields, Table, Type, apart, number
from timeline.i18n import Language, mark
from timeline.quotes.prove import Standing, StandingCounts, tally
from timeline.records.model import Actor, Collection, Event, Office, Source, Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class UsedRecord(Generic[T]):
    """Something that the answer uses: how many of its events and citations rest on it.

    ``tally`` says what these citations are worth, where that is asked.
    """

    record: T
    events: int
    citations: int
    tally: StandingCounts | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, and its name where the collection gives one."""

    id: str
    name: Words | None


def sources(export: Export) -> Iterator[UsedRecord[Source]]:
    """Yield the sources that events cite or claims rest on, and the origins of these.

    They are in the order of the collection.
    """
    events, worth = export.once(_rested_on)
    used = _origins_too(export.collection, events)
    for source in export.collection.each("sources"):
        if source.id in used:
            found = tally(worth.get(source.id, Counter()).elements())
            yield UsedRecord(source, events[source.id], found.all, found)


def _rested_on(export: Export) -> tuple[Counter[str], dict[str, Counter[Standing]]]:
    """Count for each source the events that cite it (none for one of claims), and its citations."""
    events: Counter[str] = Counter()
    worth: dict[str, Counter[Standing]] = {}
    for row in export.rows:
        cites = [cite for _, cite in row.event.all_cites()]
        events.update({cite.source for cite in cites})
        events.update({source: 0 for claim in row.event.claims for source in claim.sources})
        for cite in cites:
            worth.setdefault(cite.source, Counter())[export.standing(cite)] += 1
    return events, worth


def actors(export: Export) -> Iterator[UsedRecord[Actor]]:
    """Yield the actors who take part, asked for an event or speak, and whom these belong to.

    They are in the order of the collection.
    """
    events, cites = export.once(_taking_part)
    used = _bodies_too(export.collection, events)
    for actor in export.collection.each("actors"):
        if actor.id in used:
            yield UsedRecord(actor, events[actor.id], cites[actor.id])


def _taking_part(export: Export) -> tuple[Counter[str], Counter[str | None]]:
    """Count for each actor the events, and the citations in which it speaks."""
    events: Counter[str] = Counter()
    cites: Counter[str | None] = Counter()
    for row in export.rows:
        events.update(_actors_of(row.event))
        cites.update(cite.speaker for _, cite in row.event.all_cites())
    return events, cites


def _origins_too(collection: Collection, ids: Iterable[str]) -> set[str]:
    """Return sources with those whose text they rewrite, and so on: a table names no other."""
    origins = {value.id: (value.origin,) for value in collection.each("sources") if value.origin}
    return _closure(ids, origins)


def _bodies_too(collection: Collection, ids: Iterable[str]) -> set[str]:
    """Return actors with those to which they belong, and so on: a table names no other."""
    return _closure(ids, {value.id: value.member_of for value in collection.each("actors")})


def _closure(ids: Iterable[str], named: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(ids)
    while waiting:
        if (one := waiting.pop()) not in found:
            found.add(one)
            waiting.extend(named.get(one, ()))
    return found


def topics(export: Export) -> Iterator[UsedRecord[Topic]]:
    """Yield the topics of events, citations and claims: those the collection names go first."""
    events, cites = export.once(_raising)
    names = export.collection.collection.topics
    for topic in (
        *(name for name in names if name in events),
        *sorted(events.keys() - names.keys()),
    ):
        yield UsedRecord(Topic(topic, names.get(topic)), events[topic], cites[topic])


def _raising(export: Export) -> tuple[Counter[str], Counter[str]]:
    """Count for each topic the events, and the citations that speak of it."""
    events: Counter[str] = Counter()
    cites: Counter[str] = Counter()
    for row in export.rows:
        events.update(topics_of(row.event))
        cites.update(topic for _, cite in row.event.all_cites() for topic in set(cite.topics))
    return events, cites


def _actors_of(event: Event) -> set[str]:
    named = (event.asked_by, *(cite.speaker for _, cite in event.all_cites()))
    return {*(part.actor for part in event.actors), *filter(None, named)}


def topics_of(event: Event) -> tuple[str, ...]:
    """Return the topics of an event, of its citations and of its claims, each once."""
    cited = (topic for _, cite in event.all_cites() for topic in (*cite.topics, *cite.terms))
    claimed = filter(None, (claim.topic for claim in event.claims))
    return tuple(dict.fromkeys((*event.topics, *cited, *claimed)))


_DAYS = re.compile(r" \(([^()]*/[^()]*)\)\Z")


def _office(office: Office, language: Language) -> str:
    """Return an office and the days it was held: ``Senator (2020/2024)``.

    Nothing if it has no title in that language. Where a date is itself an interval, the sign
    between the two has spaces, which no date has. ``(/)`` follows a title that ends like days.
    """
    title = getattr(office.title, language) or ""
    ends = [str(date or "") for date in (office.since, office.until)]
    if not any(ends) and not _DAYS.search(title):
        return title
    sign = " / " if "/" in "".join(ends) else "/"
    return title and f"{title} ({sign.join(ends)})"


def _read_office(text: str, language: Language) -> dict[str, Any]:
    """Return what one language says of an office: nothing if it has no title there."""
    if not text:
        return {}
    found = _DAYS.search(text)
    title, days = (text[: found.start()], found[1]) if found else (text, "")
    since, _, until = days.partition(" / " if " / " in days else "/")
    return {"title": {language: title}, "from": since, "to": until}


def _offices(language: Language, about: str) -> Column[UsedRecord[Actor]]:
    return Column(
        lambda _, row: tuple(_office(office, language) for office in row.record.offices),
        about,
        Type.SEVERAL,
        field="offices",
        read=lambda cell: [_read_office(text, language) for text in apart(cell)],
    )


_RECORD = Fields("record")

SOURCES: Table[UsedRecord[Source]] = Table(
    "sources",
    mark("one row a source that the events rest on"),
    sources,
    {
        "id": _RECORD.text("id", mark("the source's id")),
        "number": number(
            lambda export, row: export.collection.number[row.record.id],
            mark("the number by which it is cited"),
        ),
        "title": _RECORD.text("title", mark("its title, if known")),
        "outlet": _RECORD.text("outlet", mark("who published it, if known")),
        "author": _RECORD.text("author", mark("its author, if known")),
        "published": _RECORD.text("published", mark("when it was published, in EDTF")),
        "published_earliest": _RECORD.day(
            "published.earliest", mark("the first day on which it may have been published")
        ),
        "published_latest": _RECORD.day(
            "published.latest", mark("the last day on which it may have been published")
        ),
        "published_basis": Column(
            lambda _, row: str(row.record.published_basis) if row.record.published else None,
            mark("stated by the source, or inferred"),
            field="published_basis",
        ),
        **_RECORD.both(
            "published_note",
            mark("from what its date was inferred, in English"),
            mark("from what its date was inferred, in Spanish"),
        ),
        "accessed": _RECORD.text("accessed", mark("when it was read online")),
        "language": _RECORD.text("language", mark("its language, as BCP 47 says")),
        "url": _RECORD.text("url", mark("its address")),
        "file": _RECORD.text("file", mark("the file of its stored text")),
        "sha256": _RECORD.text("sha256", mark("the SHA-256 that was recorded for that file")),
        "origin": _RECORD.text("origin", mark("the source or event whose text it rewrites")),
        **_RECORD.both(
            "note",
            mark("our note on the source, in English"),
            mark("our note on the source, in Spanish"),
        ),
        "events": number(lambda _, row: row.events, mark("how many of these events cite it")),
        "citations": number(
            lambda _, row: row.citations, mark("how many of these citations are of it")
        ),
        "proved": number(
            lambda _, row: row.tally.proved if row.tally else None,
            mark("how many of those are proved: their quotes stand in its stored text"),
        ),
        "linked": number(
            lambda _, row: row.tally.linked if row.tally else None,
            mark("how many of those are links: no quote, or no stored text to prove it with"),
        ),
    },
    Source,
)

ACTORS: Table[UsedRecord[Actor]] = Table(
    "actors",
    mark("one row an actor who takes part in the events or speaks of them"),
    actors,
    {
        "id": _RECORD.text("id", mark("the actor's id")),
        "kind": _RECORD.text("kind", mark("person, institution, government or group")),
        "side": _RECORD.text("side", mark("the actor's side")),
        **_RECORD.both(
            "name",
            mark("the name in English"),
            mark("the name in Spanish"),
            once=True,
        ),
        "aliases": _RECORD.several("aliases", mark("other names in the sources")),
        "member_of": _RECORD.several("member_of", mark("the ids of the actors it belongs to")),
        "offices_en": _offices(
            "en", mark("the offices held, with the days that sources give, in English")
        ),
        "offices_es": _offices(
            "es", mark("the offices held, with the days that sources give, in Spanish")
        ),
        "events": number(
            lambda _, row: row.events,
            mark("in how many of these events it takes part, asked or speaks"),
        ),
        "citations": number(
            lambda _, row: row.citations, mark("in how many of these citations it speaks")
        ),
    },
    Actor,
)

TOPICS: Table[UsedRecord[Topic]] = Table(
    "topics",
    mark("one row a topic that the events raise"),
    topics,
    {
        "id": _RECORD.text("id", mark("the topic's id")),
        **_RECORD.both(
            "name",
            mark("the name in English"),
            mark("the name in Spanish"),
        ),
        "events": number(lambda _, row: row.events, mark("how many of these events raise it")),
        "citations": number(
            lambda _, row: row.citations, mark("how many of these citations speak of it")
        ),
    },
)
