from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.dates import Span
from timeline.errors import UnknownValue, WrongCall
from timeline.query.filter import ALWAYS, SORTS, Filter, Row, select, threads
from timeline.records.model import Collection

Make = Callable[..., Collection]


def part(actor: str, role: str = "participant") -> dict[str, str]:
    return {"actor": actor, "role": role}


EVENTS: list[dict[str, Any]] = [
    {
        "id": "old-report",
        "date": "../2026-01-05",
        "kind": "statement",
        "status": "reported",
        "title": {"en": "Bland speaks of its rivers", "es": "Blandia habla de sus ríos"},
        "actors": [part("bo-reyes", "speaker")],
    },
    {
        "id": "call",
        "title": {"en": "Lima and Reyés speak", "es": "Lima y Reyés conversan"},
        "summary": {"en": "On the sovereignty of both.", "es": "Sobre la soberanía de ambas."},
        "actors": [part("ana-lima"), part("bo-reyes")],
        "topics": ["water"],
        "asked_by": "bo-reyes",
        "cites": [
            {"source": "s1", "quote": "hablaron de la “tregua del río” el domingo"},
            {"source": "s2", "says": {"en": "a quiet talk"}, "topics": ["trade"]},
        ],
    },
    {
        "id": "post",
        "kind": "statement",
        "status": "issued",
        "title": {"en": "Aland on the call"},
        "actors": [part("ministry", "issuer"), part("bo-reyes", "subject")],
        "about": "call",
        "cites": [{"source": "s2", "says": {"es": "un diálogo cordial"}}],
    },
    {
        "id": "reply",
        "date": "2026-01-12",
        "kind": "joint-statement",
        "status": "issued",
        "title": {"en": "Bland on the post"},
        "about": "post",
    },
    {
        "id": "visit",
        "date": "[2026-01-15,2026-01-20]",
        "kind": "visit",
        "status": "scheduled",
        "title": {"en": "Lima goes to Bland"},
        "actors": [part("ana-lima")],
        "place": {"en": "The Meadow", "es": "La Vega"},
    },
    {
        "id": "summit",
        "date": "2026-02",
        "kind": "meeting",
        "status": "scheduled",
        "title": {"en": "Summit"},
        "actors": [part("aland"), part("bo-reyes")],
        "topics": ["trade", "water"],
        "place": "New Ford",
    },
    {
        "id": "talks",
        "date": "2026-02-10/..",
        "kind": "negotiation",
        "status": "reported",
        "title": {"en": "Talks on trade"},
        "history": [
            {
                "status": "scheduled",
                "date": "2026",
                "cites": [
                    {
                        "source": "s1",
                        "quote": "habrá negociaciones",
                        "topics": ["water"],
                        "translation": {"en": "there will be bargaining"},
                    }
                ],
            }
        ],
    },
]
ALL = ["old-report", "call", "post", "reply", "visit", "summit", "talks"]


def on(*texts: str) -> tuple[Span, ...]:
    return tuple(dates.parse(text).span for text in texts)


def between(text: str) -> Span:
    return dates.parse(text).span


def asking(asked: Filter, field: str, value: Any) -> Filter:
    """Give a filter with another value in one field."""
    changes: dict[str, Any] = {field: value}
    return replace(asked, **changes)


def ids(collection: Collection, asked: Filter, **order: Any) -> list[str]:
    return [row.event.id for row in select(collection, asked, **order)]


@pytest.fixture(scope="session")
def chronology(made: Make) -> Collection:
    return made(*({"cites": [], **event} for event in EVENTS))


