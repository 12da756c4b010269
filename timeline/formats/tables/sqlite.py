"""A database for SQLite: the tables, links between them, and full-text search without accents.

What is absent is NULL; several values are a JSON array. It is made aside, for it can be large.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from timeline.errors import MachineFailed, WrongCall
from timeline.formats.export import Export
from timeline.formats.tables import TABLES, Table, Type, Value, aside
from timeline.formats.tables.registers import topics_of
from timeline.i18n import LANGUAGES, mark, sentence
from timeline.query.filter import Row

SCHEMA = "timeline-sqlite-1"
SEARCH = "events_fts"
SEARCHED = ("id", "title_en", "title_es", "summary_en", "summary_es", "quotes")
POSITION = "position"
ABOUT_POSITION = mark("its place in the answer, and the rowid of its text in events_fts")

_WRITER = ((24, 4), (92, 8))  # places and lengths: change counter; its copy, and the version
_TYPES = {Type.NUMBER: "INTEGER"}
_EVENT = "NOT NULL REFERENCES events(id)"
_KEYS: dict[str, dict[str, str]] = {
    "events": {"id": "PRIMARY KEY", "asked_by": "REFERENCES actors(id)"},
    "citations": {
        "event": _EVENT,
        "source": "NOT NULL REFERENCES sources(id)",
        "speaker": "REFERENCES actors(id)",
    },
    "sources": {"id": "PRIMARY KEY"},
    "actors": {"id": "PRIMARY KEY"},
    "topics": {"id": "PRIMARY KEY"},
    "claims": {"event": _EVENT, "topic": "REFERENCES topics(id)"},
    "history": {"event": _EVENT},
    "commitments": {"event": _EVENT},
    "corrections": {"event": _EVENT},
}
_LINKS = """
CREATE TABLE event_actors (
  event TEXT NOT NULL REFERENCES events(id),
  actor TEXT NOT NULL REFERENCES actors(id),
  role TEXT NOT NULL,
  PRIMARY KEY (event, actor, role)
);
CREATE TABLE event_sources (
  event TEXT NOT NULL REFERENCES events(id),
  source TEXT NOT NULL REFERENCES sources(id),
  PRIMARY KEY (event, source)
);
CREATE TABLE event_topics (
  event TEXT NOT NULL REFERENCES events(id),
  topic TEXT NOT NULL REFERENCES topics(id),
  PRIMARY KEY (event, topic)
);
CREATE INDEX event_actors_actor ON event_actors (actor);
CREATE INDEX event_sources_source ON event_sources (source);
CREATE INDEX event_topics_topic ON event_topics (topic);
CREATE INDEX events_days ON events (earliest, latest);
CREATE INDEX events_kind ON events (kind);
CREATE INDEX events_status ON events (status);
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE columns (
  "table" TEXT NOT NULL,
  "column" TEXT NOT NULL,
  en TEXT NOT NULL,
  es TEXT NOT NULL,
  PRIMARY KEY ("table", "column")
);
CREATE VIRTUAL TABLE events_fts USING fts5 (
  id UNINDEXED, title_en, title_es, summary_en, summary_es, quotes,
  tokenize = 'unicode61 remove_diacritics 2'
);
"""


def render(export: Export) -> Iterator[bytes]:
    """Yield the bytes of the file of the database, piece by piece."""
    if export.table:
        raise WrongCall(sentence("sqlite holds every table: leave --table out"))
    file = aside.folder(export) / "made.sqlite"
    _make(file, export)
    _without_writer(file)
    yield from aside.pieces(file)


def _make(file: Path, export: Export) -> None:
    base = sqlite3.connect(file, isolation_level=None)
    try:
        base.execute("PRAGMA journal_mode = OFF")  # what fails is thrown away
        base.execute("PRAGMA synchronous = OFF")
        base.execute("PRAGMA foreign_keys = ON")
        base.execute("BEGIN")
        base.execute("PRAGMA defer_foreign_keys = ON")  # what is referred to may come later
        _fill(base, export)
        base.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise MachineFailed(
            sentence("the SQLite of this Python cannot do it: {problem}", problem=error)
        ) from error
    finally:
        base.close()


def _without_writer(file: Path) -> None:
    """Take out of the header how often, and by which SQLite, the file was written."""
    with file.open("r+b") as made:
        for place, length in _WRITER:
            made.seek(place)
            made.write(bytes(length))


def _fill(base: sqlite3.Connection, export: Export) -> None:
    for table in TABLES.values():
        _create(base, table)
    for table in TABLES.values():
        _insert(base, table.name, _cells(table, export))
    for statement in _LINKS.split(";\n"):
        base.execute(statement)
    for row in export.rows:
        _link(base, export, row)
    _insert(base, f"{SEARCH} (rowid, {', '.join(SEARCHED)})", _searched(export))
    base.execute("INSERT INTO events_fts (events_fts) VALUES ('optimize')")
    proofs = {f"citations_{name}": str(n) for name, n in export.tally.counts.items()}
    _insert(base, "about", {"schema": SCHEMA, **export.origin, **proofs}.items())
    _insert(base, "columns", _columns())


def _create(base: sqlite3.Connection, table: Table[Any]) -> None:
    keys = _KEYS[table.name]
    columns = [
        f'"{name}" {_TYPES.get(column.type, "TEXT")} {keys.get(name, "")}'.rstrip()
        for name, column in table.columns.items()
    ]
    if table.name == "events":
        columns.append(f"{POSITION} INTEGER NOT NULL UNIQUE")
    inside = ",\n  ".join(columns)
    base.execute(f"CREATE TABLE {table.name} (\n  {inside}\n)")
    for name, key in keys.items():
        if "REFERENCES" in key:
            base.execute(f"CREATE INDEX {table.name}_{name} ON {table.name} ({name})")


def _cells(table: Table[Any], export: Export) -> Iterator[tuple[Any, ...]]:
    for position, row in enumerate(table.cells(export), 1):
        cells = tuple(map(_stored, row))
        yield (*cells, position) if table.name == "events" else cells


def _stored(value: Value) -> str | int | None:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False) if value else None
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value


def _insert(base: sqlite3.Connection, into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    waiting = iter(rows)
    for first in waiting:
        places = ", ".join("?" * len(first))
        question = f"INSERT INTO {into} VALUES ({places})"  # noqa: S608 - all ours
        base.executemany(question, chain((first,), waiting))


def _link(base: sqlite3.Connection, export: Export, row: Row) -> None:
    event = row.event
    parts = dict.fromkeys((part.actor, str(part.role)) for part in event.actors)
    _insert(base, "event_actors", ((event.id, *part) for part in parts))
    sources = export.collection.sources_of(event)
    _insert(base, "event_sources", ((event.id, source) for source in sources))
    _insert(base, "event_topics", ((event.id, topic) for topic in topics_of(event)))


def _searched(export: Export) -> Iterator[tuple[Any, ...]]:
    for position, row in enumerate(export.rows, 1):
        event = row.event
        quotes = "\n".join(cite.quote for _, cite in event.all_cites() if cite.quote)
        words = (
            said and getattr(said, language)
            for said in (event.title, event.summary)
            for language in LANGUAGES
        )
        yield (position, event.id, *words, quotes)


def _columns() -> Iterator[tuple[str, ...]]:
    for table in TABLES.values():
        for name, column in table.columns.items():
            about = sentence(column.about)
            yield (table.name, name, *(about.say(language) for language in LANGUAGES))
    about = sentence(ABOUT_POSITION)
    yield ("events", POSITION, *(about.say(language) for language in LANGUAGES))
