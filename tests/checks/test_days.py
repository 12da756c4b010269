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


def told(words: str, day: str, source: str = "s1", **more: Any) -> dict[str, Any]:
    """An event of which a source without a stored text tells in these words for its date."""
    says = {"en": "It was then.", "es": "Fue entonces."}
    cite = {"source": source, "says": says, "date_words": words, "supports": ["kind"]}
    return {"date": day, "cites": [cite], **more}


def dated(value: str, rank: str = "normal") -> dict[str, Any]:
    reason = {} if rank == "normal" else {"reason": "the source is alone"}
    return {"field": "date", "value": value, "sources": ["s1"], "rank": rank, **reason}


@pytest.mark.parametrize(
    ("words", "day", "said"),
    [
        (
            "este martes",
            "2026-01-23",
            "'este martes' names a Tuesday, but 23 January 2026 is a Friday",
        ),
        (
            "este sábado",
            "2025-09-26",
            "'este sábado' names a Saturday, but 26 September 2025 is a Friday",
        ),
        (
            "on Thursday",
            "2025-06-11",
            "'on Thursday' names a Thursday, but 11 June 2025 is a Wednesday",
        ),
    ],
)
def test_a_weekday_of_a_source_without_a_stored_text_is_looked_at_too(
    offences: Offences, words: str, day: str, said: str
) -> None:
    assert offences("D1", told(words, day)) == [f"events[0].cites[0].date_words: {said}"]


@pytest.mark.parametrize(
    ("words", "day", "claimed", "rank"),
    [
        ("este martes", "2026-01-23", "2026-01-20", "deprecated"),
        ("este sábado", "2025-09-26", "2025-09-27", "normal"),
        ("on Thursday", "2025-06-11", "2025-06-12", "normal"),
    ],
)
def test_the_weekday_of_a_day_that_the_source_is_said_to_claim_is_its_own(
    offences: Offences, words: str, day: str, claimed: str, rank: str
) -> None:
    assert offences("D1", told(words, day, claims=[dated(claimed, rank)])) == []


def test_a_claim_of_another_source_or_to_a_third_day_explains_no_weekday(
    offences: Offences,
) -> None:
    other = {**dated("2026-01-20"), "sources": ["s2"]}
    third = dated("2026-01-22")
    assert len(offences("D1", told("este martes", "2026-01-23", claims=[other, third]))) == 1


@pytest.mark.parametrize(
    ("words", "published", "day", "said"),
    [
        (
            "ayer",
            "2026-01-11",
            "2025-12-11",
            "'ayer' in a text of 11 January 2026 means 10 January 2026, not 11 December 2025",
        ),
        (
            "el día de ayer",
            "2025-09-30",
            "2025-09-26",
            (
                "'el día de ayer' in a text of 30 September 2025 means 29 September 2025, "
                "not 26 September 2025"
            ),
        ),
        (
            "5 de febrero de 2026",
            "2026-03-07",
            "2026-03-05",
            (
                "'5 de febrero de 2026' in a text of 7 March 2026 means 5 February 2026, "
                "not 5 March 2026"
            ),
        ),
        (
            "hoy",
            "2026-02-25",
            "2026-02-24",
            "'hoy' in a text of 25 February 2026 means 25 February 2026, not 24 February 2026",
        ),
        (
            "miércoles 1 de abril",
            "2025-04-01",
            "2025-04-01",
            "1 April 2025 is a Tuesday, not a Wednesday",
        ),
    ],
)
def test_a_date_line_or_a_caption_that_contradicts_the_day_is_found_without_a_stored_text(
    offences: Offences, words: str, published: str, day: str, said: str
) -> None:
    found = offences("D2", told(words, day), sources=written(published))
    assert found == [f"events[0].cites[0].date_words: {said}"]


@pytest.mark.parametrize(
    ("words", "published", "day", "claimed"),
    [
        ("ayer", "2026-01-11", "2025-12-11", "2026-01-10"),
        ("el día de ayer", "2025-09-30", "2025-09-26", "2025-09-29"),
        ("5 de febrero de 2026", "2026-03-07", "2026-03-05", "2026-02-05"),
        ("este martes", "2026-01-24", "2026-01-23", "2026-01-20"),
    ],
)
def test_words_that_mean_the_day_which_their_source_is_said_to_claim_are_taken(
    offences: Offences, words: str, published: str, day: str, claimed: str
) -> None:
    event = told(words, day, claims=[dated(claimed, "deprecated")])
    assert offences("D2", event, sources=written(published)) == []


