"""Changing records in a YAML text: only the ranges of a change, all else byte for byte.

A change is made twice: in the tree of the text, and in the text. The new text must parse to the new
tree, or nothing is changed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Any

from timeline.errors import FieldPath, TimelineError, WrongCall
from timeline.i18n import sentence
from timeline.store.yaml import writer
from timeline.store.yaml.nodes import Node, nodes
from timeline.store.yaml.tree import build
from timeline.store.yaml.writer import Style

# Blank lines, then a line that is a comment.
_COMMENT = re.compile(r"(?:[ ]*\r?\n)*(?P<margin>[ ]*)(?P<comment>#[^\r\n]*)(?:\r?\n|\Z)")

_PLAIN = Style()
_QUOTED = Style(plain=False)


@dataclass(frozen=True, slots=True)
class Put:
    """Set the field at a path to a value (dict, list or str), whether or not it exists.

    A new field goes after the last one that precedes it in ``order``. ``text`` is the value as
    someone typed it in YAML, to be kept as typed; ``value`` is then its parsed form. The text is
    moved to the column of what it replaces; for an item of a list it replaces the comments too: see
    `record_text`.
    """

    path: FieldPath
    value: Any
    order: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """Insert a value into the list at a path, before the item ``at``, or at its end.

    The list is created if there is none. ``file`` is the number of the file that a new record goes
    into, if the collection has several: see `parts`.
    """

    path: FieldPath
    value: Any
    at: int | None = None
    order: tuple[str, ...] = ()
    file: int | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove the field or item at a path."""

    path: FieldPath


Change = Put | Add | Drop


def apply(text: str, changes: Sequence[Change]) -> str:
    """Apply changes one after the other to the text of a collection, and return the new text.

    Raises `WrongCall` if the text cannot be changed so that it is read as intended.
    """
    tree = build(text, "") if changes else None
    for together in _group(changes):
        tree = apply_to_tree(tree, *together)
        text = _apply_group(text, together, tree)
    return text


def _group(changes: Sequence[Change]) -> Iterator[tuple[Change, ...]]:
    """Yield changes one by one, but consecutive additions to the same list together."""
    # An import adds hundreds of records to one list: in one group the text is parsed once for them
    # all. An index as key keeps every other change apart.
    for key, group in groupby(
        enumerate(changes), lambda pair: pair[1].path if isinstance(pair[1], Add) else pair[0]
    ):
        del key
        yield tuple(change for _, change in group)


def record_text(text: str, path: FieldPath) -> str:
    """Return an item of a list as typed, with the comments in and below it, moved to the left.

    It ends with a line end. It is what `Put` with ``text`` replaces: written back, it leaves every
    byte as it was.
    """
    return _Editor(text, _PLAIN).record_text(path)


def apply_to_tree(tree: Any, *changes: Change) -> Any:
    """Return a copy of a tree with changes applied."""
    tree = deepcopy(tree)
    for change in changes:
        _apply_one(tree, change)
    return tree


def _apply_one(tree: Any, change: Change) -> None:
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


def _parent(tree: Any, path: FieldPath) -> Any:
    for part in path[:-1]:
        tree = tree[part]
    return tree


def _apply_group(text: str, changes: Sequence[Change], wanted: Any) -> str:
    """Apply a group of changes; the result must parse to the tree that is wanted."""
    # Text without quotes reads best, but may parse as something else in its place: then quote.
    for style in (_PLAIN, _QUOTED):
        try:
            new = _Editor(text, style).make(changes)
            if build(new, "") == wanted:
                return new
        except TimelineError:
            continue
    raise WrongCall(
        sentence(
            "{path} stands in a form that cannot be changed safely: edit the file",
            path=_path_text(changes[0].path),
        )
    )


def _path_text(path: FieldPath) -> str:
    return ".".join(map(str, path))


