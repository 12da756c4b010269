from collections.abc import Callable
from typing import Any

import pytest

Offences = Callable[..., list[str]]

BOTH = {"en": "x", "es": "y"}


def dated(*published: str | None) -> list[dict[str, Any]]:
    return [
        {"id": f"s{n}", "url": f"https://example.org/{n}", "published": day}
        for n, day in enumerate(published, 1)
    ]


def cite(*supports: str, source: str = "s1", words: str | None = None) -> dict[str, Any]:
    return {"source": source, "says": BOTH, "supports": supports, "date_words": words}


def claim(value: str, *sources: str, **more: Any) -> dict[str, Any]:
    return {"field": "date", "value": value, "sources": sources or ("s1",), **more}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            {"en": "It names Wednesday, 1 April 2025", "es": "x"},
            "summary.en: 1 April 2025 is a Tuesday, not a Wednesday",
        ),
        (
            {"en": "x", "es": "Lo da por ocurrido el miércoles 1 de abril."},
            "summary.es: 1 April 2025 is a Tuesday, not a Wednesday",
        ),
        (
            {"en": "On Friday, September 27, 2025, and on Friday, September 26", "es": "x"},
            "summary.en: 27 September 2025 is a Saturday, not a Friday",
        ),
        (
            {"en": "x", "es": "el martes 31 de abril"},
            "summary.es: 2025-04-31 is not a day: April 2025 has 30",
        ),
    ],
)
def test_a_weekday_beside_another_day_is_a_slip_of_ours(
    offences: Offences, text: dict[str, str], said: str
) -> None:
    event = {"date": "2025-04-01", "summary": text}
    assert offences("W1", event) == [f"events[0].{said}"]


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday 1 April 2025, then Friday the 4th of April",
        "el viernes 26 de septiembre de 2025 y el sábado 27",
        "on Wednesday; 1 April came a week later",
        "on Wednesday 1 April 2026",
        'the page says “miércoles 1 de abril”; «Wednesday 1 April», "miércoles 1 de abril"',
    ],
)
def test_a_weekday_of_its_own_day_or_of_none_named_is_taken(offences: Offences, text: str) -> None:
    event = {"date": "2025-04-01", "summary": {"en": text, "es": text}}
    assert offences("W1", event) == []


def test_weekdays_are_looked_at_in_all_words_of_ours_and_in_no_others(offences: Offences) -> None:
    wrong = {"en": "on Monday 1 April 2025", "es": "x"}
    quoted = {"source": "s1", "quote": "They spoke on Sunday.", "translation": wrong}
    event = {
        "date": "2025-04-01",
        "date_note": wrong,
        "cites": [{**cite(), "says": wrong}, quoted],
        "claims": [
            {"field": "title", "value": wrong, "sources": ["s1"]},
            {
                "field": "title",
                "value": wrong,
                "sources": ["s1"],
                "rank": "deprecated",
                "reason": "no such day",
            },
        ],
    }
    source = {**dated("2025-04-01")[0], "note": {"en": "of Monday 1 April", "es": "x"}}
    found = offences("W1", event, sources=[source])
    assert [it.partition(": ")[0] for it in found] == [
        "sources[0].note.en",
        "events[0].date_note.en",
        "events[0].cites[0].says.en",
        "events[0].claims[0].value.en",
    ]


def test_a_stamp_of_the_day_after_its_article_is_asked_about(offences: Offences) -> None:
    event = {"date": "2025-11-17", "cites": [cite("kind", words="November 18, 2025")]}
    assert offences("W2", event, sources=dated("2025-11-17")) == [
        (
            "events[0].cites[0].date_words: 'November 18, 2025' is the day after the text, which "
            "is of 17 November 2025: a stamp in UTC?"
        )
    ]


@pytest.mark.parametrize(
    ("words", "published", "more"),
    [
        ("November 17, 2025", "2025-11-17", {}),
        ("November 18, 2025", "2025-11-18", {}),
        ("November 19, 2025", "2025-11-17", {}),
        ("mañana", "2025-11-17", {}),
        ("November 18, 2025", "2025-11-17", {"status": "scheduled"}),
        ("November 18, 2025", "2025-11-17", {"date_note": BOTH}),
        ("November 18, 2025", "2025-11-17", {"date": "2025-11-16"}),
        ("November 18, 2025", None, {}),
    ],
)
def test_no_stamp_is_ahead_that_is_of_the_day_is_planned_or_is_explained(
    offences: Offences, words: str, published: str | None, more: dict[str, Any]
) -> None:
    event = {"date": "2025-11-17", "cites": [cite("kind", words=words)], **more}
    assert offences("W2", event, sources=dated(published)) == []


