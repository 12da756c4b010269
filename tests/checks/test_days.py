from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Offences = Callable[..., list[str]]


def worded(words: str, day: str = "2026-01-11", source: str = "s1") -> dict[str, Any]:
    quote = f"They spoke {words} of the river."
    return {"date": day, "cites": [{"source": source, "quote": quote, "date_words": words}]}


def written(published: str | None) -> list[dict[str, Any]]:
    return [{"id": "s1", "file": "texts/s1.txt", "published": published}]


@pytest.mark.parametrize(
    ("words", "day", "said"),
    [
        (
            "este lunes",
            "2026-01-11",
            "'este lunes' names a Monday, but 11 January 2026 is a Sunday",
        ),
        ("on Friday", "2026-01-11", "'on Friday' names a Friday, but 11 January 2026 is a Sunday"),
        (
            "el sábado pasado",
            "2026-01-11T09:00",
            "'el sábado pasado' names a Saturday, but 11 January 2026, 09:00 is a Sunday",
        ),
    ],
)
def test_a_weekday_that_is_not_that_of_the_date_is_a_slip(
    offences: Offences, words: str, day: str, said: str
) -> None:
    assert offences("D1", worded(words, day)) == [f"events[0].cites[0].date_words: {said}"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("este domingo", "2026-01-11"),
        ("on Sunday", "2026-01-11~"),
        ("ayer", "2026-01-11"),
        ("on Monday or on Tuesday", "2026-01-11"),
        ("el lunes", "2026-01"),
        ("el lunes", "[2026-01-11,2026-01-12]"),
    ],
)
def test_a_weekday_that_agrees_or_cannot_be_compared_is_taken(
    offences: Offences, words: str, day: str
) -> None:
    assert offences("D1", worded(words, day)) == []


def test_date_words_tell_of_the_part_that_cites_them(offences: Offences) -> None:
    cites = worded("el lunes")["cites"]
    promise = {"id": "c", "text": {"en": "x", "es": "y"}, "by": ["AA"], "cites": cites}
    event = {
        "history": [
            {"status": "scheduled", "date": "2026-01-12", "cites": cites},
            {"status": "scheduled", "date": "2026-01-13", "cites": cites},
        ],
        "commitments": [
            promise,
            {**promise, "due": "2026-01-12"},
            {**promise, "due": "2026-01-14"},
        ],
    }
    earlier, later = offences("D1", event)
    assert earlier == (
        "events[0].history[1].cites[0].date_words: 'el lunes' names a Monday, but 13 January 2026 "
        "is a Tuesday"
    )
    assert later == (
        "events[0].commitments[2].cites[0].date_words: 'el lunes' names a Monday, but "
        "14 January 2026 is a Wednesday"
    )


@pytest.mark.parametrize(
    ("words", "day", "said"),
    [
        (
            "ayer",
            "2026-01-11",
            "'ayer' in a text of 11 January 2026 means 10 January 2026, not 11 January 2026",
        ),
        (
            "el próximo mes",
            "2026-03",
            "'el próximo mes' in a text of 11 January 2026 means February 2026, not March 2026",
        ),
        (
            "last two days",
            "2026-01-12",
            (
                "'last two days' in a text of 11 January 2026 means 10–11 January 2026, not "
                "12 January 2026"
            ),
        ),
        ("el lunes 11 de enero", "2026-01-11", "11 January 2026 is a Sunday, not a Monday"),
        ("el 30 de febrero", "2026-02", "2026-02-30 is not a day: February 2026 has 28"),
    ],
)
def test_words_that_mean_another_day_than_the_date_are_a_slip(
    offences: Offences, words: str, day: str, said: str
) -> None:
    assert offences("D2", worded(words, day)) == [f"events[0].cites[0].date_words: {said}"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("este domingo", "2026-01-11"),
        ("hoy", "2026-01"),
        ("el próximo mes de febrero", "2026-02-03"),
        ("hace unos días", "2026-01-02"),
        ("mañana", "[2026-01-12,2026-01-30]"),
    ],
)
def test_words_that_mean_the_date_or_nothing_sure_are_taken(
    offences: Offences, words: str, day: str
) -> None:
    assert offences("D2", worded(words, day)) == []


