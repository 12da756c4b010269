"""Counting events."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.analysis.stats import (
    BREAKDOWNS,
    SINGLE,
    Count,
    Month,
    counts,
    day_of,
    month_of,
    months,
)
from timeline.records import validate
from timeline.records.model import Collection
from timeline.records.vocabulary import Kind, Status

Made = Callable[..., Collection]

DATES = (
    "2026-01-11",
    "2026-01-11?",
    "2026-01-XX",
    "2026",
    "../2026-01-11",
    "2025-12/..",
    "[2026-01-31,2026-02-01]",
    "2025-12-30/2026-01-02",
    "9999-12-31",
    "0001-01-01",
)


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("2026-01-11", "2026-01", "2026-01-11"),
        ("2026-01-11T09:00", "2026-01", "2026-01-11"),
        ("2026-01-11?", "2026-01", ""),
        ("2026-01", "2026-01", ""),
        ("2026", "2026-01", ""),
        ("[2026-01-31,2026-02-01]", "2026-01", ""),
        ("../2026-02-11", "2026-02", ""),
        ("2025-12-11/..", "2025-12", ""),
        ("0001-01-01", "0001-01", "0001-01-01"),
    ],
)
def test_an_event_has_one_month_and_at_most_one_day(text: str, month: str, day: str) -> None:
    assert (month_of(dates.parse(text)), day_of(dates.parse(text))) == (month, day)


def test_months_are_in_order_and_say_what_may_lie_in_another(made: Made) -> None:
    events = [{"date": it} for it in ("2026-02-01", "2026-01", "2026", "2026-01-05?")]
    collection = made(*events, {"date": "../2026-02-01"})
    assert counts(collection, collection.events, "month") == (
        Count("2026-01", 3, 1),
        Count("2026-02", 2, 1),
    )


def test_days_are_in_order_and_those_without_one_stand_last(made: Made) -> None:
    collection = made(*({"date": it} for it in ("2026-01", "2026-01-12", "2026-01-11", "2026")))
    assert counts(collection, collection.events, "day") == (
        Count("2026-01-11", 1),
        Count("2026-01-12", 1),
        Count("", 2),
    )


def test_others_have_the_most_first_then_go_by_name(made: Made) -> None:
    kinds = ("visit", "call", "meeting", "call")
    collection = made(*({"kind": it} for it in kinds))
    assert counts(collection, collection.events, "kind") == (
        Count("call", 2),
        Count("meeting", 1),
        Count("visit", 1),
    )


def test_an_event_counts_once_under_each_of_its_values_or_under_none(made: Made) -> None:
    both: list[dict[str, Any]] = [
        {"actor": "ana-lima", "role": "participant"},
        {"actor": "ana-lima", "role": "host"},
        {"actor": "bo-reyes", "role": "participant"},
    ]
    collection = made({"actors": both, "topics": ["water"]}, {})
    assert counts(collection, collection.events, "actor") == (
        Count("ana-lima", 1),
        Count("bo-reyes", 1),
        Count("", 1),
    )
    assert counts(collection, collection.events, "side") == (
        Count("AA", 1),
        Count("BB", 1),
        Count("", 1),
    )
    assert counts(collection, collection.events, "topic") == (Count("water", 1), Count("", 1))
    assert counts(collection, collection.events, "source") == (Count("s1", 2),)


def test_only_the_events_given_are_counted(made: Made) -> None:
    collection = made({}, {"kind": "visit"})
    assert counts(collection, collection.events[1:], "kind") == (Count("visit", 1),)
    assert counts(collection, [], "kind") == ()


def test_a_calendar_has_weeks_from_monday_and_the_months_that_have_days() -> None:
    found = list(months([Count("2026-02-01", 2), Count("2026-02-28", 1), Count("", 7)]))
    assert found == [
        Month(
            2026,
            2,
            (
                (0, 0, 0, 0, 0, 0, 1),
                (2, 3, 4, 5, 6, 7, 8),
                (9, 10, 11, 12, 13, 14, 15),
                (16, 17, 18, 19, 20, 21, 22),
                (23, 24, 25, 26, 27, 28, 0),
            ),
            {1: 2, 28: 1},
        )
    ]
    assert list(months([Count("", 3)])) == []


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    """Collections of up to eight events, of any kind, status and date."""
    events = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "date": st.sampled_from(DATES),
                    "kind": st.sampled_from([str(it) for it in Kind]),
                    "status": st.sampled_from([str(it) for it in Status]),
                    "topics": st.lists(st.sampled_from(["a", "b", "c"]), unique=True),
                }
            ),
            max_size=8,
        )
    )
    rest = {"title": {"en": "It"}, "cites": [{"source": "s", "quote": "words of a source"}]}
    return validate.collection(
        {
            "collection": {"title": {"en": "All"}, "sides": {"AA": {"en": "Aland"}}},
            "sources": [{"id": "s", "url": "https://example.org"}],
            "events": [{"id": f"e{n}", **rest, **it} for n, it in enumerate(events)],
        }
    )


@given(collections())
def test_single_valued_counts_add_up_to_the_events(collection: Collection) -> None:
    for by in SINGLE:
        found = counts(collection, collection.events, by)
        assert sum(it.events for it in found) == len(collection.events)


@given(collections())
def test_no_event_is_lost_and_no_value_counts_more_than_there_are(collection: Collection) -> None:
    for by in BREAKDOWNS:
        found = counts(collection, collection.events, by)
        assert sum(it.events for it in found) >= len(collection.events)
        assert all(0 <= it.possible <= it.events <= len(collection.events) for it in found)
        assert len({it.value for it in found}) == len(found)


@given(collections())
def test_the_calendar_holds_every_event_of_one_certain_day(collection: Collection) -> None:
    days = counts(collection, collection.events, "day")
    shown = list(months(days))
    certain = sum(it.date.certain for it in collection.events)
    assert sum(sum(month.events.values()) for month in shown) == certain
    for month in shown:
        assert set(month.events) <= {day for week in month.weeks for day in week} - {0}
