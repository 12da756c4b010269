"""The text of a source before it is stored, and the folder for it. Nothing is read here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from timeline.records.model import Source
from timeline.store.hashing import sha256

FOLDER = "sources"
"""The folder of texts in a collection that has none yet."""


@dataclass(frozen=True, slots=True)
class NewText:
    """A text to be stored: its name for messages, its bytes, and the decoded text."""

    name: str
    data: bytes
    text: str

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data)


def folder_of(sources: Sequence[Source]) -> str:
    """Return the folder of most stored texts, as a path below the root."""
    folders = Counter(str(PurePosixPath(source.file).parent) for source in sources if source.file)
    return max(folders, key=lambda text: folders[text], default=FOLDER)
