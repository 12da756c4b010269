"""Plain data as YAML, in the style in which people type a collection.

The output is only a proposal: whoever writes it into a file parses it again (see `edits`).
"""

import json
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from timeline.text import find_forbidden

WIDTH = 100

# A first character and a rest that YAML cannot take for anything but text.
_FIRST = r"""[^\s\-?:,\[\]{}#&*!|>'"%@`=<~\\]"""
_IN_BLOCK = re.compile(_FIRST + r"(?:[^:#\\]|:(?=\S)|(?<=\S)#)*")
_IN_FLOW = re.compile(_FIRST + r"(?:[^:#\\,\[\]{}]|:(?=[\w/])|(?<=\S)#)*")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
# What YAML 1.1 or 1.2 readers resolve to null, a boolean or a number, "NO" and 12:30 included.
_NOT_A_STRING = re.compile(
    r"(?i:null|true|false|yes|no|on|off|y|n|[-+]?\.inf|\.nan)"
    r"|[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+"
    r"|[0-9][0-9_,]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?"
    r"|[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?)"
)


@dataclass(frozen=True, slots=True)
class Style:
    """The indentation of a file: how far dashes and fields are right of the key above them."""

    dash: int = 2
    field: int = 2
    after_dash: int = 2
    plain: bool = True
    """Whether a text may be written without quotes, or folded."""


def block(value: Any, column: int, style: Style) -> list[str]:
    """Return the lines of a value in block style, all but the first with indentation.

    ``column`` is the column of the first line.
    """
    if isinstance(value, dict) and value:
        return _stack((field(name, other, column, style) for name, other in value.items()), column)
    if isinstance(value, list) and value:
        return _stack((item(other, column, style) for other in value), column)
    return [flow(value, style)]


def field(name: str, value: Any, column: int, style: Style) -> list[str]:
    """Return the lines of a key and its value. The key is at ``column``."""
    head = f"{_key(name, style)}:"
    if value is None:
        return [head]
    if line := _on_one_line(head, value, column, style):
        return [line]
    if isinstance(value, str):
        return _with_head(f"{head} ", _long_text(value, column, style))
    below = column + (style.dash if isinstance(value, list) else style.field)
    first, *rest = block(value, below, style)
    return [head, " " * below + first, *rest]


def item(value: Any, column: int, style: Style) -> list[str]:
    """Return the lines of an item of a list. Its dash is at ``column``."""
    head = "-" + " " * (style.after_dash - 1)
    if value is None:
        return ["-"]
    record = isinstance(value, dict) and "id" in value
    if not record and (line := _on_one_line(head.rstrip(), value, column, style)):
        return [line]
    if isinstance(value, str):
        return _with_head(head, _long_text(value, column, style))
    return _with_head(head, block(value, column + style.after_dash, style))


def flow(value: Any, style: Style) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        fields = (
            f"{_key(name, style)}: {flow(other, style)}".rstrip() for name, other in value.items()
        )
        return "{" + ", ".join(fields) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(other, style) for other in value) + "]"
    return scalar(value, style, flowing=True)


def scalar(value: str | None, style: Style, *, flowing: bool = False) -> str:
    """Return a text on one line, quoted where it would otherwise be read as something else."""
    if value is None:
        return ""
    if style.plain and _is_plain(value, _IN_FLOW if flowing else _IN_BLOCK):
        return value
    if style.plain and "'" not in value and '"' in value and value.isprintable():
        return f"'{value}'"
    return quoted(value)


def _key(name: str, style: Style) -> str:
    """Return a key. ``on`` stays bare: people write it so, and our reader takes it for text."""
    return name if name == "on" else scalar(name, style)


def quoted(value: str) -> str:
    """Return a text in double quotes. JSON's escapes are valid in YAML."""
    shown = json.dumps(value, ensure_ascii=False)
    return "".join(_escaped(char) if find_forbidden(char) is not None else char for char in shown)


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - four digits


def _is_plain(value: str, plain: re.Pattern[str]) -> bool:
    if _DATE.fullmatch(value):
        return True
    usual = value.isprintable() and value == value.strip() and plain.fullmatch(value)
    return bool(usual) and not _NOT_A_STRING.fullmatch(value)


def _on_one_line(head: str, value: Any, column: int, style: Style) -> str:
    """Return a value on one line if it fits: a text, or a list or mapping of texts; else ""."""
    if isinstance(value, str):
        line = f"{head} {scalar(value, style)}"
        short = "\n" not in value
    else:
        inner = value.values() if isinstance(value, dict) else value
        line = f"{head} {flow(value, style)}"
        short = not value or all(isinstance(other, str) and "\n" not in other for other in inner)
    return line if short and column + len(line) <= WIDTH else ""


def _with_head(head: str, lines: list[str]) -> list[str]:
    return [head + lines[0], *lines[1:]]


def _long_text(value: str, column: int, style: Style) -> list[str]:
    return (_folded(value, column + style.field) if style.plain else None) or [quoted(value)]


def _folded(value: str, column: int) -> list[str] | None:
    """Return a text as a folded block (``>-``), or one of several lines as a literal block.

    Return None if the block would be read as another text.
    """
    margin = " " * column
    if not value.replace("\n", "").isprintable() or re.search(r"^\s|\s$|[ ]\n|\n[ ]", value):
        return None
    if "\n" in value:
        return ["|-", *(margin + line if line else "" for line in value.split("\n"))]
    if "  " in value:
        return None
    wrapped = textwrap.wrap(
        value, max(WIDTH - column, 40), break_long_words=False, break_on_hyphens=False
    )
    return [">-", *(margin + line for line in wrapped)]


def _stack(parts: Iterable[list[str]], column: int) -> list[str]:
    """Join the lines of fields or items below each other at the same column."""
    joined: list[str] = []
    for first, *rest in parts:
        joined += [" " * column + first if joined else first, *rest]
    return joined
