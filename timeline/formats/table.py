"""CSV by RFC 4180: one row an event, columns that stay what they are.

A cell that holds several values holds them with " | " between them; a "|" of a value's own has a
backslash before it. A cell that a spreadsheet would take for a formula is disarmed by an apostrophe
in front; an apostrophe that stands first by itself gets a second one, so that taking one apostrophe
away from every cell that begins with one gives back the text (see `disarmed` and `armed`).
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from timeline.formats.codes import codes
from timeline.formats.export import Export
from timeline.language import Language, mark
from timeline.model import Collection, Event, Words
from timeline.query import Row

_TRIGGERS = (*"=+-@＝＋－＠\t\r\n'",)
_BETWEEN = " | "
_BOM = "\ufeff"


def disarmed(cell: str) -> str:
    """Put an apostrophe before a cell that begins like a formula, or with an apostrophe."""
    return f"'{cell}" if cell.startswith(_TRIGGERS) else cell


def armed(cell: str) -> str:
    """Take back what `disarmed` did."""
    return cell.removeprefix("'")


def several(values: Iterable[str]) -> str:
    """Put several values into one cell."""
    return _BETWEEN.join(value.replace("|", "\\|") for value in values)


def _said(words: Words | None, language: Language) -> str:
    return (getattr(words, language) or "") if words else ""


def _day(value: object) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else ""


def _names(collection: Collection, event: Event, language: Language) -> str:
    return several(collection.actor[part.actor].name.say(language) for part in event.actors)


def _quotes(event: Event) -> str:
    return several(f"{it.source}: {it.quote}" for _, it in event.all_cites() if it.quote)


Cell = Callable[[Collection, Row], str]

COLUMNS: dict[str, tuple[Cell, str]] = {
    "id": (lambda _, row: row.event.id, mark("the event's id")),
    "date": (lambda _, row: row.event.date.text, mark("the date as written, in EDTF")),
    "earliest": (lambda _, row: _day(row.event.date.earliest), mark("its first possible day")),
    "latest": (lambda _, row: _day(row.event.date.latest), mark("its last possible day")),
    "precision": (
        lambda _, row: str(row.event.date.precision),
        mark("UCDP date_prec: 1 a day, 2 up to 6 days, 3 a week, 4 a month, 5 more or open"),
    ),
    "qualifier": (
        lambda _, row: row.event.date.qualifier,
        mark("? uncertain, ~ approximate, % both"),
    ),
    "time": (lambda _, row: row.event.date.time, mark("the time, if known")),
    "kind": (lambda _, row: row.event.kind, mark("what kind of event it is")),
    "status": (lambda _, row: row.event.status, mark("what became of it")),
    "sides": (
        lambda collection, row: several(collection.sides_of(row.event)),
        mark("the sides that take part"),
    ),
    "actor_ids": (
        lambda _, row: several(part.actor for part in row.event.actors),
        mark("the ids of the actors"),
    ),
    "actor_roles": (
        lambda _, row: several(part.role for part in row.event.actors),
        mark("the role of each, in the same order"),
    ),
    "actor_names_en": (
        lambda collection, row: _names(collection, row.event, "en"),
        mark("their names in English, in the same order"),
    ),
    "actor_names_es": (
        lambda collection, row: _names(collection, row.event, "es"),
        mark("their names in Spanish, in the same order"),
    ),
    "place_en": (lambda _, row: _said(row.event.place, "en"), mark("the place in English")),
    "place_es": (lambda _, row: _said(row.event.place, "es"), mark("the place in Spanish")),
    "topics": (lambda _, row: several(row.event.topics), mark("the topics")),
    "title_en": (lambda _, row: _said(row.event.title, "en"), mark("the title in English")),
    "title_es": (lambda _, row: _said(row.event.title, "es"), mark("the title in Spanish")),
    "summary_en": (lambda _, row: _said(row.event.summary, "en"), mark("the summary in English")),
    "summary_es": (lambda _, row: _said(row.event.summary, "es"), mark("the summary in Spanish")),
    "about": (lambda _, row: row.event.about or "", mark("the event it is a readout of")),
    "announced_by": (
        lambda _, row: row.event.announced_by or "",
        mark("the event that announced it"),
    ),
    "follows": (lambda _, row: row.event.follows or "", mark("the event it follows")),
    "sources": (
        lambda collection, row: several(collection.sources_of(row.event)),
        mark("the ids of the sources it cites"),
    ),
    "quotes": (lambda _, row: _quotes(row.event), mark("each quote, after the id of its source")),
    "cameo": (lambda _, row: codes(row.event).cameo, mark("CAMEO code, as text: 010 is not 10")),
    "plover": (lambda _, row: codes(row.event).plover, mark("PLOVER event type")),
    "plover_mode": (lambda _, row: codes(row.event).plover_mode, mark("PLOVER mode")),
    "match": (
        lambda _, row: "certain" if row.certain else "possible",
        mark("certain, or possible if the event may lie outside the days asked for"),
    ),
}
"""The columns in order: how each cell is made, and what it means."""


def render(export: Export) -> Iterator[str]:
    """Give the CSV of an export piece by piece; rows end in CR LF."""
    style = export.csv
    out = StringIO()
    writer = csv.writer(out, delimiter=style.separator, lineterminator="\r\n")
    if style.bom:
        yield _BOM
    writer.writerow(COLUMNS)
    for row in export.rows:
        cells = (make(export.collection, row) for make, _ in COLUMNS.values())
        writer.writerow(map(disarmed, cells) if style.disarm else cells)
        yield _taken(out)
    yield _taken(out)


def _taken(out: StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
