from collections.abc import Callable

import pytest

from timeline.formats.codes import codes
from timeline.model import Collection
from timeline.vocabulary import Kind, Status

Make = Callable[..., Collection]

NO_CODE = ("", "", "")
INTENT = ("036", "AGREE", "")
STATEMENT = ("010", "STATEMENT", "")
TABLE = {
    "call": (("041", "CONSULT", "phone"), INTENT),
    "meeting": (("040", "CONSULT", ""), INTENT),
    "visit": (("042", "CONSULT", "visit"), INTENT),
    "negotiation": (("046", "CONSULT", ""), INTENT),
    "agreement": (("057", "AGREE", ""), NO_CODE),
    "statement": (STATEMENT, NO_CODE),
    "joint-statement": (STATEMENT, NO_CODE),
    "press-conference": (STATEMENT, NO_CODE),
    "appointment": (NO_CODE, NO_CODE),
    "transfer": (NO_CODE, NO_CODE),
    "other": (NO_CODE, NO_CODE),
}


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("status", ["held", "issued", "reported"])
def test_what_took_place_is_coded_by_its_kind(made: Make, kind: str, status: str) -> None:
    event = made({"kind": kind, "status": status}).events[0]
    assert codes(event) == TABLE[kind][0]


@pytest.mark.parametrize("kind", Kind)
def test_a_meeting_that_is_only_planned_is_the_agreement_to_meet(made: Make, kind: str) -> None:
    event = made({"kind": kind, "status": "scheduled"}).events[0]
    assert codes(event) == TABLE[kind][1]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("status", ["postponed", "cancelled", "denied"])
def test_what_did_not_come_about_has_no_code(made: Make, kind: str, status: str) -> None:
    assert codes(made({"kind": kind, "status": status}).events[0]) == NO_CODE


def test_no_status_is_left_out_here() -> None:
    assert set(Status) == {
        *("held", "issued", "reported", "scheduled"),
        *("postponed", "cancelled", "denied"),
    }


def test_codes_are_text_and_keep_their_zeros(made: Make) -> None:
    assert codes(made({"kind": "statement"}).events[0]).cameo == "010"
