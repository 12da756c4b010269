"""What the citations that an answer rests on are worth: each source is read once, if it must be."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline.quotes.prove import (
    Found,
    Standing,
    StandingCounts,
    StoredText,
    Unavailable,
    is_linked,
    proof_of,
    prove,
    selector,
    standing,
    tally,
)
from timeline.records.model import Cite, Collection, Event, Source

ReadTexts = Callable[[Iterable[str]], Mapping[str, StoredText | Unavailable]]
"""Reads the stored texts of sources, given by their ids."""


def start_finder(read: ReadTexts) -> Callable[[Cite], int | None]:
    """Make what finds where a quote begins, if it is proved; each source is read once."""
    texts: dict[str, StoredText | Unavailable] = {}

    def start(cite: Cite) -> int | None:
        if cite.source not in texts:
            texts.update(read([cite.source]))
        proof = prove(selector(cite), texts[cite.source])
        return proof.places[0].start if isinstance(proof, Found) else None

    return start


def count_standings(
    collection: Collection, events: Iterable[Event], read: ReadTexts
) -> StandingCounts:
    """Count the citations of events that are proved, that are not, and that are links."""
    return tally(standing for _, standing in standings(collection, events, read))


def standings(
    collection: Collection, events: Iterable[Event], read: ReadTexts
) -> Iterator[tuple[str, Standing]]:
    """Yield for each citation of events the id of its source, and what it is worth."""
    known = collection.source
    cites = [cite for event in events for _, cite in event.all_cites()]
    quoting = {other.source for other in cites if not is_linked(other, known[other.source])}
    texts = read(quoting)
    for cite in cites:
        source = known[cite.source]
        proof = None if is_linked(cite, source) else proof_of(cite, texts)
        yield cite.source, standing(cite, source, proof)


@dataclass(frozen=True, slots=True)
class Use:
    """How much rests on a source: how many events, and citations that are worth what."""

    source: Source
    events: int
    tally: StandingCounts

    @property
    def citations(self) -> int:
        """How many citations there are of it."""
        return self.tally.all


def source_uses(
    collection: Collection, events: Sequence[Event], read: ReadTexts, *, everything: bool
) -> list[Use]:
    """Count what rests on each source; only those that something rests on, or ``everything``."""
    citing = Counter(text for event in events for text in collection.sources_of(event))
    worth: dict[str, list[Standing]] = {}
    for source, found in standings(collection, events, read):
        worth.setdefault(source, []).append(found)
    used = (
        Use(other, citing[other.id], tally(worth.get(other.id, ()))) for other in collection.sources
    )
    return [use for use in used if use.citations or everything]
