"""The options of a correction."""

from typing import Annotated, Any

from timeline.cli.options import completion
from timeline.cli.options.common import OptionGroup, option
from timeline.curate.typed import TypedCorrection
from timeline.i18n import mark

CORRECTION = mark("Correction")


def _text(name: str, says: str) -> Any:
    return option(CORRECTION, name, metavar=mark("TEXT"), help=says)


CorrectionOptions = Annotated[
    TypedCorrection,
    OptionGroup(
        field=option(
            CORRECTION,
            "--field",
            metavar=mark("FIELD"),
            help=mark("What is wrong: date, kind, place, title …"),
            autocompletion=completion.correctable,
        ),
        to=_text("--to", mark("What is right")),
        to_en=_text("--to-en", mark("What is right, in English")),
        to_es=_text("--to-es", mark("What is right, in Spanish")),
        reason=_text("--reason", mark("Why, for those who read the record")),
        reason_en=_text("--reason-en", mark("Why, in English")),
        reason_es=_text("--reason-es", mark("Why, in Spanish")),
    ),
]
"""A correction, as options."""
