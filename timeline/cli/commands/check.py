"""`timeline check`: what is wrong with the records."""

from collections.abc import Sequence

import typer

from timeline.cli.options.filters import FAULT_FORMATS, FaultFormatOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.errors import Fault, Unreadable, WrongCall
from timeline.i18n import mark, sentence

HELP = mark(
    "Say what is wrong with the records, with file, line and column: what cannot be read, quotes "
    "that are not in their source, dates that contradict the source's words, and more; 'timeline "
    "help rules' lists the rules.\n\n"
    "Exits with 1 if there is a fault; notices alone are no fault."
)
EXAMPLES: Examples = (
    ("timeline check", mark("all faults and notices, sorted")),
    ("timeline check --format github", mark("annotations for a pull request")),
    ("timeline check --format json", mark("for an editor or a program")),
)


def command(
    terminal: Terminal,
    format: FaultFormatOption = "text",
) -> None:
    """Check the collection."""
    from timeline.cli.shell.choices import one_of
    from timeline.cli.views import faults

    one_of(sentence("format"), format, FAULT_FORMATS)
    if terminal.as_of:
        raise WrongCall(sentence("check looks at the records as they stand: leave out --as-of"))
    found, checked = _checked(terminal)
    raise typer.Exit(faults.show(terminal, found, format, checked))


def _checked(terminal: Terminal) -> tuple[Sequence[Fault], str]:
    """Return all faults with their places, and what was checked."""
    from timeline import checks
    from timeline.cli.views.faults import proved
    from timeline.store.opening import open_collection

    try:
        opened = open_collection(terminal.data, terminal.environ)
    except Unreadable as unreadable:
        return unreadable.faults, ""
    collection = opened.collection
    case = checks.Case(collection, opened.stored_texts(), terminal.today)
    faults = [*opened.with_places(checks.run(case)), *opened.truncated_texts()]
    checked = (
        terminal.count("{n} event", "{n} events", len(collection.events)),
        terminal.count("{n} source", "{n} sources", len(collection.sources)),
        proved(terminal, case),
    )
    return sorted(faults, key=lambda fault: fault.order), ", ".join(checked)
