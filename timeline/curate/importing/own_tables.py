"""The tables of our own exports, back to records: exactly, as far as tables carry them.

They do not carry the collection's own head, sources and actors that no event uses, offices whose
title is in one language, or an empty text. A cell with several values is taken apart as it was put
together: " | " between them, and a backslash before a "|" of their own.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from timeline.curate.importing.sheet import (
    Content,
    ImportedRecord,
    RecordOrigin,
    Sheet,
    SheetRow,
)
from timeline.i18n import Sentence, sentence
from timeline.records.plain import drop_empty
from timeline.records.vocabulary import LINKS

Cells = Mapping[str, str]

_LANGUAGES = ("en", "es")
_OFFICE = re.compile(r"(?P<title>.*?)(?: \((?P<since>[^()/ ]*)/(?P<until>[^() ]*)\))?", re.DOTALL)

_DERIVED = {
    "events": """earliest latest precision qualifier time sides actor_names_en actor_names_es
        sources quotes cameo plover plover_mode match citations linked""",
    "citations": """date number speaker_en speaker_es proof proof_note quote_start quote_end
        sha256 match standing""",
    "sources": "number published_earliest published_latest events citations proved linked",
    "actors": "events citations",
    "claims": "",
    "history": "number earliest latest sources",
    "commitments": "due_earliest due_latest sources",
    "corrections": "",
}
_CARRIED = {
    "events": """id date date_note_en date_note_es kind status title_en title_es summary_en
        summary_es actor_ids actor_roles asked_by place_en place_es topics about announced_by
        follows note_en note_es""",
    "citations": """event part owner source quote prefix suffix says_en says_es supports date_words
        attribution speech speaker topics terms translation_en translation_es note_en note_es""",
    "sources": """id file sha256 url outlet title author published published_basis
        published_note_en published_note_es accessed language origin note_en note_es""",
    "actors": "id kind side name_en name_es aliases member_of offices_en offices_es",
    "claims": """event field topic value_en value_es sources attribution rank reason_en
        reason_es""",
    "history": "event status date note_en note_es",
    "commitments": "event id text_en text_es by due status",
    "corrections": "event on field was_en was_es now_en now_es reason_en reason_es",
}
_LATEST = {"citations", "linked", "proved", "standing"}  # earlier exports do not have them
COLUMNS = {name: (*text.split(), *_DERIVED[name].split()) for name, text in _CARRIED.items()}
"""The columns of each table that is read back, those that hold nothing of their own last."""


def kind_of(header: Iterable[Content]) -> str:
    """Return which of our tables has these columns, all of them; or nothing."""
    names = [text for text in header if text != ""]
    for table, columns in COLUMNS.items():
        if _all_of(columns, names):
            return table
    return ""


def _all_of(columns: Iterable[str], names: list[Content]) -> bool:
    """Return whether names are those of columns, each once; the latest may be missing."""
    there = set(names)
    return len(there) == len(names) and set(columns) - _LATEST <= there <= set(columns)


def several(cell: str) -> list[str]:
    """Return the values of a cell."""
    return [text.replace("\\|", "|") for text in cell.split(" | ")] if cell else []


class Tables:
    """The tables of one export, by name; the cells that cannot be taken are doubts."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self.sheets = {kind_of(sheet.header): sheet for sheet in sheets if kind_of(sheet.header)}
        self.doubts = [
            sheet.doubt(row, column, text)
            for sheet in self.sheets.values()
            for row in sheet.rows
            for column, text in enumerate(row.cells)
            if isinstance(text, Sentence)
        ]

    def records(self) -> Iterator[ImportedRecord]:
        """Yield sources, actors and events."""
        for name, make in (("sources", _source), ("actors", _actor)):
            for row, cells in self.rows(name):
                yield ImportedRecord(name, make(cells), self.origin(name, row))
        parts, cites, carried = self.parts(), self.cites(), self.carried_of_events()
        for row, cells in self.rows("events"):
            record = {**_event(cells), **parts[cells["id"]]}
            record["cites"] = cites[cells["id"], "cites", ""]
            for i, state in enumerate(record.get("history", ()), 1):
                state["cites"] = cites[cells["id"], "history", str(i)]
            for promise in record.get("commitments", ()):
                promise["cites"] = cites[cells["id"], "commitments", promise["id"]]
            if "citations" not in self.sheets:
                record["cites"] = [*_cites_in(cells)]
            yield ImportedRecord("events", _tidy(record), self.origin("events", row), carried)
        self.doubt_orphans()

    def doubt_orphans(self) -> None:
        """Doubt the rows that belong to events which the table of events does not have."""
        events = {cells["id"] for _, cells in self.rows("events")}
        for name in ("citations", *_PARTS):
            for row, cells in self.rows(name):
                if cells["event"] not in events:
                    said = sentence("no event of this file is called '{id}'", id=cells["event"])
                    self.doubts.append(self.origin(name, row).doubt(("event",), said))

    def carried_of_events(self) -> frozenset[str]:
        """Return the fields of events that these tables can hold."""
        names = ("claims", "history", "commitments", "corrections")
        found = {name for name in names if name in self.sheets}
        if "citations" in self.sheets:
            found.add("cites")
        else:
            found -= {"history", "commitments"}
        return _OF_EVENTS | found

    def rows(self, name: str) -> Iterator[tuple[SheetRow, Cells]]:
        """Yield the rows of a table with their cells by column."""
        sheet = self.sheets.get(name)
        for row in sheet.rows if sheet else ():
            taken = [cell if isinstance(cell, str) else "" for cell in row.cells]
            named = zip(map(str, sheet.header if sheet else ()), taken, strict=False)
            yield row, defaultdict(str, named)

    def origin(self, name: str, row: SheetRow) -> RecordOrigin:
        """Return where a record of a table stands."""
        sheet = self.sheets[name]
        columns: dict[str, int] = {}
        for column, title in enumerate(sheet.header):
            field = _FIELD_OF.get(str(title), re.sub(r"_(en|es)\Z", "", str(title)))
            columns.setdefault(field, column)
        return RecordOrigin(sheet.name, sheet=sheet, row=row, columns=columns)

    def parts(self) -> dict[str, dict[str, list[dict[str, Any]]]]:
        """Return claims, earlier states, commitments and corrections by event."""
        found: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
        for name, make in _PARTS.items():
            for _, cells in self.rows(name):
                found[cells["event"]][name].append(make(cells))
        return found

    def cites(self) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
        """Return citations by event, part and owner."""
        found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for _, cells in self.rows("citations"):
            found[cells["event"], cells["part"], cells["owner"]].append(_cite(cells))
        return found


