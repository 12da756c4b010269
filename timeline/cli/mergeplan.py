"""What a merge changes: their records with our names for sources, and the fields decided on."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Any

from timeline import merging, wellformed
from timeline.cli import changing, placing
from timeline.cli.mergesources import Sources
from timeline.diff import Difference, How, differences
from timeline.errors import FieldPath
from timeline.merging import Conflict
from timeline.model import About, Actor, Collection, Event, Record, Source
from timeline.store import edits, yamltree
from timeline.store.edits import Add, Change, Drop, Put
from timeline.store.opening import Opened
from timeline.store.yamlnodes import nodes

SECTIONS = ("sources", "actors", "events")

_KINDS: dict[str, type[Record]] = {
    "collection": About,
    "sources": Source,
    "actors": Actor,
    "events": Event,
}
_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)


class Choice(StrEnum):
    """Whose field is kept."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    SKIP = "skip"


Choices = dict[FieldPath, Choice]


class Plan:
    """A merge of their collection into ours, as both stand."""

    def __init__(self, ours: Opened, theirs: Opened, *, renumber: bool, dry_run: bool) -> None:
        self.ours = ours
        self.theirs = theirs
        self.sources = Sources(ours, theirs, renumber=renumber, dry_run=dry_run)
        self.tree = yamltree.build(ours.text, ours.name)
        self.typed = yamltree.build(theirs.text, theirs.name)
        names, files = self.sources.names, self.sources.files
        self.their_tree = merging.renamed(self.typed, names, files)

    @cached_property
    def renamed(self) -> Collection:
        """Their collection, with our names."""
        return wellformed.collection(self.their_tree)

    @cached_property
    def found(self) -> Difference:
        """What differs, as from ours to theirs."""
        return differences(self.ours.collection, self.renamed)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The fields that both have, and not alike."""
        return tuple(merging.conflicts(self.ours.collection, self.found))

    @property
    def ids(self) -> list[str]:
        """The ids of the new records."""
        return [it.id for section in SECTIONS for it in getattr(self.found, section).added]

    def changes(self, choices: Choices) -> Iterator[Change]:
        """Give the changes of ours that the merge makes."""
        for conflict in self.conflicts:
            yield from self.resolved(conflict, choices[conflict.path])
        yield from self.about()
        for section in SECTIONS:
            yield from self.added(section)

    def about(self) -> Iterator[Change]:
        """Give the changes that add what only they say of the whole: topics, sides, coverage."""
        ours, theirs = self.tree["collection"], self.their_tree["collection"]
        order = changing.order_of(About)
        for field in dict.fromkeys(it.field for it in self.found.about if it.how is How.ADDED):
            if not ours.get(field):
                yield Put(("collection", field), theirs[field], order)
                continue
            new = [it for it in theirs[field] if it not in ours[field]]
            yield from (Put(("collection", field, it), theirs[field][it]) for it in new)

    def added(self, section: str) -> Iterator[Change]:
        """Give the changes that add records; an event stands where its date does."""
        new = {it.id for it in getattr(self.found, section).added}
        ids = [it.id for it in getattr(self.ours.collection, section)]
        dates = [it.date for it in self.ours.collection.events]
        for record in self.records(section):
            if record["id"] in new:
                at = None
                if section == "events":
                    date = self.renamed.event[record["id"]].date
                    at = placing.place(dates, date)
                    dates.insert(len(dates) if at is None else at, date)
                ids.insert(len(ids) if at is None else at, record["id"])
                yield Add((section,), record, at, changing.order_of(Collection))
        yield from self.as_typed(section, new, ids)

    def as_typed(self, section: str, new: set[str], ids: list[str]) -> Iterator[Change]:
        """Give new records that hold comments as they were typed."""
        there = nodes(self.ours.text).fields.get(section)
        if there and there.style == "flow" and there.items:
            return
        for number, record in enumerate(self.records(section)):
            if record["id"] in new and record == self.typed[section][number]:
                text = edits.record_text(self.theirs.text, (section, number))
                if _COMMENT.search(text):
                    yield Put((section, ids.index(record["id"])), record, text=text)

    def records(self, section: str) -> list[dict[str, Any]]:
        """Give their records, with our names."""
        return list(self.their_tree.get(section) or ())

    def resolved(self, conflict: Conflict, choice: Choice) -> Iterator[Change]:
        """Give the changes that a choice asks for."""
        if choice is Choice.MINE:
            return
        mine, theirs = self.values(conflict)
        if isinstance(mine, list) and isinstance(theirs, list):
            yield from _of_list(conflict.path, mine, theirs, both=choice is Choice.BOTH)
        elif isinstance(mine, dict) and isinstance(theirs, dict) and theirs.keys() >= mine.keys():
            other = (it for it in theirs if theirs[it] != mine.get(it))
            yield from (Put((*conflict.path, it), theirs[it]) for it in other)
        elif theirs is None:
            yield Drop(conflict.path)
        else:
            yield Put(conflict.path, theirs, changing.order_of(_KINDS[conflict.section]))

    def values(self, conflict: Conflict) -> tuple[Any, Any]:
        """Give what each has of a field, as plain data; None for nothing."""
        mine = _at(self.tree, conflict.path)
        if conflict.section == "collection":
            return mine, _at(self.their_tree, conflict.path)
        record = next(it for it in self.records(conflict.section) if it["id"] == conflict.name)
        return mine, record.get(str(conflict.path[-1]))

    def can_be_both(self, conflict: Conflict) -> bool:
        """Whether a field is a list of which neither has a part that differs from the other's."""
        lists = all(isinstance(it, list) for it in self.values(conflict))
        return lists and all(it.how is not How.CHANGED for it in conflict.changes)

    def stored(self, choices: Choices) -> dict[str, str]:
        """Give the texts that the merge brings: where each is stored, by the id of its source."""
        new = {it.id for it in self.found.sources.added}
        taken = {it.name for it in self.conflicts if choices[it.path] is Choice.THEIRS}
        ours = self.ours.collection.source
        return {
            it.id: it.file
            for it in self.renamed.sources
            if it.file and (it.id in new or (it.id in taken and not ours[it.id].file))
        }


def _of_list(
    path: FieldPath, mine: list[Any], theirs: list[Any], *, both: bool
) -> Iterator[Change]:
    """Make a list theirs, or add to it what only theirs has; what is alike stays as it is."""
    gone = [] if both else [i for i, it in enumerate(mine) if it not in theirs]
    new = [it for it in theirs if it not in mine]
    yield from (Put((*path, i), it) for i, it in zip(gone, new, strict=False))
    yield from (Add(path, it) for it in new[len(gone) :])
    yield from (Drop((*path, i)) for i in reversed(gone[len(new) :]))


def _at(tree: Any, path: FieldPath) -> Any:
    """Give the value at a path; None if there is none."""
    for part in path:
        tree = tree[part] if isinstance(part, int) else (tree or {}).get(part)
    return tree
