"""What a run of the benchmarks measured: as values, and as JSON."""

import json
import statistics
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Usage


def spread(values: list[float]) -> tuple[float, float]:
    """Give the 10th and the 90th percentile."""
    if len(values) == 1:
        return values[0], values[0]
    tenths = statistics.quantiles(values, n=10, method="inclusive")
    return tenths[0], tenths[-1]


@dataclass(frozen=True, slots=True)
class Measured:
    """A program in a contest: each run in order; ``failed`` says why there are no more.

    ``answers`` counts the events in its answer, where the job is to find some.
    """

    program: str
    runs: list[Usage] = field(default_factory=list)
    answers: int | None = None
    failed: str | None = None

    @property
    def wall(self) -> float:
        """The median wall time, in seconds."""
        return statistics.median(it.wall for it in self.runs)

    @property
    def cpu(self) -> float:
        """The median CPU time, in seconds."""
        return statistics.median(it.cpu for it in self.runs)

    @property
    def memory(self) -> float:
        """The median peak of memory, in MiB."""
        return statistics.median(it.memory for it in self.runs) / 1024

    @property
    def spread(self) -> tuple[float, float]:
        """The 10th and 90th percentile of the wall time, in seconds."""
        return spread([it.wall for it in self.runs])


@dataclass(frozen=True, slots=True)
class Outcome:
    """A contest and what it came to; ``events`` is 0 where size is not what it is about."""

    job: str
    events: int
    measured: list[Measured]

    def of(self, program: str) -> Measured | None:
        """Give what a program took, if it ran."""
        return next((it for it in self.measured if it.program == program and it.runs), None)

    def ratios(self, one: str, other: str) -> list[float]:
        """Give how many times as long one took as the other, turn by turn."""
        first, second = self.of(one), self.of(other)
        if not (first and second):
            return []
        turns = zip(first.runs, second.runs, strict=False)
        return [a.wall / b.wall for a, b in turns]

    def ratio(self, one: str, other: str) -> float | None:
        """Give the median of `ratios`."""
        found = self.ratios(one, other)
        return statistics.median(found) if found else None


@dataclass(frozen=True, slots=True)
class Results:
    """A whole run."""

    machine: str
    rounds: int
    versions: dict[str, str]
    left_out: dict[str, str]
    outcomes: list[Outcome]

    def of(self, job: str) -> list[Outcome]:
        """Give the outcomes of a job, the smallest collection first."""
        return sorted((it for it in self.outcomes if it.job == job), key=lambda it: it.events)

    def at(self, job: str, events: int) -> Outcome | None:
        """Give the outcome of a job at a size."""
        return next((it for it in self.of(job) if it.events == events), None)


def save(results: Results, path: Path) -> None:
    """Write results as JSON."""
    path.write_text(json.dumps(asdict(results), indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Results:
    """Read what `save` wrote."""
    read = json.loads(path.read_text(encoding="utf-8"))
    return Results(**read | {"outcomes": [_outcome(it) for it in read["outcomes"]]})


def _outcome(read: dict[str, Any]) -> Outcome:
    measured = [
        Measured(**it | {"runs": [Usage(**run) for run in it["runs"]]}) for it in read["measured"]
    ]
    return Outcome(read["job"], read["events"], measured)
