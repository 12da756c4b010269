"""`timeline undo`: the last change that the program made, taken back."""

from timeline.cli.options.writing import DryRunOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark, sentence

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
    from timeline.cli.dialogue import change as changing
    from timeline.cli.views import change as changeview
    from timeline.store import writing

    path, name = changing.target(terminal)
    written = writing.take_back(path, terminal.environ, dry_run=dry_run)
    if dry_run:
        changeview.show(terminal, written)
        terminal.note(sentence("nothing was written (--dry-run)"))
        return
    terminal.note(sentence("taken back, the last change of {path}:", path=name))
    changing.tell(terminal, *changeview.taken_back(written), then="timeline check")
