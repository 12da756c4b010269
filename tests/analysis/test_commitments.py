"""What was promised, and where each promise stands on a day."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.analysis.commitments import Promise, promises
from timeline.records.model import Collection
from timeline.store.opening import open_collection

Make = Callable[..., Collection]

SHIPPED = str(Path(__file__).parent.parent / "articles" / "data" / "events.yaml")
DUES = [None, "2026-01-15", "2026-01-20", "2026-01", "2026-02", "../2026-01-10", "2026-03/.."]
STATES = ["not-yet-assessed", "in-progress", "stalled", "kept", "partly-kept", "broken"]


def promise(id_: str, due: str | None = None, status: str = "not-yet-assessed") -> dict[str, Any]:
    return {"id": id_, "text": {"en": f"do {id_}"}, "by": ["AA"], "due": due, "status": status}


def on(collection: Collection, day: str) -> tuple[Promise, ...]:
    return promises(collection.events, date.fromisoformat(day))


def told(found: tuple[Promise, ...]) -> list[tuple[str, str, int | None, int | None]]:
    return [(it.commitment.id, it.standing.value, it.first, it.last) for it in found]


def test_the_shipped_collection_before_and_after_february() -> None:
    collection = open_collection(SHIPPED, {}).collection
    assert ("convene-security-ministerial", "due", 12, 39) in told(on(collection, "2026-01-20"))
    assert told(on(collection, "2026-03-10"))[0] == (
        "convene-security-ministerial",
        "overdue",
        -37,
        -10,
    )


def test_overdue_first_then_due_soonest_then_undated_then_settled(made: Make) -> None:
    commitments = [
        promise("settled", "2026-01-01", "kept"),
        promise("undated"),
        promise("february", "2026-02"),
        promise("tomorrow", "2026-01-21"),
        promise("late", "2026-01-10"),
        promise("later", "2026-01-02", "stalled"),
    ]
    assert told(on(made({"commitments": commitments}), "2026-01-20")) == [
        ("later", "overdue", -18, -18),
        ("late", "overdue", -10, -10),
        ("tomorrow", "due", 1, 1),
        ("february", "due", 12, 39),
        ("undated", "open", None, None),
        ("settled", "settled", -19, -19),
    ]


@pytest.mark.parametrize(
    ("due", "day", "standing"),
    [
        ("2026-01-20", "2026-01-20", "due"),
        ("2026-01-20", "2026-01-21", "overdue"),
        ("2026-01", "2026-01-31", "due"),
        ("2026-01", "2026-02-01", "overdue"),
        ("2026-01-20/..", "2036-01-01", "due"),
        ("../2026-01-20", "2026-01-21", "overdue"),
        ("[2026-01-10,2026-01-20]", "2026-01-15", "due"),
        (None, "2036-01-01", "open"),
    ],
)
def test_a_promise_is_overdue_once_its_last_day_has_passed(
    made: Make, due: str | None, day: str, standing: str
) -> None:
    (found,) = on(made({"commitments": [promise("it", due)]}), day)
    assert found.standing == standing


@pytest.mark.parametrize("status", ["kept", "partly-kept", "broken"])
def test_what_is_settled_is_never_overdue(made: Make, status: str) -> None:
    (found,) = on(made({"commitments": [promise("it", "2026-01-01", status)]}), "2026-02-01")
    assert found.standing == "settled"


def test_words_are_told_from_evidence(made: Make) -> None:
    cites = [
        {"source": "s1", "quote": "They will meet."},
        {"source": "s1", "quote": "They met.", "supports": ["status"]},
        {"source": "s2", "quote": "They will meet and have.", "supports": ["text", "status"]},
    ]
    event = {"commitments": [{**promise("meet", status="kept"), "cites": cites}]}
    (found,) = on(made(event), "2026-01-20")
    assert [it.quote for it in found.words] == ["They will meet.", "They will meet and have."]
    assert [it.quote for it in found.evidence] == ["They met.", "They will meet and have."]


@given(
    made_of=st.lists(st.tuples(st.sampled_from(DUES), st.sampled_from(STATES)), max_size=6),
    day=st.dates(date(2025, 12, 1), date(2026, 4, 30)),
    later=st.integers(0, 200),
)
def test_no_promise_is_lost_and_none_overdue_ceases_to_be(
    made: Make, made_of: list[tuple[str | None, str]], day: date, later: int
) -> None:
    commitments = [promise(f"p{i}", *it) for i, it in enumerate(made_of)]
    events = made({"commitments": commitments}).events
    now, then = (promises(events, it) for it in (day, day + timedelta(days=later)))
    assert sorted(it.commitment.id for it in now) == sorted(it["id"] for it in commitments)
    assert _overdue(now) <= _overdue(then)


def _overdue(found: tuple[Promise, ...]) -> set[str]:
    return {it.commitment.id for it in found if it.standing == "overdue"}
