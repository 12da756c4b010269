"""CSL-JSON, the data model of citation processors, Zotero and Pandoc: an array of items.

A date is as precise as its source: one day, month or year, or from one to another; what is not
certain is ``circa``, and what has an open end is said in words. The note says the rest.
"""

from collections.abc import Iterator
from typing import Any

from timeline.dates import Edtf
from timeline.dates.span import Part
from timeline.formats.bibliography.items import BibliographyItem, Sort, items
from timeline.formats.export import Export
from timeline.formats.pieces import pieces
from timeline.i18n import Language

_TYPES = {
    Sort.NEWS: "article-newspaper",
    Sort.PAGE: "webpage",
    Sort.DOCUMENT: "document",
    Sort.EVENT: "entry",
}


def render(export: Export) -> Iterator[str]:
    """Yield the array; an answer without items is an empty one."""
    yield from pieces(csl_object(item, export.language) for item in items(export))
    yield "\n"


def csl_object(item: BibliographyItem, language: Language) -> dict[str, Any]:
    """Return one item as plain data, with the names of the CSL variables.

    What is empty is absent.
    """
    event = item.sort is Sort.EVENT
    fields = {
        "id": item.key,
        "citation-key": item.key,
        "type": _TYPES[item.sort],
        "genre": item.genre,
        "title": item.title,
        "author": [{"literal": item.author}] if item.author else None,
        "container-title": item.within,
        "event-place": item.place,
        "issued": item.date and csl_date(item.date, language),
        "event-date": csl_date(item.date, language) if event and item.date else None,
        "accessed": item.accessed and csl_date(item.accessed, language),
        "URL": item.url,
        "language": item.language,
        "archive": item.archive,
        "archive_location": item.file,
        "keyword": ", ".join(word.replace(",", ";") for word in item.keywords),
        "note": _without_orders(item.note),
    }
    return {name: value for name, value in fields.items() if value}


def csl_date(date: Edtf, language: Language) -> dict[str, Any]:
    """Return a date as CSL has it."""
    if None in date.parts:
        return {"literal": date.say(language)}
    parts = [_cells(date.known_parts[0], 0)]
    last = _cells(date.known_parts[-1], -1)
    if last != parts[0]:
        parts.append(last)
    doubtful = date.qualifier or date.form == "set"
    return {"date-parts": parts, **({"circa": True} if doubtful else {})}


def _cells(part: Part, end: int) -> list[int]:
    """Return the year, month and day of a part as far as known; of some years the first or last."""
    days = (part.span.earliest, part.span.latest)[end]
    if "X" in part.year and days:
        return [days.year]
    known = [text for text in (part.year, part.month, part.day) if text.isdigit()]
    return [int(text) for text in known]


def _without_orders(note: str) -> str:
    """Keep processors from taking ``{:field: value}`` within a note for a field."""
    return note.replace("{:", "{ :")
