"""A quote and a stored text: the quote is found, is absent, or cannot be checked.

Nothing here reads a file, and no likeness makes a quote pass: the nearest passage is a hint.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice, product
from typing import NamedTuple

from timeline.language import Sentence, sentence
from timeline.model import Cite
from timeline.text import Normalised, fold, normalise, shorten, unaccented

_WORD = re.compile(r"\w+|[^\w\s]")
_MOST_PLACES = 1000
_LONGEST_HINT = 2000  # words: past a sentence or two no hint is worth its time
_ANCHORS = 8
_PLACES = 200
_WINDOWS = 4
_NEAR_ENOUGH = 0.5
_WIDTH_OF_A_DIFFERENCE = 60

_MISPLACED = sentence("the quote stands here, but not between the prefix and suffix given")
_INVISIBLE = sentence("invisible characters")
_FORM = sentence("Unicode form (NFC/NFD)")
_FORMS = {
    " ": sentence("white space"),
    '"': sentence("quotation marks"),
    "'": sentence("quotation marks"),
    "-": sentence("dashes"),
    ".": sentence("ellipsis"),
}


class _Words:
    """The words and signs of a normalised text, folded, and where each of them stands."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        folded = {word: fold(word) for word in {match[0] for match in found}}
        self.spans = [match.span() for match in found]
        self.folded = [folded[match[0]] for match in found]
        self.positions: dict[str, list[int]] = {}
        for position, word in enumerate(self.folded):
            self.positions.setdefault(word, []).append(position)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote as typed: a W3C Web Annotation TextQuoteSelector."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class StoredText:
    """A source's text, and the SHA-256 of its bytes in hexadecimal."""

    text: str
    sha256: str

    @cached_property
    def normalised(self) -> Normalised:
        """The text as quotes are compared with it."""
        return normalise(self.text)

    @cached_property
    def words(self) -> _Words:
        """The words of the normalised text, for hints."""
        return _Words(self.normalised.text)


@dataclass(frozen=True, slots=True)
class Unavailable:
    """No stored text, or not the one that was cited, and why."""

    reason: Sentence


@dataclass(frozen=True, slots=True)
class Place:
    """A TextPositionSelector: code points from 0, ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where the quote stands, up to a thousand places; as typed, if ``exact``.

    If not, ``differences`` says what differs in form from the first of them.
    """

    places: tuple[Place, ...]
    exact: bool
    differences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """The passage nearest to a quote that is absent, as the source has it."""

    start: int
    end: int
    text: str
    difference: Sentence


@dataclass(frozen=True, slots=True)
class Absent:
    """The quote is not in the text."""

    near: Near | None


@dataclass(frozen=True, slots=True)
class CannotCheck:
    """There is no text to look in."""

    reason: Sentence


Proof = Found | Absent | CannotCheck
"""What became of a quote: three answers, never two."""


def selector(cite: Cite) -> Quote:
    """Give the quote of a citation with what tells it from its likes; empty if it has none."""
    return Quote(cite.quote or "", cite.prefix or "", cite.suffix or "")


def prove(quote: Quote, stored: StoredText | Unavailable) -> Proof:
    """Look for a quote in a stored text, as typed or else in normalised form.

    As typed goes first: where the quote stands so, no other place is given. White space around
    the quote does not count, nor does a place that cuts a letter from its accent. A prefix and
    a suffix, when given, keep only the places that they surround.
    """
    if isinstance(stored, Unavailable):
        return CannotCheck(stored.reason)
    exact = _trimmed(quote.exact)
    if not exact:
        return Absent(None)
    everywhere = _places(exact, stored.normalised)
    places = tuple(islice(_surrounded(everywhere, quote, stored.normalised), _MOST_PLACES))
    if places:
        return _found(exact, places, stored.text)
    elsewhere = next(_places(exact, stored.normalised), None)
    if elsewhere:
        return Absent(_near(elsewhere, stored.text, _MISPLACED))
    return Absent(_nearest(exact, stored))


def context(stored: StoredText, place: Place, before: int = 32, after: int = 32) -> Quote:
    """Give the passage at a place as a selector, with up to so many characters around it."""
    text, normalised = stored.text, stored.normalised
    start = normalised.starts[normalised.index(place.start - before)]
    end = normalised.ends[bisect_right(normalised.ends, place.end + after) - 1]
    return Quote(
        exact=text[place.start : place.end],
        prefix=text[start : place.start],
        suffix=text[place.end : end],
    )


def _trimmed(text: str) -> str:
    normalised = normalise(text)
    start = len(normalised.text) - len(normalised.text.lstrip())
    end = len(normalised.text.rstrip())
    return text[normalised.starts[start] : normalised.ends[end - 1]] if start < end else ""


def _places(exact: str, normalised: Normalised) -> Iterator[Place]:
    wanted = normalise(exact).text
    start = normalised.text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if normalised.divides(start) and normalised.divides(end):
            yield Place(normalised.starts[start], normalised.ends[end - 1])
        start = normalised.text.find(wanted, start + 1)


def _surrounded(places: Iterable[Place], quote: Quote, normalised: Normalised) -> Iterator[Place]:
    prefix, suffix = (normalise(part).text.strip() for part in (quote.prefix, quote.suffix))
    text = normalised.text
    for place in places:
        start, end = normalised.index(place.start), normalised.index(place.end)
        before = start - text.endswith(" ", 0, start)
        after = end + text.startswith(" ", end)
        if text.endswith(prefix, 0, before) and text.startswith(suffix, after):
            yield place


