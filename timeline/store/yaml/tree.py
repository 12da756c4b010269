"""YAML text to a plain tree of dict, list and str. Nothing else is ever built.

Features that a collection does not need (anchors, tags, directives, merge keys, further documents)
are refused at their place: anchors can blow up in size ("billion laughs"), tags can construct
objects.
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NoReturn

from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from timeline.errors import Fault, Unreadable
from timeline.i18n import Sentence, sentence
from timeline.store.yaml.characters import fault_at, not_allowed
from timeline.store.yaml.depth import MAX_DEPTH, too_deep
from timeline.store.yaml.errors import NO_ALIASES, NO_DIRECTIVES, NO_TAGS, ONE_DOCUMENT
from timeline.store.yaml.events import stream
from timeline.text import find_forbidden

MAX_TEXT_LENGTH = 1_000_000

_MAX_FAULTS = 100
_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|.)", re.DOTALL)
_NAMED_ESCAPES = {
    r"\0": "\0",
    r"\a": "\a",
    r"\b": "\b",
    r"\v": "\v",
    r"\f": "\f",
    r"\e": "\x1b",
    r"\N": "\x85",
    r"\L": "\u2028",
    r"\P": "\u2029",
}


def build(text: str, file: str) -> Any:
    """Return the tree of a text from `characters.decode`: dicts, lists, and str as typed.

    ``null``, ``NO``, ``12:30`` and ``06500`` are texts; None stands for nothing at all after a key
    or a dash, and for an empty document. Raises `Unreadable` with every structural fault, up to 100
    and up to the first syntax error.
    """
    with _no_garbage_collection(), _building(text, file) as builder:
        return builder.document()


def sections(text: str, file: str) -> Iterator[tuple[str, int | None, Any]]:
    """Yield the top-level fields of a text one by one, and those of lists item by item.

    Each is a key, a number in the list (None if it is no list, or empty) and a tree; earlier ones
    are not kept. Anything but a mapping is yielded as one tree with the key "". Raises `Unreadable`
    as `build` does, after the whole text has been read.
    """
    with _building(text, file) as builder:
        yield from builder.sections()


@contextmanager
def _building(text: str, file: str) -> Iterator["_Builder"]:
    """Yield a builder; at the end, or at a syntax error, raise all faults that it collected."""
    faults: list[Fault] = []
    try:
        with stream(text, file) as next_event:
            yield _Builder(text, file, next_event, faults)
    except Unreadable as error:
        raise Unreadable([*faults, *error.faults]) from error
    if faults:
        raise Unreadable(faults)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    # The collector would visit the growing tree again and again, although it has no cycles.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Builder:
    """One run over the events. ``path[:depth]`` leads to the node that is being built."""

    def __init__(
        self, text: str, file: str, next_event: Callable[[], Any], faults: list[Fault]
    ) -> None:
        self.text = text
        self.file = file
        self.next = next_event
        # int] | One list is reused for all paths: building a tuple for each node would cost more
        # than parsing it.
        self.path: list[str | int] = [""] * MAX_DEPTH
        self.faults = faults

    def document(self) -> Any:
        event = self.start()
        tree = self.node(event, 0) if event else None
        if event:
            self.end()
        return tree

    def sections(self) -> Iterator[tuple[str, int | None, Any]]:
        event = self.start()
        if type(event) is not MappingStartEvent or event.anchor or event.tag:
            if event and (tree := self.node(event, 0)) is not None:
                yield "", None, tree
        else:
            lines: dict[str, int] = {}
            while type(event := self.next()) is not MappingEndEvent:
                yield from self.section(self.key(event, 0, lines))
        if event:
            self.end()

    def section(self, key: str) -> Iterator[tuple[str, int | None, Any]]:
        event = self.next()
        if type(event) is not SequenceStartEvent or event.anchor or event.tag:
            yield key, None, self.node(event, 1)
            return
        number = 0
        while type(event := self.next()) is not SequenceEndEvent:
            self.path[1] = number
            yield key, number, self.node(event, 2)
            number += 1
        if not number:
            yield key, None, []

    def start(self) -> Any:
        """Return the first event of the document; None if there is none."""
        self.next()
        event = self.next()
        if type(event) is StreamEndEvent:
            return None
        if self.text.startswith("%", event.start_mark.index):
            self.refuse(event, 0, Sentence(NO_DIRECTIVES))
        return self.next()

    def end(self) -> None:
        self.next()
        event = self.next()
        if type(event) is DocumentStartEvent:
            self.refuse(event, 0, Sentence(ONE_DOCUMENT))

    def node(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is AliasEvent:
            return self.refuse(event, depth, Sentence(NO_ALIASES))
        if event.anchor is not None:
            self.refuse(event, depth, Sentence(NO_ALIASES))
        if event.tag is not None:
            self.refuse(event, depth, Sentence(NO_TAGS))
        if kind is ScalarEvent:
            return self.scalar(event, depth)
        if depth == MAX_DEPTH:
            self.give_up(event)
        return self.mapping(depth) if kind is MappingStartEvent else self.sequence(depth)

    def scalar(self, event: Any, depth: int) -> str | None:
        value: str = event.value
        if not value and not event.style:
            return None
        if event.style == '"' and find_forbidden(value) is not None:
            self.refuse_escapes(event, depth)
        if len(value) > MAX_TEXT_LENGTH:
            found = {"length": len(value), "most": MAX_TEXT_LENGTH}
            said = sentence("a text of {length} characters: at most {most} are read", **found)
            self.refuse(event, depth, said)
        return value

    def sequence(self, depth: int) -> list[Any]:
        items: list[Any] = []
        while type(event := self.next()) is not SequenceEndEvent:
            self.path[depth] = len(items)
            items.append(self.node(event, depth + 1))
        return items

    def mapping(self, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        lines: dict[str, int] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key = self.key(event, depth, lines)
            fields[key] = self.node(self.next(), depth + 1)
        return fields

    def key(self, event: Any, depth: int, lines: dict[str, int]) -> str:
        """Return the key, and record its line in ``lines``, for the message about a duplicate."""
        key: str = getattr(event, "value", "")
        self.path[depth] = key
        self.node(event, depth + 1)
        if isinstance(event, CollectionStartEvent):
            self.refuse(event, depth, sentence("a key must be a text"))
        elif key == "<<" and not event.style:
            said = sentence("merge keys (<<) are not allowed: write the fields out")
            self.refuse(event, depth, said)
        elif key in lines:
            said = sentence("given twice: the first is on line {line}", line=lines[key])
            self.refuse(event, depth + 1, said)
        lines.setdefault(key, event.start_mark.line + 1)
        return key

    def refuse(self, event: Any, depth: int, said: Sentence) -> None:
        self.refuse_at(event.start_mark.index, depth, said)

    def refuse_at(self, offset: int, depth: int, said: Sentence) -> None:
        fault = fault_at(offset, said, self.text, self.file)
        self.faults.append(replace(fault, path=tuple(self.path[:depth])))
        if len(self.faults) == _MAX_FAULTS:
            raise Unreadable([])

    def refuse_escapes(self, event: Any, depth: int) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        for escape in _ESCAPE.finditer(self.text, start, end):
            char = _escaped(escape)
            if find_forbidden(char) is not None:
                self.refuse_at(escape.start(), depth, not_allowed(char))

    def give_up(self, event: Any) -> NoReturn:
        raise Unreadable([too_deep(event.start_mark.index, self.text, self.file)])


def _escaped(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2] or escape[3]
    return chr(int(digits, 16)) if digits else _NAMED_ESCAPES.get(escape[0], "")
