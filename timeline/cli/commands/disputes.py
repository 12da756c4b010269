"""`timeline disputes`: where sources differ, stand alone, or tell one text several times."""

from timeline.cli.options.filters import FilterOptions, RegisterFormatOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

HELP = mark(
    "Every field on which sources differ: the values, who carries each, which is preferred and "
    "why. Then the events that one source alone tells of, and the sources that go back to one "
    "text, so that four articles are not taken for four witnesses.\n\n"
    "On a pipe each line begins with what it is: claim (event, field, topic, value, whose it is, "
    "sources, rank, reason), single (event, source), chain (event, origin, sources) or origin "
    "(origin, sources)."
)
EXAMPLES: Examples = (
    ("timeline disputes", mark("all of them")),
    ("timeline disputes --kind joint-statement", mark("the versions of the joint statement")),
    ("timeline disputes --topic sovereignty --format json", mark("for a program")),
)


def command(terminal: Terminal, asked: FilterOptions, format: RegisterFormatOption = None) -> None:
    """Show what is in dispute."""
    from timeline.analysis.disputes import account
    from timeline.cli.options import filtering
    from timeline.cli.shell import format_choice, open_collection
    from timeline.formats.answers import disputes as answer

    name = format_choice.register_format(terminal, format)
    collection = open_collection.searched(terminal).collection
    rows = filtering.answer(terminal, collection, asked)
    found = account(collection, (row.event for row in rows))
    if name == "json":
        terminal.write(answer.objects(found))
    elif name == "tsv":
        terminal.rows(answer.records(terminal.language, found))
    elif rows:
        from timeline.cli.views import disputes as view

        terminal.show(view.view(terminal, collection, found))
