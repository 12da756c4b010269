"""The nodes of a YAML text with their exact ranges, to change one and keep the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml.events import (
    CollectionEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from timeline.errors import FieldPath
from timeline.store.yaml.events import events


@dataclass(slots=True)
class Node:
    """A scalar, list or mapping: ``text[start:end]``, without the line end or comment after it.

    ``style`` is that of a scalar (``""`` plain, quotes, ``|``, ``>``), or ``flow`` or ``block``. A
    mapping has ``keys`` and ``fields``, a list ``items``. ``column`` counts from 0; that of a block
    list is the column of its dashes. ``inside`` says that the node is in flow style.
    """

    start: int
    end: int
    column: int
    style: str
    inside: bool = False
    keys: dict[str, "Node"] = field(default_factory=dict)
    fields: dict[str, "Node"] = field(default_factory=dict)
    items: list["Node"] = field(default_factory=list)
    kind: str = "scalar"

    def at(self, path: FieldPath) -> "Node | None":
        """Return the node at a path below this one; None if there is none."""
        node: Node | None = self
        for part in path:
            if node is None:
                return None
            if isinstance(part, int):
                node = node.items[part] if part < len(node.items) else None
            else:
                node = node.fields.get(part)
        return node


def nodes(text: str) -> Node:
    """Return the root node of a text that `tree.build` accepts."""
    run = events(text, "")
    for event in run:
        if isinstance(event, NodeEvent):
            return _node(event, run, text, inside=False)
    return Node(0, 0, 0, "")


def _node(event: Any, run: Iterator[Any], text: str, *, inside: bool) -> Node:
    start, end = event.start_mark, event.end_mark
    if isinstance(event, ScalarEvent):
        node = Node(start.index, end.index, start.column, event.style or "", inside)
        if node.style in ("|", ">"):
            node.end = _block_scalar_end(text, node)
        return node
    flow = bool(event.flow_style)
    node = Node(start.index, end.index, start.column, "flow" if flow else "block", inside)
    within = inside or flow
    if isinstance(event, MappingStartEvent):
        node.kind = "mapping"
        last = _mapping(node, run, text, inside=within)
    else:
        assert isinstance(event, SequenceStartEvent)  # noqa: S101 - there is no fourth kind
        node.kind = "list"
        last = _list(node, run, text, inside=within)
    # In block style the library ends a node where the next one starts, comments included.
    node.end = last.end_mark.index if flow else _last_end(node)
    return node


def _mapping(node: Node, run: Iterator[Any], text: str, *, inside: bool) -> Any:
    for event in run:
        if isinstance(event, CollectionEndEvent):
            return event
        key = _node(event, run, text, inside=inside)
        node.keys[event.value] = key
        node.fields[event.value] = _node(next(run), run, text, inside=inside)
    return None


def _list(node: Node, run: Iterator[Any], text: str, *, inside: bool) -> Any:
    for event in run:
        if isinstance(event, CollectionEndEvent):
            return event
        node.items.append(_node(event, run, text, inside=inside))
    return None


def _last_end(node: Node) -> int:
    ends = [child.end for child in (*node.keys.values(), *node.fields.values(), *node.items)]
    return max(ends, default=node.end)


def _block_scalar_end(text: str, node: Node) -> int:
    """Return the end of a block scalar, without final blank lines unless it keeps them (``|+``)."""
    body = text[node.start : node.end]
    header = body.partition("\n")[0]
    return node.end if "+" in header.partition("#")[0] else node.start + len(body.rstrip())
