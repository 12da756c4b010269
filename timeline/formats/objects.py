"""JSON and JSON Lines: every field of every record, and what is derived from them.

``schema`` names the shape of the whole and changes with it. Dates are EDTF and ISO text.
"""

import json
from collections.abc import Iterator
from typing import Any

from timeline.formats.codes import codes
from timeline.formats.export import Export
from timeline.model import Record
from timeline.query import Row

SCHEMA = "timeline-export-1"


def event_object(export: Export, row: Row) -> dict[str, Any]:
    """Give one event as plain data: the record as it is written, and ``derived`` beside it."""
    event, date = row.event, row.event.date
    derived = {
        "earliest": date.earliest and date.earliest.isoformat(),
        "latest": date.latest and date.latest.isoformat(),
        "precision": date.precision,
        "qualifier": date.qualifier,
        "sides": list(export.collection.sides_of(event)),
        "sources": list(export.collection.sources_of(event)),
        **codes(event)._asdict(),
        "match": "certain" if row.certain else "possible",
    }
    return {**plain(event), "derived": derived}


def plain(record: Record) -> dict[str, Any]:
    """Give a record as plain data, with its fields called as in the collection's file."""
    return record.model_dump(mode="json", by_alias=True)


def render_json(export: Export) -> Iterator[str]:
    """Give one JSON object: the collection, its sources and actors, and the events asked for."""
    whole = {
        "schema": SCHEMA,
        "collection": plain(export.collection.collection),
        "sources": [plain(source) for source in export.collection.sources],
        "actors": [plain(actor) for actor in export.collection.actors],
        "events": [event_object(export, row) for row in export.rows],
    }
    yield json.dumps(whole, ensure_ascii=False, indent=2)
    yield "\n"


def render_jsonl(export: Export) -> Iterator[str]:
    """Give one JSON object a line, one line an event."""
    for row in export.rows:
        yield json.dumps(event_object(export, row), ensure_ascii=False) + "\n"
