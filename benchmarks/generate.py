"""Write an invented collection of any size: the same bytes for the same size and seed.

    python -m benchmarks.generate EVENTS FOLDER [--seed N] [--one-file]

FOLDER gets `data/` (one file with the head and the actors, one for each year or part of a year),
the stored texts under `sources/`, and `question.json`: what to ask of it. Nothing in it is real.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from benchmarks import yamltext
from benchmarks.invented import Archive, Month
from benchmarks.records import Source
from benchmarks.shape import RARE
from benchmarks.when import DAY

SEED = 20260111
_WANTED = 10
_A_FOLDER = 100


@dataclass(frozen=True, slots=True)
class Question:
    """What there is to ask of a collection, and how many events answer."""

    events: int
    seed: int
    since: str
    until: str
    actor: str
    answers: int
    rare: str
    rare_answers: int
    begins: str
    data: str
    files: tuple[str, ...]
    middle: str


class Asking:
    """Finds the actor who, in the month that is asked for, takes part in about ten events."""

    def __init__(self, archive: Archive) -> None:
        self.first = archive.shape.asked
        self.last = (self.first.replace(day=28) + 4 * DAY).replace(day=1) - DAY
        self._count: Counter[str] = Counter()

    def count(self, month: Month) -> None:
        """Take in the events of a month."""
        for event in month.events:
            if event.when.may_lie_in(self.first, self.last):
                self._count.update({actor.id for actor, _ in event.actors})

    def answer(self) -> tuple[str, int]:
        """Give the actor, and the number of events."""
        return min(self._count.items(), key=lambda it: (abs(it[1] - _WANTED), it[0]))


def write(events: int, folder: Path, seed: int = SEED, *, one_file: bool = False) -> Question:
    """Write a collection into a folder, and give what to ask of it."""
    archive = Archive(events, seed)
    asking = Asking(archive)
    data = folder / "data"
    data.mkdir(parents=True)
    names = []
    for name, months in _files(archive, one_file=one_file):
        text = _file_text(months, folder, asking)
        if one_file:
            text = yamltext.head(archive) + "\n" + text
        (data / name).write_text(text, encoding="utf-8", newline="\n")
        names.append(name)
    if not one_file:
        (data / "collection.yaml").write_text(
            yamltext.head(archive), encoding="utf-8", newline="\n"
        )
    question = _question(archive, seed, asking, names)
    (folder / "question.json").write_text(json.dumps(asdict(question), indent=1) + "\n", "utf-8")
    return question


def _files(archive: Archive, *, one_file: bool) -> Iterator[tuple[str, Iterator[Month]]]:
    if one_file:
        yield "events.yaml", archive.months()
    else:
        yield from groupby(archive.months(), key=lambda it: archive.shape.file_of(it.first))


def _file_text(months: Iterator[Month], folder: Path, asking: Asking) -> str:
    sources, events = ["sources:\n"], ["\nevents:\n"]
    for month in months:
        asking.count(month)
        sources += (_stored(source, folder) for source in month.sources)
        events += map(yamltext.event, month.events)
    return "".join(sources + events)


def _stored(source: Source, folder: Path) -> str:
    """Store the text of a source, if it has one, and give its record."""
    if source.passages is None:
        return yamltext.source(source, None, None)
    name = f"sources/{source.number // _A_FOLDER:04}/{source.id}.txt"
    text = text_of(source)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    return yamltext.source(source, name, hashlib.sha256(text).hexdigest())


def text_of(source: Source) -> bytes:
    """Give the text of a source: its date line, then each passage in a paragraph."""
    dated = [f"date {source.published}"] if source.published and source.day else []
    passages = [" ".join(it) for it in source.passages or ()]
    return "\n\n".join([*dated, *passages]).encode() + b"\n"


def _question(archive: Archive, seed: int, asking: Asking, names: list[str]) -> Question:
    actor, answers = asking.answer()
    return Question(
        events=archive.shape.events,
        seed=seed,
        since=str(asking.first),
        until=str(asking.last),
        actor=actor,
        answers=answers,
        rare=RARE,
        rare_answers=len(archive.shape.rare),
        begins=str(archive.shape.months[0]),
        data="data" if len(names) > 1 or names[0] != "events.yaml" else "data/events.yaml",
        files=tuple(names),
        middle=names[len(names) // 2],
    )


def main() -> None:
    """Write a collection as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("events", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--one-file", action="store_true", help="all in data/events.yaml")
    asked = parser.parse_args()
    question = write(asked.events, asked.folder, asked.seed, one_file=asked.one_file)
    print(json.dumps(asdict(question) | {"files": len(question.files)}))


if __name__ == "__main__":
    main()
