"""Sentences that mean nothing, made of the words of real articles: no person, outlet or quotation.

A sentence is a list of lines, so that it can be folded in YAML and joined in a text.
"""

from itertools import accumulate
from pathlib import Path
from random import Random

_PHRASES = 1 << 14
_A_LINE = 3
_WORDS = Path(__file__).with_name("words")


class Prose:
    """Phrases of one language: four to six words each, the frequent words more often."""

    def __init__(self, rng: Random, language: str) -> None:
        words = (_WORDS / f"{language}.txt").read_text(encoding="utf-8").split()
        shares = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
        self._rng = rng
        self._phrases = tuple(
            " ".join(rng.choices(words, cum_weights=shares, k=rng.randint(4, 6)))
            for _ in range(_PHRASES)
        )

    def phrase(self) -> str:
        """Give four to six words."""
        return self._phrases[int(self._rng.random() * _PHRASES)]

    def lines(self, phrases: int) -> list[str]:
        """Give so many phrases, three a line."""
        phrase = self.phrase
        return [
            " ".join(phrase() for _ in range(min(_A_LINE, phrases - done)))
            for done in range(0, phrases, _A_LINE)
        ]

    def sentence(self, phrases: int) -> list[str]:
        """Give the lines of a sentence: a capital first, a full stop last."""
        lines = self.lines(phrases)
        lines[0] = lines[0][0].upper() + lines[0][1:]
        lines[-1] += "."
        return lines


def note(prose: dict[str, Prose]) -> tuple[list[str], list[str]]:
    """Give a sentence in each language."""
    return prose["en"].sentence(3), prose["es"].sentence(3)
