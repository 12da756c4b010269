"""Options that commands share: the filters, the order of an answer, and where it goes."""

from dataclasses import dataclass
from typing import Annotated

import typer

from timeline.cli import complete
from timeline.language import mark

FILTERS = mark("Which events (the same option again means any of them, different options all)")
OUTPUT = mark("Output")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters, as typed; `cli.asking` makes a `query.Filter` of them."""

    actor: Annotated[
        list[str] | None,
        typer.Option(
            "--actor",
            "-a",
            metavar=mark("WHO"),
            help=mark("Actor: id, name, alias or office; rubio finds Marco Rubio"),
            autocompletion=complete.actors,
            rich_help_panel=FILTERS,
        ),
    ] = None
    members: Annotated[
        bool,
        typer.Option(
            "--members",
            help=mark("An institution stands for its members too"),
            rich_help_panel=FILTERS,
        ),
    ] = False
    side: Annotated[
        list[str] | None,
        typer.Option(
            "--side",
            metavar=mark("SIDE"),
            help=mark("Side: code or name"),
            autocompletion=complete.sides,
            rich_help_panel=FILTERS,
        ),
    ] = None
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            "-k",
            metavar=mark("KIND"),
            help=mark("Kind of event: call, meeting, statement …"),
            autocompletion=complete.kinds,
            rich_help_panel=FILTERS,
        ),
    ] = None
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar=mark("STATUS"),
            help=mark("What became of it: scheduled, held, issued …"),
            autocompletion=complete.statuses,
            rich_help_panel=FILTERS,
        ),
    ] = None
    topic: Annotated[
        list[str] | None,
        typer.Option(
            "--topic",
            "-t",
            metavar=mark("TOPIC"),
            help=mark("Topic of the event or of a passage it cites"),
            autocompletion=complete.topics,
            rich_help_panel=FILTERS,
        ),
    ] = None
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar=mark("ID"),
            help=mark("Cited source: id or part of its name"),
            autocompletion=complete.sources,
            rich_help_panel=FILTERS,
        ),
    ] = None
    place: Annotated[
        list[str] | None,
        typer.Option("--place", metavar=mark("PLACE"), help=mark("Place"), rich_help_panel=FILTERS),
    ] = None
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            "-s",
            metavar=mark("DATE"),
            help=mark("From this day on: 2026-01-10, 10 January 2026, hace 3 días …"),
            rich_help_panel=FILTERS,
        ),
    ] = None
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            "-u",
            metavar=mark("DATE"),
            help=mark("Up to this day, itself included"),
            rich_help_panel=FILTERS,
        ),
    ] = None
    on: Annotated[
        list[str] | None,
        typer.Option(
            "--on",
            metavar=mark("DATE"),
            help=mark("On this day, or in this month or year"),
            rich_help_panel=FILTERS,
        ),
    ] = None
    certain: Annotated[
        bool,
        typer.Option(
            "--certain",
            help=mark("Only what lies in those days with certainty"),
            rich_help_panel=FILTERS,
        ),
    ] = False
    text: Annotated[
        list[str] | None,
        typer.Option(
            "--text",
            metavar=mark("WORDS"),
            help=mark('Words, a "phrase" or a stem* in titles, summaries and quotes'),
            rich_help_panel=FILTERS,
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """How an answer is sorted and cut."""

    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar=mark("BY"),
            help=mark("Sort by date, kind, status or id"),
            autocompletion=complete.sorts,
            rich_help_panel=OUTPUT,
        ),
    ] = "date"
    reverse: Annotated[
        bool,
        typer.Option("--reverse", "-r", help=mark("Last first"), rich_help_panel=OUTPUT),
    ] = False
    limit: Annotated[
        str | None,
        typer.Option(
            "--limit",
            "-n",
            metavar=mark("N"),
            help=mark("At most N events"),
            rich_help_panel=OUTPUT,
        ),
    ] = None


FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar=mark("FORMAT"),
        help=mark("Format of the output; see 'timeline help formats'"),
        autocompletion=complete.formats,
        rich_help_panel=OUTPUT,
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar=mark("FILE"),
        help=mark("Write to this file; its ending chooses the format; - is stdout"),
        rich_help_panel=OUTPUT,
    ),
]
ForceOption = Annotated[
    bool,
    typer.Option("--force", help=mark("Overwrite an existing file"), rich_help_panel=OUTPUT),
]
