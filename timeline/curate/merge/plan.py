"""What a merge changes: their records with our names for sources, and the fields decided on."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Any, TypeVar

from timeline.analysis.diff import ChangeType, Difference, differences
from timeline.curate.merge import compare
from timeline.curate.merge.compare import Conflict, Gain, MatchedPath
from timeline.curate.merge.sources import IsFree, Sources
from timeline.curate.placement import additions, order_of
from timeline.curate.plan import Plan
from timeline.errors import FieldPath
from timeline.i18n import Sentence, counted, sentence
from timeline.records import validate
from timeline.records.model import SECTIONS, About, Collection
from timeline.store.opened import Opened
from timeline.store.yaml import edits
from timeline.store.yaml.edits import Add, Change, Drop, Put
from timeline.store.yaml.nodes import nodes

_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)


class Choice(StrEnum):
    """Whose field is kept."""

    MINE = "mine"
    THEIRS = "theirs"
    SKIP = "skip"


Choices = dict[FieldPath, Choice]

F = TypeVar("F", bound=MatchedPath)


def by_record(found: Iterable[F]) -> Iterator[tuple[str, list[F]]]:
    """Yield what was found in each record, under the name that the record is shown by."""
    for (section, name), group in groupby(found, lambda field: (field.section, field.name)):
        yield name or section, list(group)


class Merge:
    """A merge of their collection into ours, as both stand."""

    def __init__(self, ours: Opened, theirs: Opened, is_free: IsFree, *, renumber: bool) -> None:
        self.ours = ours
        self.theirs = theirs
        self.sources = Sources(ours, theirs, is_free, renumber=renumber)
        self.tree = ours.tree()
        self.typed = theirs.tree()
        names, files = self.sources.names, self.sources.files
        self.their_tree = compare.renamed(self.typed, names, files)

    @cached_property
    def renamed(self) -> Collection:
        """Their collection, with our names."""
        return validate.collection(self.their_tree)

    @cached_property
    def found(self) -> Difference:
        """What differs, as from ours to theirs."""
        return differences(self.ours.collection, self.renamed)

    @cached_property
    def united(self) -> tuple[Gain | Conflict, ...]:
        """What records of both gain, and where they differ."""
        return tuple(compare.united(self.ours.collection, self.renamed, self.found))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The fields that both have, and not alike."""
        return tuple(gain for gain in self.united if isinstance(gain, Conflict))

    @property
    def ids(self) -> list[str]:
        """The ids of the new records."""
        return [value.id for section in SECTIONS for value in getattr(self.found, section).added]

    def plan(self, choices: Choices) -> Plan:
        """Return the merge as a change of ours."""
        return Plan(
            [*self.changes(choices)],
            [*self.sources.stored(self.stored(choices))],
            self.ids,
            [*self.said(choices)],
            then="timeline check",
        )

    def said(self, choices: Choices) -> Iterator[Sentence]:
        """Say what was added, and what was changed."""
        for theirs, ours in self.sources.same.items():
            if theirs != ours:
                names = {"theirs": theirs, "ours": ours}
                yield sentence("their {theirs} is {ours} here: the same source", **names)
        for theirs, ours in self.sources.new.items():
            yield sentence("their {theirs} is recorded as {ours}", theirs=theirs, ours=ours)
        for name, file in self.stored(choices).items():
            yield sentence("{id}: the text is {file}", id=name, file=file)
        yield counted("{n} record is new", "{n} records are new", len(self.ids))
        for name, found in by_record(self.taken(choices)):
            fields = ", ".join(dict.fromkeys(map(_field, found)))
            yield sentence("{id} is changed: {fields}", id=name, fields=fields)

    def changes(self, choices: Choices) -> Iterator[Change]:
        """Yield the changes of ours that the merge makes."""
        for found in self.taken(choices):
            yield from self.gained(found) if isinstance(found, Gain) else self.resolved(found)
        yield from self.about()
        for section in SECTIONS:
            yield from self.added(section)

    def about(self) -> Iterator[Change]:
        """Yield the changes that add what only they say of the whole: topics, sides, coverage."""
        ours, theirs = self.tree["collection"], self.their_tree["collection"]
        order = order_of(About)
        for field in dict.fromkeys(
            change.field for change in self.found.about if change.how is ChangeType.ADDED
        ):
            if not ours.get(field):
                yield Put(("collection", field), theirs[field], order)
                continue
            new = [record for record in theirs[field] if record not in ours[field]]
            yield from (Put(("collection", field, value), theirs[field][value]) for value in new)

    def added(self, section: str) -> Iterator[Change]:
        """Yield the changes that add records; an event stands where its date does."""
        new = {value.id for value in getattr(self.found, section).added}
        ids = [value.id for value in getattr(self.ours.collection, section)]
        records = [record for record in self.records(section) if record["id"] in new]
        for add in additions(self.ours, section, records):
            ids.insert(len(ids) if add.at is None else add.at, add.value["id"])
            yield add
        yield from self.as_typed(section, new, ids)

    def as_typed(self, section: str, new: set[str], ids: list[str]) -> Iterator[Change]:
        """Yield new records that hold comments as they were typed."""
        if any(self.is_flow(other.text, section) for other in self.ours.files):
            return
        for number, record in enumerate(self.records(section)):
            if record["id"] in new and record == self.typed[section][number]:
                file, path = self.theirs.file_of((section, number))
                text = edits.record_text(file.text, path)
                if _COMMENT.search(text):
                    yield Put((section, ids.index(record["id"])), record, text=text)

    @staticmethod
    def is_flow(text: str, section: str) -> bool:
        """Return whether the records of a section stand in flow style, which takes no comments."""
        there = nodes(text).fields.get(section)
        return bool(there and there.style == "flow" and there.items)

    def records(self, section: str) -> list[dict[str, Any]]:
        """Return their records, with our names."""
        return list(self.their_tree.get(section) or ())

    def taken(self, choices: Choices) -> Iterator[Gain | Conflict]:
        """Yield what is taken of theirs in records of both: of one that is skipped nothing is."""
        skipped = {
            (conflict.section, conflict.name)
            for conflict in self.conflicts
            if choices[conflict.path] is Choice.SKIP
        }
        for gain in self.united:
            chosen = isinstance(gain, Gain) or choices[gain.path] is Choice.THEIRS
            if chosen and (gain.section, gain.name) not in skipped:
                yield gain

    def gained(self, gain: Gain) -> Iterator[Change]:
        """Yield the change that adds what only they have to a field that holds many."""
        value, order = _at(self.their_tree, gain.theirs), order_of(gain.kind)
        in_list = isinstance(gain.theirs[-1], int)
        yield Add(gain.path, value, None, order) if in_list else Put(gain.path, value, order)

    def resolved(self, conflict: Conflict) -> Iterator[Change]:
        """Yield the changes that make a field theirs; a language that only ours has stays."""
        mine, theirs = self.values(conflict)
        if isinstance(theirs, dict) and isinstance(mine, str):
            mine = {"en": mine, "es": mine}
            yield Put(conflict.path, {**mine, **theirs})
        elif isinstance(theirs, dict) and isinstance(mine, dict):
            other = (record for record in theirs if theirs[record] != mine.get(record))
            yield from (Put((*conflict.path, value), theirs[value]) for value in other)
        elif theirs is None:
            yield Drop(conflict.path)
        else:
            yield Put(conflict.path, theirs, order_of(conflict.kind))

    def values(self, found: MatchedPath) -> tuple[Any, Any]:
        """Return what each has at a place, as plain data; None for nothing."""
        return _at(self.tree, found.path), _at(self.their_tree, found.theirs)

    def stored(self, choices: Choices) -> dict[str, str]:
        """Return the texts that the merge brings: where each is stored, by the id of its source."""
        new = {source.id for source in self.found.sources.added}
        taken = {gain.name for gain in self.taken(choices)}
        ours = self.ours.collection.source
        return {
            source.id: source.file
            for source in self.renamed.sources
            if source.file
            and (source.id in new or (source.id in taken and not ours[source.id].file))
        }


def _at(tree: Any, path: FieldPath) -> Any:
    """Return the value at a path; None if there is none."""
    for part in path:
        tree = tree[part] if isinstance(part, int) else (tree or {}).get(part)
    return tree


def _field(found: MatchedPath) -> str:
    return str(found.path[2] if found.name else found.path[-1])
