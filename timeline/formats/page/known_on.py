"""A collection as the page sees it on a day, and how its parts are named in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass
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
    """The collection as it was known on a day, or the part of it that one event depends on.

    ``links`` are the events that lead to an event, by the field and its id; ``here`` are the ids
    of those that stand on the page.
    """

    export: Export
    collection: Collection
    links: dict[tuple[str, str], list[Event]]
    here: frozenset[str]


def known_as(export: Export, collection: Collection, here: frozenset[str]) -> KnownCollection:
    """Look from a page at a collection as it was known."""
    links: dict[tuple[str, str], list[Event]] = {}
    for event in collection.events:
        for link in event.links.items():
            links.setdefault(link, []).append(event)
    return KnownCollection(export, collection, links, here)


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
    return of_origins(len(ids), len({collection.origin_of(text) for text in ids}))


def of_origins(sources: int, roots: int) -> Said:
    """Say how many sources there are, of how many origins."""
    both = (
        counted("{n} source", "{n} sources", sources),
        counted("{n} origin", "{n} origins", roots),
    )
    return joined([said(phrase) for phrase in both])
