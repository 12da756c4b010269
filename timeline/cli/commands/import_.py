"""`timeline import`: records from a spreadsheet, from our own exports, from other timelines."""

from typing import Annotated

import typer

from timeline.cli.options.importing import ImportOptions
from timeline.cli.options.writing import DryRunOption, NoInputOption, YesOption
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


def command(
    terminal: Terminal,
    files: Annotated[list[str], typer.Argument(metavar=mark("FILE…"))],
    how: ImportOptions,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Import records."""
    from timeline.cli.dialogue import import_records

    asking = import_records.ImportDialogue(yes=yes, no_input=no_input, dry_run=dry_run)
    import_records.run(terminal, files, how, asking)
