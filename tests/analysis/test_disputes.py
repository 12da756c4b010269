"""Where sources differ, stand alone, or tell one text several times."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from timeline.analysis.disputes import DisputeReport, disputes, report
from timeline.records.model import Collection
from timeline.store.opening import open_collection

Make = Callable[..., Collection]

SHIPPED = str(Path(__file__).parent.parent / "articles" / "data" / "events.yaml")
SOURCES = [
    {"id": "agency", "url": "https://example.org/agency", "published": "2026-01-10"},
    *(
        {"id": f"copy-{n}", "url": f"https://example.org/{n}", "origin": "agency"}
        for n in range(1, 4)
    ),
    {"id": "other", "url": "https://example.org/other"},
]


def claim(field: str, value: str, *sources: str, **others: Any) -> dict[str, Any]:
    return {"field": field, "value": value, "sources": list(sources or ("s1",)), **others}


def citing(*sources: str) -> dict[str, Any]:
    return {"cites": [{"source": it, "quote": "They spoke on Sunday."} for it in sources]}


def whole(collection: Collection) -> DisputeReport:
    return report(collection, collection.events)


def test_claims_are_grouped_by_field_and_by_topic(made: Make) -> None:
    collection = made(
        {
            "claims": [
                claim("place", "Aport"),
                claim("summary", "warm", topic="water"),
                claim("place", "Bport", "s2"),
                claim("summary", "cold", topic="trade"),
                claim("summary", "cool", topic="water"),
            ]
        }
    )
    found = [
        (it.field.value, it.topic, [c.value.en for c in it.claims])
        for it in disputes(collection.events[0])
    ]
    assert found == [
        ("place", None, ["Aport", "Bport"]),
        ("summary", "water", ["warm", "cool"]),
        ("summary", "trade", ["cold"]),
    ]


def test_the_preferred_claim_is_the_one_that_the_record_prefers(made: Make) -> None:
    preferred = claim("place", "Bport", "s2", rank="preferred", reason="nearer")
    (event,) = made({"claims": [claim("place", "Aport"), preferred]}).events
    (found,) = disputes(event)
    assert found.preferred == event.claims[1]
    (none,) = disputes(made({"claims": [claim("place", "Aport")]}).events[0])
    assert none.preferred is None


def test_a_value_that_none_stands_against_is_no_dispute(made: Make) -> None:
    found = whole(made({"claims": [claim("place", "Aport"), claim("place", "Aport", "s2")]}))
    assert found.disputes == ()
    assert [it.field.value for it in found.undisputed] == ["place"]


def test_events_of_one_source(made: Make) -> None:
    found = whole(made(citing("s1", "s1"), citing("s1", "s2"), {"cites": []}))
    assert [(it.event.id, it.source) for it in found.singles] == [("e1", "s1")]


def test_several_articles_of_one_text_are_one_origin(made: Make) -> None:
    collection = made(
        citing("copy-1", "copy-2", "copy-3", "agency"),
        citing("copy-1", "copy-2"),
        citing("copy-1", "other"),
        citing("copy-3"),
        sources=SOURCES,
    )
    found = whole(collection)
    assert [(it.event.id, it.origin, it.sources) for it in found.chains] == [
        ("e1", "agency", ("agency", "copy-1", "copy-2", "copy-3")),
        ("e2", "agency", ("copy-1", "copy-2")),
    ]
    assert [(it.origin, it.sources) for it in found.origins] == [
        ("agency", ("agency", "copy-1", "copy-2", "copy-3"))
    ]
    assert [it.event.id for it in found.singles] == ["e4"]
    assert (len(found.sources), found.roots) == (5, ("agency", "other"))


def test_an_origin_may_be_an_event(made: Make) -> None:
    sources = [
        {"id": name, "url": f"https://example.org/{name}", "origin": "e2"} for name in ("a", "b")
    ]
    found = whole(made(citing("a", "b"), citing("a"), sources=sources))
    assert [(it.origin, it.sources) for it in found.origins] == [("e2", ("a", "b"))]


def test_only_what_the_events_asked_for_cite_is_counted(made: Make) -> None:
    collection = made(citing("s1"), citing("s2"))
    found = report(collection, collection.events[1:])
    assert found.sources == ("s2",)


def test_the_shipped_collection() -> None:
    found = whole(open_collection(SHIPPED, {}).collection)
    fields = {(it.event.id, it.field.value) for it in found.disputes}
    assert {
        ("2026-01-11-call-de-la-fuente-rubio", "kind"),
        ("2026-01-15-joint-statement", "issuer"),
        ("2026-01-15-joint-statement", "text"),
    } <= fields
    assert "2026-05-tmec-renegotiation" in {it.event.id for it in found.singles}
    assert (len(found.sources), len(found.roots)) == (5, 5)


CLAIMS = st.lists(
    st.fixed_dictionaries(
        {
            "field": st.sampled_from(["place", "kind", "summary", "text"]),
            "value": st.sampled_from(["one", "two", "three"]),
            "sources": st.sampled_from([["s1"], ["s2"], ["s1", "s2"]]),
        },
        optional={
            "topic": st.sampled_from(["water", "trade"]),
            "attribution": st.sampled_from(["AA", "BB", "joint", "outlet"]),
        },
    ),
    max_size=6,
)


@given(many=st.lists(CLAIMS, min_size=1, max_size=3))
def test_no_claim_is_lost_and_none_is_told_twice(
    made: Make, many: list[list[dict[str, Any]]]
) -> None:
    collection = made(*({"claims": claims} for claims in many))
    found = whole(collection)
    told = [id(it) for dispute in (*found.disputes, *found.undisputed) for it in dispute.claims]
    assert sorted(told) == sorted(id(it) for event in collection.events for it in event.claims)
