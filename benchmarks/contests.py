"""The jobs: for each, and each size, the commands that do the same thing and are run in turns."""

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import floors
from benchmarks.generate import Question
from benchmarks.ground import Ground
from benchmarks.jobs import (
    APPEND,
    CHANGED,
    CHECK,
    CSV,
    FIRST,
    FLOOR,
    LIST,
    MONTH,
    MONTH_BY_SIZE,
    NO_INDEX,
    OURS,
    READING,
    START,
    WORD,
    WORD_BY_SIZE,
    sized,
)
from benchmarks.peer import Peer
from timeline.store.disk import locate

_PLAIN_MOST = 10_000


def _nothing(_: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Entry:
    """A program in a contest; ``before`` is done before each run, with its number, unmeasured."""

    program: str
    command: list[str]
    before: Callable[[int], None] = _nothing

    def numbered(self, number: int) -> list[str]:
        """Give the command of the run of a number."""
        return [part.replace("{n}", str(number)) for part in self.command]


@dataclass(frozen=True, slots=True)
class Contest:
    """A job at a size, with those that do it."""

    job: str
    events: int
    entries: list[Entry] = field(default_factory=list)


def once(ground: Ground) -> Iterator[Contest]:
    """Give the contests that no size matters to."""
    yield Contest(
        START,
        0,
        [Entry(OURS, ground.ours("--version")), Entry(FLOOR, ground.floors.bare())],
    )
    shipped = ["--data", str(locate.installed())]
    yield Contest(
        LIST,
        0,
        [
            Entry(OURS, ground.ours("list", *shipped)),
            Entry(FLOOR, ground.floors.reading()),
            Entry("timeline --format text", ground.ours("list", "--format", "text", *shipped)),
        ],
    )


def of_size(ground: Ground, events: int, jobs: Sequence[str]) -> Iterator[Contest]:
    """Give the contests of a size in some jobs; what they need is prepared first."""
    folder, asked = ground.collection(events)
    ready = ground.peers_at(events) if {*READING, APPEND} & set(jobs) else []
    theirs = _theirs(ground, ready, events, asked)
    ours = _ours(ground, folder, asked, jobs)
    for job in jobs:
        if entries := [*ours.get(job, ()), *theirs.get(job, ())]:
            yield Contest(job, events, entries)


def by_size(ground: Ground, sizes: list[int]) -> Iterator[Contest]:
    """Give the contests of ours against ours: the same question, of every size."""
    questions = [(events, *ground.collection(events)) for events in sizes]
    for job, make in ((MONTH_BY_SIZE, _month), (WORD_BY_SIZE, _word)):
        yield Contest(
            job,
            0,
            [
                Entry(sized(events), ground.ours(*make(asked), *_data(folder)))
                for events, folder, asked in questions
            ],
        )


def _theirs(
    ground: Ground, ready: list[Peer], events: int, asked: Question
) -> Mapping[str, list[Entry]]:
    entries: dict[str, list[Entry]] = {}
    for peer in sorted(ready, key=lambda it: it.name != FLOOR):
        place = ground.work / "peers" / str(events) / peer.name
        for job, command in peer.commands(place, asked).items():
            entries.setdefault(job, []).append(Entry(peer.name, command))
    return entries


def _month(asked: Question) -> list[str]:
    return ["list", "--since", asked.since, "--until", asked.until, "--actor", asked.actor]


def _word(asked: Question) -> list[str]:
    return ["list", "--text", asked.rare]


def _data(folder: Path) -> list[str]:
    return ["--data", str(folder / "data")]


def _ours(
    ground: Ground, folder: Path, asked: Question, jobs: Sequence[str]
) -> Mapping[str, list[Entry]]:
    data = _data(folder)
    entries = {
        MONTH: [Entry(OURS, ground.ours(*_month(asked), *data))],
        WORD: [Entry(OURS, ground.ours(*_word(asked), *data))],
        CHECK: [Entry(OURS, ground.ours("check", *data))],
        CSV: [Entry(OURS, ground.ours("export", "--format", "csv", *data))],
        FIRST: _first(ground, folder, asked),
        CHANGED: _changed(ground, folder, asked),
        APPEND: [_append(ground, folder)],
    }
    if asked.events <= _PLAIN_MOST:
        for job, make in ((MONTH, _month), (WORD, _word)):
            entries[job].append(Entry(NO_INDEX, ground.ours(*make(asked), *data, "--no-index")))
    try:
        ground.quietly(ground.ours("index", "build", *data))
        if CSV in jobs:
            entries[CSV].append(_csv_floor(ground, folder))
    except subprocess.SubprocessError as error:
        ground.left_out[f"timeline at {asked.events}"] = f"not prepared: {error}"
    return entries


def _csv_floor(ground: Ground, folder: Path) -> Entry:
    table, database = folder / "ours.csv", folder / "ours.db"
    written = ["-o", str(table), "--force"]
    ground.quietly(ground.ours("export", "--format", "csv", *written, *_data(folder)))
    floors.load_csv(table, database)
    table.unlink()
    return Entry(FLOOR, ground.floors.selecting(database, "select * from rows"))


def _anew(ground: Ground, folder: Path) -> Entry:
    """Index a collection of which no index is there."""
    cache = folder / "fresh-cache"
    build = ground.ours("index", "build", *_data(folder))
    return Entry(
        OURS,
        ["env", f"XDG_CACHE_HOME={cache}", *build],
        lambda _: shutil.rmtree(cache, ignore_errors=True),
    )


def _first(ground: Ground, folder: Path, asked: Question) -> list[Entry]:
    files = [folder / "data" / it for it in ("collection.yaml", *asked.files)]
    return [_anew(ground, folder), Entry(FLOOR, ground.floors.scanning(files))]


def _changed(ground: Ground, folder: Path, asked: Question) -> list[Entry]:
    """Index again after a change, and as a floor a collection as large as the one file is."""
    path = folder / "data" / asked.middle

    def change(number: int) -> None:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"# {number}\n")

    beside, _ = ground.collection(max(15, asked.events // len(asked.files)))
    alone = _anew(ground, beside)
    return [
        Entry(OURS, ground.ours("index", "build", *_data(folder)), change),
        Entry(FLOOR, alone.command, alone.before),
    ]


def _append(ground: Ground, folder: Path) -> Entry:
    path = folder / "appended.yaml"

    def make(number: int) -> None:
        path.write_text(_record(number), encoding="utf-8")

    given = ["--from", str(path), "--yes", "--no-input"]
    return Entry(OURS, ground.ours("add", *given, *_data(folder)), make)


def _record(number: int) -> str:
    both = "{en: Appended, es: Agregado}"
    return (
        f"sources:\n  - id: appended-{number}\n    url: https://example.org/{number}\n"
        "    published: 2026-01-02\n    language: en\n"
        f"events:\n  - id: 2026-01-02-other-{number}\n    date: 2026-01-02\n    kind: other\n"
        f"    status: held\n    title: {both}\n    actors:\n"
        "      - {actor: actor-0001, role: participant}\n    cites:\n"
        f"      - {{source: appended-{number}, says: {both}, supports: [date]}}\n"
    )
