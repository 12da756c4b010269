"""What a mark looks like: a shape for each kind of event, and how it is filled for its state.

Nothing is told by colour alone: the sides also have lanes, the kinds shapes, the states fillings.
"""

from collections.abc import Callable, Mapping

from timeline.formats.drawing.svg import number, tag
from timeline.records.vocabulary import Kind

SHAPES = {
    Kind.CALL: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z",
    Kind.MEETING: "M-5.5-5.5h11v11h-11Z",
    Kind.STATEMENT: "M0-7 7 0 0 7-7 0Z",
    Kind.JOINT_STATEMENT: "M-4.5-6.5 1.5 0-4.5 6.5-10.5 0ZM4.5-6.5 10.5 0 4.5 6.5-1.5 0Z",
    Kind.PRESS_CONFERENCE: "M-7-5.5H7L0 7Z",
    Kind.VISIT: "M-7 5.5H7L0-7Z",
    Kind.AGREEMENT: "M-7 0-3.5-6h7L7 0 3.5 6h-7Z",
    Kind.NEGOTIATION: "M-8-6 8 6V-6L-8 6Z",
    Kind.APPOINTMENT: "M0-7 6.7-2.2 4.1 5.7h-8.2L-6.7-2.2Z",
    Kind.TRANSFER: "M-7-2.5h6V-7L7.5 0-1 7V2.5h-6Z",
    Kind.OTHER: "M-2.2-6.5h4.4v4.3h4.3v4.4h-4.3v4.3h-4.4v-4.3h-4.3v-4.4h4.3Z",
}
"""The outline of each kind, around its middle."""

HALF = 7.0
_LEAST = 12.0
HEADING, TITLE, KEY, SMALL = 20.0, 13.0, 12.0, 11.5
"""The sizes of letters, as in the rules below."""
SORTS = ("solid", "doubted", "hollow", "crossed")
"""What is told apart where events are counted: sure, of doubtful date, planned, called off."""
_CROSS = "M-8-8 8 8M-8 8 8-8"
_DOT = "M-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0Z"

LIGHT = {
    "ink": "#1b1f24",
    "soft": "#57606a",
    "line": "#d5d9de",
    "band": "#f0f2f4",
    "paper": "#ffffff",
    "side-0": "#0067a5",
    "side-1": "#b8480b",
    "side-2": "#007a5e",
    "side-3": "#8f4a86",
    "side-4": "#7a5c00",
    "side-5": "#4b5fb5",
    "both": "#33383e",
    "none": "#656d76",
}
"""The colours by name: sides in the order in which they are declared, from 0, then anew."""

DARK = {
    "ink": "#e8eaed",
    "soft": "#a9b1ba",
    "line": "#3a4149",
    "band": "#1e2329",
    "paper": "#14171b",
    "side-0": "#63b3ea",
    "side-1": "#f0955c",
    "side-2": "#4cc4a2",
    "side-3": "#d39acb",
    "side-4": "#d9b44a",
    "side-5": "#9aaaf0",
    "both": "#d0d5da",
    "none": "#9aa3ad",
}

TONES = tuple(name for name in LIGHT if name.startswith(("side-", "both", "none")))

_FONTS = (
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans','Liberation Sans',"
    "Arial,sans-serif"
)
_FIXED = """\
.tl-drawing{font-family:%(fonts)s;font-size:13px}
.tl-drawing text{unicode-bidi:isolate}
.tl-title{font-size:20px;font-weight:700}
.tl-head,.tl-above{font-weight:700}
.tl-tick,.tl-above{font-size:11.5px}
.tl-when,.tl-note,.tl-number{font-size:11.5px}
.tl-key{font-size:12px}
.tl-solid{fill:currentColor;stroke:currentColor;stroke-width:1.2}
.tl-shape{stroke:currentColor;stroke-width:1.5;stroke-linejoin:round}
.tl-doubted{stroke-dasharray:2.5 1.5}
.tl-within{fill:currentColor}
.tl-span{stroke:currentColor;stroke-width:1}
.tl-either{fill:none;stroke:currentColor;stroke-width:1.3;stroke-dasharray:4 3}
.tl-arrow,.tl-cross,.tl-cap{fill:none;stroke:currentColor;stroke-width:1.8}
.tl-hatching{fill:none;stroke:currentColor;stroke-width:1.5}
.tl-fade{stop-color:currentColor}
.tl-about{fill:none;stroke:currentColor;stroke-width:1}
.tl-grid{fill:none;stroke-width:1}
.tl-echo{fill:currentColor}
.tl-focus{stroke-width:1}
@media all{.tl-drawing{max-width:100%%;height:auto}}
@media print{.tl-drawing{break-inside:avoid}}
"""

# Word and LibreOffice do not know paint-order: there the halo would cover the words.
HALO = "@supports (paint-order:stroke){%s}"
_BEHIND = "paint-order:stroke;stroke-width:3px;stroke-linejoin:round"


