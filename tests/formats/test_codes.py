import json
import re
from collections.abc import Callable
from importlib.resources import files

import pytest

from timeline.formats.data.codes import codes
from timeline.records.model import Collection
from timeline.records.vocabulary import Kind, Status

Make = Callable[..., Collection]

SCHEMA = files("timeline") / "schemas" / "export.json"

NO_CODE = ("", "", "")
INTENT = ("036", "AGREE", "")
STATEMENT = ("010", "STATEMENT", "")
TABLE = {
    "call": (("041", "CONSULT", "phone"), INTENT),
    "meeting": (("040", "CONSULT", ""), INTENT),
    "visit": (("042", "CONSULT", "visit"), INTENT),
    "negotiation": (("046", "CONSULT", ""), INTENT),
    "agreement": (("057", "SUPPORT", ""), ("032", "AGREE", "")),
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
def test_what_is_only_planned_is_the_agreement_to_do_it(made: Make, kind: str) -> None:
    event = made({"kind": kind, "status": "scheduled"}).events[0]
    assert codes(event) == TABLE[kind][1]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("status", ["postponed", "cancelled", "denied"])
def test_what_did_not_come_about_has_no_code(made: Make, kind: str, status: str) -> None:
    assert codes(made({"kind": kind, "status": status}).events[0]) == NO_CODE


@pytest.mark.parametrize(
    ("kind", "role", "expected"),
    [
        ("meeting", "host", ("042", "CONSULT", "visit")),
        ("meeting", "participant", ("040", "CONSULT", "")),
        ("call", "host", ("041", "CONSULT", "phone")),
        ("negotiation", "host", ("046", "CONSULT", "")),
    ],
)
def test_a_meeting_that_somebody_hosts_is_a_visit(
    made: Make, kind: str, role: str, expected: tuple[str, str, str]
) -> None:
    event = {"kind": kind, "actors": [{"actor": "ana-lima", "role": role}]}
    assert codes(made(event).events[0]) == expected


def test_no_code_is_given_that_the_schema_of_json_does_not_know(made: Make) -> None:
    given = {
        codes(made({"kind": kind, "status": status}).events[0])
        for kind in Kind
        for status in Status
    }
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]["derived"]["properties"]
    assert all(re.fullmatch(schema["cameo"]["pattern"], event.cameo) for event in given)
    assert {event.plover for event in given} == set(schema["plover"]["enum"])
    assert {event.plover_mode for event in given} == set(schema["plover_mode"]["enum"])


def test_no_status_is_left_out_here() -> None:
    assert set(Status) == {
        *("held", "issued", "reported", "scheduled"),
        *("postponed", "cancelled", "denied"),
    }


def test_codes_are_text_and_keep_their_zeros(made: Make) -> None:
    assert codes(made({"kind": "statement"}).events[0]).cameo == "010"
