"""The differences between two versions of a collection, by record and by field.

Pure: no I/O. The order of records, citations or topics is no difference, and neither is a citation
that moves from an event to one of its earlier states.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from timeline.i18n import LANGUAGES
from timeline.records.model import Actor, Collection, Event, Record, Source

R = TypeVar("R", Source, Actor, Event)


class ChangeType(StrEnum):
    """The type of a change between two versions."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a field, or of one part of a field with several, such as ``cites``.

    A value that one version lacks is None. ``inner`` has the differences inside two versions of one
    part; ``key`` tells the part from others.
    """

    field: str
    old: Any
    new: Any
    key: str = ""
    inner: tuple["Change", ...] = ()

    @property
    def how(self) -> ChangeType:
        """The type of the change."""
        if self.old is None:
            return ChangeType.ADDED
        return ChangeType.REMOVED if self.new is None else ChangeType.CHANGED


@dataclass(frozen=True, slots=True)
class Changed(Generic[R]):
    """A record that both versions have, and every field on which they differ."""

    old: R
    new: R
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class RecordChanges(Generic[R]):
    """The changes of the sources, the actors or the events, in the order of the files."""

    added: tuple[R, ...]
    removed: tuple[R, ...]
    changed: tuple[Changed[R], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two versions; ``about`` has the changes of the head."""

    about: tuple[Change, ...]
    sources: RecordChanges[Source]
    actors: RecordChanges[Actor]
    events: RecordChanges[Event]

    def __bool__(self) -> bool:
        return bool(self.about or self.sources or self.actors or self.events)


def differences(old: Collection, new: Collection) -> Difference:
    """Return the differences between two versions of a collection; falsy if none."""
    return Difference(
        about=changes(old.collection, new.collection),
        sources=_records(old.source, new.source),
        actors=_records(old.actor, new.actor),
        events=_records(old.event, new.event),
    )


def _records(old: Mapping[str, R], new: Mapping[str, R]) -> RecordChanges[R]:
    both = (Changed(old[id_], new[id_], changes(old[id_], new[id_])) for id_ in new if id_ in old)
    return RecordChanges(
        added=tuple(record for id_, record in new.items() if id_ not in old),
        removed=tuple(record for id_, record in old.items() if id_ not in new),
        changed=tuple(record for record in both if record.changes),
    )


def changes(old: Record, new: Record) -> tuple[Change, ...]:
    """Return every field, or part of one, on which two versions of a record differ."""
    return tuple(
        change
        for field in type(old).model_fields
        for change in _compare(field, _value(old, field), _value(new, field))
    )


def _value(record: Record, field: str) -> Any:
    if isinstance(record, Event) and field == "cites":
        # Compared over the whole event, as a citation moves to the history when a plan is carried
        # out.
        return tuple(cite for _, cite in record.all_cites())
    return getattr(record, field)


@dataclass(frozen=True, slots=True)
class _ComparedValue:
    """A value to compare, and its name for readers."""

    value: Any
    name: str = ""


_Parts = dict[Hashable, _ComparedValue]


def _compare(field: str, old: Any, new: Any) -> Iterator[Change]:
    before, after = _parts(field, old, new), _parts(field, new, old)
    for key in {**before, **after}:
        yield from _compare_part(field, before.get(key), after.get(key))


def _compare_part(
    field: str, old: _ComparedValue | None, new: _ComparedValue | None
) -> Iterator[Change]:
    if old is None or new is None:
        name = (old or new or _ComparedValue(None)).name
        yield Change(field, old and old.value, new and new.value, name)
    elif isinstance(old.value, Record):
        inner = _inner_changes(old.value, new.value)
        if inner:
            yield Change(field, old.value, new.value, new.name, inner)
    elif old.value != new.value:
        yield Change(field, old.value, new.value, new.name)


def _inner_changes(old: Record, new: Record) -> tuple[Change, ...]:
    """Return the changes inside a part, without citations, which are compared per event."""
    return tuple(change for change in changes(old, new) if change.field != "cites")


def _parts(field: str, value: Any, other: Any) -> _Parts:
    """Return the parts of a value by their keys.

    Of a list, only those that the other version does not have unchanged.
    """
    if isinstance(value, Mapping):
        return {key: _ComparedValue(words, key) for key, words in value.items()}
    if isinstance(value, tuple):
        return dict(_with_occurrence(_without(value, other), _KEYS.get(field, _key_by_value)))
    return {} if value is None else {"": _ComparedValue(value)}


def _without(parts: Iterable[Any], others: Iterable[Any]) -> Iterator[Any]:
    # Removed one by one, as records are compared by equality and two equal parts count twice.
    left = list(others)
    for part in parts:
        if part in left:
            left.remove(part)
        else:
            yield part


def _with_occurrence(
    parts: Iterable[Any], key_of: Callable[[Any], tuple[Hashable, str]]
) -> Iterator[tuple[Hashable, _ComparedValue]]:
    """Yield every part under its key and its occurrence, so that two equal parts stay two."""
    seen: dict[Hashable, int] = {}
    for part in parts:
        key, name = key_of(part)
        yield (key, seen.setdefault(key, 0)), _ComparedValue(part, name)
        seen[key] += 1


def _key_by_value(part: Any) -> tuple[Hashable, str]:
    return part, ""


_KEYS: Mapping[str, Callable[[Any], tuple[Hashable, str]]] = {
    "cites": lambda value: ((value.source, value.quote, value.says), value.source),
    "claims": lambda value: (
        (value.field, value.value, value.topic, value.attribution),
        f"{value.field} {value.value.say(LANGUAGES[0])}",
    ),
    "history": lambda value: ((value.status, value.date), f"{value.status} {value.date}"),
    "commitments": lambda value: (value.id, value.id),
}
"""The key by which a part of each field is recognised in another version, and its name."""
