"""A filter, and the events of a collection that match it, in order. Pure: no I/O.

Values of the same field mean *any of them*; different fields mean *all of them*. An event matches
a span of days if any of its possible days lies inside; with ``certain``, if all of them do. An
event that only the open end of its date brings there comes after all others, whatever the order.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import overload

from timeline.dates import Span
from timeline.errors import WrongCall
from timeline.i18n import LANGUAGES, sentence
from timeline.query.index_protocol import IndexQuery, SearchableCollection
from timeline.query.registers import FILTER_REGISTERS, members_of
from timeline.records.model import Collection, Event
from timeline.text import tokens

ALWAYS = Span(None, None)

# A phrase in straight, curly or angled quotation marks, or a single word.
_TERM = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|(\S+)')


@dataclass(frozen=True, slots=True)
class Filter:
    """A query as people typed it, with its dates parsed into spans of days.

    ``between`` bounds the answer (``--since``, ``--until``); ``on`` holds spans any of which may
    match. With ``members`` an institution stands for everyone who belongs to it.
    """

    actors: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    asked_by: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    on: tuple[Span, ...] = ()
    between: Span = ALWAYS
    certain: bool = False
    members: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One event of an answer; ``certain`` is false if it may lie outside the days asked for.

    ``open`` says that nothing but an open end of its date reaches those days: of ``../2026-03-06``,
    the year 1999.
    """

    event: Event
    certain: bool = True
    open: bool = False

    @property
    def match(self) -> str:
        """What data sets call it: ``certain``, ``possible``, or ``open``."""
        return "open" if self.open else "certain" if self.certain else "possible"


@dataclass(frozen=True, slots=True)
class Thread:
    """A row, with the rows of the same answer that are readouts of it, directly or indirectly."""

    row: Row
    readouts: tuple[Row, ...] = ()


