"""What was planned, and where it stands on a day."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.analysis.agenda import CLOSED, AgendaItem, Stage, agenda, is_planned, stage_of
from timeline.records.model import Collection
from timeline.store.opening import open_collection

Make = Callable[..., Collection]

SHIPPED = str(Path(__file__).parent.parent / "articles" / "data" / "events.yaml")
DAYS = st.dates(date(2025, 12, 1), date(2026, 4, 30))
TEXTS = [
    "2026-01-23",
    "2026-01-23T09:00",
    "2026-02",
    "2026-02-XX",
    "2026",
    "2026-01-20/2026-02-03",
    "../2026-02-03",
    "2026-02-03/..",
    "[2026-01-15,2026-01-20]",
    "2026-01-23?",
]
STATUSES = ["scheduled", "held", "postponed", "cancelled", "denied", "issued", "reported"]
WAS_SCHEDULED = [{"status": "scheduled", "date": "2026-01-09"}]


def on(collection: Collection, day: str) -> tuple[AgendaItem, ...]:
    return agenda(collection, date.fromisoformat(day))


def told(items: tuple[AgendaItem, ...]) -> list[tuple[str, str, int | None, int | None]]:
    return [(it.event.id, it.stage.value, it.first, it.last) for it in items]


def planned(date: str, status: str = "scheduled", **others: Any) -> dict[str, Any]:
    return {"date": date, "status": status, **others}


def test_the_shipped_collection_seen_from_20_january() -> None:
    collection = open_collection(SHIPPED, {}).collection
    assert told(on(collection, "2026-01-20")) == [
        ("2026-01-23-security-implementation-group", "coming", 3, 3),
        ("2026-02-security-ministerial", "coming", 12, 39),
        ("2026-05-tmec-renegotiation", "coming", 101, 131),
        ("2026-01-12-press-conference-sheinbaum", "passed", -8, -8),
    ]


def test_the_shipped_collection_seen_from_10_march() -> None:
    collection = open_collection(SHIPPED, {}).collection
    assert told(on(collection, "2026-03-10")) == [
        ("2026-05-tmec-renegotiation", "coming", 52, 82),
        ("2026-01-12-press-conference-sheinbaum", "passed", -57, -57),
        ("2026-01-23-security-implementation-group", "passed", -46, -46),
        ("2026-02-security-ministerial", "passed", -37, -10),
    ]


@pytest.mark.parametrize(
    ("text", "day", "stage"),
    [
        ("2026-01-23", "2026-01-22", Stage.COMING),
        ("2026-01-23", "2026-01-23", Stage.DUE),
        ("2026-01-23", "2026-01-24", Stage.PASSED),
        ("2026-02", "2026-01-31", Stage.COMING),
        ("2026-02", "2026-02-01", Stage.DUE),
        ("2026-02", "2026-02-28", Stage.DUE),
        ("2026-02", "2026-03-01", Stage.PASSED),
        ("2026-01-20/..", "2026-01-19", Stage.COMING),
        ("2026-01-20/..", "2036-01-20", Stage.DUE),
        ("../2026-01-20", "2000-01-01", Stage.DUE),
        ("../2026-01-20", "2026-01-21", Stage.PASSED),
        ("[2026-01-15,2026-01-20]", "2026-01-14", Stage.COMING),
        ("[2026-01-15,2026-01-20]", "2026-01-15", Stage.DUE),
        ("[2026-01-15,2026-01-20]", "2026-01-17", Stage.DUE),
        ("[2026-01-15,2026-01-20]", "2026-01-21", Stage.PASSED),
    ],
)
def test_what_is_scheduled_is_coming_then_due_then_passed(
    made: Make, text: str, day: str, stage: Stage
) -> None:
    (item,) = on(made(planned(text)), day)
    assert item.stage is stage


def test_days_to_an_open_end_are_not_counted(made: Make) -> None:
    assert told(on(made(planned("2026-01-20/..")), "2026-01-18")) == [("e1", "coming", 2, None)]
    assert told(on(made(planned("../2026-01-20")), "2026-01-18")) == [("e1", "due", None, 2)]


@pytest.mark.parametrize("status", ["postponed", "cancelled", "denied"])
def test_what_came_to_nothing_stays_so_on_any_day(made: Make, status: str) -> None:
    for day in ("2026-01-01", "2026-01-23", "2026-03-01"):
        (item,) = on(made(planned("2026-01-23", status)), day)
        assert item.stage == status


@pytest.mark.parametrize("status", ["held", "issued", "reported"])
def test_what_was_planned_and_held_was_coming_before_its_day(made: Make, status: str) -> None:
    collection = made(planned("2026-01-23", status, history=WAS_SCHEDULED))
    assert [on(collection, day)[0].stage for day in ("2026-01-22", "2026-01-23")] == [
        "coming",
        status,
    ]


def test_what_was_never_a_plan_is_not_on_the_agenda(made: Make) -> None:
    denied_before = [{"status": "denied", "date": "2026-01-09"}]
    never = made({"status": "held"}, {"status": "held", "history": denied_before})
    assert on(never, "2026-01-20") == ()


def test_earlier_dates_are_kept_oldest_first(made: Make) -> None:
    history = [*WAS_SCHEDULED, {"status": "postponed", "date": "2026-01-16"}]
    (item,) = on(made(planned("2026-01-23", "postponed", history=history)), "2026-01-20")
    assert [(it.status.value, it.date.text) for it in item.earlier] == [
        ("scheduled", "2026-01-09"),
        ("postponed", "2026-01-16"),
    ]


def test_due_comes_first_then_coming_then_passed_oldest_first_then_closed(made: Make) -> None:
    collection = made(
        planned("2026-01-05", "cancelled"),
        planned("2026-01-15"),
        planned("2026-02"),
        planned("2026-01-22"),
        planned("2026-01-10"),
        planned("2026-01"),
        planned("2026-01-02", "held", history=WAS_SCHEDULED),
    )
    assert [(it.event.id, it.stage.value) for it in on(collection, "2026-01-20")] == [
        ("e6", "due"),
        ("e4", "coming"),
        ("e3", "coming"),
        ("e5", "passed"),
        ("e2", "passed"),
        ("e7", "held"),
        ("e1", "cancelled"),
    ]


def test_the_announcement_is_the_event_that_announced_it(made: Make) -> None:
    collection = made(planned("2026-02", announced_by="e2"), {"date": "2026-01-15"})
    announced = on(collection, "2026-01-20")[0].announced
    assert announced.event is collection.event["e2"]
    assert (announced.date, announced.sources) == (collection.event["e2"].date, ("s1",))


def cited(*sources: str) -> list[dict[str, str]]:
    return [{"source": source, "quote": "They meet in February."} for source in sources]


def test_without_an_announcing_event_the_earliest_sources_announce_it(made: Make) -> None:
    (item,) = on(made(planned("2026-02", cites=cited("s1", "s2"))), "2026-01-20")
    assert item.announced.event is None
    assert (str(item.announced.date), item.announced.sources) == ("2026-01", ("s2",))


def test_sources_of_an_earlier_state_may_be_the_earliest(made: Make) -> None:
    history = [{"status": "scheduled", "date": "2026-01", "cites": cited("s2")}]
    event = planned("2026-02", cites=cited("s1"), history=history)
    assert on(made(event), "2026-01-20")[0].announced.sources == ("s2",)


def test_sources_without_a_date_announce_it_on_no_day(made: Make) -> None:
    sources = [{"id": "s1", "url": "https://example.org/1"}]
    (item,) = on(made(planned("2026-02", cites=cited("s1")), sources=sources), "2026-01-20")
    assert (item.announced.date, item.announced.sources) == (None, ("s1",))


EVENTS = st.fixed_dictionaries(
    {
        "date": st.sampled_from(TEXTS),
        "status": st.sampled_from(STATUSES),
        "history": st.sampled_from([[], WAS_SCHEDULED]),
    }
)


@given(events=st.lists(EVENTS, max_size=5), day=DAYS)
def test_every_planned_event_is_on_the_agenda_once_on_any_day(
    made: Make, events: list[dict[str, Any]], day: date
) -> None:
    collection = made(*events)
    found = [item.event.id for item in agenda(collection, day)]
    assert sorted(found) == sorted(it.id for it in collection.events if is_planned(it))
    off = {"scheduled", "postponed", "cancelled", "denied"}
    assert len(found) == sum(it["status"] in off or bool(it["history"]) for it in events)


@given(text=st.sampled_from(TEXTS), day=DAYS, later=st.integers(0, 400))
def test_what_is_scheduled_only_moves_on_as_days_go_by(
    made: Make, text: str, day: date, later: int
) -> None:
    (event,) = made(planned(text)).events
    way = (Stage.COMING, Stage.DUE, Stage.PASSED)
    before, after = (stage_of(event, it) for it in (day, day + timedelta(days=later)))
    assert way.index(before) <= way.index(after)


@given(text=st.sampled_from(TEXTS), day=DAYS)
def test_passed_is_just_what_lacks_an_outcome(made: Make, text: str, day: date) -> None:
    (event,) = made(planned(text)).events
    assert (stage_of(event, day) is Stage.PASSED) == event.lacks_outcome(day)


@given(event=EVENTS, day=DAYS)
def test_an_outcome_is_never_due_or_passed(made: Make, event: dict[str, Any], day: date) -> None:
    for item in agenda(made(event), day):
        if item.event.status != "scheduled":
            assert item.stage in (Stage.COMING, *CLOSED)
