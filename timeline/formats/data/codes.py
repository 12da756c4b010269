"""Codes of event data sets, derived from kind, status and roles; never typed, always text.

CAMEO as of Schrodt 2012, and PLOVER as of its manual 1.3 (draft). What a
record does not say is not coded: a postponed, cancelled or denied event would be a refusal, and a
record does not say whose; an appointment or a transfer has no code without what it was of; no place
tells whose country it is in, so that only a named host makes a visit of a meeting.
"""

from typing import NamedTuple

from timeline.records.model import Event
from timeline.records.vocabulary import PAST, Kind, Role, Status


class Codes(NamedTuple):
    """The codes of one event; empty where a code book has none for it."""

    cameo: str = ""
    plover: str = ""
    plover_mode: str = ""


# None of PLOVER's categories is for a statement: the word is ours.
_STATEMENT = Codes("010", "STATEMENT")
_VISIT = Codes("042", "CONSULT", "visit")
_TOOK_PLACE = {
    Kind.CALL: Codes("041", "CONSULT", "phone"),
    Kind.MEETING: Codes("040", "CONSULT"),
    Kind.VISIT: _VISIT,
    Kind.NEGOTIATION: Codes("046", "CONSULT"),
    Kind.AGREEMENT: Codes("057", "SUPPORT"),
    Kind.STATEMENT: _STATEMENT,
    Kind.JOINT_STATEMENT: _STATEMENT,
    Kind.PRESS_CONFERENCE: _STATEMENT,
}
_INTENT_TO_MEET = Codes("036", "AGREE")
_PLANNED = {
    Kind.CALL: _INTENT_TO_MEET,
    Kind.MEETING: _INTENT_TO_MEET,
    Kind.VISIT: _INTENT_TO_MEET,
    Kind.NEGOTIATION: _INTENT_TO_MEET,
    Kind.AGREEMENT: Codes("032", "AGREE"),
}


def codes(event: Event) -> Codes:
    """Return the CAMEO and PLOVER codes of an event.

    What is only planned is the agreement to do it; what did not come about has no code.
    """
    if event.status is Status.SCHEDULED:
        return _PLANNED.get(event.kind, Codes())
    if event.status not in PAST:
        return Codes()
    if event.kind is Kind.MEETING and any(part.role is Role.HOST for part in event.actors):
        return _VISIT
    return _TOOK_PLACE.get(event.kind, Codes())
