"""The records of a collection: frozen pydantic models, without I/O and without rendering.

A record that cannot be true is refused here; one that is merely unsound is left to the checks.
References are resolved while a record is validated, against the names that the whole collection
declares: pass them as the validation context (a `Names`). Without a context references are not
checked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date` is a field here
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic import Field as Described
from pydantic_core import PydanticCustomError

from timeline import dates
from timeline.dates import Edtf
from timeline.errors import FieldPath, NotADate, unknown
from timeline.i18n import Language, Sentence, mark, sentence
from timeline.records.vocabulary import (
    JOINT,
    LINKS,
    OUTLET,
    ActorKind,
    Basis,
    Field,
    Kind,
    Progress,
    Rank,
    Role,
    Speech,
    Status,
)
from timeline.text import shorten, suggest

_MAX_LISTED = 12


@dataclass(frozen=True, slots=True)
class Names:
    """Every id and side that a collection declares, for resolving references."""

    sources: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()


def validation_error(reason: Sentence) -> PydanticCustomError:
    """Return the error that a validator raises, with our own sentence inside."""
    return PydanticCustomError("refused", "{sentence}", {"sentence": reason})


def _resolve(value: str, names: frozenset[str], what: Sentence) -> str:
    if value in names:
        return value
    # A mistyped reference may be a whole pasted text: the message quotes only its beginning.
    value = shorten(value, 100)
    near = suggest(value, sorted(names)) or (sorted(names) if len(names) <= _MAX_LISTED else ())
    raise validation_error(unknown(what, value, near))


def _resolve_source(value: str, info: ValidationInfo) -> str:
    return _resolve(value, info.context.sources, sentence("source")) if info.context else value


def _resolve_actor(value: str, info: ValidationInfo) -> str:
    return _resolve(value, info.context.actors, sentence("actor")) if info.context else value


def _resolve_event(value: str, info: ValidationInfo) -> str:
    return _resolve(value, info.context.events, sentence("event")) if info.context else value


def _resolve_side(value: str, info: ValidationInfo) -> str:
    return _resolve(value, info.context.sides, sentence("side")) if info.context else value


def _resolve_origin(value: str, info: ValidationInfo) -> str:
    if not info.context:
        return value
    names = info.context.sources | info.context.events
    return _resolve(value, names, sentence("source or event"))


def _resolve_voice(value: str, info: ValidationInfo) -> str:
    if not info.context:
        return value
    return _resolve(value, info.context.sides | {OUTLET, JOINT}, sentence("voice"))


def _parse_date(value: object) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if not isinstance(value, str):
        raise validation_error(sentence("a date is written as text, such as 2026-01-12"))
    try:
        return dates.parse(value)
    except NotADate as error:
        raise validation_error(error.sentence) from None


def _same_in_both_languages(value: object) -> object:
    return {"en": value, "es": value} if isinstance(value, str) else value


_TEXT = r"\w"
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# ISO 3166 codes fit (MX, US), and so do EU or ASEAN.
_SIDE = r"^[A-Z][A-Z0-9]{1,9}$"
_SHA256 = r"^[0-9a-f]{64}$"
# The shape of a BCP 47 tag (RFC 5646), without a lookup in its registry.
_LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
# No "@" in the host: user names in a link would be published with it.
_URL = r"^https?://[^\s/?#\[\]@]+([/?#]\S*)?$"

SHAPES = {
    _TEXT: mark("write something, or leave the line out"),
    _ID: mark("an id has lower-case letters, digits and single hyphens, such as 2026-01-11-call"),
    _SIDE: mark("a side has two to ten capital letters or digits, such as MX"),
    _SHA256: mark("a sha256 has 64 hexadecimal digits, 0-9 and a-f"),
    _LANGUAGE: mark("a language is a BCP 47 tag, such as es or en-US"),
    _URL: mark("a link begins with http:// or https:// and a host, and has no spaces"),
}
"""What each pattern of this module requires, in words."""

# `\w` refuses texts of punctuation or white space alone.
Text = Annotated[str, StringConstraints(min_length=1, pattern=_TEXT)]
Id = Annotated[str, StringConstraints(pattern=_ID, max_length=100)]
Topic = Id
SideCode = Annotated[str, StringConstraints(pattern=_SIDE)]
Sha256 = Annotated[str, StringConstraints(pattern=_SHA256)]
LanguageTag = Annotated[str, StringConstraints(pattern=_LANGUAGE)]
Url = Annotated[str, StringConstraints(pattern=_URL)]
SourceId = Annotated[Id, AfterValidator(_resolve_source)]
ActorId = Annotated[Id, AfterValidator(_resolve_actor)]
EventId = Annotated[Id, AfterValidator(_resolve_event)]
OriginId = Annotated[Id, AfterValidator(_resolve_origin)]
Side = Annotated[str, AfterValidator(_resolve_side)]
Voice = Annotated[str, AfterValidator(_resolve_voice)]
Date = Annotated[
    Edtf,
    BeforeValidator(_parse_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "description": "A date in EDTF (ISO 8601-2), exactly as precise as its source",
            "examples": ["2026-01-11", "2026-02", "../2026-01-11", "[2026-01-15,2026-01-16]"],
        }
    ),
]


class Record(BaseModel):
    """The base of all records: frozen, and no unknown fields."""

    model_config = ConfigDict(
        # `defer_build`: a command that validates nothing does not pay for building the validators.
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        defer_build=True,
    )


class Words(Record):
    """A text in English and Spanish. One of them may be missing, not both."""

    en: Text | None = None
    es: Text | None = None

    @model_validator(mode="after")
    def _one_at_least(self) -> Self:
        if not (self.en or self.es):
            raise validation_error(sentence("text expected in en, es or both"))
        return self

    def say(self, language: Language) -> str:
        """Return the text in one language, or in the other if that one is missing."""
        return getattr(self, language) or self.en or self.es or ""


Name = Annotated[
    Words, BeforeValidator(_same_in_both_languages, json_schema_input_type=str | Words)
]


class About(Record):
    """The head of a collection: its title, whose accounts it compares, what was read for it."""

    title: Words
    sides: dict[SideCode, Words] = Described(min_length=1)
    topics: dict[Topic, Words] = {}
    coverage: Words | None = None


class Source(Record):
    """A document: a stored text, a link, or both. Unknown facts stay absent."""

    id: Id
    file: Text | None = None
    sha256: Sha256 | None = None
    url: Url | None = None
    outlet: Text | None = None
    title: Text | None = None
    author: Text | None = None
    published: Date | None = None
    published_basis: Basis = Basis.STATED
    published_note: Words | None = None
    accessed: Date | None = None
    language: LanguageTag | None = None
    origin: OriginId | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _can_be_found_and_dated(self) -> Self:
        if not (self.file or self.url):
            raise validation_error(sentence("a source has a file, a url or both"))
        if self.published_basis is Basis.INFERRED and not (self.published and self.published_note):
            raise validation_error(
                sentence(
                    "an inferred date needs published and a published_note that says from what"
                )
            )
        return self

    @property
    def last_day(self) -> Day | None:
        """The last day on which the source may have been published; None if nothing is known."""
        return self.published.latest if self.published else None


class Office(Record):
    """An office that an actor held, with dates only where a source gives them."""

    title: Words
    # None = | `from` is a keyword of Python, so the field has another name here than in the file.
    since: Date | None = Described(None, alias="from")
    until: Date | None = Described(None, alias="to")


class Actor(Record):
    """A person, institution, government or group, on a side."""

    id: Id
    kind: ActorKind
    side: Side | None = None
    name: Name
    aliases: tuple[Text, ...] = ()
    member_of: tuple[ActorId, ...] = ()
    offices: tuple[Office, ...] = ()

    def short(self, language: Language) -> str:
        """Return the shortest of the name and the aliases, for a narrow column."""
        return min((self.name.say(language), *self.aliases), key=len)


class Cite(Record):
    """One citation: a verbatim quote of a source, or what a source without stored text says.

    ``quote`` with ``prefix`` and ``suffix`` is a TextQuoteSelector of the W3C Web Annotation model;
    prefix and suffix are needed only where the quote stands in the text more than once. ``terms``
    gives, for a topic, the words of the quote that name it.
    """

    source: SourceId
    quote: Text | None = None
    prefix: Text | None = None
    suffix: Text | None = None
    says: Words | None = None
    supports: tuple[Field, ...] = ()
    date_words: Text | None = None
    attribution: Voice = OUTLET
    speech: Speech = Speech.DIRECT
    speaker: ActorId | None = None
    topics: tuple[Topic, ...] = ()
    terms: dict[Topic, Text] = {}
    translation: Words | None = None
    note: Words | None = None

    @model_validator(mode="after")
    def _quote_or_says(self) -> Self:
        if bool(self.quote) == bool(self.says):
            raise validation_error(sentence("a citation has either a quote or says"))
        return self


class Participation(Record):
    """An actor's part in an event."""

    actor: ActorId
    role: Role


