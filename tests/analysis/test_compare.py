"""An event's accounts side by side, and topics by voice."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.analysis.compare import (
    Length,
    MentionCount,
    Verdict,
    accounts_of,
    comparison,
    tallies,
)
from timeline.records import validate
from timeline.records.model import Cite, Collection, Event

Made = Callable[..., Collection]

CALL: dict[str, Any] = {"cites": []}


def said(quote: str, voice: str, *topics: str, **more: Any) -> dict[str, Any]:
    return {
        "source": "s1",
        "quote": quote,
        "attribution": voice,
        "topics": list(topics),
        **more,
    }


def account(*cites: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "statement", "status": "issued", "about": "e1", "cites": list(cites), **more}


def test_accounts_are_what_is_about_the_event_directly_or_through_another(made: Made) -> None:
    collection = made({}, account(), {"about": "e2"}, {}, {"about": "e4"})
    found = accounts_of(collection, collection.events[0])
    assert [it.id for it in found] == ["e2", "e3"]
    assert accounts_of(collection, collection.event["e3"]) == ()


@pytest.mark.parametrize(
    ("voices", "verdict", "sides"),
    [
        (["AA", "BB"], Verdict.BOTH, ("AA", "BB")),
        (["AA", "BB", "joint", "outlet"], Verdict.BOTH, ("AA", "BB")),
        (["BB", "outlet"], Verdict.ONLY, ("BB",)),
        (["joint", "outlet"], Verdict.JOINTLY, ()),
        (["joint", "AA"], Verdict.JOINTLY, ("AA",)),
        (["outlet"], Verdict.OUTLET, ()),
    ],
)
def test_a_topic_is_judged_by_the_voices_that_raise_it(
    made: Made, voices: list[str], verdict: Verdict, sides: tuple[str, ...]
) -> None:
    collection = made(CALL, account(*(said("Words.", voice, "water") for voice in voices)))
    (row,) = comparison(collection, collection.events[0]).rows
    assert (row.topic, row.verdict, row.sides) == ("water", verdict, sides)
    assert [voice for voice, cell in row.cells.items() if cell] == [
        voice for voice in ("AA", "BB", "joint", "outlet") if voice in voices
    ]


def claim(side: str | None, value: str, **more: Any) -> dict[str, Any]:
    given = {"field": "summary", "value": value, "sources": ["s1"], "topic": "water", **more}
    return given | ({"attribution": side} if side else {})


@pytest.mark.parametrize(
    ("claims", "differ"),
    [
        ([claim("AA", "agreed"), claim("BB", "discussed")], True),
        ([claim("AA", "agreed"), claim("BB", "agreed")], False),
        ([claim("AA", "agreed"), claim("AA", "discussed")], False),
        ([claim("AA", "agreed"), claim("outlet", "discussed")], False),
        ([claim("AA", "agreed"), claim(None, "discussed")], False),
        ([claim("AA", "agreed"), claim("BB", "discussed", topic="trade")], False),
        ([claim("AA", "agreed"), claim("BB", "2026", field="text")], False),
    ],
)
def test_sides_differ_where_their_claims_to_one_field_of_one_topic_do(
    made: Made, claims: list[dict[str, Any]], differ: bool
) -> None:
    own, other = claims
    collection = made(CALL | {"claims": [own]}, account(said("W.", "AA", "water"), claims=[other]))
    row = comparison(collection, collection.events[0]).rows[0]
    assert (row.verdict is Verdict.DIFFER) is differ
    assert len(row.differing) == 2 * differ


def test_a_topic_that_only_claims_speak_of_has_a_row(made: Made) -> None:
    claims = [claim("AA", "agreed"), claim("BB", "discussed")]
    collection = made(CALL | {"claims": claims}, account())
    rows = comparison(collection, collection.events[0]).topics
    assert [(it.topic, it.verdict) for it in rows] == [("water", Verdict.DIFFER)]


def test_rows_stand_as_topics_are_declared_and_passages_without_one_come_last(made: Made) -> None:
    cites = [said("A.", "AA"), said("B.", "AA", "zinc", "apes"), said("C.", "BB", "trade", "water")]
    collection = made(CALL, account(*cites))
    rows = comparison(collection, collection.events[0]).rows
    assert [row.topic for row in rows] == ["water", "trade", "apes", "zinc", None]


def test_the_words_of_each_voice_are_given_once(made: Made) -> None:
    cites = [
        said("The río.", "AA", "water", terms={"water": "río"}),
        said("The Rio.", "AA", "water", terms={"water": "Rio"}),
        said("The stream.", "BB", "water", terms={"water": "stream"}),
        said("The ford.", "BB", "water"),
    ]
    collection = made(CALL, account(*cites))
    (row,) = comparison(collection, collection.events[0]).rows
    assert row.terms == {"AA": ("río",), "BB": ("stream",)}


def test_the_facts_of_an_account(made: Made) -> None:
    told = account(
        said("We spoke of trade and water.", "AA", "trade", "water", terms={"water": "water"}),
        said("trade and water", "AA", "trade"),
        said("She is said to have asked.", "AA", "water", speech="reported"),
        said("A stamp.", "outlet", "trade"),
        actors=[
            {"actor": "ministry", "role": "issuer"},
            {"actor": "bo-reyes", "role": "subject"},
            {"actor": "ana-lima", "role": "speaker"},
        ],
        asked_by="bo-reyes",
    )
    call = CALL | {"actors": [{"actor": "ana-lima", "role": "participant"}]}
    collection = made(call, told)
    (found,) = comparison(collection, collection.events[0]).accounts
    assert found.publishers == ("ministry", "ana-lima")
    assert found.sources == ("s1",)
    assert found.lengths == (Length("s1", 6, 6),)
    assert found.first == "water"
    assert found.asked_by == "bo-reyes"
    assert found.took_part == ("bo-reyes", "ana-lima")


@pytest.mark.parametrize(
    ("places", "first"),
    [
        ({"Rivers.": 40, "Tolls.": 7}, "trade"),
        ({"Rivers.": 7, "Tolls.": 40}, "water"),
        ({"Tolls.": 7}, "water"),
    ],
)
def test_what_stands_first_in_the_text_is_mentioned_first_if_every_place_is_proved(
    made: Made, places: Mapping[str, int], first: str
) -> None:
    cites = [said("Rivers.", "AA", "water"), said("Tolls.", "AA", "trade")]
    collection = made(CALL, account(*cites))
    told = comparison(collection, collection.events[0], lambda cite: places.get(cite.quote or ""))
    assert told.accounts[0].first == first


def test_an_account_without_passages_has_no_first_mention(made: Made) -> None:
    collection = made(CALL, account())
    (found,) = comparison(collection, collection.events[0]).accounts
    assert (found.first, found.lengths, found.asked_by) == (None, (), None)


def test_topics_are_counted_by_voice_in_passages_and_events(made: Made) -> None:
    collection = made(
        {"cites": [said("A.", "AA", "water"), said("B.", "AA", "water", "trade")]},
        {"cites": [said("C.", "AA", "water"), said("D.", "outlet", "water"), said("E.", "BB")]},
    )
    water, trade = tallies(collection, collection.events)
    assert (water.topic, trade.topic) == ("water", "trade")
    silent = MentionCount(0, 0)
    assert water.mentions == {
        "AA": MentionCount(3, 2),
        "BB": silent,
        "joint": silent,
        "outlet": MentionCount(1, 1),
    }
    assert trade.mentions == {
        "AA": MentionCount(1, 1),
        "BB": silent,
        "joint": silent,
        "outlet": silent,
    }


CITES = st.lists(
    st.builds(
        said,
        st.sampled_from(["One.", "Two.", "Three."]),
        st.sampled_from(["AA", "BB", "joint", "outlet"]),
        speech=st.sampled_from(["direct", "reported"]),
    ).flatmap(
        lambda cite: st.lists(
            st.sampled_from(["water", "trade", "apes"]), max_size=3, unique=True
        ).map(lambda topics: cite | {"topics": topics})
    ),
    max_size=4,
)
PARTS = st.fixed_dictionaries(
    {
        "cites": CITES,
        "about": st.integers(0, 3),
        "history": CITES.map(
            lambda cites: [{"status": "scheduled", "date": "2026-01", "cites": cites}]
        ),
        "commitments": CITES.map(
            lambda cites: [{"id": "c", "text": {"en": "x"}, "by": ["AA"], "cites": cites}]
        ),
    }
)


def made_of(tree: Callable[..., dict[str, Any]], parts: list[dict[str, Any]]) -> Collection:
    """Make events each of which is about one before it, or about none."""
    events = [
        part | {"about": f"e{part['about']}" if 0 < part["about"] <= n else None}
        for n, part in enumerate(parts)
    ]
    return validate.collection(tree(*events))


def expected(events: list[Event]) -> Counter[tuple[int, str | None, str]]:
    def topics(cite: Cite) -> tuple[str | None, ...]:
        return cite.topics or (None,)

    return Counter(
        (id(cite), topic, cite.attribution)
        for event in events
        for _, cite in event.all_cites()
        for topic in topics(cite)
    )


@given(parts=st.lists(PARTS, min_size=2, max_size=4))
def test_no_passage_is_lost_and_none_invented(
    tree: Callable[..., dict[str, Any]], parts: list[dict[str, Any]]
) -> None:
    collection = made_of(tree, parts)
    event = collection.events[0]
    told = comparison(collection, event)
    found = Counter(
        (id(it.cite), row.topic, voice)
        for row in told.rows
        for voice, cell in row.cells.items()
        for it in cell
    )
    assert found == expected([event, *(it.event for it in told.accounts)])


@given(parts=st.lists(PARTS, min_size=2, max_size=4))
def test_every_passage_with_a_topic_is_counted(
    tree: Callable[..., dict[str, Any]], parts: list[dict[str, Any]]
) -> None:
    collection = made_of(tree, parts)
    counted = sum(
        it.passages
        for tally in tallies(collection, collection.events)
        for it in tally.mentions.values()
    )
    known = expected(list(collection.events))
    assert counted == sum(n for (_, topic, _), n in known.items() if topic)
