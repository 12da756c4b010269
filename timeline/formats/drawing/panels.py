"""One time axis with its lanes, drawn: the ticks, the lanes, the crowds, the marks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.formats.drawing.dense_spans import Crowd
from timeline.formats.drawing.draw_mark import inked, joined
from timeline.formats.drawing.marks import Lane, Mark
from timeline.formats.drawing.placement import FADE, GAP, LINE, WHEN, Label, Placed, Placing, extent
from timeline.formats.drawing.scale import Scale, scale, ticks
from timeline.formats.drawing.shapes import TITLE
from timeline.formats.drawing.svg import number, tag, text
from timeline.formats.drawing.text_width import wrapped
from timeline.formats.export import Export
from timeline.i18n import Language

LEFT, RIGHT = 118.0, 1064.0
"""Where an axis begins and ends; the names of the lanes are to its left."""
AXIS = 36.0
"""How high the names of the ticks are."""

_EDGE = 16.0
_PAD, _SHORTEST = 7.0, 34.0
_DOT, _DOTS = 4.0, 16.0

Band = tuple[Lane, float, float]
"""A lane, its top and how high it is."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A time axis, what stands on it, and the crowds that are only hinted at on it."""

    axis: Scale
    marks: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    crowds: tuple[Crowd, ...] = ()

    @property
    def upward(self) -> Lane | None:
        """The lane filled from below: that above what both sides do together."""
        joint = [n for n, lane in enumerate(self.lanes) if lane.tone == "both"]
        return self.lanes[0] if joint == [1] else None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Markup, how high it is, and which marks have only a number in it."""

    markup: str
    height: float
    numbered: tuple[Mark, ...] = ()


def drawn(
    panel: Panel, export: Export, numbers: Mapping[str, int], *, sparing: bool = False
) -> Drawn:
    """Draw a panel; ``sparing`` of room, it has ``numbers`` for words where there is little."""
    placing = Placing(
        panel.axis, panel.marks, panel.lanes, panel.crowds, export.language, numbers, sparing
    )
    below, bands = AXIS, []
    placed: list[Placed] = []
    for lane in panel.lanes:
        own, height = placing.lane(lane)
        placed += (_at(pair, below, height, upward=lane == panel.upward) for pair in own)
        tall = max(height - GAP + 2 * _PAD, _SHORTEST)
        bands.append((lane, below, tall))
        below += tall
    parts = (
        *gridded(panel.axis, export.language, below),
        *(_crowd(crowd, panel.axis, below, bands) for crowd in panel.crowds),
        *(headed(*band) for band in bands),
        *joined(placed, panel.axis),
        *(inked(other, panel.axis, export) for other in placed),
    )
    return Drawn(
        "\n".join(parts), below, tuple(other.mark for other in placed if not other.label.lines)
    )


def fitted(around: Sequence[Mark], own: Sequence[Mark]) -> Scale:
    """Return a scale for the days of these marks, with room for the open ends of its own."""
    first, last = min(mark.first for mark in around), max(mark.last for mark in around)
    axis = scale(first, last, LEFT, RIGHT)
    ends = [extent(mark, axis) for mark in own]
    left = FADE if any(begin < LEFT for begin, _ in ends) else 0
    right = FADE if any(end > RIGHT for _, end in ends) else 0
    return scale(first, last, LEFT + left, RIGHT - right)


def _at(pair: tuple[Mark, Label, float], top: float, height: float, *, upward: bool) -> Placed:
    mark, label, own = pair
    own = height - own - label.height if upward else own
    return Placed(mark, label, top + _PAD + own + WHEN / 2)


def gridded(axis: Scale, language: Language, below: float) -> Iterator[str]:
    """Draw the names of the ticks, and their lines down to ``below``."""
    for tick in ticks(axis, language):
        line = f"M{number(tick.x)} 16V{number(below)}"
        yield tag("path", d=line, class_="tl-grid")
        if tick.text:
            yield text(tick.text, tick.x + 4, 27, "tl-tick")
        if tick.above:
            yield text(tick.above, tick.x + 4, 11, "tl-above")


def headed(lane: Lane, top: float, tall: float) -> str:
    """Draw the edges of a lane and its name."""
    edge = "".join(f"M{number(_EDGE)} {number(y)}H{number(RIGHT)}" for y in (top, top + tall))
    bar = tag(
        "rect", x=_EDGE, y=top + 4, width=3, height=tall - 8, class_=f"tl-echo tl-{lane.tone}"
    )
    lines = wrapped(lane.name, LEFT - 34, TITLE, 2, bold=True)
    first = top + tall / 2 + 4.5 - 8 * (len(lines) - 1)
    names = (text(line, 25, first + LINE * n, "tl-head") for n, line in enumerate(lines))
    return tag("path", d=edge, class_="tl-grid") + bar + "".join(names)


def _crowd(crowd: Crowd, axis: Scale, below: float, bands: Sequence[Band]) -> str:
    left, right = axis.x(crowd.first), axis.x(crowd.last + 1)
    place = {"x": left, "y": AXIS, "width": right - left, "height": below - AXIS}
    frame = tag("rect", **place, class_="tl-focus")
    middles = {lane: y + tall / 2 for lane, y, tall in bands}
    return frame + "".join(_dots(crowd.marks, axis, middles))


def _dots(marks: Iterable[Mark], axis: Scale, middles: dict[Lane, float]) -> Iterator[str]:
    """Draw a dot for each event of a crowd, one above the other where they would meet."""
    high: dict[tuple[Lane, int], int] = {}
    for mark in marks:
        x = axis.x(mark.points[0])
        place = (mark.lane, round(x / _DOT))
        high[place] = n = high.get(place, -1) + 1
        away = (n + 1) // 2 * _DOT * (-1 if n % 2 else 1)
        if abs(away) <= _DOTS:
            at = {"cx": place[1] * _DOT, "cy": middles[mark.lane] + away, "r": 1.6}
            yield tag("circle", **at, class_=f"tl-echo tl-{mark.lane.tone}")
