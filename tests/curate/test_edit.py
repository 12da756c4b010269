"""One record typed anew: kept as it was typed, or refused with the lines of the typed text."""

import pytest

from timeline.curate.edit import EditedRecord, path_of, typed_record
from timeline.errors import UnknownValue, Unsound, WrongCall
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Put

HEAD = "# 's2'\n"
TEXT = "id: s2\nurl: https://example.org/2  # moved\npublished: 2026-01-13\n"


def test_a_record_is_found_by_its_id_and_an_event_by_a_part_of_it(opened: Opened) -> None:
    assert path_of(opened.collection, "bo-reyes") == ("actors", 1)
    assert path_of(opened.collection, "meeting") == ("events", 1)
    with pytest.raises(UnknownValue, match=r"^no record is called 's7'"):
        path_of(opened.collection, "s7")


def test_what_was_typed_is_kept_as_it_was_typed(opened: Opened) -> None:
    record = EditedRecord(opened, "sources", 1)
    assert record.text == "id: s2\nurl: https://example.org/2\npublished: 2026-01-12\n"
    plan = record.plan(opened, typed_record("s2.yaml", HEAD + TEXT, HEAD))
    value = {"id": "s2", "url": "https://example.org/2", "published": "2026-01-13"}
    assert plan.changes == [Put(("sources", 1), value, text=TEXT)]
    assert [*map(str, plan.said)] == ["s2 is changed: published"]
    assert plan.then == "timeline check"


def test_what_is_wrong_has_its_line_under_the_line_that_was_put_above(opened: Opened) -> None:
    typed = typed_record("s2.yaml", HEAD + TEXT.replace("2026-01-13", "soon"), HEAD)
    with pytest.raises(Unsound) as refused:
        EditedRecord(opened, "sources", 1).plan(opened, typed)
    (fault,) = refused.value.faults
    assert (fault.file, fault.line, fault.path) == ("s2.yaml", 4, ("published",))


def test_an_id_that_others_refer_to_stays(opened: Opened) -> None:
    typed = typed_record("s2.yaml", TEXT.replace("id: s2", "id: s7"), HEAD)
    with pytest.raises(Unsound) as refused:
        EditedRecord(opened, "sources", 1).plan(opened, typed)
    (fault,) = refused.value.faults
    assert str(fault.sentence) == (
        "the id cannot change while others refer to 's2': events[0].cites[1].source, "
        "events[1].cites[0].source"
    )


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(WrongCall, match=r"^nothing was written: the text is empty$"):
        typed_record("s2.yaml", HEAD, HEAD)