def test_claims_to_the_date_say_nothing_of_an_earlier_state(offences: Offences) -> None:
    plan = {"status": "scheduled", "date": "2026-01-12", "cites": told("ayer", "x")["cites"]}
    event = {"date": "2026-01-13", "history": [plan], "claims": [dated("2026-01-10")]}
    assert offences("D2", event) == [
        (
            "events[0].history[0].cites[0].date_words: 'ayer' in a text of 11 January 2026 means "
            "10 January 2026, not 12 January 2026"
        )
    ]


def test_a_stamp_of_the_day_after_is_left_to_another_rule_only_where_it_may_be_one(
    offences: Offences,
) -> None:
    sources = written("2025-11-17")
    event = told("November 18, 2025", "2025-11-17")
    assert offences("D2", event, sources=sources) == []
    assert len(offences("D2", {**event, "date": "2025-11-16"}, sources=sources)) == 1
    assert len(offences("D2", {**event, "status": "scheduled"}, sources=sources)) == 1


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


@pytest.mark.parametrize("status", ["held", "issued", "reported"])
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
        ("issued", "2026-01"),
        ("reported", "../2026-01-31"),
        ("held", "2026-01-31/2026-02-02"),
        ("held", "2026"),
        ("held", "2026-01-31/.."),
        ("scheduled", "2026-02-01"),
        ("postponed", "2026"),
        ("cancelled", "2026-02-01"),
        ("denied", "2026-02-01"),
    ],
)
def test_what_may_be_old_enough_or_has_not_taken_place_is_taken(
    offences: Offences, status: str, day: str
) -> None:
    assert offences("D4", {"status": status, "date": day}) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-02", "February 2026"),
        ("[2026-01-31,2026-02-01]", "31 January or 1 February 2026"),
        ("../2026-02-01", "on or before 1 February 2026"),
        ("2026-02-01/..", "on or after 1 February 2026"),
    ],
)
def test_no_possible_date_lies_wholly_after_the_newest_source(
    offences: Offences, day: str, said: str
) -> None:
    [found] = offences("D4", {"date": day})
    assert found == (
        f"events[0].date: {said} is after the newest source (31 January 2026): nobody can have "
        "told of it"
    )


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


@pytest.mark.parametrize("link", ["about", "follows"])
@pytest.mark.parametrize(
    ("day", "other", "said"),
    [
        ("2026-01-10", "2026-01-11", "10 January 2026 is before 11 January 2026"),
        ("2025", "2026-01", "2025 is before January 2026"),
        ("../2026-01-10", "2026-01-11", "on or before 10 January 2026 is before 11 January 2026"),
        ("2026-01-10", "2026-01-11/..", "10 January 2026 is before on or after 11 January 2026"),
    ],
)
def test_a_readout_or_what_follows_is_not_older_than_its_event(
    offences: Offences, link: str, day: str, other: str, said: str
) -> None:
    events = {"date": day, link: "e2"}, {"date": other}
    assert offences("D6", *events) == [f"events[0].date: {said}, the date of 'e2'"]


def test_both_links_of_an_event_are_looked_at(offences: Offences) -> None:
    event = {"date": "2026-01-10", "about": "e2", "follows": "e3"}
    assert offences("D6", event, {"date": "2026-01-11"}, {"date": "2026-01-12"}) == [
        "events[0].date: 10 January 2026 is before 11 January 2026, the date of 'e2'",
        "events[0].date: 10 January 2026 is before 12 January 2026, the date of 'e3'",
    ]


@pytest.mark.parametrize("link", ["about", "follows"])
@pytest.mark.parametrize(
    ("day", "other"),
    [
        ("2026-01-11", "2026-01-11"),
        ("2026-01-12", "2026-01-11"),
        ("2026-01", "2026-01-31"),
        ("2026-01-10/..", "2026-01-11"),
        ("2026-01-10", "../2026-01-11"),
        ("[2026-01-10,2026-01-12]", "2026-01-12"),
    ],
)
def test_what_may_be_as_late_as_its_event_is_taken(
    offences: Offences, link: str, day: str, other: str
) -> None:
    assert offences("D6", {"date": day, link: "e2"}, {"date": other}) == []


