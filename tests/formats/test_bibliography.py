"""What a bibliography lists, whatever the format."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import UnknownValue
from timeline.formats import Export
from timeline.formats.bibliography.items import BibliographyItem, Sort, items, legal
from timeline.i18n import Language

Made = Callable[..., Export]

INFERRED = {
    "id": "s1",
    "file": "texts/s1.txt",
    "sha256": "ab" * 32,
    "published": "[2026-01-15,2026-01-16]",
    "published_basis": "inferred",
    "published_note": {"en": "It tells of the 15th.", "es": "Relata el día 15."},
    "origin": "s2",
}
NEWS = {"id": "s2", "url": "https://example.org/2", "outlet": "The Ford", "published": "2026-01"}


def only(export: Export) -> BibliographyItem:
    (item,) = items(export)
    return item


def test_only_what_the_answer_cites_is_listed_and_once(exported: Made) -> None:
    assert [item.key for item in items(exported({}, {}))] == ["s1"]


def test_sources_stand_in_the_order_of_the_collection(shipped: Export) -> None:
    assert [item.key for item in items(shipped)] == ["s000", "s001", "s002", "s003", "s004"]


def test_events_stand_in_the_order_of_the_answer(shipped: Export) -> None:
    turned = replace(shipped, rows=shipped.rows[::-1], table="events")
    assert [item.key for item in items(turned)] == [row.event.id for row in turned.rows]


def test_an_answer_without_events_has_no_items(empty: Export) -> None:
    assert list(items(empty)) == []
    assert list(items(replace(empty, table="events"))) == []


def test_another_table_is_refused_with_the_nearest(exported: Made) -> None:
    with pytest.raises(UnknownValue, match="no table is called 'event'; did you mean events"):
        list(items(replace(exported({}), table="event")))


@pytest.mark.parametrize(
    ("known", "sort"),
    [
        ({"file": "a.txt"}, Sort.DOCUMENT),
        ({"url": "https://example.org/"}, Sort.PAGE),
        ({"file": "a.txt", "outlet": "The Ford"}, Sort.NEWS),
        ({"url": "https://example.org/", "outlet": "The Ford"}, Sort.NEWS),
    ],
)
def test_a_source_is_of_the_sort_that_its_outlet_and_link_tell(
    exported: Made, known: dict[str, str], sort: Sort
) -> None:
    assert only(exported({}, sources=[{"id": "s1", **known}])).sort is sort


@pytest.mark.parametrize(
    ("language", "title", "note"),
    [
        (
            "en",
            "[untitled, s1]",
            (
                "s1 · outlet unknown · 15 or 16 January 2026 (in EDTF: [2026-01-15,2026-01-16]) · "
                "date inferred: It tells of the 15th. · rewrites s2 · "
                f"stored text: sha256:{'ab' * 32} · collection: Aland and Bland · "
                f"version: sha256:{'0' * 64}"
            ),
        ),
        (
            "es",
            "[sin título, s1]",
            (
                "s1 · medio desconocido · 15 o 16 de enero de 2026 "
                "(en EDTF: [2026-01-15,2026-01-16]) · fecha inferida: Relata el día 15. "
                f"· reescribe s2 · texto guardado: sha256:{'ab' * 32} · "
                "colección: Alandia y Blandia · "
                f"versión: sha256:{'0' * 64}"
            ),
        ),
    ],
)
def test_a_note_says_every_gap_and_why_a_date_is_inferred(
    exported: Made, language: Language, title: str, note: str
) -> None:
    export = replace(exported({}, sources=[INFERRED, NEWS]), language=language)
    assert (only(export).title, only(export).note) == (title, note)


def test_an_event_is_noted_with_its_date_state_sources_and_words(exported: Made) -> None:
    call = {
        "status": "scheduled",
        "cites": [
            {"source": "s1", "quote": "They “may” speak.", "attribution": "AA"},
            {"source": "s2", "says": {"en": "Perhaps they did."}},
        ],
    }
    export = replace(exported(call), table="events")
    item = only(export)
    assert (item.title, item.within, item.genre) == ("A call", "Aland and Bland", "call")
    assert item.note == (
        "e1 · call · scheduled · no outcome recorded by 20 January 2026 · "
        "11 January 2026 (in EDTF: 2026-01-11) · "
        "s1: [untitled], [outlet unknown], 11 January 2026, stored as texts/s1.txt · "
        "s2: [untitled], The Ford, January 2026, https://example.org/2 · "
        "s1: “They ‘may’ speak.” (Aland, quoted by the outlet; "
        "cannot check: the text of s1 was not read) · "
        "s2: Perhaps they did. (in our words, after the source; not proved here) · "
        f"collection: Aland and Bland · version: sha256:{'0' * 64}"
    )


def test_an_event_that_may_lie_outside_the_days_asked_for_says_so(exported: Made) -> None:
    export = exported({})
    rows = (replace(export.rows[0], certain=False),)
    possible = replace(export, rows=rows, table="events")
    assert "perhaps outside the days asked for" in only(possible).note
    assert "outside" not in only(replace(export, table="events")).note


def test_topics_are_keywords_those_of_the_collection_first(exported: Made) -> None:
    export = exported({"topics": ["other", "trade"]}, {"topics": ["water"]})
    assert only(export).keywords == ("shared rivers", "trade", "other")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        ('https://ex.org/{x}<b>"\\^`|', "https://ex.org/%7Bx%7D%3Cb%3E%22%5C%5E%60%7C"),
        ("https://ex.org/100%/ñ", "https://ex.org/100%25/%C3%B1"),
        ("javascript:alert(1)", ""),
        (None, ""),
    ],
)
def test_a_link_has_only_what_a_url_may_have(url: str | None, said: str) -> None:
    assert legal(url) == said


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="%")))
def test_a_link_made_legal_still_leads_to_the_same_place(path: str) -> None:
    url = f"https://example.org/{path}"
    assert unquote(legal(url)) == url
    assert legal(legal(url)) == legal(url)
