"""Changing records in a YAML text: only the ranges that a change asks for, all else as it was.

A change is made twice: in the tree that the text stands for, and in the text. What the new text
is read as must be the new tree, or nothing is changed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from timeline.errors import FieldPath, TimelineError, WrongCall
from timeline.language import sentence
from timeline.store import yamlwriter
from timeline.store.yamlnodes import Node, nodes
from timeline.store.yamltree import build
from timeline.store.yamlwriter import Style

# Blank lines, then a line that is a comment.
_COMMENT = re.compile(r"(?:[ ]*\r?\n)*(?P<margin>[ ]*)(?P<comment>#[^\r\n]*)(?:\r?\n|\Z)")

_GENTLE = Style()
_STRICT = Style(plain=False)


@dataclass(frozen=True, slots=True)
class Put:
    """Give the field at a path this value (dict, list or str), whether it is there or not.

    A new field goes after the last one that comes before it in ``order``. ``text`` is the value as
    someone typed it in YAML, to be kept as typed; ``value`` is then what it is read as.
    """

    path: FieldPath
    value: Any
    order: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """Put a value into the list at a path, before the item ``at``, or at its end.

    The list is made where there is none yet.
    """

    path: FieldPath
    value: Any
    at: int | None = None
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drop:
    """Take away the field or item at a path."""

    path: FieldPath


Change = Put | Add | Drop


def changed(text: str, changes: Sequence[Change]) -> str:
    """Make changes one after the other in the text of a collection.

    Raises `WrongCall` if the text cannot be changed so that it is read as intended.
    """
    for change in changes:
        text = _one(text, change)
    return text


def intended(tree: Any, change: Change) -> Any:
    """Make a change in a copy of a tree."""
    tree = deepcopy(tree)
    parent = _parent(tree, change.path)
    last = change.path[-1]
    match change:
        case Put(value=value):
            parent[last] = value
        case Add(value=value, at=at):
            items = parent.get(last) or []
            items.insert(len(items) if at is None else at, value)
            parent[last] = items
        case Drop():
            del parent[last]
    return tree


def _parent(tree: Any, path: FieldPath) -> Any:
    for part in path[:-1]:
        tree = tree[part]
    return tree


def _one(text: str, change: Change) -> str:
    wanted = intended(build(text, ""), change)
    for style in (_GENTLE, _STRICT):
        try:
            new = _Editor(text, style).make(change)
            if build(new, "") == wanted:
                return new
        except TimelineError:
            continue
    where = ".".join(map(str, change.path))
    raise WrongCall(
        sentence("{path} stands in a form that cannot be changed safely: edit the file", path=where)
    )


class _Editor:
    """One change in one text."""

    def __init__(self, text: str, style: Style) -> None:
        self.text = text
        self.root = nodes(text)
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.style = _as_in(self.root, text, style)

    def make(self, change: Change) -> str:
        match change:
            case Put():
                return self.put(change)
            case Add():
                return self.add(change)
            case Drop(path):
                return self.drop(path)

    def put(self, change: Put) -> str:
        parent, last = self.parent(change.path), change.path[-1]
        node = self.root.at(change.path)
        if node is None:
            return self.new_field(parent, str(last), change)
        if parent.style == "flow":
            return self.spliced(node.start, node.end, yamlwriter.flow(change.value, self.style))
        if isinstance(last, int):
            end = node.end if change.text is None else self.with_comments(node.end, node.column)
            return self.spliced(node.start, end, self.joined(self.item_lines(node, change)))
        key = parent.keys[last]
        lines = self.field_lines(last, change, key.column, node)
        return self.spliced(key.start, max(node.end, key.end + 1), self.joined(lines))

    def add(self, change: Add) -> str:
        there = self.root.at(change.path)
        if there is None or not there.items:
            return self.put(Put(change.path, [change.value], change.order))
        at = len(there.items) if change.at is None else change.at
        if there.style == "flow":
            return self.into_flow(there.items, at, yamlwriter.flow(change.value, self.style))
        return self.into_list(there, at, change.value)

    def drop(self, path: FieldPath) -> str:
        parent, last = self.parent(path), path[-1]
        node = self.root.at(path)
        assert node  # noqa: S101 - the tree was changed at the same path
        if parent.style == "flow":
            return self.out_of_flow(parent, node)
        opens = self.dash(node) if isinstance(last, int) else parent.keys[last].start
        return self.spliced(self.line_start(opens), self.next_line(max(node.end, opens)), "")

    # What is in block style goes line by line.

    def new_field(self, parent: Node, name: str, change: Put) -> str:
        fields = list(parent.fields)
        at = _place_for(name, fields, change.order)
        if parent.style == "flow":
            value = yamlwriter.flow({name: change.value}, self.style)[1:-1]
            values = list(parent.fields.values())
            return self.into_flow(values, at, value) if at else self.first_in_flow(parent, value)
        before = fields[at - 1]
        column = parent.keys[before].column
        lines = self.field_lines(name, change, column, None)
        end = max(parent.fields[before].end, parent.keys[before].end + 1)
        return self.lines_after(end, column, [" " * column + lines[0], *lines[1:]])

    def into_list(self, there: Node, at: int, value: Any) -> str:
        column = self.column(self.dash(there.items[0]))
        style = replace(self.style, after_dash=max(there.items[0].column - column, 2))
        first, *rest = yamlwriter.item(value, column, style)
        lines = [" " * column + first, *rest]
        blank = [""] * self.blank_lines(there)
        if at == 0:
            start = self.line_start(self.dash(there.items[0]))
            return self.spliced(start, start, self.joined([*lines, *blank, ""]))
        return self.lines_after(there.items[at - 1].end, column, [*blank, *lines])

    def blank_lines(self, there: Node) -> int:
        """How many blank lines stand between the items of a list."""
        if len(there.items) == 1:
            return 0
        one, other = there.items[-2:]
        between = self.text[self.next_line(one.end) : self.line_start(self.dash(other))]
        lines = between.splitlines()
        return len(lines) - len([line for line in lines if line.strip()])

    def field_lines(self, name: str, change: Put, column: int, old: Node | None) -> list[str]:
        if change.text is not None:
            below = column + self.style.field
            return [f"{name}:", *(_at(below, line) for line in change.text.splitlines())]
        value = change.value
        if old and old.style in ("'", '"') and isinstance(value, str) and value.isprintable():
            return [f"{name}: {_in_quotes(value, old.style)}"]
        return yamlwriter.field(name, value, column, self.style)

    def item_lines(self, node: Node, change: Put) -> list[str]:
        if change.text is not None:
            first, *rest = change.text.splitlines()
            return [first, *(_at(node.column, line) for line in rest)]
        if node.style == "flow":
            return [yamlwriter.flow(change.value, self.style)]
        return yamlwriter.block(change.value, node.column, self.style)

    def lines_after(self, end: int, column: int, lines: Iterable[str]) -> str:
        """Put lines at a column under what ends at an offset, and under its comments."""
        following = self.next_line(self.with_comments(end, column))
        added = self.joined(lines)
        if following == len(self.text) and not self.text.endswith("\n"):
            return self.spliced(following, following, self.newline + added)
        return self.spliced(following, following, added + self.newline)

    # What is in flow style goes between commas.

    def into_flow(self, there: Sequence[Node], at: int, value: str) -> str:
        if at == 0:
            start = there[0].start
            return self.spliced(start, start, f"{value}, ")
        end = there[at - 1].end
        return self.spliced(end, end, f", {value}")

    def first_in_flow(self, parent: Node, value: str) -> str:
        start = parent.start + 1
        return self.spliced(start, start, f"{value}, " if parent.fields else value)

    def out_of_flow(self, parent: Node, node: Node) -> str:
        children = parent.items or list(parent.fields.values())
        starts = parent.items or list(parent.keys.values())
        at = children.index(node)
        if at:
            return self.spliced(children[at - 1].end, node.end, "")
        end = starts[1].start if len(starts) > 1 else node.end
        return self.spliced(starts[0].start, end, "")

    # Offsets

    def parent(self, path: FieldPath) -> Node:
        parent = self.root.at(path[:-1])
        assert parent  # noqa: S101 - the tree was changed at the same path
        return parent

    def dash(self, node: Node) -> int:
        """Where the dash of an item stands."""
        return self.text.rindex("-", 0, node.start)

    def column(self, offset: int) -> int:
        return offset - self.line_start(offset)

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def next_line(self, offset: int) -> int:
        """Where the line after the one at an offset starts, or the end of the text."""
        if offset and self.text[offset - 1 : offset] == "\n":
            return offset
        end = self.text.find("\n", offset)
        return end + 1 if end >= 0 else len(self.text)

    def with_comments(self, end: int, column: int) -> int:
        """Give the end of the last comment below an offset that stands right of a column."""
        at = self.next_line(end)
        while found := _COMMENT.match(self.text, at):
            if len(found["margin"]) > column:
                end = found.end("comment")
            at = found.end()
        return end

    def joined(self, lines: Iterable[str]) -> str:
        return self.newline.join(lines)

    def spliced(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]


def _at(column: int, line: str) -> str:
    return " " * column + line if line else ""


def _in_quotes(value: str, quote: str) -> str:
    return yamlwriter.quoted(value) if quote == '"' else "'" + value.replace("'", "''") + "'"


def _place_for(name: str, fields: Sequence[str], order: Sequence[str]) -> int:
    """After which of the fields a new one goes: the last that comes before it, or the last."""
    if name not in order:
        return len(fields)
    earlier = set(order[: order.index(name)])
    found = [i for i, field in enumerate(fields, 1) if field in earlier]
    return max(found, default=len(fields))


def _as_in(root: Node, text: str, style: Style) -> Style:
    """Give the style of the first list and the first fields below a key that the text has."""
    dashes = (it.column - key.column for key, it in _below_keys(root) if it.kind == "list")
    fields = (it.column - key.column for key, it in _below_keys(root) if it.kind == "mapping")
    items = (
        item.column - (text.rindex("-", 0, item.start) - text.rfind("\n", 0, item.start) - 1)
        for _, it in _below_keys(root)
        for item in it.items
        if item.kind == "mapping"
    )
    return replace(
        style,
        dash=max(next(dashes, style.dash), 0),
        field=max(next(fields, style.field), 1),
        after_dash=max(next(items, style.after_dash), 2),
    )


def _below_keys(node: Node) -> Iterator[tuple[Node, Node]]:
    """Every value in block style with its key, from the top down."""
    for name, value in node.fields.items():
        if value.style == "block":
            yield node.keys[name], value
    for child in (*node.fields.values(), *node.items):
        yield from _below_keys(child)
