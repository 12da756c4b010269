"""The tables of our own exports, back to records: exactly, as far as tables carry them.

How a cell is read back stands with the column that writes it. Tables do not carry the collection's
own head, nor sources and actors that no event uses.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.curate.importing.sheet import Content, ImportedRecord, RecordOrigin, Sheet, SheetRow
from timeline.formats.tables import TABLES
from timeline.formats.tables.events import EVENTS
from timeline.i18n import Sentence, sentence
from timeline.records.model import Record
from timeline.records.plain import minimal

Cells = Mapping[str, str]
Parts = dict[str, list[dict[str, Any]]]

_LATEST = {"citations", "linked", "proved", "standing"}
_LATEST |= {f"state_{name}" for name in ("title_en", "title_es", "actor_ids", "actor_roles")}
"""The columns that earlier exports do not have."""

_PARTS = ("claims", "history", "commitments", "corrections")
_CITING = {"cites", "history", "commitments"}  # not whole without the table of citations


def kind_of(header: Iterable[Content]) -> str:
    """Return which of our tables has these columns, all of them; or nothing."""
    names = [text for text in header if text != ""]
    for table in TABLES.values():
        if table.record is not Record and _all_of(table.columns, names):
            return table.name
    return ""


def _all_of(columns: Iterable[str], names: list[Content]) -> bool:
    """Return whether names are those of columns, each once; the latest may be missing."""
    there = set(names)
    return len(there) == len(names) and set(columns) - _LATEST <= there <= set(columns)


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
        cites = self.cites()
        parts, carried = self.parts(cites), self.carried_of_events()
        for name in ("sources", "actors"):
            for row, cells in self.rows(name):
                yield ImportedRecord(
                    name, minimal(TABLES[name].read(cells)), self.origin(name, row)
                )
        for row, cells in self.rows("events"):
            more = parts[cells["id"]]
            if "citations" in self.sheets:
                more["cites"] = cites[cells["id"], "cites", ""]
            record = minimal(EVENTS.read(cells, **more))
            yield ImportedRecord("events", record, self.origin("events", row), carried)
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
        found = EVENTS.fields | {name for name in _PARTS if name in self.sheets}
        return found | {"cites"} if "citations" in self.sheets else found - _CITING

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
            known = TABLES[name].columns.get(str(title))
            columns.setdefault(known.field if known and known.field else str(title), column)
        return RecordOrigin(sheet.name, sheet=sheet, row=row, columns=columns)

    def parts(self, cites: Mapping[tuple[str, str, str], Any]) -> Mapping[str, Parts]:
        """Return claims, earlier states, commitments and corrections by event."""
        found: dict[str, Parts] = defaultdict(lambda: defaultdict(list))
        for name in _PARTS:
            for _, cells in self.rows(name):
                event, more = found[cells["event"]][name], {}
                if name in _CITING:
                    owner = cells["id"] or str(len(event) + 1)
                    more["cites"] = cites[cells["event"], name, owner]
                event.append(TABLES[name].read(cells, **more))
        return found

    def cites(self) -> Mapping[tuple[str, str, str], list[dict[str, Any]]]:
        """Return citations by event, part and owner."""
        found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for _, cells in self.rows("citations"):
            cite = TABLES["citations"].read(cells)
            found[cells["event"], cells["part"], cells["owner"]].append(cite)
        return found
