"""What becomes of a record when what was planned comes to something."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.analysis.asof import known_on
from timeline.curate import outcome
from timeline.curate.history import Turn, turn
from timeline.errors import WrongCall
from timeline.records import validate
from timeline.records.model import Cite, Collection, Event
from timeline.records.vocabulary import PLANS, Field, Status

Made = Callable[..., Collection]

NEW = {"source": "s9", "quote": "It took place.", "supports": ["status"]}
DATED = {**NEW, "supports": ["date", "status"]}


def cite(source: str, *supports: str, **more: Any) -> dict[str, Any]:
    return {"source": source, "quote": f"{source} says so", "supports": list(supports), **more}


def plan(*cites: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"date": "2026-02", "status": "scheduled", "cites": list(cites), **more}


def applied(record: dict[str, Any], made: Turn) -> dict[str, Any]:
    """Give the record as it is once a turn was taken, without what it takes away."""
    cites = [dict(it) for it in (*record["cites"], made.cite)]
    new = {**record, **made.fields, "cites": cites}
    new["history"] = [*record.get("history", ()), made.state]
    for path in made.dropped:
        owner: Any = new
        for step in path[:-1]:
            if step == "supports":
                owner["supports"] = list(owner["supports"])
            owner = owner[step]
        del owner[path[-1]]
    return new


def came_to(record: dict[str, Any], status: str, when: str, new: dict[str, Any]) -> dict[str, Any]:
    return applied(record, turn(record, Status(status), when, new))


# What goes where


def test_what_carried_nothing_but_the_state_goes_into_history_whole() -> None:
    first, second = cite("s1", "date", "status"), cite("s2", "place", "actors")
    assert came_to(plan(first, second), "held", "2026-02", DATED) == {
        "date": "2026-02",
        "status": "held",
        "cites": [second, DATED],
        "history": [{"status": "scheduled", "date": "2026-02", "cites": [first]}],
    }


def test_what_carried_more_stays_for_that_and_its_words_for_the_state_stand_in_both() -> None:
    whole = cite("s1", "date", "kind", "status", "actors", date_words="in February")
    record = plan({**whole, "topics": ["water"], "translation": {"es": "…"}})
    assert came_to(record, "held", "2026-02-11", DATED) == {
        "date": "2026-02-11",
        "status": "held",
        "cites": [
            {
                "source": "s1",
                "quote": "s1 says so",
                "supports": ["kind", "actors"],
                "topics": ["water"],
                "translation": {"es": "…"},
            },
            DATED,
        ],
        "history": [
            {
                "status": "scheduled",
                "date": "2026-02",
                "cites": [
                    {
                        "source": "s1",
                        "quote": "s1 says so",
                        "supports": ["date", "status"],
                        "date_words": "in February",
                    }
                ],
            }
        ],
    }


def test_a_date_that_stays_is_carried_by_those_who_gave_it_unless_the_new_source_gives_it() -> None:
    record = plan(cite("s1", "date", "status", date_words="in February"))
    kept = came_to(record, "held", "2026-02", NEW)["cites"][0]
    assert (kept["supports"], kept["date_words"]) == (["date"], "in February")
    assert came_to(record, "held", "2026-02", DATED)["cites"] == [DATED]


def test_date_words_of_a_day_that_is_no_longer_planned_go_with_it() -> None:
    record = plan(cite("s1", "status"), cite("s2", "place", date_words="in February"))
    new = came_to(record, "scheduled", "2026-03", DATED)
    assert new["cites"] == [cite("s2", "place"), DATED]
    assert new["history"][0]["cites"] == [
        cite("s1", "status"),
        {"source": "s2", "quote": "s2 says so", "date_words": "in February"},
    ]


def test_where_no_citation_says_that_it_carries_the_state_any_does() -> None:
    bare = {"source": "s1", "quote": "They will meet."}
    new = came_to(plan(bare, cite("s2", "kind")), "cancelled", "2026-02", NEW)
    assert new["cites"] == [cite("s2", "kind"), NEW]
    assert new["history"][0]["cites"] == [bare, {"source": "s2", "quote": "s2 says so"}]


def test_a_note_on_the_date_goes_with_a_date_that_is_another_now() -> None:
    note = {"en": "Only the month is given.", "es": "Solo se da el mes."}
    record = plan(cite("s1", "status"), date_note=note)
    moved = came_to(record, "held", "2026-02-11", DATED)
    assert (moved["history"][0]["note"], "date_note" in moved) == (note, False)
    stays = came_to(record, "held", "2026-02", DATED)
    assert ("note" in stays["history"][0], stays["date_note"]) == (False, note)


def test_a_new_state_goes_to_the_end_of_the_history() -> None:
    earlier = {"status": "scheduled", "date": "2026-01", "cites": [cite("s1", "date", "status")]}
    record = plan(cite("s2", "status"), status="postponed", history=[earlier])
    history = came_to(record, "held", "2026-03", DATED)["history"]
    assert [(it["status"], it["date"]) for it in history] == [
        ("scheduled", "2026-01"),
        ("postponed", "2026-02"),
    ]


def test_the_new_citation_carries_the_status_and_a_date_that_is_another() -> None:
    new = {**NEW, "supports": ["place"]}
    assert came_to(plan(), "held", "2026-02", new)["cites"][0]["supports"] == ["status", "place"]
    assert came_to(plan(), "held", "2026-03", new)["cites"][0]["supports"] == [
        "date",
        "status",
        "place",
    ]


# Laws

SUPPORTS = ("date", "kind", "status", "actors", "topics", "summary")
DAYS = ("2026-01-05", "2026-01-07", "2026-01-09")
SOURCES = {f"s{n}": day for n, day in enumerate(DAYS)}
CITES = st.fixed_dictionaries(
    {"source": st.sampled_from(sorted(SOURCES)), "quote": st.uuids().map(str)},
    optional={
        "supports": st.lists(st.sampled_from(SUPPORTS), unique=True).map(
            lambda some: sorted(some, key=[str(field) for field in Field].index)
        ),
        "date_words": st.just("in February"),
        "topics": st.lists(st.sampled_from(["water", "trade"]), unique=True, max_size=2),
    },
)
STATES = st.sampled_from(
    [
        ("held", "2026-02"),
        ("held", "2026-02-11"),
        ("scheduled", "2026-03"),
        ("cancelled", "2026-02"),
    ]
)
NEWS = st.sampled_from([["status"], ["date", "status"]]).map(
    lambda supports: {"source": "s9", "quote": "It took place.", "supports": supports}
)


def collection(record: dict[str, Any]) -> Collection:
    sources = [
        {"id": it, "url": "https://example.org", "published": day}
        for it, day in (*SOURCES.items(), ("s9", "2026-02-12"))
    ]
    event = {
        "id": "e1",
        "kind": "meeting",
        "title": {"en": "t"},
        "summary": {"en": "s"},
        "topics": ["water", "trade"],
        **record,
    }
    about = {"title": {"en": "t"}, "sides": {"AA": {"en": "a"}}}
    return validate.collection({"collection": about, "sources": sources, "events": [event]})


def facts(event: Event) -> dict[str, Any]:
    """Everything about an event; the order of its citations is none of it."""
    return {
        **event.model_dump(exclude={"cites"}),
        "cites": {(it.source, it.quote): _without_order(it) for it in event.cites},
    }


def _without_order(cite: Cite) -> dict[str, Any]:
    return {**cite.model_dump(), "supports": set(cite.supports)}


@given(
    st.lists(CITES, min_size=1, max_size=4),
    st.sampled_from([{}, {"date_note": {"en": "n"}}]),
    STATES,
    NEWS,
    st.sampled_from([*DAYS, "2026-02-11"]),
)
def test_before_the_new_source_was_published_everything_is_known_as_it_was(
    cites: list[dict[str, Any]],
    more: dict[str, Any],
    state: tuple[str, str],
    new: dict[str, Any],
    day: str,
) -> None:
    record = plan(*cites, **more)
    before, after = (collection(it) for it in (record, came_to(record, *state, new)))
    was, now = (known_on(it, date.fromisoformat(day)) for it in (before, after))
    assert [it.id for it in was.events] == [it.id for it in now.events]
    for one, other in zip(was.events, now.events, strict=True):
        assert facts(one) == facts(other)


@given(st.lists(CITES, min_size=1, max_size=4), STATES, NEWS)
def test_no_passage_is_lost_and_every_other_field_keeps_those_that_carried_it(
    cites: list[dict[str, Any]], state: tuple[str, str], new: dict[str, Any]
) -> None:
    record = plan(*cites)
    (old,), (event,) = (collection(it).events for it in (record, came_to(record, *state, new)))
    passages = {(it.source, it.quote) for _, it in event.all_cites()}
    assert passages == {*((it.source, it.quote) for it in old.cites), ("s9", "It took place.")}
    for field in {*Field} - {Field.DATE, Field.STATUS}:
        assert _carriers(old, field) == _carriers(event, field)
    assert _carriers(event, Field.STATUS) == {"It took place."}
    assert event.history[-1].cites


def _carriers(event: Event, field: Field) -> set[str | None]:
    return {it.quote for it in event.cites if field in it.supports}


# What makes no sense

SCHEDULED = {"date": "2026-02", "kind": "meeting", "status": "scheduled"}


@pytest.mark.parametrize(
    ("event", "status", "when", "said"),
    [
        (
            {"status": "held"},
            Status.HELD,
            "2026-01-11",
            "'e1': held; only what is scheduled or postponed can become this: held",
        ),
        (
            {"status": "issued", "kind": "statement"},
            Status.CANCELLED,
            "2026-01-11",
            "'e1': issued; only what is scheduled or postponed can become this: cancelled",
        ),
        (
            SCHEDULED,
            Status.SCHEDULED,
            "2026-02",
            "'e1' has this state already: scheduled, February 2026",
        ),
        (
            {**SCHEDULED, "status": "postponed"},
            Status.POSTPONED,
            "2026-02",
            "'e1' has this state already: postponed, February 2026",
        ),
    ],
)
def test_what_cannot_come_to_a_state_is_refused(
    made: Made, event: dict[str, Any], status: Status, when: str, said: str
) -> None:
    with pytest.raises(WrongCall) as refused:
        outcome.refuse_state(made(event).events[0], status, dates.parse(when))
    assert refused.value.say() == said


def test_what_is_planned_can_come_to_every_other_state(made: Made) -> None:
    for was in PLANS:
        (event,) = made({**SCHEDULED, "status": was}).events
        for status in set(Status) - {was}:
            outcome.refuse_state(event, status, event.date)


def test_a_day_before_the_announcement_is_refused(made: Made) -> None:
    whole = made(
        {"date": "2026-01-15", "kind": "joint-statement", "status": "issued"},
        {**SCHEDULED, "announced_by": "e1"},
        {**SCHEDULED, "cites": [{"source": "s1", "quote": "They will meet."}]},
    )
    told = {"source": "s2"}
    outcome.refuse(whole, whole.events[1], dates.parse("2026-01-15"), told)
    for number, said in (
        (1, "14 January 2026 is before 15 January 2026, when 'e2' was announced"),
        (2, "10 January 2026 is before 11 January 2026, when 'e3' was announced"),
    ):
        day = dates.parse(("2026-01-14", "2026-01-10")[number - 1])
        with pytest.raises(WrongCall) as refused:
            outcome.refuse(whole, whole.events[number], day, told)
        assert refused.value.say() == said


def test_a_source_older_than_the_announcement_is_refused(made: Made) -> None:
    whole = made({"date": "2026-01-15"}, {**SCHEDULED, "announced_by": "e1"})
    with pytest.raises(WrongCall) as refused:
        outcome.refuse(whole, whole.events[1], dates.parse("2026-02"), {"source": "s1"})
    assert refused.value.say() == (
        "s1 is older than the announcement of 'e2', so it cannot tell what it came to"
    )


@pytest.mark.parametrize(
    ("kind", "status"),
    [("statement", "issued"), ("joint-statement", "issued"), ("press-conference", "held")],
)
def test_a_statement_is_issued_and_all_else_is_held(made: Made, kind: str, status: str) -> None:
    assert outcome.done(made({"kind": kind}).events[0]) == status
