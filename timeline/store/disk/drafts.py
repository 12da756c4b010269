"""A text that someone is typing, in a file of its own outside the collection.

The file stays until it is removed on purpose, so that typed text is never lost.
"""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from timeline.store.disk import files
from timeline.store.disk.user_folders import state
from timeline.store.yaml.characters import decode


class Draft:
    """A text in a new file called ``name`` in the user's state folder."""

    def __init__(self, name: str, text: str, environ: Mapping[str, str]) -> None:
        self.path = _folder(environ) / name
        self.before = text.encode("utf-8")
        try:
            self.path.write_bytes(self.before)
        except OSError as error:
            self.remove()
            raise files.system_error(self.path, error) from error

    def text(self) -> str:
        """Return the current text. Raises as `files.read_bytes` and `characters.decode` do."""
        return decode(files.read_bytes(self.path), str(self.path))

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the first one; True if that cannot be known."""
        try:
            return self.path.read_bytes() != self.before
        except OSError:
            return self.path.exists()

    def remove(self) -> None:
        """Delete the draft."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def _folder(environ: Mapping[str, str]) -> Path:
    folder = state(environ) / "drafts"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Path(tempfile.mkdtemp(dir=folder))
    except OSError:
        # A read-only home directory must not keep anybody from editing.
        return Path(tempfile.mkdtemp(prefix="timeline-"))
