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
from time import monotonic, sleep, time_ns
from typing import Any

from timeline.errors import IndexBusy, IndexDamaged
from timeline.records.model import SECTIONS
from timeline.store.disk import files, locate, user_folders
from timeline.store.hashing import sha256
from timeline.store.index import bodies, tables
from timeline.store.index.file_stats import FileStat, file_stat
from timeline.store.index.search import Index
from timeline.store.index.tables import FORM, failures_as_damage
from timeline.store.yaml.characters import BOM

_RACY_NS = 2_000_000_000  # nanoseconds: the coarsest clock of a file system
_PAUSE = 0.02
_ENDING = ".sqlite"
_FIND_CODE = "SELECT 1 FROM sqlite_schema WHERE type IN ('view', 'trigger')"
"""Finds views and triggers, which would run by themselves: our indexes have none."""


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
    def lock(self, patience: float = 0.0) -> Iterator[None]:
        """Let one program at a time write here; raises `IndexBusy` if another does for so long.

        The lock is tried, never waited for without end: who holds it may have been stopped.
        """
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        handle = os.open(self.beside(".lock"), flags, 0o600)
        try:
            _lock(handle, patience)
            yield
        finally:
            os.close(handle)


def place(collection: Path, environ: Mapping[str, str]) -> IndexPlace:
    """Return the place of a collection's index, whether or not it exists."""
    name = sha256(os.fsencode(os.path.realpath(collection)))[:32]
    return IndexPlace(collection, user_folders.cache(environ) / f"{name}{_ENDING}")


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
    """Return whether there is a file where the index should be that nobody else can have written.

    A link is never followed.
    """
    try:
        found = at.file.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and _is_ours(found) and is_private(at)


def is_private(at: IndexPlace) -> bool:
    """Return whether nobody else may put files into the folder of an index.

    Sums are no seal: whoever may write there can make a false index with true ones.
    """
    try:
        return _is_ours(at.file.parent.stat())
    except OSError:
        return False


def _is_ours(found: os.stat_result) -> bool:
    if os.name == "nt":  # where modes say nothing, and the folder is in the user's profile
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def drop(at: IndexPlace) -> bool:
    """Delete the index of a collection; return False if there was none. Raises `MachineFailed`."""
    there = os.path.lexists(at.file)
    for path in map(at.beside, ("", "-journal", "-wal", "-shm")):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise files.system_error(path, error) from error
    return there


def _lock(handle: int, patience: float) -> None:
    end = monotonic() + patience
    while True:
        try:
            _try_lock(handle)
        except (BlockingIOError, PermissionError):  # the second is what Windows says
            if monotonic() >= end:
                raise IndexBusy from None
            sleep(_PAUSE)
        else:
            return


def _try_lock(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


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
        suppress(sqlite3.Error, OSError, IndexBusy),
        at.lock(),
        contextlib.closing(tables.open_for_changing(at.file)) as connection,
    ):
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "UPDATE files SET size = ?, modified = ?, inode = ?, seen = ? WHERE name = ?", rows
        )
        connection.execute("COMMIT")
