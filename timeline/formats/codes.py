"""Codes of event data sets, derived from kind and status; never typed, always text.

CAMEO (Schrodt 2012) and PLOVER 2.0. A meeting in one of the two countries is a visit for one side
and hosting for the other; without a place that a source gives, a meeting is a consultation (040).
"""

from typing import NamedTuple

from timeline.model import Event
from timeline.vocabulary import Kind, Status


class Codes(NamedTuple):
    """The codes of one event; empty where a code book has none for it."""

    cameo: str = ""
    plover: str = ""
    plover_mode: str = ""


_STATEMENT = Codes("010", "STATEMENT")  # PLOVER has no plain statement: this word is ours
_HELD = {
    Kind.CALL: Codes("041", "CONSULT", "phone"),
    Kind.MEETING: Codes("040", "CONSULT"),
    Kind.VISIT: Codes("042", "CONSULT", "visit"),
    Kind.NEGOTIATION: Codes("046", "CONSULT"),
    Kind.AGREEMENT: Codes("057", "AGREE"),
    Kind.STATEMENT: _STATEMENT,
    Kind.JOINT_STATEMENT: _STATEMENT,
    Kind.PRESS_CONFERENCE: _STATEMENT,
}
_MEETINGS = (Kind.CALL, Kind.MEETING, Kind.VISIT, Kind.NEGOTIATION)
_INTENT_TO_MEET = Codes("036", "AGREE")


def codes(event: Event) -> Codes:
    """Give the CAMEO and PLOVER codes of an event.

    What is only planned is the agreement to meet; what did not come about has no code.
    """
    if event.status is Status.SCHEDULED:
        return _INTENT_TO_MEET if event.kind in _MEETINGS else Codes()
    if event.status in (Status.HELD, Status.ISSUED, Status.REPORTED):
        return _HELD.get(event.kind, Codes())
    return Codes()
