"""Events as TimelineJS and Markwhen tell them: our own are known again."""

import json
from typing import Any

import pytest

from timeline.curate.importing import parse_event_lines, readers
from timeline.curate.importing.timelinejs import lines_of

STRANGER = """\
title: A header

# A section
2026-01-11: They spoke #call #AA #water
id: "e9"
Of the \\\\ river.
// a comment
2026-02 - 2026-03: A visit #visit
2026-01-12 09:30: A time
"""


def told(name: str, data: str) -> list[dict[str, Any]]:
    table = readers.read([(name, data.encode())], mapped=False).table
    assert table
    assert table.fields
    return [
        {field: it for field, it in zip(parse_event_lines.FIELDS, row.cells, strict=True) if it}
        for row in table.rows
    ]


def test_markwhen_is_read_event_by_event() -> None:
    first, second, third = told("x.mw", STRANGER)
    assert first == {
        "id": "e9",
        "date": "2026-01-11",
        "kind": "call",
        "title": "They spoke",
        "topics": "water",
        "summary": "Of the \\\\ river.",
    }
    assert second == {"date": "2026-02/2026-03", "kind": "visit", "title": "A visit"}
    assert third == {"date": "2026-01-12T09:30", "title": "A time"}


def test_what_we_wrote_as_markwhen_is_known_again() -> None:
    text = (
        '2026-01-11: on or before 11 January 2026 · A #\\call #call #AA\nid: "e1"\n'
        'edtf: "../2026-01-11"\n· call · reported\n'
        "· date: on or before 11 January 2026 (EDTF ../2026-01-11)\n· They spoke.\n"
        "· Ana Lima (host); Bo Reyés (participant)\n· place: Ford\n"
        "· “of the river”\n· — [1] the outlet's words; found\n· — our translation: x\n· [1] s1\n"
    )
    assert told("x.mw", text) == [
        {
            "id": "e1",
            "date": "../2026-01-11",
            "kind": "call",
            "status": "reported",
            "title": "A #call",
            "summary": "They spoke.",
            "actors": "Ana Lima (host); Bo Reyés (participant)",
            "place": "Ford",
            "source": "1",
            "quote": "of the river",
        }
    ]


def test_every_line_after_a_label_is_known_again_in_either_language() -> None:
    text = (
        '2026-01-11: Una llamada\nedtf: "../2026-01-11"\n'
        "· llamada · se realizó\n· Hablaron.\n"
        "· fecha: en o antes del 11 de enero de 2026 (en EDTF: ../2026-01-11)\n"
        "· sobre la fecha: Lo dice el texto.\n· actores: Ana Lima (recibe)\n"
        "· a petición de: Bo Reyés\n· lugar: Ford\n· note: Ours.\n"
    )
    (found,) = told("x.mw", text)
    assert found == {
        "date": "../2026-01-11",
        "kind": "llamada",
        "status": "se realizó",
        "title": "Una llamada",
        "summary": "Hablaron.",
        "date_note": "Lo dice el texto.",
        "actors": "Ana Lima (recibe)",
        "asked_by": "Bo Reyés",
        "place": "Ford",
        "note": "Ours.",
    }


def test_slides_are_read_with_no_more_of_their_dates_than_there_is() -> None:
    slides = [
        {"start_date": {"year": "2026"}, "text": {"headline": "A &amp; B", "text": "<p>C<br>D"}},
        {"start_date": {"year": 2026, "month": 1}, "end_date": {"year": 2026, "month": 2}},
        {"start_date": {"year": 2026, "month": 1, "day": 2, "hour": 9}, "unique_id": "e1"},
        {"start_date": [1], "text": "x"},
    ]
    assert told("x.json", json.dumps({"events": slides})) == [
        {"date": "2026", "title": "A & B", "summary": "C\nD"},
        {"date": "2026-01/2026-02"},
        {"date": "2026-01-02T09:00", "id": "e1"},
        {},
    ]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>a</p><blockquote><p>b <b>c</b></p></blockquote>d", ["a", "“b c”", "d"]),
        ("<script>alert(1)</script>", ["alert(1)"]),
        ("a &lt;b&gt; <wbr>c", ["a <b> c"]),
        ("<" * 50, ["<" * 50]),
    ],
)
def test_html_becomes_lines(html: str, lines: list[str]) -> None:
    assert lines_of(html) == lines
