"""The database, opened by the standard library's SQLite from its bytes."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import MachineFailed, WrongCall
from timeline.formats import FORMATS, Export
from timeline.formats.tables import TABLES, Type, sqlite

Exported = Callable[..., Export]

SEARCH = """
SELECT events.id FROM events_fts JOIN events ON events.position = events_fts.rowid
WHERE events_fts MATCH ? ORDER BY events.position
"""


@contextmanager
def base(export: Export) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:")
    try:
        opened.deserialize(FORMATS["sqlite"].made(export))
        yield opened
    finally:
        opened.close()


def rows(export: Export, query: str, *given: object) -> list[tuple[Any, ...]]:
    with base(export) as opened:
        return opened.execute(query, given).fetchall()


def every(table: str, column: str = "") -> str:
    return f'SELECT "{column}" FROM {table}' if column else f"SELECT * FROM {table}"  # noqa: S608 - our names


def test_a_file_of_it_is_sound_and_every_reference_leads_somewhere(
    shipped: Export, tmp_path: Path
) -> None:
    file = tmp_path / "timeline.db"
    file.write_bytes(FORMATS["sqlite"].made(shipped))
    opened = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
    opened.close()


def test_every_table_has_its_columns_and_rows(shipped: Export) -> None:
    with base(shipped) as opened:
        for name, table in TABLES.items():
            columns = [it[1] for it in opened.execute(f"PRAGMA table_info({name})")]
            assert columns == [*table.columns, *(["position"] if name == "events" else [])]
            found = opened.execute(every(name)).fetchall()
            assert len(found) == len(list(table.rows(shipped)))
    assert rows(shipped, "SELECT count(*) FROM events") == [(19,)]


def test_the_cells_are_texts_numbers_json_arrays_and_nothing(shipped: Export) -> None:
    (found,) = rows(
        shipped,
        "SELECT date, earliest, latest, precision, sides, cameo, place_en, position"
        " FROM events WHERE id = '2026-02-security-ministerial'",
    )
    assert found[:6] == ("2026-02", "2026-02-01", "2026-02-28", 4, '["MX", "US"]', "036")
    assert found[7] == 18
    (undated,) = rows(
        shipped, "SELECT earliest, latest, about FROM events WHERE date = '../2026-01-11' LIMIT 1"
    )
    assert undated == (None, "2026-01-11", None)


def test_what_several_values_are_is_a_question_to_ask(shipped: Export) -> None:
    found = rows(
        shipped,
        "SELECT DISTINCT value FROM events, json_each(events.sides) ORDER BY value",
    )
    assert found == [("MX",), ("US",)]
    with base(shipped) as opened:
        for name, table in TABLES.items():
            for column, about in table.columns.items():
                if about.type is Type.SEVERAL:
                    for (cell,) in opened.execute(every(name, column)):
                        assert cell is None or json.loads(cell)


def test_events_are_joined_to_actors_sources_and_topics(shipped: Export) -> None:
    found = rows(
        shipped,
        "SELECT actors.name_es, role FROM event_actors JOIN actors ON actors.id = actor"
        " WHERE event = '2026-01-12-call-sheinbaum-trump' ORDER BY 1",
    )
    assert found == [("Claudia Sheinbaum Pardo", "participant"), ("Donald Trump", "participant")]
    found = rows(
        shipped,
        "SELECT sources.number FROM event_sources JOIN sources ON sources.id = source"
        " WHERE event = '2026-05-tmec-renegotiation'",
    )
    assert found == [(5,)]
    (counted,) = rows(shipped, "SELECT count(*) FROM event_topics WHERE topic = 'sovereignty'")
    assert rows(shipped, "SELECT events FROM topics WHERE id = 'sovereignty'") == [counted]


def test_who_says_something_twice_is_linked_once(exported: Exported) -> None:
    twice = [{"actor": "ana-lima", "role": role} for role in ("host", "host", "speaker")]
    export = exported({"actors": twice, "topics": ["water", "water"]})
    assert rows(export, "SELECT role FROM event_actors") == [("host",), ("speaker",)]
    assert rows(export, "SELECT topic FROM event_topics") == [("water",)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("soberania", True),
        ("SOBERANÍA", True),
        ("sovereignty", True),
        ('"acciones tangibles"', True),
        ("title_es : ministerial", True),
        ("unicornio", False),
    ],
)
def test_search_finds_words_with_and_without_accents_in_both_languages(
    shipped: Export, words: str, found: bool
) -> None:
    assert bool(rows(shipped, SEARCH, words)) is found


def test_search_leads_to_the_events_that_have_the_words(exported: Exported) -> None:
    export = exported(
        {"title": {"en": "Rivers", "es": "Ríos"}},
        {"summary": {"es": "Del agua del río."}},
        {"cites": [{"source": "s1", "quote": "Ningún RÍO une."}]},
    )
    assert rows(export, SEARCH, "rio") == [("e2",), ("e3",)]
    assert rows(export, SEARCH, "río*") == [("e1",), ("e2",), ("e3",)]
    assert rows(export, SEARCH, "quotes : rio") == [("e3",)]


def test_it_says_what_it_was_made_from_and_what_each_column_is(shipped: Export) -> None:
    export = replace(shipped, asked="--kind call")
    assert dict(rows(export, "SELECT key, value FROM about")) == {
        "schema": "timeline-sqlite-1",
        "collection": "Mexico–United States security diplomacy, January 2026",
        "version": f"sha256:{shipped.version}",
        "program": "timeline 0.1.0",
        "filter": "--kind call",
        "citations_proved": "84",
        "citations_unproved": "0",
        "citations_linked": "0",
    }
    told = rows(
        export,
        'SELECT en, es FROM columns WHERE "table" = ? AND "column" = ?',
        "events",
        "title_en",
    )
    assert told == [("the title in English", "el título en inglés")]
    described = {tuple(it) for it in rows(export, 'SELECT "table", "column" FROM columns')}
    assert described == {
        ("events", "position"),
        *((name, column) for name, table in TABLES.items() for column in table.columns),
    }


def test_hostile_texts_are_texts(hostile: Export) -> None:
    found = rows(hostile, "SELECT title_en FROM events ORDER BY position")
    assert [title for (title,) in found] == [it.event.title.say("en") for it in hostile.rows]
    assert rows(hostile, SEARCH, "DROP") == [("e15",)]
    assert rows(hostile, "SELECT count(*) FROM sources") == [(len(hostile.rows),)]


def test_no_rows_are_empty_tables(empty: Export) -> None:
    for name in (*TABLES, "event_actors", "event_sources", "event_topics", "events_fts"):
        assert rows(empty, every(name)) == []


def test_only_some_events_leave_no_reference_without_its_end(shipped: Export) -> None:
    for row in shipped.rows:
        with base(replace(shipped, rows=(row,))) as opened:
            assert opened.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_same_data_give_the_same_bytes(shipped: Export) -> None:
    assert FORMATS["sqlite"].made(shipped) == FORMATS["sqlite"].made(shipped)


def test_a_table_alone_is_not_to_be_had(shipped: Export) -> None:
    with pytest.raises(WrongCall, match="sqlite holds every table: leave --table out"):
        FORMATS["sqlite"].made(replace(shipped, table="events"))


def test_an_sqlite_without_full_text_search_is_one_sentence(
    shipped: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_LINKS", sqlite._LINKS.replace("fts5", "fts9"))
    with pytest.raises(MachineFailed, match="SQLite of this Python cannot do it: no such module"):
        FORMATS["sqlite"].made(shipped)
