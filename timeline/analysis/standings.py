"""What the citations of an answer are worth. Each source is read once, and only if necessary."""

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
"""A function that reads the stored texts of sources, by their ids."""


def start_finder(read: ReadTexts) -> Callable[[Cite], int | None]:
    """Return a function that finds where a proved quote begins; each source is read once."""
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
    """Return how many citations of events are proved, not proved, and links."""
    return tally(standing for _, standing in standings(collection, events, read))


def standings(
    collection: Collection, events: Iterable[Event], read: ReadTexts
) -> Iterator[tuple[str, Standing]]:
    """Yield, for each citation of the events, the id of its source and its standing."""
    known = collection.source
    cites = [cite for event in events for _, cite in event.all_cites()]
    # Only sources that are quoted from are read: a stored text can have 16 MB.
    quoting = {cite.source for cite in cites if not is_linked(cite, known[cite.source])}
    texts = read(quoting)
    for cite in cites:
        source = known[cite.source]
        proof = None if is_linked(cite, source) else proof_of(cite, texts)
        yield cite.source, standing(cite, source, proof)


@dataclass(frozen=True, slots=True)
class Use:
    """How much rests on a source: its events, and its citations by standing."""

    source: Source
    events: int
    tally: StandingCounts

    @property
    def citations(self) -> int:
        """The number of citations of the source."""
        return self.tally.all


def source_uses(
    collection: Collection, events: Sequence[Event], read: ReadTexts, *, everything: bool
) -> list[Use]:
    """Return what rests on each source; unused sources only with ``everything``."""
    citing = Counter(source for event in events for source in collection.sources_of(event))
    worth: dict[str, list[Standing]] = {}
    for source, found in standings(collection, events, read):
        worth.setdefault(source, []).append(found)
    used = (
        Use(source, citing[source.id], tally(worth.get(source.id, ())))
        for source in collection.sources
    )
    return [use for use in used if use.citations or everything]
