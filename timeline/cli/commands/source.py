"""`timeline source add`: the text of an article, or its link, becomes a source."""

from dataclasses import dataclass
from typing import Annotated

import typer

from timeline.cli.curate.change import DryRunOption, NoInputOption
from timeline.cli.options import completion
from timeline.cli.options.common import option
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views.help_pages import Examples
from timeline.i18n import mark, sentence

HELP = mark(
    "Add sources. The text of a FILE is copied into the collection's folder as it is, and pinned "
    "by its sha256; a URL alone is recorded as a link, whose words cannot be checked. Nothing is "
    "fetched from the network.\n\n"
    "On a terminal, date, outlet and language are asked for; what is unknown stays absent. The "
    "ids of the new sources go to stdout."
)
EXAMPLES: Examples = (
    ("timeline source add article.txt", mark("a text; asks for its date and outlet")),
    (
        "timeline source add article.txt --url https://example.org/a --language es",
        mark("a text and where it was found"),
    ),
    (
        "timeline source add https://example.org/b --outlet 'The Example'",
        mark("a link without its text"),
    ),
)

SOURCE = mark("Source")


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of a source, as typed."""

    id: Annotated[
        str | None,
        option(SOURCE, "--id", metavar=mark("ID"), help=mark("Its id, instead of the next one")),
    ] = None
    published: Annotated[
        str | None,
        option(SOURCE, "--published", metavar=mark("DATE"), help=mark("When it was published")),
    ] = None
    inferred: Annotated[
        bool,
        option(
            SOURCE, "--inferred", help=mark("The date is our reasoning; the note says from what")
        ),
    ] = False
    published_note_en: Annotated[
        str | None,
        option(
            SOURCE,
            "--published-note-en",
            metavar=mark("TEXT"),
            help=mark("Our note on the date, in English"),
        ),
    ] = None
    published_note_es: Annotated[
        str | None,
        option(
            SOURCE,
            "--published-note-es",
            metavar=mark("TEXT"),
            help=mark("Our note on the date, in Spanish"),
        ),
    ] = None
    outlet: Annotated[
        str | None,
        option(SOURCE, "--outlet", metavar=mark("TEXT"), help=mark("Newspaper, agency, site …")),
    ] = None
    title: Annotated[
        str | None, option(SOURCE, "--title", metavar=mark("TEXT"), help=mark("Its own title"))
    ] = None
    author: Annotated[
        str | None, option(SOURCE, "--author", metavar=mark("TEXT"), help=mark("Who signs it"))
    ] = None
    language: Annotated[
        str | None,
        option(
            SOURCE, "--language", metavar=mark("TAG"), help=mark("Its language: es, en, en-US …")
        ),
    ] = None
    url: Annotated[
        str | None,
        option(SOURCE, "--url", metavar=mark("URL"), help=mark("Where the text of FILE was found")),
    ] = None
    origin: Annotated[
        str | None,
        option(
            SOURCE,
            "--origin",
            metavar=mark("ID"),
            help=mark("The source or event whose text it rewrites"),
            autocompletion=completion.sources,
        ),
    ] = None
    accessed: Annotated[
        str | None,
        option(SOURCE, "--accessed", metavar=mark("DATE"), help=mark("When it was read")),
    ] = None
    name: Annotated[
        str | None,
        option(
            SOURCE,
            "--as",
            metavar=mark("NAME"),
            help=mark("Name of the copy, instead of that of FILE"),
        ),
    ] = None


def command(
    terminal: Terminal,
    action: Annotated[str, typer.Argument(metavar="add")],
    what: Annotated[list[str], typer.Argument(metavar=mark("FILE|URL…"))],
    described: Described,
    dry_run: DryRunOption = False,
    no_input: NoInputOption = False,
) -> None:
    """Add sources."""
    from timeline.cli.curate import add_sources
    from timeline.cli.shell import choices

    choices.one_of(sentence("action"), action, ("add",))
    add_sources.add(terminal, what, described, dry_run=dry_run, no_input=no_input)
