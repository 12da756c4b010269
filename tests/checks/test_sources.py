from collections.abc import Callable
from typing import Any

import pytest

Offences = Callable[..., list[str]]

VOZ = "https://voz.us/en/politics/250821/28081/exclusive-dea-refutes-claudia-sheinbaum.html"
SINEMBARGO = "https://www.sinembargo.mx/4695627"
ARRIVES = f"{SINEMBARGO}/rubio-llega-a-palacio-nacional-para-dialogar-con-sheinbaum/"
RECEIVES = f"{SINEMBARGO}/sheinbaum-recibe-a-rubio-en-palacio-nacional/"
FRONT = "https://mexiconewsdaily.com"


def page(id_: str, url: str = "", **more: Any) -> dict[str, Any]:
    return {"id": id_, "url": url or f"https://example.org/{id_}", **more}


@pytest.mark.parametrize(
    ("url", "published", "said"),
    [
        (VOZ, "2025-08-20", "the address says 21 August 2025, not 20 August 2025"),
        (
            "https://example.org/2025/08/21/dea",
            "2025-08-20",
            "the address says 21 August 2025, not 20 August 2025",
        ),
        (
            "https://example.org/n-2026-01-11/x-20260113.html",
            "2026-01-12",
            "the address says 11 January 2026, not 12 January 2026",
        ),
        (
            "https://wtop.com/world/2025/12/mexican-president-to-attend/",
            "2026-01-01",
            "the address says December 2025, not 1 January 2026",
        ),
    ],
)
def test_a_day_in_an_address_that_is_not_the_day_of_publication_is_pointed_out(
    offences: Offences, url: str, published: str, said: str
) -> None:
    sources = [page("s1", url, published=published)]
    assert offences("S1", {}, sources=sources) == [f"sources[0].published: {said}"]


@pytest.mark.parametrize(
    ("url", "published"),
    [
        (VOZ, "2025-08-21"),
        (VOZ, "2025-08"),
        (VOZ, "[2025-08-20,2025-08-21]"),
        (VOZ, None),
        ("https://example.org/2025/08/21/dea", "2025-08-21"),
        ("https://example.org/2025/12/on-2025-12-11/", "2025-12-16"),
        ("https://example.org/news/240670/260312/", "2025-12-16"),
        ("https://example.org/n/42026011112", "2025-12-16"),
        ("https://example.org/n-20261301-202625", "2025-12-16"),
        ("https://example.org/?d=2026-01-11", "2025-12-16"),
        ("https://example.org/2025/13/x", "2025-12-16"),
    ],
)
def test_the_day_of_publication_and_numbers_that_are_no_days_are_taken(
    offences: Offences, url: str, published: str | None
) -> None:
    assert offences("S1", {}, sources=[page("s1", url, published=published)]) == []


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            page("s1", RECEIVES),
            page("s2", ARRIVES),
            "the number 4695627 in the address is that of 's1'",
        ),
        (
            page("s1", "http://www.example.org/a/"),
            page("s2", "https://example.org/a?utm_source=x#part"),
            "this is the address of 's1'",
        ),
        (
            page("s1", "https://example.org/?p=17&lang=es"),
            page("s2", "https://EXAMPLE.org?lang=es&p=17&fbclid=x"),
            "this is the address of 's1'",
        ),
        (
            page("s1", outlet="The Ford", title="A call", published="2026-01-11"),
            page("s2", outlet="The Ford", title="A call", published="2026-01-11"),
            "outlet, title and date are those of 's1'",
        ),
        (
            page("s1", sha256="0" * 64),
            page("s2", sha256="0" * 64),
            "this is the stored text of 's1'",
        ),
    ],
)
def test_one_page_under_two_ids_is_pointed_out(
    offences: Offences, first: dict[str, Any], second: dict[str, Any], said: str
) -> None:
    assert offences("S2", {}, sources=[first, second]) == [f"sources[1]: {said}"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (page("s1", RECEIVES), page("s2", ARRIVES, origin="s1")),
        (page("s1", RECEIVES), page("s2", "https://example.org/4695627/x")),
        (page("s1", FRONT), page("s2", f"{FRONT}/")),
        (page("s1", "https://example.org/?p=17"), page("s2", "https://example.org/?p=18")),
        (
            page("s1", "https://example.org/20260111/a"),
            page("s2", "https://example.org/20260111/b"),
        ),
        (page("s1", "https://example.org/260111/a"), page("s2", "https://example.org/260111/b")),
        (page("s1", "https://example.org/28081/a"), page("s2", "https://example.org/28081/b")),
        (
            page("s1", outlet="The Ford", title="A call", published="2026-01-11"),
            page("s2", outlet="The Ford", title="A call", published="2026-01-12"),
        ),
        (page("s1", outlet="The Ford"), page("s2", outlet="The Ford")),
        (page("s1", sha256="0" * 64), page("s2", sha256="1" * 64)),
    ],
)
def test_two_pages_of_one_day_of_one_outlet_or_of_one_declared_origin_are_two(
    offences: Offences, first: dict[str, Any], second: dict[str, Any]
) -> None:
    assert offences("S2", {}, sources=[first, second]) == []


def test_one_address_is_one_page_even_where_an_origin_is_declared(offences: Offences) -> None:
    sources = [page("s1", ARRIVES), page("s2", ARRIVES, origin="s1")]
    assert len(offences("S2", {}, sources=sources)) == 1


NOTE = page("note")
COPIES = [NOTE, page("a", origin="note"), page("b", origin="a"), page("c"), page("d")]


def disputed(preferred: tuple[str, ...], other: tuple[str, ...], **more: Any) -> dict[str, Any]:
    claims = [
        {
            "field": "kind",
            "value": "meetings held on 22 January",
            "sources": preferred,
            "rank": "preferred",
            "reason": "two newspapers of the next day",
        },
        {"field": "kind", "value": "an agreement", "sources": other, **more},
    ]
    return {"cites": [{"source": "c", "says": {"en": "x", "es": "y"}}], "claims": claims}


@pytest.mark.parametrize(
    ("preferred", "other", "said"),
    [
        (("a", "b"), ("c",), "2 sources, 1 origin: a rival claim has as many or more"),
        (("note", "a", "b"), ("c",), "3 sources, 1 origin: a rival claim has as many or more"),
        (
            ("a", "b", "c"),
            ("d", "note"),
            "3 sources, 2 origins: a rival claim has as many or more",
        ),
    ],
)
def test_copies_of_one_text_do_not_outweigh_another_source(
    offences: Offences, preferred: tuple[str, ...], other: tuple[str, ...], said: str
) -> None:
    event = disputed(preferred, other)
    assert offences("S3", event, sources=COPIES) == [f"events[0].claims[0].sources: {said}"]


@pytest.mark.parametrize(
    ("preferred", "other", "more"),
    [
        (("a", "c"), ("d",), {}),
        (("a",), ("c",), {}),
        (("a", "b"), ("note",), {}),
        (("a", "b"), ("c", "d"), {}),
        (("a", "b"), ("c",), {"rank": "deprecated", "reason": "no such day"}),
        (("a", "b"), ("c",), {"field": "place"}),
        (("a", "b"), ("c",), {"topic": "water"}),
        (("a", "b"), ("c",), {"value": "meetings held on 22 January"}),
    ],
)
def test_more_origins_fewer_sources_or_nothing_that_stands_against_them_are_taken(
    offences: Offences, preferred: tuple[str, ...], other: tuple[str, ...], more: dict[str, Any]
) -> None:
    assert offences("S3", disputed(preferred, other, **more), sources=COPIES) == []
