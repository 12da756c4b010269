"""The versions of one text in its sources, sentence against sentence.

No version is treated as the right one, and no word is changed: differences are only marked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, groupby

from timeline.records.model import Cite, Claim, Collection, Event
from timeline.records.vocabulary import OUTLET, Field, Speech
from timeline.text import tokens

_QUOTED = re.compile(r"“([^”]+)”|«([^»]+)»|\"([^\"]+)\"")
# A sentence ends at a sign after at least three letters (not at "EE.UU." or "Sr.") that precedes a
# capital.
_END_OF_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?…])\s+(?=[^\w\s]*[^\W\d_a-záéíóúüñ])")
_WORD = re.compile(r"\w+")
_MIN_SIMILARITY = 0.35


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence of a version, as quoted, and the citation that has it."""

    source: str
    text: str
    cite: Cite

    @property
    def retold(self) -> bool:
        """Whether the outlet gives the text in its own words."""
        return self.cite.speech is Speech.REPORTED


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence, and whether its words differ from the compared sentence."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class SentenceDiff:
    """A sentence cut into pieces, which together are its text."""

    wording: Wording
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Parallel:
    """Sentences that correspond to each other, at most one for each source.

    The first is a quoted one if possible. It is marked where not all other quoted ones agree (or,
    if all are retold, not all others); each other sentence is marked where the first differs. A
    sentence without counterpart has no marks.
    """

    readings: tuple[SentenceDiff, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of the sentences."""
        return tuple(
            dict.fromkeys(topic for one in self.readings for topic in one.wording.cite.topics)
        )


@dataclass(frozen=True, slots=True)
class Versions:
    """The sources of a text, its parallel sentences, and the claims on its wording."""

    event: Event
    sources: tuple[str, ...]
    parallels: tuple[Parallel, ...]
    claims: tuple[Claim, ...]


def versions(collection: Collection, event: Event) -> Versions:
    """Return the versions of an event's text side by side, in the order of first sentences."""
    found = list(_sentences(event))
    number = collection.number
    groups = [sorted(items, key=lambda i: number[found[i].source]) for items in _align(found)]
    parallels = (_parallel([found[i] for i in group]) for group in groups)
    carriers = sorted({wording.source for wording in found}, key=number.__getitem__)
    claims = (claim for claim in event.claims if claim.field in (Field.TEXT, Field.ISSUER))
    return Versions(event, tuple(carriers), tuple(parallels), tuple(claims))


def _sentences(event: Event) -> Iterator[Wording]:
    """Yield the sentences of every version, without those inside a longer one of their source."""
    every = [
        Wording(cite.source, text, cite)
        for _, cite in event.all_cites()
        if cite.quote and Field.TEXT in cite.supports and cite.attribution != OUTLET
        for text in _texts(cite)
    ]
    for i, wording in enumerate(every):
        if not any(_is_contained(wording, other, i < j) for j, other in enumerate(every) if i != j):
            yield wording


def _texts(cite: Cite) -> list[str]:
    """Return the words in quotation marks, or the whole quote if it has none or is retold."""
    quote = cite.quote or ""
    inner = [] if cite.speech is Speech.REPORTED else _QUOTED.findall(quote)
    whole = ["".join(groups) for groups in inner] or [quote]
    return [text for passage in whole for text in _END_OF_SENTENCE.split(passage)]


def _is_contained(one: Wording, other: Wording, first: bool) -> bool:
    """Return whether a sentence is part of another of its source; of two equal, the first stays."""
    if one.source != other.source:
        return False
    here, there = (f" {' '.join(tokens(wording.text))} " for wording in (one, other))
    return here in there and not (here == there and first)


def _align(found: Sequence[Wording]) -> list[list[int]]:
    """Return groups of corresponding sentences, by their numbers, the most similar joined first."""
    likeness = {
        (i, j): _similarity(found[i], found[j])
        for i, j in combinations(range(len(found)), 2)
        if found[i].source != found[j].source
    }
    group = {i: [i] for i in range(len(found))}
    for i, j in sorted(likeness, key=lambda pair: (-likeness[pair], pair)):
        # A group has at most one sentence of each source: versions are set side by side.
        apart = {found[k].source for k in group[i]}.isdisjoint(found[k].source for k in group[j])
        if apart and likeness[i, j] >= _MIN_SIMILARITY:
            joined = sorted(group[i] + group[j])
            group |= dict.fromkeys(joined, joined)
    return [members for i, members in group.items() if members[0] == i]


def _similarity(one: Wording, other: Wording) -> float:
    """Return how similar two sentences are in words and topics, from 0 to 1."""
    words = SequenceMatcher(None, tokens(one.text), tokens(other.text), autojunk=False).ratio()
    topics, others = set(one.cite.topics), set(other.cite.topics)
    # others | Without topics on either side, the words decide alone.
    either = topics | others
    return (words + len(topics & others) / len(either)) / 2 if either else words


def _parallel(sentences: Sequence[Wording]) -> Parallel:
    base = next((wording for wording in sentences if not wording.retold), sentences[0])
    others = [wording for wording in sentences if wording is not base]
    weighed = [wording for wording in others if not wording.retold] or others
    in_all = [set(_common_words(base.text, wording.text)[0]) for wording in weighed]
    readings = [_mark_differences(base, set.intersection(*in_all) if in_all else None)]
    readings += [
        _mark_differences(wording, set(_common_words(base.text, wording.text)[1]))
        for wording in others
    ]
    return Parallel(tuple(readings))


def _common_words(one: str, other: str) -> tuple[list[int], list[int]]:
    """Return the numbers of the words that two texts have in common, for each text."""
    ours, theirs = (tuple(map(str.casefold, _WORD.findall(text))) for text in (one, other))
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return (
        [block.a + i for block in blocks for i in range(block.size)],
        [block.b + i for block in blocks for i in range(block.size)],
    )


def _mark_differences(wording: Wording, shared: set[int] | None) -> SentenceDiff:
    """Return a sentence cut where shared words begin and end; whole if nothing is shared."""
    spans = [found.span() for found in _WORD.finditer(wording.text)]
    lone = [shared is not None and i not in shared for i in range(len(spans))]
    return SentenceDiff(wording, tuple(_pieces(wording.text, spans, lone)))


def _pieces(text: str, spans: Sequence[tuple[int, int]], lone: Sequence[bool]) -> Iterator[Piece]:
    """Yield the stretches of a text. What stands between two differing words differs too."""
    end = 0
    for differs, run in groupby(range(len(spans)), lambda i: lone[i]):
        words = list(run)
        if differs:
            start, stop = spans[words[0]][0], spans[words[-1]][1]
            yield from _piece(text[end:start], differs=False)
            yield from _piece(text[start:stop], differs=True)
            end = stop
    yield from _piece(text[end:], differs=False)


def _piece(text: str, *, differs: bool) -> Iterator[Piece]:
    if text:
        yield Piece(text, differs)
