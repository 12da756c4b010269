"""Chance with a seed, and sentences without meaning: no person, outlet or quotation is real."""

from itertools import accumulate
from pathlib import Path
from random import Random

_WORDS = Path(__file__).with_name("words")


class Chance(Random):
    """Random numbers, and phrases in two languages, of words as frequent as in real articles.

    The phrases are drawn once, because drawing words for a million events takes minutes.
    """

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        self._phrases = {language: self._drawn(language) for language in ("en", "es")}

    def _drawn(self, language: str) -> list[str]:
        words = (_WORDS / f"{language}.txt").read_text(encoding="utf-8").split()
        shares = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
        return [
            " ".join(self.choices(words, cum_weights=shares, k=self.randint(4, 6)))
            for _ in range(1 << 14)
        ]

    def likely(self, share: float) -> bool:
        """Decide, so that this share of the decisions is yes."""
        return self.random() < share

    def phrase(self, language: str) -> str:
        """Return four to six words."""
        return self._phrases[language][int(self.random() * (1 << 14))]

    def sentence(self, language: str, phrases: int) -> str:
        """Return a sentence of so many phrases, three a line."""
        drawn = [self.phrase(language) for _ in range(phrases)]
        text = "\n".join(" ".join(drawn[at : at + 3]) for at in range(0, phrases, 3))
        return f"{text[0].upper()}{text[1:]}."

    def both(self, phrases: int = 3) -> dict[str, str]:
        """Return a sentence in each language."""
        return {language: self.sentence(language, phrases) for language in ("en", "es")}
