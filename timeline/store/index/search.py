"""Queries of the index: events by keys and words, and records by their ids.

Every record is checked against its checksum and validated as if it came from a file. Anything
unexpected is `IndexDamaged`.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from timeline.errors import IndexDamaged
from timeline.query.index_protocol import IndexQuery
from timeline.records.model import KINDS, About, Event
from timeline.store.index import bodies, keys
from timeline.store.index.tables import failures_as_damage

_SORT_COLUMNS = {
    "date": ("day", "closed", "last", "time", "id"),
    "kind": ("kind", "day", "closed", "last", "time", "id"),
    "status": ("status", "day", "closed", "last", "time", "id"),
    "id": ("id",),
}
"""The columns that events are sorted by, for each of `filter.SORTS`."""


@dataclass
class Index:
    """An index that is open for reading."""

    connection: sqlite3.Connection

    def __del__(self) -> None:
        """Close the file. A connection is part of a cycle, and would stay open."""
        with suppress(sqlite3.Error):
            self.connection.close()

    def rows(self, question: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of an SQL query, one by one."""
        with failures_as_damage():
            yield from self.connection.execute(question, values)

    def first_row(self, question: str, *values: Any) -> tuple[Any, ...] | None:
        """Return the first row of an SQL query; None if there is none."""
        return next(self.rows(question, *values), None)

    def required_row(self, question: str, *values: Any) -> tuple[Any, ...]:
        """Return the first row of an SQL query that must have one. Raises `IndexDamaged`."""
        if (row := self.first_row(question, *values)) is None:
            raise IndexDamaged
        return row

    @cached_property
    def about(self) -> About:
        """The head of the collection."""
        row = self.required_row("SELECT head FROM files WHERE head IS NOT NULL")
        about: About = bodies.parse(About, row[0])
        return about

    def record(self, section: str, id_: str) -> Any:
        """Return the record of a section with an id; None if there is none."""
        if not id_.isascii():  # all ids are ASCII
            return None
        row = self.first_row(f"SELECT body, crc FROM {section} WHERE id = ?", id_)  # noqa: S608
        found = bodies.restore(KINDS[section], *row) if row else None
        if found and found.id != id_:
            raise IndexDamaged
        return found

    def records(self, section: str) -> Iterator[Any]:
        """Yield all records of a section in the order of the files."""
        question = (
            f"SELECT body, crc FROM files JOIN {section} AS it ON it.file = files.number"  # noqa: S608
            " ORDER BY files.rank, it.place"
        )
        for row in self.rows(question):
            yield bodies.restore(KINDS[section], *row)

    def ids(self, section: str) -> Iterator[str]:
        """Yield all ids of a section, in the order of the files."""
        question = (
            f"SELECT it.id FROM files JOIN {section} AS it ON it.file = files.number"  # noqa: S608
            " ORDER BY files.rank, it.place"
        )
        for (id_,) in self.rows(question):
            yield id_

    def number(self, source: str) -> int | None:
        """Return the number by which a source is cited; None if there is no such source."""
        if not source.isascii():
            return None
        row = self.first_row("SELECT file, place FROM sources WHERE id = ?", source)
        with failures_as_damage():
            return None if row is None else self._before[row[0]] + int(row[1]) + 1

    @cached_property
    def _before(self) -> dict[int, int]:
        """The number of sources in the files before each file."""
        before, found = 0, {}
        for number, sources in self.rows("SELECT number, sources FROM files ORDER BY rank"):
            with failures_as_damage():
                found[int(number)] = before
                before += int(sources)
        return found

    def count(self, section: str) -> int:
        """Return the number of records of a section."""
        row = self.required_row(f"SELECT total({section}) FROM files")  # noqa: S608 - our own names
        with failures_as_damage():
            return int(row[0])

    def newest(self) -> date | None:
        """Return the last day on which any source may have been published."""
        (last,) = self.required_row("SELECT max(last) FROM sources")
        with failures_as_damage():
            return None if last is None else date.fromordinal(last)

    def leading(self, field: str, to: str) -> Iterator[str]:
        """Yield the ids of the events that refer to another, in the order of the files."""
        question = (
            "SELECT events.id FROM links JOIN events ON events.id = links.id"
            " JOIN files ON files.number = events.file"
            " WHERE links.leads = ? AND links.field = ? ORDER BY files.rank, events.place"
        )
        for (id_,) in self.rows(question, to, field):
            yield id_

    def names_with_word(self, field: str, word: str) -> dict[str, tuple[str, ...]]:
        """Return the ids that have a name with a word in it, each with those names."""
        found: dict[str, tuple[str, ...]] = {}
        question = (
            "SELECT DISTINCT names.id, names.name FROM named"
            " JOIN names ON names.number = named.name"
            " WHERE named.field = ? AND named.word = ? ORDER BY names.id"
        )
        for id_, name in self.rows(question, field, word):
            if not (isinstance(id_, str) and isinstance(name, str)):
                raise IndexDamaged
            found[id_] = (*found.get(id_, ()), name)
        if field == "sources" and (id_ := self._numbered(word)):
            found[id_] = (*found.get(id_, ()), word)
        return found

    def _numbered(self, word: str) -> str | None:
        """Return the id of the source that is cited by a number."""
        if not _NUMBER.fullmatch(word):
            return None
        question, place = "SELECT id FROM sources WHERE file = ? AND place = ?", int(word) - 1
        for file, before in reversed(self._before.items()):
            if before <= place:
                row = self.first_row(question, file, place - before)
                return str(row[0]) if row else None
        return None

    def completions(self, section: str, beginning: str, most: int) -> dict[str, str]:
        """Return at most so many ids that begin with a text, each with its name or title."""
        if not beginning.isascii():
            return {}
        if section == "sides":
            return dict.fromkeys(self.about.sides, "")
        # U+FFFF sorts after every character of an id, so this is a prefix search that uses the key.
        between = (beginning, f"{beginning}\uffff", most)
        if section == "topics":
            question = (
                "SELECT DISTINCT id FROM names WHERE field = 'topics' AND id BETWEEN ? AND ?"
                " ORDER BY id LIMIT ?"
            )
            return {id_: "" for (id_,) in self.rows(question, *between)}
        question = (
            f"SELECT id, body, crc FROM {section} WHERE id BETWEEN ? AND ?"  # noqa: S608
            " ORDER BY id LIMIT ?"
        )
        rows = self.rows(question, *between)
        return {str(id_): _first_name(bodies.verify(body, crc)) for id_, body, crc in rows}

    def search(self, query: IndexQuery, sort: str, *, reverse: bool) -> Iterator[Event]:
        """Yield events in order, among them all that match."""
        from timeline.query.filter import SORTS

        last: tuple[Any, ...] | None = None
        for key in self._keys(query, sort, reverse=reverse):
            row = self.required_row("SELECT body, crc FROM events WHERE key = ?", key)
            event: Event = bodies.restore(Event, *row)
            at = SORTS[sort](event)
            if last is not None and (at >= last if reverse else at <= last):
                raise IndexDamaged  # each comes once and in order
            last = at
            yield event

    def _keys(self, query: IndexQuery, sort: str, *, reverse: bool) -> Iterator[int]:
        """Yield the keys of events in order, among them those of all that match."""
        order = ", ".join(f"{column} DESC" if reverse else column for column in _SORT_COLUMNS[sort])
        if not query:
            for (key,) in self.rows(f"SELECT key FROM events ORDER BY {order}"):  # noqa: S608
                yield key
            return
        found = set(self._found(query))
        columns = ", ".join(_SORT_COLUMNS[sort])
        question = f"SELECT {columns} FROM events WHERE key = ?"  # noqa: S608 - our own names
        with failures_as_damage():
            rows = sorted(
                ((*self.required_row(question, key), key) for key in found), reverse=reverse
            )
        yield from (row[-1] for row in rows)

    def _found(self, query: IndexQuery) -> Iterator[int]:
        wanted = _fts_query(query)
        if query.spans is None:
            yield from self._matching(wanted, 0, _MAX_KEY)
        for span in query.spans or ():
            for word, low, high in keys.ranges(span):
                said = " AND ".join(filter(None, (wanted, word and _quoted(word))))
                yield from self._matching(said, low, high)

    def _matching(self, said: str, low: int, high: int) -> Iterator[int]:
        if low > high:
            return
        question, values = "SELECT key FROM events WHERE key BETWEEN ? AND ?", (low, high)
        if said:
            question = "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
            values = (said, low, high)  # type: ignore[assignment]
        for (key,) in self.rows(question, *values):
            yield key


_MAX_KEY = (1 << 62) - 1
_NUMBER = re.compile("[1-9][0-9]{0,8}")  # no collection has more sources


def _first_name(body: str) -> str:
    """Return the name or title of a record in the first language that it is written in."""
    record = json.loads(body)
    said = record.get("name") or record.get("title") or ""
    return str(next(iter(said.values()), "")) if isinstance(said, dict) else str(said)


def _fts_query(query: IndexQuery) -> str:
    """Return the words of a query in the syntax of FTS5; "" if any words match."""
    groups = [
        " OR ".join(_quoted(keys.term(field, value)) for value in sorted(values))
        for field, values in query.ids.items()
    ]
    searches = [" AND ".join(map(_term, terms)) for terms in query.searches]
    groups += [" OR ".join(f"({search})" for search in searches)] if searches else []
    return " AND ".join(f"({group})" for group in groups)


def _quoted(words: str) -> str:
    return f'"{words}"'


def _term(term: str) -> str:
    """Return a term of a text search for FTS5; without a space at its end, as a prefix."""
    said = _quoted(term.strip())
    return said if term.endswith(" ") else f"{said} *"
