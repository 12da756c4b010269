"""Peers that keep tables: SQLite, sqlite-utils, csvkit, Miller and DuckDB.

Each has a function that opens its writer in a folder, and one that gives its commands.
"""

import json
import shlex
from pathlib import Path

from benchmarks.generate import Question
from benchmarks.jobs import APPEND, CHECK, CSV, MONTH, WORD
from benchmarks.peer import Commands
from benchmarks.peerdata import CsvWriter, DatabaseWriter, Writer
from benchmarks.plainpeers import shell
from benchmarks.rows import COLUMNS

_KEPT = "id, date, kind, title"


def _piped(text: str, command: list[str]) -> list[str]:
    return ["sh", "-c", f"printf '%s' {shlex.quote(text)} | {shlex.join(command)}"]


def database(folder: Path) -> Writer:
    """Open the writer of a database."""
    return DatabaseWriter(folder / "events.db")


def month_sql(asked: Question) -> str:
    """Give the query for one month and one actor."""
    return (
        f"select {_KEPT} from events where number in (select number from parts where "  # noqa: S608
        f"actor = '{asked.actor}' and first <= '{asked.until}' and last >= '{asked.since}') "
        "order by events.first, events.last, id"
    )


def word_sql(asked: Question) -> str:
    """Give the query for the rare word."""
    return (
        f"select {_KEPT} from events where number in (select rowid from words where "  # noqa: S608
        f"words match '{asked.rare}') order by first, last, id"
    )


ALL_SQL = f"select {', '.join(COLUMNS)} from events order by first, last, id"  # noqa: S608
_APPENDED = {"id": "{n}", "date": "2026-01-02", "kind": "other", "title": "Appended"}


def sqlite(folder: Path, asked: Question) -> Commands:
    """Give the commands of SQLite's own shell."""
    database = str(folder / "events.db")
    csv = ["sqlite3", "-csv", "-header", database]
    values = ", ".join(f"'{it}'" for it in _APPENDED.values())
    return {
        MONTH: [*csv, month_sql(asked)],
        WORD: [*csv, word_sql(asked)],
        CSV: [*csv, ALL_SQL],
        APPEND: [*csv, f"insert into events ({', '.join(_APPENDED)}) values ({values})"],  # noqa: S608
        CHECK: [*csv, "pragma integrity_check"],
    }


def sqlite_utils(folder: Path, asked: Question) -> Commands:
    """Give the commands of sqlite-utils."""
    database = str(folder / "events.db")
    query = ["sqlite-utils", "query", "--csv", database]
    return {
        MONTH: [*query, month_sql(asked)],
        WORD: [*query, word_sql(asked)],
        CSV: [*query, ALL_SQL],
        APPEND: _piped(json.dumps(_APPENDED), ["sqlite-utils", "insert", database, "events", "-"]),
    }


def csv(folder: Path) -> Writer:
    """Open the writer of a CSV."""
    return CsvWriter(folder / "events.csv")


def csvkit(folder: Path, asked: Question) -> Commands:
    """Give the commands of csvkit."""
    file = str(folder / "events.csv")
    kept = ["csvcut", "-c", _KEPT.replace(" ", "")]
    month = ["csvgrep", "-c", "first", "-r", f"^{asked.since[:7]}", file]
    actor = ["csvgrep", "-c", "actors", "-m", asked.actor]
    texts = ["-c", "title,title_es,quotes", "-m", asked.rare]
    return {
        MONTH: shell(month, actor, kept),
        WORD: shell(["csvgrep", "-a", *texts, file], kept),
        CSV: ["csvcut", "-c", ",".join(COLUMNS), file],
        CHECK: ["csvclean", "-a", file],
    }


def miller(folder: Path, asked: Question) -> Commands:
    """Give the commands of Miller."""
    file = str(folder / "events.csv")
    kept = ["then", "cut", "-o", "-f", _KEPT.replace(" ", "")]
    days = f'$first <= "{asked.until}" && $last >= "{asked.since}"'
    month = f'{days} && $actors =~ "{asked.actor}"'
    word = " || ".join(f'${it} =~ "{asked.rare}"' for it in ("title", "title_es", "quotes"))
    return {
        MONTH: ["mlr", "--csv", "-S", "filter", month, *kept, file],
        WORD: ["mlr", "--csv", "-S", "filter", word, *kept, file],
        CSV: ["mlr", "--csv", "-S", "cut", "-o", "-f", ",".join(COLUMNS), file],
    }


def duckdb(folder: Path, asked: Question) -> Commands:
    """Give the commands of DuckDB."""
    table = f"from '{folder / 'events.parquet'}'"
    duckdb = ["duckdb", "-csv", "-c"]
    last = "order by first, last, id"
    month = (
        f"contains(actors, '{asked.actor}') and first <= '{asked.until}' "
        f"and last >= '{asked.since}'"
    )
    word = " or ".join(f"contains({it}, '{asked.rare}')" for it in ("title", "title_es", "quotes"))
    return {
        MONTH: [*duckdb, f"select {_KEPT} {table} where {month} {last}"],
        WORD: [*duckdb, f"select {_KEPT} {table} where {word} {last}"],
        CSV: [*duckdb, f"copy (select * {table} {last}) to '/dev/stdout' (format csv, header)"],
    }


def to_parquet(folder: Path) -> list[list[str]]:
    """Give the command that makes Parquet of the CSV."""
    source, target = folder / "events.csv", folder / "events.parquet"
    read = f"select * from read_csv('{source}', all_varchar = true)"  # noqa: S608
    return [["duckdb", "-c", f"copy ({read}) to '{target}' (format parquet)"]]