def test_an_announcement_is_older_than_what_it_announces(offences: Offences) -> None:
    events = {"date": "2026-01-12", "announced_by": "e2"}, {"date": "2026-01-11"}
    assert offences("D6", *events) == []
    assert offences("D6", {"date": "2026-01-10", "announced_by": "e2"}, {}) == []


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [
        ("2026-01-11-call", "2026-01-12", "the id says 11 January 2026, the date 12 January 2026"),
        ("2026-01-11", "2026-02", "the id says 11 January 2026, the date February 2026"),
        ("2026-01-call", "2026-02-01", "the id says January 2026, the date 1 February 2026"),
        (
            "2026-01-12-call",
            "../2026-01-11",
            "the id says 12 January 2026, the date on or before 11 January 2026",
        ),
    ],
)
def test_the_day_in_an_id_is_a_possible_day_of_the_event(
    offences: Offences, name: str, day: str, said: str
) -> None:
    assert offences("D7", {"id": name, "date": day}) == [f"events[0].id: {said}"]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-01-11-call", "2026-01-11"),
        ("2026-01-11-call", "2026-01-11T09:00"),
        ("2026-01-15-post", "[2026-01-15,2026-01-16]"),
        ("2026-01-11-call", "2026-01"),
        ("2026-01-call", "2026-01-11"),
        ("2026-01-11-call", "2026-01-01/.."),
        ("by-2026-01-11-call", "2026-02-01"),
        ("call", "2026-02-01"),
        ("2026-call", "2025"),
        ("2026-02-30-call", "2026-02-01"),
        ("2026-13-call", "2026-02-01"),
        ("2026-011-call", "2026-02-01"),
    ],
)
def test_a_possible_day_or_none_in_an_id_is_taken(offences: Offences, name: str, day: str) -> None:
    assert offences("D7", {"id": name, "date": day}) == []


def test_the_day_for_which_it_was_first_planned_may_stay_in_an_id(offences: Offences) -> None:
    moved = {"id": "2026-01-23-meeting", "date": "2026-02", "status": "scheduled"}
    plan = {"status": "scheduled", "date": "2026-01-23"}
    assert offences("D7", {**moved, "history": [plan]}) == []
    assert len(offences("D7", {**moved, "history": [{**plan, "date": "2026-01-30"}]})) == 1


def carried(words: str, day: str) -> dict[str, Any]:
    event = worded(words, day)
    event["cites"][0]["supports"] = ["date"]
    return event


@pytest.mark.parametrize(
    ("words", "day", "meant"),
    [
        ("en febrero", "2026-02-10", "February 2026"),
        ("el próximo mes", "2026-02-10/2026-02-12", "February 2026"),
        ("in February 2026", "2026-02-10T09:00", "February 2026"),
    ],
)
def test_a_date_more_exact_than_its_words_is_said_to_be(
    offences: Offences, words: str, day: str, meant: str
) -> None:
    (said,) = offences("D8", carried(words, day))
    assert said.startswith("events[0].date: ")
    assert said.endswith(f" is more exact than the words that carry it, which mean {meant}")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("en febrero", "2026-02"),
        ("este domingo", "2026-01-11"),
        ("ayer", "2026-01"),
        ("pronto", "2026-02-10"),
        ("en marzo", "2026-02-10"),
    ],
)
def test_a_date_as_exact_as_its_words_is_taken(offences: Offences, words: str, day: str) -> None:
    assert offences("D8", carried(words, day)) == []


def test_one_source_that_names_the_day_is_enough(offences: Offences) -> None:
    event = carried("en febrero", "2026-02-10")
    event["cites"] += carried("el 10 de febrero", "2026-02-10")["cites"]
    assert offences("D8", event) == []


def test_words_that_do_not_carry_the_date_do_not_count(offences: Offences) -> None:
    assert offences("D8", worded("en febrero", "2026-02-10")) == []
