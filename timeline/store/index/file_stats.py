"""Files as the system shows them without reading, and the progress of reading many."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[int, int], None]
"""Called with the number of bytes read so far, and with the total."""


@dataclass(frozen=True, slots=True)
class FileStat:
    """A file of a collection as the system shows it, without reading it.

    ``modified`` is the later of the times of its last change and of the last change of its inode,
    in nanoseconds: setting the file's time back cannot hide a change.
    """

    path: Path
    size: int
    modified: int
    inode: int

    @property
    def name(self) -> str:
        """The name of the file in its folder."""
        return self.path.name


def file_stat(path: Path) -> FileStat:
    """Return the current state of a file."""
    found = path.stat()
    modified = max(found.st_mtime_ns, found.st_ctime_ns)
    return FileStat(path, found.st_size, modified, found.st_ino)
