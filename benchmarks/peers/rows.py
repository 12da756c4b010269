"""The events of an invented collection as flat rows of text: what every peer is given."""

import csv
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.events import Event
from benchmarks.generate import months
from benchmarks.plan import plan

_FIRST, _LAST = "0000-01-01", "9999-12-31"


class Row(NamedTuple):
    """An event; ``first`` and ``last`` are far off where its date is open."""

    id: str
    date: str
    first: str
    last: str
    kind: str
    status: str
    title: str
    title_es: str
    summary: str
    actors: str
    topics: str
    quotes: str

    @property
    def day(self) -> str:
        """One day for programs that know nothing else: the first, or the last that is known."""
        return self.last if self.first == _FIRST else self.first


def rows(events: int, seed: int) -> Iterator[Row]:
    """Return the rows of the collection of that size and seed."""
    for _, made, _ in months(plan(events), seed):
        yield from map(_row, made)


def write_csv(path: Path, given: Iterable[Row]) -> None:
    """Write rows as CSV, a heading first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([Row._fields])
        csv.writer(file, lineterminator="\n").writerows(given)


def read_csv(path: Path) -> Iterator[Row]:
    """Return the rows that `write_csv` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        yield from map(Row._make, lines)


def write_database(path: Path, given: Iterable[Row], tables: str, indexes: str) -> None:
    """Write an SQLite database: tables, rows and who took part when, then indexes."""
    database = sqlite3.connect(path)
    database.executescript(tables)
    marks = ", ".join("?" * len(Row._fields))
    for number, row in enumerate(given, 1):
        database.execute(f"insert into events values ({number}, {marks})", row)
        parts = [(actor, row.first, row.last, number) for actor in row.actors.split()]
        database.executemany("insert into parts values (?, ?, ?, ?)", parts)
    database.executescript(indexes)
    database.commit()
    database.close()


def _row(event: Event) -> Row:
    record, dated = event.record, event.dated
    later = [*record.get("history", ()), *record.get("commitments", ())]
    cites = [*record["cites"], *(cite for part in later for cite in part["cites"])]
    return Row(
        id=record["id"],
        date=dated.text,
        first=str(dated.first or _FIRST),
        last=str(dated.last or _LAST),
        kind=record["kind"],
        status=record["status"],
        title=record["title"]["en"],
        title_es=record["title"]["es"],
        summary=record["summary"]["en"].replace("\n", " "),
        actors=" ".join(actor.id for actor, _ in event.roles),
        topics=" ".join(record["topics"]),
        quotes=" | ".join(cite["quote"].replace("\n", " ") for cite in cites if "quote" in cite),
    )
