"""`timeline compare`: what each side says of one event, of every topic, or in which words."""

from typing import Annotated

import typer

from timeline.cli.options import completion
from timeline.cli.options.filters import FilterOptions, ForceOption, OutputOption, format_option
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.errors import WrongCall
from timeline.i18n import mark, sentence

HELP = mark(
    "The accounts of one event side by side, topic by topic: the words of each side with their "
    "citation, who raises what, on what the sides differ. A side that has no passage on a topic is "
    "not mentioned in the stored text, which is no denial.\n\n"
    "Without an event: how often each side raises each topic, over the whole collection or over "
    "the events asked for. With --versions: the versions of one text, sentence against sentence, "
    "with the differing words marked."
)
EXAMPLES: Examples = (
    ("timeline compare 2026-01-11-call", mark("what each side says of the first call")),
    ("timeline compare --versions 2026-01-15-joint", mark("the versions of the joint statement")),
    ("timeline compare --since 2026-01-12", mark("topics by side, from a day on")),
    ("timeline compare 2026-01-11-call --format markdown -o call.md", mark("for a report")),
)

_OWN = ("text", "tsv", "json", "csv", "markdown", "md")


def command(
    terminal: Terminal,
    asked: FilterOptions,
    event: Annotated[
        str | None, typer.Argument(metavar=mark("EVENT"), autocompletion=completion.events)
    ] = None,
    versions: Annotated[
        bool, typer.Option("--versions", help=mark("The versions of one text, by source"))
    ] = False,
    format: Annotated[str | None, format_option(completion.one_of(_OWN))] = None,
    output: OutputOption = None,
    force: ForceOption = False,
) -> None:
    """Compare what the sides say."""
    from timeline.cli.options import filtering
    from timeline.cli.shell import choices, format_choice, open_collection
    from timeline.cli.views import comparisons

    if versions and event is None:
        raise WrongCall(sentence("--versions needs an event, such as 2026-01-15-joint"))
    if event is not None and asked != FilterOptions():
        raise WrongCall(sentence("filters choose among events: leave them out, or the event"))
    name = format_choice.format_name(terminal, format, output, _OWN)
    name = choices.one_of(sentence("format"), name, _OWN)
    opened = open_collection.searched(terminal)
    comparing = comparisons.Comparing(terminal, opened, name, output, force)
    if event is None:
        rows = filtering.answer(terminal, opened.collection, asked)
        comparisons.topics(comparing, [row.event for row in rows])
    else:
        show = comparisons.versions if versions else comparisons.accounts
        show(comparing, open_collection.event(terminal, opened, event))
