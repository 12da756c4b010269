"""Filling the index of a collection, and renewing it for the files that changed.

Files are read as for an answer. If anything in one is in doubt there is no index: the collection is
read in the slow way, which reports the faults.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import time_ns
from typing import Any

from timeline.records.model import SECTIONS, About, Event
from timeline.store.disk import files
from timeline.store.hashing import sha256
from timeline.store.index import bodies, digest
from timeline.store.index.digest import Digest
from timeline.store.index.file_stats import FileStat, Progress
from timeline.store.index.keys import PER_DAY
from timeline.store.index.tables import FORM, INDEXES
from timeline.store.streaming import NotIndexable, refuse_cycles
from timeline.store.yaml.characters import decode

Sides = dict[str, str | None]

_INSERTS = {
    "sources": "INSERT INTO sources (id, place, last, text, body, crc, file)"
    " VALUES (?,?,?,?,?,?,?)",
    "actors": "INSERT INTO actors (id, place, side, body, crc, file) VALUES (?,?,?,?,?,?)",
    "links": "INSERT INTO links (id, field, leads, file) VALUES (?,?,?,?)",
}
_INSERT_EVENT = (
    "INSERT INTO events (key, id, place, day, closed, last, time, kind, status, body, crc, file)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
)
_WORDS_IN_MEMORY = 64_000_000  # bytes of words before they are written
_PARALLEL_FROM_BYTES = 4_000_000  # bytes below which a second process costs more than it saves


class Inconsistent(NotIndexable):
    """The files of a collection do not fit together."""


class NeedsRebuild(Exception):
    """The index cannot be renewed and must be built again."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as read for the index: its version, and the rows to store."""

    stat: FileStat
    read_at: int
    sha256: str
    digest: Digest


def read_file(file: FileStat) -> ReadFile:
    """Return a file as read. Raises `NotIndexable`, `Unreadable`, `WrongCall`, `MachineFailed`."""
    # Taken before reading: a change made meanwhile must look newer than this.
    when = time_ns()
    text = decode(files.read_bytes(file.path), file.name)
    return ReadFile(file, when, sha256(text.encode("utf-8")), digest.digest_file(text, file.name))


def read_files(stale: Sequence[FileStat]) -> Iterator[ReadFile]:
    """Yield files as read, in any order, by several processes where that is faster."""
    workers = min(_processors(), len(stale))
    if workers < 2 or sum(stat.size for stat in stale) < _PARALLEL_FROM_BYTES:  # noqa: PLR2004 - at least two
        yield from map(read_file, stale)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, initializer=_end_with_parent) as pool:
        yield from _read_in_pool(pool, stale, workers + 1)


def _read_in_pool(pool: Any, stale: Sequence[FileStat], ahead: int) -> Iterator[ReadFile]:
    """Yield files as read, at most ``ahead`` at a time: waiting results fill memory."""
    from concurrent.futures import FIRST_COMPLETED, wait

    waiting, running = list(reversed(stale)), set[Any]()
    try:
        while waiting or running:
            while waiting and len(running) < ahead:
                running.add(pool.submit(read_file, waiting.pop()))
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """Make a worker process end with its parent, however that ends.

    A worker inherits the lock of the index, and would hold it for ever.
    """
    import signal
    from multiprocessing import connection, parent_process
    from threading import Thread

    def watch() -> None:
        if parent := parent_process():
            connection.wait([parent.sentinel])
        os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is handled by the parent
    Thread(target=watch, daemon=True).start()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make(connection: sqlite3.Connection, members: Sequence[FileStat], progress: Progress) -> None:
    """Fill a new index with all files. Raises `NotIndexable`, and as `read_file` does."""
    connection.execute("BEGIN")
    try:
        _insert(connection, members, progress)
        for statement in INDEXES.split(";"):  # one by one: a script would end the transaction
            connection.execute(statement)
    except sqlite3.IntegrityError:
        raise NotIndexable from None
    settle(connection, [stat.name for stat in members])
    _insert_words(connection)
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    connection.execute("INSERT INTO about VALUES ('form', ?)", (FORM,))
    connection.execute("COMMIT")


def renew(
    connection: sqlite3.Connection,
    stale: Sequence[FileStat],
    gone: Iterable[str],
    members: Sequence[str],
    progress: Progress,
) -> None:
    """Delete the rows of files that changed or are gone, and insert the current ones.

    Raises `NeedsRebuild` where only a new index will do or can tell, and else as `read_file` does.
    What was not committed is undone when the connection is closed.
    """
    connection.execute("BEGIN IMMEDIATE")
    sides = _sides(connection)
    for name in (*gone, *(stat.name for stat in stale)):
        _delete_file(connection, name, sides)
    try:
        _insert(connection, stale, progress)
        settle(connection, members)
    except (sqlite3.IntegrityError, Inconsistent):
        raise NeedsRebuild from None
    _refuse_other_sides(sides, _sides(connection))
    _insert_words(connection)
    connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, stale: Sequence[FileStat], progress: Progress) -> None:
    """Insert the rows of files. The words of their events wait, to be inserted in key order."""
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS waiting (key INTEGER PRIMARY KEY, words TEXT, who TEXT)"
    )
    whole, read = sum(stat.size for stat in stale), 0
    progress(read, whole)
    number = connection.execute("SELECT ifnull(max(number), 0) FROM files").fetchone()[0]
    serial = int(_about_value(connection, "serial") or 0)
    for taken in read_files(stale):
        number += 1
        _insert_file(connection, taken, number)
        for n, row in enumerate(taken.digest.events, serial + 1):
            *values, words, who = row
            values[0] += n
            connection.execute(_INSERT_EVENT, (*values, number))
            connection.execute("INSERT INTO waiting VALUES (?,?,?)", (values[0], words, who))
        serial += len(taken.digest.events)
        if serial >= PER_DAY:
            raise NeedsRebuild
        read += taken.stat.size
        progress(read, whole)
    connection.execute("INSERT OR REPLACE INTO about VALUES ('serial', ?)", (str(serial),))


