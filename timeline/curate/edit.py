"""One record as someone typed it anew: read back, and kept as it was typed if it is sound."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from timeline.analysis.diff import changes
from timeline.curate.plan import Plan, TypedText
from timeline.errors import Fault, FieldPath, UnknownValue, Unreadable, Unsound, WrongCall
from timeline.i18n import Sentence, sentence
from timeline.query.registers import event_called
from timeline.records import validate
from timeline.records.model import Actor, Collection, Event, Source
from timeline.store.opened import Opened
from timeline.store.yaml import edits
from timeline.store.yaml import tree as yamltree
from timeline.store.yaml.edits import Put
from timeline.store.yaml.places import locate
from timeline.text import shorten, suggest

SECTIONS = ("events", "sources", "actors")


def path_of(collection: Collection, typed: str) -> tuple[str, int]:
    """Return the section and the number of the record that has an id, or of the event meant."""
    ids = {section: [value.id for value in getattr(collection, section)] for section in SECTIONS}
    for section, known in ids.items():
        if typed in known:
            return section, known.index(typed)
    try:
        return "events", ids["events"].index(event_called(collection, typed).id)
    except UnknownValue:
        every = [value for known in reversed(ids.values()) for value in known]
        raise UnknownValue(sentence("record"), typed, suggest(typed, every)) from None


@dataclass(frozen=True, slots=True)
class TypedRecord:
    """A record as typed: the text, what messages call that, and what it is read as.

    ``record`` is the text without the line above it that says what it is.
    """

    name: str
    text: str
    record: str
    value: Any


@dataclass(frozen=True)
class EditedRecord:
    """A record that is being edited: where it stands in the collection that was read."""

    opened: Opened
    section: str
    number: int

    @property
    def path(self) -> FieldPath:
        """Where the record stands."""
        return (self.section, self.number)

    @property
    def id(self) -> str:
        """The id that the record had when it was read."""
        return str(getattr(self.opened.collection, self.section)[self.number].id)

    @property
    def text(self) -> str:
        """The record as it stands in the file, moved to the left."""
        file, path = self.opened.file_of(self.path)
        return edits.record_text(file.text, path)

    @property
    def head(self) -> Sentence:
        """What the line above it says."""
        return sentence(
            "'{id}' of {file}: save and close to write it; to give up, change nothing",
            id=self.id,
            file=self.opened.file_of(self.path)[0].name,
        )

    def plan(self, opened: Opened, typed: TypedRecord) -> Plan:
        """Return what puts a typed record in the place of this one.

        Raises `Unsound`, with the lines of the typed text, if the collection could not be read.
        """
        put = Put(self.path, typed.value, text=typed.record)
        tree = edits.apply_to_tree(opened.tree(), put)
        try:
            after = validate.collection(tree, opened.describe_path)
        except Unreadable as error:
            faults = self._faults(opened, typed.value, error.faults)
            raise Unsound(locate(faults, typed.text, typed.name)) from None
        old, new = (
            getattr(collection, self.section)[self.number]
            for collection in (opened.collection, after)
        )
        return Plan(
            [put],
            said=[*_said(old, new)],
            then=f"timeline show {new.id}" if self.section == "events" else "timeline check",
            typed=TypedText(typed.name, typed.text, {new.id: ()}),
        )

    def _faults(self, opened: Opened, value: Any, faults: Sequence[Fault]) -> list[Fault]:
        """Return faults of the collection-to-be with their paths in the record."""
        ours = [fault for fault in faults if fault.path[:2] == self.path]
        found = [replace(fault, path=fault.path[2:]) for fault in ours]
        others = [fault for fault in faults if fault not in ours]
        if not any(fault.path == ("id",) for fault in found):
            found += self._of_id(opened, value, others)
        return found

    def _of_id(self, opened: Opened, value: Any, others: Sequence[Fault]) -> Iterator[Fault]:
        """Say what is wrong with a new id, of which the faults of other records speak."""
        new = value.get("id") if isinstance(value, dict) else None
        ids = [other.id for other in getattr(opened.collection, self.section)]
        if new in ids and new != self.id:
            where = opened.describe_path((self.section, ids.index(str(new))))
            yield Fault(("id",), sentence("the id '{id}' is taken by {where}", id=new, where=where))
        elif others:
            said = sentence(
                "the id cannot change while others refer to '{id}': {fields}",
                id=self.id,
                fields=shorten(
                    ", ".join(opened.describe_path(fault.path) for fault in others), 100
                ),
            )
            yield Fault(("id",), said)


def typed_record(name: str, text: str, head: str) -> TypedRecord:
    """Read a typed text, which may begin with ``head``, the line that was put above it.

    Raises `Unsound` if it is no YAML that a record may be written in, and `WrongCall` if it is
    empty.
    """
    try:
        value = yamltree.build(text, name)
    except Unreadable as error:
        raise Unsound(error.faults) from None
    if value is None:
        raise WrongCall(sentence("nothing was written: the text is empty"))
    first, _, rest = text.partition("\n")
    return TypedRecord(name, text, rest if first.rstrip() == head.rstrip() else text, value)


def _said(old: Event | Source | Actor, new: Event | Source | Actor) -> Iterator[Sentence]:
    """Yield what there is to say of a record as it was, and as it is."""
    fields = dict.fromkeys(change.field for change in changes(old, new))
    if old.id != new.id:
        yield sentence("{old} is now called {new}", old=old.id, new=new.id)
        fields.pop("id", None)
    if fields:
        yield sentence("{id} is changed: {fields}", id=new.id, fields=", ".join(fields))
    elif old.id == new.id:
        yield sentence("no record is another, only the text")
