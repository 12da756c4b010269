"""One event with the evidence for it: which words carry which field, and what is inferred.

Nothing is decided here: a field without support or proof is reported as such. Pure: no I/O.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from timeline import phrases
from timeline.dates import Edtf, Span, span_to_edtf
from timeline.errors import FieldPath, NotUnderstood
from timeline.i18n import Sentence
from timeline.quotes.prove import (
    Proof,
    Standing,
    StandingCounts,
    StoredText,
    Unavailable,
    proof_of,
    standing,
    tally,
)
from timeline.records.model import Cite, Claim, Collection, Commitment, Event, Source, State
from timeline.records.vocabulary import LINKS, Basis, Field

Texts = Mapping[str, StoredText | Unavailable]
"""The stored text of each source of an event, by the id of the source."""


@dataclass(frozen=True, slots=True)
class Version:
    """The inputs of a sheet: enough to produce it again.

    ``sha256`` is that of the collection's ``file``; ``day`` the day for which states are computed,
    and ``as_of`` the day up to which sources count, if not all do.
    """

    file: str
    sha256: str
    program: str
    command: str
    day: date
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class NumberedCite:
    """A citation with its number on the sheet, its path in the record, and its proof.

    ``proof`` is None if nothing is quoted; ``sha256`` is that of the stored text, if there is one;
    ``standing`` is what the citation is worth.
    """

    number: int
    path: FieldPath
    cite: Cite
    proof: Proof | None
    sha256: str | None
    standing: Standing

    @property
    def proved(self) -> bool:
        """Whether the quote stands in the stored text."""
        return self.standing is Standing.PROVED

    @property
    def linked(self) -> bool:
        """Whether nothing here can prove the citation."""
        return self.standing is Standing.LINKED


@dataclass(frozen=True, slots=True)
class FieldSupport:
    """A field that has a value or a citation, and the citations that support it."""

    field: Field
    cited: tuple[NumberedCite, ...]


@dataclass(frozen=True, slots=True)
class DateInference:
    """The date that a source's words mean, computed from the date of its text.

    ``meant`` is None if they hold no date, or, for the reason ``problem``, an impossible one.
    ``recorded`` is the date of the record that they are to carry, and ``agrees`` says whether they
    do.
    """

    cited: NumberedCite
    words: str
    published: Edtf | None
    meant: Edtf | None
    recorded: Edtf | None
    problem: Sentence | None = None

    @property
    def agrees(self) -> bool:
        """Whether the two dates have a day in common, as far as both are known."""
        return not (self.meant and self.recorded) or self.recorded.possibly(self.meant.span)


@dataclass(frozen=True, slots=True)
class FieldClaims:
    """One field, or one topic of it, with all claims to it."""

    field: Field
    topic: str | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class RelatedEvent:
    """Another event, and its relation to this one.

    ``relation`` is the field that names the other event, or the reverse relation (see `LINKS`).
    """

    relation: str
    event: Event


@dataclass(frozen=True, slots=True)
class UsedSource:
    """A source on the sheet: its number, and the SHA-256 of its text if there is one."""

    source: Source
    number: int
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The evidence for one event, in the order in which the sheet shows it.

    ``others`` are citations of the event that support no field. ``states`` and ``promises`` are its
    earlier states and its commitments, each with its own citations.
    """

    collection: Collection
    event: Event
    version: Version
    fields: tuple[FieldSupport, ...]
    others: tuple[NumberedCite, ...]
    date_inferences: tuple[DateInference, ...]
    field_claims: tuple[FieldClaims, ...]
    links: tuple[RelatedEvent, ...]
    states: tuple[tuple[State, tuple[NumberedCite, ...]], ...]
    promises: tuple[tuple[Commitment, tuple[NumberedCite, ...]], ...]
    sources: tuple[UsedSource, ...]
    cited: tuple[NumberedCite, ...]

    @property
    def unsupported_fields(self) -> tuple[Field, ...]:
        """The fields that have a value and no citation."""
        return tuple(carried.field for carried in self.fields if not carried.cited)

    @property
    def unproved(self) -> tuple[NumberedCite, ...]:
        """The citations whose quote is absent, or cannot be checked."""
        return tuple(citation for citation in self.cited if citation.standing is Standing.UNPROVED)

    @property
    def linked(self) -> tuple[NumberedCite, ...]:
        """The citations with nothing to prove here."""
        return tuple(citation for citation in self.cited if citation.linked)

    @property
    def tally(self) -> StandingCounts:
        """The numbers of citations that are proved, not proved, and links."""
        return tally(citation.standing for citation in self.cited)

    @property
    def disagreeing(self) -> tuple[DateInference, ...]:
        """The date words that mean other days than those recorded, or an impossible day."""
        return tuple(
            inference
            for inference in self.date_inferences
            if inference.problem or not inference.agrees
        )

    @property
    def inferred(self) -> tuple[UsedSource, ...]:
        """The sources whose date of publication is inferred."""
        return tuple(use for use in self.sources if use.source.published_basis is Basis.INFERRED)

    @property
    def origins(self) -> frozenset[str]:
        """The ids of the sources or events that the cited sources go back to."""
        return frozenset(map(self.collection.origin_of, self.collection.sources_of(self.event)))


