"""Measure whole processes in turns, and write what came of it.

    python -m benchmarks.run [--sizes 15 1000 10000] [--rounds N] [--jobs …] [--peers FOLDER]

Writes `RESULTS.md` and `results.json` beside this file, or into `--output`.
"""

import argparse
import os
import platform
import re
import subprocess
import tempfile
import time
from itertools import chain
from pathlib import Path
from statistics import median

from benchmarks import report, results
from benchmarks.contests import Contest, Entry, by_size, of_size, once
from benchmarks.ground import Ground, search_path
from benchmarks.jobs import JOBS, LIST, SEARCHES, START
from benchmarks.measure import Failed, Launcher
from benchmarks.peers import PEERS
from benchmarks.results import Measured, Outcome, Results

_ID = re.compile(rb"\b[0-9]{4}(?:-[0-9]{2}){0,2}(?:-[a-z]+)+(?:-actor-[0-9]{4})+-[0-9a-f]+\b")


class Match:
    """One program in a contest while it runs; drops out when it fails or has had its time."""

    def __init__(self, entry: Entry, launcher: Launcher, budget: float) -> None:
        self.entry, self.measured = entry, Measured(entry.program)
        self._launcher, self._budget = launcher, budget
        self._failed: str | None = None
        self._answers: int | None = None

    def warm(self, number: int, *, counted: bool) -> None:
        """Run once so that files are in memory; that counts only if it took all the time."""
        self._run(number)
        if self._failed is None and counted:
            found = _ID.findall(self._launcher.output.read_bytes())
            self._answers = len(set(found))
        if self._budget > 0:
            self.measured.runs.clear()

    def turn(self, number: int) -> None:
        """Run once, if there is time left."""
        if self._failed is None and self._budget > 0:
            self._run(number)

    def result(self) -> Measured:
        """Give what was measured."""
        return Measured(self.entry.program, self.measured.runs, self._answers, self._failed)

    def _run(self, number: int) -> None:
        self.entry.before(number)
        try:
            usage = self._launcher.run(self.entry.numbered(number))
        except Failed as error:
            self._failed = str(error)
            return
        self._budget -= usage.wall
        self.measured.runs.append(usage)


def held(contest: Contest, launcher: Launcher, rounds: int, budget: float) -> Outcome:
    """Run everyone in a contest, in turns."""
    number = time.time_ns() // 1_000_000
    matches = [Match(entry, launcher, budget) for entry in contest.entries]
    for i, match in enumerate(matches):
        match.warm(number + i, counted=contest.job in SEARCHES)
    for turn in range(1, rounds + 1):
        for i, match in enumerate(matches):
            match.turn(number + turn * len(matches) + i)
    return Outcome(contest.job, contest.events, [match.result() for match in matches])


def contests(ground: Ground, sizes: list[int], jobs: list[str]) -> list[Contest]:
    """Give the chosen contests, job by job: those that change collections are the last."""
    every = once(ground)
    if not set(jobs) <= {START, LIST}:
        sized = (of_size(ground, events, jobs) for events in sizes)
        every = chain(every, *sized, by_size(ground, sizes))
    order = list(JOBS)
    return sorted(
        (it for it in every if it.job in jobs), key=lambda it: (order.index(it.job), it.events)
    )


def measured(asked: argparse.Namespace, work: Path) -> Results:
    """Prepare the ground, hold the contests, and give the results."""
    search = search_path(asked.peers)
    ground = Ground(work, search, asked.limit)
    outcomes = []
    with Launcher(ground.environment, asked.limit, work / "answer") as launcher:
        for contest in contests(ground, asked.sizes, asked.jobs):
            outcome = held(contest, launcher, asked.rounds, asked.budget)
            outcomes.append(outcome)
            _tell(outcome)
    return Results(
        machine=_machine(),
        rounds=asked.rounds,
        versions={it.name: _version(it.program, search) for it in ground.peers if it in PEERS},
        left_out=ground.left_out,
        outcomes=outcomes,
    )


def _tell(outcome: Outcome) -> None:
    told = [
        f"{it.program} {median(it.walls) * 1000:.0f} ms"
        if it.finished
        else f"{it.program}: {it.failed}"
        for it in outcome.measured
    ]
    print(f"{outcome.job} {outcome.events or ''}: {', '.join(told)}", flush=True)


def _machine() -> str:
    return (
        f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _version(program: str, search: str) -> str:
    said = subprocess.run(
        [program, "--version"],
        env=os.environ | {"PATH": search},
        capture_output=True,
        check=False,
        text=True,
    )
    return (said.stdout.strip().splitlines() or [program])[0]


def write(found: Results, folder: Path) -> None:
    """Write the page, the numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    results.save(found, folder / "results.json")
    (folder / "RESULTS.md").write_text(report.page(found), encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[15, 1000, 10_000])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--jobs", nargs="+", choices=list(JOBS), default=list(JOBS))
    parser.add_argument("--peers", type=Path, help="a folder of programs, besides PATH")
    parser.add_argument("--limit", type=float, default=120, help="seconds for one command")
    parser.add_argument("--budget", type=float, default=120, help="seconds for one in a contest")
    parser.add_argument("--work", type=Path, help="where data is kept for the next run")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent)
    parser.add_argument("--report", action="store_true", help="from results.json, run nothing")
    return parser.parse_args()


def main() -> None:
    """Do what the command line says."""
    asked = _asked()
    if asked.report:
        write(results.load(asked.output / "results.json"), asked.output)
        return
    with tempfile.TemporaryDirectory() as folder:
        write(measured(asked, (asked.work or Path(folder)).resolve()), asked.output)


if __name__ == "__main__":
    main()
