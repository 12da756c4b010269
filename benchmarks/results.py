"""What a run measured: the values, their JSON, and who was faster."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from pydantic import TypeAdapter

from benchmarks.jobs import OURS
from benchmarks.measure import Usage


@dataclass(frozen=True, slots=True)
class Measured:
    """One program in one contest, its runs in order.

    ``failed`` says why the program stopped early; ``answers`` counts the events it printed.
    """

    program: str
    runs: list[Usage] = field(default_factory=list)
    answers: int | None = None
    failed: str | None = None

    @property
    def finished(self) -> bool:
        """Whether every run ended well: a program that fails in a later turn has not finished."""
        return bool(self.runs) and self.failed is None

    @property
    def walls(self) -> list[float]:
        """The wall times, in seconds."""
        return [run.wall for run in self.runs]

    @property
    def memory(self) -> float:
        """The median peak of memory, in MiB."""
        return median(run.memory for run in self.runs) / 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """A contest, ours first; ``events`` is 0 where the size does not vary."""

    job: str
    events: int
    measured: list[Measured]

    def of(self, program: str) -> Measured | None:
        """Return what was measured for a program that took part, finished or not."""
        return next((entry for entry in self.measured if entry.program == program), None)

    def ratios(self, program: str, base: str) -> list[float]:
        """Return, turn by turn, a program's time over another's; none unless both finished."""
        first, second = self.of(program), self.of(base)
        if not (first and second and first.finished and second.finished):
            return []
        return [a / b for a, b in zip(first.walls, second.walls, strict=False)]


@dataclass(frozen=True, slots=True)
class Results:
    """A whole run."""

    machine: str
    rounds: int
    versions: dict[str, str]
    left_out: dict[str, str]
    outcomes: list[Outcome]

    def of(self, job: str) -> list[Outcome]:
        """Return the outcomes of a job, the smallest collection first."""
        return sorted((o for o in self.outcomes if o.job == job), key=lambda o: o.events)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ours against a peer in one contest; ``share`` is the peer's time over ours."""

    outcome: Outcome
    peer: Measured
    share: float | None

    @property
    def lost(self) -> bool:
        """Whether the peer was faster or ours did not finish: a job not done is not won."""
        return self.share is None or self.share < 1

    @property
    def verdict(self) -> str:
        """The share; or who did not finish."""
        if self.share is not None:
            return f"{self.share:.2f}"
        return "ours did not finish" if self.peer.finished else "neither finished"


def comparisons(outcomes: Collection[Outcome], peers: Collection[str]) -> list[Comparison]:
    """Compare ours with each peer that took part.

    A peer that did not finish where ours did is left out: why it failed may be our doing.
    """
    return [
        Comparison(outcome, peer, median(ratios) if ratios else None)
        for outcome in outcomes
        if (ours := outcome.of(OURS))
        for peer in outcome.measured
        if peer.program in peers and (peer.finished or not ours.finished)
        for ratios in [outcome.ratios(peer.program, OURS)]
    ]


_JSON = TypeAdapter(Results)


def save(results: Results, path: Path) -> None:
    """Write results as JSON."""
    path.write_bytes(_JSON.dump_json(results, indent=1) + b"\n")


def load(path: Path) -> Results:
    """Read what `save` wrote."""
    return _JSON.validate_json(path.read_bytes())
