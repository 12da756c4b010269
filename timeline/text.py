"""How text is compared, and how it is made safe to show.

Nothing here changes what is stored: folding and normalising are for comparing alone.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# C0 but tab, LF and CR; DEL, C1; bidi controls; line and paragraph separators; BOM; lone
# surrogates; noncharacters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ufeff\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
_UNSHOWABLE = re.compile(f"[\t\n\r]|{FORBIDDEN.pattern}")
_UNSHOWABLE_IN_LINES = re.compile(f"[\t\r]|{FORBIDDEN.pattern}")

_ALIKE = str.maketrans(
    dict.fromkeys("“”«»„", '"')
    | dict.fromkeys("‘’", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")  # hyphens, dashes, minus
    | {"…": "..."}
)
# Soft hyphen, zero-width characters, BOM; and the bidi marks, which have no width either: a
# source may hold them, while a quote, which is data, may not.
_DROPPED = "\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_DROPPED}]+")
_LATIN = "!-~¡-ª¬®-º¼-\u02ff"  # nothing here is changed by normalising
_TOKEN = re.compile(
    rf"(?P<plain>[{_LATIN}]+(?: [{_LATIN}]+)*(?![\xad\u0300-\U0010ffff]))"
    rf"|(?P<space>\s(?:[\s{_DROPPED}]*\s)?)"
    rf"|(?P<dropped>[{_DROPPED}]+)"
)
# The only characters that compose with the one before and are no marks: vowels and finals of
# Hangul, one vowel of Kirat Rai.
_JOINING_LETTER = re.compile("[\u1161-\u1175\u11a8-\u11c2\U00016d67]")
_LONGEST_CLUSTER = 1000  # `unicodedata.normalize` takes quadratic time over a run of marks

_NEAR_ENOUGH = 0.6
_SHORTEST_PART = 3


def fold(text: str) -> str:
    """Give the text without case and accents, for search and for matching values.

    NFC and NFD forms fold alike; folding twice changes nothing more.
    """
    if text.isascii():
        return text.lower()
    return unaccented(unaccented(text).casefold())


def unaccented(text: str) -> str:
    """Give the text without accents, in NFC; case stays."""
    # Marks go before and after, so that no long run of them is ever decomposed.
    decomposed = unicodedata.normalize("NFD", _unmarked(text))
    return unicodedata.normalize("NFC", _unmarked(decomposed))


def _unmarked(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Mn")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text, and where each of its characters came from.

    Character ``i`` of ``text`` came from ``original[starts[i]:ends[i]]``, in code points.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def index(self, offset: int) -> int:
        """Give the index of the first character that came from ``offset`` or after it."""
        return bisect_left(self.starts, offset)

    def divides(self, index: int) -> bool:
        """Tell whether ``index`` lies between characters of the original, not inside one."""
        return index in (0, len(self.text)) or self.starts[index - 1] != self.starts[index]


def normalise(text: str) -> Normalised:
    """Give the text as quotes are compared: case and accents stay.

    NFC; runs of white space as one space; curly and angled quotation marks, dashes and the
    ellipsis as typed on a keyboard; soft hyphens and zero-width characters dropped.
    """
    parts: list[str] = []
    starts, ends = array("L"), array("L")
    for part, part_starts, part_ends in _parts(text):
        parts.append(part)
        starts.extend(part_starts)
        ends.extend(part_ends)
    return Normalised("".join(parts), starts, ends)


def _parts(text: str) -> Iterator[tuple[str, Sequence[int], Sequence[int]]]:
    end = 0
    while (start := end) < len(text):
        token = _TOKEN.match(text, start)
        end = token.end() if token else _end_of_cluster(text, start)
        if token is None:
            part = _normal(text[start:end])
            yield part, [start] * len(part), [end] * len(part)
        elif token.lastgroup == "plain":
            yield token[0], range(start, end), range(start + 1, end + 1)
        elif token.lastgroup == "space":
            yield " ", [start], [end]


def _end_of_cluster(text: str, start: int) -> int:
    """Find the end of a character and of what may compose with it; invisibles between count."""
    end = start + 1
    for at in range(end, min(len(text), start + _LONGEST_CLUSTER)):
        if _joins(text[at]):
            end = at + 1
        elif not _INVISIBLE.match(text[at]):
            break
    return end


def _joins(char: str) -> bool:
    return unicodedata.category(char).startswith("M") or bool(_JOINING_LETTER.match(char))


def _normal(cluster: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", cluster)).translate(_ALIKE)


def forbidden(text: str) -> int | None:
    """Give the offset of the first character that may not stand in data, in code points."""
    found = FORBIDDEN.search(text)
    return found.start() if found else None


def name(char: str) -> str:
    """Name a character by its code point: ``U+202E``."""
    return f"U+{ord(char):04X}"


def safe(text: str, *, lines: bool = False) -> str:
    r"""Give the text with every control and bidi character shown as an escape: ``\x1b``.

    Tabs and line ends are shown so too; with ``lines``, LF is kept.
    """
    return (_UNSHOWABLE_IN_LINES if lines else _UNSHOWABLE).sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def suggest(value: str, choices: Iterable[str], n: int = 3) -> tuple[str, ...]:
    """Give up to ``n`` choices nearest to a mistyped value: nearest first, then as given.

    Case and accents do not count; a choice may be near as a whole or by one of its words.
    """
    wanted = fold(value.strip())
    near = {choice: _nearness(wanted, fold(choice)) for choice in choices}
    by_nearness = sorted(near, key=lambda choice: -near[choice])
    return tuple(choice for choice in by_nearness if near[choice] >= _NEAR_ENOUGH)[:n]


def _nearness(wanted: str, choice: str) -> float:
    parts = (choice, *re.findall(r"\w+", choice))
    if wanted and any(part.startswith(wanted) for part in parts):
        return 2.0
    if len(wanted) >= _SHORTEST_PART and wanted in choice:
        return 1.0
    return max(_ratio(wanted, part) for part in parts)


def _ratio(wanted: str, part: str) -> float:
    matcher = SequenceMatcher(None, wanted, part, autojunk=False)
    if matcher.real_quick_ratio() < _NEAR_ENOUGH or matcher.quick_ratio() < _NEAR_ENOUGH:
        return 0.0
    return matcher.ratio()


def shorten(text: str, width: int) -> str:
    """Give the text in at most ``width`` characters, cut after a word and marked with ``…``."""
    if len(text) <= width:
        return text
    if width < 1:
        return ""
    room = text[: width - 1]
    whole = room if text[width - 1].isspace() else room.rpartition(" ")[0]
    return (whole.rstrip() or room) + "…"
