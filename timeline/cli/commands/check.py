"""`timeline check`: what is wrong with the records."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.options.filters import OUTPUT
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.errors import Fault, Level, WrongCall
from timeline.i18n import mark

if TYPE_CHECKING:
    from timeline.checks import Case

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

FORMATS = ("text", "json", "github")


def command(
    terminal: Terminal,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar=mark("FORMAT"),
            help=mark("text, json or github"),
            autocompletion=lambda incomplete: [
                other for other in FORMATS if other.startswith(incomplete)
            ],
            rich_help_panel=OUTPUT,
        ),
    ] = "text",
) -> None:
    """Check the collection."""
    from timeline.cli.shell.choices import one_of
    from timeline.cli.views import faults as faultview
    from timeline.i18n import sentence

    one_of(sentence("format"), format, FORMATS)
    if terminal.as_of:
        raise WrongCall(sentence("check looks at the records as they stand: leave out --as-of"))
    faults, summary = _checked(terminal)
    faultview.show(terminal, faults, format)
    bad = sum(fault.level is Level.ERROR for fault in faults)
    if format == "text":
        terminal.complain(faultview.counted_line(terminal, bad, len(faults) - bad, summary))
    raise typer.Exit(1 if bad else 0)


def _checked(terminal: Terminal) -> tuple[Sequence[Fault], str]:
    """Return all faults with their places, and what was checked."""
    from timeline import checks
    from timeline.errors import Unreadable
    from timeline.store.opening import open_collection

    try:
        opened = open_collection(terminal.data, terminal.environ)
    except Unreadable as unreadable:
        return unreadable.faults, ""
    collection = opened.collection
    case = checks.Case(collection, opened.stored_texts(), terminal.today)
    faults = [*opened.located(checks.run(case)), *opened.lost_text()]
    summary = ", ".join(
        (
            terminal.count("{n} event", "{n} events", len(collection.events)),
            terminal.count("{n} source", "{n} sources", len(collection.sources)),
            _proved(terminal, case),
        )
    )
    return sorted(faults, key=lambda fault: fault.order), summary


def _proved(terminal: Terminal, case: "Case") -> str:
    """Say how many quotes there are or, where not every citation is proved, how many are."""
    from timeline.quotes.prove import standing, tally

    proofs = {path: proof for path, _, proof in case.proofs}
    known = case.collection.source
    found = tally(
        standing(cite, known[cite.source], proofs.get(path)) for path, _, cite in case.cites()
    )
    if found.proved == found.all:
        return terminal.count("{n} quote", "{n} quotes", found.proved)
    return found.told.say(terminal.language)