class Claim(Record):
    """One value for one field of an event, with the sources that carry it.

    ``attribution`` says whose value it is where sides differ, and ``topic`` on which topic they
    differ.
    """

    field: Field
    value: Name
    sources: tuple[SourceId, ...] = Described(min_length=1)
    topic: Topic | None = None
    attribution: Voice | None = None
    rank: Rank = Rank.NORMAL
    reason: Name | None = None

    @model_validator(mode="after")
    def _sound_value_and_reason(self) -> Self:
        if self.field is Field.DATE:
            _parse_date(self.value.en)
        if self.rank is not Rank.NORMAL and not self.reason:
            raise validation_error(sentence("a claim that is not normal needs a reason"))
        return self


class State(Record):
    """An earlier state of a planned event; ``title`` and ``actors`` are the event's if absent."""

    status: Status
    date: Date
    title: Words | None = None
    actors: tuple[Participation, ...] | None = Described(None, min_length=1)
    cites: tuple[Cite, ...] = ()
    note: Words | None = None


class Commitment(Record):
    """A promise of future action that can be checked."""

    id: Id
    text: Words
    by: tuple[Side, ...] = Described(min_length=1)
    due: Date | None = None
    status: Progress = Progress.NOT_YET_ASSESSED
    cites: tuple[Cite, ...] = ()