class _Editor:
    """One change in one text."""

    def __init__(self, text: str, style: Style) -> None:
        self.text = text
        self.root = nodes(text)
        # A file with mixed line ends gets CR LF, which every editor can read.
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.style = _detect_style(self.root, text, style)

    def make(self, changes: Sequence[Change]) -> str:
        match changes:
            case [Put() as change]:
                return self.put(change)
            case [Drop(path)]:
                return self.drop(path)
        return self.add([change for change in changes if isinstance(change, Add)])

    def put(self, change: Put) -> str:
        parent, last = self.parent(change.path), change.path[-1]
        node = self.root.at(change.path)
        if node is None:
            return self.new_field(parent, str(last), change)
        if isinstance(last, int) and change.text is not None:
            start, end = self.range_of(parent, node)
            return self.spliced(start, end, self.moved(change.text, node, self.text[start:end]))
        if parent.style == "flow":
            return self.spliced(node.start, node.end, writer.flow(change.value, self.style))
        if isinstance(last, int):
            return self.spliced(node.start, node.end, self.joined(self.item_lines(node, change)))
        key = parent.keys[last]
        lines = self.field_lines(last, change, key.column, node)
        return self.spliced(key.start, max(node.end, key.end + 1), self.joined(lines))

    def add(self, changes: Sequence[Add]) -> str:
        """Insert values into one list, from its end to its start, so that no offset moves."""
        path, order = changes[0].path, changes[0].order
        there = self.root.at(path)
        if there is None or not there.items:
            return self.put(Put(path, _gaps(0, changes)[0], order))
        blank = [""] * (self.blank_lines(there) if there.style == "block" else 0)
        for at, values in sorted(_gaps(len(there.items), changes).items(), reverse=True):
            if there.style == "flow":
                written = ", ".join(writer.flow(value, self.style) for value in values)
                self.text = self.into_flow(there.items, at, written)
            else:
                self.text = self.into_list(there, at, values, blank)
        return self.text

    def drop(self, path: FieldPath) -> str:
        parent, last = self.parent(path), path[-1]
        node = self.root.at(path)
        assert node  # noqa: S101 - the tree was changed at the same path
        if parent.style == "flow":
            return self.out_of_flow(parent, node)
        opens = self.dash(node) if isinstance(last, int) else parent.keys[last].start
        return self.spliced(self.line_start(opens), self.next_line(max(node.end, opens)), "")

    # Block style: whole lines are inserted.

    def new_field(self, parent: Node, name: str, change: Put) -> str:
        fields = list(parent.fields)
        at = _place_for(name, fields, change.order)
        if parent.style == "flow":
            value = writer.flow({name: change.value}, self.style)[1:-1]
            values = list(parent.fields.values())
            return self.into_flow(values, at, value) if at else self.first_in_flow(parent, value)
        before = fields[at - 1]
        column = parent.keys[before].column
        lines = self.field_lines(name, change, column, None)
        end = max(parent.fields[before].end, parent.keys[before].end + 1)
        return self.lines_after(end, column, [" " * column + lines[0], *lines[1:]])

    def into_list(self, there: Node, at: int, values: Iterable[Any], blank: list[str]) -> str:
        column = self.column(self.dash(there.items[0]))
        style = replace(self.style, after_dash=max(there.items[0].column - column, 2))
        lines: list[str] = []
        for value in values:
            first, *rest = writer.item(value, column, style)
            lines += [*blank, " " * column + first, *rest]
        if at == 0:
            start = self.line_start(self.dash(there.items[0]))
            return self.spliced(start, start, self.joined([*lines[len(blank) :], *blank, ""]))
        return self.lines_after(there.items[at - 1].end, column, lines)

    def blank_lines(self, there: Node) -> int:
        """Return the number of blank lines between the items of a list."""
        if len(there.items) == 1:
            return 0
        one, other = there.items[-2:]
        between = self.text[self.next_line(one.end) : self.line_start(self.dash(other))]
        lines = between.splitlines()
        return len(lines) - len([line for line in lines if line.strip()])

    def field_lines(self, name: str, change: Put, column: int, old: Node | None) -> list[str]:
        if change.text is not None:
            below = column + self.style.field
            return [f"{name}:", *(_indent(below, line) for line in change.text.splitlines())]
        value = change.value
        if old and old.style in ("'", '"') and isinstance(value, str) and value.isprintable():
            return [f"{name}: {_keep_quotes(value, old.style)}"]
        return writer.field(name, value, column, self.style)

    def item_lines(self, node: Node, change: Put) -> list[str]:
        if node.style == "flow":
            return [writer.flow(change.value, self.style)]
        return writer.block(change.value, node.column, self.style)

    def lines_after(self, end: int, column: int, lines: Iterable[str]) -> str:
        """Insert lines at a column below what ends at an offset, and below its comments."""
        following = self.next_line(self.with_comments(end, column))
        added = self.joined(lines)
        if following == len(self.text) and not self.text.endswith("\n"):
            return self.spliced(following, following, self.newline + added)
        return self.spliced(following, following, added + self.newline)

    # Items as typed.

    def record_text(self, path: FieldPath) -> str:
        node = self.root.at(path)
        if node is None or not isinstance(path[-1], int):
            raise WrongCall(sentence("there is no record at {path}", path=_path_text(path)))
        start, end = self.range_of(self.parent(path), node)
        first, *rest = self.text[start:end].split("\n")
        by = min([node.column, *(_margin(text) for text in rest if text.strip("\r"))])
        lines = [" " * (node.column - by) + first, *(text[by:] or text for text in rest)]
        return "\n".join(lines) + self.newline

    def range_of(self, parent: Node, node: Node) -> tuple[int, int]:
        """Return the start and end of an item, with its comments, without its last line end."""
        if parent.style == "flow":
            return node.start, node.end
        end = self.next_line(self.with_comments(node.end, parent.column))
        end -= self.text.endswith("\n", node.start, end)
        end -= self.text.endswith("\r", node.start, end)
        return node.start, end

    def moved(self, typed: str, node: Node, old: str) -> str:
        """Return a typed text at the column of a node, with the line ends of what it replaces."""
        typed = typed.removesuffix("\n").removesuffix("\r")
        ends = old if "\n" in old else self.newline
        if "\r\n" not in ends:
            typed = typed.replace("\r\n", "\n")
        elif "\r\n" not in typed:
            typed = typed.replace("\n", "\r\n")
        by = node.column - nodes(typed).column
        first, *rest = typed.split("\n")
        return "\n".join([first.lstrip(" "), *(_shift(by, line) for line in rest)])

    # Flow style: values are inserted between commas.

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
        """Return the offset of the dash of an item."""
        return self.text.rindex("-", 0, node.start)

    def column(self, offset: int) -> int:
        return offset - self.line_start(offset)

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def next_line(self, offset: int) -> int:
        """Return the start of the line after the one at an offset, or the end of the text."""
        if offset and self.text[offset - 1 : offset] == "\n":
            return offset
        end = self.text.find("\n", offset)
        return end + 1 if end >= 0 else len(self.text)

    def with_comments(self, end: int, column: int) -> int:
        """Return the end of the last comment below an offset that stands right of a column."""
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


