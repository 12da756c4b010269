"""`timeline agenda`: what is ahead, and what became of what was planned."""

from timeline.cli.options.filters import RegisterFormatOption
from timeline.cli.options.on_day import AskedOnDay
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark, sentence

HELP = mark(
    "What is ahead on a day, with the days that are left, and what became of what was planned: due "
    "now; coming; passed with no outcome recorded in this collection, though it may have taken "
    "place; held, postponed, cancelled or denied.\n\n"
    "All that is recorded counts. With --on only what was known on that day does; --as-of with "
    "another day decides instead. On a pipe it is one event a line: state, days to the earliest "
    "and to the latest day, date, kind, status, sides, title, announced by, announced on, sources "
    "of that, earlier states, id."
)
EXAMPLES: Examples = (
    ("timeline agenda", mark("as things stand today")),
    ("timeline agenda --on 2026-01-20 --kind meeting", mark("meetings, seen from a day")),
    ("timeline agenda --on 2026-03-10 --format json", mark("for a program")),
)


def command(terminal: Terminal, asked: AskedOnDay, format: RegisterFormatOption = None) -> None:
    """Show the agenda."""
    from timeline.analysis.agenda import agenda
    from timeline.cli.options import filtering, on_day
    from timeline.cli.shell import format_choice
    from timeline.formats.answers import agenda as answer

    name = format_choice.register_format(terminal, format)
    seen = on_day.seen(terminal, asked)
    terminal, collection, day = seen.terminal, seen.collection, seen.day
    rows = filtering.answer(terminal, collection, seen.filters)
    wanted = {row.event.id for row in rows}
    items = [item for item in agenda(collection, day) if item.event.id in wanted]
    if rows and not items:
        terminal.note(sentence("none of the events asked for was ever only planned"))
    if name == "json":
        terminal.write(answer.objects(collection, day, items))
    elif name == "tsv":
        terminal.rows(answer.records(terminal.language, collection, items))
    elif items:
        from timeline.cli.views import agenda as view

        terminal.show(view.view(terminal, collection, day, items))
