"""A change of a collection's file as people read it: the lines that go, and those that come."""

import difflib
from typing import TYPE_CHECKING

from rich.text import Text

from timeline.text import safe

if TYPE_CHECKING:
    from timeline.cli.terminal import Terminal
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
    """Give the difference in the unified format, with three lines around each change."""
    name = written.before.name
    lines = difflib.unified_diff(
        written.before.text.splitlines(), written.after.text.splitlines(), name, name, lineterm=""
    )
    text = Text(no_wrap=True, overflow="ignore")
    for line in lines:
        text.append(safe(line) + "\n", style=_STYLES.get(line[:1], ""))
    text.rstrip()
    return text
