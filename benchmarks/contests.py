"""The folder where data is prepared, and for each job and size the commands that run in turns."""

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from benchmarks import generate
from benchmarks.generate import SEED, Question
from benchmarks.jobs import WITHOUT_SIZE, sized
from benchmarks.peers.rows import Row, read_csv, rows, write_csv
from benchmarks.programs import OURS, PEERS, Entry, Program

_SHIPPED = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Contest:
    """A job at a size, and the programs that do it, ours first."""

    job: str
    events: int
    entries: list[Entry]


class Workspace:
    """The folder, its environment, and the programs that are installed."""

    def __init__(self, folder: Path, more_programs: Path | None, limit: float) -> None:
        self._folder, self._limit = folder, limit
        places = (sysconfig.get_path("scripts"), os.environ.get("PATH"), more_programs)
        search = os.pathsep.join(str(place) for place in places if place)
        installed = [peer for peer in PEERS if shutil.which(peer.program, path=search)]
        self.programs = [*OURS, *installed]
        self.left_out = {peer.name: "not installed" for peer in PEERS if peer not in installed}
        # A home of its own, so that nobody's settings or caches have a part in the numbers.
        homes = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
        for name in homes:
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.environment = {
            **{name: str(folder / name) for name in homes},
            "PATH": search,
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
            "TIMELINE_TODAY": "2026-01-31",
        }

    def contests(self, sizes: Sequence[int], jobs: Sequence[str]) -> Iterator[Contest]:
        """Prepare the data and return the contests in some jobs, in no order."""
        if {*WITHOUT_SIZE} & {*jobs}:
            yield from self._without_size()
        if {*jobs} - {*WITHOUT_SIZE}:
            for events in sizes:
                yield from self._of_size(events, jobs)
            yield from self._by_size(sizes)

    def _without_size(self) -> Iterator[Contest]:
        mappings = sum(
            isinstance(node, yaml.MappingStartEvent)
            for path in _SHIPPED.glob("*.yaml")
            for node in yaml.parse(path.read_bytes(), Loader=yaml.CLoader)
        )
        values = {"shipped": _SHIPPED, "mappings": mappings}
        for job in WITHOUT_SIZE:
            programs = [program for program in OURS if job in program.commands]
            entries = [program.entry(job, self._folder, values) for program in programs]
            yield Contest(job, 0, entries)

    def _of_size(self, events: int, jobs: Sequence[str]) -> Iterator[Contest]:
        collection, question = self._collection(events)
        values = _values(question) | {"collection": collection}
        if "one-changed" in jobs:
            values["beside"], _ = self._collection(max(15, events // len(question.files)))
        entries: dict[str, list[Entry]] = {}
        for program in self.programs:
            wanted = [job for job in program.commands if job in jobs and job not in WITHOUT_SIZE]
            folder = self._folder / "programs" / str(events) / program.name
            folder = folder if program.data else collection
            if wanted and self._ready(program, folder, events, values):
                for job in wanted:
                    entries.setdefault(job, []).append(program.entry(job, folder, values))
        yield from (Contest(job, events, found) for job, found in entries.items())

    def _by_size(self, sizes: Sequence[int]) -> Iterator[Contest]:
        collections = [(sized(events), *self._collection(events)) for events in sizes]
        for job in ("month", "word"):
            entries = [
                OURS[0].entry(job, folder, _values(question), name)
                for name, folder, question in collections
            ]
            yield Contest(f"{job}-by-size", 0, entries)

    def _collection(self, events: int) -> tuple[Path, Question]:
        """Return the folder of a collection, written if need be, and what to ask of it."""
        folder = self._folder / "collections" / str(events)
        if not (folder / "question.json").exists():
            shutil.rmtree(folder, ignore_errors=True)
            generate.write(events, folder)
        return folder, Question(**json.loads((folder / "question.json").read_text("utf-8")))

    def _ready(
        self, program: Program, folder: Path, events: int, values: Mapping[str, object]
    ) -> bool:
        """Prepare a program's data if need be; tell whether the program can take part."""
        if events > program.most:
            self.left_out[f"{program.name} at {events}"] = "not tried"
            return False
        ready = folder / "ready"
        if ready.exists():
            return True
        try:
            if program.data:
                shutil.rmtree(folder, ignore_errors=True)
                program.write(folder, self._rows(events))
            program.prepare(folder, values, self.environment, 10 * self._limit)
        except subprocess.SubprocessError as error:
            self.left_out[f"{program.name} at {events}"] = f"not set up: {type(error).__name__}"
            # Ours takes part all the same: what fails then is counted as not finished.
            return not program.data
        if program.data:
            ready.touch()
        return True

    def _rows(self, events: int) -> Iterator[Row]:
        """Return the rows for peers, which are invented once and kept as CSV."""
        table = self._folder / "programs" / f"{events}.csv"
        if not table.exists():
            table.parent.mkdir(parents=True, exist_ok=True)
            write_csv(table, rows(events, SEED))
        return read_csv(table)


def _values(question: Question) -> dict[str, object]:
    return asdict(question) | {"month": question.since[:7]}
