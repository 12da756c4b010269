"""The keys of events in the index, and the words for the values that filters ask for.

An event's key is a number that begins with a day, so that the events of consecutive days have
consecutive ranges of keys. Values are indexed as words beside those of its texts, such as
``actors:rubio``: no word of a text has a colon.
"""

from collections.abc import Iterator
from hashlib import sha256

from timeline.dates import Edtf, Span

FROM = "days:from"
"""The word of an event with an open end."""
UNTIL = "days:until"
"""The word of an event with an open start; its key begins with its last day."""
LENGTHS = (FROM, UNTIL, *(f"days:{n}" for n in range(1, 23)))
"""Every word of `length_word`."""

# 2**28 events, and `date.max` has 22 bits: both fit into SQLite's 64-bit rowid.
PER_DAY = 1 << 28
"""The number of keys for each day, and so the limit for all events."""
_FIRST, _LAST = 0, 10_000_000

Range = tuple[str | None, int, int]


def event_key(date: Edtf, number: int) -> int:
    """Return the key of an event from its date and a number that no other event has."""
    day = date.earliest or date.latest
    return (day.toordinal() if day else _FIRST) * PER_DAY + number


def length_word(date: Edtf) -> str | None:
    """Return the word for the length of a date in days; None for a single day.

    ``days:3`` means more than four and at most eight days, two to the third power.
    """
    if date.earliest is None:
        return UNTIL
    if date.latest is None:
        return FROM
    low, high = date.span.bounds
    return f"days:{(high - low).bit_length()}" if high > low else None


def ranges(span: Span) -> Iterator[Range]:
    """Yield where events that may fall into a span are: a word or None, and a range of keys."""
    low = span.earliest.toordinal() if span.earliest else _FIRST
    high = span.latest.toordinal() if span.latest else _LAST
    yield None, low * PER_DAY, (high + 1) * PER_DAY - 1
    for word in LENGTHS:
        if word == UNTIL:
            yield word, (high + 1) * PER_DAY, _LAST * PER_DAY
        elif word == FROM:
            yield word, 0, low * PER_DAY - 1
        else:
            # An event of that length that started up to so many days before may still reach the
            # span.
            longest = 1 << int(word.partition(":")[2])
            yield word, max(low - longest, 0) * PER_DAY, low * PER_DAY - 1


def term(name: str, value: str) -> str:
    """Return the word for a value of a field of a filter."""
    if value.isascii() and value.replace("-", "").isalnum():
        return f"{name}:{value.lower()}"
    # The tokenizer splits at other characters, so other values are hashed.
    return f"{name}:{sha256(value.encode('utf-8')).hexdigest()[:16]}"
