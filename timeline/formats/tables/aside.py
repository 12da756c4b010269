"""What a library can only make as a file: it is made aside, handed over in pieces, and gone."""

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from weakref import finalize

_BLOCK = 1_000_000


def folder(owner: object) -> Path:
    """Return a folder that is there as long as its owner, and no longer than this process."""
    made = Path(mkdtemp(prefix="timeline-"))
    finalize(owner, rmtree, made, ignore_errors=True)
    return made


def pieces(file: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, piece by piece; then it is gone."""
    with file.open("rb") as made:
        yield from iter(lambda: made.read(_BLOCK), b"")
    file.unlink()
