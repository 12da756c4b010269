"""`timeline undo`: the last change that the program made, taken back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from timeline.cli.curate.change import DryRunOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import Sentence, mark, sentence

if TYPE_CHECKING:
    from timeline.analysis.diff import Changed, RecordChanges
    from timeline.store.writing import Written

HELP = mark(
    "Take back the last change that this program made, if nobody changed the file since: every "
    "byte is again what it was. Called again, it takes back the change before that, up to fifty."
    "\n\n"
    "What a file was before is kept in your own state folder, not beside the collection."
)
EXAMPLES: Examples = (
    ("timeline undo --dry-run", mark("what would be taken back")),
    ("timeline undo", mark("take it back")),
)


def command(terminal: Terminal, dry_run: DryRunOption = False) -> None:
    """Take back the last change."""
    from timeline.cli.curate import change as changing
    from timeline.cli.views import change as changeview
    from timeline.store import writing

    path, name = changing.target(terminal)
    written = writing.take_back(path, terminal.environ, dry_run=dry_run)
    if dry_run:
        changeview.show(terminal, written)
        terminal.note(sentence("nothing was written (--dry-run)"))
        return
    terminal.note(sentence("taken back, the last change of {path}:", path=name))
    changing.tell(terminal, *_said(written), then="timeline check")


def _said(written: "Written") -> Iterator[Sentence]:
    from timeline.analysis.diff import differences

    found = differences(written.before.collection, written.after.collection)
    if not found:
        yield sentence("no record is another, only the text")
    if found.about:
        yield sentence("what is said of the collection as a whole is as it was")
    for records in (found.sources, found.actors, found.events):
        yield from _of_records(records)
    yield from (
        sentence("the text {file} stays in its folder", file=source.file)
        for source in found.sources.removed
        if source.file
    )


def _of_records(records: "RecordChanges[Any]") -> Iterator[Sentence]:
    yield from (sentence("{id} is no longer there", id=value.id) for value in records.removed)
    yield from (sentence("{id} is there again", id=value.id) for value in records.added)
    yield from map(_as_it_was, records.changed)


def _as_it_was(pair: "Changed[Any]") -> Sentence:
    fields = ", ".join(dict.fromkeys(change.field for change in pair.changes))
    return sentence("{id} is as it was: {fields}", id=pair.new.id, fields=fields)
