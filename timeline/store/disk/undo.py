"""The old files of each change that the program made, kept in the user's state folder.

A record is found by the version of the collection after the change: with any other version, someone
else has changed it since, and there is nothing to undo.
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
"""How many changes of one collection can be undone."""


def remember(
    path: Path, before: Sequence[File], after: Sequence[File], environ: Mapping[str, str]
) -> bool:
    """Save the old files of a collection; return False if that fails.

    A failure never stops the change.
    """
    folder = _folder(path, environ)
    old = {
        file.path.name: file.data for file, new in zip(before, after, strict=True) if file != new
    }
    record = json.dumps({name: data.decode("utf-8") for name, data in old.items()})
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Named by the version that the change leads to: it is found by the files as they are now.
        write_atomically(folder / version(after), record.encode("utf-8"), force=True)
        _forget_oldest(folder)
    except (OSError, TimelineError):
        return False
    return True


def previous_files(
    path: Path, now: Sequence[File], environ: Mapping[str, str]
) -> tuple[File, ...] | None:
    """Return the files before the change that led to the current ones; None if unknown."""
    try:
        old = json.loads((_folder(path, environ) / version(now)).read_bytes())
        return tuple(
            make_file(current.path, current.name, old[current.path.name].encode())
            if current.path.name in old
            else current
            for current in now
        )
    except (OSError, ValueError, TypeError, AttributeError, Unreadable):
        return None


def forget(path: Path, after: Sequence[File], environ: Mapping[str, str]) -> None:
    """Delete the record of a change that was undone."""
    with suppress(OSError):
        (_folder(path, environ) / version(after)).unlink()


def _folder(path: Path, environ: Mapping[str, str]) -> Path:
    return state(environ) / "undo" / sha256(os.fsencode(os.path.realpath(path)))[:32]


def _forget_oldest(folder: Path) -> None:
    records = sorted(folder.iterdir(), key=lambda record: record.stat().st_mtime_ns)
    for record in records[:-MAX_RECORDS]:
        record.unlink()