_OF_EVENTS = frozenset(
    {re.sub(r"_(en|es)\Z", "", text) for text in _CARRIED["events"].split()}
    - {"actor_ids", "actor_roles"}
    | {"actors"}
)
_FIELD_OF = {"actor_ids": "actors", "quotes": "cites", "sources": "sources"}


def _words(cells: Cells, name: str) -> dict[str, str]:
    return {
        language: cells[f"{name}_{language}"]
        for language in _LANGUAGES
        if cells[f"{name}_{language}"]
    }


def _name(cells: Cells, name: str) -> str | dict[str, str]:
    """Return a text that is the same in both languages once."""
    words = _words(cells, name)
    return words["en"] if words.get("en") == words.get("es") and words else words


def _plain(cells: Cells, *names: str) -> dict[str, str]:
    return {name: cells[name] for name in names}


def _event(cells: Cells) -> dict[str, Any]:
    actors = zip(several(cells["actor_ids"]), several(cells["actor_roles"]), strict=False)
    return {
        **_plain(cells, "id", "date"),
        "date_note": _words(cells, "date_note"),
        **_plain(cells, "kind", "status"),
        "title": _words(cells, "title"),
        "summary": _words(cells, "summary"),
        "actors": [{"actor": actor, "role": role} for actor, role in actors],
        "asked_by": cells["asked_by"],
        "place": _name(cells, "place"),
        "topics": several(cells["topics"]),
        **_plain(cells, *LINKS),
        "cites": [],
        "note": _words(cells, "note"),
    }