@pytest.mark.parametrize(
    ("published", "day", "found"),
    [
        ("[2026-01-15,2026-01-16]", "2026-01-14", 0),
        ("[2026-01-15,2026-01-16]", "2026-01-15", 0),
        ("[2026-01-15,2026-01-16]", "2026-01-16", 1),
        ("../2026-01-16", "2026-01-16", 0),
        ("2026", "2026-01-16", 0),
        (None, "2026-01-16", 0),
    ],
)
def test_words_count_from_each_day_on_which_the_text_may_have_been_written(
    offences: Offences, published: str | None, day: str, found: int
) -> None:
    assert len(offences("D2", worded("ayer", day), sources=written(published))) == found


def test_a_day_in_full_needs_no_date_of_the_text(offences: Offences) -> None:
    event = worded("el 11 de enero de 2026", "2026-01-12")
    [found] = offences("D2", event, sources=written("2026"))
    assert found == (
        "events[0].cites[0].date_words: 'el 11 de enero de 2026' in a text of 2026 means "
        "11 January 2026, not 12 January 2026"
    )


def supported(status: str, day: str = "2026-01-12", **cite: Any) -> dict[str, Any]:
    cite = {"source": "s1", "quote": "They spoke on Sunday.", "supports": ["status"], **cite}
    return {"status": status, "date": day, "cites": [cite]}


@pytest.mark.parametrize("status", ["held", "issued"])
def test_a_source_older_than_the_date_cannot_tell_that_it_took_place(
    offences: Offences, status: str
) -> None:
    [found] = offences("D3", supported(status))
    assert found == (
        "events[0].cites[0]: s1 is older than 12 January 2026, so it can announce this, not tell "
        "that it took place"
    )


@pytest.mark.parametrize(
    "event",
    [
        supported("scheduled"),
        supported("denied"),
        supported("held", "2026-01-11"),
        supported("held", "2026-01"),
        supported("held", "../2026-01-20"),
        supported("held", supports=["date"]),
        supported("held", source="s2"),
        {"date": "2026-01-12", "history": [supported("scheduled")]},
    ],
)
def test_a_source_may_announce_what_is_to_come_and_tell_of_what_has_been(
    offences: Offences, event: dict[str, Any]
) -> None:
    assert offences("D3", event) == []


def test_a_source_without_a_date_is_not_called_older(offences: Offences) -> None:
    assert offences("D3", supported("held"), sources=written(None)) == []


@pytest.mark.parametrize("status", ["held", "issued"])
def test_nothing_has_taken_place_after_the_newest_source(offences: Offences, status: str) -> None:
    [found] = offences("D4", {"status": status, "date": "2026-02-01"})
    assert found == (
        "events[0].date: 1 February 2026 is after the newest source (31 January 2026): nobody can "
        "have told of it"
    )


@pytest.mark.parametrize(
    ("status", "day"),
    [
        ("held", "2026-01-31"),
        ("held", "2026-01-31/2026-02-02"),
        ("held", "2026"),
        ("scheduled", "2026-02-01"),
        ("cancelled", "2026-02-01"),
        ("held", "../2026-02-01"),
    ],
)
def test_what_may_be_old_enough_or_has_not_taken_place_is_taken(
    offences: Offences, status: str, day: str
) -> None:
    assert offences("D4", {"status": status, "date": day}) == []


def test_without_a_dated_source_nothing_is_after_it(offences: Offences) -> None:
    assert offences("D4", {"date": "2030"}, sources=written(None)) == []


def test_what_was_scheduled_for_a_day_gone_by_lacks_its_outcome(offences: Offences) -> None:
    event = {"status": "scheduled", "date": "2026-01-19"}
    assert offences("D5", {}, event, today=date(2026, 1, 20)) == [
        "events[1].status: 'e2' was scheduled for 19 January 2026 and no outcome is recorded"
    ]


@pytest.mark.parametrize(
    ("status", "day"),
    [
        ("scheduled", "2026-01-20"),
        ("scheduled", "2026-01"),
        ("scheduled", "2026-01-02/.."),
        ("held", "2026-01-19"),
        ("postponed", "2026-01-19"),
        ("cancelled", "2026-01-19"),
        ("denied", "2026-01-19"),
    ],
)
def test_what_is_still_to_come_or_has_an_outcome_is_taken(
    offences: Offences, status: str, day: str
) -> None:
    assert offences("D5", {"status": status, "date": day}, today=date(2026, 1, 20)) == []
