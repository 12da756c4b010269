"""The options of a new collection."""

from typing import Annotated, Any

from timeline.cli.options.common import OptionGroup, option
from timeline.curate.typed import TypedCollection
from timeline.i18n import mark

COLLECTION = mark("Collection")


def _text(name: str, says: str) -> Any:
    return option(COLLECTION, name, metavar=mark("TEXT"), help=says)


CollectionOptions = Annotated[
    TypedCollection,
    OptionGroup(
        title=_text("--title", mark("Its title, where it is the same in both languages")),
        title_en=_text("--title-en", mark("Its title in English")),
        title_es=_text("--title-es", mark("Its title in Spanish")),
        side=option(
            COLLECTION,
            "--side",
            metavar=mark("CODE=NAME"),
            help=mark("A side, with its name: MX=Mexico/México; repeat for each"),
        ),
    ),
]
"""A new collection, as options."""
