"""Where sources differ, where one source stands alone, and where several copy one text.

Nothing is decided here: the record says what is preferred, and why. Pure: no I/O.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.records.model import Claim, Collection, Event
from timeline.records.vocabulary import Field, Rank


@dataclass(frozen=True, slots=True)
class Dispute:
    """One field of an event, or one topic of it, with all its claims."""

    event: Event
    field: Field
    topic: str | None
    claims: tuple[Claim, ...]

    @property
    def preferred(self) -> Claim | None:
        """The preferred claim; None if there is none."""
        return next((claim for claim in self.claims if claim.rank is Rank.PREFERRED), None)

    @property
    def differs(self) -> bool:
        """Whether more than one value is claimed."""
        return len({claim.value for claim in self.claims}) > 1


@dataclass(frozen=True, slots=True)
class Single:
    """An event with a single source."""

    event: Event
    source: str


@dataclass(frozen=True, slots=True)
class Chain:
    """An event with several sources that all go back to one origin."""

    event: Event
    origin: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A source or event whose text several sources rewrite, with those sources."""

    origin: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisputeReport:
    """The disputes among the sources of some events, and the agreement that is only copying.

    ``undisputed`` has the claims without a different one, as when others came later. ``sources``
    are those that the events cite, ``roots`` the origins they go back to.
    """

    disputes: tuple[Dispute, ...]
    undisputed: tuple[Dispute, ...]
    singles: tuple[Single, ...]
    chains: tuple[Chain, ...]
    origins: tuple[Origin, ...]
    sources: tuple[str, ...]
    roots: tuple[str, ...]


def report(collection: Collection, events: Iterable[Event]) -> DisputeReport:
    """Return the disputes of some events of a collection, in the order of the events."""
    events = tuple(events)
    cited = {source for event in events for source in collection.sources_of(event)}
    sources = tuple(source.id for source in collection.sources if source.id in cited)
    claimed = [dispute for event in events for dispute in disputes(event)]
    return DisputeReport(
        disputes=tuple(dispute for dispute in claimed if dispute.differs),
        undisputed=tuple(dispute for dispute in claimed if not dispute.differs),
        singles=tuple(
            Single(event, ids[0])
            for event in events
            if len(ids := collection.sources_of(event)) == 1
        ),
        chains=tuple(chain for event in events if (chain := _chain(collection, event))),
        origins=_origins(collection, sources),
        sources=sources,
        roots=tuple(dict.fromkeys(map(collection.origin_of, sources))),
    )


def disputes(event: Event) -> tuple[Dispute, ...]:
    """Return the claims of an event grouped by field and topic, in the order of the record."""
    groups: dict[tuple[Field, str | None], list[Claim]] = {}
    for claim in event.claims:
        groups.setdefault((claim.field, claim.topic), []).append(claim)
    return tuple(Dispute(event, *about, tuple(claims)) for about, claims in groups.items())


def _chain(collection: Collection, event: Event) -> Chain | None:
    sources = collection.sources_of(event)
    roots = {collection.origin_of(source) for source in sources}
    # Several sources with one origin count as one witness.
    return Chain(event, roots.pop(), sources) if len(sources) > 1 == len(roots) else None


def _origins(collection: Collection, sources: Iterable[str]) -> tuple[Origin, ...]:
    groups: dict[str, list[str]] = {}
    for source in sources:
        groups.setdefault(collection.origin_of(source), []).append(source)
    return tuple(Origin(root, tuple(ids)) for root, ids in groups.items() if len(ids) > 1)
