"""Parquet through DuckDB: one table, with days as DATE and several values as a list of texts.

The rows go to a database aside and from there to the file, so that they need not fit in memory. By
year there is a file for each, in folders named as Hive does; docs/parquet.md has the columns.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from timeline.errors import MachineFailed, WrongCall
from timeline.formats.export import Export
from timeline.formats.tables import Table, Type, Value, aside, chosen
from timeline.i18n import sentence

SCHEMA = "timeline-parquet-1"
NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
"""How Hive, and whoever reads as it does, writes that there is no value."""

TYPES = {
    Type.TEXT: "VARCHAR",
    Type.NUMBER: "BIGINT",
    Type.DAY: "DATE",
    Type.SEVERAL: "VARCHAR[]",
}
"""What the cells of a column are in DuckDB, and so in the file."""

_AT_ONCE = 2048  # rows that go to the database together: as many as it takes by itself
_IN_A_GROUP = 20_480  # rows of a group: what is written of the file at a time is held in memory
_MEMORY = "256MB"  # and what is more goes to the disk


def render(export: Export) -> Iterator[bytes]:
    """Yield one table as a Parquet file, with its origin in the key-value metadata of the file."""
    table, folder = chosen(export.table), aside.folder(export)
    file = folder / "made.parquet"
    with _filled(folder, table, export) as base:
        _copy(base, "FROM exported", file, table, export)
    yield from aside.pieces(file)


def by_year(export: Export) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield a file for each year in which an event begins, by names such as Hive gives them.

    The year is that of the first possible day; events whose start is open have none, and go last.
    An answer without events is a file without rows, so that its columns can be read.
    """
    if export.table not in (None, "events"):
        raise WrongCall(sentence("parquet by year is of events: leave --table out"))
    table, folder = chosen(None), aside.folder(export)
    with _filled(folder, table, export) as base:
        years = base.execute("SELECT DISTINCT year(earliest) AS y FROM exported ORDER BY y")
        for (year,) in years.fetchall() or [(None,)]:
            named = NO_YEAR if year is None else f"{year}"
            which = "IS NULL" if year is None else f"= {year}"
            file = folder / f"{named}.parquet"
            rows = f"FROM exported WHERE year(earliest) {which}"
            _copy(base, rows, file, table, export)
            yield f"year={named}/events.parquet", aside.pieces(file)


@contextmanager
def _filled(folder: Path, table: Table[Any], export: Export) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database of our own with the rows of a table, in their order."""
    # One thread: the rows, and so the bytes, are in the order of the export.
    config: dict[str, Any] = {
        "threads": 1,
        "memory_limit": _MEMORY,
        "temp_directory": str(folder / "more"),
    }
    with duckdb.connect(str(folder / "made.duckdb"), config=config) as base:
        declared = _declared(table, lambda name, type_: f'"{name}" {type_}')
        base.execute(f"CREATE TABLE exported ({declared})")
        # A list a column, not a statement a row: fifteen times as fast.
        lists = _declared(table, lambda _, type_: f"unnest(?::{type_}[])")
        rows = (tuple(map(_stored, row)) for row in table.cells(export))
        try:
            while some := list(islice(rows, _AT_ONCE)):
                cells = [list(column) for column in zip(*some, strict=True)]
                base.execute(f"INSERT INTO exported SELECT {lists}", cells)
        except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
            raise _failed(error) from error
        yield base
    (folder / "made.duckdb").unlink()


def _declared(table: Table[Any], say: Callable[[str, str], str]) -> str:
    return ", ".join(say(name, TYPES[column.type]) for name, column in table.columns.items())


def _copy(
    base: duckdb.DuckDBPyConnection, rows: str, file: Path, table: Table[Any], export: Export
) -> None:
    told = {"schema": SCHEMA, "table": table.name, **export.origin}
    try:
        base.execute(
            f"COPY (SELECT * {rows}) TO {_literal(str(file))} (FORMAT parquet, COMPRESSION zstd,"
            f" ROW_GROUP_SIZE {_IN_A_GROUP}, KV_METADATA {{{_metadata(told)}}})"
        )
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise _failed(error) from error


def _failed(error: Exception) -> MachineFailed:
    return MachineFailed(sentence("DuckDB cannot do it: {problem}", problem=error))


def _stored(value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" else value


def _metadata(told: Mapping[str, str]) -> str:
    return ", ".join(f'"{name}": {_literal(value)}' for name, value in told.items())


def _literal(text: str) -> str:
    """Return a text as SQL writes it: between apostrophes, each of its own doubled."""
    return "'" + text.replace("'", "''") + "'"
