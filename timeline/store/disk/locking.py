"""One writer at a time: a lock on the folder of a collection, released when the process ends."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from timeline.errors import MachineFailed
from timeline.i18n import sentence
from timeline.store.disk.files import system_error

MAX_IDLE_WAIT = 5.0
"""How long to wait while the file does not change, in seconds."""
MAX_WAIT = 60.0
"""How long to wait in total, in seconds."""

_PAUSE = 0.02


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a folder, or of a file's folder, without creating a file.

    Waits for other writers. Raises `MachineFailed` if one has not finished after `MAX_IDLE_WAIT`.
    """
    if os.name == "nt":
        with _locked_file(path):
            yield
        return
    import fcntl

    folder = _folder(path)
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise system_error(folder, error) from error
    try:
        # The system drops an `flock` with its process, so a killed writer leaves no stale lock.
        _wait(lambda: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB), path)
        yield
    finally:
        with suppress(OSError):  # the lock is let go all the same
            os.close(handle)


@contextmanager
def _locked_file(path: Path) -> Iterator[None]:
    """Hold the lock of a temporary file: Windows cannot lock a folder."""
    import hashlib
    import msvcrt
    import tempfile

    name = hashlib.sha256(os.fsencode(_folder(path))).hexdigest()[:32]
    handle = os.open(Path(tempfile.gettempdir(), f"timeline-{name}.lock"), os.O_RDWR | os.O_CREAT)
    try:
        _wait(lambda: msvcrt.locking(handle, msvcrt.LK_NBLCK, 1), path)  # type: ignore[attr-defined]
        yield
    finally:
        with suppress(OSError):  # the lock is let go all the same
            os.close(handle)


def _folder(path: Path) -> Path:
    whole = os.path.realpath(path)
    return Path(whole if os.path.isdir(whole) else os.path.dirname(whole))  # noqa: PTH112, PTH120


def _wait(take: Callable[[], None], path: Path) -> None:
    """Take the lock. While others keep changing the file, waiting goes on."""
    start = since = time.monotonic()
    seen = _fingerprint(path)
    while True:
        try:
            take()
        except (BlockingIOError, PermissionError) as error:
            now, state = time.monotonic(), _fingerprint(path)
            if state != seen:
                since, seen = now, state
            if now - since >= MAX_IDLE_WAIT or now - start >= MAX_WAIT:
                raise _busy(path) from error
            time.sleep(_PAUSE)
        except OSError as error:
            raise system_error(path, error) from error
        else:
            return


def _fingerprint(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_ino, found.st_mtime_ns


def _busy(path: Path) -> MachineFailed:
    return MachineFailed(
        sentence(
            "{path} is being changed by another program: try again in a moment", path=str(path)
        )
    )
