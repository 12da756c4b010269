"""A date or status that was published is corrected, not just changed."""

from collections.abc import Callable
from typing import Any

import pytest

from timeline.analysis.corrections import missing_corrections
from timeline.records.model import Collection

Made = Callable[..., Collection]

CORRECTION = {
    "on": "2026-01-20",
    "field": "date",
    "was": "2026-01-10",
    "now": "2026-01-11",
    "reason": "A misprint",
}
PLAN = {"status": "scheduled", "date": "2026-01-10"}
HELD = {**PLAN, "status": "held"}


def faults(made: Made, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [it.say() for it in missing_corrections(made({}, old), made({}, new))]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({}, {"date": "2026-01-12"}, "date: 11 January 2026, is 12 January 2026"),
        ({}, {"status": "denied"}, "status: held, is denied"),
        (HELD, {"status": "denied", "corrections": [CORRECTION]}, "status: held, is denied"),
        (PLAN, HELD, "status: scheduled, is held"),
        (HELD, {**HELD, "status": "cancelled", "history": [HELD]}, "status: held, is cancelled"),
        (
            {**HELD, "corrections": [CORRECTION]},
            {"date": "2026-01-11", "corrections": [CORRECTION]},
            "date: 10 January 2026, is 11 January 2026",
        ),
    ],
)
def test_a_date_or_status_that_changed_needs_a_new_correction(
    made: Made, old: dict[str, Any], new: dict[str, Any], said: str
) -> None:
    field, values = said.split(": ")
    assert faults(made, old, new) == [
        f"events[1].{field}: {field} of 'e2' was {values}, and no correction says why"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {}),
        ({}, {"title": {"en": "Another", "es": "Otra"}, "cites": []}),
        ({"date": "2026-01-10"}, {"corrections": [CORRECTION]}),
        (PLAN, {"status": "held", "history": [PLAN]}),
        (PLAN, {"status": "scheduled", "date": "2026-01-30", "history": [PLAN]}),
        (
            {**PLAN, "status": "postponed"},
            {"status": "held", "history": [{**PLAN, "status": "postponed"}]},
        ),
    ],
)
def test_what_was_corrected_or_came_of_a_plan_is_no_fault(
    made: Made, old: dict[str, Any], new: dict[str, Any]
) -> None:
    assert faults(made, old, new) == []


def test_new_events_and_events_that_are_gone_need_no_correction(made: Made) -> None:
    assert list(missing_corrections(made({"id": "was"}), made({"id": "is"}))) == []
