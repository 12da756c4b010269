"""Opening a collection: which one is meant, its text, its records, and the texts it rests on."""

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
from timeline.store.opened import Opened, collected
from timeline.store.parts import File, Layout
from timeline.store.yaml.characters import CAP

if TYPE_CHECKING:
    from timeline.quotes.prove import StoredText, Unavailable
    from timeline.store.index.file_stats import Progress
    from timeline.store.index.search import Index

PAYS_FROM = 250_000
"""Bytes from which on an index is made without being asked for."""
STDIN = "-"
"""What is typed to have the collection read from standard input."""


def open_collection(asked: str | None, environ: Mapping[str, str]) -> Opened:
    """Find and read a collection; ``-`` reads standard input.

    Raises `Unreadable` with every fault of its files, `WrongCall` if there is no such file, and
    `MachineFailed` if the machine does not let it be read.
    """
    if asked == STDIN:
        return read(Path(STDIN), "stdin", _from_stdin())
    return open_path(locate.find_from_here(asked, environ))


@dataclass(frozen=True)
class Shelved(Opened):
    """A collection that stays in the index: its files are not read."""

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


def shelved(
    asked: str | None,
    environ: Mapping[str, str],
    progress: "Progress",
    note: Callable[[Sentence], None],
    *,
    always: bool = False,
) -> Opened:
    """Find a collection; where it is large, or ``always``, open its index, made where it must be.

    What is small, or cannot be kept in an index, is read: see `open_collection`. Where that is for
    the sake of another program, ``note`` is told so.
    """
    if asked == STDIN:
        return open_collection(asked, environ)
    path = locate.find_from_here(asked, environ)
    index = None
    if always or _size(path) >= PAYS_FROM:
        try:
            index = _index(path, environ, progress)
        except IndexBusy:
            note(sentence("another program is writing the index: the files are read"))
    if index is None:
        return open_path(path)
    from timeline.store.index.indexed_collection import shelf

    name, root, nothing = locate.shown(path, locate.here()), locate.root(path), Layout({}, ())
    return Shelved(path, name, root, (), nothing, shelf(index), stored_text, index)


def _index(path: Path, environ: Mapping[str, str], progress: "Progress") -> "Index | None":
    from timeline.store.index import cache

    at = cache.place(path, environ)
    with suppress(IndexDamaged):
        if found := cache.opened(at):
            return found
    from timeline.store.index import build

    return build.build(at, progress)


def _size(path: Path) -> int:
    """Return how many bytes the files of a collection have; 0 where that is not known."""
    try:
        return sum(member.stat().st_size for member in locate.members(path))
    except OSError:
        return 0


def open_path(path: Path) -> Opened:
    """Read a collection from its file, or from the folder of its files: see `open_collection`."""
    return assembled(path, files_of(path))


def files_of(path: Path) -> tuple[File, ...]:
    """Read the files of a collection as text; raises as `open_collection` does."""
    here = locate.here()
    read_: list[File] = []
    faults: list[Fault] = []
    for member in locate.members(path):
        name = locate.shown(member, here)
        try:
            read_.append(parts.file(member, name, files.read_bytes(member, shown=name)))
        except Unreadable as error:
            faults += error.faults
    if faults:
        raise Unreadable(faults)
    return tuple(read_)


def _from_stdin() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise WrongCall(sentence("--data - reads a collection from a pipe, and there is none"))
    return sys.stdin.buffer.read(CAP + 1)


def read(path: Path, name: str, data: bytes) -> Opened:
    """Make a collection of the bytes of a file; raises `Unreadable` with every fault in them."""
    return assembled(path, (parts.file(path, name, data),))


def assembled(path: Path, made_of: tuple[File, ...]) -> Opened:
    """Make a collection of its files; raises `Unreadable` with every fault in them."""
    collection, layout = collected(made_of)
    alone = made_of[0].name if len(made_of) == 1 else locate.shown(path, locate.here())
    root = locate.here() or path if alone == "stdin" else locate.root(path)
    return Opened(path, alone, root, made_of, layout, collection, stored_text)


def stored_text(root: Path, source: Source) -> "StoredText | Unavailable":
    """Read the stored text of a source, or say why there is none to check against."""
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