def _cites_in(cells: Cells) -> Iterator[dict[str, Any]]:
    for text in several(cells["quotes"]):
        source, _, quote = text.partition(": ")
        yield {"source": source, "quote": quote}


def _cite(cells: Cells) -> dict[str, Any]:
    return {
        **_plain(cells, "source", "quote", "prefix", "suffix"),
        "says": _words(cells, "says"),
        "supports": several(cells["supports"]),
        **_plain(cells, "date_words", "attribution"),
        "speech": "" if cells["speech"] == "direct" else cells["speech"],
        "speaker": cells["speaker"],
        "topics": several(cells["topics"]),
        "terms": dict(text.partition(": ")[::2] for text in several(cells["terms"])),
        "translation": _words(cells, "translation"),
        "note": _words(cells, "note"),
    }


def _claim(cells: Cells) -> dict[str, Any]:
    return {
        "field": cells["field"],
        "value": _name(cells, "value"),
        "sources": several(cells["sources"]),
        **_plain(cells, "topic", "attribution", "rank"),
        "reason": _name(cells, "reason"),
    }


def _state(cells: Cells) -> dict[str, Any]:
    return {**_plain(cells, "status", "date"), "cites": [], "note": _words(cells, "note")}


def _commitment(cells: Cells) -> dict[str, Any]:
    return {
        "id": cells["id"],
        "text": _words(cells, "text"),
        "by": several(cells["by"]),
        **_plain(cells, "due", "status"),
    }


def _correction(cells: Cells) -> dict[str, Any]:
    said = {text: _name(cells, text) for text in ("was", "now", "reason")}
    return {**_plain(cells, "on", "field"), **said}


_PARTS: dict[str, Callable[[Cells], dict[str, Any]]] = {
    "claims": _claim,
    "history": _state,
    "commitments": _commitment,
    "corrections": _correction,
}


def _source(cells: Cells) -> dict[str, Any]:
    basis = cells["published_basis"]
    return drop_empty(
        {
            **_plain(cells, "id", "file", "sha256", "url", "outlet", "title", "author"),
            "published": cells["published"],
            "published_basis": "" if basis == "stated" else basis,
            "published_note": _words(cells, "published_note"),
            **_plain(cells, "accessed", "language", "origin"),
            "note": _words(cells, "note"),
        }
    )


def _actor(cells: Cells) -> dict[str, Any]:
    return drop_empty(
        {
            **_plain(cells, "id", "kind", "side"),
            "name": _name(cells, "name"),
            "aliases": several(cells["aliases"]),
            "member_of": several(cells["member_of"]),
            "offices": [*_offices(cells)],
        }
    )


def _offices(cells: Cells) -> Iterator[dict[str, Any]]:
    in_both = zip(several(cells["offices_en"]), several(cells["offices_es"]), strict=False)
    for english, spanish in in_both:
        found = {"en": _OFFICE.fullmatch(english), "es": _OFFICE.fullmatch(spanish)}
        title = {language: match["title"] for language, match in found.items() if match}
        days = found["en"].groupdict() if found["en"] else {}
        yield drop_empty({"title": title, "from": days.get("since"), "to": days.get("until")})


def _tidy(value: Any) -> Any:
    """Return plain data without what says nothing, all the way down."""
    if isinstance(value, dict):
        return drop_empty({name: _tidy(other) for name, other in value.items()})
    return [_tidy(other) for other in value] if isinstance(value, list) else value
