"""Which reader takes a file, by its ending, and what of it is a table that is to be mapped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from timeline.curate.importing import markwhen, objects, own_tables, separated
from timeline.curate.importing.sheet import Contents, ImportedRecord, Sheet, SheetRow
from timeline.errors import Fault, WrongCall
from timeline.i18n import Sentence, sentence
from timeline.text import fold


def _workbook(name: str, data: bytes) -> Contents:
    from timeline.curate.importing import workbook  # noqa: PLC0415 - an extra reads it

    return workbook.read(name, data)


READERS: dict[str, Callable[[str, bytes], Contents]] = {
    ".csv": separated.read,
    ".tsv": separated.read,
    ".xlsx": _workbook,
    ".json": objects.read_json,
    ".jsonl": objects.read_lines,
    ".mw": markwhen.read,
}
"""What reads a file, by its ending."""


@dataclass(frozen=True, slots=True)
class Given:
    """What files hold: records, a stranger's table if there is one, doubts, what is to be said."""

    records: tuple[ImportedRecord, ...]
    table: Sheet | None
    doubts: tuple[Fault, ...]
    notes: tuple[Sentence, ...]


def read(files: Sequence[tuple[str, bytes]], sheet: str | None = None, *, mapped: bool) -> Given:
    """Read files by name and bytes; with ``mapped``, every table is a stranger's.

    The tables of one of our exports belong together. Raises `WrongCall` for what cannot be read,
    and for more than one table of a stranger's.
    """
    contents = [reader_of(name)(name, data) for name, data in files]
    sheets = [other for found in contents for other in found.sheets]
    if sheet is not None:
        sheets = _called(sheets, sheet)
    own = [] if mapped else [other for other in sheets if own_tables.kind_of(other.header)]
    tables = own_tables.Tables(own)
    records = (*(record for found in contents for record in found.records), *tables.records())
    others = [other for other in sheets if other not in own and not (own and other.title)]
    notes = [phrase for found in contents for phrase in found.notes]
    table = others[0] if others else None
    notes += [sentence("left out: {name}", name=other.name) for other in others[1:]]
    notes += _partly(tables)
    doubts = [*tables.doubts, *(_twice(table) if table else ())]
    if not (records or (table and table.rows) or doubts):
        raise WrongCall(
            sentence("{name} holds no records", name=", ".join(name for name, _ in files))
        )
    return Given(records, table, tuple(doubts), tuple(notes))


def reader_of(name: str) -> Callable[[str, bytes], Contents]:
    """Return what reads a file; raises `WrongCall` if nothing does."""
    for ending, reader in READERS.items():
        if name.lower().endswith(ending):
            return reader
    endings = ", ".join(READERS)
    raise WrongCall(
        sentence("{path}: a file to import ends in {endings}", path=name, endings=endings)
    )


def _called(sheets: list[Sheet], name: str) -> list[Sheet]:
    found = [sheet for sheet in sheets if fold(sheet.title) == fold(name)]
    if not found:
        titles = ", ".join(sheet.title for sheet in sheets)
        raise WrongCall(sentence("no sheet is called '{name}': {titles}", name=name, titles=titles))
    return found


def _partly(tables: own_tables.Tables) -> list[Sentence]:
    """Say what is missing of citations where only the table of events is given."""
    if "events" not in tables.sheets or "citations" in tables.sheets:
        return []
    return [
        sentence(
            "the table of events has the quotes alone: whose words they are and what they support "
            "is in the table of citations, which can be imported with it"
        )
    ]


def _twice(table: Sheet) -> list[Fault]:
    """Doubt every column that is called like one before it, and every title that is none."""
    header, found, seen = SheetRow(1, table.header), list[Fault](), set[str]()
    for n, text in enumerate(table.header):
        if isinstance(text, Sentence):
            found.append(table.doubt(header, n, text))
        elif text and fold(text.strip()) in seen:
            found.append(table.doubt(header, n, sentence("another column is called so too")))
        else:
            seen.add(fold(text.strip()))
    return found
