"""`timeline postpone`: what was planned was moved to another day, or to none yet."""

from typing import Annotated

from timeline.cli.options.citation import CiteOptions
from timeline.cli.options.common import EventArgument, option
from timeline.cli.options.writing import OUTCOME, DryRunOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Record that what was planned was moved. With --to it is scheduled for the new date; without, "
    "it is postponed, with no date yet.\n\n"
    "The earlier date goes into the event's history with the citations that carry it, so that "
    "--as-of an earlier day shows it as it stood. The quote is proved first."
)
EXAMPLES: Examples = (
    (
        "timeline postpone ministerial --to 2026-03 --source s006 --says 'Now in March'",
        mark("to another month"),
    ),
    (
        "timeline postpone ministerial --source s006 --says 'No new date' --dry-run",
        mark("with no new date; only shown"),
    ),
)


def command(
    terminal: Terminal,
    event: EventArgument,
    cite: CiteOptions,
    to: Annotated[
        str | None,
        option(OUTCOME, "--to", metavar=mark("DATE"), help=mark("The new date, if there is one")),
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Record that a plan was moved."""
    from timeline.cli.dialogue import change
    from timeline.curate import outcome, parsing
    from timeline.records.vocabulary import Status

    day = parsing.edtf("--to", to, terminal.today, terminal.note) if to else None
    status = Status.SCHEDULED if day else Status.POSTPONED
    change.make(
        terminal,
        lambda opened: outcome.plan(opened, event, cite, terminal.note, status=status, day=day),
        dry_run=dry_run,
    )
