"""`timeline commitments`: who promised what, by when, and what became of it."""

from timeline.cli.options.filters import RegisterFormatOption
from timeline.cli.options.on_day import AskedOnDay
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark, sentence

HELP = mark(
    "Who promised what, when, by when and in which words; the state of each promise and the "
    "evidence for it. Those that are overdue come first, then those that are due soonest, those "
    "without a day, and those that are settled.\n\n"
    "Filters choose the events in which the promises were made. On a pipe it is one promise a "
    "line: standing, state, due, days to the earliest and to the latest day, made on, made by, "
    "what, words, evidence, event, id."
)
EXAMPLES: Examples = (
    ("timeline commitments", mark("as things stand today")),
    ("timeline commitments --on 2026-03-10", mark("seen from a day: which are overdue then")),
    ("timeline commitments --side MX --format json", mark("for a program")),
)


def command(terminal: Terminal, asked: AskedOnDay, format: RegisterFormatOption = None) -> None:
    """Show the commitments."""
    from timeline.analysis.commitments import promises
    from timeline.cli.options import filtering, on_day
    from timeline.cli.shell import format_choice
    from timeline.formats.answers import commitments as answer

    name = format_choice.register_format(terminal, format)
    seen = on_day.seen(terminal, asked)
    terminal, collection, day = seen.terminal, seen.collection, seen.day
    rows = filtering.answer(terminal, collection, seen.filters)
    found = promises((row.event for row in rows), day)
    if rows and not found:
        terminal.note(sentence("no commitment is recorded in the events asked for"))
    if name == "json":
        terminal.write(answer.objects(day, found))
    elif name == "tsv":
        terminal.rows(answer.records(terminal.language, found))
    elif found:
        from timeline.cli.views import commitments as view

        terminal.show(view.view(terminal, collection, day, found))
