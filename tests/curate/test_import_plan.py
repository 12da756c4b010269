"""An import as a change: what is new and sound is added, the rest is told."""

import json
from datetime import date
from typing import Any

import pytest

from timeline.curate.importing import plan, readers
from timeline.curate.importing.readers import Given
from timeline.errors import Unsound
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add

TODAY = date(2026, 1, 20)
NEW: dict[str, Any] = {
    "date": "2026-01-12",
    "kind": "call",
    "status": "held",
    "title": {"en": "One", "es": "Una"},
    "cites": [{"source": "s2", "says": {"en": "Yes", "es": "Sí"}}],
}
UNPROVED = {**NEW, "cites": [{"source": "s1", "quote": "They sang."}]}


def given(*events: dict[str, Any]) -> Given:
    data = json.dumps({"events": events}).encode()
    return readers.read([("new.json", data)], mapped=False)


def test_what_is_new_gets_an_id_and_its_place_and_what_is_there_is_counted(opened: Opened) -> None:
    there = opened.tree()["events"][0]
    file = given(NEW, there)
    found = plan.sound(opened, file.records, file.doubts, TODAY, skip=False)
    assert [*map(str, found.said)] == ["1 record is there already"]
    made = plan.plan(opened, found.new)
    (add,) = made.changes
    assert isinstance(add, Add)
    assert (add.value, add.at) == ({"id": "2026-01-12-call", **NEW}, 1)
    assert (made.ids, [*map(str, made.said)]) == (["2026-01-12-call"], ["1 record is new"])


def test_what_is_doubtful_is_refused_or_left_out(opened: Opened) -> None:
    file = given(NEW, UNPROVED)
    with pytest.raises(Unsound) as refused:
        plan.sound(opened, file.records, file.doubts, TODAY, skip=False)
    assert [(fault.file, fault.code) for fault in refused.value.faults] == [
        ("new.json", "Q2"),
        ("new.json", "Q4"),
    ]
    found = plan.sound(opened, file.records, file.doubts, TODAY, skip=True)
    assert [record.record["id"] for record in found.new] == ["2026-01-12-call"]
    assert [*map(str, found.said)] == ["left out: 1 record"]
