"""`timeline explain`: one sheet that defends one event."""

import shlex
from typing import TYPE_CHECKING

from timeline.cli.options.common import EventArgument
from timeline.cli.options.filters import FormatOption
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark

if TYPE_CHECKING:
    from timeline.analysis.explain import Version
    from timeline.store.opened import Opened

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
    format: FormatOption = None,
) -> None:
    """Explain one event."""
    from timeline.analysis.explain import explanation, sources_of
    from timeline.cli.shell import choices, open_collection
    from timeline.i18n import sentence

    name = choices.one_of(sentence("format"), format or "text", _FORMATS)
    opened = open_collection.opened(terminal)
    found = open_collection.event(terminal, opened, event)
    texts = opened.stored_texts(sources_of(opened.collection, found))
    version = _version(terminal, opened, _call(terminal, event, format))
    told = explanation(opened.collection, found, texts, version)
    if name == "json":
        from timeline.formats.answers import explain

        terminal.write(explain.render(told))
    elif name == "tsv":
        from timeline.formats.answers import explain

        terminal.rows(explain.records(told))
    else:
        from timeline.cli.answers import explain_sheet
        from timeline.cli.answers.explain_text import ExplainContext
        from timeline.cli.views import explain as explainview
        from timeline.formats.report import markdown

        blocks = explain_sheet.page(ExplainContext(terminal, told))
        if name == "markdown":
            terminal.write(markdown.render(blocks))
        else:
            terminal.show(explainview.view(terminal, blocks))


def _version(terminal: Terminal, opened: "Opened", call: str) -> "Version":
    from timeline import __version__
    from timeline.analysis.explain import Version

    return Version(
        file=opened.name,
        sha256=opened.sha256,
        program=f"timeline {__version__}",
        command=call,
        day=terminal.day,
        as_of=terminal.as_of,
    )


def _call(terminal: Terminal, event: str, format_: str | None) -> str:
    """Return the command that makes this sheet again: what the environment said is written out."""
    options = {
        "--format": format_,
        "--data": terminal.data or terminal.environ.get("TIMELINE_DATA"),
        "--as-of": terminal.as_of and terminal.as_of.isoformat(),
        "--lang": None if terminal.language == "en" else terminal.language,
    }
    given = [part for name, value in options.items() if value for part in (name, value)]
    named = [*given, "--", event] if event.startswith("-") else [event, *given]
    return shlex.join(("timeline", "explain", *named))
