"""What an invented collection is made of, before it is written in any format."""

from dataclasses import dataclass, field
from datetime import date

from benchmarks.when import When

Lines = list[str]
"""A text, in lines to be joined with spaces."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor; ``number`` is 0 for the government of a side."""

    id: str
    kind: str
    side: str | None
    number: int
    member_of: str | None


@dataclass(slots=True)
class Source:
    """A document: with the passages of its stored text, or with an address alone."""

    id: str
    number: int
    language: str
    published: str | None
    day: date | None
    basis_is_inferred: bool = False
    url: str | None = None
    outlet: str | None = None
    origin: str | None = None
    passages: list[Lines] | None = field(default_factory=list)


@dataclass(slots=True)
class Cite:
    """One citation; ``quote`` is None where the source has no stored text."""

    source: str
    language: str
    quote: Lines | None
    says: tuple[Lines, Lines] | None
    supports: str
    date_words: str | None = None
    voice: str = "outlet"
    speaker: str | None = None
    reported: bool = False
    topics: tuple[str, ...] = ()
    term: str | None = None
    translation: Lines | None = None
    note: tuple[Lines, Lines] | None = None


@dataclass(slots=True)
class Event:
    """One event; what it cites is filled in when its month has sources."""

    number: int
    id: str
    on: date
    when: When
    kind: str
    status: str
    actors: list[tuple[Actor, str]]
    title: tuple[str, str]
    summary: tuple[Lines, Lines]
    topics: tuple[str, ...]
    about: str | None = None
    announced_by: str | None = None
    follows: str | None = None
    planned: date | None = None
    place: int | None = None
    date_note: tuple[Lines, Lines] | None = None
    cites: list[Cite] = field(default_factory=list)
    plan: Cite | None = None
    promise: Cite | None = None
    disputed: str | None = None
    corrected: tuple[str, str] | None = None
