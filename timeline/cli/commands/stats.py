"""`timeline stats`: events counted."""

from typing import Annotated

import typer

from timeline.cli.options import completion
from timeline.cli.options.filters import OUTPUT, FilterOptions, format_option
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Events counted by month, kind, side and actor, as bars, and a calendar of the days on which "
    "they fall; --by counts by one thing.\n\n"
    "An event that has several sides, actors, topics or sources counts under each. One whose "
    "month is open counts under the first that is possible, and is marked; one that is not on one "
    "certain day stands in no cell of the calendar. A pipe gets one count a line, with tabs "
    "between what is counted by, the value, the events, and those among them that may belong to "
    "another month. Formats: text, tsv, csv, json."
)
EXAMPLES: Examples = (
    ("timeline stats", mark("everything: bars and a calendar")),
    ("timeline stats --by topic --side US", mark("by topic, where one side takes part")),
    ("timeline stats --by source --format csv", mark("by source, for a spreadsheet")),
)
_USUAL = ("month", "kind", "side", "actor", "day")
_FORMATS = ("text", "tsv", "csv", "json")


def command(
    terminal: Terminal,
    asked: FilterOptions,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar=mark("BY"),
            autocompletion=completion.breakdowns,
            help=mark("Count by month, kind, side, actor, topic, status, source or day"),
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    format: Annotated[str | None, format_option(completion.one_of(_FORMATS))] = None,
) -> None:
    """Count events."""
    from timeline.analysis.stats import BREAKDOWNS, counts
    from timeline.cli.options import filtering
    from timeline.cli.shell import choices, open_collection
    from timeline.formats.answers import stats
    from timeline.i18n import sentence

    usual = "text" if terminal.is_terminal() else "tsv"
    name = choices.one_of(sentence("format"), format or usual, _FORMATS)
    wanted = (choices.one_of(sentence("breakdown"), by, BREAKDOWNS),) if by else _USUAL
    collection = open_collection.searched(terminal).collection
    events = [row.event for row in filtering.answer(terminal, collection, asked)]
    found = {text: counts(collection, events, text) for text in wanted}
    if name == "tsv":
        terminal.rows(stats.rows(found))
    elif name == "csv":
        terminal.write(stats.render_csv(found))
    elif name == "json":
        terminal.write(stats.render_json(found, len(events)))
    elif events:
        from timeline.cli.views import stats as view

        terminal.show(view.view(view.StatsContext(terminal, collection, len(events)), found))