def test_nothing_asked_gives_everything_in_order_of_time(chronology: Collection) -> None:
    assert ids(chronology, Filter()) == ALL
    assert all(row.certain for row in select(chronology, Filter()))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Filter(actors=("lima",)), ["call", "visit"]),
        (Filter(actors=("reyes",)), ["old-report", "call", "post", "summit"]),
        (Filter(actors=("lima", "ministry")), ["call", "post", "visit"]),
        (Filter(asked_by=("reyes",)), ["call"]),
        (Filter(asked_by=("lima",)), []),
        (Filter(actors=("Ministerio de Alandia",)), ["post"]),
        (Filter(sides=("aa",)), ["call", "post", "visit", "summit"]),
        (Filter(sides=("Blandia",)), ["old-report", "call", "summit"]),
        (Filter(sides=("AA", "BB")), ["old-report", "call", "post", "visit", "summit"]),
        (Filter(kinds=("statement",)), ["old-report", "post"]),
        (Filter(kinds=("readout",)), ["post"]),
        (Filter(kinds=("Versión oficial", "call")), ["call", "post"]),
        (Filter(kinds=("joint statement", "CALL")), ["call", "reply"]),
        (Filter(statuses=("scheduled",)), ["visit", "summit"]),
        (Filter(statuses=("held", "issued")), ["call", "post", "reply"]),
        (Filter(topics=("water",)), ["call", "summit", "talks"]),
        (Filter(topics=("comercio",)), ["call", "summit"]),
        (Filter(topics=("water", "trade")), ["call", "summit", "talks"]),
        (Filter(sources=("s2",)), ["call", "post"]),
        (Filter(sources=("the ford",)), ["call", "post"]),
        (Filter(sources=("2",)), ["call", "post"]),
        (Filter(places=("vega",)), ["visit"]),
        (Filter(places=("la vega", "new ford")), ["visit", "summit"]),
    ],
)
def test_values_of_one_field_mean_any_of_them(
    chronology: Collection, asked: Filter, found: list[str]
) -> None:
    assert ids(chronology, asked) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Filter(actors=("lima",), sides=("BB",)), ["call"]),
        (Filter(topics=("trade",), statuses=("scheduled",)), ["summit"]),
        (Filter(kinds=("statement", "visit"), sides=("AA",)), ["post", "visit"]),
        (Filter(actors=("reyes",), on=on("2026-01-11")), ["call", "post"]),
        (Filter(actors=("lima",), kinds=("statement",)), []),
        (Filter(texts=("bland",), statuses=("scheduled",), between=between("2026")), ["visit"]),
    ],
)
def test_different_fields_mean_all_of_them(
    chronology: Collection, asked: Filter, found: list[str]
) -> None:
    assert ids(chronology, asked) == found


@pytest.mark.parametrize(
    ("typed", "alone", "with_members"),
    [
        ("aland", ["summit"], ["call", "post", "visit", "summit"]),
        ("ministry", ["post"], ["call", "post", "visit"]),
        ("bo-reyes", ["old-report", "call", "post", "summit"], None),
    ],
)
def test_an_institution_stands_for_its_members_only_when_asked(
    chronology: Collection, typed: str, alone: list[str], with_members: list[str] | None
) -> None:
    assert ids(chronology, Filter(actors=(typed,))) == alone
    assert ids(chronology, Filter(actors=(typed,), members=True)) == (with_members or alone)


