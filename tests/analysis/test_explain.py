"""What defends an event: who carries which field, what is inferred, what is left open."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from timeline.analysis.explain import Explanation, Texts, Version, explanation, sources_of
from timeline.i18n import sentence
from timeline.quotes.prove import StoredText, Unavailable
from timeline.records.model import Collection
from timeline.records.vocabulary import Field

Made = Callable[..., Collection]

TEXT = "Bland. They spoke on Sunday of the river, she said. Nothing “else”  was agreed yesterday."
HASH = "a" * 64
VERSION = Version(
    "data/events.yaml", "b" * 64, "timeline 0", "timeline explain e1", date(2026, 1, 20)
)
TEXTS: Texts = {
    "s1": StoredText(TEXT, HASH),
    "s2": Unavailable(sentence("{id} has no stored text, only a link", id="s2")),
}


def told(made: Made, *events: dict[str, Any], texts: Texts = TEXTS) -> Explanation:
    """Explain the first of some events."""
    collection = made(*events)
    return explanation(collection, collection.events[0], texts, VERSION)


def cite(**fields: Any) -> dict[str, Any]:
    return {"source": "s1", "quote": "They spoke on Sunday of the river", **fields}


def test_each_field_has_its_citations_in_the_order_of_the_vocabulary(made: Made) -> None:
    found = told(
        made,
        {
            "place": "Bridge",
            "cites": [
                cite(supports=["kind"]),
                cite(quote="Nothing “else”  was agreed", supports=["status", "date"]),
                cite(supports=[]),
            ],
        },
    )
    carried = [(it.field, [cited.path for cited in it.cited]) for it in found.fields]
    assert carried == [
        (Field.DATE, [("cites", 1)]),
        (Field.KIND, [("cites", 0)]),
        (Field.STATUS, [("cites", 1)]),
        (Field.PLACE, []),
    ]
    assert [(it.number, it.path) for it in found.cited] == [
        (1, ("cites", 1)),
        (2, ("cites", 0)),
        (3, ("cites", 2)),
    ]
    assert [it.path for it in found.others] == [("cites", 2)]
    assert found.unsupported_fields == (Field.PLACE,)


def test_a_field_that_the_record_lacks_is_named_only_if_a_citation_speaks_for_it(
    made: Made,
) -> None:
    found = told(made, {"cites": [cite(supports=["issuer", "date", "kind", "status"])]})
    assert [it.field for it in found.fields] == ["date", "kind", "status", "issuer"]
    assert found.unsupported_fields == ()


@pytest.mark.parametrize(
    ("fields", "proved", "unproved"),
    [
        ({}, True, False),
        ({"quote": 'Nothing "else" was agreed'}, True, False),
        ({"quote": "They sang all through the night"}, False, True),
        ({"source": "s2"}, False, False),
        ({"source": "s2", "quote": None, "says": {"en": "They spoke."}}, False, False),
    ],
)
def test_a_quote_is_proved_or_not_and_what_says_something_is_neither(
    made: Made, fields: dict[str, Any], proved: bool, unproved: bool
) -> None:
    given = {key: it for key, it in cite(**fields).items() if it is not None}
    found = told(made, {"cites": [given]})
    assert [it.proved for it in found.cited] == [proved]
    assert bool(found.unproved) is unproved
    assert found.cited[0].sha256 == (HASH if found.cited[0].cite.source == "s1" else None)


@pytest.mark.parametrize(
    ("event", "words", "meant", "agrees"),
    [
        ({"date": "2026-01-11"}, "this Sunday", "2026-01-11", True),
        ({"date": "2026-01-10"}, "ayer", "2026-01-10", True),
        ({"date": "2026-01-12"}, "yesterday", "2026-01-10", False),
        ({"date": "2026-02"}, "next month", "2026-02", True),
        ({"date": "2026-01-11"}, "days later", None, True),
    ],
)
def test_date_words_are_worked_out_from_the_date_of_the_text(
    made: Made, event: dict[str, Any], words: str, meant: str | None, agrees: bool
) -> None:
    (it,) = told(made, {**event, "cites": [cite(date_words=words)]}).date_inferences
    assert (it.words, str(it.published), it.problem) == (words, "2026-01-11", None)
    assert (it.meant and it.meant.text, it.agrees) == (meant, agrees)


def test_date_words_that_mean_another_day_or_none_that_there_is_disagree(made: Made) -> None:
    words = ("this Sunday", "yesterday", "days later", "Monday 11 January 2026")
    found = told(made, {"date": "2026-01-11", "cites": [cite(date_words=it) for it in words]})
    assert [it.words for it in found.disagreeing] == ["yesterday", "Monday 11 January 2026"]


def test_date_words_that_cannot_be_a_date_say_why(made: Made) -> None:
    (it,) = told(made, {"cites": [cite(date_words="Monday 11 January 2026")]}).date_inferences
    assert it.meant is None
    assert str(it.problem) == "11 January 2026 is a Sunday, not a Monday"


def test_date_words_of_a_part_are_held_against_the_date_of_that_part(made: Made) -> None:
    found = told(
        made,
        {
            "date": "2026-02-09",
            "status": "scheduled",
            "history": [
                {"status": "scheduled", "date": "2026-01-12", "cites": [cite(date_words="mañana")]}
            ],
            "commitments": [
                {
                    "id": "c",
                    "text": {"en": "To meet"},
                    "by": ["AA"],
                    "due": "2026-02",
                    "cites": [cite(date_words="next month")],
                },
                {
                    "id": "d",
                    "text": {"en": "To talk"},
                    "by": ["AA"],
                    "cites": [cite(date_words="next month")],
                },
            ],
        },
    )
    assert [(str(it.recorded), it.agrees) for it in found.date_inferences] == [
        ("2026-01-12", True),
        ("2026-02", True),
        ("None", True),
    ]
    assert [[it.number for it in cited] for _, cited in (*found.states, *found.promises)] == [
        [2],
        [3],
        [4],
    ]


def test_a_text_without_a_date_gives_only_dates_that_need_none(made: Made) -> None:
    collection = made(
        {"cites": [cite(date_words="yesterday"), cite(date_words="11 January 2026")]},
        sources=[{"id": "s1", "file": "texts/s1.txt"}],
    )
    found = explanation(collection, collection.events[0], TEXTS, VERSION)
    assert [it.meant and it.meant.text for it in found.date_inferences] == [None, "2026-01-11"]
    assert {it.published for it in found.date_inferences} == {None}


def test_claims_stand_together_by_field_and_topic(made: Made) -> None:
    claims = [
        {"field": "kind", "value": "call", "sources": ["s1"]},
        {"field": "text", "value": "a river", "sources": ["s1"], "topic": "water"},
        {"field": "kind", "value": "meeting", "sources": ["s2"]},
        {"field": "text", "value": "no river", "sources": ["s2"], "topic": "water"},
        {"field": "text", "value": "no more", "sources": ["s2"]},
    ]
    found = told(made, {"claims": claims})
    assert [(it.field, it.topic, len(it.claims)) for it in found.field_claims] == [
        ("kind", None, 2),
        ("text", "water", 2),
        ("text", None, 1),
    ]


def test_the_sources_are_those_cited_and_those_of_claims_in_the_order_of_the_file(
    made: Made,
) -> None:
    collection = made(
        {"claims": [{"field": "kind", "value": "call", "sources": ["s2"]}]}, {"about": "e1"}
    )
    assert sources_of(collection, collection.events[0]) == ("s1", "s2")
    assert sources_of(collection, collection.events[1]) == ("s1",)


def test_events_are_linked_both_ways(made: Made) -> None:
    collection = made(
        {"about": "e2", "follows": "e3"},
        {},
        {"announced_by": "e2"},
        {"announced_by": "e1", "about": "e1"},
        {"follows": "e1"},
    )
    found = explanation(collection, collection.events[0], TEXTS, VERSION)
    assert [(it.relation, it.event.id) for it in found.links] == [
        ("about", "e2"),
        ("follows", "e3"),
        ("readout", "e4"),
        ("announces", "e4"),
        ("followed_by", "e5"),
    ]


def test_an_origin_is_what_the_cited_sources_go_back_to(made: Made) -> None:
    sources = [
        {"id": "s1", "file": "texts/s1.txt", "origin": "s2"},
        {"id": "s2", "url": "https://example.org/2"},
    ]
    collection = made({"cites": [cite(), cite(source="s2")]}, sources=sources)
    found = explanation(collection, collection.events[0], TEXTS, VERSION)
    assert found.origins == {"s2"}
    assert [(it.number, it.source.id, it.sha256) for it in found.sources] == [
        (1, "s1", HASH),
        (2, "s2", None),
    ]
