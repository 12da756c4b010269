"""What differs between two versions of a collection."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.analysis.asof import known_on
from timeline.analysis.diff import Change, Difference, differences
from timeline.records import validate
from timeline.records.model import Collection

Made = Callable[..., Collection]

CITE = {"source": "s1", "quote": "They spoke on Sunday of the river."}
OTHER = {"source": "s2", "quote": "No call was agreed."}
CLAIM = {"field": "place", "value": "The Ford", "sources": ["s1"]}
STATE = {"status": "scheduled", "date": "2026-01-10", "cites": [OTHER]}
PROMISE = {"id": "p1", "text": {"en": "To meet", "es": "Reunirse"}, "by": ["AA"], "cites": [CITE]}
CORRECTION = {
    "on": "2026-01-20",
    "field": "date",
    "was": "2026-01-10",
    "now": "2026-01-11",
    "reason": "A misprint",
}

Told = list[tuple[str, str, str, str]]


def told(changes: Iterable[Change]) -> Told:
    """Give changes as (what became of it, field, key, inner fields)."""
    return [(it.how, it.field, it.key, " ".join(i.field for i in it.inner)) for it in changes]


def of_event(made: Made, old: dict[str, Any], new: dict[str, Any]) -> Told:
    """Give what changed from one version of an event to the other."""
    found = differences(made(old), made(new))
    return [it for pair in found.events.changed for it in told(pair.changes)]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ({}, {"date": "2026-01-12"}, [("changed", "date", "", "")]),
        ({}, {"status": "denied"}, [("changed", "status", "", "")]),
        ({}, {"kind": "visit"}, [("changed", "kind", "", "")]),
        ({}, {"title": {"en": "A talk", "es": "Una llamada"}}, [("changed", "title", "", "en")]),
        ({}, {"summary": {"en": "Short"}}, [("added", "summary", "", "")]),
        ({"note": {"en": "A", "es": "B"}}, {}, [("removed", "note", "", "")]),
        ({}, {"date_note": {"en": "Why"}}, [("added", "date_note", "", "")]),
        ({"place": "The Ford"}, {"place": "The Bridge"}, [("changed", "place", "", "en es")]),
        ({}, {"asked_by": "ana-lima"}, [("added", "asked_by", "", "")]),
        ({"topics": ["water"]}, {"topics": ["trade", "water"]}, [("added", "topics", "", "")]),
        (
            {"actors": [{"actor": "ana-lima", "role": "speaker"}]},
            {"actors": [{"actor": "ana-lima", "role": "host"}]},
            [("removed", "actors", "", ""), ("added", "actors", "", "")],
        ),
        ({}, {"cites": [CITE, OTHER]}, [("added", "cites", "s2", "")]),
        (
            {},
            {"cites": [{**CITE, "supports": ["date"], "speaker": "bo-reyes"}]},
            [("changed", "cites", "s1", "supports speaker")],
        ),
        ({}, {"cites": [CITE, CITE]}, [("added", "cites", "s1", "")]),
        ({}, {"claims": [CLAIM]}, [("added", "claims", "place The Ford", "")]),
        (
            {"claims": [CLAIM]},
            {"claims": [{**CLAIM, "rank": "preferred", "reason": "Closest"}]},
            [("changed", "claims", "place The Ford", "rank reason")],
        ),
        (
            {"claims": [CLAIM]},
            {"claims": [{**CLAIM, "sources": ["s1", "s2"]}]},
            [("changed", "claims", "place The Ford", "sources")],
        ),
        (
            {},
            {"history": [STATE]},
            [("added", "cites", "s2", ""), ("added", "history", "scheduled 2026-01-10", "")],
        ),
        (
            {"history": [STATE]},
            {"history": [{**STATE, "note": {"en": "By letter"}}]},
            [("changed", "history", "scheduled 2026-01-10", "note")],
        ),
        (
            {"commitments": [PROMISE]},
            {"commitments": [{**PROMISE, "status": "kept", "due": "2026-02"}]},
            [("changed", "commitments", "p1", "due status")],
        ),
        ({}, {"corrections": [CORRECTION]}, [("added", "corrections", "", "")]),
    ],
)
def test_an_event_is_compared_field_by_field(
    made: Made, old: dict[str, Any], new: dict[str, Any], changes: Told
) -> None:
    assert of_event(made, old, new) == changes
    mirror = {"added": "removed", "removed": "added", "changed": "changed"}
    back = [(mirror[how], *rest) for how, *rest in of_event(made, new, old)]
    assert sorted(back) == sorted(changes)


def test_a_change_has_the_old_value_and_the_new(made: Made) -> None:
    found = differences(made({}), made({"date": "2026-01-12"}))
    (change,) = found.events.changed[0].changes
    assert (change.old.text, change.new.text) == ("2026-01-11", "2026-01-12")


def test_a_citation_that_goes_into_history_is_neither_new_nor_gone(made: Made) -> None:
    old = {"status": "scheduled", "cites": [CITE, OTHER]}
    new = {"status": "held", "cites": [CITE], "history": [STATE]}
    assert of_event(made, old, new) == [
        ("changed", "status", "", ""),
        ("added", "history", "scheduled 2026-01-10", ""),
    ]


def test_a_link_is_a_field_like_any_other(made: Made) -> None:
    old, new = made({}, {}), made({}, {"about": "e1", "follows": "e1"})
    (pair,) = differences(old, new).events.changed
    assert told(pair.changes) == [("added", "about", "", ""), ("added", "follows", "", "")]


def test_records_are_new_or_gone_by_their_ids(made: Made) -> None:
    found = differences(made({}, {"id": "was"}), made({}, {"id": "is"}))
    assert [it.id for it in found.events.added] == ["is"]
    assert [it.id for it in found.events.removed] == ["was"]
    assert found.events.changed == ()


def test_sources_and_actors_are_compared_too(made: Made) -> None:
    old = made({})
    dated = [
        {"id": it, "url": "https://example.org", "published": "2026-01-12"} for it in ("s1", "s2")
    ]
    lima = {"id": "ana-lima", "kind": "person", "side": "AA", "name": "Ana Lima"}
    aliased = [{**lima, "aliases": ["Lima", "La Lima"]}]
    found = differences(old, made({}, sources=dated, actors=aliased))
    assert [it.new.id for it in found.sources.changed] == ["s1", "s2"]
    assert told(found.sources.changed[0].changes) == [
        ("removed", "file", "", ""),
        ("added", "url", "", ""),
        ("changed", "published", "", ""),
    ]
    assert told(found.actors.changed[0].changes) == [
        ("added", "aliases", "", ""),
        ("removed", "member_of", "", ""),
        ("removed", "offices", "", ""),
    ]
    assert [it.id for it in found.actors.removed] == ["ministry", "aland", "bo-reyes"]


def test_what_the_collection_says_of_itself_is_compared(made: Made) -> None:
    old = made({})
    about = {
        "title": {"en": "Aland and Bland", "es": "Alandia y Blandia"},
        "sides": {"AA": {"en": "Aland", "es": "Alandia"}, "BB": {"en": "The Bland"}},
        "topics": {"water": {"en": "shared rivers", "es": "ríos comunes"}},
        "coverage": {"en": "All that was printed"},
    }
    assert told(differences(old, made({}, collection=about)).about) == [
        ("changed", "sides", "BB", "en es"),
        ("removed", "topics", "trade", ""),
        ("added", "coverage", "", ""),
    ]


def test_of_two_citations_with_one_quote_either_may_come_first(made: Made) -> None:
    dated = {**CITE, "supports": ["date"]}
    assert of_event(made, {"cites": [CITE, dated]}, {"cites": [dated, CITE]}) == []
    assert of_event(made, {"cites": [CITE, dated]}, {"cites": [dated]}) == [
        ("removed", "cites", "s1", "")
    ]


def test_order_is_no_difference(made: Made) -> None:
    one, other = {"id": "a", "topics": ["water", "trade"]}, {"id": "b", "cites": [CITE, OTHER]}
    again = {"id": "a", "topics": ["trade", "water"]}
    assert not differences(made(one, other), made({"id": "b", "cites": [OTHER, CITE]}, again))


# Laws

DAYS = tuple(f"2026-01-0{n}" for n in range(1, 5))
CITES = st.lists(
    st.fixed_dictionaries(
        {"source": st.sampled_from(["s1", "s2"]), "quote": st.sampled_from("ab")},
        optional={"supports": st.just(["date"])},
    ),
    min_size=1,
    max_size=3,
)
EVENTS = st.fixed_dictionaries(
    {
        "date": st.sampled_from(DAYS),
        "kind": st.just("meeting"),
        "status": st.sampled_from(["scheduled", "held"]),
        "title": st.fixed_dictionaries({"en": st.sampled_from("xy")}),
        "topics": st.lists(st.sampled_from(["water", "trade"]), unique=True),
        "cites": CITES,
        "history": st.lists(
            st.fixed_dictionaries(
                {"status": st.just("scheduled"), "date": st.sampled_from(DAYS), "cites": CITES}
            ),
            max_size=2,
        ),
    },
    optional={"place": st.sampled_from("xy")},
)


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    events = draw(st.dictionaries(st.sampled_from("abc"), EVENTS, min_size=1))
    sources = [
        {"id": it, "url": "https://example.org", "published": draw(st.sampled_from(DAYS))}
        for it in ("s1", "s2")
    ]
    return validate.collection(
        {
            "collection": {"title": {"en": "t"}, "sides": {"AA": {"en": "a"}}},
            "sources": sources,
            "events": [{"id": key, **event} for key, event in events.items()],
        }
    )


def everything(found: Difference) -> list[tuple[str, ...]]:
    """Give all that a difference says, without what is old and what is new."""
    parts = (found.sources, found.actors, found.events)
    return sorted(
        (
            *(("added", it.id) for part in parts for it in part.added),
            *(("removed", it.id) for part in parts for it in part.removed),
            *(
                (change.how, it.new.id, change.field, change.key, str(change.old), str(change.new))
                for part in parts
                for it in part.changed
                for change in it.changes
            ),
        )
    )


def mirrored(said: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    back = ((turned[how], *rest) for how, *rest in said)
    return sorted((*it[:-2], it[-1], it[-2]) if len(it) > 2 else it for it in back)


@given(collections())
def test_nothing_differs_from_itself(one: Collection) -> None:
    assert not differences(one, one)
    assert everything(differences(one, one)) == []


@given(collections(), collections())
def test_to_swap_the_versions_swaps_what_is_new_and_what_is_gone(
    one: Collection, other: Collection
) -> None:
    assert everything(differences(other, one)) == mirrored(everything(differences(one, other)))


def contents(whole: Collection) -> dict[str, Any]:
    """Give the events by id, without the order of what they hold and where they cite it."""
    return {
        event.id: (
            event.model_copy(update={"cites": (), "history": (), "topics": ()}),
            set(event.topics),
            sorted(str(cite) for _, cite in event.all_cites()),
            sorted((state.status, state.date.text) for state in event.history),
        )
        for event in whole.events
    }


@given(collections(), collections())
def test_only_what_is_the_same_does_not_differ(one: Collection, other: Collection) -> None:
    found = differences(one, other)
    same = contents(one) == contents(other) and set(one.sources) == set(other.sources)
    assert bool(found) is not same


@given(collections(), st.randoms())
def test_no_order_matters(one: Collection, random: Any) -> None:
    shuffled = one.model_copy(
        update={
            "events": tuple(random.sample(one.events, len(one.events))),
            "sources": one.sources[::-1],
        }
    )
    assert not differences(one, Collection.model_validate(shuffled.model_dump(by_alias=True)))


@given(collections(), st.integers(1, 4), st.integers(1, 4))
def test_of_two_days_the_later_lacks_no_source_event_or_citation(
    one: Collection, first: int, last: int
) -> None:
    first, last = sorted((first, last))
    found = differences(known_on(one, date(2026, 1, first)), known_on(one, date(2026, 1, last)))
    assert (found.about, found.sources.removed, found.events.removed) == ((), (), ())
    assert not found.actors
    for pair in found.events.changed:
        for change in pair.changes:
            assert (change.field, change.how) != ("cites", "removed")
