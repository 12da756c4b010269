from collections.abc import Callable
from typing import Any

import pytest

Offences = Callable[..., list[str]]

LIMA = {"actor": "ana-lima", "role": "participant"}
REYES = {"actor": "bo-reyes", "role": "participant"}
SOURCE = {"url": "https://example.org"}
PERSON = {"kind": "person", "name": "x"}
CLAIM = {"field": "date", "value": "2026-01-11", "sources": ["s1"]}
ENGLISH = {"en": "x"}
SPANISH = {"es": "x"}
BOTH = {"en": "x", "es": "x"}


def test_a_source_that_nothing_cites_is_pointed_out(offences: Offences) -> None:
    assert offences("R1", {}) == ["sources[1]: nothing cites 's2'"]


def test_a_source_is_used_when_any_part_cites_it_or_a_source_rewrites_it(
    offences: Offences,
) -> None:
    sources = [
        {"id": "s1", **SOURCE, "origin": "s3"},
        {"id": "s2", **SOURCE},
        {"id": "s3", **SOURCE},
    ]
    cites = [{"source": "s2", "says": BOTH}]
    plan = {"status": "scheduled", "date": "2026-01-11", "cites": cites}
    assert offences("R1", {"history": [plan]}, sources=sources) == []


def test_an_actor_that_takes_part_in_nothing_is_pointed_out(offences: Offences) -> None:
    assert offences("R2", {"actors": [REYES]}) == [
        "actors[0]: 'ana-lima' takes part in nothing",
        "actors[1]: 'ministry' takes part in nothing",
        "actors[2]: 'aland' takes part in nothing",
    ]


def test_an_actor_is_used_through_an_event_a_citation_or_a_member(offences: Offences) -> None:
    cites = [{"source": "s1", "quote": "They spoke on Sunday.", "speaker": "bo-reyes"}]
    assert offences("R2", {"actors": [LIMA], "cites": cites}) == []


def test_members_of_each_other_are_not_used_by_that_alone(offences: Offences) -> None:
    actors = [
        {"id": "a", **PERSON, "member_of": ["b"]},
        {"id": "b", **PERSON, "member_of": ["a"]},
    ]
    assert len(offences("R2", {}, actors=actors)) == 2
    assert offences("R2", {"actors": [{"actor": "a", "role": "host"}]}, actors=actors) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2026-01-11", "2026-01-11"),
        ("2026-01-11", "2026-01"),
        ("[2026-01-09,2026-01-11]", "2026-01-11/2026-01-12"),
        ("../2026-01-11", "2026-01-01/.."),
    ],
)
def test_two_events_of_one_kind_and_the_same_actors_on_one_day_look_like_one(
    offences: Offences, first: str, second: str
) -> None:
    events = [
        {"actors": [LIMA, REYES], "date": first},
        {"actors": [REYES, LIMA], "date": second, "title": {"en": "Another", "es": "Otra"}},
    ]
    assert offences("R3", *events) == ["events[1]: 'e2' looks like 'e1'"]


@pytest.mark.parametrize(
    "second",
    [
        {"date": "2026-01-12"},
        {"date": "[2026-01-10,2026-01-12]"},
        {"kind": "meeting"},
        {"actors": [LIMA]},
        {"actors": [LIMA, {**REYES, "role": "host"}]},
        {"about": "e3"},
        {"actors": []},
    ],
)
def test_events_that_differ_in_day_kind_actors_or_subject_are_two(
    offences: Offences, second: dict[str, Any]
) -> None:
    first = {"actors": [LIMA, REYES]}
    assert offences("R3", first, {**first, **second}, {"kind": "visit"}) == []


def test_what_is_only_reported_up_to_a_day_may_hold_others_of_its_kind(offences: Offences) -> None:
    call = {"actors": [LIMA, REYES]}
    before = {**call, "date": "../2026-01-11", "status": "reported"}
    assert offences("R3", before, call) == []
    assert offences("R3", {**before, "status": "held"}, call) == ["events[1]: 'e2' looks like 'e1'"]


