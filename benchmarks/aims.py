"""What is aimed for, and what a run came to."""

from collections.abc import Callable
from functools import partial
from statistics import median

from benchmarks.jobs import FLOOR, JOBS, OURS, READING, sized
from benchmarks.peers import PLAIN_TEXT
from benchmarks.results import Outcome, Results, comparisons

_MIDDLE, _LARGE, _LARGEST = 10_000, 100_000, 1_000_000
_NONE = "not measured in this run"


def aims(results: Results) -> list[tuple[str, str, str]]:
    """Return each job, its aim and what was measured for it, in words."""
    return [(job, aim, measure(results)) for job, aim, measure in _AIMS]


def _against_floor(results: Results, job: str, events: int, *, memory: bool = False) -> str:
    return _ratio(results.at(job, events), OURS, FLOOR, "{ratio}, {peak}" if memory else "{ratio}")


def _grown(results: Results, job: str, events: int) -> str:
    return _ratio(results.at(job, 0), sized(events), sized(15), "{ratio}; memory {growth}")


def _ratio(outcome: Outcome | None, program: str, base: str, form: str) -> str:
    first, second = (outcome.of(program), outcome.of(base)) if outcome else (None, None)
    if not (outcome and first and second):
        return _NONE
    if failed := [entry for entry in (first, second) if not entry.finished]:
        return "; ".join(f"{entry.program} did not finish: {entry.failed}" for entry in failed)
    return form.format(
        ratio=f"{median(outcome.ratios(program, base)):.2f} ×",
        peak=f"{first.memory:.0f} MB",
        growth=f"{first.memory / second.memory:.2f} ×",
    )


def _against_plain_text(results: Results) -> str:
    large = [o for job in READING for o in results.of(job) if o.events >= _MIDDLE]
    met = list(comparisons(large, OURS, PLAIN_TEXT))
    lost = [
        f"{one.peer.program} at {JOBS[one.outcome.job]}, {one.outcome.events // 1000} k"
        + (f" ({one.verdict})" if one.share is None else "")
        for one in met
        if one.lost
    ]
    if not lost:
        return f"faster in all {len(met)} comparisons" if met else _NONE
    return f"faster in {len(met) - len(lost)} of {len(met)}; not than {'; '.join(lost)}"


_MONTH = "one month and one actor, index warm, {}"
_SAME = "{} × the same on 15; memory 1.3 ×"
_Measure = Callable[[Results], str]
_AIMS: tuple[tuple[str, str, _Measure], ...] = (
    ("`--version`", "1.15 × a bare program", partial(_against_floor, job="start", events=0)),
    (
        "`list` of the shipped collection",
        "1.15 × the floor",
        partial(_against_floor, job="list", events=0),
    ),
    *(
        (_MONTH.format(size), _SAME.format(times), partial(_grown, job="month-by-size", events=n))
        for n, size, times in (
            (_MIDDLE, "10 k", "1.2"),
            (_LARGE, "100 k", "1.3"),
            (_LARGEST, "1 M", "1.5"),
        )
    ),
    (
        "rare word, index warm, 1 M",
        "1.5 × the same on 15",
        partial(_grown, job="word-by-size", events=_LARGEST),
    ),
    (
        "first read of 100 k",
        "2 × libyaml's event stream, under 400 MB",
        partial(_against_floor, job="first-read", events=_LARGE, memory=True),
    ),
    (
        "one file of a hundred changed",
        "1.1 × a collection as large as that file",
        partial(_against_floor, job="one-changed", events=_LARGE),
    ),
    (
        "everything to CSV, 100 k",
        "1.5 × csv.writer on the same rows from SQLite",
        partial(_against_floor, job="csv", events=_LARGE),
    ),
    (
        "against plain-text record keepers, 10 k and above",
        "faster than each on every reading job",
        _against_plain_text,
    ),
)
