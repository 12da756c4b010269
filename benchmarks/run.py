"""Measure whole processes in turns, and write the results.

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
from pathlib import Path
from statistics import median

from benchmarks import report, results
from benchmarks.contests import Contest, Workspace
from benchmarks.jobs import JOBS, SEARCHES
from benchmarks.measure import Failed, Launcher, Usage, launcher
from benchmarks.programs import PEERS, Entry
from benchmarks.results import Measured, Outcome, Results

_ID = re.compile(rb"\b[0-9]{4}(?:-[0-9]{2}){0,2}(?:-[a-z]+)+(?:-actor-[0-9]{4,})+-[0-9a-f]+\b")


class Runner:
    """One program while its contest runs; stops after a failure or when its time is spent."""

    def __init__(self, entry: Entry, starter: Launcher, budget: float) -> None:
        self._entry, self._starter, self._budget = entry, starter, budget
        self._runs: list[Usage] = []
        self._answers: int | None = None
        self._failed: str | None = None

    def warm(self, number: int, *, search: bool) -> None:
        """Run once to bring files into memory; that counts only if it took all the time."""
        self.turn(number)
        if self._failed is None and search:
            self._answers = len(set(_ID.findall(self._starter.output.read_bytes())))
        if self._budget > 0:
            self._runs.clear()

    def turn(self, number: int) -> None:
        """Run once, if nothing failed and there is time left."""
        if self._failed or self._budget <= 0:
            return
        before, command = (
            [part.replace("{n}", str(number)) for part in parts]
            for parts in (self._entry.before, self._entry.command)
        )
        try:
            if before:
                self._starter.run(before, self._entry.folder)
            usage = self._starter.run(command, self._entry.folder)
        except Failed as error:
            self._failed = str(error)
        else:
            self._budget -= usage.wall
            self._runs.append(usage)

    def result(self) -> Measured:
        """Return what was measured."""
        return Measured(self._entry.program, self._runs, self._answers, self._failed)


def run(contest: Contest, starter: Launcher, rounds: int, budget: float) -> Outcome:
    """Run every program of a contest in turns."""
    numbers = iter(range(time.time_ns() // 1_000_000, 1 << 62))
    runners = [Runner(entry, starter, budget) for entry in contest.entries]
    for runner in runners:
        runner.warm(next(numbers), search=contest.job in SEARCHES)
    for _ in range(rounds):
        for runner in runners:
            runner.turn(next(numbers))
    return Outcome(contest.job, contest.events, [runner.result() for runner in runners])


def measure(given: argparse.Namespace, folder: Path) -> Results:
    """Prepare the data, run the contests and return the results."""
    workspace = Workspace(folder, given.peers, given.limit)
    order, outcomes = [*JOBS], []
    every = workspace.contests(given.sizes, given.jobs)
    chosen = [contest for contest in every if contest.job in given.jobs]
    # Those that change the collections come last.
    chosen.sort(key=lambda contest: (order.index(contest.job), contest.events))
    with launcher(workspace.environment, given.limit, folder / "answer") as starter:
        for contest in chosen:
            outcomes.append(run(contest, starter, given.rounds, given.budget))
            _print(outcomes[-1])
    machine = f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}"
    return Results(
        machine=f"{machine}, Python {platform.python_version()}",
        rounds=given.rounds,
        versions={
            peer.name: _version(peer.program, workspace)
            for peer in PEERS
            if peer in workspace.programs
        },
        left_out=workspace.left_out,
        outcomes=outcomes,
    )


def _print(outcome: Outcome) -> None:
    programs = [
        f"{entry.program} {median(entry.walls) * 1000:.0f} ms"
        if entry.finished
        else f"{entry.program}: {entry.failed}"
        for entry in outcome.measured
    ]
    print(f"{outcome.job} {outcome.events or ''}: {', '.join(programs)}", flush=True)


def _version(program: str, workspace: Workspace) -> str:
    printed = subprocess.run(
        [program, "--version"],
        env=workspace.environment,
        capture_output=True,
        check=False,
        text=True,
    )
    return (printed.stdout.strip().splitlines() or [program])[0]


def write(measured: Results, folder: Path) -> None:
    """Write the page and the numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    results.save(measured, folder / "results.json")
    (folder / "RESULTS.md").write_text(report.page(measured), encoding="utf-8")


def main() -> None:
    """Do what the command line says."""
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
    given = parser.parse_args()
    if given.report:
        write(results.load(given.output / "results.json"), given.output)
        return
    with tempfile.TemporaryDirectory() as folder:
        write(measure(given, (given.work or Path(folder)).resolve()), given.output)


if __name__ == "__main__":
    main()
