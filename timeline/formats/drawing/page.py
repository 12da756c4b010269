"""The whole drawing: its heading, its panels, the list, the legend and where it comes from."""

import json
from collections.abc import Iterator, Sequence

from timeline.dates import of_day
from timeline.formats.drawing import density, legend, panels, shapes
from timeline.formats.drawing.dense_spans import Crowd, crowds
from timeline.formats.drawing.marks import Mark, lanes, marks, title_of, when
from timeline.formats.drawing.panels import LEFT, RIGHT, Drawn, Panel
from timeline.formats.drawing.svg import number, tag, text, written
from timeline.formats.drawing.text_width import cut, tame, width, wrapped
from timeline.formats.export import Export
from timeline.i18n import Sentence, counted, sentence
from timeline.records.vocabulary import Status
from timeline.text import safe

WIDTH = 1080
_EDGE = 16
_ROOM = WIDTH - 2 * _EDGE
_NAMED = 40
"""So many events have their words beside them, whatever room it takes."""
_DRAWN = 150
"""So many events are drawn one by one; more are counted."""


def render(export: Export) -> Iterator[str]:
    """Yield an SVG file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield drawn(export, standalone=True)
    yield "\n"


def drawn(export: Export, *, standalone: bool) -> str:
    """Return the drawing as one ``<svg>`` element, to stand alone or inside a page of HTML.

    Inside a page it has no rules of style, so that the page's policy need not let them in: the
    page puts `page_style` into its own.
    """
    if not standalone:
        return painted(export)
    light = shapes.style(shapes.LIGHT.__getitem__)
    dark = shapes.coloured(shapes.DARK.__getitem__)
    return painted(export, f"{light}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n")


def page_style() -> str:
    """Return the rules of style for a page with the drawing in it, in the page's colours."""
    return shapes.style(lambda name: f"var(--tl-{name},{shapes.LIGHT[name]})")


def painted(export: Export, style: str = "") -> str:
    """Return the drawing with these rules of style, if any."""
    all_marks = marks(export)
    body = _under(_parts(export, all_marks), 12)
    height = body.height + 28
    tones = dict.fromkeys((*(mark.lane.tone for mark in all_marks), legend.TONE))
    return tag(
        "svg",
        tag("title", written(_title(export)), id="tl-title"),
        tag("desc", written(_description(export)), id="tl-desc"),
        tag("metadata", written(json.dumps(export.origin, ensure_ascii=False))),
        tag("style", style) if style else "",
        shapes.patterns(tuple(tones)),
        tag("rect", x=0, y=0, width=WIDTH, height=height, class_="tl-paper"),
        body.markup,
        xmlns="http://www.w3.org/2000/svg",
        class_="tl-drawing",
        role="img",
        aria_labelledby="tl-title tl-desc",
        lang=export.language,
        viewBox=f"0 0 {WIDTH} {number(height)}",
        width=WIDTH,
        height=height,
    )


def _title(export: Export) -> str:
    return tame(safe(export.collection.collection.title.say(export.language)))


def _description(export: Export) -> str:
    told = (
        counted("{n} event on a time scale", "{n} events on a time scale", len(export.rows)),
        *export.told(),
    )
    return ". ".join(phrase.say(export.language) for phrase in told) + "."


def _under(parts: Iterator[Drawn], y: float) -> Drawn:
    """Put one part under the other; each is made with its top at 0."""
    top, made = y, []
    for part in parts:
        moved = tag("g", part.markup, transform=f"translate(0 {number(top)})")
        made += [moved] if part.markup else []
        top += part.height
    return Drawn("\n" + "\n".join(made) + "\n", top - y)


def _parts(export: Export, all_marks: tuple[Mark, ...]) -> Iterator[Drawn]:
    yield _heading(export, all_marks)
    many = len(all_marks) > _DRAWN
    numbered: list[Mark] = []
    if many:
        yield density.drawn(export, all_marks)
    elif all_marks:
        for part in _panels(export, all_marks):
            numbered += part.numbered
            yield part
    if numbered:
        yield _listed(export, all_marks, numbered)
    yield (legend.counted if many else legend.drawn)(all_marks, export.language)
    yield _notes(export, all_marks)


