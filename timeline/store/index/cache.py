"""Where indexes are kept, when one may be used, and how it is thrown away.

An index is used if it was made by this program of these very files. Whether they are the same is
seen from their size, time and inode, and from their bytes where those do not decide: a file may be
changed and still show the time at which it was read, as git knows ("racily clean").
"""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import time_ns

from timeline.store import files, locate
from timeline.store.characters import BOM
from timeline.store.index import tables
from timeline.store.index.searching import Index
from timeline.store.index.seen import Seen, seen
from timeline.store.index.tables import FORM, trusting_nothing

_RACY = 2_000_000_000  # nanoseconds: the coarsest clock of a file system
_ENDING = ".sqlite"


def folder(environ: Mapping[str, str]) -> Path:
    """Give the folder in which indexes are kept."""
    from platformdirs import user_cache_path

    asked = environ.get("XDG_CACHE_HOME")
    return Path(asked) / "timeline" if asked else user_cache_path("timeline", appauthor=False)


@dataclass(frozen=True, slots=True)
class Place:
    """A collection, and where its index is: a file of the user's own, named by the collection."""

    collection: Path
    file: Path

    @property
    def members(self) -> tuple[Seen, ...]:
        """The files of the collection as they are now, without reading them."""
        return tuple(map(seen, locate.members(self.collection)))


def place(collection: Path, environ: Mapping[str, str]) -> Place:
    """Give where the index of a collection is, or would be."""
    name = files.sha256(os.fsencode(os.path.realpath(collection)))[:32]
    return Place(collection, folder(environ) / f"{name}{_ENDING}")


def opened(at: Place) -> Index | None:
    """Open the index of a collection if it is of its files as they are; None if there is none.

    Raises `IndexDamaged` for one that cannot be read.
    """
    try:
        if not at.file.is_file():
            return None
        members = at.members
    except OSError:
        return None
    with trusting_nothing():
        connection = tables.for_reading(at.file)
        stale, gone, doubted = compared(connection, members)
        if stale is None or stale or gone:
            connection.close()
            return None
        if doubted:
            _say_seen(at, doubted)
        return Index(connection)


def drop(at: Place) -> bool:
    """Throw the index of a collection away; False if there was none."""
    there = at.file.exists()
    for beside in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            at.file.with_name(at.file.name + beside).unlink()
    return there


def compared(
    connection: sqlite3.Connection, members: Sequence[Seen]
) -> tuple[list[Seen] | None, list[str], list[Seen]]:
    """Give the files that changed, the names of those that are gone, and those read to be sure.

    None for the first if the index is of another program.
    """
    form = connection.execute("SELECT value FROM about WHERE name = 'form'").fetchone()
    if form is None or form[0] != FORM:
        return None, [], []
    known = {
        name: (size, modified, inode, when, sha256, rank)
        for name, size, modified, inode, when, sha256, rank in connection.execute(
            "SELECT name, size, modified, inode, seen, sha256, rank FROM files"
        )
    }
    stale, doubted = [], []
    for it in members:
        *stat, when, sha256, _ = known.get(it.name, (None,) * 6)
        if stat == [it.size, it.modified, it.inode] and it.modified < when - _RACY:
            continue
        if it.size == stat[0] and _version(it) == sha256:
            doubted.append(it)
        else:
            stale.append(it)
    names = {it.name for it in members}
    return stale, [it for it in known if it not in names], doubted


def _version(file: Seen) -> str:
    return files.sha256(files.read_bytes(file.path).removeprefix(BOM))


def _say_seen(at: Place, doubted: Sequence[Seen]) -> None:
    """Note that files are still what was read, so that they need not be read again; if possible."""
    now = time_ns()
    rows = [
        (it.size, it.modified, it.inode, now, it.name)
        for it in doubted
        if it.modified < now - _RACY
    ]
    if not rows:
        return
    with suppress(sqlite3.Error, OSError):
        connection = tables.for_changing(at.file)
        connection.execute("PRAGMA busy_timeout = 0")
        connection.executemany(
            "UPDATE files SET size = ?, modified = ?, inode = ?, seen = ? WHERE name = ?", rows
        )
        connection.close()
