"""The results as a page to read: what was aimed for, who is faster, and every number."""

from statistics import median

from benchmarks.aims import aims, times
from benchmarks.contests import OURS, PLAIN
from benchmarks.jobs import JOBS
from benchmarks.peers import PEERS
from benchmarks.results import Measured, Outcome, Results, spread

_HEAD = """# Benchmarks

Whole processes, run in turns: ours, a floor, then each peer, and again. Times are medians of the
wall clock with the 10th and 90th percentile; a ratio is the median of the ratios turn by turn, to
the program in the first line of its size, so numbers are comparable within a run, not between
machines. The data is invented, the same for all,
each program having it in its own format. Written by `python -m benchmarks.run`; do not edit.

"""
_HOW = """## How to run it again

    pip install -e '.[dev]'
    apt install hledger recutils miller sqlite3
    python -m venv peers
    peers/bin/pip install papis sqlite-utils csvkit jrnl khal duckdb-cli
    python -m benchmarks.run --peers peers/bin --sizes 15 1000 10000 100000 1000000

Peers that are not found are left out. `--work FOLDER` keeps the data for the next run,
`--jobs` chooses jobs, `--rounds` says how often, `--report` writes this page anew from
`results.json`. `python -m benchmarks.generate EVENTS FOLDER` writes a collection alone.

## What is compared

"""
_NOTES = """
The floor is Python with the same libraries and none of our work: Typer with two commands for the
start; Typer, Rich, pydantic and PyYAML that build as many models as ours for `list`; `sqlite3` and
`csv.writer` for questions and for CSV, there with the very rows that ours writes; libyaml's event
stream over the same files for the first read; for one changed file, ours reading a collection that
is as large as that file.

Not all answer the same question. Programs that know only days (hledger, recutils, jrnl, khal,
papis, csvkit) are asked for the month in which an event begins, and miss one that only may lie in
it; the column *answers* counts the events found. `check` proves every quotation in ours; a peer's
check, where it has one, looks at its own format alone. A peer without a command of its own for a
job is left out of it. A peak below 9 MB is that of the process which starts the others.
"""


def page(results: Results) -> str:
    """Give the page, in Markdown."""
    return "".join(
        [
            _HEAD,
            f"{results.machine}; at most {results.rounds} rounds.\n\n",
            "## What was aimed for\n\n",
            _table(("job", "aim", "measured"), aims(results)),
            "\n## Where a peer is faster\n\n",
            _faster(results),
            "\n![Wall time against the number of events](results.svg)\n\n",
            *(_job(results, job) for job in JOBS),
            _HOW,
            *(_peer(results, it.name, it.note) for it in PEERS),
            *(f"- {it}: {why}\n" for it, why in results.left_out.items() if it.startswith(OURS)),
            _NOTES,
        ]
    )


def _faster(results: Results) -> str:
    """Say in words, from the numbers, which peers answered sooner than we did."""
    met = [(it, name) for it in results.outcomes if it.of(OURS) for name in _peers_in(it)]
    lost = [(it, name) for it, name in met if times(it, name) < 1]
    if not lost:
        return f"None of the {len(met)} comparisons with a peer ended in the peer's favour.\n"
    told = "".join(_faster_at(job, lost) for job in JOBS)
    return (
        f"In {len(lost)} of {len(met)} comparisons a peer took less time than timeline; in "
        f"brackets its time as a share of ours.\n\n{told}"
    )


def _faster_at(job: str, lost: list[tuple[Outcome, str]]) -> str:
    sizes = dict.fromkeys(it.events for it, _ in lost if it.job == job)
    parts = [
        f"at {size:,} events "
        + ", ".join(
            f"{name} ({times(it, name):.2f})"
            for it, name in lost
            if (it.job, it.events) == (job, size)
        )
        for size in sizes
    ]
    return f"- {_title(job)}: {'; '.join(parts)}\n" if parts else ""


def _title(job: str) -> str:
    return JOBS[job][0].upper() + JOBS[job][1:]


def _peers_in(outcome: Outcome) -> list[str]:
    known = {it.name for it in PEERS}
    return [it.program for it in outcome.measured if it.program in known and it.runs]


def _job(results: Results, job: str) -> str:
    outcomes = results.of(job)
    if not outcomes:
        return ""
    head = ("events", "program", "wall", "10th–90th", "ratio", "CPU", "peak", "answers")
    lines = [_cells(outcome, it) for outcome in outcomes for it in outcome.measured]
    return f"## {_title(job)}\n\n{_table(head, lines)}\n"


def _cells(outcome: Outcome, it: Measured) -> tuple[str, ...]:
    size = f"{outcome.events:,}" if outcome.events else ""
    name = f"**{it.program}**" if it.program in (OURS, PLAIN) else it.program
    if not it.runs:
        return size, name, it.failed or "not run", "", "", "", "", ""
    first = next((one for one in outcome.measured if one.runs), it)
    ratios = outcome.ratios(it.program, first.program)
    least, most = spread(ratios)
    low, high = it.spread
    return (
        size,
        name,
        _seconds(it.wall),
        f"{_seconds(low)} – {_seconds(high)}",
        f"{median(ratios):.2f} ({least:.2f} – {most:.2f})",
        _seconds(it.cpu),
        f"{it.memory:.0f} MB",
        "" if it.answers is None else str(it.answers),
    )


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def _peer(results: Results, name: str, note: str) -> str:
    said = results.versions.get(name) or results.left_out.get(name, "not run")
    missing = [
        f"{key.removeprefix(name).strip()}: {reason}"
        for key, reason in results.left_out.items()
        if key.startswith(f"{name} at")
    ]
    return f"- {name}: {note} ({'; '.join([said, *missing])})\n"


def _table(head: tuple[str, ...], lines: list[tuple[str, ...]] | list[tuple[str, str, str]]) -> str:
    rows = [head, tuple("---" for _ in head), *lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
