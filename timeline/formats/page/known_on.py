"""A collection as the page sees it on a day, and how its parts are named in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in `model`
from typing import Any

from timeline import dates
from timeline.formats.export import Export
from timeline.formats.page.text import Said, joined, pair, plain, said
from timeline.i18n import counted
from timeline.records.model import Collection, Event

Item = dict[str, Any]
"""One piece of the page: plain values, each text in both languages."""


@dataclass(frozen=True)
class KnownCollection:
    """The collection as it is seen on a day.

    ``links`` are the events that lead to an event, by the field and its id; ``here`` are the ids
    of those that stand on the page.
    """

    export: Export
    collection: Collection
    day: Day
    links: dict[tuple[str, str], list[Event]]
    here: frozenset[str]


def seen(export: Export, collection: Collection, day: Day) -> KnownCollection:
    """See a collection on a day."""
    links: dict[tuple[str, str], list[Event]] = {}
    for event in collection.events:
        for link in event.links.items():
            links.setdefault(link, []).append(event)
    here = frozenset(row.event.id for row in export.rows)
    return KnownCollection(export, collection, day, links, here)


def when(date: dates.Edtf) -> Said:
    """Return a date in words, with its weekday if it is a day."""
    return pair(lambda language: dates.words(date, language, weekday=True))


def topic(collection: Collection, slug: str) -> Said:
    """Name a topic."""
    label = collection.collection.topics.get(slug)
    return said(label) if label else plain(slug)


def origins(collection: Collection, sources: Iterable[str]) -> Said:
    """Count sources, and the origins that they go back to: "5 sources, 1 origin"."""
    ids = set(sources)
    roots = {collection.origin_of(text) for text in ids}
    both = (
        counted("{n} source", "{n} sources", len(ids)),
        counted("{n} origin", "{n} origins", len(roots)),
    )
    return joined([said(phrase) for phrase in both])
