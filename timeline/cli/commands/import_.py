"""`timeline import`: records from a spreadsheet, from our own exports, from other timelines."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from timeline.cli.curate.change import DryRunOption, NoInputOption, YesOption
from timeline.cli.options.common import option
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Import events from csv, tsv, xlsx, json or jsonl, from TimelineJS (json) and Markwhen (mw). "
    "Our own exports come back as they were: json with sources and actors, xlsx as far as tables "
    "go; the csv of events with that of citations, claims … when all are named in one call.\n\n"
    "The columns of another table are mapped with --map FIELD=COLUMN; those whose name leaves no "
    "doubt are guessed, and told. What a cell does not say --set FIELD=TEXT gives to all. Fields: "
    "date, kind, status, title.en, title.es, actors (A; B: host), place, topics, source or link, "
    "quote (proved first) or says, id, summary.en, note.en …\n\n"
    "A doubtful cell is told with its place, and nothing is written: 03/02/2026, a name that is "
    "not known, a formula, a quote that is not there. Every event needs a source; none is "
    "invented. What is there already stays; what is there with other content is a conflict.\n\n"
    "Stored texts do not come along: copy their files first, or use 'timeline merge'.\n\n"
    "The ids of the new records go to stdout."
)
EXAMPLES: Examples = (
    ("timeline import events.json --dry-run", mark("an export of ours, to see what is new")),
    (
        "timeline import calls.csv --map date=Fecha --map title=Asunto --both --yes",
        mark("a spreadsheet, column by column"),
    ),
    ("timeline import events.csv citations.csv", mark("two tables of one export")),
)

IMPORT = mark("Import")


def _option(*names: str, metavar: str, says: str, **more: Any) -> Any:
    return option(IMPORT, *names, metavar=metavar, help=says, **more)


@dataclass(frozen=True, slots=True)
class HowOptions:
    """How files are to be understood, as typed."""

    map: Annotated[
        list[str] | None,
        _option(
            "--map",
            metavar=mark("FIELD=COLUMN"),
            says=mark("The column that a field is in: date=Fecha, title.es=Asunto"),
        ),
    ] = None
    set: Annotated[
        list[str] | None,
        _option(
            "--set",
            metavar=mark("FIELD=TEXT"),
            says=mark("What every event gets where no cell says it: kind=call"),
        ),
    ] = None
    sheet: Annotated[
        str | None,
        _option("--sheet", metavar=mark("NAME"), says=mark("The sheet of the workbook")),
    ] = None
    both: Annotated[
        bool,
        option(
            IMPORT,
            "--both",
            help=mark("A text that is there in one language stands for both, to be translated"),
        ),
    ] = False
    skip_doubtful: Annotated[
        bool,
        option(IMPORT, "--skip-doubtful", help=mark("Import the rest, and say what was left out")),
    ] = False


def command(
    terminal: Terminal,
    files: Annotated[list[str], typer.Argument(metavar=mark("FILE…"))],
    how: HowOptions,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Import records."""
    from timeline.cli.curate import import_records

    asking = import_records.ImportDialogue(yes=yes, no_input=no_input, dry_run=dry_run)
    import_records.run(terminal, files, how, asking)
