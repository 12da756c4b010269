"""Tables as text: CSV by RFC 4180, and tab-separated values as IANA registers them.

A cell that holds several values holds them with " | " between them; a "|" of a value's own has a
backslash before it. A cell that a spreadsheet would take for a formula is disarmed by an apostrophe
in front; an apostrophe that stands first by itself gets a second one, so that taking one apostrophe
away from every cell that begins with one gives back the text (see `disarmed` and `armed`).
"""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Any

from timeline.formats.export import Export
from timeline.formats.tables import Table, Value, chosen, several, text
from timeline.text import safe

__all__ = [
    "armed",
    "disarmed",
    "in_one_field",
    "render",
    "render_tsv",
    "several",
    "taken",
    "written",
]

_TRIGGERS = (*"=+-@＝＋－＠\t\r\n'",)
_FIRST = frozenset(_TRIGGERS)
_BOM = "\ufeff"
_AT_ONCE = 100  # rows that are put on paper together: one by one takes longer
_NOT_IN_A_FIELD = re.compile(r"\r\n|[\t\r\n]")


def disarmed(cell: str) -> str:
    """Put an apostrophe before a cell that begins like a formula, or with an apostrophe."""
    return f"'{cell}" if cell.startswith(_TRIGGERS) else cell


def armed(cell: str) -> str:
    """Take back what `disarmed` did."""
    return cell.removeprefix("'")


def in_one_field(cell: str) -> str:
    """Return a cell without what ends a field of TSV: a space stands for each tab or line end."""
    return safe(_NOT_IN_A_FIELD.sub(" ", cell))


def render(export: Export) -> Iterator[str]:
    """Yield the CSV of the table asked for, piece by piece; rows end in CR LF."""
    yield from written(chosen(export.table), export)


def written(table: Table[Any], export: Export) -> Iterator[str]:
    """Yield the CSV of one table of an export piece by piece; rows end in CR LF."""
    style, shown = export.csv, _disarmed if export.csv.disarm else text
    out = StringIO()
    writer = csv.writer(out, delimiter=style.separator, lineterminator="\r\n")
    if style.bom:
        yield _BOM
    writer.writerow(table.columns)
    rows = table.cells(export)
    while some := [list(map(shown, row)) for row in islice(rows, _AT_ONCE)]:
        writer.writerows(some)
        yield taken(out)
    yield taken(out)


def render_tsv(export: Export) -> Iterator[str]:
    """Yield the same as TSV: nothing is quoted, no field holds a tab or line end, lines end in LF.

    A field holds a space where its text has a tab or line end, for the format has no way to write
    them; what else is no printable character is shown as an escape.
    """
    table = chosen(export.table)
    if export.csv.bom:
        yield _BOM
    yield "\t".join(table.columns) + "\n"
    for row in table.cells(export):
        cells = (in_one_field(text(cell)) for cell in row)
        yield "\t".join(map(disarmed, cells) if export.csv.disarm else cells) + "\n"


def _disarmed(value: Value) -> str:
    if value.__class__ is str:  # nearly every cell is: it has no more to go through than it must
        return f"'{value}" if value[:1] in _FIRST else value
    return "" if value is None else disarmed(text(value))


def taken(out: StringIO) -> str:
    """Take what was written to a paper off it."""
    piece = out.getvalue()
    out.seek(0)
    out.truncate()
    return piece
