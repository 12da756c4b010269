"""Editing one record: given to an editor, read back, and written only if it is sound.

Whatever stands in the way, the text that was typed is kept, and the person told where.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import typer

from timeline.analysis.diff import changes
from timeline.cli.curate import change as changing
from timeline.cli.shell import editor, open_collection
from timeline.cli.shell.prompts import Asker, NoAnswer, possible
from timeline.cli.shell.terminal import Terminal
from timeline.errors import Fault, FieldPath, UnknownValue, Unreadable, Unsound, WrongCall
from timeline.i18n import Sentence, sentence
from timeline.query.registers import event_called
from timeline.records import validate
from timeline.records.model import Collection
from timeline.store.disk.drafts import Draft
from timeline.store.opened import Opened
from timeline.store.writing import Written
from timeline.store.yaml import edits
from timeline.store.yaml import tree as yamltree
from timeline.store.yaml.edits import Change, Put
from timeline.store.yaml.places import locate
from timeline.text import shorten, suggest

SECTIONS = ("events", "sources", "actors")


def edit(terminal: Terminal, typed: str, *, dry_run: bool, no_input: bool) -> None:
    """Let one record be edited, as often as it takes, and write it."""
    changing.target(terminal)
    opened = open_collection.opened(terminal)
    record = Editing(terminal, opened, *path_of(opened.collection, typed))
    command = editor.chosen(terminal)
    asker = Asker(terminal) if possible(terminal, no_input=no_input) else None
    draft = Draft(f"{record.id}.yaml", record.head + record.text, terminal.environ)
    kept = True
    try:
        written = _until_sound(record, draft, command, asker, dry_run=dry_run)
        kept = dry_run
    finally:
        if kept and draft.is_touched:
            terminal.note(sentence("what was typed is kept in {path}", path=str(draft.path)))
        else:
            draft.remove()
    if not written or written.before.files == written.after.files:
        terminal.note(sentence("nothing changed"))
    elif not dry_run:
        record.tell(written)


def path_of(collection: Collection, typed: str) -> tuple[str, int]:
    """Return the section and the number of the record that has an id, or of the event meant."""
    ids = {section: [value.id for value in getattr(collection, section)] for section in SECTIONS}
    for section, known in ids.items():
        if typed in known:
            return section, known.index(typed)
    try:
        return "events", ids["events"].index(event_called(collection, typed).id)
    except UnknownValue:
        every = [value for known in reversed(ids.values()) for value in known]
        raise UnknownValue(sentence("record"), typed, suggest(typed, every)) from None


def _until_sound(
    record: "Editing",
    draft: Draft,
    command: Sequence[str],
    asker: Asker | None,
    *,
    dry_run: bool,
) -> Written | None:
    """Run the editor until what is typed can be written; None if nothing was typed."""
    while True:
        editor.run(record.terminal, command, draft.path)
        if not draft.is_touched:
            return None
        try:
            return record.write(draft, dry_run=dry_run)
        except Unsound as unsound:
            if not asker:
                raise
            if not _again(asker, unsound):
                raise typer.Exit(unsound.exit_code) from None


def _again(asker: Asker, unsound: Unsound) -> bool:
    """Say what is wrong, and ask whether to go on."""
    for fault in unsound.faults:
        asker.terminal.complain(fault.say(asker.terminal.language))
    try:
        return asker.agreed(sentence("{said}; edit it again? (y/n)", said=unsound.sentence))
    except NoAnswer:
        return False


@dataclass(frozen=True)
class Editing:
    """A record that is being edited: where it stands in the collection that was read."""

    terminal: Terminal
    opened: Opened
    section: str
    number: int

    @property
    def path(self) -> FieldPath:
        """Where the record stands."""
        return (self.section, self.number)

    @property
    def id(self) -> str:
        """The id that the record had when it was read."""
        return str(getattr(self.opened.collection, self.section)[self.number].id)

    @property
    def text(self) -> str:
        """The record as it stands in the file, moved to the left."""
        file, path = self.opened.file_of(self.path)
        return edits.record_text(file.text, path)

    @property
    def head(self) -> str:
        """The line above it, which says what it is."""
        said = self.terminal.say(
            "'{id}' of {file}: save and close to write it; to give up, change nothing",
            id=self.id,
            file=self.opened.file_of(self.path)[0].name,
        )
        return f"# {said}{chr(13) if self.text.endswith(chr(13) + chr(10)) else ''}\n"

    def write(self, draft: Draft, *, dry_run: bool) -> Written:
        """Write what was typed; raises `Unsound` with the lines of the typed text."""
        text, name = _read(draft), str(draft.path)
        value = _built(text, name)
        if value is None:
            raise WrongCall(sentence("nothing was written: the text is empty"))
        put = Put(self.path, value, text=self.without_head(text))

        def plan(opened: Opened) -> list[Change]:
            self.refuse_malformed(opened, put, text, name)
            return [put]

        try:
            return changing.make(self.terminal, plan, dry_run=dry_run, version=self.opened.sha256)
        except Unsound as error:
            raise Unsound(self.placed(error.faults, value, text, name)) from None

    def without_head(self, text: str) -> str:
        """Return a typed text without the line that was put above it."""
        first, _, rest = text.partition("\n")
        return rest if first.rstrip() == self.head.rstrip() else text

    def refuse_malformed(self, opened: Opened, put: Put, text: str, name: str) -> None:
        """Raise `Unsound` if the collection could not be read with what was typed."""
        tree = edits.intended(opened.tree(), put)
        try:
            validate.collection(tree, opened.named)
        except Unreadable as error:
            ours = [fault for fault in error.faults if fault.path[:2] == self.path]
            faults = [replace(fault, path=fault.path[2:]) for fault in ours]
            others = [fault for fault in error.faults if fault not in ours]
            if not any(fault.path == ("id",) for fault in faults):
                faults += self.of_id(opened, put.value, others)
            raise Unsound(locate(faults, text, name)) from None

    def of_id(self, opened: Opened, value: Any, others: Sequence[Fault]) -> Iterator[Fault]:
        """Say what is wrong with a new id, of which the faults of other records speak."""
        new = value.get("id") if isinstance(value, dict) else None
        ids = [other.id for other in getattr(opened.collection, self.section)]
        if new in ids and new != self.id:
            where = opened.named((self.section, ids.index(str(new))))
            yield Fault(("id",), sentence("the id '{id}' is taken by {where}", id=new, where=where))
        elif others:
            said = sentence(
                "the id cannot change while others refer to '{id}': {fields}",
                id=self.id,
                fields=shorten(", ".join(opened.named(fault.path) for fault in others), 100),
            )
            yield Fault(("id",), said)

    def placed(self, faults: Sequence[Fault], value: Any, text: str, name: str) -> list[Fault]:
        """Return the faults of this event, whose paths begin with its id, the lines of the text."""
        ours = [
            fault
            for fault in faults
            if not fault.line and fault.path and fault.path[0] == value.get("id")
        ]
        others = [fault for fault in faults if fault not in ours]
        return [
            *others,
            *locate([replace(fault, path=fault.path[1:]) for fault in ours], text, name),
        ]

    def tell(self, written: Written) -> None:
        """Say what changed."""
        changing.tell(self.terminal, *self.said(written), then=self.next(written))

    def said(self, written: Written) -> Iterator[Sentence]:
        """Yield what there is to say of the record as it was, and as it is."""
        old, new = (
            getattr(opened.collection, self.section)[self.number]
            for opened in (written.before, written.after)
        )
        fields = dict.fromkeys(change.field for change in changes(old, new))
        if old.id != new.id:
            yield sentence("{old} is now called {new}", old=old.id, new=new.id)
            fields.pop("id", None)
        if fields:
            yield sentence("{id} is changed: {fields}", id=new.id, fields=", ".join(fields))
        elif old.id == new.id:
            yield sentence("no record is another, only the text")

    def next(self, written: Written) -> str:
        """Return the call with which to go on."""
        new = getattr(written.after.collection, self.section)[self.number]
        return f"timeline show {new.id}" if self.section == "events" else "timeline check"


def _read(draft: Draft) -> str:
    try:
        return draft.text()
    except Unreadable as error:
        raise Unsound(error.faults) from None


def _built(text: str, name: str) -> Any:
    try:
        return yamltree.build(text, name)
    except Unreadable as error:
        raise Unsound(error.faults) from None
