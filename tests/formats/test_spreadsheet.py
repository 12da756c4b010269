"""A spreadsheet that is not ours (Gnumeric) opens CSV and workbooks: every row, every accent."""

import csv
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from timeline.formats import FORMATS, CsvStyle, Export
from timeline.formats.tables import TABLES, text
from timeline.formats.tables.separated import armed
from timeline.query.filter import Filter, select
from timeline.store.opening import open_collection
from timeline.text import safe

ROOT = Path(__file__).parents[2]
SPREADSHEET = shutil.which("ssconvert")

if SPREADSHEET is None and not os.environ.get("TIMELINE_CI"):
    pytest.skip("Gnumeric's ssconvert is not installed", allow_module_level=True)


pytestmark = pytest.mark.filterwarnings("ignore:Workbook contains no default style")


@pytest.fixture(scope="module")
def export() -> Export:
    collection = open_collection(str(ROOT / "tests" / "articles"), {}).collection
    return Export(collection, select(collection, Filter()))


def convert(*arguments: str) -> None:
    assert SPREADSHEET, "the gate installs Gnumeric"
    subprocess.run([SPREADSHEET, *arguments], check=True, capture_output=True)


def opened(export: Export, folder: Path) -> Iterator[dict[str, str]]:
    """Save the export, have Gnumeric make a workbook of it, and read its first sheet."""
    file, workbook = folder / "events.csv", folder / "events.xlsx"
    file.write_bytes("".join(FORMATS["csv"].render(export)).encode("utf-8"))
    convert(str(file), str(workbook))
    header, *rows = load_workbook(workbook).active.iter_rows(values_only=True)
    for row in rows:
        yield {name: str(cell or "") for name, cell in zip(header, row, strict=True)}


def test_every_event_comes_back_with_its_columns(export: Export, tmp_path: Path) -> None:
    rows = list(opened(export, tmp_path))
    assert [row["id"] for row in rows] == [it.event.id for it in export.rows]
    assert all(list(row) == list(TABLES["events"].columns) for row in rows)


def test_accents_quotation_marks_and_line_breaks_are_whole(export: Export, tmp_path: Path) -> None:
    for row, it in zip(opened(export, tmp_path), export.rows, strict=True):
        assert armed(row["title_es"]) == it.event.title.say("es")
        assert all(cite.quote in row["quotes"] for _, cite in it.event.all_cites() if cite.quote)


def test_a_spreadsheet_with_a_byte_order_mark_reads_the_same(
    export: Export, tmp_path: Path
) -> None:
    marked = Export(export.collection, export.rows, CsvStyle(bom=True))
    assert list(opened(marked, tmp_path)) == list(opened(export, tmp_path))


def test_each_citation_is_a_row_with_whose_words_it_is_and_its_proof(
    shipped: Export, tmp_path: Path
) -> None:
    rows = list(opened(replace(shipped, table="citations"), tmp_path))
    cites = [cite for it in shipped.rows for _, cite in it.event.all_cites()]
    assert [armed(row["quote"]) for row in rows] == [cite.quote or "" for cite in cites]
    assert [row["attribution"] for row in rows] == [cite.attribution for cite in cites]
    assert {row["proof"] for row in rows if row["quote"]} == {"found"}
    ends = [(row["quote_start"] or "0", row["quote_end"]) for row in rows if row["quote"]]
    assert all(int(start) < int(end) for start, end in ends)


def sheets(export: Export, folder: Path) -> dict[str, list[list[str]]]:
    """Save the workbook, have Gnumeric write each sheet as CSV, and read them."""
    file = folder / "book.xlsx"
    file.write_bytes(FORMATS["xlsx"].made(export))
    convert("--export-file-per-sheet", str(file), str(folder / "sheet-%s.csv"))
    return {
        it.stem.removeprefix("sheet-"): list(csv.reader(StringIO(it.read_text("utf-8"))))
        for it in folder.glob("sheet-*.csv")
    }


def test_every_sheet_of_a_workbook_comes_back_with_its_columns_and_cells(
    shipped: Export, tmp_path: Path
) -> None:
    found = sheets(shipped, tmp_path)
    assert found.keys() == {*TABLES, "about"}
    for name, table in TABLES.items():
        header, *rows = found[name]
        assert header == list(table.columns)
        # Gnumeric writes no cells for what stands empty at the end of a row.
        expected = [[text(value) for value in row] for row in table.cells(shipped)]
        assert [row + [""] * (len(header) - len(row)) for row in rows] == expected


def test_no_cell_of_a_hostile_workbook_is_reckoned(hostile: Export, tmp_path: Path) -> None:
    header, *rows = sheets(hostile, tmp_path)["events"]
    titles = [row[header.index("title_en")] for row in rows]
    assert titles == [safe(it.event.title.say("en"), lines=True) for it in hostile.rows]
