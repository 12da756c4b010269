"""The options of a citation."""

from typing import Annotated, Any

from timeline.cli.options import completion
from timeline.cli.options.common import OptionGroup, option
from timeline.curate.typed import TypedCitation
from timeline.i18n import mark

CITATION = mark("Citation")


def _text(name: str, says: str) -> Any:
    return option(CITATION, name, metavar=mark("TEXT"), help=says)


CiteOptions = Annotated[
    TypedCitation,
    OptionGroup(
        source=option(
            CITATION,
            "--source",
            metavar=mark("ID"),
            help=mark("Cited source: id or part of its name"),
            autocompletion=completion.sources,
        ),
        quote=_text("--quote", mark("Words of the source, letter by letter: proved first")),
        prefix=_text("--prefix", mark("Words before the quote, where it stands twice")),
        suffix=_text("--suffix", mark("Words after the quote, where it stands twice")),
        says=_text("--says", mark("What a source without stored text says, in our words")),
        says_en=_text("--says-en", mark("The same, in English")),
        says_es=_text("--says-es", mark("The same, in Spanish")),
        supports=option(
            CITATION,
            "--supports",
            metavar=mark("FIELDS"),
            help=mark("What it supports: date,kind,status,actors,place,topics …"),
        ),
        date_words=_text("--date-words", mark("The quote's own words for the date")),
        attribution=option(
            CITATION,
            "--attribution",
            metavar=mark("WHOSE"),
            help=mark("Whose words: outlet, a side, or joint"),
            autocompletion=completion.sides,
        ),
        speaker=option(
            CITATION,
            "--speaker",
            metavar=mark("WHO"),
            help=mark("Who speaks: id, name, alias or office"),
            autocompletion=completion.actors,
        ),
        reported=option(
            CITATION, "--reported", help=mark("The outlet retells what the speaker said")
        ),
        topic=option(
            CITATION,
            "--topic",
            "-t",
            metavar=mark("TOPIC"),
            help=mark("Topic that the passage speaks of"),
            autocompletion=completion.topics,
        ),
        translation_en=_text("--translation-en", mark("Our translation of the quote into English")),
        translation_es=_text("--translation-es", mark("Our translation of the quote into Spanish")),
        note_en=_text("--note-en", mark("Our note on the citation, in English")),
        note_es=_text("--note-es", mark("Our note on the citation, in Spanish")),
    ),
]
"""One citation, as options."""
