"""The passage of a text that is nearest to a quote that is not in it: a hint, never a proof."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product

from timeline.i18n import Sentence, sentence
from timeline.quotes.normalise import Normalised, normalise
from timeline.text import fold, shorten, unaccented

_WORD = re.compile(r"\w+|[^\w\s]")
_MAX_WORDS = 2000  # words: aligning a longer quote takes too long for a mere hint
# The limits below bound the work on texts of thousands of repeated words: at most 8 rare words
# vote, on 200 places each, and 4 windows are aligned.
_MAX_ANCHOR_WORDS = 8
_MAX_PLACES = 200
_MAX_WINDOWS = 4
_MIN_SIMILARITY = 0.5
_DIFFERENCE_WIDTH = 60


@dataclass(frozen=True, slots=True)
class TextPosition:
    """A TextPositionSelector (W3C Web Annotation): code points from 0, ``end`` exclusive."""

    start: int
    end: int


class FoldedWords:
    """The words and signs of a normalised text, folded, with their positions."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        folded = {word: fold(word) for word in {match[0] for match in found}}
        self.spans = [match.span() for match in found]
        self.folded = [folded[match[0]] for match in found]
        self.positions: dict[str, list[int]] = {}
        for position, word in enumerate(self.folded):
            self.positions.setdefault(word, []).append(position)


@dataclass(frozen=True, slots=True)
class _Window:
    """Words ``start`` to ``end`` of a source, and how similar they are to those of the quote.

    ``unbroken`` counts the pairs of neighbours that both have; ``likeness`` goes from 0 to 1.
    """

    start: int
    end: int
    unbroken: int
    likeness: float

    @property
    def rank(self) -> tuple[int, float, int]:
        """The sort key: the nearest window is the greatest, and of two equal ones the first."""
        return (self.unbroken, self.likeness, -self.start)


def find_nearest(exact: str, source: FoldedWords, normalised: Normalised) -> TextPosition | None:
    """Return the passage of a text that is nearest to a quote.

    ``source`` has the words of the same text as ``normalised``. The positions are offsets into the
    original text. Return None if nothing is near, or if the quote is too long for a hint.
    """
    wanted = FoldedWords(normalise(exact).text)
    if len(wanted.folded) > _MAX_WORDS:
        return None
    windows = _windows(wanted, source)
    best = max(windows, key=lambda window: window.rank, default=None)
    if best is None or best.likeness < _MIN_SIMILARITY:
        return None
    first, last = source.spans[best.start][0], source.spans[best.end - 1][1] - 1
    return TextPosition(normalised.starts[first], normalised.ends[last])


def _windows(wanted: FoldedWords, source: FoldedWords) -> Iterator[_Window]:
    size = len(wanted.folded)
    for start in _likely_starts(wanted, source):
        # A quote may leave words out: a second, wider window finds the passage then.
        for slack in (0, size // 4 + 1):
            yield _window(max(start - slack, 0), start + size + slack, wanted, source)


def _likely_starts(wanted: FoldedWords, source: FoldedWords) -> list[int]:
    """Return where in the source the quote most likely starts, by votes of its rarest words.

    Each place of a word votes for the start that it implies; the rarer the word, the more it
    counts.
    """
    common = wanted.positions.keys() & source.positions.keys()
    rarest = sorted(common, key=lambda word: (len(source.positions[word]), word))[
        :_MAX_ANCHOR_WORDS
    ]
    votes: dict[int, float] = defaultdict(float)
    for word in rarest:
        places = source.positions[word]
        for there, here in product(places[:_MAX_PLACES], wanted.positions[word][:_MAX_PLACES]):
            votes[there - here] += 1 / len(places)
    return sorted(votes, key=lambda start: (-votes[start], start))[:_MAX_WINDOWS]


def _window(low: int, high: int, wanted: FoldedWords, source: FoldedWords) -> _Window:
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


def describe_difference(exact: str, passage: str) -> Sentence:
    """Return a sentence on the first difference between a quote and a passage, as normalised."""
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
    stored, typed = _excerpt(theirs[i:j]), _excerpt(ours[k:m])
    if not typed:
        return sentence("the text has '{stored}', which the quote leaves out", stored=stored)
    if not stored:
        return sentence("the quote has '{typed}', which the text does not", typed=typed)
    return sentence(
        "the text has '{stored}' where the quote has '{typed}'", stored=stored, typed=typed
    )


def _excerpt(words: list[str]) -> str:
    return shorten(" ".join(words), _DIFFERENCE_WIDTH)
