"""The same events in the format of each peer: a writer takes row after row, then closes.

A database gets what someone who wanted it quick would give it: indexes and full-text search.
"""

import csv
import sqlite3
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol, TextIO

from benchmarks.rows import COLUMNS, Row


class Writer(Protocol):
    """Takes rows."""

    def add(self, row: Row) -> None:
        """Take a row."""

    def close(self) -> None:
        """Write what is left."""


class TextWriter:
    """Writes one file, row after row, with a function that gives the text of a row."""

    def __init__(self, path: Path, head: str, text: Callable[[Row], str]) -> None:
        self._file: TextIO = path.open("w", encoding="utf-8", newline="\n")
        self._file.write(head)
        self._text = text

    def add(self, row: Row) -> None:
        """Write a row."""
        self._file.write(self._text(row))

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class FolderWriter:
    """Writes a file for each row, named by a function."""

    def __init__(
        self, folder: Path, name: Callable[[Row], str], text: Callable[[Row], str]
    ) -> None:
        self._folder, self._name, self._text = folder, name, text

    def add(self, row: Row) -> None:
        """Write a file."""
        path = self._folder / self._name(row)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self._text(row), encoding="utf-8", newline="")

    def close(self) -> None:
        """Leave it at that."""


class CsvWriter:
    """Writes a CSV with all columns."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file, lineterminator="\n")
        self._csv.writerow(COLUMNS)

    def add(self, row: Row) -> None:
        """Write a row."""
        self._csv.writerow(row.flat())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class DatabaseWriter:
    """Writes an SQLite database: events, who took part when, and a full-text index."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        columns = ", ".join(COLUMNS)
        self._database.execute(f"create table events (number integer primary key, {columns})")
        self._database.executescript(
            """
            create table parts (actor, first, last, number);
            create virtual table words using fts5(title, title_es, summary, quotes,
                content=events, content_rowid=number);
            create trigger added after insert on events begin
                insert into words (rowid, title, title_es, summary, quotes)
                values (new.number, new.title, new.title_es, new.summary, new.quotes);
            end;
            """
        )
        self._insert = f"insert into events ({columns}) values ({_marks(COLUMNS)})"  # noqa: S608

    def add(self, row: Row) -> None:
        """Insert a row."""
        number = self._database.execute(self._insert, row.flat()).lastrowid
        self._database.executemany(
            "insert into parts values (?, ?, ?, ?)",
            [(actor, row.first, row.last, number) for actor in row.actors],
        )

    def close(self) -> None:
        """Build the indexes."""
        self._database.executescript(
            """
            create index parts_by_actor on parts (actor, first, last, number);
            create index events_by_id on events (id);
            analyze;
            """
        )
        self._database.commit()
        self._database.close()


def journal(row: Row) -> str:
    """Give a transaction of hledger; a comma ends a tag's value, so texts lose theirs."""
    tags = [f"id:{row.id}", f"edtf:{row.date.replace(',', ' ')}", f"status:{row.status}"]
    tags += [f"actor:{it}" for it in row.actors] + [f"topic:{it}" for it in row.topics]
    texts = [("title", row.title), ("title", row.title_es), *(("quote", it) for it in row.quotes)]
    more = "".join(f"    ; {name}: {it.replace(',', '')}\n" for name, it in texts)
    return f"{row.day} {row.title}  ; {', '.join(tags)}\n{more}    (events:{row.kind})  1\n\n"


def record(row: Row) -> str:
    """Give a record of recutils."""
    many = [("Actor", row.actors), ("Topic", row.topics), ("Quote", row.quotes)]
    return "\n".join(
        [
            f"Id: {row.id}\nEdtf: {row.date}\nDay: {row.day}\nKind: {row.kind}",
            f"Status: {row.status}\nTitle: {row.title}\nTitleEs: {row.title_es}",
            f"Summary: {row.summary}",
            *(f"{name}: {value}" for name, values in many for value in values),
            "\n",
        ]
    )


RECORD_HEAD = """%rec: Event
%key: Id
%mandatory: Day Kind Status Title
%type: Day regexp /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/
%type: Kind regexp /^[a-z-]+$/

"""


def entry(row: Row) -> str:
    """Give an entry of jrnl."""
    actors = " ".join(f"@{it}" for it in row.actors)
    quotes = "\n".join(row.quotes)
    return f"[{row.day} 09:00] {row.title}.\n{row.id} {actors}\n{row.title_es}\n{quotes}\n\n"


def calendar(row: Row) -> str:
    """Give an all-day event as iCalendar."""
    day = date.fromisoformat(row.day)
    text = " | ".join((row.title_es, *row.quotes)).replace(",", "\\,")
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//benchmarks//EN",
        "BEGIN:VEVENT",
        f"UID:{row.id}",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{row.title}",
        f"CATEGORIES:{','.join(row.actors)}",
        f"DESCRIPTION:{text}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    return "\r\n".join(map(_content_line, lines))


def document(row: Row) -> str:
    """Give the info.yaml of a document of papis."""
    # One line: papis looks into the first alone.
    quotes = " | ".join((row.title_es, *row.quotes))
    return (
        f"ref: {row.id}\ntype: {row.kind}\ndate: '{row.day}'\nyear: {row.day[:4]}\n"
        f"title: {row.title}\nauthor: {' and '.join(row.actors)}\n"
        f"tags: [{', '.join(row.topics)}]\nabstract: >-\n  {quotes}\n"
    )


def _content_line(line: str) -> str:
    # RFC 5545, section 3.1: no line is longer than 75 bytes.
    folded = [line[:70]]
    folded += [" " + line[at : at + 60] for at in range(70, len(line), 60)]
    return "\r\n".join(folded)


def _marks(columns: Iterable[str]) -> str:
    return ", ".join("?" for _ in columns)
