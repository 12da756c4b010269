"""`timeline list`: the timeline down the page."""

from timeline.cli.options.filters import (
    FilterOptions,
    ForceOption,
    FormatOption,
    Ordered,
    OutputOption,
)
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "The timeline: events in order, grouped by month, readouts under the event they tell of, with "
    "numbered citations and the list of sources.\n\n"
    "Events that only the open end of a date brings into the days asked for come last.\n\n"
    "On a terminal it is set for reading; on a pipe it is one event a line, with tabs between "
    "date, kind, status, sides, title, sources, id, and certain, possible or open."
)
EXAMPLES: Examples = (
    ("timeline list --actor rubio --since 2026-01-10", mark("one actor, from a day on")),
    ("timeline list --on 2026-02", mark("whatever may lie in February 2026")),
    ('timeline list --text "soberanía" --side MX', mark("a word in titles, summaries, quotes")),
    ("timeline list --kind call --format csv", mark("every call, as CSV")),
)


def command(
    terminal: Terminal,
    asked: FilterOptions,
    ordered: Ordered,
    format: FormatOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """List events."""
    from timeline.cli.options import filtering
    from timeline.cli.shell import format_choice, open_collection

    chosen = format_choice.format_name(terminal, format, output, (*format_choice.SCREEN, "svg"))
    opened = open_collection.searched(terminal)
    rows = filtering.searched(terminal, opened.collection, asked, ordered)
    if chosen == "tsv":
        from timeline.formats.answers import list as answer

        terminal.rows(answer.records(terminal.language, opened.collection, rows))
    elif chosen in ("text", "svg"):
        from timeline.analysis import standings
        from timeline.cli.views import list as listview

        found = tuple(rows)
        tally = standings.count_standings(
            opened.collection, (row.event for row in found), opened.stored_texts
        )
        page = listview.view(terminal, opened.collection, found, tally)
        if chosen == "text" and found:
            terminal.show(page)
        elif chosen == "svg":
            from timeline.cli.shell import output as delivering
            from timeline.cli.views import svg

            drawn = svg.svg(page, terminal.width)
            delivering.hand_over(terminal, opened, [drawn], len(found), output, force=force)
    else:
        from timeline.cli.shell import output as delivering

        typed = filtering.typed(asked, ordered)
        delivering.deliver(terminal, opened, rows, chosen, output, force=force, asked=typed)
