"""JSON-LD in the words of schema.org: what the collection is, and its events as `Event`.

The context stands in the file, so that nothing is fetched. Ids are fragments: an event's is its
own, those of sources, actors and sides have a prefix with a colon, which no event's id can have.
Whatever schema.org has no word for stands as a `PropertyValue`, the exact date in EDTF among it.
No ``<``, ``>`` or ``&`` is written as such, so that the text can stand in a page's script element.
"""

import json
from collections.abc import Iterator
from typing import Any

from timeline.formats.data.linkednodes import (
    Node,
    actor_node,
    cite_node,
    claim_node,
    compact,
    iso,
    node,
    properties,
    said,
    side_node,
    source_node,
)
from timeline.formats.export import Export
from timeline.query.filter import Row
from timeline.records.model import Event
from timeline.records.vocabulary import Role, Status
from timeline.text import safe

CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "eventStatus": {"@type": "@id"},
    "url": {"@type": "@id"},
}

_STATUS = {
    Status.SCHEDULED: "EventScheduled",
    Status.HELD: "EventScheduled",
    Status.ISSUED: "EventScheduled",
    Status.POSTPONED: "EventPostponed",
    Status.CANCELLED: "EventCancelled",
    Status.DENIED: "EventCancelled",
}
"""By schema.org an event is *scheduled* once it has taken place, too, and if nothing is said; so
that what was denied is cancelled. Of what is only reported nothing is said."""

_PARTS = {
    Role.PARTICIPANT: "attendee",
    Role.HOST: "attendee",
    Role.ISSUER: "contributor",
    Role.SPEAKER: "contributor",
    Role.CONVENER: "contributor",
    Role.SUBJECT: "about",
}


def render(export: Export) -> Iterator[str]:
    """Yield one JSON object whose graph has the collection, then events, sources, actors, sides."""
    collection = export.collection
    graph = (
        _collection(export),
        *(_event(export, row) for row in export.rows),
        *(source_node(collection, source) for source in collection.sources),
        *(actor_node(actor) for actor in collection.actors),
        *(side_node(side, name) for side, name in collection.collection.sides.items()),
    )
    whole = {"@context": CONTEXT, "@graph": [_safe(compact(record)) for record in graph]}
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    yield f"{text}\n"


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value, lines=True)
    if isinstance(value, dict):
        return {key: _safe(other) for key, other in value.items()}
    return [_safe(other) for other in value] if isinstance(value, list) else value


def _collection(export: Export) -> Node:
    about = export.collection.collection
    origin = {name: text for name, text in export.origin.items() if name != "collection"}
    return {
        "@type": "Dataset",
        **node("dataset:this"),
        "name": said(about.title),
        "description": said(about.coverage),
        "inLanguage": ["en", "es"],
        "version": origin.pop("version", None),
        "about": [node(row.event.id) for row in export.rows],
        "isBasedOn": [node(f"source:{source.id}") for source in export.collection.sources],
        "additionalProperty": properties(**origin),
    }


def _event(export: Export, row: Row) -> Node:
    event, first, last = row.event, *_days(row.event)
    return {
        "@type": "Event",
        **node(event.id),
        "identifier": event.id,
        "additionalType": event.kind,
        "name": said(event.title),
        "description": said(event.summary),
        "startDate": first,
        "endDate": last,
        **_status(event),
        "location": {"@type": "Place", "name": said(event.place)} if event.place else None,
        "keywords": [_topic(export, topic) for topic in event.topics],
        **_taking_part(event),
        "subjectOf": [
            *([node(event.announced_by)] if event.announced_by else []),
            *(cite_node(export, cite) for _, cite in event.all_cites()),
            *(claim_node(claim) for claim in event.claims),
        ],
        "additionalProperty": _recorded(export, row),
    }


def _days(event: Event) -> tuple[str | None, str | None]:
    """Return the first and last day of a date, if it is one date or a closed interval."""
    parts = event.date.parts
    if event.date.form == "interval" and all(parts):
        first, last = (iso(part) for part in event.date.known_parts)
        return first, last
    return (iso(event.date.known_parts[0]), None) if event.date.form == "date" else (None, None)


def _status(event: Event) -> Node:
    """Return the status, and every date that a plan had before, of which some start is known."""
    earlier = [state.date for state in event.history if state.date != event.date]
    if event.status is Status.POSTPONED:
        earlier = earlier or [event.date]
    status = _STATUS.get(event.status)
    if earlier and status == "EventScheduled":
        status = "EventRescheduled"
    starts = (iso(date.known_parts[0]) for date in earlier if date.form != "set" and date.earliest)
    return {
        "eventStatus": status and f"{CONTEXT['@vocab']}{status}",
        "previousStartDate": list(dict.fromkeys(filter(None, starts))),
    }


def _topic(export: Export, topic: str) -> Node:
    names = export.collection.collection.topics
    return {"@type": "DefinedTerm", "termCode": topic, "name": said(names.get(topic))}


def _taking_part(event: Event) -> Node:
    """Return who takes part, each in a role; and what a readout is a readout of."""
    parts: dict[str, list[Node]] = {"about": [node(event.about)] if event.about else []}
    for part in event.actors:
        name, actor = _PARTS[part.role], node(f"actor:{part.actor}")
        role = {"@type": "Role", "roleName": part.role, name: actor}
        parts.setdefault(name, []).append(role)
    return parts


def _recorded(export: Export, row: Row) -> list[Node]:
    event, date = row.event, row.event.date
    no_outcome = event.lacks_outcome(export.day)
    return properties(
        date=date,
        earliest=date.earliest,
        latest=date.latest,
        precision=date.precision,
        qualifier=date.qualifier,
        status=event.status,
        no_outcome_recorded_as_of=export.day if no_outcome else None,
        earlier_states=[f"{state.status} {state.date}" for state in event.history],
        asked_by=event.asked_by,
        follows=event.follows,
        match=row.match,
    )