class Correction(Record):
    """A change made to a record after it was published: when, what and why."""

    on: Date
    field: Field
    was: Name
    now: Name
    reason: Name


class Event(Record):
    """Something that happened, was said, or is planned."""

    id: Id
    date: Date
    date_note: Words | None = None
    kind: Kind
    status: Status
    title: Words
    summary: Words | None = None
    actors: tuple[Participation, ...] = ()
    asked_by: ActorId | None = None
    place: Name | None = None
    topics: tuple[Topic, ...] = ()
    about: EventId | None = None
    announced_by: EventId | None = None
    follows: EventId | None = None
    cites: tuple[Cite, ...] = ()
    claims: tuple[Claim, ...] = ()
    history: tuple[State, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    corrections: tuple[Correction, ...] = ()
    note: Words | None = None

    @model_validator(mode="after")
    def _one_preferred_claim(self) -> Self:
        preferred = [
            (claim.field, claim.topic) for claim in self.claims if claim.rank is Rank.PREFERRED
        ]
        for field, topic in preferred:
            if preferred.count((field, topic)) > 1:
                raise validation_error(
                    sentence("only one claim to {field} can be preferred", field=field)
                )
        return self

    @property
    def order(self) -> tuple[Any, ...]:
        """The sort key of events: by date (see `dates.Edtf.order`), then by id."""
        return (self.date.order, self.id)

    @property
    def is_readout(self) -> bool:
        """Whether the event is a government's own account of another event."""
        return self.kind is Kind.STATEMENT and self.about is not None

    @property
    def links(self) -> dict[str, str]:
        """The ids of the events that this one refers to, by the field that names each."""
        return {link: other for link in LINKS if (other := getattr(self, link))}

    def lacks_outcome(self, today: Day) -> bool:
        """Return whether the event is still scheduled although its last possible day has passed."""
        latest = self.date.latest
        return self.status is Status.SCHEDULED and latest is not None and latest < today

    def date_at(self, path: FieldPath) -> Edtf | None:
        """Return the date that a citation at a path inside the record is about.

        It is the date of the event, of the earlier state, or of the commitment that the citation
        belongs to.
        """
        match path:
            case ("history", int(i), *_):
                return self.history[i].date
            case ("commitments", int(i), *_):
                return self.commitments[i].due
        return self.date

    def all_cites(self) -> Iterator[tuple[FieldPath, Cite]]:
        """Yield every citation of the record and its parts, each with its path in the record."""
        yield from ((("cites", i), cite) for i, cite in enumerate(self.cites))
        for part in ("history", "commitments"):
            for i, owner in enumerate(getattr(self, part)):
                yield from (((part, i, "cites", j), cite) for j, cite in enumerate(owner.cites))


class Collection(Record):
    """One chronology: what it is, its sources, actors and events, in the order of the file."""

    collection: About
    sources: tuple[Source, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...]

    @cached_property
    # An index keeps records on disk: it overrides these mappings with ones that load on demand.
    def source(self) -> dict[str, Source]:
        """The sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def actor(self) -> dict[str, Actor]:
        """The actors by id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def event(self) -> dict[str, Event]:
        """The events by id."""
        return {event.id: event for event in self.events}

    def each(self, section: str) -> Iterator[Any]:
        """Yield the sources, actors or events, in the order of the file."""
        yield from getattr(self, section)

    @cached_property
    def number(self) -> dict[str, int]:
        """The number by which each source is cited, from 1, in the order of the file."""
        return {source.id: i for i, source in enumerate(self.sources, 1)}

    @cached_property
    def newest_source(self) -> Day | None:
        """The last day on which any source may have been published; None if none is dated."""
        return max(filter(None, (source.last_day for source in self.sources)), default=None)

    def leading(self, field: str, to: str) -> tuple[Event, ...]:
        """Return the events that refer to another one by ``field``, one of `LINKS`."""
        return tuple(event for event in self.events if getattr(event, field) == to)

    def sides_of(self, event: Event) -> tuple[str, ...]:
        """Return the sides that take part in an event, in the order in which they are declared."""
        # Being spoken of is not taking part.
        present = {
            self.actor[part.actor].side for part in event.actors if part.role is not Role.SUBJECT
        }
        return tuple(side for side in self.collection.sides if side in present)

    def origin_of(self, source: str) -> str:
        """Return the id of the source or event that a source rewrites in the end, or its own id."""
        while source in self.source and (origin := self.source[source].origin):
            source = origin
        return source

    def sources_of(self, event: Event) -> tuple[str, ...]:
        """Return the ids of the sources that an event cites, in the order of the file."""
        cited = {cite.source for _, cite in event.all_cites()}
        return tuple(sorted(cited, key=self.number.__getitem__))

    def cites_of(self, event: Event) -> tuple[int, ...]:
        """Return the numbers of the sources that an event cites, in order."""
        return tuple(self.number[source] for source in self.sources_of(event))


KINDS: dict[str, type[Source | Actor | Event]] = {
    "sources": Source,
    "actors": Actor,
    "events": Event,
}
"""The kind of record in each section of a collection."""
SECTIONS = tuple(KINDS)
"""The sections of a collection, in the order in which they are written."""
