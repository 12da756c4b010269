"""Where indexes are stored, when one may be used, and how it is deleted.

An index is used if this program built it from these very files. Files are compared by size, time
and inode, and by their bytes where those do not decide: a file may be changed and still show the
time at which it was read, as git knows ("racily clean").
"""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import time_ns
from typing import Any

from timeline.errors import IndexDamaged
from timeline.records.model import SECTIONS
from timeline.store.disk import files, locate
from timeline.store.hashing import sha256
from timeline.store.index import bodies, tables
from timeline.store.index.file_stats import FileStat, file_stat
from timeline.store.index.search import Index
from timeline.store.index.tables import FORM, failures_as_damage
from timeline.store.yaml.characters import BOM

_RACY_NS = 2_000_000_000  # nanoseconds: the coarsest clock of a file system
_ENDING = ".sqlite"
_FIND_CODE = "SELECT 1 FROM sqlite_schema WHERE type IN ('view', 'trigger')"
"""Finds views and triggers, which would run by themselves: our indexes have none."""


def folder(environ: Mapping[str, str]) -> Path:
    """Return the folder of the indexes (XDG Base Directory: cache)."""
    from platformdirs import user_cache_path

    asked = environ.get("XDG_CACHE_HOME")
    return Path(asked) / "timeline" if asked else user_cache_path("timeline", appauthor=False)


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """A collection, and the file of its index, which is named by the collection's path."""

    collection: Path
    file: Path

    @property
    def members(self) -> tuple[FileStat, ...]:
        """The files of the collection as they are now, without reading them."""
        return tuple(map(file_stat, locate.members(self.collection)))

    def beside(self, ending: str) -> Path:
        """Return a file that belongs to the index; without an ending, the index itself."""
        return self.file.with_name(f"{self.file.name}{ending}")

    @contextmanager
    def lock(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the lock for writing; raises `BlockingIOError` if taken and ``wait`` is false."""
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        handle = os.open(self.beside(".lock"), flags, 0o600)
        try:
            _lock(handle, wait=wait)
            yield
        finally:
            os.close(handle)


def place(collection: Path, environ: Mapping[str, str]) -> IndexPlace:
    """Return the place of a collection's index, whether or not it exists."""
    name = sha256(os.fsencode(os.path.realpath(collection)))[:32]
    return IndexPlace(collection, folder(environ) / f"{name}{_ENDING}")


def open_index(at: IndexPlace) -> Index | None:
    """Open the index of a collection if it matches its files; None if there is none.

    Raises `IndexDamaged` for one that cannot be read.
    """
    try:
        # An interrupted change leaves a journal, and a read-only connection cannot roll it back.
        if not exists(at) or at.beside("-journal").exists():
            return None
        members = at.members
    except OSError:
        return None
    with failures_as_damage(), ExitStack() as closing:
        connection = closing.enter_context(contextlib.closing(tables.open_for_reading(at.file)))
        stale, gone, doubted = compare(connection, members)
        if stale is None or stale or gone:
            return None
        before = _versions(connection)
        if doubted:
            _note_unchanged(at, doubted)
        connection.execute("BEGIN")  # a snapshot: later changes are not seen
        # Another process may have renewed the index between the comparison and the snapshot.
        if _versions(connection) != before:
            return None
        closing.pop_all()
        return Index(connection)


def verify(at: IndexPlace) -> None:
    """Read an index as a whole. Raises `IndexDamaged` if it is not as written."""
    with failures_as_damage():
        with contextlib.closing(tables.open_for_reading(at.file)) as connection:
            connection.create_function("sum_of", 1, bodies.checksum, deterministic=True)
            found = connection.execute("PRAGMA integrity_check(1)").fetchall()
            connection.execute("SELECT rowid FROM words LIMIT 1")
            for kind in SECTIONS:
                other = f"SELECT id FROM {kind} WHERE sum_of(body) <> crc LIMIT 1"  # noqa: S608
                found += connection.execute(other).fetchall()
        if found != [("ok",)]:
            raise IndexDamaged
        with (
            suppress(sqlite3.OperationalError),  # on a read-only disk
            contextlib.closing(tables.open_for_changing(at.file)) as connection,
        ):
            connection.execute("BEGIN")  # never committed
            # FTS5 checks itself by a special INSERT, so it needs a connection that may write.
            connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")


def exists(at: IndexPlace) -> bool:
    """Return whether the index is a regular file. A link is never followed."""
    try:
        return stat.S_ISREG(at.file.lstat().st_mode)
    except OSError:
        return False


def drop(at: IndexPlace) -> bool:
    """Delete the index of a collection; return False if there was none. Raises `MachineFailed`."""
    there = os.path.lexists(at.file)
    for path in map(at.beside, ("", "-journal", "-wal", "-shm")):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise files.system_error(path, error) from error
    return there


def _lock(handle: int, *, wait: bool) -> None:
    if os.name == "nt":
        import msvcrt

        how = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK  # type: ignore[attr-defined]
        msvcrt.locking(handle, how, 1)  # type: ignore[attr-defined]
        return
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def compare(
    connection: sqlite3.Connection, members: Sequence[FileStat]
) -> tuple[list[FileStat] | None, list[str], list[FileStat]]:
    """Return the files that changed, the names of deleted ones, and those confirmed by reading.

    The first is None if another program built the index.
    """
    form = connection.execute("SELECT value FROM about WHERE name = 'form'").fetchone()
    if form is None or form[0] != FORM or connection.execute(_FIND_CODE).fetchone():
        return None, [], []
    known = {
        name: rest
        for name, *rest in connection.execute(
            "SELECT name, size, modified, inode, seen, sha256 FROM files"
        )
    }
    stale, doubted = [], []
    for member in members:
        *shown, when, sha256 = known.get(member.name, (None,) * 5)
        if (
            shown == [member.size, member.modified, member.inode]
            and member.modified < when - _RACY_NS
        ):
            continue
        if member.size == shown[0] and _version(member) == sha256:
            doubted.append(member)
        else:
            stale.append(member)
    names = {member.name for member in members}
    return stale, [name for name in known if name not in names], doubted


def _version(file: FileStat) -> str:
    return sha256(files.read_bytes(file.path).removeprefix(BOM))


def _versions(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return connection.execute("SELECT number, name, sha256 FROM files ORDER BY rank").fetchall()


def _note_unchanged(at: IndexPlace, doubted: Sequence[FileStat]) -> None:
    """Record that files are unchanged, so that they are not read again; failures are ignored."""
    now = time_ns()
    rows = [
        (stat.size, stat.modified, stat.inode, now, stat.name)
        for stat in doubted
        if stat.modified < now - _RACY_NS
    ]
    if not rows:
        return
    # Only under the lock: another process may replace the file meanwhile, and a write through the
    # old name would damage the new index.
    with (
        suppress(sqlite3.Error, OSError),
        at.lock(wait=False),
        contextlib.closing(tables.open_for_changing(at.file)) as connection,
    ):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "UPDATE files SET size = ?, modified = ?, inode = ?, seen = ? WHERE name = ?", rows
        )
        connection.execute("COMMIT")
