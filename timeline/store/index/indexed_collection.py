"""A collection whose records stay in the index until they are needed."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from pydantic import PrivateAttr

from timeline.query.index_protocol import IndexQuery
from timeline.records.model import SECTIONS, Actor, Collection, Event, Source
from timeline.store.index.search import Index

_CACHED_RECORDS = 500  # records of each section
_CACHED_NUMBERS = 5000


class _ById(Mapping[str, Any]):
    """The records of a section by their ids, loaded on demand, with a cache of the last ones."""

    def __init__(self, index: Index, section: str) -> None:
        self.index = index
        self.section = section
        self.record = lru_cache(_CACHED_RECORDS)(self._record)

    def __getitem__(self, id_: str) -> Any:
        return self.record(id_)

    def _record(self, id_: str) -> Any:
        found = self.index.record(self.section, id_)
        if found is None:
            raise KeyError(id_)
        return found

    def __iter__(self) -> Iterator[str]:
        return self.index.ids(self.section)

    def __len__(self) -> int:
        return self.index.count(self.section)


class _Numbers(Mapping[str, int]):
    """The numbers by which sources are cited."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.number = lru_cache(_CACHED_NUMBERS)(self._number)

    def __getitem__(self, source: str) -> int:
        return self.number(source)

    def _number(self, source: str) -> int:
        found = self.index.number(source)
        if found is None:
            raise KeyError(source)
        return found

    def __iter__(self) -> Iterator[str]:
        return self.index.ids("sources")

    def __len__(self) -> int:
        return self.index.count("sources")


class IndexedCollection(Collection):
    """A collection like any other that finds events through an index and loads only what is needed.

    Using a section as a whole loads all of its records.
    """

    _index: Index = PrivateAttr()

    def __getattr__(self, name: str) -> Any:
        """Load a section as a whole, once."""
        if name not in SECTIONS:
            return super().__getattr__(name)  # type: ignore[misc]
        self.__dict__[name] = tuple(self._index.records(name))
        return self.__dict__[name]

    @cached_property
    def source(self) -> Mapping[str, Source]:  # type: ignore[override]
        """The sources by id."""
        return _ById(self._index, "sources")

    @cached_property
    def actor(self) -> Mapping[str, Actor]:  # type: ignore[override]
        """The actors by id."""
        return _ById(self._index, "actors")

    @cached_property
    def event(self) -> Mapping[str, Event]:  # type: ignore[override]
        """The events by id."""
        return _ById(self._index, "events")

    def each(self, section: str) -> Iterator[Any]:
        """Yield the records of a section one by one: see `Collection.each`."""
        return self._index.records(section)

    @cached_property
    def number(self) -> Mapping[str, int]:  # type: ignore[override]
        """The number by which each source is cited, from 1, in the order of the files."""
        return _Numbers(self._index)

    @cached_property
    def newest_source(self) -> date | None:
        """The last day on which any source may have been published; None if none is dated."""
        return self._index.newest()

    def leading(self, field: str, to: str) -> tuple[Event, ...]:
        """Return the events that refer to another: see `Collection.leading`."""
        return tuple(self.event[event] for event in self._index.leading(field, to))

    def names_with_word(self, field: str, word: str) -> dict[str, tuple[str, ...]]:
        """Return the ids and names with a word: see `SearchableCollection`."""
        return self._index.names_with_word(field, word)

    def search(self, query: IndexQuery, sort: str, *, reverse: bool) -> Iterator[Event]:
        """Return events in order, among them all that match: see `SearchableCollection`."""
        return self._index.search(query, sort, reverse=reverse)


def indexed_collection(index: Index) -> IndexedCollection:
    """Return the collection in an index."""
    made: IndexedCollection = IndexedCollection.model_construct(None, collection=index.about)  # type: ignore[call-arg]
    for section in SECTIONS:  # pydantic sets missing ones to their defaults
        made.__dict__.pop(section, None)
    made._index = index  # noqa: SLF001 - a model's own attribute can only be set so
    return made
