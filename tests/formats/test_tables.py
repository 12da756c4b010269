from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from timeline.errors import UnknownValue
from timeline.formats import Export
from timeline.formats.tables import TABLES, Type, Value, chosen, text
from timeline.i18n import sentence
from timeline.quotes.prove import StoredText, Unavailable

Exported = Callable[..., Export]

STORED = StoredText("Hoy: «Hablaron hoy de los ríos.» Punto.", "ab" * 32)
SOURCES = [
    {
        "id": "s1",
        "file": "texts/s1.txt",
        "sha256": "ab" * 32,
        "published": "2026-01",
        "published_basis": "inferred",
        "published_note": {"es": "Por el contexto."},
        "language": "es",
        "origin": "s3",
    },
    {"id": "s2", "url": "https://example.org/2", "outlet": "The Ford", "title": "On rivers"},
    {"id": "s3", "url": "https://example.org/3", "author": "B. Reyes", "note": {"en": "Late."}},
    {"id": "s4", "url": "https://example.org/4"},
]
CALL: dict[str, Any] = {
    "id": "call",
    "date": "2026-01~",
    "topics": ["trade"],
    "actors": [{"actor": "bo-reyes", "role": "participant"}],
    "cites": [
        {
            "source": "s1",
            "quote": '"Hablaron hoy de los ríos."',
            "attribution": "AA",
            "speaker": "ana-lima",
            "speech": "reported",
            "supports": ["date", "kind"],
            "topics": ["water"],
            "terms": {"water": "los ríos"},
            "date_words": "hoy",
            "translation": {"en": "They spoke today."},
            "note": {"es": "Nota."},
        },
        {"source": "s1", "quote": "No hablaron de ningún otro asunto.", "prefix": "a"},
        {"source": "s2", "quote": "They spoke."},
        {"source": "s2", "says": {"en": "that they spoke"}},
    ],
    "claims": [
        {"field": "date", "value": "2026-01-11", "sources": ["s3"], "attribution": "BB"},
        {
            "field": "text",
            "topic": "no-quarrel",
            "value": {"es": "sin pleito"},
            "sources": ["s1", "s2"],
            "rank": "preferred",
            "reason": {"en": "It is so.", "es": "Así es."},
        },
    ],
    "history": [
        {
            "status": "scheduled",
            "date": "2026-01-10",
            "cites": [{"source": "s2", "says": {"en": "a plan"}}],
            "note": {"en": "As first planned."},
        }
    ],
    "commitments": [
        {
            "id": "share-water",
            "text": {"en": "Share the water", "es": "Compartir el agua"},
            "by": ["AA", "BB"],
            "due": "2026-03",
            "cites": [{"source": "s1", "quote": "Punto."}],
        }
    ],
    "corrections": [
        {"on": "2026-02-01", "field": "date", "was": "2026", "now": "2026-01~", "reason": "Typo"}
    ],
}


@pytest.fixture
def export(exported: Exported) -> Export:
    link = Unavailable(sentence("{id} is only a link", id="s2"))
    texts: dict[str, StoredText | Unavailable] = {"s1": STORED, "s2": link}
    return replace(exported(CALL, sources=SOURCES), read=lambda: texts)


def rows(export: Export, name: str) -> list[dict[str, Value]]:
    """Give the rows of a table, without the cells that stand empty."""
    columns = tuple(TABLES[name].columns)
    named = (zip(columns, row, strict=True) for row in TABLES[name].cells(export))
    return [
        {column: value for column, value in row if value not in (None, "", ())} for row in named
    ]


