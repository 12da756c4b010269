"""What `timeline compare` finds, for programs: plain objects, and rows for CSV and for a pipe.

Values are those of the records, never translated. `timeline/schemas/compare.json` is the shape of
the objects.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from timeline.analysis.compare import Account, Comparison, Passage, TopicRow, TopicTally
from timeline.analysis.versions import SentenceDiff, Versions
from timeline.formats.answers import compare_text
from timeline.formats.data.objects import plain
from timeline.formats.tables.separated import several
from timeline.i18n import LANGUAGES
from timeline.records.model import Claim, Collection, Words

SCHEMA = "timeline-compare-1"


class TextTable(NamedTuple):
    """Rows of text, and what their columns are called."""

    columns: Sequence[str]
    rows: Iterable[Sequence[str]]


def comparison_table(told: Comparison) -> TextTable:
    """Return one passage a row, once for each of its topics."""
    columns = ("topic", "verdict", "voice", "event", "source", "start", "speech", "speaker")
    return TextTable(
        (*columns, "words", "quote", *(f"says_{language}" for language in LANGUAGES)),
        _passage_rows(told),
    )


def _passage_rows(told: Comparison) -> Iterator[Sequence[str]]:
    for row in told.rows:
        for other in (passage for cell in row.cells.values() for passage in cell):
            cite = other.cite
            yield (
                row.topic or "",
                row.verdict if row.topic else "",
                other.voice,
                other.event.id,
                cite.source,
                "" if other.start is None else str(other.start),
                cite.speech,
                cite.speaker or "",
                cite.terms.get(row.topic or "", ""),
                cite.quote or "",
                *_both(cite.says),
            )


def _both(words: Words | None) -> tuple[str, ...]:
    return tuple((getattr(words, language) or "") if words else "" for language in LANGUAGES)


def tallies_table(collection: Collection, found: Iterable[TopicTally]) -> TextTable:
    """Return one topic and one voice a row, with the zeros."""
    names = collection.collection.topics
    columns = (
        "topic",
        *(f"name_{language}" for language in LANGUAGES),
        "voice",
        "passages",
        "events",
    )
    rows = (
        (
            tally.topic,
            *_both(names.get(tally.topic)),
            voice,
            str(heard.passages),
            str(heard.events),
        )
        for tally in found
        for voice, heard in tally.mentions.items()
    )
    return TextTable(columns, rows)


def versions_table(found: Versions) -> TextTable:
    """Return one sentence of one version a row; those that answer to each other share a number."""
    columns = ("sentence", "topics", "source", "speech", "text", "marked")
    rows = (
        (
            str(number),
            several(reading.wording.cite.topics),
            reading.wording.source,
            reading.wording.cite.speech,
            reading.wording.text,
            compare_text.marked(reading, first=i == 0),
        )
        for number, parallel in enumerate(found.parallels, 1)
        for i, reading in enumerate(parallel.readings)
    )
    return TextTable(columns, rows)


def comparison_object(told: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data."""
    return {
        "schema": SCHEMA,
        "compares": "accounts",
        "event": told.event.id,
        "accounts": [_account(account) for account in told.accounts],
        "topics": [_row(row) for row in told.rows],
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        "event": account.event.id,
        "date": account.event.date.text,
        "published_by": list(account.publishers),
        "sources": list(account.sources),
        "words": [
            {"source": length.source, "quoted": length.quoted, "retold": length.retold}
            for length in account.lengths
        ],
        "first_topic": account.first,
        "asked_by": account.asked_by,
        "took_part": list(account.took_part),
    }


def _row(row: TopicRow) -> dict[str, Any]:
    return {
        "topic": row.topic,
        "verdict": row.verdict if row.topic is not None else None,
        "raised_by": [voice for voice, cell in row.cells.items() if cell],
        "silent": [voice for voice, cell in row.cells.items() if not cell],
        "words": {voice: list(words) for voice, words in row.terms.items()},
        "differing": [_claim(claim) for claim in row.differing],
        "passages": [_passage(row, passage) for cell in row.cells.values() for passage in cell],
    }


def _passage(row: TopicRow, passage: Passage) -> dict[str, Any]:
    cite = passage.cite
    return {
        "voice": passage.voice,
        "event": passage.event.id,
        "path": list(passage.path),
        "source": cite.source,
        "start": passage.start,
        "speech": cite.speech,
        "speaker": cite.speaker,
        "words": cite.terms.get(row.topic or ""),
        "quote": cite.quote,
        "says": plain(cite.says) if cite.says else None,
        "translation": plain(cite.translation) if cite.translation else None,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "field": claim.field,
        "value": plain(claim.value),
        "attribution": claim.attribution,
        "sources": list(claim.sources),
        "rank": claim.rank,
        "reason": plain(claim.reason) if claim.reason else None,
    }


def tallies_object(found: Iterable[TopicTally], events: int) -> dict[str, Any]:
    """Return topics by voice as plain data."""
    return {
        "schema": SCHEMA,
        "compares": "topics",
        "events": events,
        "topics": [
            {
                "topic": tally.topic,
                "heard": {
                    voice: {"passages": heard.passages, "events": heard.events}
                    for voice, heard in tally.mentions.items()
                },
            }
            for tally in found
        ],
    }


def versions_object(found: Versions) -> dict[str, Any]:
    """Return the versions of a text as plain data."""
    return {
        "schema": SCHEMA,
        "compares": "versions",
        "event": found.event.id,
        "sources": list(found.sources),
        "sentences": [
            {
                "topics": list(parallel.topics),
                "versions": [_reading(one) for one in parallel.readings],
            }
            for parallel in found.parallels
        ],
        "claims": [_claim(claim) for claim in found.claims],
    }


def _reading(reading: SentenceDiff) -> dict[str, Any]:
    return {
        "source": reading.wording.source,
        "speech": reading.wording.cite.speech,
        "text": reading.wording.text,
        "pieces": [{"text": piece.text, "differs": piece.differs} for piece in reading.pieces],
    }
