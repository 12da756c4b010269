"""Too many events to draw one by one: counted by day, week, month or year, in bars, by lane.

Every event is counted once, where its first known day lies. All lanes have one measure.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.dates import Span, span_to_edtf
from timeline.formats.drawing.marks import Lane, Mark, lanes, sort
from timeline.formats.drawing.panels import AXIS, LEFT, RIGHT, Drawn, gridded, headed
from timeline.formats.drawing.scale import Scale, scale
from timeline.formats.drawing.shapes import SORTS, piece
from timeline.formats.drawing.svg import tag, text, written
from timeline.formats.export import Export
from timeline.i18n import Language, counted

_LANE, _BAR = 104.0, 84.0
_BROAD = 7.0

Counts = dict[int, Counter[str]]


def drawn(export: Export, marks: Sequence[Mark]) -> Drawn:
    """Draw the counts; there must be a mark."""
    first, last = min(mark.first for mark in marks), max(mark.last for mark in marks)
    axis = scale(first, last, LEFT, RIGHT)
    edges = (*axis.step(_BROAD).starts(axis.first, last), last + 1)
    counts = _counted(marks, edges)
    named = [lane for _, lane in lanes(export.collection, export.language) if lane in counts]
    most = max(each.total() for own in counts.values() for each in own.values())
    parts = [*gridded(axis, export.language, AXIS + _LANE * len(named))]
    for n, lane in enumerate(named):
        top = AXIS + _LANE * n
        row = _BarRow(lane, axis, edges, top + _LANE - 6, _BAR / most)
        parts += [headed(lane, top, _LANE), *row.drawn(counts[lane], export.language)]
    return Drawn("\n".join(parts), AXIS + _LANE * len(named))


def _counted(marks: Sequence[Mark], edges: Sequence[int]) -> dict[Lane, Counts]:
    """Count each lane's marks of each sort, by the number of the stretch in which they begin."""
    counts: dict[Lane, Counts] = {}
    for mark in marks:
        at = bisect_right(edges, mark.first) - 1
        counts.setdefault(mark.lane, {}).setdefault(at, Counter())[sort(mark)] += 1
    return counts


@dataclass(frozen=True, slots=True)
class _BarRow:
    """The bars of a lane: on what ground they stand, and how high one event makes them."""

    lane: Lane
    axis: Scale
    edges: Sequence[int]
    ground: float
    unit: float

    def drawn(self, own: Counts, language: Language) -> Iterator[str]:
        yield from (self._bar(at, counts, language) for at, counts in sorted(own.items()))
        highest = max(sorted(own), key=lambda at: own[at].total())
        n = own[highest].total()
        left, right = self._ends(highest)
        above = self.ground - self.unit * n - 3
        yield text(str(n), (left + right) / 2, above, "tl-number", text_anchor="middle")

    def _ends(self, at: int) -> tuple[float, float]:
        return self.axis.x(self.edges[at]), self.axis.x(self.edges[at + 1])

    def _bar(self, at: int, counts: Counter[str], language: Language) -> str:
        first, last = self.edges[at], self.edges[at + 1] - 1
        days = span_to_edtf(Span(date.fromordinal(first), date.fromordinal(last)))
        n = counts.total()
        said = counted("{days}: {n} event", "{days}: {n} events", n, days=days)
        return tag(
            "g",
            tag("title", written(f"{self.lane.name} · {said.say(language)}")),
            *self._pieces(*self._ends(at), counts),
            class_=f"tl-bin tl-{self.lane.tone}",
            data_events=n,
        )

    def _pieces(self, left: float, right: float, counts: Counter[str]) -> Iterator[str]:
        """Draw a bar from the ground up, a part for each sort."""
        y, wide = self.ground, max(right - left - 1, 1)
        for drawn in (kind for kind in SORTS if counts[kind]):
            height = self.unit * counts[drawn]
            y -= height
            box = {"x": left + 0.5, "y": y, "width": wide, "height": height}
            yield piece(drawn, box, self.lane.tone)
