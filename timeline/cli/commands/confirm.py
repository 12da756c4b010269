"""`timeline confirm`: what was planned took place."""

from typing import Annotated

from timeline.cli.options.citation import CiteOptions
from timeline.cli.options.common import EventArgument, option
from timeline.cli.options.writing import OUTCOME, DryRunOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Record that what was planned took place: what is scheduled or postponed becomes held, a "
    "statement issued. The source must be no older than the day.\n\n"
    "The earlier state goes into the event's history with the citations that carry it, so that "
    "--as-of an earlier day shows it as planned. A citation that carries more, such as who takes "
    "part, stays for that.\n\n"
    "Claims to the date or status stay: those to read again are named.\n\n"
    "The quote is proved first. Of the new citation it is recorded that it carries the status; "
    "its date too with --date or --date-words, or what --supports says."
)
EXAMPLES: Examples = (
    (
        "timeline confirm 2026-01-23 --source s005 --quote 'se reunió el viernes'",
        mark("held on the day that was planned"),
    ),
    (
        "timeline confirm ministerial --date 2026-02-11 --source s006 --says 'It met'",
        mark("a month that became a day, from a source of which only the link is known"),
    ),
)


def command(
    terminal: Terminal,
    event: EventArgument,
    cite: CiteOptions,
    date: Annotated[
        str | None,
        option(
            OUTCOME,
            "--date",
            metavar=mark("DATE"),
            help=mark("When it took place, if on another day or now known exactly"),
        ),
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Record that a plan was carried out."""
    from timeline.cli.dialogue import change
    from timeline.curate import outcome, parsing

    day = parsing.edtf("--date", date, terminal.today, terminal.note) if date else None
    change.make(
        terminal,
        lambda opened: outcome.plan(opened, event, cite, terminal.note, status=None, day=day),
        dry_run=dry_run,
    )