class Answer(Sequence[Row]):
    """The rows of an answer, searched again each time they are iterated."""

    def __init__(self, find: Callable[[], Iterator[Row]]) -> None:
        """Take the function that searches for the rows."""
        self._find = find
        # `bool` takes the first row off the search; the iterator that it leaves is used up next, so
        # that asking "is there any?" before a loop does not search twice.
        self._begun: list[Iterator[Row]] = []

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows in order, going on with a search that `bool` began."""
        n = 0
        for n, row in enumerate(self._rows(), 1):  # noqa: B007 - counts the rows
            yield row
        # A whole run has counted the rows: `len` need not search again.
        self.__dict__["_length"] = n

    def _rows(self) -> Iterator[Row]:
        return self._begun.pop() if self._begun else self._find()

    def __bool__(self) -> bool:
        """Return whether there is any row."""
        rows = self._rows()
        first = tuple(islice(rows, 1))
        self._begun.append(chain(first, rows))
        return bool(first)

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._length

    @cached_property
    def _length(self) -> int:
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, n: int) -> Row: ...

    @overload
    def __getitem__(self, n: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, n: int | slice) -> Row | tuple[Row, ...]:
        """Return the row with a number, or those of a slice."""
        return tuple(self)[n]


SORTS: dict[str, Callable[[Event], tuple[object, ...]]] = {
    "date": lambda event: event.order,
    "kind": lambda event: (event.kind, *event.order),
    "status": lambda event: (event.status, *event.order),
    "id": lambda event: (event.id,),
}
"""The sort keys of an answer, by name."""


def select(
    collection: Collection,
    criteria: Filter,
    *,
    sort: str = "date",
    reverse: bool = False,
    limit: int | None = None,
) -> tuple[Row, ...]:
    """Return the rows of the events that match a filter, in order, at most ``limit`` of them.

    Raises `UnknownValue`, with suggestions, for a value that the collection does not have.
    """
    return tuple(search(collection, criteria, sort=sort, reverse=reverse, limit=limit))


def search(
    collection: Collection,
    criteria: Filter,
    *,
    sort: str = "date",
    reverse: bool = False,
    limit: int | None = None,
) -> "Answer":
    """Return the same rows as `select`, to be iterated as often as needed, a row at a time.

    An indexed collection holds no more than one event in memory meanwhile.
    """
    query = _index_query(collection, criteria)
    tests = tuple(_predicates(collection, criteria, query))

    def fitting(events: Iterable[Event]) -> Iterator[Event]:
        # The index only narrows the search: every event that it returns is tested again.
        return (event for event in events if all(test(event) for test in tests))

    spans = _spans(criteria)

    def rows(events: Iterable[Event]) -> Iterator[Row]:
        return islice(_open_last(_row(event, spans) for event in events), limit)

    if isinstance(collection, SearchableCollection):
        finds = collection.search
        return Answer(lambda: rows(fitting(finds(query, sort, reverse=reverse))))
    found = sorted(fitting(collection.events), key=SORTS[sort], reverse=reverse)
    return Answer(lambda: rows(found))


def threads(rows: Iterable[Row]) -> tuple[Thread, ...]:
    """Group every readout under the event that it is about, if that event is among the rows."""
    rows = tuple(rows)
    present = {row.event.id: row.event for row in rows}
    under: dict[str, list[Row]] = {}
    for row in rows:
        under.setdefault(_thread_root(row.event, present), []).append(row)
    return tuple(
        Thread(row, tuple(other for other in under[row.event.id] if other is not row))
        for row in rows
        if _thread_root(row.event, present) == row.event.id
    )


def _thread_root(event: Event, present: Mapping[str, Event]) -> str:
    while event.about and event.about in present:
        event = present[event.about]
    return event.id


def _row(event: Event, spans: Sequence[Span]) -> Row:
    certain = _certain(event, spans)
    return Row(event, certain, not certain and not any(map(event.date.reaches, spans)))


def _open_last(rows: Iterable[Row]) -> Iterator[Row]:
    """Put the rows that match by an open end after the others; there are few of them."""
    later: list[Row] = []
    for row in rows:
        if row.open:
            later.append(row)
        else:
            yield row
    yield from later


def _certain(event: Event, spans: Sequence[Span]) -> bool:
    # Without a bound every day matches, so there is no doubt, even for an open date.
    if ALWAYS in spans:
        return True
    return all(any(own.within(span) for span in spans) for own in event.date.spans)


def _spans(criteria: Filter) -> tuple[Span, ...]:
    """Return the spans that an answer lies in: those of ``on``, cut to ``between``."""
    parts = (span.intersection(criteria.between) for span in criteria.on or (ALWAYS,))
    return tuple(part for part in parts if part)


def _index_query(collection: Collection, criteria: Filter) -> IndexQuery:
    """Return a filter in ids and days. Raises `UnknownValue`."""
    days = criteria.on or criteria.between != ALWAYS
    return IndexQuery(
        {
            name: _resolve(collection, criteria, name)
            for name in FILTER_REGISTERS
            if getattr(criteria, name)
        },
        tuple(map(_terms, criteria.texts)),
        _spans(criteria) if days else None,
    )


def _resolve(collection: Collection, criteria: Filter, field: str) -> frozenset[str]:
    wanted = FILTER_REGISTERS[field].resolve(collection, getattr(criteria, field))
    return members_of(collection, wanted) if field == "actors" and criteria.members else wanted


def _predicates(
    collection: Collection, criteria: Filter, query: IndexQuery
) -> Iterator[Callable[[Event], bool]]:
    for field, wanted in query.ids.items():
        yield _has_any_value(collection, field, wanted)
    if query.searches:
        yield _matches_any_text(query.searches)
    if query.spans is not None:
        if criteria.certain:
            spans = query.spans
            yield lambda event: _certain(event, spans)
        else:
            yield _may_fall_in_any(query.spans)


def _has_any_value(
    collection: Collection, field: str, wanted: frozenset[str]
) -> Callable[[Event], bool]:
    register = FILTER_REGISTERS[field]
    return lambda event: not wanted.isdisjoint(register.values_of(collection, event))


def _may_fall_in_any(spans: Iterable[Span]) -> Callable[[Event], bool]:
    return lambda event: any(event.date.possibly(span) for span in spans)


def _matches_any_text(searches: Iterable[tuple[str, ...]]) -> Callable[[Event], bool]:
    def says(event: Event) -> bool:
        texts = [f" {' '.join(tokens(text))} " for text in texts_of(event)]
        return any(all(any(term in text for text in texts) for term in terms) for terms in searches)

    return says


def _terms(typed: str) -> tuple[str, ...]:
    """Return the words and "phrases" of a search, folded and between spaces.

    A term that ends in ``*`` has no space at its end, so that it matches the beginning of a word.
    """
    terms = []
    for found in _TERM.finditer(typed):
        text = next(group for group in found.groups() if group is not None)
        words = " ".join(tokens(text))
        terms += [f" {words}" if text.endswith("*") else f" {words} "] if words else []
    if not terms:
        raise WrongCall(sentence('a search needs a word or a "phrase", such as soberanía'))
    return tuple(terms)


def texts_of(event: Event) -> Iterator[str]:
    """Yield every text of an event that a search covers, in each language that it has."""
    cited = [cite for _, cite in event.all_cites()]
    for said in (
        event.title,
        event.summary,
        *(words for cite in cited for words in (cite.says, cite.translation)),
    ):
        yield from (said.say(language) for language in LANGUAGES if said)
    yield from (cite.quote for cite in cited if cite.quote)