def _heading(export: Export, all_marks: tuple[Mark, ...]) -> Drawn:
    lines = wrapped(_title(export), _ROOM, shapes.HEADING, 2, bold=True)
    parts = [text(line, _EDGE, 24 + 25 * n, "tl-title") for n, line in enumerate(lines)]
    said = counted("{n} event", "{n} events", len(all_marks)).say(export.language)
    if all_marks:
        said += f" · {Crowd(all_marks).dates.say(export.language)}"
    y = 24 + 25 * len(lines)
    return Drawn("".join((*parts, text(said, _EDGE, y - 2))), y + 18)


def _panels(export: Export, all_marks: tuple[Mark, ...]) -> Iterator[Drawn]:
    near = crowds(all_marks)
    inside = {mark.event.id for crowd in near for mark in crowd.marks}
    own = tuple(mark for mark in all_marks if mark.event.id not in inside)
    numbers = {mark.event.id: n for n, mark in enumerate(all_marks, 1)}
    sparing = len(all_marks) > _NAMED
    whole = _panel(export, all_marks, own, near)
    yield panels.drawn(whole, export, numbers, sparing=sparing)
    for crowd in near:
        yield _lens(export, crowd, whole)
        large = _panel(export, crowd.marks, crowd.marks)
        yield panels.drawn(large, export, numbers, sparing=sparing)


def _panel(
    export: Export, around: Sequence[Mark], own: tuple[Mark, ...], near: tuple[Crowd, ...] = ()
) -> Panel:
    present = {mark.lane for mark in around}
    named = [lane for _, lane in lanes(export.collection, export.language) if lane in present]
    return Panel(panels.fitted(around, own), own, tuple(named), near)


def _lens(export: Export, crowd: Crowd, whole: Panel) -> Drawn:
    """Say which days are drawn larger below, with lines from there to here if there is one."""
    said = _larger(crowd).say(export.language)
    if len(whole.crowds) > 1:
        return Drawn(text(said, LEFT, 26, "tl-head"), 38)
    left, right = whole.axis.x(crowd.first), whole.axis.x(crowd.last + 1)
    lines = f"M{number(left)} 0L{number(LEFT)} 34M{number(right)} 0L{number(RIGHT)} 34"
    half = width(said, shapes.TITLE, bold=True) / 2
    middle = min(max((left + right) / 2, LEFT + half), RIGHT - half)
    words = text(said, middle, 26, "tl-head tl-lens", text_anchor="middle")
    return Drawn(tag("path", d=lines, class_="tl-grid") + words, 46)


def _larger(crowd: Crowd) -> Sentence:
    return counted(
        "{days}: {n} event, drawn larger below",
        "{days}: {n} events, drawn larger below",
        len(crowd.marks),
        days=crowd.dates,
    )


def _listed(export: Export, all_marks: tuple[Mark, ...], numbered: Sequence[Mark]) -> Drawn:
    """List the events that have only a number in the drawing, in two columns."""
    only = {mark.event.id for mark in numbered}
    entries = [(n, mark) for n, mark in enumerate(all_marks, 1) if mark.event.id in only]
    half, column = (len(entries) + 1) // 2, (WIDTH - _EDGE) / 2
    parts = []
    for i, (n, mark) in enumerate(entries):
        x, y = _EDGE + column * (i >= half), 30 + 17 * (i % half)
        said = f"{when(mark, export.language)} · {title_of(mark, export.language)}"
        parts.append(text(str(n), x + 26, y, "tl-number tl-head", text_anchor="end"))
        parts.append(text(cut(said, column - 52, shapes.KEY), x + 34, y, "tl-key"))
    return Drawn("\n".join(parts), 24 + 17 * half)


def _notes(export: Export, all_marks: tuple[Mark, ...]) -> Drawn:
    told = [*_read(export, all_marks), *export.told()]
    said = tame(safe(" · ".join(phrase.say(export.language) for phrase in told)))
    lines = wrapped(said, _ROOM, shapes.SMALL, 8)
    parts = (text(line, _EDGE, 18 + 15 * n, "tl-note") for n, line in enumerate(lines))
    return Drawn("\n".join(parts), 14 + 15 * len(lines))


def _read(export: Export, all_marks: tuple[Mark, ...]) -> Iterator[Sentence]:
    """Say how the drawing is to be read."""
    if len(all_marks) > _DRAWN:
        yield sentence("each event is counted once, where its first known day lies")
    elif all_marks:
        yield sentence("a day without a time stands at its noon")
    if any(mark.event.status is Status.SCHEDULED for mark in all_marks):
        yield sentence("outcomes as seen on {day}", day=of_day(export.day))