# --- days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "certainly", "possibly"),
    [
        # a day
        (Filter(on=on("2026-01-11")), ["call", "post"], []),
        (Filter(on=on("2026-01-12")), ["reply"], []),
        (Filter(on=on("2026-01-13")), [], []),
        # several days are any of them
        (Filter(on=on("2026-01-12", "2026-01-11")), ["call", "post", "reply"], []),
        # one of a set of days: those between are not possible
        (Filter(on=on("2026-01-15")), [], ["visit"]),
        (Filter(on=on("2026-01-16")), [], []),
        (Filter(on=on("2026-01-15/2026-01-20")), ["visit"], []),
        (Filter(on=on("2026-01-15", "2026-01-20")), ["visit"], []),
        # a month
        (Filter(on=on("2026-02")), ["summit"], ["talks"]),
        (Filter(on=on("2026-02-09")), [], ["summit"]),
        (Filter(on=on("2026-02-10")), [], ["summit", "talks"]),
        # open spans
        (Filter(on=on("2025")), [], ["old-report"]),
        (Filter(on=on("2026-01-05")), [], ["old-report"]),
        (Filter(on=on("2026-01-06")), [], []),
        (Filter(on=on("2030")), [], ["talks"]),
        (Filter(between=between("../2026-01-05")), ["old-report"], []),
        (Filter(between=between("2026-02-10/..")), ["talks"], ["summit"]),
        (Filter(between=between("2026-02-11/..")), [], ["summit", "talks"]),
        # bounds, with both days included
        (Filter(between=between("2026-01-11/2026-01-12")), ["call", "post", "reply"], []),
        (Filter(between=between("2026-01-12/2026-01-15")), ["reply"], ["visit"]),
        (Filter(between=ALWAYS), ALL, []),
        # bounds and days are both kept
        (
            Filter(on=on("2026-01"), between=between("2026-01-12/..")),
            ["reply", "visit"],
            [],
        ),
        (Filter(on=on("2026-01-11"), between=between("2026-01-12/..")), [], []),
    ],
)
def test_an_event_matches_with_any_of_its_days_and_for_certain_with_all(
    chronology: Collection, asked: Filter, certainly: list[str], possibly: list[str]
) -> None:
    rows = select(chronology, asked)
    assert [row.event.id for row in rows if row.certain] == certainly
    assert [row.event.id for row in rows if not row.certain] == possibly
    assert ids(chronology, replace(asked, certain=True)) == certainly


# --- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        # in titles, summaries, quotes, says and our translations, in either language
        (("rivers",), ["old-report"]),
        (("conversan",), ["call"]),
        (("soberanía",), ["call"]),
        (("quiet",), ["call"]),
        (("cordial",), ["post"]),
        (("negociaciones",), ["talks"]),
        (("bargaining",), ["talks"]),
        (('"will be bar*"',), ["talks"]),
        # without case and accents
        (("SOBERANIA",), ["call"]),
        (("ríos",), ["old-report"]),
        (("rio",), ["call"]),
        (("REYES",), ["call"]),
        # whole words, unless a * stands at their end
        (("river",), []),
        (("river*",), ["old-report"]),
        (("ri*",), ["old-report", "call"]),
        (("sove*",), ["call"]),
        (("ereignty",), []),
        (("ereignty*",), []),
        # all words of a search, any of several searches
        (("sovereignty domingo",), ["call"]),
        (("sovereignty lunes",), []),
        (("sovereignty", "lunes"), ["call"]),
        (("rivers", "cordial"), ["old-report", "post"]),
        # phrases
        (('"on the call"',), ["post"]),
        (('"the on call"',), []),
        (("on the",), ["call", "post", "reply"]),
        (("“tregua del río”",), ["call"]),
        (("«tregua del»",), ["call"]),
        (('"tregua el"',), []),
        (('"tregua del r*"',), ["call"]),
        (('cordial "un diálogo"',), ["post"]),
        # no phrase goes over from one text to another
        (('"speak lima"',), []),
        (('"conversan on"',), []),
        (('"negociaciones there"',), []),
        # signs count as spaces
        (("tregua-del-rio",), ["call"]),
        (("río* ... domingo!",), ["call"]),
        # ids, places and notes are not searched
        (("old-report",), []),
        (("meadow",), []),
    ],
)
def test_words_phrases_and_stems_are_found(
    chronology: Collection, texts: tuple[str, ...], found: list[str]
) -> None:
    assert ids(chronology, Filter(texts=texts)) == found


@pytest.mark.parametrize("text", ["", " ", "*", '""', '"…"', "¡!", "“”"])
def test_a_search_for_nothing_is_refused(chronology: Collection, text: str) -> None:
    with pytest.raises(WrongCall) as caught:
        select(chronology, Filter(texts=("water", text)))
    assert caught.value.say() == 'a search needs a word or a "phrase", such as soberanía'


