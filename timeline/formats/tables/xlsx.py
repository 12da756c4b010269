"""A workbook for Excel and its likes: a sheet a table, and a last sheet that says what all is.

Every text is written as text, dates and codes too, so that "2026-02" stays a month and 010 does not
become 10; nothing is a formula or a link. What is longer than a cell can be is cut, and says so.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from timeline.errors import WrongCall
from timeline.formats.export import Export
from timeline.formats.tables import TABLES, Table, chosen, text
from timeline.formats.tables.citations import CITATIONS
from timeline.i18n import mark, sentence
from timeline.text import safe

_MOST_ROWS = 1_048_575
_MOST_UNITS = 32_767  # of UTF-16, as Excel counts
_SHORT = 255  # longer cells of the format "text" were shown as ##### by some releases of Excel
_NARROWEST, _WIDEST = 8, 60  # in characters
_LINE, _MOST_LINES = 15, 8  # the height of a line in points, and of how many a row shows
_INERT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - no clock: the same data give the same bytes
_ABOUT = "about"
_HEADER = (mark("sheet"), mark("column"), mark("what it is"))

Cells = tuple[str | int, ...]


def render(export: Export) -> bytes:
    """The workbook: every table, or only that which is asked for, and the sheet ``about``."""
    out = BytesIO()
    tables = [chosen(export.table)] if export.table else list(TABLES.values())
    with Workbook(out, _INERT) as book:
        book.set_properties(
            {"title": _title(export), "comments": _origin(export), "created": _MADE}
        )
        sheets = _Sheets(book)
        for table in tables:
            rows = (tuple(map(_cell, row)) for row in table.cells(export))
            sheets.add(table.name, tuple(table.columns), rows)
        header = tuple(sentence(text).say(export.language) for text in _HEADER)
        sheets.add(_ABOUT, header, _about(export, tables, sheets))
    return out.getvalue()


class _Sheets:
    """The sheets of a workbook: how they look, and how many cells had to be cut."""

    def __init__(self, book: Workbook) -> None:
        look = {"text_wrap": True, "valign": "top"}
        self.book = book
        self.cut = 0
        self.header = book.add_format({**look, "bold": True, "num_format": "@", "bottom": 1})
        self.short = book.add_format({**look, "num_format": "@"})
        self.long = book.add_format({**look, "quote_prefix": True})
        self.number = book.add_format(look)
        self.plain = book.add_format()

    def add(self, name: str, header: tuple[str, ...], rows: Iterable[Cells]) -> None:
        """Add a sheet: a frozen header, a filter on each column, and the rows."""
        sheet = self.book.add_worksheet(name)
        for column, title in enumerate(header):
            sheet.write_string(0, column, title, self.header)
        widths, last = [len(title) + 3 for title in header], 0
        for last, row in enumerate(rows, 1):
            self._add_row(sheet, last, row)
            widths = list(map(max, widths, map(_width, row)))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(header) - 1)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def _add_row(self, sheet: Any, at: int, row: Cells) -> None:
        if at > _MOST_ROWS:
            raise WrongCall(
                sentence("a sheet of xlsx has room for {n} rows: use sqlite", n=_MOST_ROWS)
            )
        for column, value in enumerate(row):
            self._write(sheet, at, column, value)
        sheet.set_row(at, _LINE * min(max(map(_lines, row)), _MOST_LINES))

    def _write(self, sheet: Any, row: int, column: int, value: str | int) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, self.number)
            return
        fitting = self._fitting(value)
        look = self.short if len(fitting) <= _SHORT else self.long
        if fitting.startswith("<r>") and fitting.endswith("</r>"):
            # XlsxWriter takes such a string for its own markup, unless it comes in pieces.
            pieces = (self.plain, fitting[:1], self.plain, fitting[1:])
            sheet.write_rich_string(row, column, *pieces, look)
        elif fitting:
            sheet.write_string(row, column, fitting, look)

    def _fitting(self, cell: str) -> str:
        units = _units(cell)
        if units <= _MOST_UNITS:
            return cell
        self.cut += 1
        room = _MOST_UNITS - len(_cut_mark(units))
        kept = cell.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore")
        return kept + _cut_mark(len(cell) - len(kept))


def _cut_mark(n: int) -> str:
    return f"…[cut: {n} characters; see json]"


def _units(cell: str) -> int:
    return len(cell) if cell.isascii() else len(cell.encode("utf-16-le")) // 2


def _width(value: str | int) -> int:
    return max(map(len, str(value).split("\n"))) + 1


def _lines(value: str | int) -> int:
    return sum(len(line) // _WIDEST + 1 for line in str(value).split("\n"))


def _cell(value: Any) -> str | int:
    if isinstance(value, int):
        return value
    return safe(text(value).replace("\r\n", "\n"), lines=True)


def _title(export: Export) -> str:
    return safe(export.collection.collection.title.say(export.language))[:_SHORT]


def _origin(export: Export) -> str:
    return "\n".join(f"{name}: {safe(value)}" for name, value in export.told_origin.items())


def _about(export: Export, tables: list[Table[Any]], sheets: _Sheets) -> Iterator[Cells]:
    """Say what the file was made from, what each sheet and column is, and how many cells are cut.

    To be read last: only then is it known what was cut.
    """
    for name, value in export.told_origin.items():
        yield (_ABOUT, name, safe(value))
    if coverage := export.collection.collection.coverage:
        yield (_ABOUT, "coverage", safe(coverage.say(export.language), lines=True))
    if export.known:
        yield (_ABOUT, "known", export.known.say(export.language))
    if CITATIONS in tables:
        yield from (
            (_ABOUT, "citations", phrase.say(export.language)) for phrase in export.proofs()
        )
    for table in tables:
        yield (table.name, "", sentence(table.about).say(export.language))
        for name, column in table.columns.items():
            yield (table.name, name, sentence(column.about).say(export.language))
    if sheets.cut:
        yield (
            _ABOUT,
            "cut",
            sentence("cells cut to the room of a cell: {n}", n=sheets.cut).say(export.language),
        )
