"""Importing: files are read and understood, doubts are told, and the rest is one change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from timeline import dates
from timeline.cli.commands.import_ import HowOptions
from timeline.cli.curate import add_records, change, placement
from timeline.cli.shell import open_collection
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal
from timeline.curate.importing import columns, match_records, readers, rows
from timeline.curate.importing.sheet import ImportedRecord, Sheet
from timeline.errors import Fault, NotADate, Unreadable, Unsound, WrongCall
from timeline.i18n import counted, sentence
from timeline.records.model import SECTIONS
from timeline.store.disk import files
from timeline.store.opened import Opened
from timeline.store.yaml import writer
from timeline.store.yaml.characters import too_large
from timeline.store.yaml.writer import Style

CAP = 30_000_000
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ImportDialogue:
    """Whether there may be questions, and whether anything is to be written."""

    yes: bool
    no_input: bool
    dry_run: bool


def run(terminal: Terminal, names: Sequence[str], how: HowOptions, asking: ImportDialogue) -> None:
    """Import files into the collection; the ids of what is new go to stdout."""
    change.target(terminal)
    given = readers.read([_read(name) for name in names], how.sheet, mapped=bool(how.map))
    opened = open_collection.opened(terminal)
    terminal.note(*given.notes)
    records: list[ImportedRecord] = list(given.records)
    doubts: list[Fault] = list(given.doubts)
    if given.table and doubts:  # of its header, so that nothing can be said of its rows
        raise Unsound(doubts)
    if given.table:
        known = _known(terminal, opened, how)
        mapped = _mapped(terminal, given.table, how, known, asking)
        made, doubtful = rows.records(given.table, mapped, known)
        records += made
        doubts += doubtful
    elif how.map or how.set:
        raise WrongCall(sentence("--map and --set are for the tables of others: here is none"))
    _Import(terminal, opened, how.skip_doubtful, asking).write(records, doubts)


def _read(name: str) -> tuple[str, bytes]:
    readers.reader_of(name)
    try:
        return name, files.read_bytes(Path(name), CAP)
    except Unreadable:
        raise WrongCall(sentence("{path}: {reason}", path=name, reason=too_large(CAP))) from None


def _known(terminal: Terminal, opened: Opened, how: HowOptions) -> rows.RowContext:
    return rows.RowContext(opened.collection, opened.stored_texts(), terminal.today, how.both)


def _mapped(
    terminal: Terminal,
    table: Sheet,
    how: HowOptions,
    known: rows.RowContext,
    asking: ImportDialogue,
) -> columns.Columns:
    """Return the columns of a table, told and agreed to; raises `WrongCall` for what is missing."""
    found = columns.mapped(table, how.map or (), how.set or ())
    if not table.fields:
        for field, column in found.columns.items():
            title = str(table.header[column])
            terminal.note(sentence("{field}: column '{column}'", field=field, column=title))
        if found.left:
            terminal.note(sentence("not read: {columns}", columns=", ".join(found.left)))
    if missing := rows.lacking(found):
        options = ", ".join(f"--map {text}=… / --set {text}=…" for text in missing)
        raise WrongCall(sentence("missing: {options}", options=options))
    if single := rows.one_language(found, known):
        raise WrongCall(
            sentence(
                "{fields}: a collection has its texts in English and Spanish: give .en and .es, "
                "or put the same in both with --both",
                fields=", ".join(single),
            )
        )
    if found.guessed and not (asking.yes or asking.dry_run):
        _agree(terminal, table, found, asking)
    return found


def _agree(
    terminal: Terminal, table: Sheet, found: columns.Columns, asking: ImportDialogue
) -> None:
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


@dataclass
class _Import:
    """One import into a collection as it stood when it was read."""

    terminal: Terminal
    opened: Opened
    skip: bool
    asking: ImportDialogue

    def write(self, records: list[ImportedRecord], doubts: Sequence[Fault]) -> None:
        """Write what is new and not doubtful; raises `Unsound` with all doubts unless skipped."""
        tree = self.opened.tree()
        records = [*_named(tree, records)]
        found = self.joined(tree, records, list(doubts))
        left = len({(getattr(fault, "of", fault.file)) for fault in self.left})
        if left:
            for other in sorted(self.left, key=lambda fault: fault.order):
                self.terminal.complain(other.say(self.terminal.language))
            self.terminal.note(counted("left out: {n} record", "left out: {n} records", left))
        if found.same:
            there = counted(
                "{n} record is there already", "{n} records are there already", found.same
            )
            self.terminal.note(there)
        if not found.new:
            self.terminal.note(sentence("nothing is new: nothing was written"))
            return
        self.preview(found.new)
        if self.agreed():
            self.make(found.new)
        else:
            self.terminal.note(sentence("nothing was written"))

    def joined(
        self, tree: dict[str, Any], records: list[ImportedRecord], doubts: list[Fault]
    ) -> match_records.Joined:
        """Compare records with the collection until there is none that is doubtful."""
        self.left = doubts
        while True:
            found = match_records.joined(tree, self.opened.collection, records)
            new = [*found.doubts] or self.unsound(found)
            self.left += new
            if not new or not self.skip:
                break
            records = match_records.without(records, new)
        if self.left and not self.skip:
            raise Unsound(self.left)
        return found

    def unsound(self, found: match_records.Joined) -> list[Fault]:
        """Return what the checks would say of the new records, at their places."""
        from timeline.cli.curate import check_change
        from timeline.store.writing import Written

        if not (found.new and found.whole):
            return []
        after = replace(self.opened, collection=found.whole)
        try:
            check_change.refuse_unsound(Written(self.opened, after), self.terminal.today, {})
        except Unsound as error:
            return match_records.told(error.faults, found.new)
        return []

    def changes(self, new: Iterable[ImportedRecord]) -> Sequence[Any]:
        """Return the changes that add records."""
        sections = {
            section: [new_.record for new_ in new if new_.section == section]
            for section in SECTIONS
        }
        sections["events"] = add_records.named(sections["events"], self.opened.collection)
        return [*add_records.changes(self.opened, sections)]

    def preview(self, new: Sequence[ImportedRecord]) -> None:
        """Show the first records as they will be written, where a person looks on."""
        if self.asking.dry_run or not possible(self.terminal, no_input=self.asking.no_input):
            return
        for record in new[:_SHOWN]:
            for line in writer.item(record.record, 2, Style()):
                self.terminal.complain(line if line.startswith(" ") else f"  {line}")
        if len(new) > _SHOWN:
            more = len(new) - _SHOWN
            self.terminal.note(counted("and {n} more", "and {n} more", more))

    def agreed(self) -> bool:
        """Return whether it may be written: asked where a person looks on."""
        asking = self.asking
        asked = not (asking.yes or asking.dry_run) and possible(
            self.terminal, no_input=asking.no_input
        )
        return not asked or Asker(self.terminal).agreed(sentence("write it? (y/n)"))

    def make(self, new: Sequence[ImportedRecord]) -> None:
        """Write the records as one change, if the file is still what was read."""
        change.make(
            self.terminal,
            lambda _: self.changes(new),
            dry_run=self.asking.dry_run,
            version=self.opened.sha256,
        )
        if not self.asking.dry_run:
            said = counted("{n} record is new", "{n} records are new", len(new))
            change.tell(self.terminal, said, then="timeline check")
            self.terminal.rows([record.record["id"]] for record in new)


def _named(tree: dict[str, Any], records: Sequence[ImportedRecord]) -> Iterable[ImportedRecord]:
    """Records with ids: where none was given, one that is free, or that of the same record."""
    there = {value["id"]: value for value in tree.get("events") or ()}
    taken = {str(other.record.get("id")) for other in records}
    for record in records:
        if record.section != "events" or "id" in record.record:
            yield record
        elif (id_ := _proposed(record.record, there, taken)) is not None:
            taken.add(id_)
            yield match_records.renamed(record, id_)
        else:
            yield record


def _proposed(record: dict[str, Any], there: dict[str, Any], taken: set[str]) -> str | None:
    try:
        who = [value["actor"] for value in record.get("actors") or ()]
        while True:
            id_ = placement.event_id(dates.parse(record["date"]), record["kind"], who, taken)
            known = there.get(id_)
            if known is None or known == {"id": id_, **record}:
                return id_
            taken.add(id_)
    except (KeyError, TypeError, AttributeError, NotADate):
        return None
