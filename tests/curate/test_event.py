"""A new event: what was typed becomes a record at its place, its quote proved."""

from dataclasses import replace
from datetime import date

import pytest

from timeline.curate import event
from timeline.curate.typed import TypedCitation, TypedEvent
from timeline.errors import WrongCall
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add

ID = "2026-01-12-meeting-ana-lima-bo-reyes"
CITE = TypedCitation(source="s3", quote="The envoys met  on Friday", supports=["date,kind"])
TYPED = TypedEvent(
    date="2026-01-12",
    kind="meeting",
    status="held",
    title="Envoys",
    actor=["lima", "Bo Reyes:host"],
    place="Ford",
)


def test_it_stands_where_its_date_is_with_its_fields_in_order(opened: Opened) -> None:
    told: list[object] = []
    plan = event.plan(opened, TYPED, CITE, told.append)
    (add,) = plan.changes
    assert isinstance(add, Add)
    assert (add.path, add.at, add.file) == (("events",), 1, 0)
    assert list(add.value.items()) == [
        ("id", ID),
        ("date", "2026-01-12"),
        ("kind", "meeting"),
        ("status", "held"),
        ("title", {"en": "Envoys", "es": "Envoys"}),
        (
            "actors",
            [
                {"actor": "ana-lima", "role": "participant"},
                {"actor": "bo-reyes", "role": "host"},
            ],
        ),
        ("place", "Ford"),
        (
            "cites",
            [
                {
                    "source": "s3",
                    "quote": "The envoys met on Friday",
                    "supports": ["date", "kind"],
                    "attribution": "outlet",
                }
            ],
        ),
    ]
    assert (plan.ids, plan.then) == ([ID], f"timeline show {ID}")
    assert [*map(str, plan.said)] == [f"{ID} is recorded"]
    assert (plan.warned, plan.texts, told) == ([], (), [])


def test_without_what_it_supports_the_citation_is_warned_of_even_if_nothing_is_written(
    opened: Opened,
) -> None:
    plan = event.plan(opened, TYPED, replace(CITE, supports=None), str)
    unsaid = "nothing is said to carry the date: --supports date,…"
    assert [*map(str, plan.warned)] == [unsaid]
    assert [*map(str, plan.said)] == [unsaid, f"{ID} is recorded"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            replace(TYPED, actor=["nobody"]),
            "no actor is called 'nobody'; did you mean",
        ),
        (replace(TYPED, follows="2026-09"), "no event is called '2026-09'"),
    ],
)
def test_what_is_not_known_is_refused(opened: Opened, typed: TypedEvent, said: str) -> None:
    with pytest.raises(WrongCall) as refused:
        event.plan(opened, typed, CITE, str)
    assert str(refused.value).startswith(said)


def test_a_citation_supports_only_what_the_event_has(opened: Opened) -> None:
    with pytest.raises(WrongCall) as refused:
        event.plan(opened, TYPED, replace(CITE, supports=["date", "topics"]), str)
    assert str(refused.value) == "a citation cannot support what the event does not have: topics"


def test_a_date_in_words_is_understood_and_told() -> None:
    told: list[object] = []
    typed = event.understood(TypedEvent(date="yesterday"), date(2026, 1, 20), told.append)
    assert typed.date == "2026-01-19"
    assert [*map(str, told)] == ["--date 'yesterday': 19 January 2026"]


def test_a_statement_was_issued_what_is_to_come_is_scheduled_and_all_else_was_held() -> None:
    today = date(2026, 1, 20)
    assert event.status_of("statement", "2026-02", today) == "issued"
    assert event.status_of("call", "2026-01-21", today) == "scheduled"
    assert event.status_of("call", "2026-01-20", today) == "held"
