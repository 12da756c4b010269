"""An event's accounts side by side: for each topic, who raises it, and in which words.

No passage is lost and none invented: each appears once under every topic that it has, and one
without topics in the last row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from timeline.analysis.compare.accounts import Account, account, accounts_of
from timeline.analysis.compare.passages import (
    Passage,
    Start,
    passages,
    topics_in_order,
    unknown_start,
    voices,
)
from timeline.records.model import Claim, Collection, Event
from timeline.records.vocabulary import JOINT, OUTLET
from timeline.text import fold


class Verdict(StrEnum):
    """Who raises a topic, as far as the stored texts show."""

    DIFFER = "differ"
    BOTH = "both"
    JOINTLY = "jointly"
    ONLY = "only"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class TopicRow:
    """What each voice says on one topic; ``topic`` is None for passages without one.

    ``cells`` has every voice of the collection, in order. ``differing`` are the claims by which
    sides differ on the topic.
    """

    topic: str | None
    cells: dict[str, tuple[Passage, ...]]
    differing: tuple[Claim, ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that raise the topic in a text of their own."""
        return tuple(
            voice for voice, cell in self.cells.items() if cell and voice not in (JOINT, OUTLET)
        )

    @property
    def verdict(self) -> Verdict:
        """Who raises the topic."""
        if self.differing:
            return Verdict.DIFFER
        if len(self.sides) > 1:
            return Verdict.BOTH
        if self.cells[JOINT]:
            return Verdict.JOINTLY
        return Verdict.ONLY if self.sides else Verdict.OUTLET

    @property
    def terms(self) -> dict[str, tuple[str, ...]]:
        """The words by which each voice names the topic, once for each folded form."""
        found = {voice: tuple(_terms(self.topic, cell)) for voice, cell in self.cells.items()}
        return {voice: words for voice, words in found.items() if words}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One event, its accounts, and a row for each topic; passages without topic come last."""

    event: Event
    accounts: tuple[Account, ...]
    rows: tuple[TopicRow, ...]

    @property
    def topics(self) -> tuple[TopicRow, ...]:
        """The rows that have a topic."""
        return tuple(row for row in self.rows if row.topic is not None)


def comparison(collection: Collection, event: Event, start: Start = unknown_start) -> Comparison:
    """Return the accounts of an event side by side; ``start`` finds where a quote begins."""
    statements = accounts_of(collection, event)
    records = (event, *statements)
    found = [passage for record in records for passage in passages(record, start)]
    claims = [claim for record in records for claim in record.claims]
    topics = [topic for passage in found for topic in passage.cite.topics]
    topics += [claim.topic for claim in claims if claim.topic and _differing(claim.topic, claims)]
    rows = [_row(collection, topic, found, claims) for topic in topics_in_order(collection, topics)]
    if any(not passage.cite.topics for passage in found):
        rows.append(_row(collection, None, found, ()))
    accounts = tuple(account(collection, event, other, found) for other in statements)
    return Comparison(event, accounts, tuple(rows))


def _row(
    collection: Collection, topic: str | None, found: Iterable[Passage], claims: Iterable[Claim]
) -> TopicRow:
    hits = [
        passage
        for passage in found
        if (topic in passage.cite.topics if topic else not passage.cite.topics)
    ]
    cells = {
        voice: tuple(passage for passage in hits if passage.voice == voice)
        for voice in voices(collection)
    }
    return TopicRow(topic, cells, _differing(topic, claims))


def _differing(topic: str | None, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims on a topic that give different sides different values of one field."""
    mine = [
        claim
        for claim in claims
        if claim.topic == topic and claim.attribution not in (None, OUTLET)
    ]
    parted = [
        claim
        for one, other in combinations(mine, 2)
        if one.field is other.field
        and one.attribution != other.attribution
        and one.value != other.value
        for claim in (one, other)
    ]
    # By identity, in the order of the record: two claims may be equal.
    return tuple(claim for claim in mine if any(claim is other for other in parted))


def _terms(topic: str | None, cell: Iterable[Passage]) -> Iterator[str]:
    seen: set[str] = set()
    for words in (passage.cite.terms[topic] for passage in cell if topic in passage.cite.terms):
        if fold(words) not in seen:
            seen.add(fold(words))
            yield words
