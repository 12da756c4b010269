"""What was found in a file: sheets of cells or whole records, and where each of them stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from timeline.errors import Fault, FieldPath
from timeline.i18n import Sentence, sentence
from timeline.text import shorten

MOST_ROWS = 100_000
MOST_COLUMNS = 500

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class ImportIssue(Fault):
    """A fault at a cell or record of a file; ``at`` puts it in order: row, then column.

    ``of`` is the `Origin.key` of the record that it is a doubt about.
    """

    at: tuple[int, int] = (0, 0)
    of: tuple[str, str] = ("", "")

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key by which doubts are sorted: row, column, then field and rule."""
        sheet = self.file.partition("!")[0] if "!" in self.file else ""
        return (sheet, *self.at, self.field, self.code)


Content = str | Sentence
"""What a cell holds: a text, or why it holds none that can be taken."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number, its cells, and where it stands if that is no row of a table."""

    number: int
    cells: tuple[Content, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: what messages call it, its columns, its rows; ``mark`` goes before ``B7``.

    ``fields`` says that the columns are called as the fields of records are.
    """

    name: str
    header: tuple[Content, ...]
    rows: tuple[SheetRow, ...]
    title: str = ""
    mark: str = ":"
    fields: bool = False

    def doubt(self, row: SheetRow, column: int, said: Sentence) -> ImportIssue:
        """Say something of a cell."""
        place = row.place or f"{self.name}{self.mark}{a1(column, row.number)}"
        called = self.header[column] if column < len(self.header) else ""
        path = (shorten(called, 40),) if isinstance(called, str) and called else ()
        of = (self.name, str(row.number))
        return ImportIssue(path, said, file=place, at=(row.number, column), of=of)


@dataclass(frozen=True, slots=True)
class RecordOrigin:
    """Where a record is from: a path into a file, or a row of which ``columns`` hold its fields."""

    file: str
    path: FieldPath = ()
    sheet: Sheet | None = None
    row: SheetRow = SheetRow(0, ())
    columns: Mapping[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What tells this origin from others."""
        return (self.file, str(self.row.number) if self.sheet else str(self.path))

    def doubt(self, path: FieldPath, said: Sentence, code: str = "") -> ImportIssue:
        """Say something of a field of the record."""
        if self.sheet is None:
            number = next((text for text in self.path if isinstance(text, int)), 0)
            whole = (*self.path, *path)
            return ImportIssue(whole, said, code, file=self.file, at=(number, 0), of=self.key)
        column = self.columns.get(str(path[0])) if path else None
        doubt = self.sheet.doubt(self.row, column or 0, said)
        return replace(doubt, path=doubt.path if column is not None else path, code=code)


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """A record of a section, and its origin; ``whole`` unless its file lacks fields on principle.

    Of a record that is not whole, ``carried`` are the fields that its file can hold.
    """

    section: str
    record: dict[str, Any]
    origin: RecordOrigin
    carried: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: sheets that are to be understood, records, and what is to be said."""

    sheets: tuple[Sheet, ...] = ()
    records: tuple[ImportedRecord, ...] = ()
    notes: tuple[Sentence, ...] = ()


def a1(column: int, row: int) -> str:
    """Return the place of a cell as spreadsheets do: column 1 of row 7 is ``B7``."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def too_many(name: str) -> Sentence:
    """Say that a file has more rows than are read."""
    return sentence("{path}: more than {n} rows: import it in parts", path=name, n=MOST_ROWS)
