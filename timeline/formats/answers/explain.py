"""An explanation for programs: JSON with stable keys, or one fact a line. Nothing is translated."""

from collections.abc import Iterator
from typing import Any

from timeline.analysis.explain import DateInference, Explanation, NumberedCite, UsedSource
from timeline.dates import Edtf
from timeline.formats.answers.serialise import json_text
from timeline.formats.data.objects import places, plain
from timeline.quotes.prove import Found, proof_state
from timeline.records.model import Record, Words

SCHEMA = "timeline-explain-1"

_PARTS = {"cites", "claims", "history", "commitments", "corrections"}


def render(told: Explanation) -> Iterator[str]:
    """Yield one JSON object; citations are referred to by their numbers."""
    event, version = told.event, told.version
    whole = {
        "schema": SCHEMA,
        "event": {key: value for key, value in plain(event).items() if key not in _PARTS},
        "sides": list(told.collection.sides_of(event)),
        "fields": [
            {"field": carried.field, "citations": _numbers(carried.cited)}
            for carried in told.fields
        ],
        "citations": [_citation(citation) for citation in told.cited],
        "inferred": {
            "dates": [_reckoned(inference) for inference in told.date_inferences],
            "sources": [use.source.id for use in told.inferred],
        },
        "open": {
            "one_certain_day": event.date.certain,
            "no_outcome_recorded": event.lacks_outcome(version.day),
            "fields_not_carried": list(told.unsupported_fields),
            "citations_not_proved": _numbers(told.unproved),
            "citations_linked": _numbers(told.linked),
            "origins": sorted(told.origins),
            "claims": [plain(claim) for claim in event.claims],
        },
        "links": [
            {"relation": link.relation, "event": link.event.id, "title": _said(link.event.title)}
            for link in told.links
        ],
        "history": [_part(state, cited) for state, cited in told.states],
        "commitments": [_part(promise, cited) for promise, cited in told.promises],
        "corrections": [plain(correction) for correction in event.corrections],
        "sources": [_source(use) for use in told.sources],
        "version": {
            "file": version.file,
            "sha256": version.sha256,
            "as_of": version.as_of and version.as_of.isoformat(),
            "day": version.day.isoformat(),
            "program": version.program,
            "command": version.command,
        },
    }
    yield json_text(whole)


def records(told: Explanation) -> Iterator[tuple[str, ...]]:
    """Yield fields, citations, inferred dates and the version of the data, a fact a line."""
    yield ("id", told.event.id)
    for carried in told.fields:
        yield ("field", carried.field, " ".join(map(str, _numbers(carried.cited))))
    for cited in told.cited:
        found = " ".join(f"{start}-{end}" for start, end in places(cited.proof))
        cite = cited.cite
        what = (str(cited.number), cite.source, proof_state(cited.proof), found, cited.sha256 or "")
        voice = (cite.attribution, cite.speech, cite.speaker or "")
        yield ("citation", *what, *voice, cite.quote or _either(cite.says))
    for date in told.date_inferences:
        yield ("date", str(date.cited.number), date.words, _date(date.meant) or "")
    yield ("sha256", told.version.sha256)
    yield ("command", told.version.command)


def _numbers(cited: tuple[NumberedCite, ...]) -> list[int]:
    return [citation.number for citation in cited]


def _citation(citation: NumberedCite) -> dict[str, Any]:
    return {
        "number": citation.number,
        "part": citation.path[0],
        **plain(citation.cite),
        "proof": {
            "standing": citation.standing,
            "state": proof_state(citation.proof),
            "places": [{"start": start, "end": end} for start, end in places(citation.proof)],
            "differences": [str(say) for say in citation.proof.differences]
            if isinstance(citation.proof, Found)
            else [],
            "sha256": citation.sha256,
        },
    }


def _reckoned(inference: DateInference) -> dict[str, Any]:
    return {
        "citation": inference.cited.number,
        "words": inference.words,
        "published": _date(inference.published),
        "meant": _date(inference.meant),
        "told": _date(inference.recorded),
        "agrees": inference.agrees,
        "problem": str(inference.problem) if inference.problem else None,
    }


def _date(date: Edtf | None) -> str | None:
    return date.text if date else None


def _said(words: Words) -> dict[str, str | None]:
    return {"en": words.en, "es": words.es}


def _either(words: Words | None) -> str:
    return (words.en or words.es or "") if words else ""


def _part(record: Record, cited: tuple[NumberedCite, ...]) -> dict[str, Any]:
    return {**plain(record), "cites": _numbers(cited)}


def _source(use: UsedSource) -> dict[str, Any]:
    return {"number": use.number, **plain(use.source), "stored_sha256": use.sha256}
