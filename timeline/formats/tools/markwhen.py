"""Markwhen text (markwhen.com): a header, a section a month, and events with what is known of them.

A date is written as exactly as Markwhen's EDTF can; the title of one that is not a certain day
begins with its words, and the property ``edtf`` has it as recorded. No time zone is declared, so
that a day is that day wherever it is read.
"""

import json
import re
from collections.abc import Iterator

from timeline.dates import Edtf, Part
from timeline.formats.export import Export
from timeline.formats.tools import event_lines
from timeline.query.filter import Row
from timeline.wording.typography import plain

# What would be a tag, an id, a mention, a link, a progress, a checkbox, a comment or a relation.
_SIGN = re.compile(
    r"(?<!\S)#(?=\w)|!(?=\w)|@(?=[\w/])|\](?=\()|\d(?=%)|^\[(?=[xX ]?\])|^/(?=/)|\.(?=start|end)",
    re.ASCII,
)


def render(export: Export) -> Iterator[str]:
    """Yield the text, section by section."""
    yield from _header(export)
    for heading, rows in event_lines.headings(export):
        yield f"\n# {heading}\n"
        for row in rows:
            yield from (f"{line}\n" for line in ("", *_event(export, row)))


def _header(export: Export) -> Iterator[str]:
    about = export.collection.collection
    said = {"title": event_lines.said(export, about.title)}
    if about.coverage:
        said["description"] = event_lines.said(export, about.coverage)
    for name, value in {**said, **export.told_origin}.items():
        # A "#" would be taken for a tag even here, in YAML.
        yield f"{name}: {_quoted(plain(value))}\n"


def _event(export: Export, row: Row) -> Iterator[str]:
    event, date = row.event, row.event.date
    words = "" if date.certain else f"{date.say(export.language)} · "
    title = escaped(words + event_lines.said(export, event.title))
    tags = " ".join(f"#{text}" for text in (_tag(event.kind), *export.collection.sides_of(event)))
    yield f"{written(date)}: {title} {tags}"
    yield f"id: {_quoted(event.id)}"
    yield f"edtf: {_quoted(date.text)}"
    if date.offset:
        yield f"timezone: {_quoted('UTC' if date.offset == 'Z' else date.offset)}"
    # No line of text begins with what could be a date, a section, a property or a comment.
    yield from (f"· {escaped(line)}" for line in _lines(export, row))


def _lines(export: Export, row: Row) -> Iterator[str]:
    yield from event_lines.facts(export, row)
    for quote in event_lines.quotes(export, row.event):
        yield quote.marked(export)
        yield from (f"— {remark}" for remark in quote.remarks)
    for number, called, url in event_lines.sources(export, row.event):
        yield " ".join(filter(None, (number, called, plain(url or ""))))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("#", "\\u0023")


def _tag(kind: str) -> str:
    return kind.replace("-", "_")


def escaped(text: str) -> str:
    """Put a backslash behind every sign that Markwhen would take; the text is one line."""
    return _SIGN.sub(lambda found: found[0] + "\\", text)


def written(date: Edtf) -> str:
    """Return a date as Markwhen reads it: ``2026-02``, ``2026-01-12 09:00``, ``2026-01/2026-02``.

    One of a set is the span of all of them, and an open date the day, month or year it names.
    """
    if date.form == "set":
        return "/".join(str(day) for day in (date.earliest, date.latest))
    parts = list(dict.fromkeys(_part(part) for part in date.known))
    return "/".join(parts)


def _part(part: Part) -> str:
    if "X" in part.year:
        return "/".join(part.year.replace("X", digit) for digit in "09")
    known = (text for text in (part.year, part.month, part.day) if text.isdigit())
    return " ".join(filter(None, ("-".join(known), part.time[:5])))
