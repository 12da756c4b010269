"""A collection of three files in a folder, with a cache of its own."""

import gc
import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from timeline.i18n import Sentence
from timeline.query.filter import Filter, select
from timeline.records.model import Collection
from timeline.store.index import cache, renew
from timeline.store.index.file_stats import FileStat
from timeline.store.index.renew import Taken
from timeline.store.opened import Opened
from timeline.store.opening import Shelved, open_path, shelved

HEAD = """\
collection:
  title: {en: Aland and Bland}
  sides: {AA: {en: Aland}, BB: {en: Bland}}
actors:
- {id: ana, kind: person, side: AA, name: Ana Lima}
- {id: bo, kind: person, side: BB, name: Bo Reyés}
sources:
- {id: s1, url: 'https://example.org/1', title: The first}
"""
SOURCES = "sources:\n- {id: s2, url: 'https://example.org/2', title: The second}\n"
EVENT = """\
- id: e{n}
  date: 2026-01-{n:02}
  kind: call
  status: held
  title: {{en: 'Call {n} on sovereignty'}}
  actors: [{{actor: {actor}, role: participant}}]
  cites: [{{source: s2, quote: 'they spoke of the río {n}'}}]
"""
QUESTIONS: tuple[Filter, ...] = (
    Filter(),
    Filter(actors=("lima",)),
    Filter(sides=("AA",)),
    Filter(sides=("BB",)),
    Filter(texts=("rio",)),
    Filter(texts=('"call 2"',)),
    Filter(texts=("sov*",), actors=("bo",)),
    Filter(sources=("2",)),
    Filter(sources=("second",)),
)


def events(first: int, last: int, actor: str = "ana") -> str:
    return "events:\n" + "".join(EVENT.format(n=n, actor=actor) for n in range(first, last))


def nothing(*_: int) -> None:
    """Tell no one how far it is."""


@dataclass
class Kept:
    """A collection, its cache, which files were read for the index since last asked, and notes."""

    data: Path
    environ: dict[str, str]
    read: list[str] = field(default_factory=list)
    said: list[Sentence] = field(default_factory=list)

    @property
    def place(self) -> cache.IndexPlace:
        return cache.place(self.data, self.environ)

    def write(self, name: str, text: str) -> None:
        (self.data / name).write_text(text, encoding="utf-8")

    def age(self, seconds: int = 100) -> None:
        """Make the files as old as the index's own clock can tell them from now."""
        for it in self.data.iterdir():
            found = it.stat().st_mtime - seconds
            os.utime(it, (found, found))

    def opened(self) -> Opened:
        gc.collect()  # what was opened before is let go of, as it is when a call ends
        return shelved(str(self.data), self.environ, nothing, self.said.append, always=True)

    def indexed(self) -> Collection:
        found = self.opened()
        assert isinstance(found, Shelved)
        return found.collection

    def read_since(self) -> list[str]:
        """Give the names of the files that were read for the index since last asked."""
        was, self.read[:] = sorted(self.read), []
        return was

    def assert_right(self) -> None:
        """Ask what is asked of both, and see that the index is used."""
        plain, indexed = open_path(self.data).collection, self.indexed()
        for asked in QUESTIONS:
            assert select(indexed, asked) == select(plain, asked), asked
        assert dict(indexed.number) == dict(plain.number)
        assert [*indexed.events] == [*plain.events]


@pytest.fixture(scope="module", autouse=True)
def _older_objects_are_not_collected() -> None:
    # `Kept.opened` collects garbage some 2,000 times: with all that older tests left to look
    # through, that took four fifths of the time of these tests.
    gc.collect()
    gc.freeze()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Three files: a head with two actors, two years of events, and a register of sources."""
    data = tmp_path / "data"
    data.mkdir()
    found = Kept(data, {"XDG_CACHE_HOME": str(tmp_path / "cache")})
    found.write("events.yaml", HEAD)
    found.write("a.yaml", events(1, 9))
    found.write("b.yaml", events(9, 20, actor="bo"))
    found.write("z.yaml", SOURCES)
    taken = renew.taken

    def noted(file: FileStat) -> Taken:
        found.read.append(file.name)
        return taken(file)

    monkeypatch.setattr(renew, "taken", noted)
    return found
