"""The options of a new source."""

from typing import Annotated

from timeline.cli.options import completion
from timeline.cli.options.common import OptionGroup, option
from timeline.curate.typed import TypedSource
from timeline.i18n import mark

SOURCE = mark("Source")

SourceOptions = Annotated[
    TypedSource,
    OptionGroup(
        id=option(SOURCE, "--id", metavar=mark("ID"), help=mark("Its id, instead of the next one")),
        published=option(
            SOURCE, "--published", metavar=mark("DATE"), help=mark("When it was published")
        ),
        inferred=option(
            SOURCE, "--inferred", help=mark("The date is our reasoning; the note says from what")
        ),
        published_note_en=option(
            SOURCE,
            "--published-note-en",
            metavar=mark("TEXT"),
            help=mark("Our note on the date, in English"),
        ),
        published_note_es=option(
            SOURCE,
            "--published-note-es",
            metavar=mark("TEXT"),
            help=mark("Our note on the date, in Spanish"),
        ),
        outlet=option(
            SOURCE, "--outlet", metavar=mark("TEXT"), help=mark("Newspaper, agency, site …")
        ),
        title=option(SOURCE, "--title", metavar=mark("TEXT"), help=mark("Its own title")),
        author=option(SOURCE, "--author", metavar=mark("TEXT"), help=mark("Who signs it")),
        language=option(
            SOURCE, "--language", metavar=mark("TAG"), help=mark("Its language: es, en, en-US …")
        ),
        url=option(
            SOURCE, "--url", metavar=mark("URL"), help=mark("Where the text of FILE was found")
        ),
        origin=option(
            SOURCE,
            "--origin",
            metavar=mark("ID"),
            help=mark("The source or event whose text it rewrites"),
            autocompletion=completion.sources,
        ),
        accessed=option(SOURCE, "--accessed", metavar=mark("DATE"), help=mark("When it was read")),
        name=option(
            SOURCE,
            "--as",
            metavar=mark("NAME"),
            help=mark("Name of the copy, instead of that of FILE"),
        ),
    ),
]
"""What is known of a source, as options."""
