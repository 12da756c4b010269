"""Registers (sources, actors, topics) as a table on a terminal, lines on a pipe, or JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Group, JustifyMethod, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timeline.cli.shell.terminal import Terminal, line
from timeline.formats.answers.serialise import json_text

_GAP = 2
_NAME = 20


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its key for machines, its heading for people, and whether it holds numbers."""

    key: str
    heading: str
    number: bool = False


Record = Sequence[str | int]


def show(
    terminal: Terminal,
    columns: Sequence[Heading],
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
        terminal.write([json_text(objects)])
    else:
        terminal.show(_page(terminal, columns, records, foot))


def _page(
    terminal: Terminal, columns: Sequence[Heading], records: Sequence[Record], foot: str
) -> Group:
    """Return the register as a table, or where ids would have to be cut, as one block a record."""
    shown = [[Text(line(str(cell))) for cell in record] for record in records]
    headings = [Text(terminal.say(column.heading)) for column in columns]
    if _needed(columns, [headings, *shown]) <= terminal.width:
        body = _table(columns, headings, shown)
    else:
        body = Group(*(_block(headings, cells) for cells in shown))
    return Group(body, Text(f"\n{foot}", style="dim"))


def _needed(columns: Sequence[Heading], rows: Sequence[Sequence[Text]]) -> int:
    """The width below which a cell other than a name would be cut."""
    widest: list[int] = [max(cell.cell_len for cell in cells) for cells in zip(*rows, strict=True)]
    kept = (
        min(width, _NAME) if column.key == "name" else width
        for column, width in zip(columns, widest, strict=True)
    )
    return sum(kept) + _GAP * (len(columns) - 1)


def _table(
    columns: Sequence[Heading], headings: Sequence[Text], rows: Iterable[Sequence[Text]]
) -> RenderableType:
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold")
    for column, heading in zip(columns, headings, strict=True):
        justify: JustifyMethod = "right" if column.number else "left"
        table.add_column(heading, justify=justify, no_wrap=column.key != "name")
    for row in rows:
        table.add_row(*row)
    return table


def _block(headings: Sequence[Text], cells: Sequence[Text]) -> RenderableType:
    key, name, *others = cells
    key.stylize("bold")
    facts = [
        Text.assemble((f"{heading}: ", "dim"), cell)
        for heading, cell in zip(headings[2:], others, strict=True)
        if cell
    ]
    return Group(key, Padding(Group(name, Text(" · ").join(facts)), (0, 0, 0, _GAP)))
