"""What files were before each change that the program made, kept in the user's state folder.

A record is found by the version of the collection that a change made: if it has another, someone
else changed it since, and there is nothing to take back.
"""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from timeline.errors import TimelineError, Unreadable
from timeline.store.disk.files import write_atomically
from timeline.store.disk.user_folders import state
from timeline.store.hashing import sha256
from timeline.store.parts import File, make_file, version

MAX_RECORDS = 50
"""How many changes of one collection can be taken back."""


def remember(
    path: Path, before: Sequence[File], after: Sequence[File], environ: Mapping[str, str]
) -> bool:
    """Keep what the files of a collection were; False where that cannot be done.

    Never in the way of the change.
    """
    folder = _folder(path, environ)
    old = {
        file.path.name: file.data for file, new in zip(before, after, strict=True) if file != new
    }
    record = json.dumps({name: data.decode("utf-8") for name, data in old.items()})
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(folder / version(after), record.encode("utf-8"), force=True)
        _forget_oldest(folder)
    except (OSError, TimelineError):
        return False
    return True


def previous_files(
    path: Path, now: Sequence[File], environ: Mapping[str, str]
) -> tuple[File, ...] | None:
    """Return what files were before the change that made them what they are; None if not known."""
    try:
        old = json.loads((_folder(path, environ) / version(now)).read_bytes())
        return tuple(
            make_file(other.path, other.name, old[other.path.name].encode())
            if other.path.name in old
            else other
            for other in now
        )
    except (OSError, ValueError, TypeError, AttributeError, Unreadable):
        return None


def forget(path: Path, after: Sequence[File], environ: Mapping[str, str]) -> None:
    """Drop the record of a change that was taken back."""
    with suppress(OSError):
        (_folder(path, environ) / version(after)).unlink()


def _folder(path: Path, environ: Mapping[str, str]) -> Path:
    return state(environ) / "undo" / sha256(os.fsencode(os.path.realpath(path)))[:32]


def _forget_oldest(folder: Path) -> None:
    records = sorted(folder.iterdir(), key=lambda record: record.stat().st_mtime_ns)
    for record in records[:-MAX_RECORDS]:
        record.unlink()