def test_a_citation_says_whose_words_it_is_and_where_they_stand(export: Export) -> None:
    first, *_ = rows(export, "citations")
    assert first == {
        "event": "call",
        "date": "2026-01~",
        "number": 1,
        "source": "s1",
        "part": "cites",
        "quote": '"Hablaron hoy de los ríos."',
        "attribution": "AA",
        "speaker": "ana-lima",
        "speaker_en": "Ana Lima",
        "speaker_es": "Ana Lima",
        "speech": "reported",
        "supports": ("date", "kind"),
        "topics": ("water",),
        "terms": ("water: los ríos",),
        "date_words": "hoy",
        "translation_en": "They spoke today.",
        "note_es": "Nota.",
        "proof": "found-normalised",
        "proof_note": "quotation marks",
        "quote_start": 5,
        "quote_end": 32,
        "sha256": "ab" * 32,
        "match": "certain",
        "standing": "proved",
    }
    assert STORED.text[5:32] == "«Hablaron hoy de los ríos.»"


def test_every_citation_is_a_row_and_says_what_became_of_its_quote(export: Export) -> None:
    found = rows(export, "citations")
    keys = ("part", "owner", "source", "proof", "proof_note", "sha256")
    assert [tuple(row.get(key, "") for key in keys) for row in found] == [
        ("cites", "", "s1", "found-normalised", "quotation marks", "ab" * 32),
        ("cites", "", "s1", "absent", "", "ab" * 32),
        ("cites", "", "s2", "cannot-check", "s2 is only a link", ""),
        ("cites", "", "s2", "says", "", ""),
        ("history", "1", "s2", "says", "", ""),
        ("commitments", "share-water", "s1", "found", "", "ab" * 32),
    ]
    assert found[3]["says_en"] == "that they spoke"


def test_an_absent_quote_says_what_is_near_instead(exported: Exported) -> None:
    cite = {"source": "s1", "quote": "Hablaron ayer de los ríos."}
    export = replace(exported({"cites": [cite]}), read=lambda: {"s1": STORED})
    (row,) = rows(export, "citations")
    assert row["proof"] == "absent"
    assert "hoy" in str(row["proof_note"])
    assert "quote_start" not in row


def test_sources_are_those_that_the_events_and_their_claims_rest_on(export: Export) -> None:
    first, second, third = rows(export, "sources")
    assert first == {
        "id": "s1",
        "number": 1,
        "published": "2026-01",
        "published_earliest": date(2026, 1, 1),
        "published_latest": date(2026, 1, 31),
        "published_basis": "inferred",
        "published_note_es": "Por el contexto.",
        "language": "es",
        "file": "texts/s1.txt",
        "sha256": "ab" * 32,
        "origin": "s3",
        "events": 1,
        "citations": 3,
        "proved": 2,
        "linked": 0,
    }
    assert second == {
        "id": "s2",
        "number": 2,
        "title": "On rivers",
        "outlet": "The Ford",
        "url": "https://example.org/2",
        "events": 1,
        "citations": 3,
        "proved": 0,
        "linked": 3,
    }
    assert (third["id"], third["events"], third["citations"]) == ("s3", 0, 0)


def test_actors_are_those_who_take_part_ask_or_speak_and_their_bodies(export: Export) -> None:
    lima, ministry, aland, reyes = rows(export, "actors")
    assert lima == {
        "id": "ana-lima",
        "kind": "person",
        "side": "AA",
        "name_en": "Ana Lima",
        "name_es": "Ana Lima",
        "aliases": ("Lima",),
        "member_of": ("ministry",),
        "offices_en": ("Foreign Minister",),
        "offices_es": ("ministra de Exteriores",),
        "events": 1,
        "citations": 1,
    }
    assert (reyes["id"], reyes["events"], reyes["citations"]) == ("bo-reyes", 1, 0)
    assert [(it["id"], it["events"], it["citations"]) for it in (ministry, aland)] == [
        ("ministry", 0, 0),
        ("aland", 0, 0),
    ]


def test_a_source_whose_text_another_rewrites_is_there_too(exported: Exported) -> None:
    cite = {"source": "s1", "quote": "Punto."}
    export = replace(exported({"cites": [cite]}, sources=SOURCES), read=lambda: {"s1": STORED})
    assert [(it["id"], it["events"]) for it in rows(export, "sources")] == [("s1", 1), ("s3", 0)]


