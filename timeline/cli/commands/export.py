"""`timeline export`: events in a format that other programs read."""

from timeline.cli.options.export import ExportOptions
from timeline.cli.options.filters import (
    ExportFormatOption,
    FilterOptions,
    ForceOption,
    Ordered,
    OutputOption,
)
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Write events for other programs, to a file or to stdout: a page to publish, a spreadsheet, a "
    "database, a calendar, a bibliography, a report, a drawing, other timeline tools, data. The "
    "ending of the file chooses the format; 'timeline help formats' lists them.\n\n"
    "In CSV a cell that a spreadsheet would take for a formula gets an apostrophe in front; "
    "--raw leaves cells as they are, --excel adds what Excel needs to read accents."
)
EXAMPLES: Examples = (
    ("timeline export -o page.html --lang es", mark("a page to publish")),
    ("timeline export --table citations -o citations.xlsx", mark("whose words, and their proof")),
    ("timeline export -o plan.ics --status scheduled", mark("what is planned, for a calendar")),
    ("timeline export --format csv --excel -o events.csv", mark("for Excel, by double click")),
)


def command(
    terminal: Terminal,
    asked: FilterOptions,
    ordered: Ordered,
    format: ExportFormatOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    *,
    how: ExportOptions,
) -> None:
    """Export events."""
    from timeline.cli.options import filtering
    from timeline.cli.options.csv_style import csv_style
    from timeline.cli.shell import format_choice, open_collection
    from timeline.cli.shell import output as delivering

    opened = open_collection.searched(terminal)
    rows = filtering.searched(terminal, opened.collection, asked, ordered)
    named = format or ("vault" if how.vault else _usual(output))
    chosen = format_choice.format_name(terminal, named, output, ())
    delivering.deliver(
        terminal,
        opened,
        rows,
        chosen,
        output,
        force=force,
        style=csv_style(terminal, chosen, how),
        asked=filtering.typed(asked, ordered),
        table=how.table,
    )


def _usual(output: str | None) -> str | None:
    return "csv" if output in (None, "-") else None
