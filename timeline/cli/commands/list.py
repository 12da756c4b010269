"""`timeline list`: the timeline down the page."""

from timeline.cli.options.filters import Asked, ForceOption, FormatOption, Ordered, OutputOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "The timeline: events in order, grouped by month, readouts under the event they tell of, with "
    "numbered citations and the list of sources.\n\n"
    "On a terminal it is set for reading; on a pipe it is one event a line, with tabs between "
    "date, kind, status, sides, title, sources, id, and certain or possible."
)
EXAMPLES: Examples = (
    ("timeline list --actor rubio --since 2026-01-10", mark("one actor, from a day on")),
    ("timeline list --on 2026-02", mark("whatever may lie in February 2026")),
    ('timeline list --text "soberanía" --side MX', mark("a word in titles, summaries, quotes")),
    ("timeline list --kind call --format csv", mark("every call, as CSV")),
)


def command(
    terminal: Terminal,
    asked: Asked,
    ordered: Ordered,
    format: FormatOption = None,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """List events."""
    from timeline.cli.shell import choices as choosing
    from timeline.cli.shell import filtering as asking
    from timeline.cli.shell import open_collection as reading

    chosen = choosing.format_name(terminal, format, output, (*choosing.SCREEN, "svg"))
    opened = reading.searched(terminal)
    rows = asking.searched(terminal, opened.collection, asked, ordered)
    if chosen == "tsv":
        from timeline.cli.views import list_rows as listlines

        terminal.rows(listlines.records(terminal, opened.collection, rows))
    elif chosen in ("text", "svg"):
        from timeline.cli.answers import standings as proving
        from timeline.cli.views import list as listview

        found = tuple(rows)
        tally = proving.tallied(opened, (row.event for row in found))
        page = listview.view(terminal, opened.collection, found, tally)
        if chosen == "text" and found:
            terminal.show(page)
        elif chosen == "svg":
            from timeline.cli.shell import output as delivering
            from timeline.cli.views import svg as picture

            drawn = picture.svg(page, terminal.width)
            delivering.hand_over(terminal, opened, [drawn], len(found), output, force=force)
    else:
        from timeline.cli.shell import output as delivering

        typed = asking.typed(asked, ordered)
        delivering.deliver(terminal, opened, rows, chosen, output, force=force, asked=typed)
