"""What another curator's collection has that ours has not, and where the two differ.

Pure: no I/O, and nothing is decided here. Sources are the same by their text or link, whatever
they are called; all else is by its id. Lists are united: only a part that both have, and not
alike, is a conflict.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from timeline.analysis.diff import Change, ChangeType, Difference
from timeline.errors import FieldPath
from timeline.i18n import LANGUAGES
from timeline.records.model import SECTIONS, Collection, Record, Source, Words

Hashes = Mapping[str, str]
"""The SHA-256 of the texts of sources, by the ids of the sources."""


@dataclass(frozen=True, slots=True)
class MatchedPath:
    """A place in a record that both have: ``path`` leads to it in ours, ``theirs`` in theirs.

    ``name`` is the id of the record; that of the collection as a whole is empty. ``kind`` is the
    record, or part of one, that has the field.
    """

    section: str
    name: str
    path: FieldPath
    theirs: FieldPath
    kind: type[Record]


@dataclass(frozen=True, slots=True)
class Gain(MatchedPath):
    """What only they have, of a field that holds many: ``path`` is that of the list."""


@dataclass(frozen=True, slots=True)
class Conflict(MatchedPath):
    """A field that both have, and not alike, or that ours lacks; and how it differs."""

    change: Change


@dataclass(frozen=True, slots=True)
class Sameness:
    """Which of their sources are ours under another id, and which ids are two sources.

    ``names`` leads from their id to ours. ``twofold`` has the ids that stand for one text with us
    and for another with them.
    """

    names: dict[str, str]
    twofold: tuple[str, ...]


def sameness(ours: Collection, theirs: Collection, our_texts: Hashes, hashes: Hashes) -> Sameness:
    """Find out which sources are the same."""
    names: dict[str, str] = {}
    twofold = []
    for source in theirs.sources:
        same = _same(ours, source, our_texts, hashes.get(source.id))
        if same and same not in names.values():
            names[source.id] = same
        elif source.id in ours.source and _other(ours.source[source.id], source, our_texts, hashes):
            twofold.append(source.id)
    return Sameness(names, tuple(twofold))


def _same(ours: Collection, source: Source, our_texts: Hashes, text: str | None) -> str | None:
    """Return the id under which we have a source: by its text, else by its link."""
    for other in ours.sources:
        if text and our_texts.get(other.id) == text:
            return other.id
    for other in ours.sources:
        if source.url and other.url == source.url and None in (text, our_texts.get(other.id)):
            return other.id
    return None


def _other(ours: Source, theirs: Source, our_texts: Hashes, hashes: Hashes) -> bool:
    """Return whether two sources of one id, which are not the same, are surely two."""
    texts = our_texts.get(ours.id), hashes.get(theirs.id)
    links = ours.url, theirs.url
    return all(texts) or (all(links) and links[0] != links[1])


def renamed(tree: Any, names: Mapping[str, str], files: Mapping[str, str]) -> Any:
    """Return a collection's tree with sources called otherwise, and with other names of files.

    ``files`` is by the new ids.
    """
    sources = [_source(value, names, files) for value in tree.get("sources") or ()]
    events = [_cited(value, names) for value in tree["events"] or ()]
    return {**tree, "sources": sources, "events": events}


def _source(source: dict[str, Any], names: Mapping[str, str], files: Mapping[str, str]) -> Any:
    source = {
        field: names.get(value, value) if field in ("id", "origin") else value
        for field, value in source.items()
    }
    if source["id"] in files and "file" in source:
        source["file"] = files[source["id"]]
    return source


def _cited(part: Any, names: Mapping[str, str]) -> Any:
    """Return an event, or a part of one, in which every source is called otherwise."""
    if isinstance(part, list):
        return [_cited(value, names) for value in part]
    if not isinstance(part, dict):
        return part
    return {field: _named(field, value, names) for field, value in part.items()}


def _named(field: str, value: Any, names: Mapping[str, str]) -> Any:
    if field == "source":
        return names.get(value, value)
    if field == "sources":
        return [names.get(other, other) for other in value]
    return _cited(value, names)


def united(ours: Collection, theirs: Collection, found: Difference) -> Iterator[Gain | Conflict]:
    """Yield all that records of both gain, and where they differ, in the order of ours."""
    for change in found.about:
        path: FieldPath = ("collection", change.field, *filter(None, [change.key]))
        if change.how is ChangeType.CHANGED and not _within(change.new, change.old):
            whole = replace(change, inner=())
            yield Conflict("collection", "", path, path, type(ours.collection), whole)
    for section in SECTIONS:
        ids, others = (
            [value.id for value in getattr(collection, section)] for collection in (ours, theirs)
        )
        for pair in sorted(
            getattr(found, section).changed, key=lambda value: ids.index(value.new.id)
        ):
            name = pair.new.id
            paths = (section, ids.index(name)), (section, others.index(name))
            yield from _of_record(
                MatchedPath(section, name, *paths, type(pair.old)), pair.old, pair.new
            )


def _of_record(at: MatchedPath, old: Record, new: Record) -> Iterator[Gain | Conflict]:
    at = replace(at, kind=type(old))
    for field in type(old).model_fields:
        mine, theirs = getattr(old, field), getattr(new, field)
        below = _below(at, field, field)
        if isinstance(theirs, tuple):
            yield from _of_list(below, field, mine, theirs)
        elif isinstance(theirs, dict):
            yield from _of_mapping(below, field, mine, theirs)
        elif theirs is not None and not _within(theirs, mine):
            yield _conflict(below, Change(field, mine, theirs))


def _of_list(
    at: MatchedPath, field: str, mine: Sequence[Any], theirs: Sequence[Any]
) -> Iterator[Gain | Conflict]:
    """Pair the parts that are alike, then those known to be one; what is left of theirs is new."""
    left = dict(enumerate(mine))
    others = []
    for j, part in enumerate(theirs):
        same = next((i for i, value in left.items() if value == part), None)
        if same is None:
            others.append((j, part))
        else:
            del left[same]
    for j, part in others:
        key_of = _KEYS.get(field)
        same = next(
            (i for i, value in left.items() if key_of and key_of(value) == key_of(part)), None
        )
        if same is None:
            yield Gain(at.section, at.name, at.path, (*at.theirs, j), at.kind)
        else:
            old = left.pop(same)
            for gain in _of_record(_below(at, same, j), old, part):
                yield _inside(gain, field, old, part)


def _of_mapping(
    at: MatchedPath, field: str, mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> Iterator[Gain | Conflict]:
    if theirs and not mine:
        yield Gain(at.section, at.name, at.path, at.theirs, at.kind)
        return
    for key, value in theirs.items():
        below = _below(at, key, key)
        if key not in mine:
            yield Gain(at.section, at.name, below.path, below.theirs, at.kind)
        elif mine[key] != value:
            yield _conflict(below, Change(field, mine[key], value, key))


def _below(at: MatchedPath, ours: str | int, theirs: str | int) -> MatchedPath:
    return replace(at, path=(*at.path, ours), theirs=(*at.theirs, theirs))


def _conflict(at: MatchedPath, change: Change) -> Conflict:
    return Conflict(at.section, at.name, at.path, at.theirs, at.kind, change)


def _inside(gain: Gain | Conflict, field: str, old: Any, new: Any) -> Gain | Conflict:
    """Say of a conflict in which part of a list it is, the innermost one."""
    if isinstance(gain, Gain) or gain.change.inner:
        return gain
    key = " ".join(map(_said, _KEYS[field](new)))
    return replace(gain, change=Change(field, old, new, key.strip(), (gain.change,)))


def _said(key: object) -> str:
    return key.say(LANGUAGES[0]) if isinstance(key, Words) else str(key or "")


def _within(theirs: Any, mine: Any) -> bool:
    """Return whether ours has all that theirs says: a text may have a language more."""
    if isinstance(theirs, Words) and isinstance(mine, Words):
        return all(
            getattr(theirs, language) in (None, getattr(mine, language)) for language in LANGUAGES
        )
    return bool(theirs == mine)


_KEYS: Mapping[str, Callable[[Any], tuple[Hashable, ...]]] = {
    "actors": lambda value: (value.actor,),
    "cites": lambda value: (value.source, value.quote, value.says),
    "claims": lambda value: (value.field, value.topic, value.value),
    "history": lambda value: (value.status, value.date),
    "commitments": lambda value: (value.id,),
    "corrections": lambda value: (value.on, value.field),
}
"""By what a part of each list is known to be one that the other has too; others are as they are."""
