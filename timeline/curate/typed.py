"""What a person typed for a change of the collection, before any of it is understood.

Plain values, which the command line and tests make alike. They import nothing, so that the help
of a command does not wait for what its work needs.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypedCitation:
    """One citation: a source, its words or ours, what they support and whose they are."""

    source: str | None = None
    quote: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    says: str | None = None
    says_en: str | None = None
    says_es: str | None = None
    supports: list[str] | None = None
    date_words: str | None = None
    attribution: str | None = None
    speaker: str | None = None
    reported: bool = False
    topic: list[str] | None = None
    translation_en: str | None = None
    translation_es: str | None = None
    note_en: str | None = None
    note_es: str | None = None


@dataclass(frozen=True, slots=True)
class TypedEvent:
    """A new event, but for its citation."""

    date: str | None = None
    kind: str | None = None
    status: str | None = None
    title: str | None = None
    title_en: str | None = None
    title_es: str | None = None
    actor: list[str] | None = None
    place: str | None = None
    about: str | None = None
    announced_by: str | None = None
    follows: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class TypedSource:
    """What is known of a source."""

    id: str | None = None
    published: str | None = None
    inferred: bool = False
    published_note_en: str | None = None
    published_note_es: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
    origin: str | None = None
    accessed: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class TypedCorrection:
    """A correction: which field, what is right, and why."""

    field: str | None = None
    to: str | None = None
    to_en: str | None = None
    to_es: str | None = None
    reason: str | None = None
    reason_en: str | None = None
    reason_es: str | None = None


@dataclass(frozen=True, slots=True)
class TypedCollection:
    """A new collection: its title, and its sides as ``CODE=NAME``."""

    title: str | None = None
    title_en: str | None = None
    title_es: str | None = None
    side: list[str] | None = None


@dataclass(frozen=True, slots=True)
class TypedImport:
    """How the files of an import are to be understood."""

    map: list[str] | None = None
    set: list[str] | None = None
    sheet: str | None = None
    both: bool = False
    skip_doubtful: bool = False
