"""What was planned, for programs: JSON with stable keys, or an event a line."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from timeline.analysis.agenda import AgendaItem
from timeline.formats.answers.serialise import json_text
from timeline.i18n import Language
from timeline.records.model import Collection, State

SCHEMA = "timeline-agenda-1"


def records(
    language: Language, collection: Collection, items: Sequence[AgendaItem]
) -> Iterator[tuple[str, ...]]:
    """Yield one planned event a line, with its values as recorded."""
    for item in items:
        event, announced = item.event, item.announced
        yield (
            item.stage,
            *("" if days is None else str(days) for days in (item.first, item.last)),
            event.date.text,
            event.kind,
            event.status,
            " ".join(collection.sides_of(event)),
            event.title.say(language),
            announced.event.id if announced.event else "",
            announced.date.text if announced.date else "",
            " ".join(announced.sources),
            "; ".join(f"{state.status} {state.date}" for state in item.earlier),
            event.id,
        )


def objects(collection: Collection, day: date, items: Sequence[AgendaItem]) -> Iterator[str]:
    """Yield the same as one JSON object: see ``schemas/agenda.json``."""
    newest = collection.newest_source
    whole = {
        "schema": SCHEMA,
        "on": day.isoformat(),
        "newest_source": newest.isoformat() if newest else None,
        "items": [_object(collection, item) for item in items],
    }
    yield json_text(whole)


def _object(collection: Collection, item: AgendaItem) -> dict[str, Any]:
    event, announced = item.event, item.announced
    return {
        "event": event.id,
        "title": event.title.model_dump(mode="json"),
        "date": event.date.text,
        "kind": event.kind,
        "status": event.status,
        "sides": list(collection.sides_of(event)),
        "state": item.stage,
        "days_to_earliest": item.first,
        "days_to_latest": item.last,
        "announced": {
            "event": announced.event.id if announced.event else None,
            "date": announced.date.text if announced.date else None,
            "sources": list(announced.sources),
        },
        "earlier": [_state_object(state) for state in item.earlier],
    }


def _state_object(state: State) -> dict[str, Any]:
    sources = dict.fromkeys(cite.source for cite in state.cites)
    return {"status": state.status, "date": state.date.text, "sources": list(sources)}