def sources_of(collection: Collection, event: Event) -> tuple[str, ...]:
    """Return the ids of the sources that an event cites or that carry its claims, in order."""
    claimed = {source for claim in event.claims for source in claim.sources}
    named = claimed.union(collection.sources_of(event))
    return tuple(source for source in collection.number if source in named)


def explanation(
    collection: Collection, event: Event, texts: Texts, version: Version
) -> Explanation:
    """Return the evidence for an event; ``texts`` has the stored texts of its `sources_of`."""
    cited = _number_cites(collection, event, texts)
    own = tuple(citation for citation in cited if citation.path[0] == "cites")
    return Explanation(
        collection=collection,
        event=event,
        version=version,
        fields=tuple(_fields(event, own)),
        others=tuple(citation for citation in own if not citation.cite.supports),
        date_inferences=tuple(_date_inferences(collection, event, cited)),
        field_claims=tuple(_field_claims(event)),
        links=tuple(_links(collection, event)),
        states=tuple((state, _part(cited, "history", i)) for i, state in enumerate(event.history)),
        promises=tuple(
            (commitment, _part(cited, "commitments", i))
            for i, commitment in enumerate(event.commitments)
        ),
        sources=tuple(
            UsedSource(collection.source[source], collection.number[source], _sha256(texts, source))
            for source in sources_of(collection, event)
        ),
        cited=cited,
    )


def _number_cites(collection: Collection, event: Event, texts: Texts) -> tuple[NumberedCite, ...]:
    """Return the citations, numbered in the order in which the sheet shows them."""
    every = dict(event.all_cites())
    # A citation that supports several fields is numbered at the first one.
    by_field = (
        path
        for field in Field
        for path, cite in every.items()
        if path[0] == "cites" and field in cite.supports
    )
    return tuple(
        _numbered_cite(collection, number, path, every[path], texts)
        for number, path in enumerate(dict.fromkeys((*by_field, *every)), 1)
    )


def _numbered_cite(
    collection: Collection, number: int, path: FieldPath, cite: Cite, texts: Texts
) -> NumberedCite:
    # The sheet shows the SHA-256 of the text even if the quote is absent from it.
    proof, sha256 = proof_of(cite, texts), _sha256(texts, cite.source)
    worth = standing(cite, collection.source[cite.source], proof)
    return NumberedCite(number, path, cite, proof, sha256, worth)


def _sha256(texts: Texts, source: str) -> str | None:
    stored = texts[source]
    return stored.sha256 if isinstance(stored, StoredText) else None


def _part(cited: tuple[NumberedCite, ...], part: str, index: int) -> tuple[NumberedCite, ...]:
    return tuple(citation for citation in cited if citation.path[:2] == (part, index))


def _fields(event: Event, cited: tuple[NumberedCite, ...]) -> Iterator[FieldSupport]:
    for field in Field:
        carriers = tuple(citation for citation in cited if field in citation.cite.supports)
        if carriers or _has_value(event, field):
            yield FieldSupport(field, carriers)


def _has_value(event: Event, field: Field) -> bool:
    """Return whether the record has a value for a field.

    The issuer and the wording have no field of their own, and a title is ours: it needs no source.
    """
    return field not in (Field.ISSUER, Field.TEXT, Field.TITLE) and bool(getattr(event, field))


def _date_inferences(
    collection: Collection, event: Event, cited: tuple[NumberedCite, ...]
) -> Iterator[DateInference]:
    for citation in cited:
        words = citation.cite.date_words
        if words:
            published = collection.source[citation.cite.source].published
            recorded = event.date_at(citation.path)
            try:
                meant = phrases.find(words, published.span if published else Span(None, None))
            except NotUnderstood as error:
                yield DateInference(citation, words, published, None, recorded, error.sentence)
            else:
                yield DateInference(
                    citation, words, published, span_to_edtf(meant) if meant else None, recorded
                )


def _field_claims(event: Event) -> Iterator[FieldClaims]:
    for field, topic in dict.fromkeys((claim.field, claim.topic) for claim in event.claims):
        claims = (claim for claim in event.claims if (claim.field, claim.topic) == (field, topic))
        yield FieldClaims(field, topic, tuple(claims))


def _links(collection: Collection, event: Event) -> Iterator[RelatedEvent]:
    for link, id_ in event.links.items():
        yield RelatedEvent(link, collection.event[id_])
    for link, back in LINKS.items():
        yield from (
            RelatedEvent(back, referring) for referring in collection.leading(link, event.id)
        )
