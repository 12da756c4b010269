"""Opening a collection: finding it, reading its files, its records and its stored texts."""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import Fault, IndexBusy, IndexDamaged, TimelineError, Unreadable, WrongCall
from timeline.i18n import Sentence, sentence
from timeline.records.model import Source
from timeline.store import parts
from timeline.store.disk import files, locate
from timeline.store.hashing import sha256
from timeline.store.opened import Opened, collection_of
from timeline.store.parts import File, Layout
from timeline.store.yaml.characters import MAX_BYTES

if TYPE_CHECKING:
    from timeline.quotes.prove import StoredText, Unavailable
    from timeline.store.index.file_stats import Progress
    from timeline.store.index.search import Index

# Without an index a query takes 0.32 s for 1,000 events and 1.64 s for 10,000; with one 0.17 s for
# both (benchmarks/RESULTS.md).
INDEX_FROM_BYTES = 250_000
"""The size in bytes from which a collection gets an index without being asked."""
STDIN = "-"
"""The path that stands for standard input."""


def open_collection(asked: str | None, environ: Mapping[str, str]) -> Opened:
    """Find and read a collection; ``-`` reads standard input.

    Raises `Unreadable` with every fault of its files, `WrongCall` if there is no such file, and
    `MachineFailed` if the system refuses to read it.
    """
    if asked == STDIN:
        return open_bytes(Path(STDIN), "stdin", _from_stdin())
    return open_path(locate.find_from_here(asked, environ))


@dataclass(frozen=True)
class OpenedIndex(Opened):
    """A collection that stays in its index: its files are not read."""

    index: "Index"

    @property
    def sha256(self) -> str:
        """The version of the collection: see `parts.version`."""
        known = [(str(name), str(value)) for name, value in self.index.rows(_VERSIONS)]
        return known[0][1] if len(known) == 1 else parts.versions(known)

    @property
    def parts(self) -> tuple[Path, ...]:
        """Every file that the collection is made of: see `Opened.parts`."""
        texts = (self.root / text for (text,) in self.index.rows(_TEXTS))
        return (*locate.members(self.path), *texts)


_VERSIONS = "SELECT name, sha256 FROM files ORDER BY rank"
_TEXTS = "SELECT text FROM sources WHERE text IS NOT NULL"


def open_large(
    asked: str | None,
    environ: Mapping[str, str],
    progress: "Progress",
    note: Callable[[Sentence], None],
    *,
    always: bool = False,
) -> Opened:
    """Find a collection; where it is large, or ``always``, open its index, built if necessary.

    What is small, or cannot be kept in an index, is read: see `open_collection`. Where that is for
    the sake of another program, ``note`` is told so.
    """
    if asked == STDIN:
        return open_collection(asked, environ)
    path = locate.find_from_here(asked, environ)
    index = None
    if always or _size(path) >= INDEX_FROM_BYTES:
        try:
            index = _index(path, environ, progress)
        except IndexBusy:
            note(sentence("another program is writing the index: the files are read"))
    if index is None:
        return open_path(path)
    from timeline.store.index.indexed_collection import indexed_collection

    name, root, nothing = (
        locate.display_path(path, locate.current_folder()),
        locate.root(path),
        Layout({}, ()),
    )
    return OpenedIndex(path, name, root, (), nothing, indexed_collection(index), stored_text, index)


def _index(path: Path, environ: Mapping[str, str], progress: "Progress") -> "Index | None":
    from timeline.store.index import cache

    at = cache.place(path, environ)
    # A damaged index is rebuilt, not reported: it is only a cache.
    with suppress(IndexDamaged):
        if found := cache.open_index(at):
            return found
    from timeline.store.index import build

    return build.build(at, progress)


def _size(path: Path) -> int:
    """Return the size of a collection's files in bytes; 0 if unknown."""
    try:
        return sum(member.stat().st_size for member in locate.members(path))
    except OSError:
        return 0


def open_path(path: Path) -> Opened:
    """Read a collection from its file, or from the folder of its files: see `open_collection`."""
    return assemble(path, read_files(path))


def read_files(path: Path) -> tuple[File, ...]:
    """Return the files of a collection as text. Raises as `open_collection` does."""
    here = locate.current_folder()
    read_: list[File] = []
    faults: list[Fault] = []
    for member in locate.members(path):
        name = locate.display_path(member, here)
        try:
            read_.append(parts.make_file(member, name, files.read_bytes(member, shown=name)))
        except Unreadable as error:
            faults += error.faults
    if faults:
        raise Unreadable(faults)
    return tuple(read_)


def _from_stdin() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise WrongCall(sentence("--data - reads a collection from a pipe, and there is none"))
    # One byte more than allowed shows that the input is too large.
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def open_bytes(path: Path, name: str, data: bytes) -> Opened:
    """Return the collection in the bytes of a file. Raises `Unreadable` with every fault."""
    return assemble(path, (parts.make_file(path, name, data),))


def assemble(path: Path, made_of: tuple[File, ...]) -> Opened:
    """Return the collection in some files. Raises `Unreadable` with every fault in them."""
    collection, layout = collection_of(made_of)
    alone = (
        made_of[0].name if len(made_of) == 1 else locate.display_path(path, locate.current_folder())
    )
    root = locate.current_folder() or path if alone == "stdin" else locate.root(path)
    return Opened(path, alone, root, made_of, layout, collection, stored_text)


def stored_text(root: Path, source: Source) -> "StoredText | Unavailable":
    """Return the stored text of a source, or the reason why none can be checked."""
    from timeline.quotes.prove import StoredText, Unavailable

    if not source.file:
        return Unavailable(sentence("{id} has no stored text, only a link", id=source.id))
    try:
        data = files.read_source(root, source.file)
        text = data.decode("utf-8")
    except TimelineError as error:
        return Unavailable(error.sentence)
    except UnicodeDecodeError:
        return Unavailable(sentence("{file} is not UTF-8", file=source.file))
    found = sha256(data)
    if source.sha256 not in (None, found):
        return Unavailable(
            sentence(
                "{file} has changed: its sha256 is {found}, recorded was {recorded}",
                file=source.file,
                found=found,
                recorded=source.sha256,
            )
        )
    return StoredText(text, found)
