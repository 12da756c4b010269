"""How broad text is, and how it is broken into lines, without a font at hand.

The breadths are those of DejaVu Sans and Source Sans, whichever is broader, rounded up: the usual
sans-serif fonts are narrower, so that what is laid out by them has room in any.
"""

import re
import unicodedata
from collections.abc import Iterator

_BREADTHS = {
    0.3: "ijlI'í",
    0.35: " ,./:;\\|·‘’",
    0.4: "ft()-[]",
    0.45: "r!¡",
    0.5: 'J"*_–',
    0.55: "csz?`¿“”",
    0.6: "kvxyFL•",
    0.65: "0123456789abdeghnopquEPSTY${}áéóúñü«»",
    0.7: "ABCKRVXZ",
    0.75: "NU",
    0.8: "DGHOQ&",
    0.85: "w#+<=>^~",
    0.9: "M",
}
_BREADTH = {char: breadth for breadth, chars in _BREADTHS.items() for char in chars}
_WIDEST = 1.1
_BOLD = 1.1
_MARKS = 2


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how broad a text is at most, at a size in the same unit."""
    em = sum(_BREADTH.get(char) or _other(char) for char in text)
    return em * size * (_BOLD if bold else 1)


def _other(char: str) -> float:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return _WIDEST if unicodedata.east_asian_width(char) in "WF" or char > "\u2e80" else 1


def tame(text: str) -> str:
    """Return a text on one line, with no letter under more than two marks."""
    return "".join(_tamed(" ".join(text.split())))


def _tamed(text: str) -> Iterator[str]:
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS:
            yield char


def wrapped(text: str, room: float, size: float, lines: int, *, bold: bool = False) -> list[str]:
    """Break a text into at most so many lines; what is left over is cut and marked with ``…``."""
    words = re.findall(r"\S+", text)
    made: list[str] = []
    while words and len(made) < lines:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, bold=bold) <= room:
            line = f"{line} {words.pop(0)}"
        last = len(made) == lines - 1
        made.append(cut(" ".join((line, *words)) if last else line, room, size, bold=bold))
    return made


def balanced(text: str, room: float, size: float, lines: int) -> list[str]:
    """Break a text into so many lines, as even as can be without cutting more of it."""
    made = wrapped(text, room, size, lines)
    for share in range(20, 9, -1):
        tried = wrapped(text, room * share / 20, size, lines)
        if " ".join(tried) != " ".join(made):
            break
        made = tried
    return made


def cut(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return as much of a text as there is room for, marked with ``…`` where it is cut."""
    if width(text, size, bold=bold) <= room:
        return text
    room -= width("…", size, bold=bold)
    end, used = 0, 0.0
    for end, char in enumerate(text):  # noqa: B007 - where it stops is what is asked
        used += width(char, size, bold=bold)
        if used > room:
            break
    whole = text[:end].rpartition(" ")[0] if " " in text[:end][end // 2 :] else text[:end]
    return f"{whole.rstrip(' ,;:·')}…"
