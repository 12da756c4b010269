"""What `timeline diff` says to programs: one change a line, or one JSON object."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import NoneType
from typing import Any

from timeline.analysis.diff import Change, Difference, RecordChanges
from timeline.formats.answers.serialise import json_text
from timeline.formats.data.objects import plain
from timeline.i18n import LANGUAGES
from timeline.records.model import (
    Cite,
    Claim,
    Commitment,
    Correction,
    Office,
    Participation,
    Record,
    State,
    Words,
)

SCHEMA = "timeline-diff-1"

Row = tuple[str, ...]


def records(found: Difference) -> Iterator[Row]:
    """Yield one change a line: what of, its id, what became of it, the field, old and new value."""
    for change in found.about:
        yield from (("collection", "", *row) for row in _rows(change))
    for name, part in _sections(found):
        for record in part.added:
            yield (name, record.id, "added", "", "", "")
        for pair in part.changed:
            rows = (row for change in pair.changes for row in _rows(change))
            yield from ((name, pair.new.id, *row) for row in rows)
        for record in part.removed:
            yield (name, record.id, "removed", "", "", "")


def _sections(found: Difference) -> tuple[tuple[str, RecordChanges[Any]], ...]:
    return ("source", found.sources), ("actor", found.actors), ("event", found.events)


def _rows(change: Change, above: str = "", key: str = "") -> Iterator[Row]:
    """Yield a line for a change, or one for each of those inside it, led by the key of the part."""
    field, key = f"{above}{change.field}", change.key or key
    if change.inner:
        for other in change.inner:
            yield from _rows(other, f"{field}.", key)
        return
    lead = f"{key}: " if key and (above or isinstance(change.old or change.new, Words)) else ""
    for field_, old, new in _values(field, change.old, change.new):
        yield (change.how, field_, lead + old if old else "", lead + new if new else "")


def _values(field: str, old: Any, new: Any) -> Iterator[tuple[str, str, str]]:
    if not isinstance(old or new, Words):
        yield field, _plain(old), _plain(new)
        return
    for language in LANGUAGES:
        before, after = (getattr(value, language, None) or "" for value in (old, new))
        if before or after:
            yield f"{field}.{language}", before, after


def _plain(value: Any) -> str:
    """Return a value as it is recorded, in one text; nothing for one that is not there."""
    return _PLAIN.get(type(value), str)(value)


_PLAIN: dict[type, Callable[[Any], str]] = {
    NoneType: lambda _: "",
    Words: lambda value: value.say(LANGUAGES[0]),
    Cite: lambda value: f"{value.source}: {value.quote or _plain(value.says)}",
    Claim: lambda value: (
        f"{value.field}: {_plain(value.value)} ({' '.join(value.sources)}, {value.rank})"
    ),
    Commitment: lambda value: f"{value.id}: {_plain(value.text)} ({value.status})",
    Correction: lambda value: (
        f"{value.on} {value.field}: {_plain(value.was)} > {_plain(value.now)}"
    ),
    Office: lambda value: _plain(value.title),
    Participation: lambda value: f"{value.actor} {value.role}",
    State: lambda value: f"{value.status} {value.date}",
}


@dataclass(frozen=True, slots=True)
class DiffEnd:
    """One end of a comparison: the file, its version, and the day as of which it is seen."""

    file: str
    sha256: str
    day: date | None


def objects(old: DiffEnd, new: DiffEnd, found: Difference) -> Iterator[str]:
    """Yield the same as one JSON object: see ``schemas/diff.json``."""
    whole = {
        "schema": SCHEMA,
        "from": old.day and old.day.isoformat(),
        "to": new.day and new.day.isoformat(),
        "old": _version(old),
        "new": _version(new),
        "collection": _changes(found.about),
        **{f"{name}s": _records(part) for name, part in _sections(found)},
    }
    yield json_text(whole)


def _version(end: DiffEnd) -> dict[str, str]:
    return {"file": end.file, "sha256": end.sha256}


def _records(part: RecordChanges[Any]) -> dict[str, Any]:
    return {
        "added": [plain(record) for record in part.added],
        "removed": [plain(record) for record in part.removed],
        "changed": [
            {"id": changed.new.id, "changes": _changes(changed.changes)} for changed in part.changed
        ],
    }


def _changes(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [
        {
            "change": change.how,
            "field": change.field,
            "key": change.key or None,
            "old": _object(change.old),
            "new": _object(change.new),
        }
        for change in changes
    ]


def _object(value: Any) -> Any:
    if isinstance(value, Record):
        return plain(value)
    return None if value is None else str(value)
