from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from timeline import dates
from timeline.i18n import Language
from timeline.records.model import SHAPES, Collection, Event, Source, Words

Make = Callable[..., Collection]

CALL: dict[str, Any] = {
    "id": "a",
    "date": "2026-01-11",
    "kind": "call",
    "status": "held",
    "title": {"en": "A call"},
}
SETTLED = ("held", "postponed", "cancelled", "denied", "issued", "reported")


def event(**changes: Any) -> Event:
    return Event.model_validate({**CALL, **changes})


def refusal(record: type[Any], **fields: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        record.model_validate(fields)
    return str(caught.value.errors()[0]["msg"])


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        (Words(en="call", es="llamada"), "en", "call"),
        (Words(en="call", es="llamada"), "es", "llamada"),
        (Words(es="llamada"), "en", "llamada"),
        (Words(en="call"), "es", "call"),
    ],
)
def test_words_are_said_in_the_other_language_where_one_is_missing(
    words: Words, language: Language, said: str
) -> None:
    assert words.say(language) == said


def test_words_in_no_language_are_refused() -> None:
    assert refusal(Words) == "text expected in en, es or both"


def test_a_name_typed_once_is_the_same_in_both_languages(made: Make) -> None:
    assert made().actor["ana-lima"].name == Words(en="Ana Lima", es="Ana Lima")
    assert made().actor["ministry"].name.es == "Ministerio de Alandia"


# --- records --------------------------------------------------------------------------------------


def test_records_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        event().id = "b"  # type: ignore[misc]


def test_a_date_is_read_from_its_text_or_taken_when_it_is_one_already() -> None:
    date_ = dates.parse("2026-01")
    assert event(date="2026-01").date == date_
    assert event(date=date_).date is date_


def test_a_record_without_a_collection_keeps_its_references_as_they_come() -> None:
    called = event(
        about="nowhere",
        actors=[{"actor": "nobody", "role": "speaker"}],
        cites=[{"source": "nothing", "quote": "x", "attribution": "ZZ", "speaker": "nobody"}],
        commitments=[{"id": "c", "text": {"en": "x"}, "by": ["ZZ"]}],
    )
    assert called.about == "nowhere"
    assert called.cites[0].attribution == "ZZ"
    source = Source.model_validate({"id": "a", "file": "x", "origin": "b"})
    assert source.origin == "b"


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "https://example.org:8080/",
        "https://example.org?x",
    ],
)
def test_a_link_is_taken(link: str) -> None:
    assert Source.model_validate({"id": "a", "url": link}).url == link


@pytest.mark.parametrize(
    "link",
    [
        "",
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https:///x",
        "https://a@b",
        "https://example.org/a b",
        "https://example.org/\n",
    ],
)
def test_what_is_no_link_is_refused(link: str) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({"id": "a", "url": link})


@pytest.mark.parametrize("name", ["a", "2026-01-11-call", "s003", "a-b-c", "a" * 100])
def test_an_id_is_taken(name: str) -> None:
    assert event(id=name).id == name


@pytest.mark.parametrize("name", ["", "A", "a--b", "-a", "a-", "a_b", "a b", "á", "a\n", "a" * 101])
def test_what_is_no_id_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        event(id=name)


@pytest.mark.parametrize("text", ["a", "7", "ñ", "…a", "«¿no?»", "漢字", "] 1"])
def test_a_text_with_a_letter_or_digit_is_taken(text: str) -> None:
    assert Words(en=text).en == text


@pytest.mark.parametrize("text", ["", " ", "…", "]", "“—”", "¿?", "\n", "😀"])
def test_a_text_without_letters_and_digits_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Words(en=text)


def test_every_pattern_says_what_it_asks_for() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert all(said and not said.endswith(".") for said in SHAPES.values())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "a source has a file, a url or both"),
        (
            {"file": "x", "published_basis": "inferred"},
            "an inferred date needs published and a published_note that says from what",
        ),
        (
            {"file": "x", "published_basis": "inferred", "published": "2026-01-11"},
            "an inferred date needs published and a published_note that says from what",
        ),
    ],
)
def test_a_source_that_cannot_be_found_or_dated_is_refused(
    fields: dict[str, Any], said: str
) -> None:
    assert refusal(Source, id="a", **fields) == said


def test_a_source_may_have_an_inferred_date_with_a_reason() -> None:
    source = Source.model_validate(
        {
            "id": "a",
            "file": "x",
            "published": "[2026-01-15,2026-01-16]",
            "published_basis": "inferred",
            "published_note": {"en": "it tells of the 15th"},
        }
    )
    assert source.last_day == date(2026, 1, 16)


@pytest.mark.parametrize(
    ("published", "last"),
    [
        ("2026-01-11", date(2026, 1, 11)),
        ("2026-01", date(2026, 1, 31)),
        ("2026-01-11/..", None),
        (None, None),
    ],
)
def test_the_last_day_of_a_source_is_the_last_one_possible(
    published: str | None, last: date | None
) -> None:
    fields = {"id": "a", "file": "x", "published": published}
    assert Source.model_validate(fields).last_day == last


def test_an_actor_is_short_by_the_shortest_of_its_names(made: Make) -> None:
    assert made().actor["ana-lima"].short("en") == "Lima"
    assert made().actor["ministry"].short("es") == "Ministerio de Alandia"
    assert made().actor["ministry"].short("en") == "Ministry of Aland"


# --- events ---------------------------------------------------------------------------------------


