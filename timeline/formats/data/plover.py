"""PLOVER records (manual 1.3, draft): JSON, one record a line, in the fields that it names.

Everyone who takes part together is an ``actor`` and nobody a ``recipient``; only the host of a
visit is one. The context is ``diplomatic``, as the manual defines it, where two sides take part:
other contexts would have to be read out of topics, which each collection names its own way. What
PLOVER has no field for stands under ``timeline``; ``code`` is the collection's code of a side.
"""

import json
from collections.abc import Iterator
from typing import Any

from timeline.formats.data.codes import PLOVER, STATEMENT
from timeline.formats.data.eventdata import Coded, coded
from timeline.formats.data.objects import proved
from timeline.formats.export import Export, LeftOut
from timeline.formats.tables.column import edtf
from timeline.formats.tables.events import match
from timeline.i18n import LANGUAGES, counted
from timeline.records.model import Actor, Cite
from timeline.records.vocabulary import Kind

CODEBOOK = "plover-1.3-draft"
VERBAL_COOPERATION = 1


def render(export: Export) -> Iterator[str]:
    """Yield a JSON array, one record a line."""
    records = (json.dumps(_record(export, other), ensure_ascii=False) for other in coded(export))
    yield "["
    for n, record in enumerate(records):
        yield f"{',' if n else ''}\n{record}"
    yield "\n]\n"


def left_out(export: Export) -> LeftOut | None:
    """Return the events that PLOVER has no category for, or in which nobody takes part."""
    n = len(export.rows) - sum(1 for _ in coded(export))
    said = counted(
        "{n} event left out: PLOVER has no category for it, or nobody takes part in it",
        "{n} events left out: PLOVER has no category for them, or nobody takes part in them",
        n,
    )
    return LeftOut(n, said) if n else None


def _record(export: Export, coded: Coded) -> dict[str, Any]:
    recipients = (
        coded.hosts if coded.codes.plover_mode == "visit" and coded.guest_sides else frozenset()
    )
    category = coded.codes.plover
    return {
        "id": coded.event.id,
        **_days(coded),
        "actor": [_entity(who) for who in coded.parties if who.id not in recipients],
        "recipient": [_entity(who) for who in coded.parties if who.id in recipients],
        "event": [category],
        **(_scale(category) if category in PLOVER else {}),
        "mode": _modes(coded),
        "context": ["diplomatic"] if category != STATEMENT and len(coded.sides) > 1 else [],
        **_location(coded),
        "cite_info": _cite_info(export),
        "timeline": _beside(export, coded),
    }


def _days(coded: Coded) -> dict[str, str | None]:
    """Return the first and the last possible day, and the hour if known; null for what is open."""
    first, last = (day.isoformat() if day else None for day in coded.days)
    time = coded.when.time + coded.when.offset if coded.when else ""
    return {
        "date": first,
        **({"time": time} if time else {}),
        **({"enddate": last} if last != first else {}),
    }


def _entity(actor: Actor) -> dict[str, str]:
    code = {"code": actor.side} if actor.side else {}
    return {**code, "identifier_id": actor.id, "identifier_text": actor.name.say(LANGUAGES[0])}


def _scale(category: str) -> dict[str, float]:
    return {"quad_code": VERBAL_COOPERATION, "event_scale": PLOVER[category]}


def _modes(coded: Coded) -> list[str]:
    """Return how they consulted: guests of several sides who meet at a host's do so by a third."""
    if coded.event.kind is Kind.MEETING and coded.host_sides and len(coded.guest_sides) > 1:
        return ["third-party"]
    return [coded.codes.plover_mode] if coded.codes.plover_mode else []


def _location(coded: Coded) -> dict[str, dict[str, str]]:
    """Return the place, but not of a plan: it is announced elsewhere than where it will be."""
    place = None if coded.planned_for else coded.event.place
    return {"event_loc": {"resolved_place": place.say(LANGUAGES[0])}} if place else {}


def _cite_info(export: Export) -> dict[str, str]:
    """Return where the record is from, in the manual's words; how it was chosen in ours."""
    origin = export.origin
    names = {"collection": "corpus", "program": "coder"}
    return {"codebook": CODEBOOK} | {names.get(key, key): said for key, said in origin.items()}


def _beside(export: Export, coded: Coded) -> dict[str, Any]:
    event = coded.event
    return {
        "kind": event.kind,
        "status": event.status,
        "title": event.title.model_dump(mode="json"),
        "date": edtf(coded.when),
        "precision": coded.precision,
        "qualifier": coded.when.qualifier if coded.when else None,
        "planned_for": edtf(coded.planned_for),
        "place": event.place.model_dump(mode="json") if event.place else None,
        "match": match(coded.row),
        "citations": [_citation(export, cite) for _, cite in event.all_cites()],
    }


def _citation(export: Export, cite: Cite) -> dict[str, Any]:
    source = export.collection.source[cite.source]
    return {
        "source": cite.source,
        "url": source.url,
        "published": edtf(source.published),
        "quote": cite.quote,
        "says": cite.says.model_dump(mode="json") if cite.says else None,
        "attribution": cite.attribution,
        "speech": cite.speech,
        "speaker": cite.speaker,
        **proved(export, cite),
    }
