"""The normal form in which quotes are compared, with offsets into the original text.

Nothing here changes stored data, and nothing folds case or accents.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_EQUIVALENTS = str.maketrans(
    dict.fromkeys("“”«»„", '"')
    | dict.fromkeys("‘’", "'")
    | dict.fromkeys("‐‑‒–—―−", "-")  # hyphens, dashes, minus
    | {"…": "..."}
)
# Soft hyphen, zero-width characters, the BOM and bidi marks: a stored text may contain them, but a
# quote, which is data, may not, so a comparison has to ignore them.
_DROPPED = "\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_DROPPED}]+")
_LATIN = "!-~¡-ª¬®-º¼-\u02ff"  # normalising changes none of these
_TOKEN = re.compile(
    rf"(?P<plain>[{_LATIN}]+(?: [{_LATIN}]+)*(?![\xad\u0300-\U0010ffff]))"
    rf"|(?P<space>\s(?:[\s{_DROPPED}]*\s)?)"
    rf"|(?P<dropped>[{_DROPPED}]+)"
)
# The only characters that compose with the one before without being marks (category M): vowels and
# finals of Hangul, and one vowel of Kirat Rai.
_JOINING_LETTER = re.compile("[\u1161-\u1175\u11a8-\u11c2\U00016d67]")
_MAX_CLUSTER = 1000  # `unicodedata.normalize` takes quadratic time over a run of marks


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text, with the origin of each of its characters.

    Character ``i`` of ``text`` came from ``original[starts[i]:ends[i]]``, in code points.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def index(self, offset: int) -> int:
        """Return the index of the first character that came from ``offset`` or after it."""
        return bisect_left(self.starts, offset)

    def is_boundary(self, index: int) -> bool:
        """Return whether ``index`` lies between characters of the original, not inside one."""
        return index in (0, len(self.text)) or self.starts[index - 1] != self.starts[index]


def normalise(text: str) -> Normalised:
    """Return a text in the form in which quotes are compared. Case and accents stay.

    The form is NFC (Unicode Annex 15), with runs of white space as one space; curly and angled
    quotation marks, dashes and the ellipsis as typed on a keyboard; and without soft hyphens and
    zero-width characters.
    """
    parts: list[str] = []
    # Arrays, not lists: a text of a million characters has two numbers for each.
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
            part = _normalise_cluster(text[start:end])
            yield part, [start] * len(part), [end] * len(part)
        elif token.lastgroup == "plain":
            yield token[0], range(start, end), range(start + 1, end + 1)
        elif token.lastgroup == "space":
            yield " ", [start], [end]


def _end_of_cluster(text: str, start: int) -> int:
    """Return the end of a character and what composes with it, invisible characters included."""
    end = start + 1
    for at in range(end, min(len(text), start + _MAX_CLUSTER)):
        if _joins(text[at]):
            end = at + 1
        elif not _INVISIBLE.match(text[at]):
            break
    return end


def _joins(char: str) -> bool:
    return unicodedata.category(char).startswith("M") or bool(_JOINING_LETTER.match(char))


def _normalise_cluster(cluster: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", cluster)).translate(_EQUIVALENTS)
