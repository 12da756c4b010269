"""The interface of a collection with an index, which finds events without reading them all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from timeline.dates import Span
from timeline.records.model import Event


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """A filter in the terms of an index: a necessary condition, not a sufficient one.

    ``ids`` has, by the field of a filter, the ids of which an event has at least one; ``searches``
    the terms of each text search, of which one search matches with all its terms; ``spans`` the
    spans of days, in one of which the event may lie, None for any day.
    """

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    searches: tuple[tuple[str, ...], ...] = ()
    spans: tuple[Span, ...] | None = None

    def __bool__(self) -> bool:
        """Return whether there is any condition."""
        return bool(self.ids or self.searches) or self.spans is not None


@runtime_checkable
class SearchableCollection(Protocol):
    """A collection that finds events and names through an index."""

    def search(self, query: IndexQuery, sort: str, *, reverse: bool) -> Iterator[Event]:
        """Return events in an order of `filter.SORTS`: all that match, and perhaps others."""

    def names_with_word(self, field: str, word: str) -> dict[str, tuple[str, ...]]:
        """Return the ids of a register that have a name with a word in it, and those names."""
