"""Making and renewing the index of a collection: one program at a time, whole or not at all."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from timeline.errors import IndexDamaged, MachineFailed, TimelineError
from timeline.store import files
from timeline.store.index import cache, making, tables
from timeline.store.index.cache import Place
from timeline.store.index.searching import Index
from timeline.store.index.seen import Progress, Seen
from timeline.store.streaming import Doubtful


def made(at: Place, progress: Progress) -> Index | None:
    """Open the index of a collection; make it, or renew it, where it is not of these files.

    None if there can be none: what stands in the way is found by reading the collection itself.
    """
    for _ in range(2):
        try:
            if found := cache.opened(at):
                return found
            make(at, progress)
        except IndexDamaged:
            cache.drop(at)
        except (Doubtful, TimelineError, OSError, sqlite3.Error):
            return None
    return None


def make(at: Place, progress: Progress) -> None:
    """Make the index of a collection, or renew it where most of it still holds.

    Raises `Doubtful` where the collection cannot be read, and `MachineFailed`.
    """
    try:
        at.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise files.failed(at.file.parent, error) from error
    with _alone(at):
        members = at.members
        if not _renewed(at, members, progress):
            _made_anew(at, members, progress)


def _renewed(at: Place, members: Sequence[Seen], progress: Progress) -> bool:
    """Renew the index in place; False where a new one is quicker or the only way."""
    if not at.file.exists():
        return False
    try:
        connection = tables.for_changing(at.file)
        try:
            stale, gone, _ = cache.compared(connection, members)
            if stale is None or sum(it.size for it in stale) * 2 > sum(it.size for it in members):
                return False
            if stale or gone:
                making.renew(connection, stale, gone, [it.name for it in members], progress)
        finally:
            connection.close()
    except (sqlite3.Error, Doubtful):
        return False
    return True


def _made_anew(at: Place, members: Sequence[Seen], progress: Progress) -> None:
    temporary = at.file.with_name(f".{at.file.name}.{token_hex(8)}.tmp")
    try:
        connection = tables.for_making(temporary)
        try:
            making.make(connection, members, progress)
        finally:
            connection.close()
        _to_disk(temporary)
        cache.drop(at)
        temporary.replace(at.file)
    except (OSError, sqlite3.Error) as error:
        raise _failed(at.file, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _failed(path: Path, error: OSError | sqlite3.Error) -> MachineFailed:
    cause = error if isinstance(error, OSError) else OSError(5, str(error))
    return files.failed(path, cause)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _alone(at: Place) -> Iterator[None]:
    """Let one program at a time make indexes; what a killed one left behind is taken away."""
    lock = at.file.with_name(f"{at.file.name}.lock")
    with _locked(lock):
        for stale in at.file.parent.glob(f".{at.file.name}.*.tmp*"):
            with suppress(OSError):
                stale.unlink()
        yield


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        _lock(handle)()
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> Callable[[], None]:
    if os.name == "nt":
        import msvcrt

        return lambda: msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
    import fcntl

    return lambda: fcntl.flock(handle, fcntl.LOCK_EX)
