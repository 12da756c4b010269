"""Files as the system shows them without reading them, and how the reading of many is told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Progress = Callable[[int, int], None]
"""Is told how many bytes are read, and of how many."""


@dataclass(frozen=True, slots=True)
class FileStat:
    """A file of a collection as the system shows it, without reading it.

    ``modified`` is when it, or what the system knows of it, was last changed, in nanoseconds: who
    sets the time of a file back cannot hide that.
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
    """Look at a file."""
    found = path.stat()
    modified = max(found.st_mtime_ns, found.st_ctime_ns)
    return FileStat(path, found.st_size, modified, found.st_ino)
