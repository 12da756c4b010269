"""`timeline help`: a command's help, or a page on a topic."""

from importlib.resources import files
from typing import Annotated

import typer

from timeline.cli.options import completion
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.errors import UnknownValue
from timeline.i18n import mark, sentence
from timeline.text import suggest

HELP = mark("Explain a command or a topic: columns, dates, formats, rules, sources.")
EXAMPLES: Examples = (
    ("timeline help list", mark("a command and its options")),
    ("timeline help dates", mark("how dates are written, typed and matched")),
    ("timeline help rules", mark("what 'timeline check' looks for")),
)

TOPICS = ("columns", "dates", "formats", "rules", "sources")


def command(
    terminal: Terminal,
    context: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(
            metavar=mark("[TOPIC]"),
            autocompletion=completion.one_of(TOPICS),
        ),
    ] = None,
) -> None:
    """Explain something."""
    from timeline.cli.program import COMMANDS, load

    root = context.find_root()
    if topic is None:
        print(root.get_help())
    elif topic in COMMANDS or topic in TOPICS:
        if topic in TOPICS:
            print(_page(terminal, topic), end="\n" if topic in COMMANDS else "")
        if topic in COMMANDS:
            inner = load(topic).make_context(topic, ["--help"], parent=root, resilient_parsing=True)
            print(inner.get_help())
    else:
        choices = (*COMMANDS, *TOPICS)
        raise UnknownValue(sentence("help topic"), topic, suggest(topic, choices) or TOPICS)


def _page(terminal: Terminal, topic: str) -> str:
    from timeline.cli.views import help_topics

    folder = files("timeline").joinpath("cli", "pages")
    text = folder.joinpath(f"{topic}.{terminal.language}.txt").read_text(encoding="utf-8")
    return text + help_topics.tables(terminal, topic)
