"""The parts of help topics that are derived from the program: rules, columns, formats."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.cli.terminal import Terminal

if TYPE_CHECKING:
    from timeline.formats import Format

_WIDTH = 80
_NAMES = 17


def tables(terminal: Terminal, topic: str) -> str:
    """Give what stands under the page of a topic, if anything."""
    parts = {"rules": _rules, "formats": _formats}.get(topic)
    return "\n".join(parts(terminal)) + "\n" if parts else ""


def _rules(terminal: Terminal) -> Iterator[str]:
    from timeline.checks import RULES
    from timeline.errors import Level

    for rule in RULES:
        title = terminal.say(rule.title)
        if rule.level is Level.NOTICE:
            title = terminal.say("{fault} (notice)", fault=title)
        yield _entry(rule.code, title, 4)
        yield _entry("", terminal.say(rule.why), 4)


def _formats(terminal: Terminal) -> Iterator[str]:
    from timeline.formats import FORMATS, GROUPS
    from timeline.formats.table import COLUMNS

    for group in GROUPS:
        yield terminal.say(group)
        for format_ in FORMATS.values():
            if format_.group == group:
                yield from _format(terminal, format_)
    yield ""
    yield terminal.say("The columns of csv")
    for name, (_, about) in COLUMNS.items():
        yield _entry(f"  {name}", terminal.say(about), 18)


def _format(terminal: Terminal, format_: "Format") -> Iterator[str]:
    yield _entry(f"  {format_.name}", terminal.say(format_.keeps), _NAMES)
    if format_.lacks:
        lacks = terminal.say("without: {what}", what=terminal.say(format_.lacks))
        yield _entry("", lacks, _NAMES)


def _entry(head: str, text: str, column: int) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent=head.ljust(column), subsequent_indent=" " * column
    )
