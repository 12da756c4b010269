"""An import as a change: the columns that are meant, what is new and sound, what is left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from timeline.curate import batch, check_change
from timeline.curate.importing import columns, match_records, rows
from timeline.curate.importing.columns import Columns
from timeline.curate.importing.match_records import Joined
from timeline.curate.importing.rows import RowContext
from timeline.curate.importing.sheet import ImportedRecord, Sheet
from timeline.curate.plan import Plan, Tell
from timeline.curate.typed import TypedImport
from timeline.errors import Fault, Unsound, WrongCall
from timeline.i18n import Sentence, counted, sentence
from timeline.records.model import SECTIONS
from timeline.store.opened import Opened


def mapped(table: Sheet, how: TypedImport, known: RowContext, tell: Tell) -> Columns:
    """Return the columns of a table, and tell them; raises `WrongCall` for what is missing."""
    found = columns.mapped(table, how.map or (), how.set or ())
    if not table.fields:
        for field, column in found.columns.items():
            title = str(table.header[column])
            tell(sentence("{field}: column '{column}'", field=field, column=title))
        if found.left:
            tell(sentence("not read: {columns}", columns=", ".join(found.left)))
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
    return found


@dataclass(frozen=True, slots=True)
class Sound:
    """The records that are new, how many are there already, and the doubts that were left out."""

    new: tuple[ImportedRecord, ...]
    same: int
    left: tuple[Fault, ...]

    @property
    def said(self) -> Iterator[Sentence]:
        """Say how many records are not imported, and why."""
        if left := len({(getattr(fault, "of", fault.file)) for fault in self.left}):
            yield counted("left out: {n} record", "left out: {n} records", left)
        if self.same:
            yield counted("{n} record is there already", "{n} records are there already", self.same)


def sound(
    opened: Opened,
    records: Iterable[ImportedRecord],
    doubts: Iterable[Fault],
    today: date,
    *,
    skip: bool,
) -> Sound:
    """Return what is new and not doubtful; raises `Unsound` with all doubts unless ``skip``."""
    tree = opened.tree()
    records, left = [*_named(tree, records)], [*doubts]
    while True:
        found = match_records.joined(tree, opened.collection, records)
        new = [*found.doubts] or _unsound(opened, found, today)
        left += new
        if not new or not skip:
            break
        records = match_records.without(records, new)
    if left and not skip:
        raise Unsound(left)
    return Sound(found.new, found.same, tuple(sorted(left, key=lambda fault: fault.order)))


def plan(opened: Opened, new: Sequence[ImportedRecord]) -> Plan:
    """Return what adds records to a collection."""
    sections = {
        section: [record.record for record in new if record.section == section]
        for section in SECTIONS
    }
    sections["events"] = batch.named(sections["events"], opened.collection)
    return Plan(
        [*batch.changes(opened, sections)],
        ids=[record.record["id"] for record in new],
        said=[counted("{n} record is new", "{n} records are new", len(new))],
        then="timeline check",
    )


def _unsound(opened: Opened, found: Joined, today: date) -> list[Fault]:
    """Return what the checks would say of the new records, at their places."""
    if not (found.new and found.whole):
        return []
    after = replace(opened, collection=found.whole)
    try:
        check_change.refuse_unsound(opened, after, today, {})
    except Unsound as error:
        return match_records.told(error.faults, found.new)
    return []


def _named(tree: dict[str, Any], records: Iterable[ImportedRecord]) -> Iterator[ImportedRecord]:
    """Yield records with ids: where none was given, one that is free or of the same record."""
    records = [*records]
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
    while (id_ := batch.proposed(record, taken)) is not None:
        known = there.get(id_)
        if known is None or known == {"id": id_, **record}:
            return id_
        taken.add(id_)
    return None
