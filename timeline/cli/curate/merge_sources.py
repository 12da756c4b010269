"""The sources of a merge: which of theirs are ours, what the others are called, and their texts."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path, PurePosixPath

from timeline.cli.curate import placement
from timeline.cli.curate.new_source import KnownSources
from timeline.curate.merge import compare
from timeline.errors import WrongCall
from timeline.quotes.prove import StoredText, Unavailable
from timeline.store.disk import files
from timeline.store.disk.texts import Storing
from timeline.store.hashing import sha256
from timeline.store.new_text import NewText, folder_of
from timeline.store.opened import Opened


class Sources:
    """Their sources, as they are to be in ours.

    ``names`` leads from their ids to ours, where the two differ or the source is the same;
    ``twofold`` has the ids that are one source here and another there.
    """

    def __init__(self, ours: Opened, theirs: Opened, *, renumber: bool, dry_run: bool) -> None:
        self.ours = ours
        self.theirs = theirs
        self.texts = theirs.stored_texts()
        self.storing = Storing(dry_run=dry_run)
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
                found[name] = self.free(source.file, source.id, found.values())
        return found

    def free(self, file: str, source: str, taken: Iterable[str]) -> str:
        """Return the name of a text in our folder of texts: its own, or with a number behind it."""
        path, known = PurePosixPath(file), set(taken)
        folder = PurePosixPath(folder_of(self.ours.collection.sources))
        number = 1
        while True:
            stem = path.stem if number == 1 else f"{path.stem}-{number}"
            name = str(folder / f"{stem}{path.suffix}")
            if name not in known and self.is_free(name, source):
                return name
            number += 1

    def is_free(self, name: str, source: str) -> bool:
        """Return whether nothing of a name is there, or just this text."""
        there, text = self.ours.root / name, self.texts[source]
        if not (there.exists() or there.is_symlink()):
            return True
        if not (isinstance(text, StoredText) and there.is_file()):
            return False
        return sha256(files.read_source(self.ours.root, name)) == text.sha256

    def store(self, root: Path, stored: dict[str, str]) -> None:
        """Copy texts, given as files by our ids."""
        their_ids = {self.names.get(value, value): value for value in self.texts}
        for name, file in stored.items():
            text = self.texts[their_ids[name]]
            if isinstance(text, Unavailable):
                raise WrongCall(text.reason)
            incoming = NewText(file, text.text.encode("utf-8"), text.text)
            self.storing.put(root, file, incoming)


def _hashes(opened: Opened) -> dict[str, str]:
    """Return the hashes of texts: those recorded, else those of the texts as they are."""
    loose = [source.id for source in opened.collection.sources if source.file and not source.sha256]
    read = opened.stored_texts(loose).items()
    found = {name: stored.sha256 for name, stored in read if isinstance(stored, StoredText)}
    return found | {
        source.id: source.sha256 for source in opened.collection.sources if source.sha256
    }
