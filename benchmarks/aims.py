"""What is aimed for, and what a run came to."""

from statistics import median

from benchmarks.jobs import FLOOR, JOBS, OURS, READING, sized
from benchmarks.programs import PEERS
from benchmarks.results import Results, comparisons

_AIMS = (
    ("`--version`", "1.15 × a bare program", "start", 0),
    ("`list` of the shipped collection", "1.15 × the floor", "list", 0),
    ("one month and one actor, 10 k", "1.2 × 15 events; memory 1.3 ×", "month-by-size", 10_000),
    ("one month and one actor, 100 k", "1.3 × 15 events; memory 1.3 ×", "month-by-size", 100_000),
    ("one month and one actor, 1 M", "1.5 × 15 events; memory 1.3 ×", "month-by-size", 1_000_000),
    ("rare word, 1 M", "1.5 × 15 events", "word-by-size", 1_000_000),
    ("first read of 100 k", "2 × libyaml's event stream, below 400 MB", "first-read", 100_000),
    ("one file of a hundred changed", "1.1 × reading as much anew", "one-changed", 100_000),
    ("everything to CSV, 100 k", "1.5 × csv.writer on the same rows", "csv", 100_000),
)
"""The job in words, the aim in words, and the name of the job and its number of events."""

_NONE = "not measured in this run"


def aims(results: Results) -> list[tuple[str, str, str]]:
    """Return each job, its aim and what was measured for it, in words."""
    return [
        *((title, aim, _measured(results, job, events)) for title, aim, job, events in _AIMS),
        (
            "against plain-text record keepers, 10 k and above",
            "faster than each on every reading job",
            _against_plain_text(results),
        ),
    ]


def _measured(results: Results, job: str, events: int) -> str:
    grows = job.endswith("-by-size")
    programs = (sized(events), sized(15)) if grows else (OURS, FLOOR)
    found = [outcome for outcome in results.of(job) if outcome.events in (events, 0)]
    entries = [entry for outcome in found for name in programs if (entry := outcome.of(name))]
    if len(entries) < 2:
        return _NONE
    if failed := [entry for entry in entries if not entry.finished]:
        return "; ".join(f"{entry.program} did not finish: {entry.failed}" for entry in failed)
    ours, base = entries
    memory = f"{ours.memory / base.memory:.2f} ×" if grows else f"{ours.memory:.0f} MB"
    return f"{median(found[0].ratios(*programs)):.2f} ×; memory {memory}"


def _against_plain_text(results: Results) -> str:
    large = [o for job in READING for o in results.of(job) if o.events >= 10_000]
    met = comparisons(large, [peer.name for peer in PEERS if peer.plain_text])
    lost = [
        f"{one.peer.program} at {JOBS[one.outcome.job]}, {one.outcome.events // 1000} k"
        + (f" ({one.verdict})" if one.share is None else "")
        for one in met
        if one.lost
    ]
    if not lost:
        return f"faster in all {len(met)} comparisons" if met else _NONE
    return f"faster in {len(met) - len(lost)} of {len(met)}; not than {'; '.join(lost)}"
