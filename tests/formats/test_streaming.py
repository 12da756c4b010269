"""Formats that are written row by row: no more than a few events in memory, the same bytes."""

import json
import os
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline.formats import FORMATS, Export, Format
from timeline.formats.pieces import pieces
from timeline.formats.tables import TABLES
from timeline.query.filter import Answer, Filter, Row, search
from timeline.quotes.prove import StoredText
from timeline.store.opened import Opened
from timeline.store.opening import open_collection, shelved
from timeline.store.text_cache import Texts

ROOT = Path(__file__).parents[2]
SHIPPED = str(ROOT / "data" / "events.yaml")
STREAMING = [name for name, it in FORMATS.items() if it.streams]
EVENTS = 400


def test_every_format_that_can_be_is_written_row_by_row() -> None:
    assert [
        *("csv", "tsv", "sqlite", "parquet", "parquet-by-year", "ics", "csl-json", "ris"),
        *("biblatex", "timelinejs-csv", "markwhen", "json", "jsonl"),
    ] == STREAMING


def _read(format_: Format, export: Export) -> Iterator[bytes]:
    if not format_.folder:
        yield from format_.pieces(export)
        return
    for name, said in format_.files(export):
        yield name.encode()
        yield from (said.encode(),) if isinstance(said, str) else said


def _tables(format_: Format) -> tuple[str | None, ...]:
    if "--table" not in format_.takes:
        return (None,)
    return ("sources", "events") if "bibliography" in format_.maker else tuple(TABLES)


def _export(opened: Opened, **options: Any) -> Export:
    rows = search(opened.collection, Filter(), **options)
    return Export(
        opened.collection,
        rows,
        day=date(2026, 1, 20),
        version=opened.sha256,
        read=lambda: opened.texts,
    )


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("options", [{}, {"sort": "id", "reverse": True, "limit": 7}])
def test_the_index_and_the_files_give_the_same_bytes(
    tmp_path: Path, name: str, options: dict[str, Any]
) -> None:
    environ = {"XDG_CACHE_HOME": str(tmp_path)}
    indexed = shelved(SHIPPED, environ, lambda *_: None, print, always=True)
    assert type(indexed).__name__ == "Shelved"
    for table in _tables(FORMATS[name]):
        made = [
            b"".join(_read(FORMATS[name], replace(_export(opened, **options), table=table)))
            for opened in (open_collection(SHIPPED, os.environ), indexed)
        ]
        assert made[0] == made[1]


@pytest.mark.parametrize("name", FORMATS)
def test_rows_held_and_rows_found_give_the_same_bytes_and_counts(
    shipped: Export, name: str
) -> None:
    found = replace(shipped, rows=Answer(lambda: iter(shipped.rows)))
    made = [b"".join(_read(FORMATS[name], it)) for it in (shipped, found)]
    assert made[0] == made[1]
    assert FORMATS[name].written(found) == FORMATS[name].written(shipped)
    assert FORMATS[name].left_out(found) == FORMATS[name].left_out(shipped)


@pytest.mark.parametrize("name", STREAMING)
def test_few_events_are_in_memory_at_a_time(exported: Callable[..., Export], name: str) -> None:
    whole = exported(*({"date": f"{2000 + n % 25}-01-01"} for n in range(EVENTS)))
    alive: set[int] = set()
    most = 0

    def rows() -> Iterator[Row]:
        nonlocal most
        for n, row in enumerate(whole.rows):
            event = row.event.model_copy()
            alive.add(n)
            weakref.finalize(event, alive.discard, n)
            most = max(most, len(alive))
            yield Row(event, row.certain)

    for table in _tables(FORMATS[name]):
        list(_read(FORMATS[name], replace(whole, rows=Answer(rows), table=table)))
    assert 0 < most < 10


def test_rows_that_were_gone_through_are_not_gone_through_to_be_counted(shipped: Export) -> None:
    gone = []

    def rows() -> Iterator[Row]:
        gone.append(1)
        return iter(shipped.rows)

    export = replace(shipped, rows=Answer(rows))
    assert export.rows
    FORMATS["csv"].made(export)
    assert FORMATS["csv"].written(export).n == len(shipped.rows)
    assert len(gone) == 1


def test_what_is_made_aside_is_gone_afterwards(
    shipped: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name in ("sqlite", "parquet", "parquet-by-year"):
        list(_read(FORMATS[name], replace(shipped)))
    assert not [it for it in tmp_path.rglob("*") if it.is_file()]


def test_texts_are_read_when_asked_for_and_few_are_held(shipped: Export) -> None:
    asked = []

    def read(source: Any) -> StoredText:
        asked.append(source.id)
        return StoredText("x" * 300_000, "")

    texts = Texts(shipped.collection.source, read)
    first, second, *_ = shipped.collection.source
    for id_ in (first, first, second, second, first):
        assert isinstance(texts[id_], StoredText)
    assert asked == [first, second, first]
    assert len(texts) == len(shipped.collection.sources)
    with pytest.raises(KeyError):
        texts["nobody"]


@pytest.mark.parametrize(
    "value",
    [
        [],
        [1, "a\nb", [2, {}], {"x": [1]}],
        {"a": 1, "é": [{"x": []}, {"y": "z"}]},
    ],
)
def test_json_in_pieces_is_what_it_is_whole(value: Any) -> None:
    whole = json.dumps(value, ensure_ascii=False, indent=2)
    assert "".join(pieces(value)) == whole
    if isinstance(value, list):
        assert "".join(pieces(iter(value))) == whole
    else:
        within = {name: iter(it) if isinstance(it, list) else it for name, it in value.items()}
        assert "".join(pieces(within)) == whole
