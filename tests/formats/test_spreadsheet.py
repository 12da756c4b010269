"""A spreadsheet that is not ours (Gnumeric) opens the CSV: every event, every accent whole."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from timeline.formats import FORMATS, CsvStyle, Export
from timeline.formats.table import COLUMNS, armed
from timeline.query import Filter, select
from timeline.store.opening import open_collection

ROOT = Path(__file__).parents[2]
SPREADSHEET = shutil.which("ssconvert")

if SPREADSHEET is None and not os.environ.get("TIMELINE_CI"):
    pytest.skip("Gnumeric's ssconvert is not installed", allow_module_level=True)


pytestmark = pytest.mark.filterwarnings("ignore:Workbook contains no default style")


@pytest.fixture(scope="module")
def export() -> Export:
    collection = open_collection(str(ROOT / "data" / "events.yaml"), {}).collection
    return Export(collection, select(collection, Filter()))


def opened(export: Export, folder: Path) -> Iterator[dict[str, str]]:
    """Save the export, have Gnumeric make a workbook of it, and read its first sheet."""
    file, workbook = folder / "events.csv", folder / "events.xlsx"
    file.write_bytes("".join(FORMATS["csv"].render(export)).encode("utf-8"))
    assert SPREADSHEET, "the gate installs Gnumeric"
    subprocess.run([SPREADSHEET, str(file), str(workbook)], check=True, capture_output=True)
    header, *rows = load_workbook(workbook).active.iter_rows(values_only=True)
    for row in rows:
        yield {name: str(cell or "") for name, cell in zip(header, row, strict=True)}


def test_every_event_comes_back_with_its_columns(export: Export, tmp_path: Path) -> None:
    rows = list(opened(export, tmp_path))
    assert [row["id"] for row in rows] == [it.event.id for it in export.rows]
    assert all(list(row) == list(COLUMNS) for row in rows)


def test_accents_quotation_marks_and_line_breaks_are_whole(export: Export, tmp_path: Path) -> None:
    for row, it in zip(opened(export, tmp_path), export.rows, strict=True):
        assert armed(row["title_es"]) == it.event.title.say("es")
        assert all(cite.quote in row["quotes"] for _, cite in it.event.all_cites() if cite.quote)


def test_a_spreadsheet_with_a_byte_order_mark_reads_the_same(
    export: Export, tmp_path: Path
) -> None:
    marked = Export(export.collection, export.rows, CsvStyle(bom=True))
    assert list(opened(marked, tmp_path)) == list(opened(export, tmp_path))
