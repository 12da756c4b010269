"""Write an invented collection of any size: the same bytes for the same size and seed.

    python -m benchmarks.generate EVENTS FOLDER [--seed N]

FOLDER gets `data/` (one file with the head and the actors, one for each year or part of a year),
the stored texts under `sources/`, and `question.json`: what to ask of the collection. Nothing in
the collection is real.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from benchmarks.chance import Chance
from benchmarks.citations import Citations, Source
from benchmarks.events import TOPICS, Event, Events, Record
from benchmarks.plan import RARE, Actor, Plan, plan
from benchmarks.yaml_text import block

SEED = 20260111


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask of a collection, and how many events answer."""

    since: str
    until: str
    actor: str
    answers: int
    rare: str
    begins: str
    files: list[str]


Month = tuple[date, list[Event], list[Source]]
"""The first day of a month, its events, by day, and the sources that they cite."""


def months(layout: Plan, seed: int) -> Iterator[Month]:
    """Invent a collection, month by month, so that a million events need little memory."""
    chance = Chance(f"{seed}/{layout.events}")
    events, citations = Events(chance, layout), Citations(chance, layout)
    for number, first in enumerate(layout.months):
        made = events.month(number)
        yield first, made, citations.month(made)


def write(events: int, folder: Path, seed: int = SEED) -> Question:
    """Write a collection into a folder, and return what to ask of it."""
    layout = plan(events)
    first, last = layout.searched
    data = folder / "data"
    data.mkdir(parents=True)
    _write(data / "collection.yaml", _head(layout))
    counted: Counter[str] = Counter()
    files = []
    for name, group in groupby(months(layout, seed), lambda month: layout.file_of(month[0])):
        sources, records = ["sources:"], ["\n\nevents:"]
        for _, made, cited in group:
            sources += (block([_stored(source, folder)], "  ") for source in cited)
            records += ("\n" + block([event.record], "  ") for event in made)
            for event in made:
                # A date may lie in the month if it covers any day of it.
                if (event.dated.first or first) <= last and (event.dated.last or last) >= first:
                    counted.update(actor.id for actor, _ in event.roles)
        _write(data / name, "".join([*sources, *records, "\n"]))
        files.append(name)
    # The actor with about ten events in that month, as in the real collection.
    actor, answers = min(counted.items(), key=lambda item: (abs(item[1] - 10), item[0]))
    begins = str(layout.months[0])
    question = Question(str(first), str(last), actor, answers, RARE, begins, files)
    _write(folder / "question.json", json.dumps(asdict(question)))
    return question


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _stored(source: Source, folder: Path) -> Record:
    """Store the text of a source, if there is one, and return the record of the source."""
    if not source.text:
        return source.record
    name, text = source.record["id"], f"{source.text}\n".encode()
    path = folder / "sources" / name[1:5] / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)
    digest = hashlib.sha256(text).hexdigest()
    file = path.relative_to(folder).as_posix()
    return {"id": name, "file": file, "sha256": digest} | source.record


def _head(layout: Plan) -> str:
    count, names = layout.events, {topic: topic.replace("-", " ") for topic in TOPICS}
    head = {
        "title": {"en": f"{count} invented events", "es": f"{count} eventos inventados"},
        "sides": {side: {"en": f"Country {side}", "es": f"País {side}"} for side in layout.sides},
        "topics": {topic: {"en": name, "es": f"tema {name}"} for topic, name in names.items()},
    }
    governments = [
        Actor(f"government-{side.lower()}", f"Government {side}", "government", side)
        for side in layout.sides
    ]
    actors = [_actor(actor) for actor in (*governments, *layout.actors)]
    return (
        f"# Invented: no person, outlet, address or quotation is real.\n"
        f"\ncollection:{block(head, '  ')}\n\nactors:{block(actors, '  ')}\n"
    )


def _actor(actor: Actor) -> Record:
    office, side = actor.name.replace("Actor", "Office"), actor.side
    number = actor.name.removeprefix("Actor ")
    return {
        "id": actor.id,
        "kind": actor.kind,
        "side": side,
        "name": {"en": actor.name, "es": actor.name.replace("Government", "Gobierno")},
        "aliases": [f"A{number}"] if number.isdigit() else None,
        "member_of": [f"government-{side.lower()}"] if side and number.isdigit() else None,
        "offices": [{"title": {"en": office, "es": office}}] if actor.kind == "person" else None,
    }


def main() -> None:
    """Write a collection as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("events", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    print(json.dumps(asdict(write(given.events, given.folder, given.seed))))


if __name__ == "__main__":
    main()
