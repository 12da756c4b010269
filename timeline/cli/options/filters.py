"""Options that commands share: the filters, the order of an answer, and where it goes."""

from dataclasses import dataclass
from typing import Annotated, Any

from timeline.cli.options import completion
from timeline.cli.options.common import option
from timeline.cli.shell.format_choice import REGISTER
from timeline.i18n import mark

FILTERS = mark(
    "Filters (repeat an option to match any of its values; different options must all match)"
)
OUTPUT = mark("Output")


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """The filters, as typed; `filtering` makes a `query.Filter` of them."""

    actor: Annotated[
        list[str] | None,
        option(
            FILTERS,
            "--actor",
            "-a",
            metavar=mark("WHO"),
            help=mark("Actor: id, name, alias or office; rubio finds Marco Rubio"),
            autocompletion=completion.actors,
        ),
    ] = None
    asked_by: Annotated[
        list[str] | None,
        option(
            FILTERS,
            "--asked-by",
            metavar=mark("WHO"),
            help=mark("Who asked for the event"),
            autocompletion=completion.actors,
        ),
    ] = None
    members: Annotated[
        bool,
        option(FILTERS, "--members", help=mark("An institution stands for its members too")),
    ] = False
    side: Annotated[
        list[str] | None,
        option(
            FILTERS,
            "--side",
            metavar=mark("SIDE"),
            help=mark("Side: code or name"),
            autocompletion=completion.sides,
        ),
    ] = None
    kind: Annotated[
        list[str] | None,
        option(
            FILTERS,
            "--kind",
            "-k",
            metavar=mark("KIND"),
            help=mark("Kind of event: call, meeting, statement, readout …"),
            autocompletion=completion.kinds_asked,
        ),
    ] = None
    status: Annotated[
        list[str] | None,
        option(
            FILTERS,
            "--status",
            metavar=mark("STATUS"),
            help=mark("What became of it: scheduled, held, issued …"),
            autocompletion=completion.statuses,
        ),
    ] = None
    topic: Annotated[
        list[str] | None,
        option(
            FILTERS,
            "--topic",
            "-t",
            metavar=mark("TOPIC"),
            help=mark("Topic of the event or of a passage it cites"),
            autocompletion=completion.topics,
        ),
    ] = None
    source: Annotated[
        list[str] | None,
        option(
            FILTERS,
            "--source",
            metavar=mark("ID"),
            help=mark("Cited source: id or part of its name"),
            autocompletion=completion.sources,
        ),
    ] = None
    place: Annotated[
        list[str] | None,
        option(FILTERS, "--place", metavar=mark("PLACE"), help=mark("Place")),
    ] = None
    since: Annotated[
        str | None,
        option(
            FILTERS,
            "--since",
            "-s",
            metavar=mark("DATE"),
            help=mark("From this day on: 2026-01-10, 10 January 2026, hace 3 días …"),
        ),
    ] = None
    until: Annotated[
        str | None,
        option(
            FILTERS,
            "--until",
            "-u",
            metavar=mark("DATE"),
            help=mark("Up to this day, itself included"),
        ),
    ] = None
    on: Annotated[
        list[str] | None,
        option(
            FILTERS,
            "--on",
            metavar=mark("DATE"),
            help=mark("On this day, or in this month or year"),
        ),
    ] = None
    certain: Annotated[
        bool,
        option(FILTERS, "--certain", help=mark("Only what lies in those days with certainty")),
    ] = False
    text: Annotated[
        list[str] | None,
        option(
            FILTERS,
            "--text",
            metavar=mark("WORDS"),
            help=mark('Words, a "phrase" or a stem* in titles, summaries and quotes'),
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """How an answer is sorted and cut."""

    sort: Annotated[
        str,
        option(
            OUTPUT,
            "--sort",
            metavar=mark("BY"),
            help=mark("Sort by date, kind, status or id"),
            autocompletion=completion.sorts,
        ),
    ] = "date"
    reverse: Annotated[
        bool,
        option(OUTPUT, "--reverse", "-r", help=mark("Last first")),
    ] = False
    limit: Annotated[
        str | None,
        option(OUTPUT, "--limit", "-n", metavar=mark("N"), help=mark("At most N events")),
    ] = None


def format_option(complete: completion.Complete) -> Any:
    """Make the option that names a format."""
    return option(
        OUTPUT,
        "--format",
        "-f",
        metavar=mark("FORMAT"),
        help=mark("Format of the output; see 'timeline help formats'"),
        autocompletion=complete,
    )


FormatOption = Annotated[str | None, format_option(completion.formats)]
ExportFormatOption = Annotated[str | None, format_option(completion.exports)]
RegisterFormatOption = Annotated[str | None, format_option(completion.one_of(REGISTER))]
OutputOption = Annotated[
    str | None,
    option(
        OUTPUT,
        "--output",
        "-o",
        metavar=mark("FILE"),
        help=mark("Write to this file; its ending chooses the format; - is stdout"),
    ),
]
ForceOption = Annotated[
    bool,
    option(OUTPUT, "--force", help=mark("Overwrite an existing file")),
]
FAULT_FORMATS = ("text", "json", "github")
FaultFormatOption = Annotated[
    str,
    option(
        OUTPUT,
        "--format",
        "-f",
        metavar=mark("FORMAT"),
        help=mark("text, json or github"),
        autocompletion=completion.one_of(FAULT_FORMATS),
    ),
]
