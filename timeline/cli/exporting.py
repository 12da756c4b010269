"""`timeline export`: events in a format that other programs read."""

from typing import Annotated

import typer

from timeline.cli.filters import (
    OUTPUT,
    Asked,
    ForceOption,
    FormatOption,
    Ordered,
    OutputOption,
)
from timeline.cli.page import Examples
from timeline.cli.terminal import Terminal
from timeline.language import mark

HELP = mark(
    "Write events as CSV, JSON or JSON Lines, to a file or to stdout.\n\n"
    "In CSV a cell that a spreadsheet would take for a formula gets an apostrophe in front; "
    "--raw leaves cells as they are, --excel adds what Excel needs to read accents."
)
EXAMPLES: Examples = (
    ("timeline export --format csv -o events.csv", mark("for a spreadsheet")),
    ("timeline export --format csv --excel -o events.csv", mark("for Excel, by double click")),
    ("timeline export --format json --kind call", mark("every call, with every field")),
)


def command(
    terminal: Terminal,
    asked: Asked,
    ordered: Ordered,
    format: FormatOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            metavar=mark("TABLE"),
            help=mark("What a row is: events, citations, sources …; see 'timeline help formats'"),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    raw: Annotated[
        bool,
        typer.Option("--raw", help=mark("CSV: leave cells as they are"), rich_help_panel=OUTPUT),
    ] = False,
    excel: Annotated[
        bool,
        typer.Option(
            "--excel",
            help=mark("CSV: a BOM and the separator of your country, for Excel"),
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    separator: Annotated[
        str | None,
        typer.Option(
            "--separator",
            metavar=mark("CHAR"),
            help=mark("CSV: what stands between cells"),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
) -> None:
    """Export events."""
    from timeline.cli import asking, choosing, delivering, reading

    opened = reading.opened(terminal)
    rows = asking.answer(terminal, opened.collection, asked, ordered)
    chosen = choosing.format_name(terminal, format or _usual(output), output, ())
    style = delivering.csv_style(terminal, raw=raw, excel=excel, separator=separator)
    delivering.deliver(
        terminal,
        opened,
        rows,
        chosen,
        output,
        force=force,
        style=style,
        asked=asking.typed(asked, ordered),
        table=table,
    )


def _usual(output: str | None) -> str | None:
    return "csv" if output in (None, "-") else None
