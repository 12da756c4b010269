"""Where new records and their fields stand in a file, and what a new event is called."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from timeline import dates
from timeline.dates import Edtf, span_to_edtf
from timeline.records.model import Collection, Record
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add
from timeline.text import fold

_Days = tuple[int, int]
_LONGEST = 100
_PLAIN = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_SEPARATORS = re.compile(r"[^a-z0-9]+")


class Places:
    """Where new events stand, put in one after the other.

    Each goes into the file that holds the event nearest in time, the first such file: there it
    stands after those that are not later, or at the end where that file is not in order.
    """

    def __init__(self, dates: Iterable[Sequence[Edtf]], home: int = 0) -> None:
        """Take the dates of the events that are there, file by file.

        ``home`` is the number of the file that takes an event where there is none yet.
        """
        there = [[*map(_days, sequence)] for sequence in dates]
        self.files = [sorted(items) for items in there]
        self.in_order = [old == new for old, new in zip(there, self.files, strict=True)]
        self.home = home

    def take(self, date: Edtf) -> tuple[int, int]:
        """Return the number of a new event, counted through all files, and that of its file."""
        new = _days(date)
        having = (i for i, days in enumerate(self.files) if days)
        file = min(having, key=lambda other: _distance(self.files[other], new), default=self.home)
        days = self.files[file]
        at = bisect_right(days, new)
        number = sum(map(len, self.files[:file])) + (at if self.in_order[file] else len(days))
        days.insert(at, new)
        return number, file


def _distance(days: Sequence[_Days], new: _Days) -> int:
    """Return how many days lie between the start of a new event and that of its neighbour."""
    at = bisect_right(days, new)
    return min(abs(first - new[0]) for first, _ in days[max(at - 1, 0) : at + 1])


def of_events(opened: Opened) -> Places:
    """Return the places for new events of a collection."""
    events, layout = opened.collection.events, opened.layout
    there = ([event.date for event in events[start:end]] for start, end in layout.bounds("events"))
    return Places(there, layout.file_for_new_record("events"))


def additions(opened: Opened, section: str, records: Iterable[Any]) -> Iterator[Add]:
    """Yield what adds records to a section: an event where its date has it, others at the end."""
    order = order_of(Collection)
    if section != "events":
        yield from (Add((section,), record, order=order) for record in records)
        return
    places = of_events(opened)
    for event in records:
        at, file = places.take(dates.parse(event["date"]))
        yield Add((section,), event, at, order, file)


def order_of(record: type[Record]) -> tuple[str, ...]:
    """Return the fields of a kind of record in the order in which they are written."""
    return tuple(field.alias or name for name, field in record.model_fields.items())


def _days(date: Edtf) -> _Days:
    """Return a date's first and last day; where it has no first, the last is both."""
    first, last = date.span.bounds
    return (first if date.earliest else last, last)


def event_id(date: Edtf, kind: str, actors: Iterable[str], taken: Container[str]) -> str:
    """Propose the id of an event: its day, its kind, its actors; a number if that is taken."""
    parts = [*_day(date), kind]
    for actor in actors:
        if len("-".join((*parts, actor))) <= _LONGEST - 4:
            parts.append(actor)
    return unique("-".join(parts), taken)


def unique(name: str, taken: Container[str]) -> str:
    """Return a name that is not taken: itself, or with the first number that is free."""
    if name not in taken:
        return name
    return next(text for n in count(2) if (text := f"{name}-{n}") not in taken)


def slug(text: str, otherwise: str) -> str:
    """Return a text in the characters that an id may have, or another if nothing is left of it."""
    found = _SEPARATORS.sub("-", fold(text)).strip("-")[: _LONGEST - 4].rstrip("-")
    return found or otherwise


def _day(date: Edtf) -> tuple[str, ...]:
    """Return the day, month or year of a date; ``by-`` and the last day if only that is known."""
    if date.earliest is None:
        return ("by", date.latest.isoformat()) if date.latest else ()
    whole = span_to_edtf(date.span).text
    return (whole if _PLAIN.fullmatch(whole) else date.earliest.isoformat(),)
