"""The options of a new event."""

from typing import Annotated, Any

from timeline.cli.options import completion
from timeline.cli.options.common import OptionGroup, option
from timeline.curate.typed import TypedEvent
from timeline.i18n import mark

EVENT = mark("Event")


def _event(name: str, says: str) -> Any:
    return option(EVENT, name, metavar=mark("EVENT"), help=says, autocompletion=completion.events)


EventOptions = Annotated[
    TypedEvent,
    OptionGroup(
        date=option(
            EVENT,
            "--date",
            metavar=mark("DATE"),
            help=mark("When: 2026-01-10, enero 2026, next friday …, as exactly as the source says"),
        ),
        kind=option(
            EVENT,
            "--kind",
            "-k",
            metavar=mark("KIND"),
            help=mark("Kind of event: call, meeting, statement …"),
            autocompletion=completion.kinds,
        ),
        status=option(
            EVENT,
            "--status",
            metavar=mark("STATUS"),
            help=mark("What became of it: scheduled, held, issued …"),
            autocompletion=completion.statuses,
        ),
        title=option(
            EVENT,
            "--title",
            metavar=mark("TEXT"),
            help=mark("Our title, where it is the same in English and Spanish"),
        ),
        title_en=option(
            EVENT, "--title-en", metavar=mark("TEXT"), help=mark("Our title in English")
        ),
        title_es=option(
            EVENT, "--title-es", metavar=mark("TEXT"), help=mark("Our title in Spanish")
        ),
        actor=option(
            EVENT,
            "--actor",
            "-a",
            metavar=mark("WHO[:ROLE]"),
            help=mark("Who took part, and as what: participant, issuer, speaker, host …"),
            autocompletion=completion.actors,
        ),
        place=option(EVENT, "--place", metavar=mark("PLACE"), help=mark("Place")),
        about=_event("--about", mark("The event that this is an account of")),
        announced_by=_event("--announced-by", mark("The event that announced this one")),
        follows=_event("--follows", mark("The event that this one follows up")),
        id=option(
            EVENT, "--id", metavar=mark("ID"), help=mark("Its id, instead of DAY-KIND-ACTORS")
        ),
    ),
]
"""A new event, but for its citation, as options."""
