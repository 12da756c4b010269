"""How fields and their values are called where two versions of a record are compared."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from timeline import dates
from timeline.dates import Edtf
from timeline.formats.bibliography.citing import plain, quoted
from timeline.i18n import LANGUAGES, Speaker, mark
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

NAMES = {
    # of events
    "date": mark("date"),
    "date_note": mark("why this date"),
    "kind": mark("kind"),
    "status": mark("status"),
    "title": mark("title"),
    "summary": mark("summary"),
    "actors": mark("who"),
    "asked_by": mark("who asked for it"),
    "place": mark("place"),
    "topics": mark("topic"),
    "about": mark("a readout of"),
    "announced_by": mark("announced by"),
    "follows": mark("follows"),
    "cites": mark("citation"),
    "claims": mark("claim"),
    "history": mark("earlier state"),
    "commitments": mark("promise"),
    "corrections": mark("correction"),
    "note": mark("note"),
    # of participations and corrections
    "role": mark("role"),
    "was": mark("what it said"),
    "now": mark("what it says now"),
    # of citations, claims and promises
    "prefix": mark("words before it"),
    "suffix": mark("words after it"),
    "supports": mark("supports"),
    "date_words": mark("words for the date"),
    "attribution": mark("whose words"),
    "speech": mark("how quoted"),
    "speaker": mark("speaker"),
    "terms": mark("words for a topic"),
    "translation": mark("our translation"),
    "sources": mark("source"),
    "rank": mark("rank"),
    "reason": mark("reason"),
    "text": mark("wording"),
    "by": mark("by whom"),
    "due": mark("by when"),
    # of sources
    "file": mark("file"),
    "sha256": mark("SHA-256"),
    "url": mark("link"),
    "outlet": mark("outlet"),
    "author": mark("author"),
    "published": mark("published"),
    "published_basis": mark("basis of its date"),
    "published_note": mark("why this date"),
    "accessed": mark("accessed"),
    "language": mark("language"),
    "origin": mark("origin"),
    # of actors
    "side": mark("side"),
    "name": mark("name"),
    "aliases": mark("alias"),
    "member_of": mark("member of"),
    "offices": mark("office"),
    # of the collection
    "sides": mark("side"),
    "coverage": mark("coverage"),
}
"""What people read for each field; of one that holds many, for one of them."""

_ACTORS = ("asked_by", "speaker", "member_of")


@dataclass(frozen=True, slots=True)
class Reader(Speaker):
    """Who reads, and the names of actors and topics in both versions."""

    old: Collection
    new: Collection

    def field(self, name: str) -> str:
        """Return what a field is called."""
        return self.say(NAMES[name])

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
