"""The stored texts of a collection, read on demand, with a cache of the last ones."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping

from timeline.quotes.prove import StoredText, Unavailable
from timeline.records.model import Source

_MAX_CHARACTERS = 500_000  # characters: searching needs several times as much memory


class Texts(Mapping[str, StoredText | Unavailable]):
    """The stored text of each source by its id, with a cache of those used last."""

    def __init__(
        self, sources: Mapping[str, Source], read: Callable[[Source], StoredText | Unavailable]
    ) -> None:
        """Take the sources by their ids, and the function that reads the text of one."""
        self._sources = sources
        self._read = read
        self._held: OrderedDict[str, StoredText | Unavailable] = OrderedDict()
        self._size = 0

    def __getitem__(self, id_: str) -> StoredText | Unavailable:
        """Return a text, from the cache if possible."""
        if id_ in self._held:
            self._held.move_to_end(id_)
        else:
            self._held[id_] = found = self._read(self._sources[id_])
            self._size += _length(found)
            self._let_go()
        return self._held[id_]

    def _let_go(self) -> None:
        while self._size > _MAX_CHARACTERS and len(self._held) > 1:
            self._size -= _length(self._held.popitem(last=False)[1])

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of the sources."""
        return iter(self._sources)

    def __len__(self) -> int:
        """Return the number of sources."""
        return len(self._sources)


def _length(found: StoredText | Unavailable) -> int:
    """Return about how many characters a text takes; a reason without text takes 1,000."""
    return len(found.text) if isinstance(found, StoredText) else 1000
