"""The parts of help topics that are derived from the program: rules, columns, formats."""

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.cli.shell.terminal import Terminal

if TYPE_CHECKING:
    from timeline.formats import Format

_WIDTH = 80
_NAMES = 19
_COLUMNS = 22


def tables(terminal: Terminal, topic: str) -> str:
    """Return what stands under the page of a topic, if anything."""
    parts = {"rules": _rules, "formats": _formats, "columns": _columns}.get(topic)
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

    for group in GROUPS:
        yield terminal.say(group)
        for format_ in FORMATS.values():
            if format_.group == group:
                yield from _format(terminal, format_)


def _format(terminal: Terminal, format_: "Format") -> Iterator[str]:
    keeps = terminal.say(format_.keeps)
    first = next(iter(format_.endings), format_.name)
    if first != format_.name:
        keeps = terminal.say("{keeps} (-o {file})", keeps=keeps, file=f"x.{first}")
    yield _entry(f"  {format_.name}", keeps, _NAMES)
    if format_.lacks:
        lacks = terminal.say("without: {what}", what=terminal.say(format_.lacks))
        yield _entry("", lacks, _NAMES)


def _columns(terminal: Terminal) -> Iterator[str]:
    from timeline.formats.tables import TABLES

    for i, table in enumerate(TABLES.values()):
        if i:
            yield ""
        yield f"{table.name}: {terminal.say(table.about)}"
        for name, column in table.columns.items():
            yield _entry(f"  {name}", terminal.say(column.about), _COLUMNS)


def _entry(head: str, text: str, column: int) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent=head.ljust(column), subsequent_indent=" " * column
    )