def style(colour: Callable[[str], str], *, fonts: str = _FONTS, halo: str = HALO) -> str:
    """Return the rules of the drawing, with its colours as they are called."""
    return _FIXED % {"fonts": fonts} + coloured(colour, halo=halo)


def coloured(colour: Callable[[str], str], *, halo: str = HALO) -> str:
    """Return the rules that hold colours."""
    ink, soft, line, paper = (colour(name) for name in ("ink", "soft", "line", "paper"))
    rules = [
        f".tl-drawing{{background:{paper}}}",
        f".tl-drawing text{{fill:{ink}}}",
        f".tl-drawing .tl-tick,.tl-drawing .tl-when,.tl-drawing .tl-note{{fill:{soft}}}",
        halo % f".tl-mark text,.tl-lens{{{_BEHIND};stroke:{paper}}}",
        f".tl-paper,.tl-hollow{{fill:{paper}}}",
        f".tl-grid{{stroke:{line}}}",
        f".tl-focus{{fill:{colour('band')};stroke:{line}}}",
        *(f".tl-{tone}{{color:{colour(tone)}}}" for tone in TONES),
    ]
    return "\n".join(rules) + "\n"


def patterns(tones: tuple[str, ...]) -> str:
    """Return the hatching and the two fades of each tone."""
    return tag("defs", *(part for tone in tones for part in _of_tone(tone)))


def _of_tone(tone: str) -> tuple[str, str, str]:
    lines = tag("path", d="M-1 1 1-1M0 5 5 0M4 6 6 4", class_="tl-hatching")
    ground = tag("path", d="M0 0h5v5h-5Z", class_="tl-paper")
    hatch = tag(
        "pattern",
        ground,
        lines,
        id=f"tl-hatch-{tone}",
        class_=f"tl-{tone}",
        patternUnits="userSpaceOnUse",
        width="5",
        height="5",
    )
    return hatch, _fade(tone, "start", "0", "0.75"), _fade(tone, "end", "0.75", "0")


def _fade(tone: str, name: str, begin: str, end: str) -> str:
    stops = (
        tag("stop", offset=offset, class_="tl-fade", stop_opacity=opacity)
        for offset, opacity in (("0", begin), ("1", end))
    )
    return tag("linearGradient", *stops, id=f"tl-fade-{name}-{tone}", class_=f"tl-{tone}")


def symbol(
    kind: Kind, x: float, y: float, *, tone: str, state: str = "solid", doubted: bool = False
) -> str:
    """Draw the shape of a kind; ``state`` is solid, hollow, passed or crossed."""
    look = _filled("tl-shape", "tl-solid", tone, state, doubted=doubted)
    return tag("path", d=SHAPES[kind], **look, transform=_at(x, y)) + _sign(state, x, y)


def bar(left: float, right: float, y: float, *, tone: str, state: str, doubted: bool) -> str:
    """Draw a stretch of days, filled as a shape of that state is."""
    middle, wide = (left + right) / 2, max(right - left, _LEAST)
    look = _filled("tl-span", "tl-span tl-within", tone, state, doubted=doubted)
    size = {"x": middle - wide / 2, "y": y - 4, "width": wide, "height": 8.0}
    return tag("rect", **size, **look) + _sign(state, middle, y)


def _filled(outline: str, sure: str, tone: str, state: str, *, doubted: bool) -> dict[str, str]:
    """Return class and fill: hollow unless it took place, hatched if it did on a day in doubt."""
    if state != "solid":
        return {"class_": f"{outline} tl-hollow{' tl-doubted' if doubted else ''}"}
    if doubted:
        return {"class_": outline, "fill": f"url(#tl-hatch-{tone})"}
    return {"class_": sure}


def _sign(state: str, x: float, y: float) -> str:
    """Draw what only two states have: the dot of a passed day, the cross of what is called off."""
    if state == "passed":
        return tag("path", d=_DOT, class_="tl-within", transform=_at(x, y))
    return (
        tag("path", d=_CROSS, class_="tl-cross", transform=_at(x, y)) if state == "crossed" else ""
    )


def _at(x: float, y: float) -> str:
    return f"translate({x:.1f} {y:.1f})"


def piece(sort: str, box: Mapping[str, float], tone: str) -> str:
    """Draw the part of a bar that counts the events of one sort; ``box`` is x, y and its size."""
    fill = f"url(#tl-hatch-{tone})" if sort == "doubted" else None
    kind = {"solid": "tl-within", "doubted": "tl-span"}.get(sort, "tl-span tl-hollow")
    drawn = tag("rect", **box, class_=kind, fill=fill)
    if sort != "crossed":
        return drawn
    x, y, across, down = (number(box[key]) for key in ("x", "y", "width", "height"))
    return drawn + tag("path", d=f"M{x} {y}l{across} {down}", class_="tl-cross")
