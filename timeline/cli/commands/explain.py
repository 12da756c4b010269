"""`timeline explain`: one sheet that defends one event."""

from typing import Annotated

from timeline.cli.options import completion
from timeline.cli.options.common import EventArgument
from timeline.cli.options.filters import format_option
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark, sentence

HELP = mark(
    "One sheet to hand to an editor: what the record says of an event; for each field the quotes "
    "that carry it, each with its source, its place in the stored text, whose words it holds and "
    "whether it was found; what is inferred and how; what is open or contradicted; and the version "
    "of the data and the command that made the sheet.\n\n"
    "It is prose of at most 80 columns, and a pipe gets the same sheet. Formats: text, markdown, "
    "json, and tsv where it is asked for."
)
EXAMPLES: Examples = (
    ("timeline explain 2026-01-15-call", mark("a sheet to paste into an e-mail")),
    ("timeline explain ministerial --lang es", mark("part of an id, in Spanish")),
    ("timeline explain 2026-01-15-joint --format markdown", mark("for a page or a wiki")),
    ("timeline explain 2026-01-11-call --as-of 2026-01-12", mark("as it was known on a day")),
)
_FORMATS = ("text", "markdown", "json", "tsv")


def command(
    terminal: Terminal,
    event: EventArgument,
    format: Annotated[str | None, format_option(completion.one_of(_FORMATS))] = None,
) -> None:
    """Explain one event."""
    from timeline.analysis.explain import explanation, sources_of
    from timeline.cli.shell import choices, open_collection, reproduce
    from timeline.formats.answers import explain

    name = choices.one_of(sentence("format"), format or "text", _FORMATS)
    opened = open_collection.opened(terminal)
    found = open_collection.event(terminal, opened, event)
    texts = opened.stored_texts(sources_of(opened.collection, found))
    version = reproduce.version(terminal, opened, reproduce.call(terminal, event, format))
    told = explanation(opened.collection, found, texts, version)
    if name == "json":
        terminal.write(explain.render(told))
    elif name == "tsv":
        terminal.rows(explain.records(told))
    else:
        from timeline.cli.views import explain as explainview
        from timeline.formats.answers import explain_sheet
        from timeline.formats.answers.explain_text import ExplainContext
        from timeline.formats.report import markdown

        blocks = explain_sheet.page(ExplainContext(terminal.language, told))
        if name == "markdown":
            terminal.write(markdown.render(blocks))
        else:
            terminal.show(explainview.view(terminal, blocks))
