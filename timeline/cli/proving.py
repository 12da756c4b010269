"""How many of the quotes that an answer rests on are not proved."""

from collections.abc import Iterable

from timeline.evidence import Found, proof_of
from timeline.model import Event
from timeline.store.opening import Opened


def unproved(opened: Opened, events: Iterable[Event]) -> int:
    """Count the quotes of events that do not stand in their stored text, or cannot be checked."""
    cites = [cite for event in events for _, cite in event.all_cites() if cite.quote]
    texts = opened.stored_texts({cite.source for cite in cites})
    return sum(not isinstance(proof_of(cite, texts), Found) for cite in cites)
