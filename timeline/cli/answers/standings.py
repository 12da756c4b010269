"""What the citations that an answer rests on are worth: each source is read once, if it must be."""

from collections.abc import Iterable, Iterator

from timeline.quotes.prove import Standing, StandingCounts, is_linked, proof_of, standing, tally
from timeline.records.model import Event
from timeline.store.opened import Opened


def tallied(opened: Opened, events: Iterable[Event]) -> StandingCounts:
    """Count the citations of events that are proved, that are not, and that are links."""
    return tally(standing for _, standing in standings(opened, events))


def standings(opened: Opened, events: Iterable[Event]) -> Iterator[tuple[str, Standing]]:
    """Yield for each citation of events the id of its source, and what it is worth."""
    known = opened.collection.source
    cites = [cite for event in events for _, cite in event.all_cites()]
    quoting = {other.source for other in cites if not is_linked(other, known[other.source])}
    texts = opened.stored_texts(quoting)
    for cite in cites:
        source = known[cite.source]
        proof = None if is_linked(cite, source) else proof_of(cite, texts)
        yield cite.source, standing(cite, source, proof)
