"""`timeline cancel`: what was planned was called off."""

from timeline.cli.options.citation import CiteOptions
from timeline.cli.options.common import EventArgument
from timeline.cli.options.writing import DryRunOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Record that what was planned was called off, on the word of a source. Its date stays: the day "
    "for which it was planned.\n\n"
    "The earlier state goes into the event's history with the citations that carry it, so that "
    "--as-of an earlier day shows it as planned. The quote is proved first."
)
EXAMPLES: Examples = (
    (
        "timeline cancel tmec --source s005 --quote 'La renegociación se canceló'",
        mark("called off"),
    ),
    (
        "timeline cancel tmec --source s006 --says 'Called off' --attribution US",
        mark("as one side says"),
    ),
)


def command(
    terminal: Terminal,
    event: EventArgument,
    cite: CiteOptions,
    dry_run: DryRunOption = False,
) -> None:
    """Record that a plan was called off."""
    from timeline.cli.dialogue import change
    from timeline.curate import outcome
    from timeline.records.vocabulary import Status

    change.make(
        terminal,
        lambda opened: outcome.plan(opened, event, cite, terminal.note, status=Status.CANCELLED),
        dry_run=dry_run,
    )
