"""Where an event stands in the index, and the words for what it can be asked for by.

An event's key is a number that begins with a day, so that the events of some days have keys that
follow each other. What it can be asked for by is written as words beside those of its texts, such
as ``actors:rubio``: no text has a word with a colon.
"""

from collections.abc import Iterator
from hashlib import sha256

from timeline.dates import Edtf, Span

FROM = "days:from"
"""The word of an event whose days have no end."""
UNTIL = "days:until"
"""The word of an event whose days have no beginning; its key begins with its last day."""
LENGTHS = (FROM, UNTIL, *(f"days:{n}" for n in range(1, 23)))
"""Every word of `length_word`."""

PER_DAY = 1 << 28
"""How many numbers there are for the events of a day, and so for all."""
_FIRST, _LAST = 0, 10_000_000

Range = tuple[str | None, int, int]


def event_key(date: Edtf, number: int) -> int:
    """Return the key of an event from its date and a number that no other event has."""
    day = date.earliest or date.latest
    return (day.toordinal() if day else _FIRST) * PER_DAY + number


def length_word(date: Edtf) -> str | None:
    """Return the word for how many days a date may mean; None for a single day.

    ``days:3`` are more than four and at most eight, two to the third power.
    """
    if date.earliest is None:
        return UNTIL
    if date.latest is None:
        return FROM
    low, high = date.span.bounds
    return f"days:{(high - low).bit_length()}" if high > low else None


def ranges(span: Span) -> Iterator[Range]:
    """Yield where the events stand that may lie in a span of days: a word, if any, and keys."""
    low = span.earliest.toordinal() if span.earliest else _FIRST
    high = span.latest.toordinal() if span.latest else _LAST
    yield None, low * PER_DAY, (high + 1) * PER_DAY - 1
    for word in LENGTHS:
        if word == UNTIL:
            yield word, (high + 1) * PER_DAY, _LAST * PER_DAY
        elif word == FROM:
            yield word, 0, low * PER_DAY - 1
        else:
            longest = 1 << int(word.partition(":")[2])
            yield word, max(low - longest, 0) * PER_DAY, low * PER_DAY - 1


def term(name: str, value: str) -> str:
    """Return the word for what an event has in a field of a filter."""
    if value.isascii() and value.replace("-", "").isalnum():
        return f"{name}:{value.lower()}"
    return f"{name}:{sha256(value.encode('utf-8')).hexdigest()[:16]}"
