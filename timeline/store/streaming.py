"""Reading the records of a file one by one: each is validated before the next is parsed.

The result is either sound or in doubt; files in doubt are read again in the slow way, which reports
every fault.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from timeline.records.model import KINDS, SECTIONS, About, Actor, Collection, Event, Source
from timeline.records.validate import ACYCLIC_FIELDS
from timeline.store.parts import HEAD, File, Layout
from timeline.store.yaml.tree import sections


# 100,000 events are read with 276 MB of memory this way (benchmarks/RESULTS.md): no tree of a whole
# file is ever built.
class NotIndexable(Exception):
    """Something in a file is wrong. The slow way says what."""


class ReferenceRecorder:
    """Stands in for a set of ids during validation: contains any value, and records it.

    References cannot be resolved yet, as the records that they name may come later. ``exempt``
    values are not recorded.
    """

    def __init__(self, beyond: frozenset[str] = frozenset()) -> None:
        self.seen: set[str] = set()
        self.exempt = beyond
        self.combined: ReferenceRecorder | None = None

    def __contains__(self, value: str) -> bool:
        """Return True, and record the value."""
        if value not in self.exempt:
            self.seen.add(value)
        return True

    def __or__(self, other: Any) -> "ReferenceRecorder":
        """Return the recorder for values that may belong to this set or to the other."""
        # The models compute the union for each value: one recorder collects them all.
        if self.combined is None:
            self.combined = ReferenceRecorder(
                frozenset() if isinstance(other, ReferenceRecorder) else frozenset(other)
            )
        return self.combined


@dataclass(slots=True)
class References:
    """The references in the records of a file; stands in for `model.Names` during validation."""

    sources: ReferenceRecorder = field(default_factory=ReferenceRecorder)
    actors: ReferenceRecorder = field(default_factory=ReferenceRecorder)
    events: ReferenceRecorder = field(default_factory=ReferenceRecorder)
    sides: ReferenceRecorder = field(default_factory=ReferenceRecorder)

    def ids(self) -> dict[str, frozenset[str]]:
        """Return the ids that were referred to, by what they must be.

        ``origins`` are ids of a source or an event.
        """
        origins = self.sources.combined.seen if self.sources.combined else set()
        voices = self.sides.combined.seen if self.sides.combined else set()
        return {
            "sources": frozenset(self.sources.seen),
            "actors": frozenset(self.actors.seen),
            "events": frozenset(self.events.seen),
            "origins": frozenset(origins),
            "sides": frozenset(self.sides.seen | voices),
        }


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """One record: its section, its number there, the tree it was made of, and what was made.

    A section that is there and has no records, as ``actors: []``, comes once, with None for them.
    """

    section: str
    number: int
    tree: Any
    record: Source | Actor | Event | About | None


def records(text: str, file: str, references: References) -> Iterator[ReadRecord]:
    """Yield the records of a file one by one, the head of a collection included.

    Raises `NotIndexable` for anything not well-formed in itself, and `Unreadable` for a text that
    is not acceptable YAML.
    """
    for section, number, tree in sections(text, file):
        kind = About if section == HEAD else KINDS.get(section)
        if kind is None:
            raise NotIndexable
        if section in SECTIONS and number is None:
            if tree != []:
                raise NotIndexable
            yield ReadRecord(section, 0, tree, None)
            continue
        try:
            record = kind.model_validate(tree, context=references)
        except ValidationError:
            raise NotIndexable from None
        yield ReadRecord(section, number or 0, tree, record)


def read_collection(parts: Sequence[File]) -> tuple[Collection, Layout]:
    """Return the collection in some files, and its layout, without a tree of a whole file.

    Raises `NotIndexable` for anything not well-formed, and `Unreadable` as `records` does.
    """
    references = References()
    made: dict[str, list[Any]] = {section: [] for section in (HEAD, *SECTIONS)}
    given: list[Counter[str]] = []
    for part in parts:
        given.append(Counter())
        for read in records(part.text, part.name, references):
            # A section without records is given too: it counts none.
            given[-1][read.section] += read.record is not None
            if read.record is not None:
                made[read.section].append(read.record)
    if len(made[HEAD]) != 1 or not any("events" in counter for counter in given):
        raise NotIndexable
    _refuse_broken_references(made, references)
    counts = {section: tuple(counter[section] for counter in given) for section in SECTIONS}
    sections = {section: tuple(made[section]) for section in SECTIONS}
    whole = Collection.model_construct(None, collection=made[HEAD][0], **sections)
    return whole, Layout(counts, tuple(frozenset(counter) for counter in given))


def _refuse_broken_references(made: dict[str, list[Any]], references: References) -> None:
    """Raise `NotIndexable` for a duplicate id, an unknown one, or a cycle."""
    ids = {section: {record.id for record in made[section]} for section in SECTIONS}
    known = {**ids, "sides": set(made[HEAD][0].sides), "origins": ids["sources"] | ids["events"]}
    twice = any(len(ids[section]) < len(made[section]) for section in SECTIONS)
    if twice or any(not asked <= known[kind] for kind, asked in references.ids().items()):
        raise NotIndexable
    for section, link in ACYCLIC_FIELDS:
        refuse_cycles(
            {record.id: leads for record in made[section] if (leads := getattr(record, link))}
        )


def refuse_cycles(leads: Mapping[str, str]) -> None:
    """Raise `NotIndexable` if any id leads back to itself."""
    sound: set[str] = set()
    for start in leads:
        way: set[str] = set()
        at: str | None = start
        while at is not None and at not in sound:
            if at in way:
                raise NotIndexable
            way.add(at)
            at = leads.get(at)
        # Every id is visited once: a chain that reaches a known sound id is sound.
        sound |= way
