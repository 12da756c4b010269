"""A correction: the field put right, and the record of what it was, is now, when and why."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from timeline.curate import correction
from timeline.curate.plan import Plan
from timeline.curate.typed import TypedCorrection
from timeline.errors import WrongCall
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Change, Drop, Put

TODAY = date(2026, 1, 20)
TYPED = TypedCorrection(field="place", to="Weir", reason="Read  again")


def planned(opened: Opened, typed: TypedCorrection) -> Plan:
    return correction.plan(opened, "01-11-call", typed, TODAY, str)


def fields(opened: Opened, typed: TypedCorrection) -> tuple[list[Change], dict[str, Any]]:
    *changes, record = planned(opened, typed).changes
    assert isinstance(record, Add)
    assert record.path == ("events", 0, "corrections")
    return changes, record.value


def test_a_text_is_put_and_the_correction_recorded(opened: Opened) -> None:
    changes, record = fields(opened, TYPED)
    assert changes == [Put(("events", 0, "place"), "Weir")]
    assert record == {
        "on": "2026-01-20",
        "field": "place",
        "was": "Ford",
        "now": "Weir",
        "reason": "Read again",
    }
    plan = planned(opened, TYPED)
    assert [*map(str, plan.said)] == [
        "2026-01-11-call, place: Ford → Weir; the correction is recorded"
    ]
    assert plan.then == "timeline show 2026-01-11-call"


def test_of_two_languages_only_the_one_that_was_typed_changes(opened: Opened) -> None:
    typed = TypedCorrection(field="title", to_es="Un telefonema", reason_es="Mejor")
    changes, record = fields(opened, typed)
    assert changes == [Put(("events", 0, "title", "es"), "Un telefonema")]
    assert record["was"] == {"en": "A call", "es": "Una llamada"}
    assert record["now"] == {"en": "A call", "es": "Un telefonema"}
    assert record["reason"] == {"es": "Mejor"}
    assert planned(opened, typed).said[0].say("es") == (
        "2026-01-11-call, título: Una llamada → Un telefonema; queda registrada la corrección"
    )


def test_of_a_list_only_what_is_another_is_added_and_taken_away(opened: Opened) -> None:
    typed = replace(TYPED, field="actors", to="bo-reyes, lima:host")
    changes, record = fields(opened, typed)
    path = ("events", 0, "actors")
    assert changes == [Add(path, {"actor": "ana-lima", "role": "host"}), Drop((*path, 0))]
    assert record["now"] == "bo-reyes: participant, ana-lima: host"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (TypedCorrection(), "missing: --field"),
        (replace(TYPED, reason=None), "a correction needs a reason: say with --reason why"),
        (replace(TYPED, to=None), "missing: --to"),
        (replace(TYPED, to="Ford"), "place of '2026-01-11-call' is this already: Ford"),
        (
            replace(TYPED, field="topics"),
            "'2026-01-11-call' has nothing to correct there: topics; 'timeline edit' adds it",
        ),
        (
            replace(TYPED, field="title"),
            "this field is in two languages: give --to-en, --to-es or both, not --to",
        ),
        (replace(TYPED, field="about", to="01-11-call"), None),
    ],
)
def test_what_corrects_nothing_is_refused(
    opened: Opened, typed: TypedCorrection, said: str | None
) -> None:
    with pytest.raises(WrongCall) as refused:
        planned(opened, typed)
    assert said in (None, str(refused.value))


def test_a_plan_that_came_to_something_has_commands_of_its_own(opened: Opened) -> None:
    told: list[object] = []
    typed = TypedCorrection(field="status", to="held", reason="It met")
    correction.plan(opened, "meeting", typed, TODAY, told.append)
    assert [str(said)[:58] for said in told] == [
        "if it came to this since, take this back ('timeline undo')"
    ]
