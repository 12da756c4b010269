"""The table of citations: one row a citation, whose words it is, and what became of its quote."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.formats.export import Export
from timeline.formats.tables.column import Column, Fields, Table, Type, apart, number
from timeline.formats.tables.events import MATCH
from timeline.i18n import Language, mark
from timeline.query.filter import Row
from timeline.quotes.near_match import TextPosition
from timeline.quotes.prove import Absent, Found, Proof, StoredText, proof_state
from timeline.records.model import Cite, Event


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of an event in an export: the part it belongs to, and whose it is there."""

    export: Export
    row: Row
    part: str
    owner: str
    cite: Cite

    @property
    def proof(self) -> Proof | None:
        """What became of its quote; looked for when it is asked, for not every use of it does."""
        return self.export.proof(self.cite)

    @property
    def place(self) -> TextPosition | None:
        """The first place at which the quote was found."""
        return self.proof.places[0] if isinstance(self.proof, Found) else None


def citations(export: Export) -> Iterator[Citation]:
    """Yield every citation of the events of an export, those of their parts included."""
    for row in export.rows:
        for path, cite in row.event.all_cites():
            part, at = str(path[0]), int(path[1])
            yield Citation(export, row, part, _owner(row.event, part, at), cite)


def _owner(event: Event, part: str, at: int) -> str:
    if part == "commitments":
        return event.commitments[at].id
    return str(at + 1) if part == "history" else ""


def _remark(row: Citation) -> str:
    if row.proof is None:
        return ""
    if isinstance(row.proof, Found):
        return ", ".join(map(str, row.proof.differences))
    if isinstance(row.proof, Absent):
        return str(row.proof.near.difference) if row.proof.near else ""
    return str(row.proof.reason)


def _sha256(export: Export, row: Citation) -> str:
    stored = export.texts.get(row.cite.source)
    return stored.sha256 if isinstance(stored, StoredText) else ""


def _speaker(export: Export, row: Citation, language: Language) -> str:
    speaker = row.cite.speaker
    return export.collection.actor[speaker].name.say(language) if speaker else ""


_CITE = Fields("cite")

_COLUMNS: dict[str, Column[Citation]] = {
    "event": Column(lambda _, row: row.row.event.id, mark("the id of the event that rests on it")),
    "date": Column(lambda _, row: row.row.event.date.text, mark("the event's date, in EDTF")),
    "number": number(
        lambda export, row: export.collection.number[row.cite.source],
        mark("the number of the source, in the order of the collection"),
    ),
    "source": _CITE.text("source", mark("the id of the source")),
    "part": Column(
        lambda _, row: row.part,
        mark("cites: of the event itself; history, commitments: of one of these"),
    ),
    "owner": Column(
        lambda _, row: row.owner,
        mark("the id of the commitment, or the number of the earlier state, that it belongs to"),
    ),
    "quote": _CITE.text("quote", mark("the words of the source, verbatim")),
    **_CITE.both(
        "says",
        mark("in our words, in English, what a source without stored text says"),
        mark("in our words, in Spanish, what a source without stored text says"),
    ),
    "attribution": _CITE.text(
        "attribution",
        mark("whose words these are: outlet, joint, or a side"),
    ),
    "speaker": _CITE.text("speaker", mark("the id of the actor who speaks")),
    "speaker_en": Column(
        lambda export, row: _speaker(export, row, "en"), mark("the speaker's name in English")
    ),
    "speaker_es": Column(
        lambda export, row: _speaker(export, row, "es"), mark("the speaker's name in Spanish")
    ),
    "speech": _CITE.text(
        "speech",
        mark("direct: quoted; reported: retold in the outlet's words"),
    ),
    "supports": _CITE.several(
        "supports",
        mark("the fields of the event that it supports"),
    ),
    "topics": _CITE.several("topics", mark("the topics that this passage speaks of")),
    "terms": Column(
        lambda _, row: tuple(f"{topic}: {words}" for topic, words in row.cite.terms.items()),
        mark("after a topic, the words of the quote that name it"),
        Type.SEVERAL,
        field="terms",
        read=lambda cell: dict(text.partition(": ")[::2] for text in apart(cell)),
    ),
    "date_words": _CITE.text("date_words", mark("the source's own words for the date")),
    **_CITE.both(
        "translation",
        mark("our translation of the quote into English"),
        mark("our translation of the quote into Spanish"),
    ),
    "prefix": _CITE.text("prefix", mark("what stands before the quote, to tell it from others")),
    "suffix": _CITE.text("suffix", mark("what stands after the quote, to tell it from others")),
    **_CITE.both(
        "note",
        mark("our note on the citation, in English"),
        mark("our note on the citation, in Spanish"),
    ),
    "proof": Column(
        lambda _, row: proof_state(row.proof),
        mark("found, found-normalised, absent, cannot-check, or says: nothing is quoted"),
    ),
    "proof_note": Column(
        lambda _, row: _remark(row),
        mark("in English: what differs in form, what is near instead, or why it cannot be checked"),
    ),
    "quote_start": number(
        lambda _, row: row.place.start if row.place else None,
        mark("where the quote begins in the stored text, in characters from 0"),
    ),
    "quote_end": number(
        lambda _, row: row.place.end if row.place else None,
        mark("where it ends: the character after its last"),
    ),
    "sha256": Column(_sha256, mark("the SHA-256 of the stored text in which it was looked for")),
    "match": Column(lambda export, row: MATCH.make(export, row.row), MATCH.about),
    "standing": Column(
        lambda export, row: str(export.standing(row.cite)),
        mark("proved, not-proved, or linked: no quote, or no stored text to prove it with"),
    ),
}

CITATIONS: Table[Citation] = Table(
    "citations",
    mark("one row a citation: whose words, and whether proved"),
    citations,
    _COLUMNS,
    Cite,
)
