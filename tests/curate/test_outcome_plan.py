"""What a plan came to: its new state, the earlier one in its history, and what to read again."""

import pytest

from timeline.curate import outcome
from timeline.curate.typed import TypedCitation
from timeline.errors import WrongCall
from timeline.records.vocabulary import Status
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Drop, Put

MET = TypedCitation(source="s3", quote="The envoys met on Friday, as planned.")
AT = ("events", 1)


def test_what_took_place_is_held_and_the_plan_is_its_history(opened: Opened) -> None:
    plan = outcome.plan(opened, "meeting", MET, str, status=None)
    status, cited, dropped, history = plan.changes
    assert status == Put((*AT, "status"), "held")
    assert isinstance(cited, Add)
    assert cited.path == (*AT, "cites")
    assert cited.value == {
        "source": "s3",
        "quote": "The envoys met on Friday, as planned.",
        "supports": ["status"],
        "attribution": "outlet",
    }
    assert dropped == Drop((*AT, "cites", 0, "supports", 2))
    assert isinstance(history, Add)
    assert history.path == (*AT, "history")
    assert history.value == {
        "status": "scheduled",
        "date": "2026-01-16",
        "cites": [
            {
                "source": "s2",
                "says": {"en": "They will meet", "es": "Se reunirán"},
                "supports": ["date", "status"],
            }
        ],
    }


def test_what_is_said_names_what_was_written_of_the_plan(opened: Opened) -> None:
    plan = outcome.plan(opened, "meeting", MET, str, status=None, day="2026-01-17")
    again = "read again what was written of the plan, 'timeline edit 2026-01-16-meeting': summary"
    assert [*map(str, plan.said)] == [
        "2026-01-16-meeting: held, 17 January 2026; before that scheduled, 16 January 2026",
        "its history has the earlier state, with 1 citation of it",
        again,
    ]
    assert [*map(str, plan.warned)] == [again]
    assert plan.then == "timeline show 2026-01-16-meeting"


def test_a_denial_says_who_denies(opened: Opened) -> None:
    with pytest.raises(WrongCall) as refused:
        outcome.plan(opened, "meeting", MET, str, status=Status.DENIED)
    assert str(refused.value) == "say who denies it: --attribution takes one of AA, BB, joint"


def test_only_what_was_planned_comes_to_something(opened: Opened) -> None:
    with pytest.raises(WrongCall) as refused:
        outcome.plan(opened, "call", MET, str, status=None)
    assert str(refused.value) == (
        "'2026-01-11-call': held; only what is scheduled or postponed can become this: held"
    )
