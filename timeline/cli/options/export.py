"""The options of an export: what a row is, and how CSV is written."""

from dataclasses import dataclass
from typing import Annotated

from timeline.cli.options.common import option
from timeline.cli.options.filters import OUTPUT
from timeline.i18n import mark


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What is special to some formats."""

    table: Annotated[
        str | None,
        option(
            OUTPUT,
            "--table",
            metavar=mark("TABLE"),
            help=mark("What a row is: events, citations, sources …; see 'timeline help columns'"),
        ),
    ] = None
    vault: Annotated[
        bool,
        option(
            OUTPUT,
            "--vault",
            help=mark("A folder of notes for Obsidian: the same as --format vault"),
        ),
    ] = False
    raw: Annotated[
        bool,
        option(OUTPUT, "--raw", help=mark("CSV: leave cells as they are")),
    ] = False
    excel: Annotated[
        bool,
        option(
            OUTPUT,
            "--excel",
            help=mark("CSV: a BOM and the separator of your country, for Excel"),
        ),
    ] = False
    separator: Annotated[
        str | None,
        option(
            OUTPUT,
            "--separator",
            metavar=mark("CHAR"),
            help=mark("CSV: what stands between cells"),
        ),
    ] = None
