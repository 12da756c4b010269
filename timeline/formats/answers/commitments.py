"""Who promised what, for programs: JSON with stable keys, or a promise a line."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from timeline.analysis.commitments import Promise
from timeline.formats.answers.serialise import json_text
from timeline.i18n import Language
from timeline.records.model import Cite

SCHEMA = "timeline-commitments-1"


def records(language: Language, promises: Iterable[Promise]) -> Iterator[tuple[str, ...]]:
    """Yield one promise a line, with its values as recorded."""
    for promise in promises:
        commitment = promise.commitment
        yield (
            promise.standing,
            commitment.status,
            commitment.due.text if commitment.due else "",
            *("" if days is None else str(days) for days in (promise.first, promise.last)),
            promise.event.date.text,
            " ".join(commitment.by),
            commitment.text.say(language),
            _in_a_line(language, promise.words),
            _in_a_line(language, promise.evidence),
            promise.event.id,
            commitment.id,
        )


def objects(day: date, promises: Iterable[Promise]) -> Iterator[str]:
    """Yield the same as one JSON object: see ``schemas/commitments.json``."""
    whole = {
        "schema": SCHEMA,
        "on": day.isoformat(),
        "commitments": [_object(promise) for promise in promises],
    }
    yield json_text(whole)


def _object(promise: Promise) -> dict[str, Any]:
    commitment = promise.commitment
    return {
        "id": commitment.id,
        "text": commitment.text.model_dump(mode="json"),
        "by": list(commitment.by),
        "event": promise.event.id,
        "made": promise.event.date.text,
        "due": commitment.due.text if commitment.due else None,
        "days_to_earliest": promise.first,
        "days_to_latest": promise.last,
        "standing": promise.standing,
        "status": commitment.status,
        "words": [_cite_object(cite) for cite in promise.words],
        "evidence": [_cite_object(cite) for cite in promise.evidence],
    }


def _cite_object(cite: Cite) -> dict[str, Any]:
    return {
        "source": cite.source,
        "quote": cite.quote,
        "says": cite.says.model_dump(mode="json") if cite.says else None,
        "attribution": cite.attribution,
        "speech": cite.speech,
        "speaker": cite.speaker,
    }


def _in_a_line(language: Language, cites: Iterable[Cite]) -> str:
    """Return citations for one field: ``s1: words | s2: words``."""
    said = (cite.quote or (cite.says.say(language) if cite.says else "") for cite in cites)
    return " | ".join(f"{cite.source}: {text}" for cite, text in zip(cites, said, strict=True))