@pytest.mark.parametrize(
    "field", ["actors", "sides", "kinds", "statuses", "topics", "sources", "places"]
)
def test_an_unknown_value_is_refused_even_among_known_ones(
    chronology: Collection, field: str
) -> None:
    with pytest.raises(UnknownValue, match="is called 'xyzw'"):
        select(chronology, asking(Filter(), field, (VALUES[field][0], "xyzw")))


# --- order ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("date", ALL),
        ("id", ["call", "old-report", "post", "reply", "summit", "talks", "visit"]),
        ("kind", ["call", "reply", "summit", "talks", "old-report", "post", "visit"]),
        ("status", ["call", "post", "reply", "old-report", "talks", "visit", "summit"]),
    ],
)
def test_an_answer_is_sorted(chronology: Collection, sort: str, found: list[str]) -> None:
    assert ids(chronology, Filter(), sort=sort) == found
    assert ids(chronology, Filter(), sort=sort, reverse=True) == found[::-1]


def test_an_answer_is_cut_after_it_is_sorted(chronology: Collection) -> None:
    assert ids(chronology, Filter(), limit=2) == ALL[:2]
    assert ids(chronology, Filter(), reverse=True, limit=2) == ALL[:-3:-1]
    assert ids(chronology, Filter(kinds=("call",)), limit=9) == ["call"]
    assert ids(chronology, Filter(), limit=0) == []


# --- threads --------------------------------------------------------------------------------------


def threaded(rows: tuple[Row, ...]) -> list[tuple[str, list[str]]]:
    return [
        (thread.row.event.id, [row.event.id for row in thread.readouts]) for thread in threads(rows)
    ]


def test_readouts_and_their_readouts_stand_under_their_event(chronology: Collection) -> None:
    assert threaded(select(chronology, Filter())) == [
        ("old-report", []),
        ("call", ["post", "reply"]),
        ("visit", []),
        ("summit", []),
        ("talks", []),
    ]


def test_a_readout_whose_event_is_not_in_the_answer_stands_alone(chronology: Collection) -> None:
    rows = select(chronology, Filter(statuses=("issued",)))
    assert threaded(rows) == [("post", ["reply"])]
    rows = select(chronology, Filter(kinds=("joint-statement", "call")))
    assert threaded(rows) == [("call", []), ("reply", [])]


def test_threads_and_readouts_keep_the_order_of_the_answer(chronology: Collection) -> None:
    rows = select(chronology, Filter(on=on("2026-01-11/2026-01-20")), reverse=True)
    assert threaded(rows) == [("visit", []), ("call", ["reply", "post"])]


def test_no_rows_make_no_threads() -> None:
    assert threads(()) == ()


# --- laws -----------------------------------------------------------------------------------------

VALUES: dict[str, list[str]] = {
    "actors": ["lima", "bo-reyes", "ministry", "aland"],
    "sides": ["AA", "Bland"],
    "kinds": ["call", "statement", "visit", "joint statement"],
    "statuses": ["held", "issued", "scheduled", "reported"],
    "topics": ["water", "trade"],
    "sources": ["s1", "s2"],
    "places": ["vega", "ford"],
    "asked_by": ["lima", "bo-reyes"],
    "texts": ["call", "ri*", '"on the"', "lima bland"],
}
DAYS = st.dates(date(2025, 12, 25), date(2026, 3, 5))
OPEN_DAYS = DAYS | st.none()


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, last = draw(OPEN_DAYS), draw(OPEN_DAYS)
    return Span(last, first) if first and last and last < first else Span(first, last)


def some(field: str) -> st.SearchStrategy[Any]:
    """Give any value of a field of a filter, nothing asked included."""
    if field in VALUES:
        return st.lists(st.sampled_from(VALUES[field]), max_size=2).map(tuple)
    if field == "on":
        return st.lists(spans(), max_size=2).map(tuple)
    return spans() if field == "between" else st.booleans()


