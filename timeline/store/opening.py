"""Opening a collection: which one is meant, its text, its records, and the texts it rests on."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from timeline import wellformed
from timeline.errors import Fault, TimelineError, Unreadable, WrongCall
from timeline.language import sentence
from timeline.model import Collection, Source
from timeline.store import files, locate, yamltree
from timeline.store.characters import CAP, decode

if TYPE_CHECKING:
    from timeline.evidence import StoredText, Unavailable

STDIN = "-"
"""What is typed to have the collection read from standard input."""


@dataclass(frozen=True)
class Opened:
    """A collection that has been read, with what is needed to point into its file.

    ``name`` is the file as messages call it; ``root`` the folder its sources are relative to.
    """

    path: Path
    name: str
    root: Path
    text: str
    collection: Collection

    @property
    def sha256(self) -> str:
        """The version of the collection: the SHA-256 of its text."""
        return files.sha256(self.text.encode("utf-8"))

    @property
    def parts(self) -> tuple[Path, ...]:
        """Every file that the collection is made of: none of them is ever an export's target."""
        sources = self.collection.sources
        return (self.path, *(self.root / source.file for source in sources if source.file))

    def stored_texts(
        self, wanted: Iterable[str] | None = None
    ) -> dict[str, "StoredText | Unavailable"]:
        """Read the stored text of each source, or of those wanted, by id."""
        ids = None if wanted is None else set(wanted)
        sources = (it for it in self.collection.sources if ids is None or it.id in ids)
        return {source.id: stored_text(self.root, source) for source in sources}

    def located(self, faults: Iterable[Fault]) -> list[Fault]:
        """Give faults with their places in the file, sorted."""
        from timeline.store import places

        found = places.locate(list(faults), self.text, self.name)
        return sorted(found, key=lambda fault: fault.order)

    def lost_text(self) -> list[Fault]:
        """What of the file's text was read as a comment though it looks like text."""
        from timeline.store import yamlevents

        return yamlevents.lost(self.text, self.name)


def open_collection(asked: str | None, environ: Mapping[str, str]) -> Opened:
    """Find and read a collection; ``-`` reads standard input.

    Raises `Unreadable` with every fault of the file, `WrongCall` if there is no such file, and
    `MachineFailed` if the machine does not let it be read.
    """
    if asked == STDIN:
        return read(Path(STDIN), "stdin", _from_stdin())
    path = locate.find_from_here(asked, environ)
    name = locate.shown(path, locate.here())
    return read(path, name, files.read_bytes(path, shown=name))


def _from_stdin() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise WrongCall(sentence("--data - reads a collection from a pipe, and there is none"))
    return sys.stdin.buffer.read(CAP + 1)


def read(path: Path, name: str, data: bytes) -> Opened:
    """Make a collection of the bytes of a file; raises `Unreadable` with every fault in them."""
    text = decode(data, name)
    tree = yamltree.build(text, name)
    try:
        collection = wellformed.collection(tree)
    except Unreadable as unreadable:
        from timeline.store import places

        raise Unreadable(places.locate(unreadable.faults, text, name)) from None
    root = locate.root(path) if name != "stdin" else locate.here() or path
    return Opened(path, name, root, text, collection)


def stored_text(root: Path, source: Source) -> "StoredText | Unavailable":
    """Read the stored text of a source, or say why there is none to check against."""
    from timeline.evidence import StoredText, Unavailable

    if not source.file:
        return Unavailable(sentence("{id} has no stored text, only a link", id=source.id))
    try:
        data = files.read_source(root, source.file)
        text = data.decode("utf-8")
    except TimelineError as error:
        return Unavailable(error.sentence)
    except UnicodeDecodeError:
        return Unavailable(sentence("{file} is not UTF-8", file=source.file))
    found = files.sha256(data)
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
