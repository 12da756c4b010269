"""RIS, read back by rispy."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.formats import Export
from timeline.formats.bibliography.ris import render, ris_date
from timeline.i18n import Language
from timeline.text import find_forbidden, safe

Made = Callable[..., Export]

SOURCE = {
    "id": "s1",
    "file": "texts/s1.txt",
    "url": "https://example.org/1?a=b&c",
    "outlet": "The Ford",
    "title": "Talks: a “first”",
    "author": "Ana Ruiz",
    "published": "2026-01-11",
    "accessed": "2026-01-20",
    "language": "en",
}


def text(export: Export) -> str:
    return "".join(render(export))


def test_an_item_is_a_field_a_line(exported: Made) -> None:
    said = text(exported({"topics": ["water", "trade"]}, sources=[SOURCE]))
    assert said.split("\r\n") == [
        "TY  - NEWS",
        "ID  - s1",
        "TI  - Talks: a “first”",
        "AU  - Ana Ruiz",
        "T2  - The Ford",
        "PY  - 2026",
        "DA  - 2026/01/11/",
        "Y2  - 2026/01/20/",
        "UR  - https://example.org/1?a=b&c",
        "LA  - en",
        "DB  - Aland and Bland",
        "AN  - texts/s1.txt",
        "KW  - shared rivers",
        "KW  - trade",
        f"N1  - s1 · collection: Aland and Bland · version: sha256:{'0' * 64}",
        "ER  - ",
        "",
        "",
    ]


def test_an_event_is_a_generic_item_of_the_collection(exported: Made) -> None:
    (read,) = rispy.loads(text(replace(exported({"place": "Bridge"}), table="events")))
    assert read["type_of_reference"] == "GEN"
    assert read["title"] == "A call"
    assert read["secondary_title"] == "Aland and Bland"
    assert read["place_published"] == "Bridge"


@pytest.mark.parametrize(
    ("edtf", "language", "said"),
    [
        ("2026-01-11", "en", "2026/01/11/"),
        ("2026-01", "en", "2026/01//"),
        ("2026", "en", "2026///"),
        ("2026-01-12T09:00", "en", "2026/01/12/12 January 2026, 09:00"),
        ("2026-01-11?", "en", "2026/01/11/11 January 2026 (uncertain)"),
        ("[2026-01-15,2026-01-16]", "en", "2026/01//15 or 16 January 2026"),
        ("[2026-01-15,2026-01-16]", "es", "2026/01//15 o 16 de enero de 2026"),
        ("2026-01/2026-02", "es", "2026///de enero a febrero de 2026"),
        ("2026-01-01/2026-01-31", "en", "2026/01//1–31 January 2026"),
        ("2025-12-31/2026-01-02", "en", "///31 December 2025 – 2 January 2026"),
        ("../2026-01-11", "en", "///on or before 11 January 2026"),
    ],
)
def test_a_date_has_what_all_its_days_share_and_the_rest_in_words(
    edtf: str, language: Language, said: str
) -> None:
    assert ris_date(dates.parse(edtf), language) == said


def test_the_collection_is_read_back(shipped: Export) -> None:
    read = rispy.loads(text(shipped))
    assert [item["id"] for item in read] == ["s000", "s001", "s002", "s003", "s004"]
    assert [item["date"] for item in read[:3]] == [
        "2026/01/16/",
        "2026/01/16/",
        "2026/01//15 or 16 January 2026",
    ]
    assert all(item["type_of_reference"] == "GEN" for item in read)
    assert "date inferred: No date line." in read[2]["notes"][0]


def test_the_events_are_read_back(shipped: Export) -> None:
    read = rispy.loads(text(replace(shipped, table="events")))
    assert [item["id"] for item in read] == [row.event.id for row in shipped.rows]


def test_no_text_of_an_enemy_begins_a_field(hostile: Export) -> None:
    read = rispy.loads(text(hostile))
    titles = [source.title or "" for source in hostile.collection.sources]
    assert [item["title"] for item in read] == [safe(" ".join(it.split())) for it in titles]
    assert {item["type_of_reference"] for item in read} == {"NEWS"}
    assert all(item["notes"][0].startswith(item["id"] + " · ") for item in read)
    assert "<" not in "".join(item["notes"][0] for item in read)


def test_no_items_are_an_empty_file(empty: Export) -> None:
    assert text(empty) == ""


@given(st.text().filter(lambda it: find_forbidden(it) is None).map(lambda it: f"{it}A"))
def test_any_title_stays_on_its_line(exported: Made, title: str) -> None:
    said = text(replace(exported({"title": {"en": title}}), table="events"))
    assert said.count("\r\n") == len(said.splitlines())
    (read,) = rispy.loads(said)
    assert read["title"] == " ".join(title.split())
