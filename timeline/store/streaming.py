"""The records of a file as they are read: each is made and let go before the next is read.

What is found is either sound, or there is a doubt of some kind; what is doubtful is read again in
the slow way, which has a fault for everything that is wrong.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from timeline.records.model import KINDS, SECTIONS, About, Actor, Collection, Event, Source
from timeline.records.validate import CHAINS
from timeline.store.parts import HEAD, File, Layout
from timeline.store.yaml.tree import sections


class NotIndexable(Exception):
    """Something in a file is not as it should be: what, the slow way says."""


class Noted:
    """Stands for a set of ids while records are read: takes any, and notes which were asked for."""

    def __init__(self, beyond: frozenset[str] = frozenset()) -> None:
        self.asked: set[str] = set()
        self.beyond = beyond
        self.either: Noted | None = None

    def __contains__(self, value: str) -> bool:
        """Note a value that a record refers to."""
        if value not in self.beyond:
            self.asked.add(value)
        return True

    def __or__(self, other: Any) -> "Noted":
        """Return what notes values that may be of this or of the other."""
        if self.either is None:
            self.either = Noted(frozenset() if isinstance(other, Noted) else frozenset(other))
        return self.either


@dataclass(slots=True)
class References:
    """What the records of a file refer to; stands for `model.Names` while they are read."""

    sources: Noted = field(default_factory=Noted)
    actors: Noted = field(default_factory=Noted)
    events: Noted = field(default_factory=Noted)
    sides: Noted = field(default_factory=Noted)

    def asked(self) -> dict[str, frozenset[str]]:
        """Return the ids referred to, by what they must be.

        ``origins`` are a source or an event.
        """
        origins = self.sources.either.asked if self.sources.either else set()
        voices = self.sides.either.asked if self.sides.either else set()
        return {
            "sources": frozenset(self.sources.asked),
            "actors": frozenset(self.actors.asked),
            "events": frozenset(self.events.asked),
            "origins": frozenset(origins),
            "sides": frozenset(self.sides.asked | voices),
        }


@dataclass(frozen=True, slots=True)
class Read:
    """One record: its section, its number there, the tree it was made of, and what was made.

    A section that is there and has no records, as ``actors: []``, comes once, with None for them.
    """

    section: str
    number: int
    tree: Any
    record: Source | Actor | Event | About | None


def records(text: str, file: str, references: References) -> Iterator[Read]:
    """Yield the records of a file one by one, the head of a collection among them.

    Raises `NotIndexable` for anything that is not well-formed in itself, and `Unreadable` for what
    is no YAML that a collection may be written in.
    """
    for section, number, tree in sections(text, file):
        kind = About if section == HEAD else KINDS.get(section)
        if kind is None:
            raise NotIndexable
        if section in SECTIONS and number is None:
            if tree != []:
                raise NotIndexable
            yield Read(section, 0, tree, None)
            continue
        try:
            record = kind.model_validate(tree, context=references)
        except ValidationError:
            raise NotIndexable from None
        yield Read(section, number or 0, tree, record)


def collected(parts: Sequence[File]) -> tuple[Collection, Layout]:
    """Make a collection of its files, each record as it is read: no file is in memory as a tree.

    Raises `NotIndexable` for anything that is not well-formed, and `Unreadable` as `records` does.
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
    _refuse_loose(made, references)
    counts = {section: tuple(counter[section] for counter in given) for section in SECTIONS}
    sections = {section: tuple(made[section]) for section in SECTIONS}
    whole = Collection.model_construct(None, collection=made[HEAD][0], **sections)
    return whole, Layout(counts, tuple(frozenset(counter) for counter in given))


def _refuse_loose(made: dict[str, list[Any]], references: References) -> None:
    """Raise `NotIndexable` for an id given twice, one that is nowhere, and what leads to itself."""
    ids = {section: {value.id for value in made[section]} for section in SECTIONS}
    known = {**ids, "sides": set(made[HEAD][0].sides), "origins": ids["sources"] | ids["events"]}
    twice = any(len(ids[section]) < len(made[section]) for section in SECTIONS)
    if twice or any(not asked <= known[kind] for kind, asked in references.asked().items()):
        raise NotIndexable
    for section, link in CHAINS:
        refuse_circles(
            {value.id: leads for value in made[section] if (leads := getattr(value, link))}
        )


def refuse_circles(leads: Mapping[str, str]) -> None:
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
        sound |= way
