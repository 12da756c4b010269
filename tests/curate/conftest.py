"""A collection that was never on a disk: its file and its stored texts are values."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from timeline.i18n import sentence
from timeline.quotes.prove import StoredText, Unavailable
from timeline.records.model import Source
from timeline.store.hashing import sha256
from timeline.store.opened import Opened, collection_of
from timeline.store.parts import make_file
from timeline.store.routing import apply
from timeline.store.yaml.edits import Change

TEXTS = {
    "texts/s1.txt": "They spoke on Sunday of the river. No toll, said Bland. No toll, said Aland.",
    "texts/s3.txt": "The envoys met on Friday, as planned.",
}
COLLECTION = """\
collection:
  title: {en: Aland and Bland, es: Alandia y Blandia}
  sides:
    AA: {en: Aland, es: Alandia}
    BB: {en: Bland, es: Blandia}
  topics:
    water: {en: shared rivers, es: ríos comunes}
sources:
  - id: s1
    file: texts/s1.txt
    published: 2026-01-11
  - id: s2
    url: https://example.org/2
    published: 2026-01-12
  - id: s3
    file: texts/s3.txt
    published: 2026-01-19
actors:
  - {id: ana-lima, kind: person, side: AA, name: Ana Lima}
  - {id: bo-reyes, kind: person, side: BB, name: Bo Reyes}
events:
  - id: 2026-01-11-call
    date: 2026-01-11
    kind: call
    status: held
    title: {en: A call, es: Una llamada}
    actors:
      - {actor: ana-lima, role: participant}
      - {actor: bo-reyes, role: participant}
    place: Ford
    cites:
      - source: s1
        quote: They spoke on Sunday of the river.
        supports: [date, kind]
      - source: s2
        says: {en: They spoke, es: Hablaron}
        supports: [kind]
  - id: 2026-01-16-meeting
    date: 2026-01-16
    kind: meeting
    status: scheduled
    title: {en: Envoys meet, es: Se reúnen enviados}
    summary: {en: They will meet., es: Se reunirán.}
    cites:
      - source: s2
        says: {en: They will meet, es: Se reunirán}
        supports: [date, kind, status]
"""


def read(root: Path, source: Source) -> StoredText | Unavailable:
    del root
    text = TEXTS.get(source.file or "")
    if text is None:
        return Unavailable(sentence("{id} has no stored text, only a link", id=source.id))
    return StoredText(text, sha256(text.encode()))


def opened_from(text: str) -> Opened:
    """Open a collection of one file that was never written."""
    files = (make_file(Path("events.yaml"), "events.yaml", text.encode()),)
    collection, layout = collection_of(files)
    return Opened(Path("events.yaml"), "events.yaml", Path(), files, layout, collection, read)


@pytest.fixture
def opened() -> Opened:
    return opened_from(COLLECTION)


@pytest.fixture
def opens() -> Callable[[str, str], Opened]:
    """Give what opens the collection with one text in the place of another."""
    return lambda old, new: opened_from(COLLECTION.replace(old, new))


@pytest.fixture
def added() -> Callable[[Opened, Sequence[Change]], list[str]]:
    """Give what makes changes, and returns the lines that the file did not have."""

    def lines(opened: Opened, changes: Sequence[Change]) -> list[str]:
        had = opened.files[0].text.splitlines()
        new = apply(opened.files, opened.layout, changes)[0].text
        return [line for line in new.splitlines() if line not in had]

    return lines
