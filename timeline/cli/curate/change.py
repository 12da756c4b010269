"""The one way in which commands change a collection: planned, judged, written, told."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from timeline.cli.options.common import option
from timeline.cli.shell.terminal import Terminal
from timeline.errors import WrongCall
from timeline.i18n import Sentence, mark, sentence
from timeline.records.model import Record
from timeline.store import writing
from timeline.store.disk import locate
from timeline.store.opening import STDIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.store.new_text import NewText
    from timeline.store.writing import Plan, Written

WRITING = mark("Writing")

DryRunOption = Annotated[
    bool, option(WRITING, "--dry-run", help=mark("Show the difference, write nothing"))
]
YesOption = Annotated[bool, option(WRITING, "--yes", "-y", help=mark("Do not ask before writing"))]
NoInputOption = Annotated[
    bool, option(WRITING, "--no-input", help=mark("Never ask: what is missing is refused"))
]


def target(terminal: Terminal) -> tuple[Path, str]:
    """Return the file or folder that is to be changed, and its name in messages."""
    if terminal.data == STDIN:
        raise WrongCall(sentence("what comes from a pipe cannot be changed: name a file"))
    if terminal.as_of:
        raise WrongCall(
            sentence("a change is made to the records as they stand: leave out --as-of")
        )
    path = locate.find_from_here(terminal.data, terminal.environ)
    if locate.is_installed(path):
        raise WrongCall(
            sentence(
                "the collection that came with the program is not changed: 'timeline init FOLDER' "
                "starts one of your own"
            )
        )
    return path, locate.shown(path, locate.here())


def make(
    terminal: Terminal,
    plan: "Plan",
    *,
    dry_run: bool,
    version: str | None = None,
    texts: "Mapping[str, NewText] | None" = None,
) -> "Written":
    """Make the changes of a plan, unless they leave a record unsound; show them on a dry run.

    ``texts`` are those that the plan stores, by their paths: on a dry run they are not there yet.
    Raises `Unsound` with the faults that the change would bring.
    """
    from timeline.cli.curate import check_change

    path, _ = target(terminal)
    written = writing.change(
        path,
        plan,
        terminal.environ,
        judge=lambda other: check_change.refuse_unsound(other, terminal.today, texts or {}),
        dry_run=dry_run,
        version=version,
    )
    if dry_run:
        from timeline.cli.views import change

        change.show(terminal, written)
        terminal.note(sentence("nothing was written (--dry-run)"))
    elif not written.kept:
        terminal.note(sentence("what was before could not be kept: 'timeline undo' will not help"))
    return written


def tell(terminal: Terminal, *said: Sentence, then: str = "") -> None:
    """Say what changed, and with which call to go on."""
    terminal.note(*said)
    if then:
        terminal.note(sentence("next: {call}", call=then))


def order_of(record: type[Record]) -> tuple[str, ...]:
    """Return the fields of a kind of record in the order in which they are written."""
    return tuple(field.alias or name for name, field in record.model_fields.items())
