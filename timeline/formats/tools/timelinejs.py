"""TimelineJS 3 (Knight Lab): its JSON, and the CSV that is put into its Google spreadsheet.

TimelineJS shows texts as HTML: what the data say is escaped, so that it is shown and nothing else.
A date that is not one day is a span of all its possible days, and what is shown for it are its
words; an open date stands at the day that is known. Nothing is fetched: no media, no background.
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date as Day  # noqa: N812 - as in `model`
from html import escape
from io import StringIO
from typing import Any

from timeline.dates import Edtf
from timeline.formats.export import Export
from timeline.formats.tables.separated import taken
from timeline.formats.tools import event_lines
from timeline.query.filter import Row
from timeline.records.model import Event
from timeline.wording.typography import plain

# In a spreadsheet TimelineJS makes links of addresses by itself, after it has cleaned the HTML,
# and a quotation mark in one would then be markup. A <wbr> after these keeps it from that.
_AUTOLINKED = re.compile(r"(?:https?|ftp)(?=://)|www(?=\.)|@", re.IGNORECASE)
_PLAIN_LINK = re.compile(r"https?://[\w.~/%?=&#:+,;!-]+", re.ASCII)
_FORMULA = re.compile(r"[-=+@＝＋－＠']")

_TITLE_ID = "COLLECTION"  # no event's id has capitals

COLUMNS = (
    *("Year", "Month", "Day", "Time"),
    *("End Year", "End Month", "End Day", "End Time"),
    *("Display Date", "Headline", "Text"),
    *("Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text"),
    *("Type", "Group", "Background"),
)
"""The columns that ``ConfigFactory.js`` reads, in the order of Knight Lab's own spreadsheet."""


def render_json(export: Export) -> Iterator[str]:
    """Yield one object: a title slide, and a slide for each event."""
    title = {
        "unique_id": _TITLE_ID,
        "text": {"headline": _headline(_title(export)), "text": _title_text(export)},
        "autolink": False,
    }
    events = [_slide(export, row) for row in export.rows]
    whole = {"title": title, "events": events, "scale": "human"}
    yield json.dumps(whole, ensure_ascii=False, indent=2)
    yield "\n"


def _slide(export: Export, row: Row) -> dict[str, Any]:
    event = row.event
    start, end = _ends(event.date)
    slide = {
        "unique_id": event.id,
        "start_date": start,
        "end_date": end,
        "display_date": event.date.say(export.language),
        "text": {"headline": _headline(_called(export, event)), "text": _text(export, row)},
        "group": _group(export, event),
        "autolink": False,
    }
    return {name: value for name, value in slide.items() if value != ""}


def render_csv(export: Export) -> Iterator[str]:
    """Yield the same as rows, the first of them the title; rows end in CR LF."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    title = {"Headline": _headline(_title(export)), "Text": _title_text(export), "Type": "title"}
    writer.writerow(title)
    for row in export.rows:
        writer.writerow(_cells(export, row))
        yield taken(out)
    yield taken(out)


def _cells(export: Export, row: Row) -> dict[str, object]:
    slide = _slide(export, row)
    start, end = slide["start_date"], slide.get("end_date", {})
    clock = f"{start['hour']:02}:{start['minute']:02}" if "hour" in start else ""
    return {
        **{name.capitalize(): start[name] for name in ("year", "month", "day")},
        "Time": clock,
        **{f"End {name.capitalize()}": end[name] for name in end},
        "Display Date": slide["display_date"],
        "Headline": slide["text"]["headline"],
        "Text": slide["text"]["text"],
        "Group": slide.get("group", ""),
    }


def _ends(date: Edtf) -> tuple[dict[str, int], dict[str, int] | str]:
    """Return the first day and, if there are more, the last; an open date has one."""
    first, last = date.earliest or date.latest, date.latest or date.earliest
    start = _day(first)
    if date.time:
        start |= {"hour": int(date.time[:2]), "minute": int(date.time[3:5])}
    return start, "" if first == last else _day(last)


def _day(day: Day | None) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day} if day else {}


def _title(export: Export) -> str:
    return event_lines.said(export, export.collection.collection.title)


def _title_text(export: Export) -> str:
    return "".join(f"<p>{_html(text)}</p>" for text in event_lines.origin(export))


def _called(export: Export, event: Event) -> str:
    unsettled = event_lines.unsettled(export, event)
    title = event_lines.said(export, event.title)
    return f"{title} ({unsettled})" if unsettled else title


def _headline(text: str) -> str:
    """Escape a text that stands alone in a cell, where nothing may begin like a formula."""
    escaped = escape(text)
    return f"&#{ord(escaped[0])};{escaped[1:]}" if _FORMULA.match(escaped) else escaped


def _group(export: Export, event: Event) -> str:
    """Name the sides, escaped twice: TimelineJS takes this for HTML twice."""
    return _headline(escape(event_lines.sides(export, event)))


def _text(export: Export, row: Row) -> str:
    facts = (f"<p>{_html(fact)}</p>" for fact in event_lines.facts(export, row))
    quotes = map(_quote, event_lines.quotes(export, row.event))
    sources = (f"<p>{_source(*source)}</p>" for source in event_lines.sources(export, row.event))
    return "".join((*facts, *quotes, *sources))


def _quote(quotation: event_lines.Quoted) -> str:
    """Return words of a source as a quotation, which TimelineJS puts between quotation marks."""
    words = f"<p>{_html(quotation.words)}</p>"
    shown = f"<blockquote>{words}</blockquote>" if quotation.verbatim else words
    return f"{shown}<p><small>{'<br>'.join(map(_html, quotation.remarks))}</small></p>"


def _source(number: str, called: str, url: str | None) -> str:
    return " ".join(filter(None, (number, _html(called), _link(url) if url else "")))


def _link(url: str) -> str:
    shown = _html(plain(url))
    within = url.partition("://")[2]
    if not _PLAIN_LINK.fullmatch(url) or "www." in within[1:].lower():
        return shown
    return f'<a href="{escape(url)}">{shown}</a>'


def _html(text: str) -> str:
    return _AUTOLINKED.sub(r"\g<0><wbr>", escape(text))
