"""The parts of help topics that are derived from the program: rules, columns, formats."""

import textwrap
from collections.abc import Iterator

from timeline.cli.terminal import Terminal

_WIDTH = 80


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
    from timeline.formats import FORMATS
    from timeline.formats.table import COLUMNS

    for name, format_ in FORMATS.items():
        yield _entry(name, terminal.say(format_.about), 8)
    yield ""
    yield terminal.say("The columns of csv")
    for name, (_, about) in COLUMNS.items():
        yield _entry(f"  {name}", terminal.say(about), 18)


def _entry(head: str, text: str, column: int) -> str:
    return textwrap.fill(
        text, _WIDTH, initial_indent=head.ljust(column), subsequent_indent=" " * column
    )
