"""An open collection: its records, its files, and a reader for its stored texts.

Nothing is opened here: the files are texts already, and the reader is passed in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import Fault, FieldPath, Unreadable
from timeline.records import validate
from timeline.records.model import Collection, Source
from timeline.store import parts
from timeline.store.parts import File, Layout

if TYPE_CHECKING:
    from timeline.quotes.prove import StoredText, Unavailable


@dataclass(frozen=True)
class Opened:
    """A collection that has been read, with what is needed to locate faults in its files.

    ``path`` is its file, or the folder of its files, and ``name`` its name for messages; ``root``
    is the folder that its sources are relative to. ``read`` reads the stored text of a source below
    a root.
    """

    path: Path
    name: str
    root: Path
    files: tuple[File, ...]
    layout: Layout
    collection: Collection
    read: Callable[[Path, Source], "StoredText | Unavailable"] = field(compare=False)

    @property
    def sha256(self) -> str:
        """The version of the collection: see `parts.version`."""
        return parts.version(self.files)

    @property
    def parts(self) -> tuple[Path, ...]:
        """Every file of the collection, stored texts included. No export may overwrite them."""
        sources = self.collection.sources
        texts = (self.root / source.file for source in sources if source.file)
        return (*(file.path for file in self.files), *texts)

    def tree(self) -> Any:
        """Return the collection as a tree of dicts, lists and texts, as typed."""
        return parts.merge(self.files)[0]

    def file_of(self, path: FieldPath) -> tuple[File, FieldPath]:
        """Return the file that a path of the collection is in, and the path inside that file."""
        number, local = self.layout.place(path)
        return self.files[number], local

    def describe_path(self, path: FieldPath) -> str:
        """Return the name of a path for messages: see `parts.describe_path`."""
        return parts.describe_path(path, self.files, self.layout)

    def stored_texts(
        self, wanted: Iterable[str] | None = None
    ) -> dict[str, "StoredText | Unavailable"]:
        """Return the stored text of each source, or of those wanted, by id."""
        known = self.collection.source
        ids = known if wanted is None else dict.fromkeys(wanted)
        return {id_: self.read(self.root, known[id_]) for id_ in ids if id_ in known}

    @property
    def texts(self) -> Mapping[str, "StoredText | Unavailable"]:
        """The stored text of each source by id, read on demand."""
        from timeline.store.text_cache import Texts

        return Texts(self.collection.source, partial(self.read, self.root))

    def with_places(self, faults: Iterable[Fault]) -> list[Fault]:
        """Return faults with their places in the files, sorted."""
        found = parts.locate(faults, self.files, self.layout)
        return sorted(found, key=lambda fault: fault.order)

    def truncated_texts(self) -> list[Fault]:
        """Return a notice for each text that YAML cuts short at a ``#``."""
        return [fault for file in self.files for fault in file.truncated_texts()]


def collection_of(made_of: Sequence[File]) -> tuple[Collection, Layout]:
    """Return the collection in some files. Raises `Unreadable` with every fault in them."""
    from timeline.store import streaming

    try:
        # The fast way stops at the first doubt; the slow way then names every fault.
        return streaming.read_collection(made_of)
    except (streaming.NotIndexable, Unreadable):
        return _collection_of_trees(made_of)


def _collection_of_trees(made_of: Sequence[File]) -> tuple[Collection, Layout]:
    """Return the collection of merged trees: slower, but it knows every fault."""
    tree, layout = parts.merge(made_of)
    try:
        return validate.collection(
            tree, lambda pair: parts.describe_path(pair, made_of, layout)
        ), layout
    except Unreadable as unreadable:
        raise Unreadable(parts.locate(unreadable.faults, made_of, layout)) from None
