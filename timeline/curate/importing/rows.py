"""Rows of a stranger's table to events: each cell understood, or doubted at its place."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812 - as in `model`
from datetime import timedelta
from typing import Any

from timeline import dates, phrases
from timeline.curate import parsing
from timeline.curate.event import role_in
from timeline.curate.importing.columns import Columns
from timeline.curate.importing.prove_cells import as_stored, told_as_stored
from timeline.curate.importing.sheet import (
    ImportedRecord,
    ImportIssue,
    RecordOrigin,
    Sheet,
    SheetRow,
)
from timeline.errors import NotADate, TimelineError, UnknownValue, WrongCall
from timeline.i18n import LANGUAGES, Sentence, sentence
from timeline.query.registers import event_called
from timeline.quotes.prove import StoredText, Unavailable
from timeline.records.model import Collection
from timeline.records.plain import drop_empty
from timeline.records.vocabulary import LINKS, OUTLET, Field, Role

_TOLD = frozenset(("id", "date", "kind", "status", "actors"))  # of what other programs show
_TEXTS = ("title", "summary", "says", "note", "date_note")
NEEDED = ("date", "kind", "status", "title")
_TOGETHER = re.compile(r"\s*[;|\n]\s*")
_COMMAS = re.compile(r"\s*,\s*")
_ROLE = re.compile(r"(?P<name>.+?)\s*(?::\s*(?P<after>[^:]+)|\((?P<within>[^()]+)\))")
_OTHER_DAY = timedelta(days=401)


@dataclass(frozen=True)
class RowContext:
    """What cells are understood by: the collection, the stored texts, the day.

    With ``both``, a text that is there in one language stands for the other too.
    """

    collection: Collection
    texts: Mapping[str, StoredText | Unavailable]
    today: Day
    both: bool = False
    found: dict[tuple[str, str], str | TimelineError] = field(default_factory=dict)

    def one(self, register: str, text: str) -> str:
        """Return the id that is meant by a text; the same text is looked up once."""
        key = (register, text)
        if key not in self.found:
            try:
                self.found[key] = self._one(register, text)
            except TimelineError as error:
                self.found[key] = error
        found = self.found[key]
        if isinstance(found, TimelineError):
            raise found
        return found

    def _one(self, register: str, text: str) -> str:
        if register == "dates":
            return _date(text, self.today)
        if other := _OTHERS.get(register):
            return other(self.collection, text)
        if register == "topics" and not self.collection.collection.topics:
            return text  # a new one: it is not taken for a part of the name of another
        return parsing.one(self.collection, register, text)


def _linked(collection: Collection, url: str) -> str:
    for source in collection.sources:
        if source.url == url:
            return source.id
    raise WrongCall(
        sentence("no source has the link {url}: 'timeline source add {url}' adds it", url=url)
    )


_OTHERS: dict[str, Callable[[Collection, str], str]] = {
    "events": lambda collection, text: event_called(collection, text).id,
    "roles": lambda _, text: parsing.value(sentence("role"), Role, text),
    "fields": lambda _, text: parsing.value(sentence("field"), Field, text),
    "voices": parsing.voice,
    "links": _linked,
}


def _date(text: str, today: Day) -> str:
    """Return a date of a cell in EDTF; one that counts from the day it is read is not taken."""
    try:
        return dates.parse(text).text
    except NotADate:
        meant, later = (phrases.parse(text, day).span for day in (today, today + _OTHER_DAY))
    if meant != later:
        said = sentence("'{text}' counts from a day that is not said: write the date", text=text)
        raise WrongCall(said)
    return dates.span_to_edtf(meant).text


def lacking(columns: Columns) -> list[str]:
    """Return the fields that no column and no constant gives, though every event needs them."""
    given = {*columns.columns, *columns.fixed}
    named_ = {text.partition(".")[0] for text in given}
    return [text for text in NEEDED if text not in named_]


def one_language(columns: Columns, known: RowContext) -> list[str]:
    """Return the texts that would be there in one language alone: a collection has them in both."""
    given = {*columns.columns, *columns.fixed}
    return [
        name
        for name in _TEXTS
        if not known.both
        and given & {name, f"{name}.en", f"{name}.es"}
        and not given >= {f"{name}.en", f"{name}.es"}
    ]


def records(
    sheet: Sheet, columns: Columns, known: RowContext
) -> tuple[list[ImportedRecord], list[ImportIssue]]:
    """Return an event for each row of which every cell is understood, and the doubts of the others.

    An event has no id unless a column gives one.
    """
    made, doubts = [], []
    for row in sheet.rows:
        reading = _RowReader(sheet, row, columns, known)
        record = reading.event()
        doubts += reading.doubts
        if not reading.doubts:
            made.append(
                ImportedRecord("events", record, reading.origin, _TOLD if sheet.fields else None)
            )
    return made, doubts


class _RowReader:
    """One row that is being read, and what is doubtful in it."""

    def __init__(self, sheet: Sheet, row: SheetRow, columns: Columns, known: RowContext) -> None:
        self.sheet, self.row, self.columns, self.known = sheet, row, columns, known
        self.doubts: list[ImportIssue] = []
        self.origin = RecordOrigin(
            sheet.name, sheet=sheet, row=row, columns=_by_field(columns.columns)
        )
        beyond = len(sheet.header)
        if any(row.cells[beyond:]):
            column = next(n for n, text in enumerate(row.cells) if n >= beyond and text)
            self.doubt_at(column, sentence("there is no column here: the header has {n}", n=beyond))

    def event(self) -> dict[str, Any]:
        kind = self.needed("kind", self.looked_up("kinds"))
        return drop_empty(
            {
                "id": self.text("id"),
                "date": self.needed("date", self.looked_up("dates")),
                "date_note": self.words("date_note"),
                "kind": kind,
                "status": self.needed("status", self.looked_up("statuses")),
                "title": self.title(),
                "summary": self.words("summary"),
                "actors": [value for value in self.each("actors", self.actor(kind)) if value],
                "asked_by": self.read("asked_by", self.looked_up("actors")),
                "place": self.place(),
                "topics": self.each("topics", self.looked_up("topics")),
                **{link: self.read(link, self.looked_up("events")) for link in LINKS},
                "cites": self.cites(),
                "note": self.words("note"),
            }
        )

    # Cells

    def text(self, name: str) -> str:
        """Return what the cell of a field says, or else what all records get; '' if nothing."""
        column = self.columns.columns.get(name)
        content = (
            self.row.cells[column] if column is not None and column < len(self.row.cells) else ""
        )
        if isinstance(content, Sentence):
            self.doubt(name, content)
            return ""
        return content.strip() or self.columns.fixed.get(name, "")

    def doubt(self, name: str, said: Sentence) -> None:
        self.doubt_at(self.columns.columns.get(name, 0), said)

    def doubt_at(self, column: int, said: Sentence) -> None:
        doubt = self.sheet.doubt(self.row, column, said)
        if doubt not in self.doubts:
            self.doubts.append(doubt)

    def looked_up(self, register: str) -> Callable[[str], str]:
        return lambda text: self.known.one(register, text)

    def read(self, name: str, read: Callable[[str], Any], text: str | None = None) -> Any:
        """Return what a cell means, None if it is empty or not understood."""
        text = self.text(name) if text is None else text
        try:
            return read(text) if text else None
        except TimelineError as error:
            self.doubt(name, error.sentence)
            return None

    def needed(self, name: str, read: Callable[[str], Any]) -> Any:
        before = len(self.doubts)
        found = self.read(name, read)
        if not found and len(self.doubts) == before:
            self.doubt(name, sentence("empty: every event needs {field}", field=name))
        return found

    def each(self, name: str, read: Callable[[str], Any]) -> list[Any]:
        """Return what the parts of a cell mean; it may hold one thing that has commas."""
        text = self.text(name)
        parts = list(filter(None, _TOGETHER.split(text)))
        if len(parts) == 1 and "," in text and not self.is_one(text, read):
            parts = list(filter(None, _COMMAS.split(text)))
        found = [self.read(name, read, part) for part in parts]
        return [
            value for n, value in enumerate(found) if value is not None and value not in found[:n]
        ]

    def is_one(self, text: str, read: Callable[[str], Any]) -> bool:
        try:
            return bool(read(text))
        except TimelineError:
            return False

    # Fields

    def words(self, name: str) -> dict[str, str]:
        """Return a text by language; one that is there in one language may stand for both."""
        said = {language: self.text(f"{name}.{language}") for language in LANGUAGES}
        plain = self.text(name) or next(filter(None, said.values()), "")
        if self.known.both:
            said = {language: text or plain for language, text in said.items()}
        return {language: text for language, text in said.items() if text}

    def title(self) -> dict[str, str]:
        before, found = len(self.doubts), self.words("title")
        if not found and len(self.doubts) == before:
            name = next(
                (
                    text
                    for text in ("title", "title.en", "title.es")
                    if text in self.columns.columns
                ),
                "title",
            )
            self.doubt(name, sentence("empty: every event needs {field}", field="title"))
        return found

    def place(self) -> str | dict[str, str]:
        return self.text("place") or self.words("place")

    def actor(self, kind: str | None) -> Callable[[str], dict[str, str]]:
        usual = role_in(kind or "")

        def read(text: str) -> dict[str, str]:
            found = _ROLE.fullmatch(text)
            try:
                return {"actor": self.known.one("actors", text), "role": usual}
            except UnknownValue:
                if not found:
                    raise
            role = self.known.one("roles", found["after"] or found["within"])
            return {"actor": self.known.one("actors", found["name"]), "role": role}

        return read

    def source(self) -> str | None:
        name = "source" if self.text("source") else "link"
        found: str | None = self.read(
            name, self.looked_up("sources" if name == "source" else "links")
        )
        return found

    def cites(self) -> list[dict[str, Any]]:
        """Return the citation that the row holds; an event without one cannot be defended."""
        before, source = len(self.doubts), self.source()
        if not source:
            if len(self.doubts) == before:
                self.doubt(
                    "source", sentence("cites no source: give one with --map or --set source=…")
                )
            return []
        speaker = self.read("speaker", self.looked_up("actors"))
        side = self.known.collection.actor[speaker].side if speaker else None
        cite = {
            "source": source,
            **self.said_by(source),
            "supports": self.each("supports", self.looked_up("fields")),
            "date_words": self.text("date_words"),
            "attribution": self.read("attribution", self.looked_up("voices")) or side or OUTLET,
            "speaker": speaker,
        }
        return [drop_empty(cite)]

    def said_by(self, source: str) -> dict[str, Any]:
        """Return the quote as the stored text has it, or what a source without text says."""
        quote = self.text("quote")
        if quote:
            prove = told_as_stored if self.sheet.fields else as_stored
            return {"quote": self.read("quote", lambda text: prove(text, source, self.known.texts))}
        if self.known.collection.source[source].file:
            said = sentence("{source} has a stored text: a quote of it is needed", source=source)
            self.doubt("quote" if "quote" in self.columns.columns else "source", said)
        return {"says": self.words("says") or self.words("summary") or self.words("title")}


def _by_field(columns: Mapping[str, int]) -> dict[str, int]:
    """Return the columns by the fields of a record: those of a text and of a citation share one."""
    return dict(_pairs(columns))


def _pairs(columns: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for name in ("quote", "says", "link", "source"):
        if name in columns:
            yield "cites", columns[name]
            break
    for name, column in columns.items():
        yield name.partition(".")[0], column