def test_a_claim_to_the_day_after_by_older_sources_or_by_the_clock_is_asked_about(
    offences: Offences,
) -> None:
    post = {"date": "2025-11-17", "claims": [claim("2025-11-17"), claim("2025-11-18")]}
    note = {"date": "2026-01-15", "claims": [claim("2026-01-16T02:59Z", "s2")]}
    assert offences("W2", post, note, sources=dated("2025-11-17", None)) == [
        "events[0].claims[1].value: 2025-11-18 is the day after 17 November 2025: a stamp in UTC?",
        (
            "events[1].claims[0].value: 2026-01-16T02:59Z is the day after 15 January 2026: "
            "a stamp in UTC?"
        ),
    ]


@pytest.mark.parametrize(
    "claimed",
    [
        claim("2025-11-18", "s2"),
        claim("2025-11-19"),
        claim("2025-11"),
        claim("2025-11-18T15:00Z", "s2"),
        claim("2025-11-18", reason="the stamp is in UTC"),
        {"field": "place", "value": "2025-11-18", "sources": ["s1"]},
    ],
)
def test_a_claim_that_its_source_can_know_or_that_says_why_is_taken(
    offences: Offences, claimed: dict[str, Any]
) -> None:
    event = {"date": "2025-11-17", "claims": [claimed]}
    assert offences("W2", event, sources=dated("2025-11-17", "2025-11-18")) == []


def test_the_day_of_what_took_place_needs_more_than_announcements(offences: Offences) -> None:
    event = {
        "date": "2026-03-16",
        "cites": [cite("date", "kind"), cite("status", source="s2")],
    }
    assert offences("W3", event, sources=dated("2026-03-05", "2026-03-20")) == [
        (
            "events[0].date: all that carries 16 March 2026 is older (5 March 2026 at the latest): "
            "a plan, or a stamp in UTC"
        )
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"date": "2026-03-05"},
        {"date": "2026-03-16~"},
        {"date": "../2026-03-16"},
        {"status": "scheduled"},
        {"cites": [cite("date"), cite("date", source="s2")]},
        {"cites": [cite("date"), cite("date", source="s3")]},
        {"cites": [cite("date", "status")]},
        {"cites": [cite("status")]},
    ],
)
def test_a_day_that_is_planned_doubted_or_carried_by_a_later_source_is_taken(
    offences: Offences, more: dict[str, Any]
) -> None:
    event = {"date": "2026-03-16", "cites": [cite("date"), cite("status", source="s2")], **more}
    assert offences("W3", event, sources=dated("2026-03-05", "2026-03-20", None)) == []


def corrected(on: str, *sources: str) -> dict[str, Any]:
    correction = {"on": on, "field": "date", "was": "2026-05", "now": "2026-07-01", "reason": "x"}
    return {"cites": [cite(source=it) for it in sources], "corrections": [correction]}


def test_a_correction_that_is_older_than_every_source_has_lost_what_it_corrects(
    offences: Offences,
) -> None:
    event = corrected("2026-01-16", "s1", "s2")
    assert offences("W4", event, sources=dated("2026-07-02", "2026-07")) == [
        (
            "events[0].corrections[0].on: corrected on 16 January 2026, before any of its sources "
            "was published: the first is of 1 July 2026"
        )
    ]


@pytest.mark.parametrize(
    ("on", "sources"),
    [
        ("2026-07-02", ("s1",)),
        ("2026-01-16", ("s1", "s3")),
        ("2026-01-16", ("s1", "s4")),
        ("2026-01-16", ()),
        ("2026-01-16/..", ("s1",)),
    ],
)
def test_a_correction_after_some_source_or_one_without_a_date_is_taken(
    offences: Offences, on: str, sources: tuple[str, ...]
) -> None:
    found = dated("2026-07-02", "2026-07", "2025-09-17", None)
    assert offences("W4", corrected(on, *sources), sources=found) == []
