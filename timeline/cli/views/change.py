"""A change of a collection's file as people read it: the lines that go, and those that come."""

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from timeline.text import safe

if TYPE_CHECKING:
    from timeline.cli.shell.terminal import Terminal
    from timeline.store.parts import File
    from timeline.store.writing import Written

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def show(terminal: "Terminal", written: "Written") -> None:
    """Show the difference: on a terminal for reading, on a pipe so that it can be applied."""
    text = difference(written)
    if terminal.is_terminal():
        terminal.show(text)
    else:
        terminal.write([text.plain, "\n"] if text else [])


def difference(written: "Written") -> Text:
    """Return the difference in the unified format, with three lines around each change."""
    text = Text(no_wrap=True, overflow="ignore")
    for old, new in zip(written.before.files, written.after.files, strict=True):
        for line in _lines(old, new):
            text.append(safe(line) + "\n", style=_STYLES.get(line[:1], ""))
    text.rstrip()
    return text


def _lines(old: "File", new: "File") -> Iterator[str]:
    texts = old.text.splitlines(), new.text.splitlines()
    return difflib.unified_diff(*texts, old.name, new.name, lineterm="")
