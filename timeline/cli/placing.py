"""Where a new event stands in the file, and what it is called."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import count

from timeline.dates import Edtf, spelled
from timeline.text import fold

_LONGEST = 100
_PLAIN = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def place(dates: Sequence[Edtf], new: Edtf) -> int | None:
    """Give the index for a new event: after the last that is not later.

    None, the end, where the events that are there do not stand in order.
    """
    days = [_days(date) for date in dates]
    return bisect_right(days, _days(new)) if days == sorted(days) else None


def places(dates: Sequence[Edtf], new: Iterable[Edtf]) -> list[int | None]:
    """Give the index for each of several new events, put in one after the other: see `place`."""
    days = [_days(date) for date in dates]
    if days != sorted(days):
        return [None for _ in new]
    found: list[int | None] = []
    for at in map(_days, new):
        found.append(bisect_right(days, at))
        days.insert(found[-1] or 0, at)
    return found


def _days(date: Edtf) -> tuple[int, int]:
    """Give a date's first and last day; where it has no first, the last is both."""
    first, last = date.span.bounds
    return (first if date.earliest else last, last)


def event_id(date: Edtf, kind: str, actors: Iterable[str], taken: Collection[str]) -> str:
    """Propose the id of an event: its day, its kind, its actors; a number if that is taken."""
    parts = [*_day(date), kind]
    for actor in actors:
        if len("-".join((*parts, actor))) <= _LONGEST - 4:
            parts.append(actor)
    return unique("-".join(parts), taken)


def unique(name: str, taken: Collection[str]) -> str:
    """Give a name that is not taken: itself, or with the first number that is free."""
    if name not in taken:
        return name
    return next(it for n in count(2) if (it := f"{name}-{n}") not in taken)


def slug(text: str, otherwise: str) -> str:
    """Give a text in the characters that an id may have, or another if nothing is left of it."""
    found = _SEPARATORS.sub("-", fold(text)).strip("-")[: _LONGEST - 4].rstrip("-")
    return found or otherwise


def _day(date: Edtf) -> tuple[str, ...]:
    """Give the day, month or year of a date; ``by-`` and the last day if only that is known."""
    if date.earliest is None:
        return ("by", date.latest.isoformat()) if date.latest else ()
    whole = spelled(date.span).text
    return (whole if _PLAIN.fullmatch(whole) else date.earliest.isoformat(),)