FIELDS = [field.name for field in fields(Filter)]
FILTERS = st.builds(
    Filter, **{field: st.just(getattr(Filter(), field)) | some(field) for field in FIELDS}
)
TEXTS_OF_DATES = [
    "2026-01-11",
    "2026-01",
    "[2026-01-10,2026-01-20]",
    "../2026-01-12",
    "2026-01-11/..",
]
COLLECTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.sampled_from(TEXTS_OF_DATES),
            "kind": st.sampled_from(["call", "visit"]),
            "status": st.sampled_from(["held", "scheduled"]),
        }
    ),
    max_size=6,
)


def found(collection: Collection, asked: Filter) -> set[str]:
    return set(ids(collection, asked))


@given(FILTERS)
def test_an_answer_is_a_part_of_everything_in_its_order(
    chronology: Collection, asked: Filter
) -> None:
    answer = ids(chronology, asked)
    assert answer == [id_ for id_ in ALL if id_ in answer]


@given(st.data(), FILTERS, st.sampled_from(["on", *VALUES]))
def test_one_more_value_of_a_field_that_is_asked_for_never_shrinks_the_answer(
    chronology: Collection, data: st.DataObject, asked: Filter, field: str
) -> None:
    value = data.draw(spans() if field == "on" else st.sampled_from(VALUES[field]))
    first = data.draw(spans() if field == "on" else st.sampled_from(VALUES[field]))
    asked = asking(asked, field, (*getattr(asked, field), first))
    wider = asking(asked, field, (*getattr(asked, field), value))
    assert found(chronology, asked) <= found(chronology, wider)


@given(st.data(), FILTERS, st.sampled_from(["on", "between", *VALUES]))
def test_one_more_field_never_widens_the_answer(
    chronology: Collection, data: st.DataObject, asked: Filter, field: str
) -> None:
    without = asking(asked, field, getattr(Filter(), field))
    narrower = asking(without, field, data.draw(some(field)))
    assert found(chronology, narrower) <= found(chronology, without)


@given(FILTERS)
def test_members_never_shrink_the_answer(chronology: Collection, asked: Filter) -> None:
    alone = found(chronology, replace(asked, members=False))
    assert alone <= found(chronology, replace(asked, members=True))


@given(FILTERS)
def test_what_is_certain_is_what_is_not_marked_as_possible(
    chronology: Collection, asked: Filter
) -> None:
    possible = select(chronology, replace(asked, certain=False))
    certain = select(chronology, replace(asked, certain=True))
    assert certain == tuple(row for row in possible if row.certain)


@given(COLLECTIONS, st.randoms(), st.sampled_from(sorted(SORTS)), st.booleans())
def test_the_order_of_an_answer_does_not_depend_on_the_order_of_the_file(
    made: Make, events: list[dict[str, str]], random: Any, sort: str, reverse: bool
) -> None:
    numbered = [{"id": f"e{n}", **event} for n, event in enumerate(events)]
    answer = ids(made(*numbered), Filter(), sort=sort, reverse=reverse)
    random.shuffle(numbered)
    assert ids(made(*numbered), Filter(), sort=sort, reverse=reverse) == answer
    assert ids(made(*numbered), Filter(), sort=sort, reverse=not reverse) == answer[::-1]


@given(COLLECTIONS, st.integers(0, 7), st.sampled_from(sorted(SORTS)))
def test_a_limit_keeps_the_first_rows(
    made: Make, events: list[dict[str, str]], limit: int, sort: str
) -> None:
    collection = made(*events)
    rows = select(collection, Filter(), sort=sort)
    assert select(collection, Filter(), sort=sort, limit=limit) == rows[:limit]


@given(FILTERS, st.booleans())
def test_threads_hold_every_row_once(chronology: Collection, asked: Filter, reverse: bool) -> None:
    rows = select(chronology, asked, reverse=reverse)
    held = [row for thread in threads(rows) for row in (thread.row, *thread.readouts)]
    assert sorted(row.event.id for row in held) == sorted(row.event.id for row in rows)
