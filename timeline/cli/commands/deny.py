"""`timeline deny`: one side says that what was planned was never agreed."""

from typing import Annotated

import typer

from timeline.cli.curate.change import DryRunOption
from timeline.cli.curate.citation import CiteOptions
from timeline.cli.options import completion
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
    event: Annotated[str, typer.Argument(metavar=mark("EVENT"), autocompletion=completion.events)],
    cite: CiteOptions,
    dry_run: DryRunOption = False,
) -> None:
    """Record that a side denies a plan."""
    from timeline.cli.curate import outcome as turning
    from timeline.records.vocabulary import Status

    outcome = turning.Outcome(terminal, event, cite, Status.DENIED)
    turning.record(outcome, dry_run=dry_run)
