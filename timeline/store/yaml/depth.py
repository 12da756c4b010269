"""The place where a text is nested too deeply, found before the YAML library gives up on it.

A bracket may turn out to be a key, so the library scans up to 1,024 characters ahead before it
returns the first of a row of brackets. An error further along is then raised in place of level 33;
libyaml 0.2.6 even stops by itself at 1,000 brackets. Which of these happens depends on the version,
so the depth of text that was scanned but not yet returned is counted here.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent

from timeline.errors import Fault
from timeline.i18n import sentence
from timeline.store.yaml.characters import fault_at

MAX_DEPTH = 32
"""How many levels of lists and mappings a collection may have."""

_BLANK = r" \t\r\n\x85\u2028\u2029"
_SKIPPED = rf"""[{_BLANK}]+ | \#[^\r\n\x85\u2028\u2029]* | [&*!][^{_BLANK},\[\]{{}}]*"""
_QUOTED = r""" "(?:[^"\\]|\\.)*+"? | '(?:[^']|'')*+'? """
_IN_FLOW = rf"[^{_BLANK},\[\]{{}}:]"
# Possessive quantifiers prevent exponential backtracking over words that end in no known token.
_FLOW = re.compile(
    rf"""(?P<skipped>{_SKIPPED}) | (?P<sign>[\[\]{{}},?:])
    | {_QUOTED}
    | {_IN_FLOW} (?: {_IN_FLOW} | :(?![{_BLANK},\[\]{{}}]) | [{_BLANK}]++(?!\#) )*+
    """,
    re.VERBOSE | re.DOTALL,
)
_BLOCK = re.compile(
    rf"""(?P<skipped>{_SKIPPED} | [-?:](?=[{_BLANK}]|\Z)) | (?P<sign>[\[{{])
    | {_QUOTED}
    | [^{_BLANK}|>] (?: [^{_BLANK}:] | :(?![{_BLANK}]) | [ \t]++(?!\#) )*+
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENED_BY = {"]": "[", "}": "{"}
_PAIR = ":"
"""A mapping of one field that stands in a list without brackets of its own: ``[a: b]``."""


def too_deep(offset: int, text: str, file: str) -> Fault:
    """Return the fault of a node that opens one level too many at an offset."""
    said = sentence("more than {most} levels deep", most=MAX_DEPTH)
    return fault_at(offset, said, text, file)


def too_deep_before(end: int, text: str, file: str, next_event: Callable[[], Any]) -> Fault | None:
    """Return the fault of level 33 before ``end``, where the library fails; None if not so deep.

    ``next_event`` returns the events of the text from its start, then None.
    """
    opened: list[str] = []
    start = 0
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        for event in iter(next_event, None):
            opening, start = event.start_mark.index, event.end_mark.index
            if isinstance(event, CollectionStartEvent):
                opened.append(_kind(event, text))
                if len(opened) > MAX_DEPTH:
                    return too_deep(opening, text, file)
            elif isinstance(event, CollectionEndEvent):
                opened.pop()
    offset = _offset_too_deep(opened, text, start, end)
    return None if offset is None else too_deep(offset, text, file)


def _kind(event: Any, text: str) -> str:
    """Return the bracket that opened a collection, "" in block style, or `_PAIR`."""
    if not event.flow_style:
        return ""
    first = text[event.start_mark.index : event.end_mark.index]
    return first if first in {"[", "{"} else _PAIR


def _offset_too_deep(opened: list[str], text: str, at: int, end: int) -> int | None:
    """Return the offset of the first level too many between two offsets, or None.

    ``opened`` has the levels that are open at the start.
    """
    entry = at  # where the item of a list starts that may turn out to be a pair
    is_new = True
    while at < end:
        within = opened[-1] if opened else ""
        token = (_FLOW if within else _BLOCK).match(text, at, end)
        if token is None:
            return None
        sign = token["sign"]
        if is_new and not token["skipped"]:
            entry, is_new = at, False
        if sign in {"[", "{"}:
            opened.append(sign)
            is_new = True
        elif sign in {":", "?"} and within == "[":
            opened.append(_PAIR)
        elif sign in {",", "]", "}"}:
            if within == _PAIR:
                opened.pop()
            if sign in _OPENED_BY and (not opened or opened.pop() != _OPENED_BY[sign]):
                return None
            is_new = sign == ","
        if len(opened) > MAX_DEPTH:
            return entry if opened[-1] == _PAIR else at
        at = token.end()
    return None
