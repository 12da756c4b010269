"""Editing one record: given to an editor, read back, and written only if it is sound.

Whatever stands in the way, the text that was typed is kept, and the person told where.
"""

from collections.abc import Sequence
from functools import partial

import typer

from timeline.cli.dialogue import change
from timeline.cli.shell import editor, open_collection
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal
from timeline.curate.edit import EditedRecord, path_of, typed_record
from timeline.errors import NoAnswer, Unreadable, Unsound
from timeline.i18n import sentence
from timeline.store.disk.drafts import Draft
from timeline.store.writing import Written


def edit(terminal: Terminal, typed: str, *, dry_run: bool, no_input: bool) -> None:
    """Let one record be edited, as often as it takes, and write it."""
    change.target(terminal)
    opened = open_collection.opened(terminal)
    record = EditedRecord(opened, *path_of(opened.collection, typed))
    command = editor.chosen(terminal)
    asker = Asker(terminal) if possible(terminal, no_input=no_input) else None
    head = _head(terminal, record)
    draft = Draft(f"{record.id}.yaml", head + record.text, terminal.environ)
    kept = True
    try:
        written = _until_sound(terminal, record, draft, command, asker, dry_run=dry_run)
        kept = dry_run
    finally:
        if kept and draft.is_changed:
            terminal.note(sentence("what was typed is kept in {path}", path=str(draft.path)))
        else:
            draft.remove()
    if not written or written.before.files == written.after.files:
        terminal.note(sentence("nothing changed"))


def _head(terminal: Terminal, record: EditedRecord) -> str:
    """Return the line above the record, with the line end that the record has."""
    end = "\r\n" if record.text.endswith("\r\n") else "\n"
    return f"# {record.head.say(terminal.language)}{end}"


def _until_sound(
    terminal: Terminal,
    record: EditedRecord,
    draft: Draft,
    command: Sequence[str],
    asker: Asker | None,
    *,
    dry_run: bool,
) -> Written | None:
    """Run the editor until what is typed can be written; None if nothing was typed."""
    while True:
        editor.run(terminal, command, draft.path)
        if not draft.is_changed:
            return None
        try:
            return _write(terminal, record, draft, dry_run=dry_run)
        except Unsound as unsound:
            if not asker:
                raise
            if not _again(asker, unsound):
                raise typer.Exit(unsound.exit_code) from None


def _write(terminal: Terminal, record: EditedRecord, draft: Draft, *, dry_run: bool) -> Written:
    """Write what was typed; raises `Unsound` with the lines of the typed text."""
    try:
        text = draft.text()
    except Unreadable as error:
        raise Unsound(error.faults) from None
    plan = partial(record.plan, typed=typed_record(str(draft.path), text, _head(terminal, record)))
    return change.make(terminal, plan, dry_run=dry_run, version=record.opened.sha256)


def _again(asker: Asker, unsound: Unsound) -> bool:
    """Say what is wrong, and ask whether to go on."""
    for fault in unsound.faults:
        asker.terminal.complain(fault.say(asker.terminal.language))
    try:
        return asker.agreed(sentence("{said}; edit it again? (y/n)", said=unsound.sentence))
    except NoAnswer:
        return False
