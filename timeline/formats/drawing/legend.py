"""The legend: only the shapes, fillings and lines that the drawing has, each in words."""

from collections.abc import Iterable, Iterator, Sequence

from timeline.formats.drawing.marks import Mark, long, sort
from timeline.formats.drawing.panels import Drawn
from timeline.formats.drawing.shapes import SMALL, bar, piece, symbol
from timeline.formats.drawing.svg import tag, text
from timeline.formats.drawing.text_width import width
from timeline.i18n import Language, Sentence, mark, sentence
from timeline.records.vocabulary import Kind, word

_RIGHT = 1064.0
TONE = "none"
_PIECE = {"x": 0, "y": -7, "width": 12, "height": 14}
_SORTS = {
    "solid": mark("took place, issued or reported"),
    "doubted": mark("the same, on a day in doubt"),
    "hollow": mark("planned"),
    "crossed": mark("cancelled, postponed or denied"),
}
_STATES = {
    "hollow": mark("planned"),
    "passed": mark("its day has passed, no outcome recorded"),
    "crossed": mark("cancelled, postponed or denied"),
}

Entry = tuple[str, float, str]


def drawn(marks: Sequence[Mark], language: Language) -> Drawn:
    """Draw the legend of events that are drawn one by one."""
    return _set(_entries(marks, language))


def counted(marks: Sequence[Mark], language: Language) -> Drawn:
    """Draw the legend of events that are counted."""
    there = {sort(mark) for mark in marks}
    return _set(
        (
            (piece(text, _PIECE, TONE), 12, sentence(said).say(language))
            for text, said in _SORTS.items()
            if text in there
        )
    )


def _set(entries: Iterable[Entry]) -> Drawn:
    x, below, parts = 16.0, 24.0, []
    for markup, breadth, said in entries:
        room = breadth + 6 + width(said, SMALL) + 18
        if x + room > _RIGHT:
            x, below = 16.0, below + 21
        parts.append(
            tag("g", markup, class_=f"tl-{TONE}", transform=f"translate({x:.1f} {below:.1f})")
        )
        parts.append(text(said, x + breadth + 6, below + 4, "tl-note"))
        x += room
    return Drawn("\n".join(parts), below + 10 if parts else 0)


def _entries(marks: Sequence[Mark], language: Language) -> Iterator[Entry]:
    kinds = {mark.event.kind for mark in marks if not all(map(long, mark.stretches))}
    for kind in (other for other in Kind if other in kinds):
        half = 11.0 if kind is Kind.JOINT_STATEMENT else 7.0
        yield symbol(kind, half, 0, tone=TONE), 2 * half, word(kind).say(language)
    states = {mark.state for mark in marks}
    for state, said in _STATES.items():
        if state in states:
            yield symbol(Kind.CALL, 7, 0, tone=TONE, state=state), 14, sentence(said).say(language)
    for there, markup, breadth, told in _times(marks):
        if there:
            yield markup, breadth, told.say(language)


def _times(marks: Sequence[Mark]) -> Iterator[tuple[bool, str, float, Sentence]]:
    days = [mark for mark in marks if any(map(long, mark.stretches))]
    state = "hollow" if all(mark.state != "solid" for mark in days) else "solid"
    within = bar(0, 30, 0, tone=TONE, state=state, doubted=False)
    yield bool(days), within, 30, sentence("within these days")
    either = tag("path", d="M7 0H31", class_="tl-either")
    ends = "".join(symbol(Kind.CALL, x, 0, tone=TONE, doubted=True) for x in (7, 31))
    sets = any(len(mark.points) > 1 for mark in marks)
    yield sets, either + ends, 38, sentence("one of these days")
    open_ = tag("rect", x=4, y=-4, width=36, height=8, fill=f"url(#tl-fade-start-{TONE})")
    arrow = tag("path", d="M8-5 2 0 8 5", class_="tl-arrow")
    yield (
        any(mark.open for mark in marks),
        open_ + arrow,
        40,
        sentence("its beginning or end is not known"),
    )
    doubted = any(mark.doubted for mark in marks)
    hatched = symbol(Kind.CALL, 7, 0, tone=TONE, doubted=True)
    yield doubted, hatched, 14, sentence("its day is in doubt")
    joined = tag("path", d="M4 6H0V-6H4", class_="tl-about")
    present = {mark.event.id for mark in marks}
    yield (
        any(mark.event.about in present for mark in marks),
        joined,
        6,
        sentence("joins an event and its readouts"),
    )