def _insert_file(connection: sqlite3.Connection, taken: ReadFile, number: int) -> None:
    found, file = taken.digest, taken.stat
    for table in ("sources", "actors", "links"):
        rows = sorted(getattr(found, table))
        connection.executemany(_INSERTS[table], ((*row, number) for row in rows))
    _insert_names(connection, found, number)
    connection.executemany(
        "INSERT INTO asked VALUES (?,?,?)",
        ((kind, id_, number) for kind, ids in found.references.items() for id_ in sorted(ids)),
    )
    counts = (len(getattr(found, section)) for section in SECTIONS)
    stat = (file.size, file.modified, file.inode, taken.read_at, taken.sha256)
    keys = " ".join(sorted(found.keys))
    connection.execute(
        "INSERT INTO files VALUES (?,?,0,?,?,?,?,?,?,?,?,?,?)",
        (number, file.name, *stat, *counts, keys, found.head),
    )


def _insert_names(connection: sqlite3.Connection, found: Digest, file: int) -> None:
    last = connection.execute("SELECT ifnull(max(number), 0) FROM names").fetchone()[0]
    named = [*enumerate(sorted(found.names.items()), last + 1)]
    connection.executemany(
        "INSERT INTO names VALUES (?,?,?,?,?)", ((n, *name, file) for n, (name, _) in named)
    )
    words = ((name[0], word, n, file) for n, (name, words) in named for word in {*words})
    connection.executemany("INSERT INTO named VALUES (?,?,?,?)", sorted(words))


def _delete_file(connection: sqlite3.Connection, name: str, sides: Sides) -> None:
    row = connection.execute("SELECT number FROM files WHERE name = ?", (name,)).fetchone()
    if row is None:
        return
    kept = connection.execute("SELECT key, body, crc FROM events WHERE file = ? ORDER BY key", row)
    for key, body, crc in kept.fetchall():
        event = bodies.restore(Event, body, crc)
        said = digest.add_sides(
            digest.search_words(event), _sides_of(digest.participants(event), sides)
        )
        connection.execute(
            "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", (key, said)
        )
    for table in ("events", "sources", "actors", "links", "names", "named", "asked"):
        connection.execute(f"DELETE FROM {table} WHERE file = ?", row)  # noqa: S608 - our own names
    connection.execute("DELETE FROM files WHERE number = ?", row)


def settle(connection: sqlite3.Connection, members: Sequence[str]) -> None:
    """Set the order of the files, and check all references. Raises `Inconsistent`."""
    for rank, name in enumerate(members):
        connection.execute("UPDATE files SET rank = ? WHERE name = ?", (rank, name))
    heads = connection.execute("SELECT head FROM files WHERE head IS NOT NULL").fetchall()
    if len(heads) != 1:
        raise Inconsistent
    if not connection.execute("SELECT 1 FROM files WHERE keys LIKE '%events%'").fetchone():
        raise Inconsistent
    about = bodies.parse(About, heads[0][0])
    sides = connection.execute("SELECT DISTINCT id FROM asked WHERE field = 'sides'").fetchall()
    if {value for (value,) in sides} - set(about.sides):
        raise Inconsistent
    for kind in SECTIONS:
        if connection.execute(
            f"SELECT 1 FROM asked WHERE field = ? AND NOT EXISTS"  # noqa: S608 - our own names
            f" (SELECT 1 FROM {kind} WHERE {kind}.id = asked.id) LIMIT 1",
            (kind,),
        ).fetchone():
            raise Inconsistent
    if connection.execute(
        "SELECT 1 FROM asked WHERE field = 'origins'"
        " AND NOT EXISTS (SELECT 1 FROM sources WHERE sources.id = asked.id)"
        " AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = asked.id) LIMIT 1"
    ).fetchone():
        raise Inconsistent
    _refuse_cycles(connection)


def _refuse_other_sides(before: Sides, after: Sides) -> None:
    """Raise `NeedsRebuild` if an actor changed sides.

    That changes the words of events in files that did not change.
    """
    if any(before.get(actor, side) != side for actor, side in after.items()):
        raise NeedsRebuild


def _refuse_cycles(connection: sqlite3.Connection) -> None:
    by_field: dict[str, dict[str, str]] = {}
    for id_, name, leads in connection.execute("SELECT id, field, leads FROM links"):
        by_field.setdefault(name, {})[id_] = leads
    for leads_to in by_field.values():
        try:
            refuse_cycles(leads_to)
        except NotIndexable:
            raise Inconsistent from None


def _insert_words(connection: sqlite3.Connection) -> None:
    """Insert the words of the waiting events in key order: FTS5 is slow out of order."""
    sides = _sides(connection)
    connection.execute(
        "INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (_WORDS_IN_MEMORY,)
    )
    waiting = connection.execute("SELECT key, words, who FROM waiting ORDER BY key")
    while some := waiting.fetchmany(1000):
        connection.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            [(key, digest.add_sides(words, _sides_of(who, sides))) for key, words, who in some],
        )
    connection.execute("DROP TABLE waiting")


def _sides(connection: sqlite3.Connection) -> Sides:
    return dict(connection.execute("SELECT id, side FROM actors").fetchall())


def _sides_of(who: str, sides: Sides) -> set[str]:
    return {side for actor in who.split() if (side := sides.get(actor))}


def _about_value(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None
