"""The options of a footnote: its style, its sources, and how much it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from timeline.cli.options import completion
from timeline.cli.options.common import option
from timeline.cli.options.filters import OUTPUT
from timeline.cli.shell.choices import one_of
from timeline.errors import WrongCall
from timeline.i18n import mark, sentence

if TYPE_CHECKING:
    from timeline.records.model import Collection, Event


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


def refuse_uncited(collection: "Collection", event: "Event", wanted: Iterable[str]) -> None:
    """Raise `WrongCall` for a source that an event does not cite."""
    cited = collection.sources_of(event)
    for source in wanted:
        if source in collection.source and source not in cited:
            raise WrongCall(
                sentence(
                    "{event} does not cite {source}, but {cited}",
                    event=event.id,
                    source=source,
                    cited=", ".join(cited) or "–",
                )
            )
        one_of(sentence("source"), source, cited)