def test_events_without_actors_are_not_alike(offences: Offences) -> None:
    assert offences("R3", {}, {}) == []


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ({"title": ENGLISH}, "events[0].title: there is no text in 'es'"),
        ({"title": SPANISH}, "events[0].title: there is no text in 'en'"),
        ({"summary": ENGLISH}, "events[0].summary: there is no text in 'es'"),
        ({"place": ENGLISH}, "events[0].place: there is no text in 'es'"),
        ({"date_note": SPANISH}, "events[0].date_note: there is no text in 'en'"),
        (
            {"cites": [{"source": "s2", "says": ENGLISH}]},
            "events[0].cites[0].says: there is no text in 'es'",
        ),
        (
            {"claims": [{**CLAIM, "rank": "preferred", "reason": ENGLISH}]},
            "events[0].claims[0].reason: there is no text in 'es'",
        ),
        (
            {"commitments": [{"id": "c", "text": SPANISH, "by": ["AA"]}]},
            "events[0].commitments[0].text: there is no text in 'en'",
        ),
        (
            {"history": [{"status": "scheduled", "date": "2026", "note": ENGLISH}]},
            "events[0].history[0].note: there is no text in 'es'",
        ),
    ],
)
def test_words_of_ours_in_one_language_are_half_there(
    offences: Offences, event: dict[str, Any], found: str
) -> None:
    assert offences("R4", event) == [found]


def test_words_of_the_collection_and_of_actors_are_looked_at_too(offences: Offences) -> None:
    about = {"title": ENGLISH, "sides": {"AA": SPANISH}, "topics": {"water": ENGLISH}}
    actors = [{"id": "a", "kind": "person", "name": "x", "offices": [{"title": ENGLISH}]}]
    assert offences("R4", collection=about, actors=actors) == [
        "collection.title: there is no text in 'es'",
        "collection.sides.AA: there is no text in 'en'",
        "collection.topics.water: there is no text in 'es'",
        "actors[0].offices[0].title: there is no text in 'es'",
    ]


def test_names_typed_once_and_translations_of_quotes_need_no_second_language(
    offences: Offences,
) -> None:
    quoted = {"source": "s1", "quote": "They spoke on Sunday.", "translation": SPANISH}
    assert offences("R4", {"place": "New Ford", "cites": [quoted]}) == []


def test_a_topic_that_is_not_declared_is_refused_where_it_stands(offences: Offences) -> None:
    cite = {"source": "s1", "quote": "They spoke on Sunday.", "topics": ["river", "water"]}
    assert offences("R5", {"topics": ["water", "watre"], "cites": [cite]}) == [
        "events[0].topics[1]: the topic 'watre' is not declared",
        "events[0].cites[0].topics[0]: the topic 'river' is not declared",
    ]


def test_declared_topics_are_taken_and_any_where_none_is_declared(offences: Offences) -> None:
    assert offences("R5", {"topics": ["water", "trade"]}) == []
    about = {"title": BOTH, "sides": {"AA": BOTH, "BB": BOTH}}
    assert offences("R5", {"topics": ["river"]}, collection=about) == []


def test_a_claim_that_nothing_contradicts_disputes_nothing(offences: Offences) -> None:
    claims = [CLAIM, {**CLAIM, "field": "kind"}, {**CLAIM, "field": "kind"}]
    assert offences("R6", {"claims": claims}) == [
        "events[0].claims[0]: nothing contradicts this claim to date"
    ]


def test_claims_to_the_same_field_stand_against_each_other(offences: Offences) -> None:
    assert offences("R6", {"claims": [CLAIM, {**CLAIM, "value": "2026-01-12"}]}) == []


def test_a_preferred_date_that_is_not_the_date_of_the_event_is_a_slip(offences: Offences) -> None:
    preferred = {**CLAIM, "value": "2026-01-12", "rank": "preferred", "reason": "nearest"}
    assert offences("R7", {"claims": [CLAIM, preferred]}) == [
        "events[0].claims[1].value: 2026-01-12 is preferred, but the event's date is 2026-01-11"
    ]


def test_the_preferred_date_is_that_of_the_event_and_others_may_differ(offences: Offences) -> None:
    preferred = {**CLAIM, "rank": "preferred", "reason": "nearest"}
    other = {**CLAIM, "value": "2026-01-12"}
    kind = {**preferred, "field": "kind", "value": "visit"}
    assert offences("R7", {"claims": [preferred, other, kind]}) == []