def test_events_are_in_order_of_their_dates_and_then_of_their_ids() -> None:
    days = ["2026-02", "2026-01-12", "../2026-01-11", "2026-01-11/2026-01-12", "2026-01-11"]
    events = [event(id=f"e{n}", date=day) for n, day in enumerate(days)]
    events += [event(id="a"), event(id="z", date="2026-01-11T09:00")]
    assert [it.id for it in sorted(events, key=lambda it: it.order)] == [
        "e2",  # before the 11th
        "a",
        "e4",
        "z",  # at nine
        "e3",
        "e1",
        "e0",
    ]


@pytest.mark.parametrize(
    ("planned", "today", "lacks"),
    [
        ("2026-01-23", date(2026, 1, 23), False),
        ("2026-01-23", date(2026, 1, 24), True),
        ("2026-02", date(2026, 2, 28), False),
        ("2026-02", date(2026, 3, 1), True),
        ("2026-01-23/..", date(2030, 1, 1), False),
        ("../2026-01-23", date(2030, 1, 1), True),
    ],
)
def test_what_is_scheduled_lacks_an_outcome_once_its_last_possible_day_is_past(
    planned: str, today: date, lacks: bool
) -> None:
    assert event(status="scheduled", date=planned).lacks_outcome(today) is lacks


@pytest.mark.parametrize("status", SETTLED)
def test_nothing_else_lacks_an_outcome(status: str) -> None:
    assert not event(status=status).lacks_outcome(date(2030, 1, 1))


def test_all_citations_come_with_their_paths_those_of_the_parts_included() -> None:
    cite = [{"source": "s", "quote": "x"}]
    called = event(
        cites=[{"source": "s", "quote": "first"}, {"source": "s", "says": {"en": "second"}}],
        history=[{"status": "scheduled", "date": "2026-01", "cites": cite}],
        commitments=[
            {"id": "a", "text": {"en": "x"}, "by": ["AA"]},
            {"id": "b", "text": {"en": "x"}, "by": ["AA"], "cites": cite * 2},
        ],
    )
    assert [path for path, _ in called.all_cites()] == [
        ("cites", 0),
        ("cites", 1),
        ("history", 0, "cites", 0),
        ("commitments", 1, "cites", 0),
        ("commitments", 1, "cites", 1),
    ]
    assert [cite.quote for _, cite in called.all_cites()] == ["first", None, "x", "x", "x"]


def test_several_preferred_claims_are_taken_if_each_is_to_another_field() -> None:
    claim = {"value": "2026-01-11", "sources": ["s"], "rank": "preferred", "reason": "nearest"}
    claims = [{**claim, "field": "date"}, {**claim, "field": "kind"}]
    assert len(event(claims=claims).claims) == 2


# --- the collection -------------------------------------------------------------------------------


def test_records_are_had_by_their_ids(made: Make) -> None:
    collection = made({}, {})
    assert collection.event["e2"] is collection.events[1]
    assert collection.actor["aland"].kind == "government"
    assert collection.source["s2"].outlet == "The Ford"
    assert collection.number == {"s1": 1, "s2": 2}


@pytest.mark.parametrize(
    ("published", "newest"),
    [
        (["2026-01-11", "2026-01"], date(2026, 1, 31)),
        (["2026-01-11", None], date(2026, 1, 11)),
        ([None], None),
        ([], None),
    ],
)
def test_the_newest_source_is_the_one_with_the_last_possible_day(
    made: Make, published: list[str | None], newest: date | None
) -> None:
    sources = [{"id": f"s{i}", "file": "x", "published": day} for i, day in enumerate(published)]
    assert made(sources=sources).newest_source == newest


@pytest.mark.parametrize(
    ("roles", "sides"),
    [
        ({"bo-reyes": "participant", "ana-lima": "participant"}, ("AA", "BB")),
        ({"ana-lima": "speaker", "bo-reyes": "subject"}, ("AA",)),
        ({"ana-lima": "subject"}, ()),
        ({}, ()),
    ],
)
def test_the_sides_of_an_event_are_those_that_take_part_in_the_order_declared(
    made: Make, roles: dict[str, str], sides: tuple[str, ...]
) -> None:
    actors = [{"actor": actor, "role": role} for actor, role in roles.items()]
    collection = made({"actors": actors})
    assert collection.sides_of(collection.events[0]) == sides


def test_an_actor_without_a_side_adds_none(made: Make) -> None:
    collection = made(
        {"actors": [{"actor": "un", "role": "convener"}]},
        actors=[{"id": "un", "kind": "institution", "name": "A union of nations"}],
    )
    assert collection.sides_of(collection.events[0]) == ()


def test_the_sources_of_an_event_come_once_each_in_the_order_of_the_file(made: Make) -> None:
    cites = [{"source": source, "says": {"en": "x"}} for source in ("s2", "s1", "s2")]
    collection = made({"cites": cites}, {"cites": cites[:1]}, {"cites": []})
    first, second, third = collection.events
    assert collection.sources_of(first) == ("s1", "s2")
    assert collection.cites_of(first) == (1, 2)
    assert collection.cites_of(second) == (2,)
    assert collection.cites_of(third) == ()


def test_the_origin_of_a_source_is_followed_to_its_end_which_may_be_an_event(made: Make) -> None:
    sources = [
        {"id": "s1", "file": "a", "origin": "e1"},
        {"id": "s2", "file": "b", "origin": "s1"},
        {"id": "s3", "file": "c"},
    ]
    collection = made({}, sources=sources)
    assert [collection.origin_of(id_) for id_ in ("s1", "s2", "s3")] == ["e1", "e1", "s3"]