def _found(exact: str, places: tuple[Place, ...], text: str) -> Found:
    verbatim = tuple(place for place in places if text[place.start : place.end] == exact)
    if verbatim:
        return Found(verbatim, exact=True)
    passage = text[places[0].start : places[0].end]
    return Found(places, exact=False, differences=tuple(_differences(exact, passage)))


def _differences(exact: str, passage: str) -> list[Sentence]:
    kinds: list[Sentence] = []
    for ours, theirs in zip(_pieces(exact), _pieces(passage), strict=True):
        if ours.typed != theirs.typed:
            kinds.append(_FORMS.get(ours.char, _FORM))
        if ours.dropped != theirs.dropped:
            kinds.append(_INVISIBLE)
    return [kind for n, kind in enumerate(kinds) if kind not in kinds[:n]]


class _Piece(NamedTuple):
    """A normalised character, what it was typed as, and what was dropped after it."""

    char: str
    typed: str
    dropped: str


def _pieces(text: str) -> Iterator[_Piece]:
    normalised = normalise(text)
    places = zip(normalised.starts, normalised.ends, strict=True)
    following = (*normalised.starts[1:], len(text))
    for char, (start, end), after in zip(normalised.text, places, following, strict=True):
        yield _Piece(char, text[start:end], text[end:after])


@dataclass(frozen=True, slots=True)
class _Window:
    """Words ``start`` to ``end`` of a source, and how alike they are to the quote's.

    ``unbroken`` counts the pairs of neighbours that are the same; ``likeness`` goes from 0 to 1.
    """

    start: int
    end: int
    unbroken: int
    likeness: float

    @property
    def rank(self) -> tuple[int, float, int]:
        """The key by which the nearest window is the greatest, and the first of two alike."""
        return (self.unbroken, self.likeness, -self.start)


def _nearest(exact: str, stored: StoredText) -> Near | None:
    wanted = _Words(normalise(exact).text)
    if len(wanted.folded) > _LONGEST_HINT:
        return None
    windows = _windows(wanted, stored.words)
    best = max(windows, key=lambda window: window.rank, default=None)
    if best is None or best.likeness < _NEAR_ENOUGH:
        return None
    first, last = stored.words.spans[best.start][0], stored.words.spans[best.end - 1][1] - 1
    place = Place(stored.normalised.starts[first], stored.normalised.ends[last])
    return _near(place, stored.text, _difference(exact, stored.text[place.start : place.end]))


def _near(place: Place, text: str, difference: Sentence) -> Near:
    return Near(place.start, place.end, text[place.start : place.end], difference)


def _windows(wanted: _Words, source: _Words) -> Iterator[_Window]:
    size = len(wanted.folded)
    for start in _likely_starts(wanted, source):
        for slack in (0, size // 4 + 1):
            yield _window(max(start - slack, 0), start + size + slack, wanted, source)


def _likely_starts(wanted: _Words, source: _Words) -> list[int]:
    """Let the quote's rarest words vote on where in the source it would start; rarer is more."""
    common = wanted.positions.keys() & source.positions.keys()
    rarest = sorted(common, key=lambda word: (len(source.positions[word]), word))[:_ANCHORS]
    votes: dict[int, float] = defaultdict(float)
    for word in rarest:
        places = source.positions[word]
        for there, here in product(places[:_PLACES], wanted.positions[word][:_PLACES]):
            votes[there - here] += 1 / len(places)
    return sorted(votes, key=lambda start: (-votes[start], start))[:_WINDOWS]


def _window(low: int, high: int, wanted: _Words, source: _Words) -> _Window:
    size = len(wanted.folded)
    blocks = SequenceMatcher(None, source.folded[low:high], wanted.folded).get_matching_blocks()
    if len(blocks) == 1:  # the last block is always an empty one
        return _Window(low, high, 0, 0)
    first, last = blocks[0], blocks[-2]
    start = max(low + first.a - first.b, 0)
    end = min(low + last.a + size - last.b, len(source.folded))
    sizes = [block.size for block in blocks[:-1]]
    likeness = 2 * sum(sizes) / (end - start + size)
    return _Window(start, end, sum(sizes) - len(sizes), likeness)


def _difference(exact: str, passage: str) -> Sentence:
    ours, theirs = normalise(exact).text, normalise(passage).text
    words = _first_difference(theirs.split(), ours.split())
    if ours.casefold() == theirs.casefold():
        return sentence("only case differs: {words}", words=words)
    if unaccented(ours) == unaccented(theirs):
        return sentence("only accents differ: {words}", words=words)
    if fold(ours) == fold(theirs):
        return sentence("only case and accents differ: {words}", words=words)
    return words


def _first_difference(theirs: list[str], ours: list[str]) -> Sentence:
    opcodes = SequenceMatcher(None, theirs, ours).get_opcodes()
    _, i, j, k, m = next(opcode for opcode in opcodes if opcode[0] != "equal")
    stored, typed = _shown(theirs[i:j]), _shown(ours[k:m])
    if not typed:
        return sentence("the text has '{stored}', which the quote leaves out", stored=stored)
    if not stored:
        return sentence("the quote has '{typed}', which the text does not", typed=typed)
    return sentence(
        "the text has '{stored}' where the quote has '{typed}'", stored=stored, typed=typed
    )


def _shown(words: list[str]) -> str:
    return shorten(" ".join(words), _WIDTH_OF_A_DIFFERENCE)