def test_an_office_has_the_days_that_sources_give(exported: Exported) -> None:
    titled = {"title": {"en": "Minister", "es": "ministra"}}
    offices = [{**titled, "from": "2024", "to": "2026-01"}, {**titled, "to": "2023"}]
    actor = {"id": "ana-lima", "kind": "person", "name": "Ana", "offices": offices}
    export = exported({"asked_by": "ana-lima"}, actors=[actor])
    (row,) = rows(export, "actors")
    assert row["offices_en"] == ("Minister (2024/2026-01)", "Minister (/2023)")


def test_topics_are_those_raised_anywhere_the_named_ones_first(export: Export) -> None:
    assert rows(export, "topics") == [
        {"id": "water", "name_en": "shared rivers", "name_es": "ríos comunes", "events": 1,
         "citations": 1},
        {"id": "trade", "name_en": "trade", "name_es": "comercio", "events": 1, "citations": 0},
        {"id": "no-quarrel", "events": 1, "citations": 0},
    ]  # fmt: skip


def test_claims_earlier_states_commitments_and_corrections_are_rows(export: Export) -> None:
    assert rows(export, "claims") == [
        {"event": "call", "field": "date", "value_en": "2026-01-11", "value_es": "2026-01-11",
         "sources": ("s3",), "attribution": "BB", "rank": "normal"},
        {"event": "call", "field": "text", "topic": "no-quarrel", "value_es": "sin pleito",
         "sources": ("s1", "s2"), "rank": "preferred", "reason_en": "It is so.",
         "reason_es": "Así es."},
    ]  # fmt: skip
    assert rows(export, "history") == [
        {"event": "call", "number": 1, "status": "scheduled", "date": "2026-01-10",
         "earliest": date(2026, 1, 10), "latest": date(2026, 1, 10), "sources": ("s2",),
         "note_en": "As first planned."},
    ]  # fmt: skip
    assert rows(export, "commitments") == [
        {"event": "call", "id": "share-water", "text_en": "Share the water",
         "text_es": "Compartir el agua", "by": ("AA", "BB"), "due": "2026-03",
         "due_earliest": date(2026, 3, 1), "due_latest": date(2026, 3, 31),
         "status": "not-yet-assessed", "sources": ("s1",)},
    ]  # fmt: skip
    assert rows(export, "corrections") == [
        {"event": "call", "on": "2026-02-01", "field": "date", "was_en": "2026", "was_es": "2026",
         "now_en": "2026-01~", "now_es": "2026-01~", "reason_en": "Typo", "reason_es": "Typo"},
    ]  # fmt: skip


def test_what_the_rows_do_not_use_is_in_no_table(empty: Export) -> None:
    assert all(rows(empty, name) == [] for name in TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_is_of_the_type_of_its_column(shipped: Export, name: str) -> None:
    kinds = {Type.TEXT: str, Type.NUMBER: int, Type.DAY: date, Type.SEVERAL: tuple}
    table = TABLES[name]
    for row in table.cells(shipped):
        for value, column in zip(row, table.columns.values(), strict=True):
            assert value is None or isinstance(value, kinds[column.type])


@pytest.mark.parametrize("name", TABLES)
def test_every_table_and_column_says_what_it_is(name: str) -> None:
    table = TABLES[name]
    meanings = [table.about, *(column.about for column in table.columns.values())]
    assert all(meanings)
    assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("", ""),
        ("010", "010"),
        (0, "0"),
        (date(26, 1, 2), "0026-01-02"),
        (("a|b", "c"), "a\\|b | c"),
        ((), ""),
    ],
)
def test_a_cell_as_text(value: Value, expected: str) -> None:
    assert text(value) == expected


def test_a_table_is_chosen_by_its_name_and_events_if_none_is_named() -> None:
    assert chosen(None) is chosen("events")
    assert chosen("claims").name == "claims"
    with pytest.raises(UnknownValue, match="no table is called 'actor'; did you mean actors"):
        chosen("actor")
