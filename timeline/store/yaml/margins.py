"""Counts from the margins of a collection's text, for `--version`: fast, and only a hint.

Counting dashes takes 8 ms for 650 kB, parsing the same as YAML 36 ms and importing PyYAML 20 more.
"""

import re
from dataclasses import dataclass

_DASH = re.compile(r"^( *)- ", re.MULTILINE)
_TOP = re.compile(r"^(\w+):[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_EVENTS = re.compile(r"^events:", re.MULTILINE)
_RECORDS = re.compile(r"^(?:sources|actors|events):", re.MULTILINE)
_PUBLISHED = re.compile(
    r"""^ +(?:- +)?(?:\{(?:[^}\n]*, *)?)?published: *["']?([^"',}#\r\n]*(?:,[^"'}#\r\n]*\])?)""",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class MarginCount:
    """The number of events in a text, and the dates of its sources as written.

    ``events`` is None where the events are not a list in block style.
    """

    events: int | None
    published: tuple[str, ...]


def count_margins(text: str) -> MarginCount:
    """Return the number of events and the dates of sources by the margins of a text.

    Nothing is raised, whatever the text.
    """
    parts = _TOP.split(text)
    bodies = dict(zip(parts[1::2], parts[2::2], strict=True))
    events = bodies.get("events")
    dated = _PUBLISHED.findall(bodies.get("sources", ""))
    elsewhere = None if _EVENTS.search(text) else 0
    count = elsewhere if events is None else _dashes(events)
    return MarginCount(count, tuple(date.strip() for date in dated))


def _dashes(body: str) -> int | None:
    first = _DASH.search(body)
    return len(re.findall(rf"^{first[1]}- ", body, re.MULTILINE)) if first else None


def header(text: str) -> str:
    """Return the text up to its records, where the head of a collection usually stands."""
    found = _RECORDS.search(text)
    return text[: found.start()] if found else text
