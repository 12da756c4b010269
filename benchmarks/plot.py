"""Cost against size, on logarithmic axes, as SVG: one panel a job, one line a program."""

from html import escape
from math import ceil, floor, log10

from benchmarks.contests import FLOOR, OURS, PLAIN
from benchmarks.jobs import JOBS, READING
from benchmarks.results import Outcome, Results

_WIDTH, _HEIGHT, _MARGIN, _LEGEND = 420, 300, 52, 150
_COLOURS = {
    OURS: "#d1495b",
    PLAIN: "#e39aa5",
    FLOOR: "#8a8a8a",
    "hledger": "#2e86ab",
    "recutils": "#3f9142",
    "jrnl": "#a06cd5",
    "khal": "#d08c00",
    "papis": "#9b6a3c",
    "csvkit": "#5c6bc0",
    "miller": "#009e8e",
    "sqlite-utils": "#7cb342",
    "sqlite3": "#607d8b",
    "duckdb": "#b5a100",
}
_STYLE = """
  text { font: 11px system-ui, sans-serif; fill: #333 }
  .title { font-weight: 600; font-size: 13px }
  .grid { stroke: #8888; stroke-width: .5 }
  polyline { fill: none; stroke-width: 1.5 }
  .ours { stroke-width: 3.5 }
  @media (prefers-color-scheme: dark) { text { fill: #ddd } }
"""

Points = list[tuple[int, float]]


def svg(results: Results) -> str:
    """Draw the wall time of every program against the number of events."""
    panels = [(job, _lines(results.of(job))) for job in READING]
    drawn = [(job, lines) for job, lines in panels if lines]
    width, height = 2 * _WIDTH + _LEGEND, ceil(len(drawn) / 2) * _HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        "<title>Wall time against the number of events</title>",
        f"<style>{_STYLE}</style>",
        *(
            f'<g transform="translate({i % 2 * _WIDTH} {i // 2 * _HEIGHT})">{_panel(*it)}</g>'
            for i, it in enumerate(drawn)
        ),
        _legend([name for name in _COLOURS if any(name in lines for _, lines in drawn)]),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _lines(outcomes: list[Outcome]) -> dict[str, Points]:
    lines: dict[str, Points] = {}
    for outcome in outcomes:
        for it in outcome.measured:
            if it.runs and outcome.events:
                lines.setdefault(it.program, []).append((outcome.events, it.wall))
    return lines


def _panel(job: str, lines: dict[str, Points]) -> str:
    points = [point for line in lines.values() for point in line]
    across = _Axis([size for size, _ in points], _MARGIN, _WIDTH - 16)
    up = _Axis([wall for _, wall in points], _HEIGHT - 36, 30)
    parts = [f'<text class="title" x="{_MARGIN}" y="18">{escape(JOBS[job])}</text>']
    for power in across.powers():
        x = across.place(10**power)
        parts += [
            f'<line class="grid" x1="{x:.1f}" y1="30" x2="{x:.1f}" y2="{_HEIGHT - 36}"/>',
            f'<text x="{x:.1f}" y="{_HEIGHT - 20}" text-anchor="middle">{10**power:,}</text>',
        ]
    for power in up.powers():
        y = up.place(10.0**power)
        parts += [
            f'<line class="grid" x1="{_MARGIN}" y1="{y:.1f}" x2="{_WIDTH - 16}" y2="{y:.1f}"/>',
            f'<text x="{_MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>',
        ]
    parts += (_line(name, line, across, up) for name, line in lines.items())
    return "\n".join(parts)


def _line(name: str, line: Points, across: "_Axis", up: "_Axis") -> str:
    colour, places = _COLOURS.get(name, "#777"), sorted(line)
    dots = [(across.place(size), up.place(wall)) for size, wall in places]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
    marks = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in dots)
    kind = ' class="ours"' if name == OURS else ""
    return f'<polyline{kind} stroke="{colour}" points="{path}"/>{marks}'


def _legend(names: list[str]) -> str:
    left = 2 * _WIDTH + 8
    return "\n".join(
        f'<rect x="{left}" y="{30 + 18 * i}" width="12" height="3" fill="{_COLOURS[name]}"/>'
        f'<text x="{left + 18}" y="{35 + 18 * i}">{escape(name)}</text>'
        for i, name in enumerate(names)
    )


class _Axis:
    """A logarithmic axis over whole powers of ten, from one place of the picture to another."""

    def __init__(self, values: list[int] | list[float], start: float, end: float) -> None:
        self._low, self._high = floor(log10(min(values))), ceil(log10(max(values)))
        self._high = max(self._high, self._low + 1)
        self._start, self._end = start, end

    def powers(self) -> range:
        """Give the powers of ten on it."""
        return range(self._low, self._high + 1)

    def place(self, value: float) -> float:
        """Give where a value is."""
        part = (log10(value) - self._low) / (self._high - self._low)
        return self._start + part * (self._end - self._start)
