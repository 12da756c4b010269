"""The sources of a merge: which of theirs are ours, what the others are called, and their texts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath

from timeline.curate import placement
from timeline.curate.known_sources import KnownSources
from timeline.curate.merge import compare
from timeline.errors import WrongCall
from timeline.quotes.prove import StoredText, Unavailable
from timeline.store.new_text import NewText, folder_of
from timeline.store.opened import Opened

IsFree = Callable[[str, str | None], bool]
"""Whether a text, by its SHA-256 if that is known, can be stored at a path below our root."""


class Sources:
    """Their sources, as they are to be in ours.

    ``names`` leads from their ids to ours, where the two differ or the source is the same;
    ``twofold`` has the ids that are one source here and another there.
    """

    def __init__(self, ours: Opened, theirs: Opened, is_free: IsFree, *, renumber: bool) -> None:
        self.ours = ours
        self.theirs = theirs
        self.texts = theirs.stored_texts()
        self.is_free = is_free
        found = compare.sameness(ours.collection, theirs.collection, _hashes(ours), _hashes(theirs))
        self.same = found.names
        self.twofold = () if renumber else found.twofold
        self.new = self.new_names(found.twofold) if renumber else {}
        self.names = {**self.same, **self.new}

    def new_names(self, twofold: Iterable[str]) -> dict[str, str]:
        """Return ids that neither collection has."""
        known = KnownSources(self.ours)
        known.ids += [source.id for source in self.theirs.collection.sources]
        names: dict[str, str] = {}
        for name in twofold:
            names[name] = known.next_number() or placement.unique(name, known.ids)
            known.ids.append(names[name])
        return names

    @cached_property
    def files(self) -> dict[str, str]:
        """Return where the text of each of their sources is in ours, or would be, by our id."""
        found: dict[str, str] = {}
        for source in self.theirs.collection.sources:
            name = self.names.get(source.id, source.id)
            ours = self.ours.collection.source.get(name)
            if ours and ours.file:
                if source.id in self.same:
                    found[name] = ours.file
            elif source.file:
                found[name] = self.free(source.file, self.texts[source.id], found.values())
        return found

    def free(self, file: str, text: StoredText | Unavailable, taken: Iterable[str]) -> str:
        """Return the name of a text in our folder of texts: its own, or with a number behind it."""
        path, known = PurePosixPath(file), set(taken)
        folder = PurePosixPath(folder_of(self.ours.collection.sources))
        sha256 = text.sha256 if isinstance(text, StoredText) else None
        number = 1
        while True:
            stem = path.stem if number == 1 else f"{path.stem}-{number}"
            name = str(folder / f"{stem}{path.suffix}")
            if name not in known and self.is_free(name, sha256):
                return name
            number += 1

    def stored(self, files: Mapping[str, str]) -> Iterator[tuple[str, NewText]]:
        """Yield the texts that are to be stored, of files by our ids; raises `WrongCall`."""
        their_ids = {self.names.get(value, value): value for value in self.texts}
        for name, file in files.items():
            text = self.texts[their_ids[name]]
            if isinstance(text, Unavailable):
                raise WrongCall(text.reason)
            yield file, NewText(file, text.text.encode("utf-8"), text.text)


def _hashes(opened: Opened) -> dict[str, str]:
    """Return the hashes of texts: those recorded, else those of the texts as they are."""
    loose = [source.id for source in opened.collection.sources if source.file and not source.sha256]
    read = opened.stored_texts(loose).items()
    found = {name: stored.sha256 for name, stored in read if isinstance(stored, StoredText)}
    return found | {
        source.id: source.sha256 for source in opened.collection.sources if source.sha256
    }
