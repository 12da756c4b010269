"""The options of a footnote: its style, its sources, and how much it says."""

from dataclasses import dataclass
from typing import Annotated

from timeline.cli.options import completion
from timeline.cli.options.common import option
from timeline.cli.options.filters import OUTPUT
from timeline.i18n import mark


@dataclass(frozen=True, slots=True)
class FootnoteOptions:
    """How a footnote is written."""

    style: Annotated[
        str,
        option(
            OUTPUT,
            "--style",
            metavar=mark("STYLE"),
            help=mark("How it is written: plain, markdown or chicago"),
            autocompletion=completion.styles,
        ),
    ] = "plain"
    source: Annotated[
        list[str] | None,
        option(
            OUTPUT,
            "--source",
            metavar=mark("ID"),
            help=mark("Cite only this source of the event"),
            autocompletion=completion.sources,
        ),
    ] = None
    short: Annotated[
        bool,
        option(OUTPUT, "--short", help=mark("The short form, for later notes")),
    ] = False
    no_quote: Annotated[
        bool,
        option(OUTPUT, "--no-quote", help=mark("The sources alone, without their words")),
    ] = False
