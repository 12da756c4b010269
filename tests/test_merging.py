"""Sources are the same by text or link; fields on which two collections differ are conflicts."""

from collections.abc import Callable
from typing import Any

from timeline.diff import differences
from timeline.merging import Sameness, conflicts, renamed, sameness
from timeline.model import Collection

Made = Callable[..., Collection]


def with_sources(made: Made, *sources: dict[str, Any]) -> Collection:
    return made(events=[], sources=list(sources))


def test_a_source_is_ours_by_its_text_before_its_link_and_its_id(made: Made) -> None:
    ours = with_sources(
        made, {"id": "a", "file": "a.txt"}, {"id": "b", "url": "https://example.org/b"}
    )
    theirs = with_sources(
        made,
        {"id": "b", "file": "x.txt"},
        {"id": "c", "url": "https://example.org/b"},
        {"id": "d", "url": "https://example.org/d"},
    )
    assert sameness(ours, theirs, {"a": "1"}, {"b": "1"}) == Sameness({"b": "a", "c": "b"}, ())


def test_an_id_that_stands_for_two_texts_or_two_links_is_twofold(made: Made) -> None:
    ours = with_sources(
        made, {"id": "a", "file": "a.txt"}, {"id": "b", "url": "https://example.org/b"}
    )
    theirs = with_sources(
        made, {"id": "a", "file": "a.txt"}, {"id": "b", "url": "https://example.org/c"}
    )
    assert sameness(ours, theirs, {"a": "1"}, {"a": "2"}) == Sameness({}, ("a", "b"))
    assert sameness(ours, theirs, {"a": "1"}, {"a": "1"}).twofold == ("b",)


def test_names_of_sources_are_changed_wherever_they_stand() -> None:
    event = {
        "id": "e",
        "about": "s1",
        "cites": [{"source": "s1", "quote": "s1"}],
        "history": [{"cites": [{"source": "s2"}]}],
        "claims": [{"sources": ["s1", "s2"]}],
    }
    tree = {
        "sources": [{"id": "s1", "file": "a.txt"}, {"id": "s2", "origin": "s1"}],
        "events": [event],
    }
    assert renamed(tree, {"s1": "s2", "s2": "s9"}, {"s2": "b.txt"}) == {
        "sources": [{"id": "s2", "file": "b.txt"}, {"id": "s9", "origin": "s2"}],
        "events": [
            {
                "id": "e",
                "about": "s1",
                "cites": [{"source": "s2", "quote": "s1"}],
                "history": [{"cites": [{"source": "s9"}]}],
                "claims": [{"sources": ["s2", "s9"]}],
            }
        ],
    }


def test_fields_that_differ_are_conflicts_and_records_that_one_lacks_are_none(made: Made) -> None:
    ours = made({"place": "Here"}, {})
    theirs = made({"place": "There", "kind": "meeting"}, {}, {})
    found = [(it.name, it.path) for it in conflicts(ours, differences(ours, theirs))]
    assert found == [("e1", ("events", 0, "kind")), ("e1", ("events", 0, "place"))]


def test_another_order_is_no_conflict(made: Made) -> None:
    ours, theirs = (made({"topics": it}) for it in (["water", "trade"], ["trade", "water"]))
    assert [*conflicts(ours, differences(ours, theirs))] == []


def test_citations_that_differ_inside_an_earlier_state_are_a_conflict_of_that_field(
    made: Made,
) -> None:
    def state(quote: str) -> list[Any]:
        cite = {"source": "s1", "quote": quote}
        return [{"status": "scheduled", "date": "2026-01", "cites": [cite]}]

    ours, theirs = (made({"history": state(it)}) for it in ("One thing.", "Another thing."))
    (conflict,) = conflicts(ours, differences(ours, theirs))
    assert conflict.path == ("events", 0, "history")
    assert [it.field for it in conflict.changes] == ["cites", "cites"]
