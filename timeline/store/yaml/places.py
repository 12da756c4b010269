"""The place of the value or the key at a path of a YAML text.

Places are found in a separate run over the events, for the few paths that are asked for: reading a
collection without faults never pays for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from timeline.errors import Fault, FieldPath
from timeline.store.yaml.events import events

Wanted = tuple[FieldPath, bool]


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a value or key: line and column from 1, and offsets, all in code points.

    The text of a key, or of a scalar, is ``text[start:end]``; the end of a list or mapping in block
    style is the start of what follows it.
    """

    line: int
    column: int
    start: int
    end: int


TOP = Place(1, 1, 0, 0)


def places(text: str, wanted: Iterable[Wanted]) -> dict[Wanted, Place]:
    """Return the place of each ``(path, at_key)``: of the value there, or of its key.

    A path that does not exist gets the place of its nearest ancestor that does. The text must be
    one that `tree.build` accepts.
    """
    asked = set(wanted)
    if not asked:
        return {}
    walk = _EventWalk(text, {path[:n] for path, _ in asked for n in range(len(path) + 1)})
    return {(path, at_key): walk.nearest(path, at_key=at_key) for path, at_key in asked}


def locate(faults: Sequence[Fault], text: str, file: str) -> list[Fault]:
    """Return the faults with file, line and column; those that have a line already keep it."""
    found = places(text, [(fault.path, fault.at_key) for fault in faults if not fault.line])
    return [_located(fault, found, file) for fault in faults]


def _located(fault: Fault, found: dict[Wanted, Place], file: str) -> Fault:
    if fault.line:
        return fault
    place = found[fault.path, fault.at_key]
    return replace(fault, file=file, line=place.line, column=place.column)


class _EventWalk:
    """One run over the events, into the branches that lead to a wanted path and no others."""

    def __init__(self, text: str, branches: set[FieldPath]) -> None:
        self.branches = branches
        self.keys: dict[FieldPath, Place] = {}
        self.values: dict[FieldPath, Place] = {}
        self.events = events(text, "")
        for event in self.events:
            if isinstance(event, NodeEvent):
                self.node(event, ())

    def nearest(self, path: FieldPath, *, at_key: bool) -> Place:
        if at_key and path in self.keys:
            return self.keys[path]
        above = (path[:n] for n in range(len(path), 0, -1))
        return next((self.values[branch] for branch in above if branch in self.values), TOP)

    def node(self, first: Any, path: FieldPath) -> None:
        if path not in self.branches:
            self.skip(first)
            return
        last = first
        if isinstance(first, MappingStartEvent):
            last = self.mapping(path)
        elif isinstance(first, CollectionStartEvent):
            last = self.sequence(path)
        self.values[path] = _place(first, last)

    def mapping(self, path: FieldPath) -> Any:
        while not isinstance(event := next(self.events), CollectionEndEvent):
            branch = (*path, getattr(event, "value", ""))
            if branch in self.branches:
                self.keys.setdefault(branch, _place(event, event))
            self.skip(event)
            self.node(next(self.events), branch)
        return event

    def sequence(self, path: FieldPath) -> Any:
        numbers = count()
        while not isinstance(event := next(self.events), CollectionEndEvent):
            self.node(event, (*path, next(numbers)))
        return event

    def skip(self, first: Any) -> None:
        depth = int(isinstance(first, CollectionStartEvent))
        while depth:
            event = next(self.events)
            # Most events are scalars: one comparison of types is faster than two `isinstance`.
            if type(event) is not ScalarEvent:
                depth += isinstance(event, CollectionStartEvent)
                depth -= isinstance(event, CollectionEndEvent)


def _place(first: Any, last: Any) -> Place:
    start, end = first.start_mark, last.end_mark
    return Place(start.line + 1, start.column + 1, start.index, end.index)
