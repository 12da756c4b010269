"""Proof of a quote in a stored text: the quote is found, absent, or cannot be checked.

Nothing here reads a file, and no similarity proves a quote: the nearest passage is only a hint.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from timeline.i18n import Sentence, counted, sentence
from timeline.quotes.near_match import FoldedWords, TextPosition, describe_difference, find_nearest
from timeline.quotes.normalise import Normalised, normalise
from timeline.records.model import Cite, Source
from timeline.text import FORBIDDEN, shorten

_MAX_PLACES = 1000
_HINT_WIDTH = 80

_MISPLACED = sentence("the quote stands here, but not between the prefix and suffix given")
_INVISIBLE = sentence("invisible characters")
_FORM = sentence("Unicode form (NFC/NFD)")
WHITE_SPACE = sentence("white space")
_FORMS = {
    " ": WHITE_SPACE,
    '"': sentence("quotation marks"),
    "'": sentence("quotation marks"),
    "-": sentence("dashes"),
    ".": sentence("ellipsis"),
}


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
        """The text in the form in which quotes are compared."""
        return normalise(self.text)

    @cached_property
    def words(self) -> FoldedWords:
        """The words of the normalised text, for hints."""
        return FoldedWords(self.normalised.text)


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The reason why a source has no stored text, or not the one that was cited."""

    reason: Sentence


@dataclass(frozen=True, slots=True)
class Found:
    """The places of a quote in a text, at most a thousand. ``exact`` if it stands there as typed.

    If not, ``differences`` says how its form differs at the first place.
    """

    places: tuple[TextPosition, ...]
    exact: bool
    differences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class NearestPassage:
    """The passage nearest to an absent quote, as the source has it, with its offsets."""

    start: int
    end: int
    text: str
    difference: Sentence


@dataclass(frozen=True, slots=True)
class Absent:
    """The quote is not in the text."""

    near: NearestPassage | None


@dataclass(frozen=True, slots=True)
class CannotCheck:
    """There is no text to search."""

    reason: Sentence


Proof = Found | Absent | CannotCheck
"""The outcome of looking for a quote: three outcomes, never two."""


class Standing(StrEnum):
    """What a citation is worth here: three values, never two."""

    PROVED = "proved"
    UNPROVED = "not-proved"
    LINKED = "linked"


@dataclass(frozen=True, slots=True)
class StandingCounts:
    """The numbers of citations that are proved, not proved, and links without stored text."""

    proved: int = 0
    unproved: int = 0
    linked: int = 0

    @property
    def all(self) -> int:
        """The number of citations."""
        return self.proved + self.unproved + self.linked

    @property
    def summary(self) -> Sentence:
        """How many citations are proved, and what the others are, in a sentence."""
        if self.proved == self.all:
            return counted(
                "{n} citation, proved against its stored text",
                "{n} citations, all proved against stored texts",
                self.all,
            )
        if not self.unproved:
            return counted(
                "{proved} of {n} citation proved against its stored text; the rest is a link",
                "{proved} of {n} citations proved against stored texts; the rest are links",
                self.all,
                proved=self.proved,
            )
        if not self.linked:
            return counted(
                "{proved} of {n} citation proved against its stored text",
                "{proved} of {n} citations proved against stored texts",
                self.all,
                proved=self.proved,
            )
        return counted(
            "{proved} of {n} citation proved against its stored text; not proved: {unproved}, "
            "links: {linked}",
            "{proved} of {n} citations proved against stored texts; not proved: {unproved}, "
            "links: {linked}",
            self.all,
            **self.counts,
        )

    @property
    def counts(self) -> dict[str, int]:
        """The three numbers by their names."""
        return {"proved": self.proved, "unproved": self.unproved, "linked": self.linked}


def is_linked(cite: Cite, source: Source) -> bool:
    """Return whether a citation has nothing to prove here: no quote, or no stored text."""
    return not (cite.quote and source.file)


def standing(cite: Cite, source: Source, proof: Proof | None) -> Standing:
    """Return what a citation of a source is worth, given the proof of its quote."""
    if is_linked(cite, source):
        return Standing.LINKED
    return Standing.PROVED if isinstance(proof, Found) else Standing.UNPROVED


def tally(standings: Iterable[Standing]) -> StandingCounts:
    """Return how many citations have each standing."""
    found = Counter(standings)
    return StandingCounts(*(found[standing] for standing in Standing))


def selector(cite: Cite) -> Quote:
    """Return the quote of a citation with its prefix and suffix; empty if it quotes nothing."""
    return Quote(cite.quote or "", cite.prefix or "", cite.suffix or "")


def prove(quote: Quote, stored: StoredText | Unavailable) -> Proof:
    """Look for a quote in a stored text, first as typed, then in normalised form.

    If the quote stands somewhere as typed, only those places count. White space around the quote is
    ignored, and a place that would cut a letter from its accent is no place. A prefix or suffix
    keeps only the places that it surrounds.
    """
    if isinstance(stored, Unavailable):
        return CannotCheck(stored.reason)
    exact = _trim(quote.exact)
    if not exact:
        return Absent(None)
    everywhere = _places(exact, stored.normalised)
    places = tuple(islice(_in_context(everywhere, quote, stored.normalised), _MAX_PLACES))
    if places:
        return _found(exact, places, stored.text)
    elsewhere = next(_places(exact, stored.normalised), None)
    if elsewhere:
        return Absent(_near(elsewhere, stored.text, _MISPLACED))
    place = find_nearest(exact, stored.words, stored.normalised)
    if place is None:
        return Absent(None)
    passage = stored.text[place.start : place.end]
    return Absent(_near(place, stored.text, describe_difference(exact, passage)))


