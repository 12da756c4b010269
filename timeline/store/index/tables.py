"""The tables of the index, and the ways to open its file."""

import os
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline import __version__
from timeline.errors import IndexDamaged
from timeline.store.hashing import sha256

SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE files (
    number INTEGER PRIMARY KEY, name TEXT UNIQUE, rank INTEGER,
    size INTEGER, modified INTEGER, inode INTEGER, seen INTEGER, sha256 TEXT,
    sources INTEGER, actors INTEGER, events INTEGER, keys TEXT, head TEXT
);
CREATE TABLE sources (
    id TEXT PRIMARY KEY, place INTEGER, last INTEGER, text TEXT, body TEXT, crc INTEGER,
    file INTEGER
) WITHOUT ROWID;
CREATE TABLE actors (
    id TEXT PRIMARY KEY, place INTEGER, side TEXT, body TEXT, crc INTEGER, file INTEGER
) WITHOUT ROWID;
CREATE TABLE events (
    key INTEGER PRIMARY KEY, id TEXT, place INTEGER, day INTEGER, closed INTEGER, last INTEGER,
    time TEXT, kind TEXT, status TEXT, body TEXT, crc INTEGER, file INTEGER
);
CREATE TABLE links (
    id TEXT, field TEXT, leads TEXT, file INTEGER, PRIMARY KEY (id, field)
) WITHOUT ROWID;
CREATE TABLE names (number INTEGER PRIMARY KEY, field TEXT, id TEXT, name TEXT, file INTEGER);
CREATE TABLE named (
    field TEXT, word TEXT, name INTEGER, file INTEGER, PRIMARY KEY (field, word, name)
) WITHOUT ROWID;
CREATE TABLE asked (field TEXT, id TEXT, file INTEGER, PRIMARY KEY (field, id, file)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    text, content='', tokenize="ascii tokenchars ':-'"
);
"""

INDEXES = """
CREATE UNIQUE INDEX IF NOT EXISTS event_ids ON events (id);
CREATE INDEX IF NOT EXISTS event_order ON events (day, closed, last, time, id);
CREATE INDEX IF NOT EXISTS event_places ON events (file, place);
CREATE INDEX IF NOT EXISTS source_places ON sources (file, place);
CREATE INDEX IF NOT EXISTS source_days ON sources (last);
CREATE INDEX IF NOT EXISTS actor_places ON actors (file, place);
CREATE INDEX IF NOT EXISTS link_leads ON links (leads);
CREATE INDEX IF NOT EXISTS name_files ON names (file);
CREATE INDEX IF NOT EXISTS name_ids ON names (field, id);
CREATE INDEX IF NOT EXISTS named_files ON named (file);
CREATE INDEX IF NOT EXISTS link_files ON links (file);
CREATE INDEX IF NOT EXISTS asked_files ON asked (file);
"""


DECIDES = ("errors.py", "i18n.py", "text.py", "dates", "records", "query", "store")
"""The modules and folders of the package that decide what is put into an index and how it is found.

All that the index imports is among them, which a test holds.
"""


def form(package: Path, versions: Iterable[str]) -> str:
    """Name the form of an index by the sources that decide on it, and the versions of the rest.

    The program's version alone would not do: it stays while the code of a checkout changes. Reading
    and hashing the sources, 62 files of 285 kB, takes 0.9 ms.
    """
    read = [" ".join(versions).encode()]
    for name in DECIDES:
        path = package / name
        for file in sorted(path.rglob("*.py") if path.is_dir() else package.glob(name)):
            data = file.read_bytes()
            read.append(f"\n{file.relative_to(package).as_posix()} {len(data)}\n".encode() + data)
    return sha256(b"".join(read))[:16]


VERSIONS = (__version__, sys.version, unicodedata.unidata_version, sqlite3.sqlite_version)
"""The program's own, and those of what folds letters, finds words and writes the file."""

FORM = form(Path(__file__).parents[2], VERSIONS)
"""What an index must say of itself to be read by this program: it is made anew by another."""

_BUSY_SECONDS = 5.0


@contextmanager
def failures_as_damage() -> Iterator[None]:
    """Raise `IndexDamaged` for every failure of the index, and for every unexpected value.

    A damaged or hostile file can have any value in any column.
    """
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError, ArithmeticError, LookupError) as error:
        raise IndexDamaged from error


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open an index so that nothing can be written to it."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_SECONDS, isolation_level=None
    )
    # Recommended by https://sqlite.org/security.html for files from untrusted sources.
    for setting in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def create(path: Path) -> sqlite3.Connection:
    """Create a file that only its owner may read, to be moved into place when complete."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    connection = sqlite3.connect(path, isolation_level=None)
    # A crash leaves a temporary file that is deleted later: no journal is needed.
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("PRAGMA page_size = 8192")
    connection.executescript(SCHEMA)
    return connection


def open_for_changing(path: Path) -> sqlite3.Connection:
    """Open an index in place. A change is made whole or not at all, even if the process dies."""
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
