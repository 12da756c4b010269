"""Building and renewing the index of a collection: one process at a time, whole or not at all."""

import errno
import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing, suppress
from pathlib import Path
from secrets import token_hex

from timeline.errors import IndexBusy, IndexDamaged, MachineFailed, TimelineError
from timeline.i18n import sentence
from timeline.store.disk import files
from timeline.store.index import cache, renew, tables
from timeline.store.index.cache import IndexPlace
from timeline.store.index.file_stats import FileStat, Progress
from timeline.store.index.renew import NeedsRebuild
from timeline.store.index.search import Index
from timeline.store.index.tables import failures_as_damage
from timeline.store.streaming import NotIndexable

PATIENCE = 5.0
"""How long who asks for an index waits for another program that writes it, in seconds."""
MAX_CHANGED_SHARE = 0.5
"""The changed share of a collection above which its index is rebuilt, not renewed."""

_CAUSES = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_TOOBIG: errno.EFBIG,
}
"""What SQLite's result codes are called by the system; see https://sqlite.org/rescode.html."""
_PRIMARY = 0xFF
"""The bits of an extended result code, such as SQLITE_IOERR_WRITE, that are its primary code."""


def build(at: IndexPlace, progress: Progress) -> Index | None:
    """Return the index of a collection, built or renewed if it does not match the files.

    None if there can be none: what stands in the way is found by reading the collection itself.
    Raises `IndexBusy` at once where another program writes it: reading takes no longer than making.
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
        except IndexBusy:
            raise
        except (NotIndexable, TimelineError, OSError, sqlite3.Error):
            return None
    return None


def make(at: IndexPlace, progress: Progress, patience: float = 0.0) -> None:
    """Make the index of a collection, or renew it where most of it still holds.

    Raises `NotIndexable` where the collection cannot be kept in one, `IndexBusy` where another
    program writes it for longer than ``patience``, in seconds, and `MachineFailed`.
    """
    try:
        at.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _refuse_others_folder(at)
        with at.lock(patience):
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


def _refuse_others_folder(at: IndexPlace) -> None:
    """Raise `MachineFailed` if others may write where the index is to be: it would not be used."""
    if not cache.is_private(at):
        reason = sentence("no index is kept in a folder that another user owns, or may write in")
        path = str(at.file.parent)
        raise MachineFailed(sentence("{path}: {reason}", path=path, reason=reason))


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
    """Return the error to raise where the system, or SQLite, did not let an index be made."""
    if isinstance(error, OSError):
        return files.system_error(path, error)
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY  # absent where SQLite was not reached
    if code in _CAUSES:
        return files.system_error(path, OSError(_CAUSES[code], str(error)))
    if code == sqlite3.SQLITE_CANTOPEN:  # the index, its journal or a temporary file
        reason = sentence("a file that it needs cannot be opened")
    else:
        reason = sentence("SQLite says: {words}", words=str(error))
    return MachineFailed(sentence("{path}: {reason}", path=str(path), reason=reason))


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