def proof_of(cite: Cite, texts: Mapping[str, StoredText | Unavailable]) -> Proof | None:
    """Return the proof of a citation's quote in its source's text; None if it quotes nothing."""
    return prove(selector(cite), texts[cite.source]) if cite.quote else None


def describe_absence(source: str, near: NearestPassage | None) -> Sentence:
    """Return the sentence that a quote is not in a source, with the nearest passage if any."""
    if near is None:
        return sentence("this quote is not in {source}, nor anything like it", source=source)
    return sentence(
        "this quote is not in {source}; the nearest passage, at {start}–{end}, is '{text}': {how}",
        source=source,
        start=near.start,
        end=near.end,
        text=shorten(" ".join(near.text.split()), _HINT_WIDTH),
        how=near.difference,
    )


def quotable_text(stored: StoredText, place: TextPosition) -> str:
    """Return a passage as a record quotes it: on one line, without forbidden characters."""
    return FORBIDDEN.sub("", " ".join(stored.text[place.start : place.end].split()))


def proof_state(proof: Proof | None) -> str:
    """Return the code of an outcome; ``says`` if nothing is quoted."""
    if proof is None:
        return "says"
    if isinstance(proof, Found):
        return "found" if proof.exact else "found-normalised"
    return "absent" if isinstance(proof, Absent) else "cannot-check"


def context(stored: StoredText, place: TextPosition, before: int = 32, after: int = 32) -> Quote:
    """Return the passage at a place as a selector, with up to so many characters around it."""
    text, normalised = stored.text, stored.normalised
    start = normalised.starts[normalised.index(place.start - before)]
    # Cut where normalised characters begin and end, so that prefix and suffix are found again.
    end = normalised.ends[bisect_right(normalised.ends, place.end + after) - 1]
    return Quote(
        exact=text[place.start : place.end],
        prefix=text[start : place.start],
        suffix=text[place.end : end],
    )


def _trim(text: str) -> str:
    normalised = normalise(text)
    start = len(normalised.text) - len(normalised.text.lstrip())
    end = len(normalised.text.rstrip())
    return text[normalised.starts[start] : normalised.ends[end - 1]] if start < end else ""


def _places(exact: str, normalised: Normalised) -> Iterator[TextPosition]:
    wanted = normalise(exact).text
    start = normalised.text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if normalised.is_boundary(start) and normalised.is_boundary(end):
            yield TextPosition(normalised.starts[start], normalised.ends[end - 1])
        start = normalised.text.find(wanted, start + 1)


def _in_context(
    places: Iterable[TextPosition], quote: Quote, normalised: Normalised
) -> Iterator[TextPosition]:
    prefix, suffix = (normalise(part).text.strip() for part in (quote.prefix, quote.suffix))
    text = normalised.text
    for place in places:
        start, end = normalised.index(place.start), normalised.index(place.end)
        # The space between quote and context belongs to neither: both are stripped when typed.
        before = start - text.endswith(" ", 0, start)
        after = end + text.startswith(" ", end)
        if text.endswith(prefix, 0, before) and text.startswith(suffix, after):
            yield place


def _found(exact: str, places: tuple[TextPosition, ...], text: str) -> Found:
    verbatim = tuple(place for place in places if text[place.start : place.end] == exact)
    if verbatim:
        return Found(verbatim, exact=True)
    passage = text[places[0].start : places[0].end]
    return Found(places, exact=False, differences=tuple(_differences(exact, passage)))


def _differences(exact: str, passage: str) -> list[Sentence]:
    kinds: list[Sentence] = []
    for ours, theirs in zip(_normal_characters(exact), _normal_characters(passage), strict=True):
        if ours.typed != theirs.typed:
            kinds.append(_FORMS.get(ours.char, _FORM))
        if ours.dropped != theirs.dropped:
            kinds.append(_INVISIBLE)
    return [kind for n, kind in enumerate(kinds) if kind not in kinds[:n]]


class _NormalCharacter(NamedTuple):
    """A normalised character, what it was typed as, and what was dropped after it."""

    char: str
    typed: str
    dropped: str


def _normal_characters(text: str) -> Iterator[_NormalCharacter]:
    normalised = normalise(text)
    places = zip(normalised.starts, normalised.ends, strict=True)
    following = (*normalised.starts[1:], len(text))
    for char, (start, end), after in zip(normalised.text, places, following, strict=True):
        yield _NormalCharacter(char, text[start:end], text[end:after])


def _near(place: TextPosition, text: str, difference: Sentence) -> NearestPassage:
    return NearestPassage(place.start, place.end, text[place.start : place.end], difference)
