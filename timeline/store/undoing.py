"""What a file was before each change that the program made, kept in the user's state folder.

A record is found by the bytes that a change made: if the file has others, someone else changed it
since, and there is nothing to take back.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from timeline.errors import TimelineError
from timeline.store.files import sha256, write_atomically

MOST = 50
"""How many changes of one file can be taken back."""


def remember(path: Path, before: bytes, after: bytes, environ: Mapping[str, str]) -> bool:
    """Keep what a file was; False where it cannot be kept. Never in the way of the change."""
    folder = _folder(path, environ)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(folder / sha256(after), before, force=True)
        _forget_oldest(folder)
    except (OSError, TimelineError):
        return False
    return True


def recalled(path: Path, now: bytes, environ: Mapping[str, str]) -> bytes | None:
    """Give what a file was before the change that made it what it is; None if that is not known."""
    with suppress(OSError):
        return (_folder(path, environ) / sha256(now)).read_bytes()
    return None


def forget(path: Path, after: bytes, environ: Mapping[str, str]) -> None:
    """Drop the record of a change that was taken back."""
    with suppress(OSError):
        (_folder(path, environ) / sha256(after)).unlink()


def state(environ: Mapping[str, str]) -> Path:
    """Give the folder in which the program keeps what is no part of a collection."""
    from platformdirs import user_state_path

    asked = environ.get("XDG_STATE_HOME")
    return Path(asked) / "timeline" if asked else user_state_path("timeline", appauthor=False)


def _folder(path: Path, environ: Mapping[str, str]) -> Path:
    return state(environ) / "undo" / sha256(os.fsencode(os.path.realpath(path)))[:32]


def _forget_oldest(folder: Path) -> None:
    records = sorted(folder.iterdir(), key=lambda record: record.stat().st_mtime_ns)
    for record in records[:-MOST]:
        record.unlink()
