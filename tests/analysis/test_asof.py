"""What was known on a day, and that what is known stays known."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from tests.dated import NUMBERS, cite, claim, collections, day
from timeline.analysis.asof import known_on
from timeline.records import validate
from timeline.records.model import Collection

Made = Callable[..., Collection]

SOURCES = [
    {"id": "s1", "url": "https://example.org/1", "published": "2026-01-05"},
    {"id": "s2", "url": "https://example.org/2", "published": "2026-01-10/2026-01-12"},
    {"id": "s3", "url": "https://example.org/3", "published": "2026-01-20"},
    {"id": "s4", "url": "https://example.org/4"},
]


# Which sources, events and parts of events


@pytest.mark.parametrize(
    ("number", "sources"),
    [
        (4, []),
        (5, ["s1"]),
        (11, ["s1"]),
        (12, ["s1", "s2"]),
        (20, ["s1", "s2", "s3"]),
        (31, ["s1", "s2", "s3"]),
    ],
)
def test_a_source_counts_from_the_last_day_on_which_it_may_have_been_published(
    made: Made, number: int, sources: list[str]
) -> None:
    whole = made({"cites": [cite("s1")]}, sources=SOURCES)
    assert [it.id for it in known_on(whole, day(number)).sources] == sources


@pytest.mark.parametrize(
    ("published", "last"),
    [
        ("2026-01", date(2026, 1, 31)),
        ("[2026-01-03,2026-01-09]", date(2026, 1, 9)),
        ("../2026-01-11", date(2026, 1, 11)),
    ],
)
def test_of_an_open_date_only_the_last_possible_day_counts(
    made: Made, published: str, last: date
) -> None:
    source = {"id": "s1", "url": "https://example.org/1", "published": published}
    whole = made({"cites": [cite("s1")]}, sources=[source])
    assert known_on(whole, last.replace(day=last.day - 1)).sources == ()
    assert known_on(whole, last) == whole


def test_a_source_that_may_still_be_published_is_never_known(made: Made) -> None:
    source = {"id": "s1", "url": "https://example.org/1", "published": "2026-01-11/.."}
    whole = made({"cites": [cite("s1")]}, sources=[source])
    assert known_on(whole, date.max).sources == ()


def test_an_event_is_known_as_soon_as_one_of_its_citations_is(made: Made) -> None:
    whole = made(
        {"cites": [cite("s2"), cite("s3")]},
        {"cites": [cite("s3")]},
        {"cites": [cite("s4")]},
        {"cites": []},
        sources=SOURCES,
    )
    seen = known_on(whole, day(12))
    assert [(it.id, [cite.source for cite in it.cites]) for it in seen.events] == [("e1", ["s2"])]
    assert [it.id for it in known_on(whole, day(20)).events] == ["e1", "e2"]


def test_sources_keep_the_numbers_by_which_they_are_cited(made: Made) -> None:
    whole = made({"cites": [cite("s1"), cite("s2")]}, sources=[*SOURCES[2:], *SOURCES[:2]])
    seen = known_on(whole, day(12))
    assert seen.number == {"s1": 3, "s2": 4}
    assert seen.cites_of(seen.events[0]) == (3, 4)
    assert known_on(seen, day(5)).number == {"s1": 3}


def test_actors_stay_whoever_takes_part(made: Made) -> None:
    whole = made({"cites": [cite("s1")]}, sources=SOURCES)
    assert known_on(whole, day(1)).actors == whole.actors
    assert known_on(whole, day(1)).collection == whole.collection


def test_claims_keep_the_sources_that_were_known(made: Made) -> None:
    claims = [
        {"field": "kind", "value": "call", "sources": ["s1", "s3"]},
        {"field": "kind", "value": "visit", "sources": ["s3"]},
    ]
    whole = made({"cites": [cite("s1")], "claims": claims}, sources=SOURCES)
    (event,) = known_on(whole, day(5)).events
    assert [(it.value.en, it.sources) for it in event.claims] == [("call", ("s1",))]


def test_commitments_and_earlier_states_need_a_known_citation(made: Made) -> None:
    promise = {"text": {"en": "To meet", "es": "Reunirse"}, "by": ["AA"]}
    whole = made(
        {
            "cites": [cite("s1")],
            "commitments": [
                {"id": "p1", **promise, "cites": [cite("s1"), cite("s2")]},
                {"id": "p2", **promise, "cites": [cite("s2")]},
                {"id": "p3", **promise},
            ],
            "history": [
                {"status": "scheduled", "date": "2026-01-11", "cites": [cite("s1")]},
                {"status": "postponed", "date": "2026-02", "cites": [cite("s2")]},
                {"status": "postponed", "date": "2026-03"},
            ],
        },
        sources=SOURCES,
    )
    (event,) = known_on(whole, day(5)).events
    assert [(it.id, len(it.cites)) for it in event.commitments] == [("p1", 1)]
    assert [it.date.text for it in event.history] == ["2026-01-11"]


def test_corrections_are_known_from_the_day_they_were_made(made: Made) -> None:
    fixed = {"field": "date", "was": "2026-01-10", "now": "2026-01-11", "reason": "A misprint"}
    whole = made(
        {"cites": [cite("s1")], "corrections": [{"on": "2026-01-18", **fixed}]}, sources=SOURCES
    )
    assert known_on(whole, day(17)).events[0].corrections == ()
    assert len(known_on(whole, day(18)).events[0].corrections) == 1


# Links and other facts that only later sources carry


def test_links_to_what_is_not_yet_known_are_cut(made: Made) -> None:
    whole = made(
        {"cites": [cite("s3")]},
        {"cites": [cite("s1")], "about": "e1", "announced_by": "e3", "follows": "e1"},
        {"cites": [cite("s1")]},
        sources=[{**SOURCES[0], "origin": "s3"}, *SOURCES[1:]],
    )
    seen = known_on(whole, day(5))
    assert [it.id for it in seen.events] == ["e2", "e3"]
    event = seen.event["e2"]
    assert (event.about, event.announced_by, event.follows) == (None, "e3", None)
    assert seen.sources[0].origin is None
    assert known_on(whole, day(20)).sources[0].origin == "s3"
    assert known_on(whole, day(20)).event["e2"].about == "e1"


def test_a_place_a_summary_and_a_link_that_only_a_later_source_carries_vanish(made: Made) -> None:
    event = {
        "place": "The Ford",
        "summary": {"en": "The first of two", "es": "La primera de dos"},
        "asked_by": "ana-lima",
        "follows": "e1",
        "cites": [cite("s1", "date"), cite("s3", "place", "summary", "asked_by", "follows")],
    }
    whole = made({"cites": [cite("s1")]}, event, sources=SOURCES)
    early, late = known_on(whole, day(5)).event["e2"], known_on(whole, day(20)).event["e2"]
    assert (early.place, early.summary, early.asked_by, early.follows) == (None, None, None, None)
    assert late == whole.event["e2"]


def test_a_place_that_no_citation_is_said_to_carry_stays(made: Made) -> None:
    whole = made({"place": "The Ford", "cites": [cite("s1"), cite("s3")]}, sources=SOURCES)
    assert known_on(whole, day(5)).events[0].place is not None


def test_topics_that_only_a_later_citation_raises_vanish(made: Made) -> None:
    cites = [cite("s1", topics=["water"]), cite("s3", topics=["trade"])]
    whole = made({"topics": ["trade", "water", "fish"], "cites": cites}, sources=SOURCES)
    assert known_on(whole, day(5)).events[0].topics == ("water", "fish")
    assert known_on(whole, day(20)).events[0].topics == ("trade", "water", "fish")


# The state that was known

HELD = {
    "date": "2026-01-19",
    "status": "held",
    "history": [
        {"status": "scheduled", "date": "2026-01-12", "cites": [cite("s1", "date", "status")]},
        {"status": "postponed", "date": "2026-01-19", "cites": [cite("s2", "date", "status")]},
    ],
    "cites": [cite("s3", "date", "status")],
}


@pytest.mark.parametrize(
    ("number", "state", "earlier", "cited"),
    [
        (5, ("scheduled", "2026-01-12"), [], "s1"),
        (12, ("postponed", "2026-01-19"), ["2026-01-12"], "s2"),
        (20, ("held", "2026-01-19"), ["2026-01-12", "2026-01-19"], "s3"),
    ],
)
def test_a_planned_event_is_in_the_last_state_that_was_known(
    made: Made, number: int, state: tuple[str, str], earlier: list[str], cited: str
) -> None:
    (event,) = known_on(made(HELD, sources=SOURCES), day(number)).events
    assert (event.status, event.date.text) == state
    assert [it.date.text for it in event.history] == earlier
    assert [it.source for it in event.cites] == [cited]


@pytest.mark.parametrize("supports", [[], ["date"], ["kind"]])
def test_that_a_day_was_known_before_does_not_make_the_meeting_held(
    made: Made, supports: list[str]
) -> None:
    history = [{"status": "scheduled", "date": "2026-01-19", "cites": [cite("s1")]}]
    cites = [cite("s2", *supports), cite("s3", "date", "status")]
    whole = made({**HELD, "history": history, "cites": cites}, sources=SOURCES)
    (event,) = known_on(whole, day(12)).events
    assert (event.status, event.date.text) == ("scheduled", "2026-01-19")
    assert event.history == ()
    assert [it.source for it in event.cites] == ["s2", "s1"]


def test_a_new_day_that_was_known_before_the_meeting_leaves_the_old_one_in_history(
    made: Made,
) -> None:
    history = [{"status": "scheduled", "date": "2026-01-12", "cites": [cite("s1")]}]
    cites = [cite("s2", "date"), cite("s3", "status")]
    (event,) = known_on(
        made({**HELD, "history": history, "cites": cites}, sources=SOURCES), day(12)
    ).events
    assert (event.status, event.date.text) == ("scheduled", "2026-01-19")
    assert [state.date.text for state in event.history] == ["2026-01-12"]


def test_an_event_known_only_by_its_plan_is_planned_though_nothing_says_what_supports_it(
    made: Made,
) -> None:
    history = [{"status": "scheduled", "date": "2026-01-12", "cites": [cite("s1")]}]
    whole = made({**HELD, "history": history, "cites": [cite("s3")]}, sources=SOURCES)
    (event,) = known_on(whole, day(5)).events
    assert (event.status, event.date.text) == ("scheduled", "2026-01-12")


@pytest.mark.parametrize(
    ("number", "on", "status"),
    [(5, "2026-01-03", "denied"), (12, "2026-01-02", "denied"), (20, "2026-01-01", "held")],
)
def test_of_what_is_in_dispute_the_best_known_claim_counts(
    made: Made, number: int, on: str, status: str
) -> None:
    whole = made(
        {
            "date": "2026-01-01",
            "cites": [cite(it, "date", "status") for it in ("s1", "s2", "s3")],
            "claims": [
                claim("date", "2026-01-01", "s3", rank="preferred"),
                claim("date", "2026-01-03", "s1", rank="deprecated"),
                claim("date", "2026-01-02", "s2"),
                claim("status", "held", "s3", rank="preferred"),
                claim("status", "agreed in words alone", "s1"),
                claim("status", "denied", "s1"),
            ],
        },
        sources=SOURCES,
    )
    (event,) = known_on(whole, day(number)).events
    assert (event.date.text, event.status) == (on, status)


@pytest.mark.parametrize("number", [5, 12])
@pytest.mark.parametrize("now", ["2026-01-18", "2026-01-16"])
def test_claims_do_not_choose_among_the_days_of_an_earlier_state(
    made: Made, number: int, now: str
) -> None:
    planned = "[2026-01-15,2026-01-16]"
    whole = made(
        {
            "date": now,
            "status": "held",
            "cites": [cite("s1", "kind"), cite("s3", "date", "status")],
            "claims": [claim("date", "2026-01-15", "s1"), claim("date", "2026-01-16", "s1")],
            "history": [{"status": "scheduled", "date": planned, "cites": [cite("s1", "date")]}],
        },
        sources=SOURCES,
    )
    (event,) = known_on(whole, day(number)).events
    assert (event.status, event.date.text, event.history) == ("scheduled", planned, ())
    assert known_on(whole, day(20)) == known_on(known_on(whole, day(20)), day(20))
    assert known_on(whole, day(20)).events[0].date.text == now


def test_claims_to_other_days_leave_a_date_alone_that_a_known_citation_carries(made: Made) -> None:
    whole = made(
        {"cites": [cite("s1", "date")], "claims": [claim("date", "2026-01-12", "s1")]},
        sources=SOURCES,
    )
    assert known_on(whole, day(5)).events[0].date.text == "2026-01-11"


@pytest.mark.parametrize("kept", ["s1", "s2"])
def test_the_latest_of_the_known_earlier_states_is_the_present_one(made: Made, kept: str) -> None:
    history = [
        {"status": "scheduled", "date": "2026-01-12", "cites": [cite("s1")]},
        {"status": "scheduled", "date": "2026-01-13", "cites": [cite(kept)]},
        {"status": "postponed", "date": "2026-01-14", "cites": [cite("s3")]},
    ]
    whole = made({**HELD, "history": history}, sources=SOURCES)
    (event,) = known_on(whole, day(12)).events
    assert (event.status, event.date.text) == ("scheduled", "2026-01-13")
    assert [it.date.text for it in event.history] == ["2026-01-12"]


def test_of_an_event_in_none_of_its_known_states_the_latest_of_them_counts(made: Made) -> None:
    history = [
        {"status": "scheduled", "date": "2026-01-12", "cites": [cite("s1")]},
        {"status": "scheduled", "date": "2026-01-13", "cites": [cite("s1")]},
    ]
    cites = [cite("s1", "status"), cite("s3", "date")]
    whole = made({**HELD, "history": history, "cites": cites}, sources=SOURCES)
    (event,) = known_on(whole, day(5)).events
    assert (event.status, event.date.text) == ("held", "2026-01-13")


def test_of_a_date_that_only_later_sources_claim_the_latest_known_plan_is_left(made: Made) -> None:
    history = [
        {"status": "scheduled", "date": "2026-01-12", "cites": [cite("s1")]},
        {"status": "scheduled", "date": "2026-01-13", "cites": [cite("s1")]},
    ]
    event = {
        **HELD,
        "history": history,
        "cites": [cite("s1", "date", "status")],
        "claims": [claim("date", "2026-01-19", "s3")],
    }
    (seen,) = known_on(made(event, sources=SOURCES), day(5)).events
    assert (seen.status, seen.date.text) == ("held", "2026-01-13")


# Titles and participants

PLAN = {
    "status": "scheduled",
    "date": "2026-01-12",
    "title": {"en": "The meeting", "es": "La reunión"},
    "actors": [{"actor": "ana-lima", "role": "participant"}],
    "cites": [cite("s1", "date", "status")],
}
BOTH = [
    {"actor": "ana-lima", "role": "participant"},
    {"actor": "bo-reyes", "role": "host"},
]
CALLED_OFF = {
    "date": "2026-01-12",
    "status": "cancelled",
    "title": {"en": "The meeting, called off", "es": "La reunión, cancelada"},
    "actors": BOTH,
    "history": [PLAN],
    "cites": [cite("s2", "status", "actors")],
}


def told(collection: Collection) -> list[tuple[str, list[str]]]:
    return [(it.title.say("en"), [part.actor for part in it.actors]) for it in collection.events]


def test_an_event_that_is_back_in_a_state_has_its_title_and_its_participants(made: Made) -> None:
    whole = made(CALLED_OFF, sources=SOURCES)
    assert told(known_on(whole, day(5))) == [("The meeting", ["ana-lima"])]
    assert told(known_on(whole, day(12))) == [("The meeting, called off", ["ana-lima", "bo-reyes"])]


def test_so_it_has_where_the_day_and_the_status_of_the_plan_are_those_of_now(made: Made) -> None:
    whole = made({**CALLED_OFF, "status": "scheduled"}, sources=SOURCES)
    assert told(known_on(whole, day(5))) == [("The meeting", ["ana-lima"])]
    seen = known_on(whole, day(5))
    assert known_on(seen, day(5)) == seen


def test_a_state_that_names_none_leaves_title_and_participants_as_they_are(made: Made) -> None:
    plan = {key: PLAN[key] for key in ("status", "date", "cites")}
    whole = made({**CALLED_OFF, "history": [plan], "cites": [cite("s2")]}, sources=SOURCES)
    assert told(known_on(whole, day(5))) == [("The meeting, called off", ["ana-lima", "bo-reyes"])]


def test_before_any_plan_is_known_the_first_of_them_is_the_present_one(made: Made) -> None:
    moved = {**PLAN, "date": "2026-01-19", "title": {"en": "Moved"}, "cites": [cite("s3")]}
    plan = {**PLAN, "cites": [cite("s2")]}
    cites = [cite("s1", "kind"), cite("s3", "date", "status")]
    whole = made({**CALLED_OFF, "history": [plan, moved], "cites": cites}, sources=SOURCES)
    (event,) = known_on(whole, day(5)).events
    assert (event.date.text, event.status) == ("2026-01-12", "scheduled")
    assert told(known_on(whole, day(5))) == [("The meeting", ["ana-lima"])]


@pytest.mark.parametrize(
    ("early", "later", "shown"),
    [
        (cite("s1", "date"), cite("s2", "date", "actors"), []),
        (cite("s1", "date", "actors"), cite("s2", "actors"), ["ana-lima", "bo-reyes"]),
        # Nothing says who carries them, or what the first citation carries.
        (cite("s1", "date"), cite("s2", "date"), ["ana-lima", "bo-reyes"]),
        (cite("s1"), cite("s2", "actors"), ["ana-lima", "bo-reyes"]),
        # Who speaks in what was known is known.
        (cite("s1", "date", speaker="bo-reyes"), cite("s2", "actors"), ["bo-reyes"]),
    ],
)
def test_participants_that_only_later_sources_carry_are_not_known(
    made: Made, early: dict[str, Any], later: dict[str, Any], shown: list[str]
) -> None:
    whole = made({"actors": BOTH, "cites": [early, later]}, sources=SOURCES)
    assert [actors for _, actors in told(known_on(whole, day(5)))] == [shown]
    assert known_on(whole, day(12)).events == whole.events


def test_who_issued_a_text_is_known_from_the_source_that_says_so(made: Made) -> None:
    parts = [{"actor": "ana-lima", "role": "issuer"}, {"actor": "bo-reyes", "role": "subject"}]
    cites = [cite("s1", "issuer"), cite("s2", "actors")]
    whole = made({"actors": parts, "cites": cites}, sources=SOURCES)
    assert [actors for _, actors in told(known_on(whole, day(5)))] == [["ana-lima"]]


# Laws


def facts(collection: Collection) -> set[tuple[str, ...]]:
    """Everything that stays known once it is known: sources, events, citations, claims …"""
    return {
        *(("source", it.id) for it in collection.sources),
        *(("event", it.id) for it in collection.events),
        *(
            ("cite", event.id, cite.source, cite.quote or "")
            for event in collection.events
            for _, cite in event.all_cites()
        ),
        *(
            ("claim", event.id, it.field, it.value.say("en"), source)
            for event in collection.events
            for it in event.claims
            for source in it.sources
        ),
        *(("topic", event.id, topic) for event in collection.events for topic in event.topics),
        *(("promise", it.id, p.id) for it in collection.events for p in it.commitments),
        *(
            ("state", event.id, it.status, it.date.text)
            for event in collection.events
            for it in event.history
        ),
    }


@given(collections(), NUMBERS, NUMBERS)
def test_what_is_known_stays_known(whole: Collection, one: int, other: int) -> None:
    first, last = sorted((one, other))
    assert facts(known_on(whole, day(first))) <= facts(known_on(whole, day(last)))


@given(collections(), NUMBERS)
def test_an_earlier_state_that_is_known_is_the_present_one_or_stands_in_history(
    whole: Collection, number: int
) -> None:
    seen = known_on(whole, day(number))
    for event in seen.events:
        states = [(event.status, event.date)]
        states += [(it.status, it.date) for it in event.history]
        for state in whole.event[event.id].history:
            if any(it.source in seen.source for it in state.cites):
                assert (state.status, state.date) in states


@given(collections())
def test_on_the_newest_day_everything_is_known(whole: Collection) -> None:
    newest = whole.newest_source
    assert newest is not None
    assert known_on(whole, newest) == whole


@given(collections(), NUMBERS)
def test_to_ask_twice_changes_nothing(whole: Collection, number: int) -> None:
    once = known_on(whole, day(number))
    assert known_on(once, day(number)) == once


@given(collections(), NUMBERS)
def test_what_was_known_is_a_collection_in_which_every_reference_leads_somewhere(
    whole: Collection, number: int
) -> None:
    seen = known_on(whole, day(number))
    tree = seen.model_dump(mode="json", by_alias=True, exclude_none=True)
    assert validate.collection(tree) == seen


@given(collections(), NUMBERS)
def test_nothing_rests_on_a_later_source(whole: Collection, number: int) -> None:
    later = {it.id for it in whole.sources if it.last_day and it.last_day > day(number)}
    seen = known_on(whole, day(number))
    assert not later & {it.id for it in seen.sources}
    for event in seen.events:
        assert not later & {cite.source for _, cite in event.all_cites()}
        assert not later & {source for claim in event.claims for source in claim.sources}
