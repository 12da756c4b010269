"""The marks that tell held from planned from doubtful: never by colour alone."""

from dataclasses import dataclass

from timeline.i18n import mark
from timeline.records.model import Event
from timeline.records.vocabulary import CALLED_OFF, PLANS


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, its stand-in where the terminal lacks it, its colour, and what it means."""

    sign: str
    stand_in: str
    style: str
    means: str


DONE = Sign("●", "*", "green", mark("took place"))
PLANNED = Sign("◌", "o", "magenta", mark("planned"))
UNCERTAIN = Sign("◇", "?", "cyan", mark("date uncertain"))
OFF = Sign("×", "x", "red", mark("cancelled or denied"))

MARKS = (DONE, PLANNED, UNCERTAIN, OFF)


def mark_of(event: Event) -> Sign:
    """Return the mark of an event."""
    if event.status in CALLED_OFF:
        return OFF
    if event.status in PLANS:
        return PLANNED
    return DONE if event.date.certain else UNCERTAIN
