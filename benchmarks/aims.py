"""What we aim for, and what a run came to."""

from collections.abc import Iterator

from benchmarks.contests import FLOOR, OURS, sized
from benchmarks.jobs import (
    CHANGED,
    CSV,
    FIRST,
    JOBS,
    LIST,
    MONTH_BY_SIZE,
    READING,
    START,
    WORD_BY_SIZE,
)
from benchmarks.peers import PLAIN_TEXT
from benchmarks.results import Outcome, Results

Aim = tuple[str, str, str]
"""A job, what is aimed for, and what was measured, each in words."""

_SMALL, _MIDDLE, _LARGE, _LARGEST = 15, 10_000, 100_000, 1_000_000
_NONE = "not measured in this run"


def aims(results: Results) -> list[Aim]:
    """Give every aim with what was measured for it."""
    return [
        ("`--version`", "1.15 × a bare program", _against(results, START, 0)),
        ("`list` of the shipped collection", "1.15 × the floor", _against(results, LIST, 0)),
        *_flat(results),
        (
            "rare word, index warm, 1 M",
            "1.5 × the same on 15",
            _grown(results, WORD_BY_SIZE, _LARGEST),
        ),
        (
            "first read of 100 k",
            "2 × libyaml's event stream, under 400 MB",
            _against(results, FIRST, _LARGE, memory=True),
        ),
        (
            "one file of a hundred changed",
            "1.1 × a collection as large as that file",
            _against(results, CHANGED, _LARGE),
        ),
        (
            "everything to CSV, 100 k",
            "1.5 × csv.writer on the same rows from SQLite",
            _against(results, CSV, _LARGE),
        ),
        (
            "against plain-text record keepers, 10 k and above",
            "faster than each on every reading job",
            _against_plain_text(results),
        ),
    ]


def _flat(results: Results) -> Iterator[Aim]:
    for events, times in ((_MIDDLE, "1.2"), (_LARGE, "1.3"), (_LARGEST, "1.5")):
        yield (
            f"one month and one actor, index warm, {_short(events)}",
            f"{times} × the same on 15; memory 1.3 ×",
            _grown(results, MONTH_BY_SIZE, events),
        )


def _against(results: Results, job: str, events: int, *, memory: bool = False) -> str:
    outcome = results.at(job, events)
    ratio = outcome.ratio(OURS, FLOOR) if outcome else None
    ours = outcome.of(OURS) if outcome else None
    if ratio is None or ours is None:
        return _NONE
    return f"{ratio:.2f} ×" + (f", {ours.memory:.0f} MB" if memory else "")


def _grown(results: Results, job: str, events: int) -> str:
    outcome = results.at(job, 0)
    ratio = outcome.ratio(sized(events), sized(_SMALL)) if outcome else None
    if outcome is None or ratio is None:
        return _NONE
    large, small = outcome.of(sized(events)), outcome.of(sized(_SMALL))
    assert large is not None  # noqa: S101
    assert small is not None  # noqa: S101
    return f"{ratio:.2f} ×; memory {large.memory / small.memory:.2f} ×"


def _against_plain_text(results: Results) -> str:
    met = [it for job in READING for it in results.of(job) if it.events >= _MIDDLE and it.of(OURS)]
    pairs = [(it, name) for it in met for name in PLAIN_TEXT if it.of(name)]
    if not pairs:
        return _NONE
    slower = [
        f"{name} at {JOBS[it.job]}, {_short(it.events)}"
        for it, name in pairs
        if times(it, name) < 1
    ]
    if not slower:
        return f"faster in all {len(pairs)} comparisons"
    return f"faster in {len(pairs) - len(slower)} of {len(pairs)}; not than {'; '.join(slower)}"


def times(outcome: Outcome, name: str) -> float:
    """Give how many times as long as ours a program took; both ran."""
    return outcome.ratio(name, OURS) or 0.0


def _short(events: int) -> str:
    return f"{events // 1_000_000} M" if events >= _LARGEST else f"{events // 1000} k"
