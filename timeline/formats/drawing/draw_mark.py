"""Drawing a mark that has its place: its days, its shape, its words, the line to what it tells of.

A stretch of days is a bar, filled as its state says; an open end fades into an arrow, the days of
a set are joined by a dashed line.
"""

from collections.abc import Iterator, Sequence

from timeline.formats.drawing.marks import Mark, described, long
from timeline.formats.drawing.placement import FADE, GUTTER, LINE, Placed, beginning, start
from timeline.formats.drawing.scale import Scale
from timeline.formats.drawing.shapes import HALF, bar, symbol
from timeline.formats.drawing.svg import number, tag, written
from timeline.formats.export import Export


def inked(placed: Placed, axis: Scale, export: Export) -> str:
    """Draw one mark, with all that is known of it as its title."""
    mark, event = placed.mark, placed.mark.event
    return tag(
        "g",
        tag("title", written(described(export, mark), lines=True)),
        *_time(mark, axis, placed.y),
        *_words(placed, axis),
        id=f"tl-{event.id}",
        class_=f"tl-mark tl-{mark.lane.tone}",
        data_date=event.date.text,
        data_state=mark.state,
    )


def joined(placed: Sequence[Placed], axis: Scale) -> Iterator[str]:
    """Draw the lines from events to their readouts, to the left of both."""
    at = {item.mark.event.id: item for item in placed}
    for other in placed:
        if parent := at.get(other.mark.event.about or ""):
            x, to = start(parent.mark, axis), start(other.mark, axis)
            turn = number(min(x, to) - GUTTER)
            path = f"M{number(x)} {number(parent.y)}H{turn}V{number(other.y)}H{number(to)}"
            yield tag("path", d=path, class_=f"tl-about tl-{other.mark.lane.tone}")


def _time(mark: Mark, axis: Scale, y: float) -> Iterator[str]:
    """Draw the days of a mark, and its shape on them."""
    places = [axis.x(point) for point in mark.points]
    tone, state, doubted = mark.lane.tone, mark.state, mark.doubted
    if mark.open:
        yield from _faded(mark, axis, y)
    if len(places) > 1:
        line = f"M{number(places[0])} {number(y)}H{number(places[-1])}"
        yield tag("path", d=line, class_="tl-either")
    for first, last in filter(long, mark.stretches):
        yield bar(axis.x(first), axis.x(last), y, tone=tone, state=state, doubted=doubted)
    days = [x for x, pair in zip(places, mark.stretches, strict=True) if not long(pair)]
    for x in _apart(days):
        yield symbol(mark.event.kind, x, y, tone=tone, state=state, doubted=doubted)


def _apart(points: Sequence[float]) -> Sequence[float]:
    """Return the places of the shapes: of days too near to each other, the ends or the middle."""
    near = 2 * HALF + 2
    if len(points) <= 1 or points[1] - points[0] >= near:
        return points
    if points[-1] - points[0] >= near:
        return points[0], points[-1]
    return (sum(points) / len(points),)


def _faded(mark: Mark, axis: Scale, y: float) -> Iterator[str]:
    stretch = mark.stretches[0]
    first, last = stretch if long(stretch) else (mark.points[0], mark.points[0])
    forward = mark.open == "end"
    near = axis.x(last if forward else first)
    far = near + FADE if forward else near - FADE
    fill = f"url(#tl-fade-{mark.open}-{mark.lane.tone})"
    yield tag("rect", x=min(near, far), y=y - 4, width=FADE, height=8, fill=fill)
    tip, back = (far + 2, far - 4) if forward else (far - 2, far + 4)
    arrow = (
        f"M{number(back)} {number(y - 5)}L{number(tip)} {number(y)} {number(back)} {number(y + 5)}"
    )
    yield tag("path", d=arrow, class_="tl-arrow")


def _words(placed: Placed, axis: Scale) -> Iterator[str]:
    label, x = placed.label, beginning(placed.mark, placed.label, axis)
    end = label.side == "left"
    x, anchor = (x + label.width, "end") if end else (x, None)
    y = placed.y + 4 + LINE * (label.side == "below")
    yield tag("text", written(label.when), x=x, y=y, class_="tl-when", text_anchor=anchor)
    for n, line in enumerate(label.lines, 1):
        yield tag("text", written(line), x=x, y=y + LINE * n, text_anchor=anchor)
