"""How fields and their values are called where two versions of a record are compared."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from timeline import dates
from timeline.dates import Edtf
from timeline.i18n import LANGUAGES, Speaker
from timeline.records.labels import label
from timeline.records.model import (
    Cite,
    Claim,
    Collection,
    Commitment,
    Correction,
    Office,
    Participation,
    State,
    Words,
)
from timeline.records.vocabulary import Field, word
from timeline.wording.typography import plain, quoted

_ACTORS = ("asked_by", "speaker", "member_of")


@dataclass(frozen=True, slots=True)
class Reader(Speaker):
    """Who reads, and the names of actors and topics in both versions."""

    old: Collection
    new: Collection

    def field(self, name: str) -> str:
        """Return what a field is called."""
        return label(name).say(self.language)

    def word(self, value: StrEnum) -> str:
        """Return what people read for a value of a closed list."""
        return word(value).say(self.language)

    def said(self, words: Words | None) -> str:
        """Return a text in the reader's language, safe for one line."""
        return plain(words.say(self.language)) if words else ""

    def topic(self, slug: str) -> str:
        """Return the name of a topic."""
        names = {**self.old.collection.topics, **self.new.collection.topics}
        return self.said(names.get(slug)) or slug

    def actor(self, name: str) -> str:
        """Return the name of an actor."""
        found = self.new.actor.get(name) or self.old.actor.get(name)
        return self.said(found.name) if found else name

    def value(self, field: str, value: Any) -> str:
        """Return a value, or one of many, in words, safe for one line."""
        if isinstance(value, StrEnum):
            return self.word(value)
        if isinstance(value, str):
            return self.named(field, value)
        return _SAID[type(value)](self, value)

    def named(self, field: str, text: str) -> str:
        """Return a text of the record, or the name of what it is the id of."""
        if field == "topics":
            return self.topic(text)
        return self.actor(text) if field in _ACTORS else plain(text)

    def pair(self, field: str, old: Any, new: Any) -> tuple[str, str]:
        """Return two values in words; in the other language, if they differ in that one alone."""
        before, after = self.value(field, old), self.value(field, new)
        if before == after and isinstance(old, Words) and isinstance(new, Words):
            other = next(
                language
                for language in LANGUAGES
                if getattr(old, language) != getattr(new, language)
            )
            before, after = (
                f"({other}) {plain(getattr(words, other) or '')}" for words in (old, new)
            )
        return before, after


def _edtf(reader: Reader, date: Edtf) -> str:
    return date.say(reader.language)


def _cite(reader: Reader, cite: Cite) -> str:
    if not cite.quote:
        return f"{cite.source}: {reader.said(cite.says)}"
    return f"{cite.source}: {quoted(cite.quote, reader.language)}"


def _claim(reader: Reader, claim: Claim) -> str:
    value = reader.said(claim.value)
    if claim.field is Field.DATE:
        value = _edtf(reader, dates.parse(claim.value.en or ""))
    sources = ", ".join(claim.sources)
    return f"{reader.word(claim.field)}: {value} ({reader.word(claim.rank)}) · {sources}"


def _commitment(reader: Reader, commitment: Commitment) -> str:
    return f"{reader.said(commitment.text)} · {reader.word(commitment.status)}"


def _correction(reader: Reader, correction: Correction) -> str:
    was, now = reader.said(correction.was), reader.said(correction.now)
    change = f"{reader.word(correction.field)}: {was} → {now}"
    return f"{_edtf(reader, correction.on)} · {change} · {reader.said(correction.reason)}"


_SAID: dict[type, Callable[[Reader, Any], str]] = {
    Edtf: _edtf,
    Words: Reader.said,
    Cite: _cite,
    Claim: _claim,
    Commitment: _commitment,
    Correction: _correction,
    Office: lambda reader, value: reader.said(value.title),
    Participation: lambda reader, value: f"{reader.actor(value.actor)} ({reader.word(value.role)})",
    State: lambda reader, value: f"{reader.word(value.status)}, {_edtf(reader, value.date)}",
}
