"""A stranger's table: what is sure is a record, what is not is a doubt at its cell."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from timeline.curate.importing import columns, readers, rows
from timeline.curate.importing.sheet import Sheet
from timeline.errors import WrongCall
from timeline.i18n import sentence
from timeline.quotes.prove import StoredText, Unavailable
from timeline.records.model import Collection

Made = Callable[..., Collection]

TEXT = "They spoke on Sunday of the “river”. They spoke of trade. They spoke of trade."
QUOTE = "They spoke on Sunday of the “river”."
SET = ("kind=call", "status=held", "source=s1", f"quote={QUOTE}")


def known(made: Made, **more: Any) -> rows.RowContext:
    texts: dict[str, StoredText | Unavailable] = {
        "s1": StoredText(TEXT, "0" * 64),
        "s2": Unavailable(sentence("no text")),
    }
    return rows.RowContext(made({}), texts, date(2026, 1, 20), both=True, **more)


def table(name: str, data: bytes | str) -> Sheet:
    raw = data.encode() if isinstance(data, str) else data
    sheet = readers.read([(name, raw)], mapped=False).table
    assert sheet
    return sheet


def read(
    made: Made, sheet: Sheet, fixed: tuple[str, ...] = SET, said: tuple[str, ...] = ()
) -> tuple[list[dict[str, Any]], list[str]]:
    """Give the records of a table, and its doubts as they are told."""
    mapped = columns.mapped(sheet, said, fixed)
    found, doubts = rows.records(sheet, mapped, known(made))
    ordered = sorted(doubts, key=lambda it: it.order)
    return [it.record for it in found], [it.say() for it in ordered]


def workbook(*cells: list[Any]) -> Workbook:
    book = Workbook()
    for row in cells:
        book.active.append(row)
    return book


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_row_becomes_an_event(made: Made) -> None:
    sheet = table(
        "x.csv",
        "Fecha;Título;Participantes;Lugar;Temas;Notas\n"
        "12 de enero de 2026;Una llamada;Lima: host, Bo Reyes;Ford;comercio;nuestra\n",
    )
    assert read(made, sheet) == (
        [
            {
                "date": "2026-01-12",
                "kind": "call",
                "status": "held",
                "title": {"en": "Una llamada", "es": "Una llamada"},
                "actors": [
                    {"actor": "ana-lima", "role": "host"},
                    {"actor": "bo-reyes", "role": "participant"},
                ],
                "place": "Ford",
                "topics": ["trade"],
                "cites": [{"source": "s1", "quote": QUOTE, "attribution": "outlet"}],
                "note": {"en": "nuestra", "es": "nuestra"},
            }
        ],
        [],
    )


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        ("2026-01", "2026-01"),
        ("../2026-01-11", "../2026-01-11"),
        ("enero 2026", "2026-01"),
        ("25/12/2025", "2025-12-25"),
    ],
)
def test_a_date_is_as_exact_as_its_cell(made: Made, cell: str, edtf: str) -> None:
    assert read(made, table("x.csv", f"date,title\n{cell},A call\n"))[0][0]["date"] == edtf


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        (
            "date",
            "03/02/2026",
            "03/02/2026 may be 2026-02-03 or 2026-03-02: write the one you mean",
        ),
        ("date", "ayer", "'ayer' counts from a day that is not said: write the date"),
        ("date", "2026-02-30", "2026-02-30 is not a day: February 2026 has 28"),
        ("date", "", "empty: every event needs date"),
        ("actors", "Rayes", "no actor is called 'Rayes'; did you mean bo-reyes?"),
        ("kind", "llamda", "no kind is called 'llamda'; did you mean call?"),
        ("topics", "wter", "no topic is called 'wter'; did you mean water?"),
        ("source", "s9", "no source is called 's9'; did you mean s1, s2?"),
        ("quote", "They spoke of trade.", "this quote stands 2 times in s1: quote more of it"),
        (
            "link",
            "https://example.org/9",
            (
                "no source has the link https://example.org/9: 'timeline source add "
                "https://example.org/9' adds it"
            ),
        ),
    ],
)
def test_what_is_not_sure_is_doubted_at_its_cell(
    made: Made, column: str, cell: str, said: str
) -> None:
    others = {"date": "2026-01-11", "title": "A call"} | {column: cell}
    sheet = table("x.csv", f"{','.join(others)}\n{','.join(others.values())}\n")
    fixed = tuple(
        it for it in SET if not it.startswith((column, "source" if column == "link" else "-"))
    )
    fixed = fixed if column != "kind" or cell else SET
    _, doubts = read(made, sheet, fixed, said=tuple(f"{it}={it}" for it in others if it != "title"))
    letter = "ABC"[list(others).index(column)]
    assert doubts == [f"x.csv:{letter}2: {column}: {said}"]


def test_a_quote_is_recorded_as_the_stored_text_has_it(made: Made) -> None:
    sheet = table("x.csv", 'date,title,quote\n2026,A,"They spoke on Sunday of the ""river""."\n')
    assert read(made, sheet)[0][0]["cites"][0]["quote"] == QUOTE


def test_a_source_without_text_says_in_our_words(made: Made) -> None:
    sheet = table("x.csv", "date,title,link\n2026,A call,https://example.org/2\n")
    assert read(made, sheet, SET[:2])[0][0]["cites"] == [
        {"source": "s2", "says": {"en": "A call", "es": "A call"}, "attribution": "outlet"}
    ]


def test_an_event_without_source_and_one_without_quote_are_doubted(made: Made) -> None:
    sheet = table("x.csv", "date,title,source\n2026,A,\n2026,B,s1\n")
    assert read(made, sheet, SET[:2])[1] == [
        "x.csv:C2: source: cites no source: give one with --map or --set source=…",
        "x.csv:C3: source: s1 has a stored text: a quote of it is needed",
    ]


def test_only_names_that_one_column_has_are_guessed() -> None:
    sheet = table("x.csv", "Fecha,Date,Cita textual,Interno\n1,2,3,4\n")
    mapped = columns.mapped(sheet, (), ())
    assert (dict(mapped.columns), mapped.left) == ({"quote": 2}, ("Fecha", "Date", "Interno"))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("plaze=Fecha", "no field is called 'plaze'; did you mean place, place.en, place.es?"),
        ("date=Fehca", "no column is called 'Fehca'; did you mean Fecha?"),
        ("date", "--map 'date': write FIELD=…, such as date=…"),
    ],
)
def test_a_wrong_mapping_says_what_there_is(said: str, why: str) -> None:
    with pytest.raises(WrongCall) as error:
        columns.mapped(table("x.csv", "Fecha,Asunto\n1,2\n"), (said,), ())
    assert str(error.value) == why


def test_a_workbook_is_read_as_it_shows_itself(made: Made) -> None:
    book = workbook(
        ["date", "title", "place"],
        [datetime(2026, 1, 11), "A", 10.0],  # noqa: DTZ001
        [datetime(2026, 1, 11, 9, 30), "B", 2.5],  # noqa: DTZ001
    )
    found, doubts = read(made, table("x.xlsx", saved(book)))
    assert [(it["date"], it["place"]) for it in found] == [
        ("2026-01-11", "10"),
        ("2026-01-11T09:30", "2.5"),
    ]
    assert doubts == []


def test_what_a_workbook_hides_is_doubted(made: Made) -> None:
    book = workbook(["date", "title", ""], ["=TODAY()", "A"], [None, "B"], ["2026", "C", "", "x"])
    book.active["A3"].value = datetime(2026, 1, 1)  # noqa: DTZ001
    book.active["A3"].number_format = "mmm-yy"
    book.active["B4"].value = "#REF!"
    book.active["B4"].data_type = "e"
    book.active.merge_cells("B2:B3")
    assert read(made, table("x.xlsx", saved(book)))[1] == [
        "x.xlsx:Sheet!A2: date: a formula, not a value: paste its value instead",
        "x.xlsx:Sheet!B2: title: merged with other cells: undo that, and fill each",
        "x.xlsx:Sheet!A3: date: shows no day, but holds 2026-01-01: write what is known, as text",
        "x.xlsx:Sheet!B3: title: empty: every event needs title",
        "x.xlsx:Sheet!B4: title: an error of the spreadsheet: #REF!",
        "x.xlsx:Sheet!D4: there is no column here: the header has 2",
    ]


def test_objects_of_a_stranger_are_rows_too(made: Made) -> None:
    sheet = table("x.jsonl", '{"date": 2026, "title": "A"}\n{"date": "x", "title": {"a": 1}}\n')
    found, doubts = read(made, sheet)
    assert [it["date"] for it in found] == ["2026"]
    assert [it[:40] for it in doubts] == [
        "x.jsonl:[2]: date: x is not understood a",
        "x.jsonl:[2]: title: a text is expected h",
    ]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("x.csv", b"", "x.csv: the file is empty"),
        ("x.csv", b"a\0b", "x.csv: no text: byte 0x00 at 1"),
        ("x.csv", b"fecha,t\xedtulo\n", "x.csv: not UTF-8: byte 0xed at 7: save it as CSV UTF-8"),
        ("x.csv", b"\xff\xfea\0", "x.csv: the file is in UTF-16: save it as UTF-8"),
        ("x.csv", b"date,title\n", "x.csv holds no records"),
        ("x.csv", b"a," * 600, "x.csv: row 1 has more than 500 columns"),
        ("x.csv", b'"' + b"x" * 200_000, "x.csv: line 1 is no row of a table"),
        ("x.xlsx", b"PK\x03\x04", "x.xlsx: the file is no workbook of Excel, or is damaged"),
        ("x.json", b"{", "x.json: no JSON: line 1, column 2"),
        ("x.json", b"[" * 100_000, "x.json: nested too deeply"),
        ("x.json", b'{"a": 1, "a": 2}', "x.json: the key 'a' stands twice"),
        ("x.json", b"[]", "x.json: records are expected: objects with fields"),
        ("x.json", b'{"events": {}}', "x.json: events: a list of records is expected"),
        ("x.json", b'{"events": [1]}', "x.json: events[0]: an object with fields is expected"),
        ("x.jsonl", b"1\n", "x.jsonl: records are expected: objects with fields"),
        ("x.mw", b"nothing", "x.mw holds no records"),
        (
            "x.txt",
            b"x",
            "x.txt: a file to import ends in .csv, .tsv, .xlsx, .json, .jsonl, .mw",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(
    name: str, data: bytes, why: str
) -> None:
    with pytest.raises(WrongCall) as error:
        readers.read([(name, data)], mapped=False)
    assert str(error.value) == why


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_001)
    with pytest.raises(WrongCall, match=r"x\.xlsx: larger than 200 MB when unpacked"):
        readers.read([("x.xlsx", out.getvalue())], mapped=False)


def test_two_columns_of_one_name_are_doubted() -> None:
    doubts = readers.read([("x.csv", b"date,Date\n1,2\n")], mapped=False).doubts
    assert [it.say() for it in doubts] == ["x.csv:B1: Date: another column is called so too"]
