"""Excel workbooks to sheets: values alone, read without ever being unpacked to a disk.

What a cell shows and what it holds are not the same where it has a formula or hides the day of a
date: such cells are not taken.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from timeline.curate.importing.separated import refused
from timeline.curate.importing.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Content,
    Contents,
    Sheet,
    SheetRow,
    too_many,
)
from timeline.errors import PackageMissing, TimelineError, WrongCall
from timeline.i18n import sentence

MOST_UNPACKED = 200_000_000

_NO_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+[0-9]+):[A-Z]+[0-9]+"')
_CUT = re.compile(r"…\[cut: [0-9]+ characters; see json\]\Z")


def read(name: str, data: bytes) -> Contents:
    """Return the sheets of a workbook that have a header; raises `WrongCall`, `MachineFailed`."""
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise PackageMissing("xlsx", "openpyxl", "xlsx") from error
    archive = _archive(name, data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what it leaves out: pictures, validation
            book = openpyxl.load_workbook(BytesIO(data), read_only=True)
            sheets = [_sheet(name, worksheet, archive) for worksheet in book.worksheets]
    except TimelineError:
        raise
    except Exception as error:
        raise refused(name, sentence("the file is no workbook of Excel, or is damaged")) from error
    return Contents(tuple(filter(None, sheets)))


def _archive(name: str, data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise refused(name, sentence("the file is no workbook of Excel, or is damaged")) from error
    if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
        said = sentence("larger than {size} MB when unpacked", size=MOST_UNPACKED // 1_000_000)
        raise refused(name, said)
    return archive


def _sheet(name: str, sheet: Any, archive: zipfile.ZipFile) -> Sheet | None:
    sheet.reset_dimensions()  # what a file says of them need not be so
    merged = _merged(sheet, archive)
    rows = tuple(_rows(name, sheet, merged))
    if not rows:
        return None
    header, *rest = rows
    cells = header.cells
    while cells and cells[-1] == "":
        cells = cells[:-1]
    return Sheet(f"{name}:{sheet.title}", cells, tuple(rest), title=sheet.title, mark="!")


def _merged(sheet: Any, archive: zipfile.ZipFile) -> frozenset[str]:
    """Return the first cell of each group of merged cells."""
    with archive.open(sheet._worksheet_path) as file:  # noqa: SLF001 - it is said nowhere else
        return frozenset(value.decode() for value in _MERGED.findall(file.read()))


def _rows(name: str, sheet: Any, merged: frozenset[str]) -> Iterator[SheetRow]:
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > MOST_ROWS:
            raise WrongCall(too_many(name))
        if len(cells) > MOST_COLUMNS:
            said = sentence("row {n} has more than {most} columns", n=number, most=MOST_COLUMNS)
            raise refused(name, said)
        held = tuple(_held(cell, merged) for cell in cells)
        if any(held):
            yield SheetRow(number, held)


def _held(cell: Any, merged: frozenset[str]) -> Content:
    """Return what a cell holds, as text; or why that cannot be taken."""
    value = cell.value
    if value is None:
        return ""
    if merged and cell.coordinate in merged:
        return sentence("merged with other cells: undo that, and fill each")
    if cell.data_type == "f":
        return sentence("a formula, not a value: paste its value instead")
    if cell.data_type == "e":
        return sentence("an error of the spreadsheet: {text}", text=str(value))
    if isinstance(value, datetime | date):
        return _day(value, cell.number_format)
    return _text(value)


def _text(value: Any) -> Content:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, time):
        return value.isoformat("minutes")
    text = str(value)
    if _CUT.search(text):
        return sentence("cut to the room of a cell: import the json instead")
    return text


def _day(value: datetime | date, look: str) -> Content:
    """Return a date in ISO 8601, to the day; with the hour if the cell shows one."""
    shown = _NO_FORMAT.sub("", look.lower())
    day = value.date() if isinstance(value, datetime) else value
    if "d" not in shown:
        return sentence("shows no day, but holds {day}: write what is known, as text", day=str(day))
    if isinstance(value, datetime) and value.time() != time() and "h" in shown:
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    return day.isoformat()
