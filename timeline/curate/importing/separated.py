"""CSV and TSV to a sheet: UTF-8 alone, the separator as the header shows it."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from timeline.curate.importing.own_tables import kind_of
from timeline.curate.importing.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Contents,
    Sheet,
    SheetRow,
    too_many,
)
from timeline.errors import WrongCall
from timeline.formats.tables.separated import armed, disarmed
from timeline.i18n import Sentence, mark, sentence

_NAMES = {
    ",": mark("commas"),
    ";": mark("semicolons"),
    "\t": mark("tabs"),
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = "\ufeff"


def read(name: str, data: bytes) -> Contents:
    """Return the sheet of a file; raises `WrongCall` for what is no such table."""
    text = decoded(name, data)
    separator = _separator(text)
    rows = _rows(name, text, separator, csv.QUOTE_MINIMAL)
    if separator == "\t" and rows and kind_of(rows[0][1]):  # ours has no quotation marks
        rows = _rows(name, text, separator, csv.QUOTE_NONE)
    if not rows:
        raise refused(name, sentence("the file is empty"))
    (_, header), *rest = rows
    if kind_of(header) and _disarmed(cells for _, cells in rest):
        rest = [(n, tuple(map(armed, cells))) for n, cells in rest]
    sheet = Sheet(name, header, tuple(SheetRow(n, cells) for n, cells in rest))
    said = sentence(
        "{path}: columns between {separators}", path=name, separators=Sentence(_NAMES[separator])
    )
    return Contents((sheet,), notes=(said,))


def decoded(name: str, data: bytes) -> str:
    """Return the text of UTF-8 bytes without a byte order mark; raises `WrongCall`."""
    if data.startswith(_UTF16):
        raise refused(
            name, sentence("the file is in {encoding}: save it as UTF-8", encoding="UTF-16")
        )
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        byte = f"{data[error.start]:#04x}"
        said = sentence("not UTF-8: byte {byte} at {offset}", byte=byte, offset=error.start)
        if name.lower().endswith((".csv", ".tsv")):
            said = sentence("{reason}: save it as CSV UTF-8", reason=said)
        raise refused(name, said) from None
    if "\0" in text:
        said = sentence("no text: byte {byte} at {offset}", byte="0x00", offset=data.index(0))
        raise refused(name, said)
    text = text.removeprefix(_BOM)
    if not text.strip():
        raise refused(name, sentence("the file is empty"))
    return text


def refused(name: str, reason: Sentence) -> WrongCall:
    """Make the error that a file as a whole will not do."""
    return WrongCall(sentence("{path}: {reason}", path=name, reason=reason))


def _separator(text: str) -> str:
    """Return the separator of which the header has most, outside of quotation marks."""
    outside = "".join(text.lstrip("\r\n").split("\n", 1)[0].split('"')[::2])
    return max(_NAMES, key=outside.count)


def _rows(
    name: str, text: str, separator: str, quoting: "int"
) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows that hold something, each with its number as a spreadsheet counts."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    try:
        return list(_numbered(name, reader))
    except csv.Error:
        said = sentence("line {n} is no row of a table", n=reader.line_num)
        raise refused(name, said) from None


def _numbered(name: str, rows: Iterable[list[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, cells in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise WrongCall(too_many(name))
        if len(cells) > MOST_COLUMNS:
            said = sentence("row {n} has more than {most} columns", n=number, most=MOST_COLUMNS)
            raise refused(name, said)
        if any(cell.strip() for cell in cells):
            yield number, tuple(cells)


def _disarmed(rows: Iterable[tuple[str, ...]]) -> bool:
    """Return whether the cells that would be formulas, and no others, have an apostrophe first."""
    return all(cell == disarmed(armed(cell)) for cells in rows for cell in cells)
