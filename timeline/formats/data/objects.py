"""JSON and JSON Lines: every field of every record, and what is derived from them.

``schemas/export.json`` is the shape of the whole; its name here gets another number when a key
goes or means something else, not when one is added. Dates are EDTF and ISO text. A collection can
be made again from an export of all its events: what is derived stands apart, under ``derived``.
"""

import json
from collections.abc import Iterator
from typing import Any

from timeline.formats.data.codes import codes
from timeline.formats.export import Export
from timeline.formats.pieces import pieces
from timeline.query.filter import Row
from timeline.quotes.prove import Found, Proof, StoredText, proof_state
from timeline.records.model import Cite, Event, Record

SCHEMA = "timeline-export-1"


def event_object(export: Export, row: Row) -> dict[str, Any]:
    """Return one event as plain data: the record as it is written, and ``derived`` beside it."""
    event, date = row.event, row.event.date
    derived = {
        "earliest": date.earliest and date.earliest.isoformat(),
        "latest": date.latest and date.latest.isoformat(),
        "precision": date.precision,
        "qualifier": date.qualifier,
        "sides": list(export.collection.sides_of(event)),
        "sources": list(export.collection.sources_of(event)),
        **codes(event)._asdict(),
        "match": row.match,
        "citations": [
            {"path": path, **proved(export, cite)} for path, cite in cites_by_pointer(event)
        ],
    }
    return {**plain(event), "derived": derived}


def plain(record: Record) -> dict[str, Any]:
    """Return a record as plain data, with its fields called as in the collection's file."""
    return record.model_dump(mode="json", by_alias=True)


def cites_by_pointer(event: Event) -> Iterator[tuple[str, Cite]]:
    """Yield every citation with its place in the event, a JSON Pointer (RFC 6901)."""
    for path, cite in event.all_cites():
        yield "".join(f"/{part}" for part in path), cite


def proved(export: Export, cite: Cite) -> dict[str, Any]:
    """Return what became of a quote: in a word, where it stands, in a text with which SHA-256.

    ``places`` are TextPositionSelectors: code points of the stored text, from 0, ``end`` excluded.
    """
    proof = export.proof(cite)
    text = export.texts.get(cite.source) if proof else None
    return {
        "standing": export.standing(cite),
        "state": proof_state(proof),
        "places": [{"start": start, "end": end} for start, end in places(proof)],
        "sha256": text.sha256 if isinstance(text, StoredText) else None,
    }


def places(proof: Proof | None) -> list[tuple[int, int]]:
    """Return the start and the end of each place where a quote was found."""
    found = proof.places if isinstance(proof, Found) else ()
    return [(place.start, place.end) for place in found]


def render_json(export: Export) -> Iterator[str]:
    """Yield one JSON object: its origin, the collection, its sources and actors, and the events."""
    whole = {
        "schema": SCHEMA,
        "origin": export.origin,
        "collection": plain(export.collection.collection),
        "sources": map(plain, export.collection.each("sources")),
        "actors": map(plain, export.collection.each("actors")),
        "events": (event_object(export, row) for row in export.rows),
        "derived": {"citations": export.tally.counts},
    }
    yield from pieces(whole)
    yield "\n"


def render_jsonl(export: Export) -> Iterator[str]:
    """Yield one JSON object a line, one line an event."""
    for row in export.rows:
        yield json.dumps(event_object(export, row), ensure_ascii=False) + "\n"
