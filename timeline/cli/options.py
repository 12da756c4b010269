"""Options that commands share, grouped in plain values; `spread` makes them a command's own."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any

import typer

from timeline.cli import complete
from timeline.cli.terminal import Terminal
from timeline.language import mark

FILTERS = mark("Which events (the same option again means any of them, different options all)")
OUTPUT = mark("Output")
EVERYWHERE = mark("Everywhere")

_KEYWORD = inspect.Parameter.KEYWORD_ONLY


@dataclass(frozen=True, slots=True)
class Common:
    """What every command takes, and the program itself: read ahead, by `terminal.terminal`."""

    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            metavar="FILE",
            help=mark("The collection: a file, a folder that holds data/events.yaml, or -"),
            rich_help_panel=EVERYWHERE,
        ),
    ] = None
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="en|es",
            help=mark("Language of what people read"),
            autocompletion=complete.languages,
            rich_help_panel=EVERYWHERE,
        ),
    ] = None
    color: Annotated[
        str | None,
        typer.Option(
            "--color",
            metavar="WHEN",
            help=mark("Colour: auto, always or never"),
            autocompletion=complete.colours,
            rich_help_panel=EVERYWHERE,
        ),
    ] = None
    no_pager: Annotated[
        bool,
        typer.Option("--no-pager", help=mark("Never use a pager"), rich_help_panel=EVERYWHERE),
    ] = False
    debug: Annotated[
        bool,
        typer.Option(
            "--debug",
            help=mark("Show where in the program an error arose"),
            rich_help_panel=EVERYWHERE,
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters, as typed; `cli.asking` makes a `query.Filter` of them."""

    actor: Annotated[
        list[str] | None,
        typer.Option(
            "--actor",
            "-a",
            metavar="WHO",
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
            metavar="SIDE",
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
            metavar="KIND",
            help=mark("Kind of event: call, meeting, statement …"),
            autocompletion=complete.kinds,
            rich_help_panel=FILTERS,
        ),
    ] = None
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar="STATUS",
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
            metavar="TOPIC",
            help=mark("Topic of the event or of a passage it cites"),
            autocompletion=complete.topics,
            rich_help_panel=FILTERS,
        ),
    ] = None
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="ID",
            help=mark("Cited source: id or part of its name"),
            autocompletion=complete.sources,
            rich_help_panel=FILTERS,
        ),
    ] = None
    place: Annotated[
        list[str] | None,
        typer.Option("--place", metavar="PLACE", help=mark("Place"), rich_help_panel=FILTERS),
    ] = None
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            "-s",
            metavar="DATE",
            help=mark("From this day on: 2026-01-10, 10 January 2026, hace 3 días …"),
            rich_help_panel=FILTERS,
        ),
    ] = None
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            "-u",
            metavar="DATE",
            help=mark("Up to this day, itself included"),
            rich_help_panel=FILTERS,
        ),
    ] = None
    on: Annotated[
        list[str] | None,
        typer.Option(
            "--on",
            metavar="DATE",
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
            metavar="WORDS",
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
            metavar="BY",
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
            "--limit", "-n", metavar="N", help=mark("At most N events"), rich_help_panel=OUTPUT
        ),
    ] = None


FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
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
        metavar="FILE",
        help=mark("Write to this file; its ending chooses the format; - is stdout"),
        rich_help_panel=OUTPUT,
    ),
]
ForceOption = Annotated[
    bool,
    typer.Option("--force", help=mark("Overwrite an existing file"), rich_help_panel=OUTPUT),
]


def spread(function: Callable[..., None]) -> Callable[..., None]:
    """Make every field of a group a parameter of the command's own, and add the common ones.

    A parameter that is a `Terminal` or Typer's context is handed in; the common options were
    read ahead for the terminal.
    """
    signature = inspect.signature(function)
    groups: dict[str, Any] = {
        name: it.annotation
        for name, it in signature.parameters.items()
        if is_dataclass(it.annotation) and it.annotation is not Terminal
    }

    def command(context: typer.Context, **values: Any) -> None:
        for common in fields(Common):
            values.pop(common.name)
        for name, group in groups.items():
            values[name] = group(**{it.name: values.pop(it.name) for it in fields(group)})
        handed = {Terminal: context.find_root().obj, typer.Context: context}
        for name, it in signature.parameters.items():
            if it.annotation in handed:
                values[name] = handed[it.annotation]
        function(**values)

    own = [
        it
        for name, parameter in signature.parameters.items()
        if parameter.annotation not in (Terminal, typer.Context)
        for it in (_of_group(groups[name]) if name in groups else [parameter])
    ]
    context = inspect.Parameter("context", _KEYWORD, annotation=typer.Context)
    parameters = [context, *(it.replace(kind=_KEYWORD) for it in (*own, *_of_group(Common)))]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {it.name: it.annotation for it in parameters}
    command.__name__ = function.__name__
    return command


def _of_group(group: Any) -> list[inspect.Parameter]:
    return list(inspect.signature(group).parameters.values())