def _gaps(n: int, changes: Iterable[Add]) -> dict[int, list[Any]]:
    """Return the new values, in order, by the number of the ``n`` old items before them."""
    items: list[tuple[bool, Any]] = [(False, None)] * n
    for change in changes:
        items.insert(len(items) if change.at is None else change.at, (True, change.value))
    before = accumulate(not new for new, _ in items)
    gaps: dict[int, list[Any]] = {}
    for at, (new, value) in zip(before, items, strict=True):
        if new:
            gaps.setdefault(at, []).append(value)
    return gaps


def _indent(column: int, line: str) -> str:
    return " " * column + line if line else ""


def _shift(columns: int, line: str) -> str:
    """Return a line moved right, or left as far as possible. An empty line stays empty."""
    if line in ("", "\r"):
        return line
    return " " * columns + line[min(max(-columns, 0), len(line) - len(line.lstrip(" "))) :]


def _margin(line: str) -> int:
    """Return how far a line can be moved left without becoming empty."""
    inside = line.removesuffix("\r")
    return len(inside) - len(inside.lstrip(" ")) - (not inside.strip(" "))


def _keep_quotes(value: str, quote: str) -> str:
    return writer.quoted(value) if quote == '"' else "'" + value.replace("'", "''") + "'"


def _place_for(name: str, fields: Sequence[str], order: Sequence[str]) -> int:
    """Return after how many fields a new one goes: after the last that precedes it in ``order``."""
    if name not in order:
        return len(fields)
    earlier = set(order[: order.index(name)])
    found = [i for i, field in enumerate(fields, 1) if field in earlier]
    return max(found, default=len(fields))


def _detect_style(root: Node, text: str, style: Style) -> Style:
    """Return the style of the first list and the first fields below a key of the text."""
    dashes = (node.column - key.column for key, node in _below_keys(root) if node.kind == "list")
    fields = (node.column - key.column for key, node in _below_keys(root) if node.kind == "mapping")
    items = (
        item.column - (text.rindex("-", 0, item.start) - text.rfind("\n", 0, item.start) - 1)
        for _, node in _below_keys(root)
        for item in node.items
        if item.kind == "mapping"
    )
    return replace(
        style,
        dash=max(next(dashes, style.dash), 0),
        field=max(next(fields, style.field), 1),
        after_dash=max(next(items, style.after_dash), 2),
    )


def _below_keys(node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield every value in block style with its key, from the top down."""
    for name, value in node.fields.items():
        if value.style == "block":
            yield node.keys[name], value
    for child in (*node.fields.values(), *node.items):
        yield from _below_keys(child)
