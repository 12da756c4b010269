"""`timeline deny`: one side says that what was planned was never agreed."""

from timeline.cli.options.citation import CiteOptions
from timeline.cli.options.common import EventArgument
from timeline.cli.options.writing import DryRunOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Record that one side says it never agreed to what was planned: --attribution says which.\n\n"
    "The earlier state goes into the event's history with the citations that carry it: who told of "
    "the plan, and who denies it, stand side by side. The quote is proved first."
)
EXAMPLES: Examples = (
    (
        "timeline deny ministerial --source s006 --says 'No date' --attribution MX",
        mark("one side's denial"),
    ),
    (
        "timeline deny ministerial --source s006 --says 'No' --speaker rubio --dry-run",
        mark("the speaker's side denies; only shown"),
    ),
)


def command(
    terminal: Terminal,
    event: EventArgument,
    cite: CiteOptions,
    dry_run: DryRunOption = False,
) -> None:
    """Record that a side denies a plan."""
    from timeline.cli.dialogue import change
    from timeline.curate import outcome
    from timeline.records.vocabulary import Status

    change.make(
        terminal,
        lambda opened: outcome.plan(opened, event, cite, terminal.note, status=Status.DENIED),
        dry_run=dry_run,
    )
