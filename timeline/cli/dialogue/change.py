"""The one way in which commands change a collection: planned, checked, written, told."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from timeline.cli.shell.terminal import Terminal
from timeline.cli.views import change as changeview
from timeline.curate.check_change import refuse_unsound
from timeline.curate.plan import Plan
from timeline.errors import TimelineError, Unsound, WrongCall
from timeline.i18n import Sentence, sentence
from timeline.store import opening, writing
from timeline.store.disk import locate
from timeline.store.disk.texts import TextStorage
from timeline.store.opened import Opened
from timeline.store.opening import STDIN
from timeline.store.writing import Written
from timeline.store.yaml.edits import Change


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
    return path, locate.display_path(path, locate.current_folder())


def make(
    terminal: Terminal,
    plan: Callable[[Opened], Plan],
    *,
    dry_run: bool,
    version: str | None = None,
) -> Written:
    """Make the change that is planned for the collection as it stands, and say what changed.

    On a dry run it is shown instead. Raises `Unsound` with the faults that it would bring; then
    nothing is written, and no text stays that was stored for it.
    """
    path, _ = target(terminal)
    planned, storing = Plan(), TextStorage(dry_run=dry_run)

    def changes(opened: Opened) -> Sequence[Change]:
        nonlocal planned
        planned = plan(opened)
        for file, text in planned.texts:
            storing.put(opened.root, file, text)
        return planned.changes

    def judge(written: Written) -> None:
        refuse_unsound(written.before, written.after, terminal.today, storing.texts)

    with _texts_kept_if_recorded(path, storing):
        try:
            written = writing.change(
                path, changes, terminal.environ, judge=judge, dry_run=dry_run, version=version
            )
        except Unsound as error:
            faults = planned.typed.placed(error.faults) if planned.typed else error.faults
            raise Unsound(faults) from None
    if dry_run:
        changeview.show(terminal, written)
        terminal.note(sentence("nothing was written (--dry-run)"), *planned.warned)
    elif written.before.files != written.after.files:
        if not written.kept:
            said = sentence("what was before could not be kept: 'timeline undo' will not help")
            terminal.note(said)
        tell(terminal, *planned.said, then=planned.then)
        terminal.rows([text] for text in planned.ids)
    return written


def tell(terminal: Terminal, *said: Sentence, then: str = "") -> None:
    """Say what changed, and with which call to go on."""
    terminal.note(*said)
    if then:
        terminal.note(sentence("next: {call}", call=then))


@contextmanager
def _texts_kept_if_recorded(path: Path, storing: TextStorage) -> Iterator[None]:
    """Take away what was stored if what is done meanwhile fails, and nothing names it."""
    try:
        yield
    except BaseException:
        if storing.created and not _recorded(path, storing):
            storing.remove_created()
        raise


def _recorded(path: Path, storing: TextStorage) -> bool:
    """Return whether the collection names a text that was stored, as far as can be told."""
    try:
        opened = opening.open_path(path)
    except (OSError, TimelineError):
        return True
    return not set(storing.created).isdisjoint(opened.parts)
