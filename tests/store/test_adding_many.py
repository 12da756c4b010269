"""Many records added at once stand where they would stand if they came one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.curate import placement
from timeline.store.yaml.edits import Add, apply
from timeline.store.yaml.tree import build

BLOCK = "events:\n- id: a\n  date: 2026\n\n- id: b\n  # of b\n\n- id: c\n# the end\n"
FLOW = "events: [{id: a}, {id: b}]\n"
NONE = "events: []\n"


@pytest.mark.parametrize("text", [BLOCK, FLOW, NONE, BLOCK.replace("\n", "\r\n"), BLOCK[:-10]])
@given(places=st.lists(st.one_of(st.none(), st.integers(0, 5)), max_size=5))
def test_at_once_or_one_by_one(text: str, places: list[int | None]) -> None:
    start = len(build(text, "")["events"])
    adds = [
        Add(("events",), {"id": f"n{n}"}, at if at is None else min(at, start + n))
        for n, at in enumerate(places)
    ]
    one_by_one = text
    for add in adds:
        one_by_one = apply(one_by_one, [add])
    at_once = apply(text, adds)
    assert build(at_once, "") == build(one_by_one, "")
    lines = at_once.splitlines()
    assert text in (FLOW, NONE) or set(text.splitlines()) <= set(lines)


def test_new_records_stand_between_the_old_ones_as_people_put_them() -> None:
    adds = [
        Add(("events",), {"id": "p"}, 0),
        Add(("events",), {"id": "q"}, 1),
        Add(("events",), {"id": "r"}),
    ]
    assert apply(BLOCK, adds) == (
        "events:\n- id: p\n\n- id: q\n\n- id: a\n  date: 2026\n\n- id: b\n  # of b\n\n- id: c\n\n"
        "- id: r\n# the end\n"
    )


@given(
    st.lists(st.sampled_from(["2026", "2026-01", "2026-01-02", "../2026-01-02", "2026-02"])),
    st.lists(st.sampled_from(["2025", "2026-01-01", "2026-01-02/..", "2026-03"])),
)
def test_many_places_are_those_of_one_after_the_other(old: list[str], new: list[str]) -> None:
    there = sorted(map(dates.parse, old), key=placement._days)
    together = placement.Places([there])
    for date in map(dates.parse, new):
        at, _ = placement.Places([there]).take(date)
        there.insert(at, date)
        assert together.take(date) == (at, 0)
    assert there == sorted(there, key=placement._days)


def test_where_events_are_in_no_order_all_go_to_the_end() -> None:
    there = [dates.parse("2026"), dates.parse("2025")]
    places = placement.Places([there])
    assert [places.take(it) for it in there] == [(2, 0), (3, 0)]
