"""What another curator's collection has that ours has not, and where the two differ.

Pure: no I/O, and nothing is decided here. Sources are the same by their text or link, whatever
they are called; all else is by its id.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.diff import Change, Changed, Difference, How
from timeline.errors import FieldPath
from timeline.model import Collection, Source

Hashes = Mapping[str, str]
"""The SHA-256 of the texts of sources, by the ids of the sources."""

_WITH_CITES = ("history", "commitments")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of a record on which the two differ, and how; ``path`` leads to it in ours.

    ``name`` is the id of the record; that of the collection as a whole is empty.
    """

    section: str
    name: str
    path: FieldPath
    changes: tuple[Change, ...]


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
    """Give the id under which we have a source: by its text, else by its link."""
    for it in ours.sources:
        if text and our_texts.get(it.id) == text:
            return it.id
    for it in ours.sources:
        if source.url and it.url == source.url and None in (text, our_texts.get(it.id)):
            return it.id
    return None


def _other(ours: Source, theirs: Source, our_texts: Hashes, hashes: Hashes) -> bool:
    """Whether two sources of one id, which are not the same, are surely two."""
    texts = our_texts.get(ours.id), hashes.get(theirs.id)
    links = ours.url, theirs.url
    return all(texts) or (all(links) and links[0] != links[1])


def renamed(tree: Any, names: Mapping[str, str], files: Mapping[str, str]) -> Any:
    """Give a collection's tree with sources called otherwise, and with other names of files.

    ``files`` is by the new ids.
    """
    sources = [_source(it, names, files) for it in tree.get("sources") or ()]
    events = [_cited(it, names) for it in tree["events"] or ()]
    return {**tree, "sources": sources, "events": events}


def _source(source: dict[str, Any], names: Mapping[str, str], files: Mapping[str, str]) -> Any:
    source = {
        field: names.get(it, it) if field in ("id", "origin") else it
        for field, it in source.items()
    }
    if source["id"] in files and "file" in source:
        source["file"] = files[source["id"]]
    return source


def _cited(part: Any, names: Mapping[str, str]) -> Any:
    """Give an event, or a part of one, in which every source is called otherwise."""
    if isinstance(part, list):
        return [_cited(it, names) for it in part]
    if not isinstance(part, dict):
        return part
    return {field: _named(field, it, names) for field, it in part.items()}


def _named(field: str, value: Any, names: Mapping[str, str]) -> Any:
    if field == "source":
        return names.get(value, value)
    if field == "sources":
        return [names.get(it, it) for it in value]
    return _cited(value, names)


def conflicts(ours: Collection, found: Difference) -> Iterator[Conflict]:
    """Give every field on which both have something, and not the same, in the order of ours."""
    for change in found.about:
        path: FieldPath = ("collection", change.field, *filter(None, [change.key]))
        if change.how is How.CHANGED:
            yield Conflict("collection", "", path, (change,))
    for section in ("sources", "actors", "events"):
        ids = [it.id for it in getattr(ours, section)]
        for pair in sorted(getattr(found, section).changed, key=lambda it: ids.index(it.new.id)):
            path = (section, ids.index(pair.new.id))
            for field, changes in _fields(pair):
                yield Conflict(section, pair.new.id, (*path, field), changes)


def _fields(pair: Changed[Any]) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """Give the fields that differ; citations that do so stand in one of three."""
    differing = [
        it for it in type(pair.old).model_fields if getattr(pair.old, it) != getattr(pair.new, it)
    ]
    cites = tuple(it for it in pair.changes if it.field == "cites")
    for field in differing:
        changes = tuple(it for it in pair.changes if it.field == field)
        if not changes and field in _WITH_CITES:
            changes = cites
        if changes:
            yield field, changes
