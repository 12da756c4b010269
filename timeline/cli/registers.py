"""Registers (sources, actors, topics) as a table on a terminal, lines on a pipe, or JSON."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from timeline.cli.terminal import Terminal, line
from timeline.errors import UnknownValue
from timeline.language import sentence
from timeline.text import suggest

FORMATS = ("text", "tsv", "json")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key for machines, its heading for people, and whether it holds numbers."""

    key: str
    heading: str
    number: bool = False


Record = Sequence[str | int]


def chosen(terminal: Terminal, format_: str | None) -> str:
    """Give the format that is meant: text on a terminal, lines on a pipe, unless asked for."""
    name = format_ or ("text" if terminal.is_terminal() else "tsv")
    if name not in FORMATS:
        raise UnknownValue(sentence("format"), name, suggest(name, FORMATS) or FORMATS)
    return name


def show(
    terminal: Terminal,
    columns: Sequence[Column],
    records: Iterable[Record],
    *,
    name: str,
    foot: str,
) -> None:
    """Show a register in the format called ``name``; ``foot`` is said under the table."""
    records = list(records)
    if name == "tsv":
        terminal.rows([str(cell) for cell in record] for record in records)
    elif name == "json":
        keys = [column.key for column in columns]
        objects = [dict(zip(keys, record, strict=True)) for record in records]
        terminal.write([json.dumps(objects, ensure_ascii=False, indent=2), "\n"])
    else:
        terminal.show(_table(terminal, columns, records, foot))


def _table(
    terminal: Terminal, columns: Sequence[Column], records: Sequence[Record], foot: str
) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for column in columns:
        justify = "right" if column.number else "left"
        heading = Text(terminal.say(column.heading))
        table.add_column(heading, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for record in records:
        table.add_row(*(Text(line(str(cell))) for cell in record))
    table.caption = Text(f"\n{foot}", style="dim")
    table.caption_justify = "left"
    return table
