"""A Mermaid timeline: a section a month, under each date in words the events of that date.

It is a picture for a page of notes: titles, status where it is not plain, and numbers of sources.
Its title says what was chosen; what the sources are, and what was exported, stands in comments.
"""

import re
from collections.abc import Iterator

from timeline.dates import Edtf, of_day
from timeline.formats.bibliography.citing import plain
from timeline.formats.export import Export
from timeline.formats.tools import event_lines
from timeline.i18n import sentence
from timeline.query.filter import Row
from timeline.records.model import Event

# Signs of the grammar, of comments, directives and HTML, and those that Mermaid itself puts in
# the place of entities.
_SIGN = re.compile(r"[#;:%<>{}\ufb02\u00b6]")
_SIGN_OF_COMMENTS = re.compile(r"[%<{}]")


def render(export: Export) -> Iterator[str]:
    """Yield the diagram."""
    comments = [f"{name}: {plain(value)}" for name, value in export.told_origin.items()]
    comments += _sources(export)
    yield from (f"%% {_SIGN_OF_COMMENTS.sub(_entity, comment)}\n" for comment in comments)
    yield f"timeline\n    title {escaped(_title(export))}\n"
    for heading, rows in event_lines.by_heading(export).items():
        yield f"    section {escaped(heading)}\n"
        for date, events in _by_date(rows).items():
            yield f"        {escaped(date.say(export.language))}\n"
            yield from (f"            : {_event(export, event)}\n" for event in events)


def _title(export: Export) -> str:
    """Return the title with the day and the filter: nothing else of a diagram tells them."""
    known = sentence("as known on {day}", day=of_day(export.as_of)) if export.as_of else None
    bits = (
        event_lines.said(export, export.collection.collection.title),
        known.say(export.language) if known else "",
        plain(export.asked),
    )
    return " · ".join(filter(None, bits))


def _by_date(rows: list[Row]) -> dict[Edtf, list[Event]]:
    under: dict[Edtf, list[Event]] = {}
    for row in rows:
        under.setdefault(row.event.date, []).append(row.event)
    return under


def _event(export: Export, event: Event) -> str:
    title, numbers = event_lines.said(export, event.title), event_lines.numbers(export, event)
    # With the day on which it was seen: a picture is all that there is.
    status = event_lines.unsettled(export, event) and event_lines.status(export, event)
    return escaped(" ".join(filter(None, (title, status and f"({status})", numbers))))


def _sources(export: Export) -> Iterator[str]:
    cited = {source for row in export.rows for source in event_lines.sources(export, row.event)}
    numbered = {int(number[1:-1]): rest for number, *rest in cited}
    for number, (called, url) in sorted(numbered.items()):
        yield " ".join(filter(None, (f"[{number}]", called, plain(url or ""))))


def escaped(text: str) -> str:
    """Write the signs that Mermaid would take as its entities: ``#58;`` is a colon."""
    return _SIGN.sub(_entity, text)


def _entity(found: re.Match[str]) -> str:
    return f"#{ord(found[0])};"
