"""The workbook, read back by openpyxl; `test_spreadsheet` has Gnumeric open it."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.laws import examples
from timeline.errors import WrongCall
from timeline.formats import FORMATS, Export
from timeline.formats.tables import TABLES, text, xlsx
from timeline.text import safe

Exported = Callable[..., Export]


def book(export: Export) -> Workbook:
    return load_workbook(BytesIO(FORMATS["xlsx"].made(export)))


def cells(workbook: Workbook) -> Iterator[Any]:
    for sheet in workbook:
        yield from (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)


def title(export: Export) -> str:
    row, column = 2, list(TABLES["events"].columns).index("title_en") + 1
    return str(book(export)["events"].cell(row, column).value)


def test_a_sheet_a_table_and_one_about_them_each_frozen_and_filtered(shipped: Export) -> None:
    found = book(shipped)
    assert found.sheetnames == [*TABLES, "about"]
    for name, table in TABLES.items():
        header, *rows = found[name].iter_rows(values_only=True)
        assert header == tuple(table.columns)
        assert len(rows) == len(list(table.rows(shipped)))
        assert found[name].freeze_panes == "B2"
        assert found[name].auto_filter.ref == found[name].dimensions


def test_columns_and_rows_have_room_for_a_few_lines_and_no_more(shipped: Export) -> None:
    sheet = book(shipped)["events"]
    widths = {it.width for it in sheet.column_dimensions.values()}
    assert min(widths) >= 8
    assert max(widths) < 61
    heights = [sheet.row_dimensions[n].height for n in range(2, sheet.max_row + 1)]
    assert max(heights) == 120
    assert all(cell.alignment.wrap_text for cell in cells(book(shipped)))


def test_dates_and_codes_are_text_and_counts_are_numbers(exported: Exported) -> None:
    export = exported({"date": "2026-02", "kind": "statement", "status": "issued"})
    (row,) = (dict(zip(*pair, strict=True)) for pair in _pairs(book(export)["events"]))
    assert (row["date"].value, row["date"].data_type) == ("2026-02", "s")
    assert (row["earliest"].value, row["earliest"].data_type) == ("2026-02-01", "s")
    assert (row["cameo"].value, row["cameo"].data_type) == ("010", "s")
    assert (row["precision"].value, row["precision"].data_type) == (4, "n")
    # Whoever types the cell anew gets text again, not a day of February.
    assert row["date"].number_format == "@"


def _pairs(sheet: Any) -> Iterator[tuple[list[Any], Any]]:
    header, *rows = sheet.iter_rows()
    yield from (([cell.value for cell in header], row) for row in rows)


def test_every_cell_is_what_the_table_says(shipped: Export) -> None:
    found = book(shipped)
    for name, table in TABLES.items():
        _, *rows = found[name].iter_rows(values_only=True)
        expected = [[text(value) for value in row] for row in table.cells(shipped)]
        assert [["" if it is None else str(it) for it in row] for row in rows] == expected


def test_nothing_of_a_hostile_collection_is_a_formula_a_link_or_markup(hostile: Export) -> None:
    found = book(hostile)
    assert {cell.data_type for cell in cells(found)} == {"s", "n"}
    assert not any(cell.hyperlink for cell in cells(found))
    _, *rows = found["events"].iter_rows(values_only=True)
    column = list(TABLES["events"].columns).index("title_en")
    expected = [safe(it.event.title.say("en"), lines=True) for it in hostile.rows]
    assert [row[column] for row in rows] == expected


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=1+1", "=1+1"),
        ("<r><t>x</t></r>", "<r><t>x</t></r>"),
        ("<r></si><si>&</r>", "<r></si><si>&</r>"),
        ("_x0041_ stays", "_x0041_ stays"),
        (" a ", " a "),
        ("a\r\nb\nc", "a\nb\nc"),
        ("a\tb", "a\\tb"),
        ("a\x1b[2Jb\u202e", "a\\x1b[2Jb\\u202e"),
        ("1e999 €😀", "1e999 €😀"),
    ],
)
def test_a_text_comes_back_as_text(exported: Exported, written: str, shown: str) -> None:
    assert title(exported({"title": {"en": written}})) == shown


@examples(30)
@given(st.text("<r>/t&_x0041\n =\"'a", max_size=20).filter(str.strip))
def test_any_text_of_markup_comes_back(exported: Exported, written: str) -> None:
    framed = f"<r>a{written}</r>"
    assert title(exported({"title": {"en": framed}})) == framed


def about(export: Export) -> list[tuple[Any, ...]]:
    return list(book(export)["about"].iter_rows(values_only=True))


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so(exported: Exported) -> None:
    longest = "x" * 32_767
    assert title(exported({"title": {"en": longest}})) == longest
    export = exported({"title": {"en": longest + "yz"}})
    cut = title(export)
    assert 32_760 < len(cut) <= 32_767
    assert cut.endswith("x…[cut: 36 characters; see json]")
    assert cut.count("x") + 36 == 32_769
    assert about(export)[-1] == ("about", "cut", "cells cut to the room of a cell: 1")
    assert all(row[1] != "cut" for row in about(exported({})))


def test_a_cell_is_as_long_as_excel_counts_which_is_in_utf_16(exported: Exported) -> None:
    cut = title(exported({"title": {"en": "a" + "😀" * 16_383}}))
    assert cut == "a" + "😀" * 16_383
    cut = title(exported({"title": {"en": "a" + "😀" * 20_000}}))
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    kept, _, told = cut.partition("…")
    assert told == f"[cut: {20_001 - len(kept)} characters; see json]"


def test_the_last_sheet_says_what_it_was_made_from_and_what_all_is(shipped: Export) -> None:
    export = replace(shipped, asked="--kind call", as_of=date(2026, 1, 15))
    header, *rows = about(export)
    assert header == ("sheet", "column", "what it is")
    assert rows[:5] == [
        ("about", "collection", "Mexico–United States security diplomacy, January 2026"),
        ("about", "version", f"sha256:{shipped.version}"),
        ("about", "program", "timeline 0.1.0"),
        ("about", "filter", "--kind call"),
        ("about", "as-of", "2026-01-15"),
    ]
    spanish = about(replace(export, language="es"))[1]
    assert spanish[2] == "Diplomacia de seguridad México–Estados Unidos, enero de 2026"
    said = {(sheet, column): what for sheet, column, what in rows}
    assert said["about", "known"] == "as known on 15 January 2026: 5 sources"
    assert said["citations", "quote"] == "the words of the source, verbatim"
    for name, table in TABLES.items():
        assert said[name, None] == table.about
        assert all((name, column) in said for column in table.columns)


def test_it_says_so_in_spanish(shipped: Export) -> None:
    rows = about(replace(shipped, language="es"))
    said = {(sheet, column): what for sheet, column, what in rows}
    assert said["about", "coverage"].startswith("Cinco ")
    assert said["events", "title_en"] == "el título en inglés"


def test_one_table_alone_is_one_sheet_and_what_it_is(shipped: Export) -> None:
    assert book(replace(shipped, table="claims")).sheetnames == ["claims", "about"]


def test_no_rows_are_headers_alone(empty: Export) -> None:
    found = book(empty)
    assert [found[name].max_row for name in TABLES] == [1] * len(TABLES)


def test_the_same_data_give_the_same_bytes_in_every_time_zone(
    shipped: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for zone in ("Pacific/Kiritimati", "America/Mexico_City"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        made.append(FORMATS["xlsx"].made(shipped))
    monkeypatch.delenv("TZ")
    os.environ.pop("TZ", None)
    time.tzset()
    assert made[0] == made[1]
    parts = ZipFile(BytesIO(made[0]))
    assert {it.date_time for it in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"1980-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_more_rows_than_a_sheet_has_are_refused(
    shipped: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "_MOST_ROWS", 18)
    with pytest.raises(WrongCall, match="a sheet of xlsx has room for 18 rows: use sqlite"):
        FORMATS["xlsx"].made(shipped)
