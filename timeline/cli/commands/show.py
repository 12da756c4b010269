"""`timeline show`: one event whole."""

from timeline.cli.options.common import EventArgument
from timeline.cli.options.filters import FormatOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "One event whole: its date and why, who took part, every citation with its quote, its place "
    "in the stored text and whose words they are, claims, history, commitments, corrections and "
    "links.\n\n"
    "A part of an id is enough as long as only one event has it."
)
EXAMPLES: Examples = (
    ("timeline show 2026-01-15-joint", mark("the joint statement, with its proof")),
    ("timeline show ministerial --lang es", mark("part of an id, in Spanish")),
    ("timeline show 2026-01-12-call --format json", mark("every field, for a program")),
)


def command(
    terminal: Terminal,
    event: EventArgument,
    format: FormatOption = None,
) -> None:
    """Show one event."""
    from timeline.cli.shell import format_choice, open_collection
    from timeline.query.filter import Row

    opened = open_collection.searched(terminal)
    found = open_collection.event(terminal, opened, event)
    chosen = format_choice.format_name(terminal, format, None, format_choice.SCREEN)
    if chosen not in format_choice.SCREEN:
        from timeline.cli.shell import output

        output.deliver(terminal, opened, (Row(found),), chosen, None, force=False)
        return
    texts = opened.stored_texts({cite.source for _, cite in found.all_cites()})
    if chosen == "text":
        from timeline.cli.views import event as view

        terminal.show(view.view(view.EventContext(terminal, opened.collection, found, texts)))
    else:
        from timeline.formats.answers import event as answer

        terminal.rows(answer.records(found, opened.collection, texts, terminal.language))
