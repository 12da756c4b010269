"""Building and renewing the index of a collection: one process at a time, whole or not at all."""

import errno
import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing, suppress
from pathlib import Path
from secrets import token_hex

from timeline.errors import IndexDamaged, MachineFailed, TimelineError
from timeline.store.disk import files
from timeline.store.index import cache, renew, tables
from timeline.store.index.cache import IndexPlace
from timeline.store.index.file_stats import FileStat, Progress
from timeline.store.index.renew import NeedsRebuild
from timeline.store.index.search import Index
from timeline.store.index.tables import failures_as_damage
from timeline.store.streaming import NotIndexable

MAX_CHANGED_SHARE = 0.5
"""The changed share of a collection above which its index is rebuilt, not renewed."""

_CAUSES = {"database or disk is full": errno.ENOSPC}
"""SQLite's messages, as errors of the system."""


def build(at: IndexPlace, progress: Progress) -> Index | None:
    """Return the index of a collection, built or renewed if it does not match the files.

    Return None if there can be none: reading the collection itself then says why.
    """
    # Once to build and once to open what was built; a file that changes meanwhile ends in None.
    for _ in range(2):
        try:
            if found := cache.open_index(at):
                return found
            make(at, progress)
        except IndexDamaged:
            with suppress(MachineFailed):
                cache.drop(at)
        except (NotIndexable, TimelineError, OSError, sqlite3.Error):
            return None
    return None


def make(at: IndexPlace, progress: Progress) -> None:
    """Build the index of a collection, or renew it where most of it is still valid.

    Raises `NotIndexable` if the collection cannot be indexed, and `MachineFailed`.
    """
    try:
        at.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with at.lock():
            _remove_stale(at)
            members = at.members
            _refuse_names(members)
            if not _renew(at, members, progress):
                _rebuild(at, members, progress)
    except (OSError, sqlite3.Error) as error:
        raise _failed(at.file, error) from error
    except BrokenExecutor as error:  # a worker process was killed
        raise _failed(at.file, OSError(errno.ENOMEM, str(error))) from error
    finally:
        progress(1, 1)


def _refuse_names(members: Sequence[FileStat]) -> None:
    """Raise `NotIndexable` if the name of a file is not valid Unicode."""
    for stat in members:
        try:
            stat.name.encode()
        except UnicodeEncodeError:
            raise NotIndexable from None


def _remove_stale(at: IndexPlace) -> None:
    """Delete the temporary files of killed processes, and anything that cannot be an index."""
    for left in at.file.parent.glob(f".{at.file.name}.*.tmp*"):
        with suppress(OSError):
            left.unlink()
    if not cache.exists(at):
        cache.drop(at)


def _renew(at: IndexPlace, members: Sequence[FileStat], progress: Progress) -> bool:
    """Renew the index in place; return False where rebuilding is faster or necessary."""
    if not cache.exists(at):
        return False
    try:
        with failures_as_damage(), closing(tables.open_for_changing(at.file)) as connection:
            stale, gone, _ = cache.compare(connection, members)
            if stale is None or _size(stale) > MAX_CHANGED_SHARE * _size(members):
                return False
            if stale or gone:
                renew.renew(connection, stale, gone, [stat.name for stat in members], progress)
    except (IndexDamaged, NeedsRebuild):
        return False
    return True


def _size(some: Sequence[FileStat]) -> int:
    return sum(stat.size for stat in some)


def _rebuild(at: IndexPlace, members: Sequence[FileStat], progress: Progress) -> None:
    temporary = at.file.with_name(f".{at.file.name}.{token_hex(8)}.tmp")
    try:
        with closing(tables.create(temporary)) as connection:
            renew.make(connection, members, progress)
        _sync(temporary)
        cache.drop(at)
        temporary.replace(at.file)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _failed(path: Path, error: OSError | sqlite3.Error) -> MachineFailed:
    cause = error if isinstance(error, OSError) else OSError(_CAUSES.get(str(error), errno.EIO))
    return files.system_error(path, cause)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
