"""Parquet, read back by DuckDB."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from timeline.formats import FORMATS, Export
from timeline.formats.tables import TABLES, Value

Exported = Callable[..., Export]


@pytest.fixture
def asked(tmp_path: Path) -> Callable[..., list[tuple[Any, ...]]]:
    """Write an export, and ask its file something: FILE stands for its name."""

    def asked(export: Export, query: str) -> list[tuple[Any, ...]]:
        file = tmp_path / "export.parquet"
        file.write_bytes(FORMATS["parquet"].made(export))
        with duckdb.connect(":memory:") as base:
            return base.execute(query.replace("FILE", f"'{file}'")).fetchall()

    return asked


Asked = Callable[..., list[tuple[Any, ...]]]


def plain(value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" else value


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_of_every_table_comes_back(shipped: Export, asked: Asked, name: str) -> None:
    export = replace(shipped, table=name)
    columns = [it[0] for it in asked(export, "DESCRIBE SELECT * FROM FILE")]
    assert columns == list(TABLES[name].columns)
    expected = [tuple(map(plain, row)) for row in TABLES[name].cells(export)]
    assert asked(export, "SELECT * FROM FILE") == expected


def test_days_are_dates_several_values_are_lists_and_codes_are_text(
    shipped: Export, asked: Asked
) -> None:
    types = {name: type_ for name, type_, *_ in asked(shipped, "DESCRIBE SELECT * FROM FILE")}
    assert {name for name, type_ in types.items() if type_ == "DATE"} == {"earliest", "latest"}
    assert types["sides"] == types["quotes"] == "VARCHAR[]"
    assert (types["cameo"], types["date"], types["precision"]) == ("VARCHAR", "VARCHAR", "BIGINT")
    query = "SELECT date, earliest, latest, sides FROM FILE WHERE id LIKE '2026-02-%'"
    assert asked(shipped, query) == [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28), ["MX", "US"]),
    ]


def test_the_file_says_what_it_was_made_from(shipped: Export, asked: Asked) -> None:
    export = replace(shipped, asked="--text \"it's\" --on 'x'", as_of=date(2026, 1, 15))
    told = asked(export, "SELECT key, value FROM parquet_kv_metadata(FILE)")
    assert {key.decode(): value.decode() for key, value in told} == {
        "schema": "timeline-parquet-1",
        "table": "events",
        "collection": "Mexico–United States security diplomacy, January 2026",
        "version": f"sha256:{shipped.version}",
        "program": "timeline 0.1.0",
        "filter": "--text \"it's\" --on 'x'",
        "as-of": "2026-01-15",
    }


def test_the_first_and_the_last_day_there_are_come_back(exported: Exported, asked: Asked) -> None:
    export = exported({"date": "0001-01-01/9999-12-31"})
    query = "SELECT earliest, latest FROM FILE"
    assert asked(export, query) == [(date(1, 1, 1), date(9999, 12, 31))]


def test_hostile_texts_are_texts(hostile: Export, asked: Asked) -> None:
    titled = replace(
        hostile,
        asked="'}); COPY (SELECT 1) TO '/tmp/x'; --",
        collection=hostile.collection,
    )
    found = asked(titled, "SELECT title_en, actor_names_en FROM FILE")
    titles = [it.event.title.say("en") for it in hostile.rows]
    assert found == [(title, [title]) for title in titles]


def test_no_rows_are_columns_alone(empty: Export, asked: Asked) -> None:
    assert asked(empty, "SELECT count(*) FROM FILE") == [(0,)]
    columns = [it[0] for it in asked(empty, "DESCRIBE SELECT * FROM FILE")]
    assert columns == list(TABLES["events"].columns)


def test_the_same_data_give_the_same_bytes(shipped: Export) -> None:
    made = FORMATS["parquet"].made(shipped)
    assert made == FORMATS["parquet"].made(shipped)
    assert made.startswith(b"PAR1")
