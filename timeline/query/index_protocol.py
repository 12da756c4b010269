"""What a collection is asked that finds events by itself, without looking at each of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from timeline.dates import Span
from timeline.records.model import Event


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """What is known of the events that are asked for.

    ``ids`` has, by the field of a filter, the ids of which an event has one; ``searches`` the
    terms of each text, all of which it says; ``spans`` the days in one of which it may lie, None
    if they are of no matter.
    """

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    searches: tuple[tuple[str, ...], ...] = ()
    spans: tuple[Span, ...] | None = None

    def __bool__(self) -> bool:
        """Return whether anything is known at all."""
        return bool(self.ids or self.searches) or self.spans is not None


@runtime_checkable
class SearchableCollection(Protocol):
    """A collection that finds events and names by itself."""

    def search(self, clues: IndexQuery, sort: str, *, reverse: bool) -> Iterator[Event]:
        """Return events in an order of `query.SORTS`, among them all of which the clues hold."""

    def names_with_word(self, field: str, word: str) -> dict[str, tuple[str, ...]]:
        """Return the ids of a register that have a name in which a word stands, and those names."""
