"""Importing: what was understood is told, guesses and the first records are agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.cli.dialogue import change
from timeline.cli.shell import open_collection
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views import change as changeview
from timeline.curate.importing import plan as importing
from timeline.curate.importing import readers, rows
from timeline.curate.importing.columns import Columns
from timeline.curate.importing.readers import Given
from timeline.curate.importing.sheet import ImportedRecord, Sheet
from timeline.curate.typed import TypedImport
from timeline.errors import Fault, Unreadable, Unsound, WrongCall
from timeline.i18n import counted, sentence
from timeline.store.disk import files
from timeline.store.opened import Opened
from timeline.store.yaml.characters import too_large

CAP = 30_000_000
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ImportDialogue:
    """Whether there may be questions, and whether anything is to be written."""

    yes: bool
    no_input: bool
    dry_run: bool


def run(terminal: Terminal, names: Sequence[str], how: TypedImport, asking: ImportDialogue) -> None:
    """Import files into the collection; the ids of what is new go to stdout."""
    change.target(terminal)
    given = readers.read([_read(name) for name in names], how.sheet, mapped=bool(how.map))
    opened = open_collection.opened(terminal)
    terminal.note(*given.notes)
    records, doubts = _understood(terminal, opened, given, how, asking)
    found = importing.sound(opened, records, doubts, terminal.today, skip=how.skip_doubtful)
    for doubt in found.left:
        terminal.complain(doubt.say(terminal.language))
    terminal.note(*found.said)
    if not found.new:
        terminal.note(sentence("nothing is new: nothing was written"))
    elif _agreed_to_write(terminal, found.new, asking):
        change.make(
            terminal,
            lambda _: importing.plan(opened, found.new),
            dry_run=asking.dry_run,
            version=opened.sha256,
        )
    else:
        terminal.note(sentence("nothing was written"))


def _read(name: str) -> tuple[str, bytes]:
    readers.reader_of(name)
    try:
        return name, files.read_bytes(Path(name), CAP)
    except Unreadable:
        raise WrongCall(sentence("{path}: {reason}", path=name, reason=too_large(CAP))) from None


def _understood(
    terminal: Terminal, opened: Opened, given: Given, how: TypedImport, asking: ImportDialogue
) -> tuple[list[ImportedRecord], list[Fault]]:
    """Return the records of files, and the doubts; the rows of a table by columns agreed to."""
    records, doubts = [*given.records], [*given.doubts]
    if given.table and doubts:  # of its header, so that nothing can be said of its rows
        raise Unsound(doubts)
    if given.table:
        known = rows.RowContext(opened.collection, opened.stored_texts(), terminal.today, how.both)
        columns = importing.mapped(given.table, how, known, terminal.note)
        if columns.guessed and not (asking.yes or asking.dry_run):
            _agree(terminal, given.table, columns, asking)
        made, doubtful = rows.records(given.table, columns, known)
        return [*records, *made], [*doubts, *doubtful]
    if how.map or how.set:
        raise WrongCall(sentence("--map and --set are for the tables of others: here is none"))
    return records, doubts


def _agree(terminal: Terminal, table: Sheet, found: Columns, asking: ImportDialogue) -> None:
    """Have a guess agreed to; raises `WrongCall` where nobody can be asked, or they do not."""
    options = " ".join(
        f"--map '{text}={table.header[found.columns[text]]}'" for text in found.guessed
    )
    refusal = sentence(
        "columns were guessed by their names: --yes accepts {options}", options=options
    )
    if not possible(terminal, no_input=asking.no_input):
        raise WrongCall(refusal)
    if not Asker(terminal).agreed(sentence("are these the columns? (y/n)")):
        raise WrongCall(sentence("nothing was written"))


def _agreed_to_write(
    terminal: Terminal, new: Sequence[ImportedRecord], asking: ImportDialogue
) -> bool:
    """Show the first records as they will be written, where a person looks on, and ask."""
    if asking.dry_run or not possible(terminal, no_input=asking.no_input):
        return True
    for record in new[:_SHOWN]:
        changeview.show_record(terminal, record.record)
    if len(new) > _SHOWN:
        terminal.note(counted("and {n} more", "and {n} more", len(new) - _SHOWN))
    return asking.yes or Asker(terminal).agreed(sentence("write it? (y/n)"))
