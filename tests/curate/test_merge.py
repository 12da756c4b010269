"""Sources are the same by text or link; fields on which two collections differ are conflicts."""

from collections.abc import Callable
from typing import Any

from timeline.analysis.diff import differences
from timeline.curate.merge.compare import Conflict, Gain, Sameness, renamed, sameness, united
from timeline.records.model import Collection

Made = Callable[..., Collection]


def found(ours: Collection, theirs: Collection) -> list[Gain | Conflict]:
    return [*united(ours, theirs, differences(ours, theirs))]


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
    assert [(it.name, it.path, type(it)) for it in found(ours, theirs)] == [
        ("e1", ("events", 0, "kind"), Conflict),
        ("e1", ("events", 0, "place"), Conflict),
    ]


def test_another_order_is_no_conflict(made: Made) -> None:
    ours, theirs = (made({"topics": it}) for it in (["water", "trade"], ["trade", "water"]))
    assert found(ours, theirs) == []


def test_what_only_ours_has_is_no_conflict(made: Made) -> None:
    note = {"en": "A note.", "es": "Una nota."}
    ours = made({"place": "Here", "note": note, "topics": ["water"]})
    assert found(ours, made({"note": {"en": "A note."}})) == []


def test_parts_of_a_list_that_only_theirs_has_are_gains_at_any_depth(made: Made) -> None:
    def state(quote: str) -> list[Any]:
        cite = {"source": "s1", "quote": quote}
        return [{"status": "scheduled", "date": "2026-01", "cites": [cite]}]

    ours, theirs = (made({"history": state(it)}) for it in ("One thing.", "Another thing."))
    (gain,) = found(ours, theirs)
    assert isinstance(gain, Gain)
    assert gain.path == ("events", 0, "history", 0, "cites")
    assert gain.theirs == ("events", 0, "history", 0, "cites", 0)


def test_of_a_citation_that_both_have_only_the_fields_that_differ_are_conflicts(made: Made) -> None:
    def cited(*quotes: str, **fields: Any) -> Collection:
        cites = [{"source": "s1", "quote": it} for it in quotes]
        return made({"cites": [*cites, {"source": "s1", "quote": "One thing.", **fields}]})

    ours = cited("Mine.", speech="reported", supports=["date"], terms={"water": "one"})
    theirs = cited(*("New.", "Newer."), supports=["kind"], terms={"water": "thing", "trade": "one"})
    at = ("events", 0, "cites")
    assert [(it.path, it.theirs, type(it)) for it in found(ours, theirs)] == [
        (at, (*at, 0), Gain),
        (at, (*at, 1), Gain),
        ((*at, 1, "supports"), (*at, 2, "supports", 0), Gain),
        ((*at, 1, "speech"), (*at, 2, "speech"), Conflict),
        ((*at, 1, "terms", "water"), (*at, 2, "terms", "water"), Conflict),
        ((*at, 1, "terms", "trade"), (*at, 2, "terms", "trade"), Gain),
    ]
