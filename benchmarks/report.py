"""The results as a page: what was aimed for, who was faster, and every number."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median, quantiles

from jinja2 import Template

from benchmarks.aims import aims
from benchmarks.jobs import JOBS, NO_INDEX, OURS
from benchmarks.programs import PEERS
from benchmarks.results import Comparison, Measured, Outcome, Results, comparisons

_PAGE = Path(__file__).with_name("page.md.jinja")
_HEAD = ("events", "program", "wall", "10th–90th", "ratio", "CPU", "peak", "answers")


def page(results: Results) -> str:
    """Render the page, in Markdown."""
    names = [peer.name for peer in PEERS]
    outcomes = {job: results.of(job) for job in JOBS}
    ordered = [outcome for job in JOBS for outcome in outcomes[job]]
    met = comparisons(ordered, names)
    template = Template(_PAGE.read_text(encoding="utf-8"), keep_trailing_newline=True)
    text: str = template.render(
        results=results,
        jobs=JOBS,
        peers=PEERS,
        aims=_table(("job", "aim", "measured"), aims(results)),
        met=met,
        unfinished=[o for o in ordered if (ours := o.of(OURS)) and not ours.finished],
        comparisons=_table(("job", "events", *names), _comparison_rows(met, names)),
        tables={
            JOBS[job][0].upper() + JOBS[job][1:]: _table(_HEAD, rows)
            for job in JOBS
            if (rows := [_cells(o, entry) for o in outcomes[job] for entry in o.measured])
        },
    )
    return text


def _comparison_rows(met: list[Comparison], names: list[str]) -> list[list[str]]:
    shares = {
        (one.outcome.job, one.outcome.events, one.peer.program): (
            f"**{one.verdict}**" if one.lost else one.verdict
        )
        for one in met
    }
    return [
        [JOBS[job], f"{events:,}", *(shares.get((job, events, name), "") for name in names)]
        for job, events in dict.fromkeys((job, events) for job, events, _ in shares)
    ]


def _cells(outcome: Outcome, entry: Measured) -> list[str]:
    size = f"{outcome.events:,}" if outcome.events else ""
    name = f"**{entry.program}**" if entry.program in (OURS, NO_INDEX) else entry.program
    if not entry.finished:
        return [size, name, entry.failed or "not run", *[""] * 5]
    ratios = outcome.ratios(entry.program, outcome.measured[0].program)
    ratio = "{:.2f} ({:.2f} – {:.2f})".format(median(ratios), *_spread(ratios)) if ratios else ""
    return [
        size,
        name,
        _seconds(median(entry.walls)),
        " – ".join(map(_seconds, _spread(entry.walls))),
        ratio,
        _seconds(median(run.cpu for run in entry.runs)),
        f"{entry.memory:.0f} MB",
        "" if entry.answers is None else str(entry.answers),
    ]


def _spread(values: list[float]) -> tuple[float, float]:
    """Return the 10th and the 90th percentile, which `quantiles` has for two values or more."""
    tenths = quantiles(values if len(values) > 1 else 2 * values, n=10, method="inclusive")
    return tenths[0], tenths[-1]


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
