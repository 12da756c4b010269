"""The results as a page: what was aimed for, who was faster, and every number."""

from collections.abc import Iterable, Sequence
from statistics import median

from benchmarks.aims import aims
from benchmarks.jobs import JOBS, NO_INDEX, OURS
from benchmarks.peers import PEERS
from benchmarks.results import Comparison, Measured, Outcome, Results, comparisons, spread

_HEAD = """# Benchmarks

Whole processes run in turns: ours, a floor, each peer, and again. Times are medians of the wall
clock with the 10th and 90th percentile. A ratio is the median of the ratios turn by turn, to the
first program of its size, so compare numbers within a run, not between machines. The data is
invented; every program has the same events in its own format. Written by
`python -m benchmarks.run`; do not edit.

"""
_HOW = """## How to run it again

    pip install -e '.[dev]'
    apt install hledger recutils miller sqlite3
    python -m venv peers
    peers/bin/pip install papis sqlite-utils csvkit jrnl khal duckdb-cli
    python -m benchmarks.run --peers peers/bin --sizes 15 1000 10000 100000 1000000

Peers that are not installed are left out. `--work FOLDER` keeps the data for the next run,
`--jobs` chooses jobs, `--rounds` says how often, `--report` writes this page again from
`results.json`. `python -m benchmarks.generate EVENTS FOLDER` writes a collection alone.

## What is compared

"""
_NOTES = """
The floor is Python with the same libraries and none of our work: Typer with two commands for the
start; Typer, Rich, pydantic and PyYAML that build as many models as ours for `list`; `sqlite3` and
`csv.writer` for searches and for CSV, there with the rows that ours writes; libyaml's event
stream over the same files for the first read; for one changed file, ours reading a collection
about as large as that file.

Not all answer the same question. Programs that know only days (hledger, recutils, jrnl, khal,
papis, csvkit) are asked for the month in which an event begins, and miss one that only may lie in
it; the column *answers* counts the events printed. `check` proves every quotation in ours; a
peer's check, where there is one, looks at its own format alone. A peer without a command of its
own for a job is left out of that job. A peak below 9 MB is that of the process that starts the
others.
"""


def page(results: Results) -> str:
    """Render the page, in Markdown."""
    return "".join(
        [
            _HEAD,
            f"{results.machine}; at most {results.rounds} rounds.\n\n## What was aimed for\n\n",
            _table(("job", "aim", "measured"), aims(results)),
            "\n## Ours against each peer\n\n",
            _against_peers(results),
            *(_job(job, results.of(job)) for job in JOBS),
            _HOW,
            *(_peer(results, peer.name, peer.note) for peer in PEERS),
            *(
                f"- {name}: {why}\n"
                for name, why in results.left_out.items()
                if name.startswith(OURS)
            ),
            _NOTES,
        ]
    )


def _against_peers(results: Results) -> str:
    names = [peer.name for peer in PEERS]
    ordered = [outcome for job in JOBS for outcome in results.of(job)]
    met = {
        (one.outcome.job, one.outcome.events, one.peer.program): one
        for one in comparisons(ordered, OURS, names)
    }
    rows = [
        [JOBS[job], f"{events:,}", *(_share(met.get((job, events, name))) for name in names)]
        for job, events in dict.fromkeys((job, events) for job, events, _ in met)
    ]
    unfinished = [
        f"- timeline did not finish: {JOBS[outcome.job]}, {outcome.events:,} events "
        f"({entry.failed})\n"
        for outcome in ordered
        if (entry := outcome.of(OURS)) and not entry.finished
    ]
    return (
        f"timeline lost {sum(one.lost for one in met.values())} of {len(met)} comparisons (bold): "
        "the peer took less time, or timeline did not finish. Each number is the peer's time over "
        "ours. A peer that alone did not finish is not counted.\n\n"
        + "".join(unfinished)
        + "\n" * bool(unfinished)
        + _table(("job", "events", *names), rows)
        + "\n"
    )


def _share(one: Comparison | None) -> str:
    if one is None:
        return ""
    return f"**{one.verdict}**" if one.lost else one.verdict


def _job(job: str, outcomes: list[Outcome]) -> str:
    head = ("events", "program", "wall", "10th–90th", "ratio", "CPU", "peak", "answers")
    rows = [_cells(outcome, entry) for outcome in outcomes for entry in outcome.measured]
    title = JOBS[job][0].upper() + JOBS[job][1:]
    return f"## {title}\n\n{_table(head, rows)}\n" if rows else ""


def _cells(outcome: Outcome, entry: Measured) -> list[str]:
    size = f"{outcome.events:,}" if outcome.events else ""
    name = f"**{entry.program}**" if entry.program in (OURS, NO_INDEX) else entry.program
    if not entry.finished:
        return [size, name, entry.failed or "not run", "", "", "", "", ""]
    ratios = outcome.ratios(entry.program, outcome.measured[0].program)
    ratio = "{:.2f} ({:.2f} – {:.2f})".format(median(ratios), *spread(ratios)) if ratios else ""
    return [
        size,
        name,
        _seconds(median(entry.walls)),
        " – ".join(map(_seconds, spread(entry.walls))),
        ratio,
        _seconds(median(run.cpu for run in entry.runs)),
        f"{entry.memory:.0f} MB",
        "" if entry.answers is None else str(entry.answers),
    ]


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def _peer(results: Results, name: str, note: str) -> str:
    version = results.versions.get(name) or results.left_out.get(name, "not run")
    missing = [
        f"{key.removeprefix(name).strip()}: {why}"
        for key, why in results.left_out.items()
        if key.startswith(f"{name} at")
    ]
    return f"- {name}: {note} ({'; '.join([version, *missing])})\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
