"""`timeline correct`: a field that was wrong, put right with a record of it."""

from timeline.cli.options.common import EventArgument
from timeline.cli.options.correction import CorrectionOptions
from timeline.cli.options.writing import DryRunOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Put right what a record has wrong, and record with it what it was, what it is now, when it "
    "was corrected and why. Of a plan that came to something, 'timeline confirm', 'postpone', "
    "'cancel' and 'deny' keep the history instead.\n\n"
    "Fields: date, kind, status, actors, asked_by, place, topics, about, announced_by, follows, "
    "title, summary. Topics and actors are given whole, with commas between: "
    "'rubio:participant, trump:subject'. Title and summary take --to-en and --to-es; the one that "
    "is left out stays."
)
EXAMPLES: Examples = (
    (
        "timeline correct ministerial --field place --to Washington --reason Shorter",
        mark("a place, and why"),
    ),
    (
        "timeline correct 01-12-press --field date --to 2026-01-12 --reason 'No time'",
        mark("a date that was too exact"),
    ),
)


def command(
    terminal: Terminal,
    event: EventArgument,
    asked: CorrectionOptions,
    dry_run: DryRunOption = False,
) -> None:
    """Correct a field of an event."""
    from timeline.cli.dialogue import change
    from timeline.curate import correction

    today, tell = terminal.today, terminal.note
    change.make(
        terminal,
        lambda opened: correction.plan(opened, event, asked, today, tell),
        dry_run=dry_run,
    )
