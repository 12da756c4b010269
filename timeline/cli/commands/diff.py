"""`timeline diff`: what became known between two days, or what differs between two files."""

from typing import Annotated

import typer

from timeline.cli.options import completion
from timeline.cli.options.common import option
from timeline.cli.options.days import FILES, Days
from timeline.cli.options.filters import FAULT_FORMATS, format_option
from timeline.cli.shell.format_choice import REGISTER
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.errors import WrongCall
from timeline.i18n import mark, sentence

HELP = mark(
    "What became known between two days: new sources, new events, dates that moved, statuses that "
    "changed, citations, claims. Or, of two files or folders, what differs between two versions of "
    "the collection, by records and claims and not by lines: after 'git show "
    "HEAD:data/events.yaml > old.yaml', 'timeline diff old.yaml data/events.yaml'.\n\n"
    "On a pipe it is one change a line, with tabs between: collection, source, actor or event; "
    "its id; added, removed or changed; the field; the old value; the new.\n\n"
    "With --check it exits with 1 where a date or status of a record changed from one file to the "
    "other and no correction says why. A plan that comes to something needs none, as long as the "
    "state it was in stands in its history."
)
EXAMPLES: Examples = (
    ("timeline diff --from 2026-01-12 --to 2026-01-16", mark("what four days added")),
    ("timeline diff --from 2026-01-12", mark("from a day until today")),
    ("timeline diff --from 2026-01-12 --format json", mark("the same for a program")),
)
_FORMATS = dict.fromkeys((*REGISTER, *FAULT_FORMATS))


def command(
    terminal: Terminal,
    days: Days,
    old: Annotated[str | None, typer.Argument(metavar=mark("[OLD]"))] = None,
    new: Annotated[str | None, typer.Argument(metavar=mark("[NEW]"))] = None,
    check: Annotated[
        bool,
        option(
            FILES,
            "--check",
            help=mark("Ask for a correction of every date or status that changed"),
        ),
    ] = False,
    format: Annotated[str | None, format_option(completion.one_of(_FORMATS))] = None,
) -> None:
    """Say what differs."""
    from timeline.cli.options import diff_ends
    from timeline.cli.shell import choices, format_choice
    from timeline.cli.views import differences

    by_files = bool(check or old or new)
    if by_files and (days.from_day or days.to_day):
        raise WrongCall(sentence("two days or two files are compared, not both"))
    if check:
        chosen = choices.one_of(sentence("format"), format or "text", FAULT_FORMATS)
        raise typer.Exit(
            differences.checked(terminal, diff_ends.of_files(terminal, old, new), chosen)
        )
    chosen = format_choice.register_format(terminal, format)
    files = diff_ends.of_files(terminal, old, new) if by_files else None
    differences.show(terminal, files or diff_ends.of_days(terminal, days), chosen)
