"""The page on a day: the same events in the same states as the list and the exports as of it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dated import collections, day
from tests.laws import LONG, examples
from tests.packed_page import covers, unpacked, with_pieces
from timeline import dates
from timeline.analysis import asof
from timeline.dates import Span
from timeline.formats import FORMATS, Export
from timeline.formats.answers import list as listed
from timeline.formats.page.steps import course
from timeline.query.filter import Filter, Row, select
from timeline.records.model import Collection, Event
from timeline.store.opening import open_collection

Exported = Callable[..., Export]
SHIPPED = str(Path(__file__).parents[2] / "data")

Known = dict[str, tuple[Any, ...]]
"""What is said of each event on a day: its status, its possible days, sides, actors and so on."""


class Page:
    """A page, and what it says on a day: `shown` does what its script does."""

    def __init__(self, export: Export) -> None:
        text = "".join(FORMATS["html"].render(export))
        self.data = unpacked(text)
        document = lxml.html.fromstring(with_pieces(text))
        self.articles = {it.get("id"): it for it in document.iter("article")}
        self.last = len(self.data["days"]) - 1

    def step(self, on: date) -> int:
        """Return the step at which the slider stands on a day."""
        days = [other for other in self.data["days"] if other and other <= on.isoformat()]
        whole = self.data["whole"]
        return self.last if whole and whole <= on.isoformat() else len(days) - 1

    def shown(self, on: date) -> Known:
        whole = self.data["whole"]
        seen = self.data["seen"] if whole and whole <= on.isoformat() else on.isoformat()
        step = self.step(on)
        return {
            event["id"]: self._of(event["id"], form, step, seen)
            for event in self.data["events"]
            for form in event["states"]
            if covers(form["on"], step)
        }

    def _of(self, name: str, form: dict[str, Any], step: int, seen: str) -> tuple[Any, ...]:
        def texts(path: str) -> list[str]:
            found = self.articles[name].xpath(f"div/{path}")
            return [
                it.text_content()
                for it in found
                if ("data-on" not in it.attrib or covers(it.attrib["data-on"], step))
                and not (it.get("data-after") and seen <= it.get("data-after"))
            ]

        (title,) = texts("*[self::h3 or self::h4]")
        outcome = bool(texts("p/span[contains(@class, 'outcome')]"))
        days = [tuple(ends) for ends in form["days"]]
        return title, form["status"], days, form["side"], form["actor"], outcome


def days_of(when: str) -> list[tuple[str | None, ...]]:
    return [
        tuple(end.isoformat() if end else None for end in (span.earliest, span.latest))
        for span in dates.parse(when).spans
    ]


def as_known(export: Export, on: date) -> Export:
    """Give what the program is given with ``--as-of``."""
    collection = asof.known_on(export.collection, on)
    return replace(
        export, collection=collection, rows=select(collection, Filter()), as_of=on, day=on
    )


def whole(collection: Collection) -> Export:
    return Export(collection, select(collection, Filter()), day=date(2026, 7, 15), version="0" * 64)


def in_records(export: Export) -> Known:
    """Give what the records of the program say."""

    def of(event: Event) -> tuple[Any, ...]:
        return (
            event.title.say("en"),
            event.status.value,
            days_of(event.date.text),
            list(export.collection.sides_of(event)),
            [part.actor for part in event.actors],
            event.lacks_outcome(export.day),
        )

    return {row.event.id: of(row.event) for row in export.rows}


def in_list(export: Export) -> Known:
    rows = listed.records("en", export.collection, export.rows)
    return {
        name: (title, status, days_of(when), sides.split())
        for when, _, status, sides, title, _, name, _ in rows
    }


def in_json(export: Export) -> Known:
    events = json.loads("".join(FORMATS["json"].render(export)))["events"]
    return {
        it["id"]: (
            it["title"]["en"],
            it["status"],
            days_of(it["date"]),
            [part["actor"] for part in it.get("actors", ())],
        )
        for it in events
    }


def in_parquet(export: Export) -> Known:
    names = "id, title_en, status, date, sides, actor_ids"
    with NamedTemporaryFile(suffix=".parquet") as file, duckdb.connect(":memory:") as base:
        file.write(FORMATS["parquet"].made(export))
        file.flush()
        rows = base.execute(f"SELECT {names} FROM '{file.name}'").fetchall()  # noqa: S608 - ours
    return {
        name: (title, status, days_of(when), sides, actors)
        for name, title, status, when, sides, actors in rows
    }


@pytest.fixture(scope="module")
def shipped() -> Export:
    return whole(open_collection(SHIPPED, {}).collection)


@pytest.fixture(scope="module")
def page(shipped: Export) -> Page:
    return Page(shipped)


def test_the_page_of_every_day_says_what_the_program_says(shipped: Export, page: Page) -> None:
    first, last = date(2025, 1, 19), shipped.day
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    for on in days if LONG else days[::14]:
        assert page.shown(on) == in_records(as_known(shipped, on)), on


@pytest.mark.parametrize(
    ("on", "known"),
    [
        (date(2025, 2, 3), 5),
        (date(2026, 1, 12), 100),
        (date(2026, 1, 17), 107),
        (date(2026, 2, 24), 134),
    ],
)
def test_between_the_ends_of_two_months_every_event_is_there(
    page: Page, on: date, known: int
) -> None:
    assert len(page.shown(on)) == known


def test_a_page_of_some_days_has_the_days_of_the_sources_that_it_cites(shipped: Export) -> None:
    january = Span(date(2026, 1, 10), date(2026, 1, 20))
    rows = select(shipped.collection, Filter(between=january, certain=True))
    page = Page(replace(shipped, rows=rows))
    ids = {row.event.id for row in rows}
    for n in range(8, 22):
        then = in_records(as_known(shipped, day(n)))
        assert page.shown(day(n)) == {name: then[name] for name in then if name in ids}
    cited = [shipped.collection.source[it] for it in sources_of(shipped, rows)]
    days = {it.last_day.isoformat() for it in cited if it.last_day}
    assert days <= {*page.data["days"]}
    assert len(days) < len(page.data["published"])


def sources_of(export: Export, rows: Iterable[Row]) -> set[str]:
    return {source for row in rows for source in export.collection.sources_of(row.event)}


@given(collections(), st.integers(1, 9), st.integers(1, 9), st.data())
@examples(200)
def test_page_list_export_and_parquet_say_the_same_of_a_day(
    collection: Collection, number: int, seen: int, data: st.DataObject
) -> None:
    export = replace(whole(collection), day=day(max(number, seen)))
    then = as_known(export, day(number))
    shown = Page(export).shown(day(number))
    assert shown == in_records(then)
    assert in_list(then) == {name: it[:4] for name, it in shown.items()}
    assert in_json(then) == {name: (*it[:3], it[4]) for name, it in shown.items()}
    assert in_parquet(then) == {name: it[:5] for name, it in shown.items()}
    some = data.draw(st.sets(st.integers(0, len(export.rows) - 1)))
    rows = [row for n, row in enumerate(export.rows) if n in some]
    ids = {row.event.id for row in rows}
    part = Page(replace(export, rows=rows)).shown(day(number))
    assert part == {name: shown[name] for name in shown if name in ids}


# The days of the slider


def days(export: Export) -> list[date | None]:
    return list(course(export).days)


def a_source(name: str, published: str | None = None, **more: str) -> dict[str, str]:
    dated = {"published": published} if published else {}
    return {"id": name, "url": "https://example.org/", **dated, **more}


def cites(*sources: str) -> list[dict[str, Any]]:
    return [{"source": it, "quote": "So it was"} for it in sources]


def test_every_day_on_which_a_cited_source_was_published_has_a_step(exported: Exported) -> None:
    every = [date(2026, 1, 1) + timedelta(days=n) for n in range(100)]
    sources = [a_source(f"s{n}", it.isoformat()) for n, it in enumerate(every)]
    events = [{"cites": cites(f"s{n}")} for n in range(100) if n != 50]
    found = course(exported(*events, sources=sources))
    assert found.days == (*every[:50], *every[51:])
    assert [found.told[f"e{n}"].states[0]["on"] for n in (1, 50, 51, 99)] == [
        "0-98",
        "49-98",
        "50-98",
        "98",
    ]


def test_the_last_step_is_of_no_day_where_there_is_more_than_was_known_on_any(
    exported: Exported,
) -> None:
    sources = [a_source("s1", "2025-01-01"), a_source("s2")]
    assert days(exported({"cites": cites("s1", "s2")}, sources=sources)) == [
        date(2025, 1, 1),
        None,
    ]
    assert days(exported({"cites": cites("s1")}, sources=sources)) == [date(2025, 1, 1)]
    assert days(exported({"cites": cites("s2")}, sources=sources)) == [None]


def test_the_day_of_a_correction_has_a_step(exported: Exported) -> None:
    fixed = {"field": "date", "was": "2026-01-10", "now": "2026-01-11", "reason": "A misprint"}
    event = {"cites": cites("s1"), "corrections": [{"on": "2026-01-18", **fixed}]}
    found = course(exported(event, sources=[a_source("s1", "2026-01-05")]))
    assert found.days == (date(2026, 1, 5), date(2026, 1, 18))
    assert found.told["e1"].slots["corrections"]["on"] == "1"


def test_the_day_on_which_what_a_text_rewrites_is_known_has_a_step(exported: Exported) -> None:
    sources = [a_source("s1", "2026-01-05", origin="s2"), a_source("s2", "2026-01-09")]
    found = course(exported({"cites": cites("s1")}, sources=sources))
    assert found.days == (date(2026, 1, 5), date(2026, 1, 9))
    assert found.roots == {"s1": [(0, "s1"), (1, "s2")]}


def test_the_day_on_which_another_event_leads_there_has_a_step(exported: Exported) -> None:
    sources = [a_source("s1", "2026-01-05"), a_source("s2", "2026-01-09")]
    export = exported(
        {"cites": cites("s1")}, {"cites": cites("s2"), "follows": "e1"}, sources=sources
    )
    found = course(replace(export, rows=export.rows[:1]))
    assert found.days == (date(2026, 1, 5), date(2026, 1, 9))
    assert [part["on"] for part in found.told["e1"].slots["facts"]["parts"]] == ["1"]


def test_that_there_is_no_outcome_is_said_from_the_day_after_the_last(exported: Exported) -> None:
    event = {"date": "2026-01-12", "status": "scheduled", "cites": cites("s1")}
    export = exported(event, sources=[a_source("s1", "2026-01-05")])
    page = Page(export)
    assert page.data["whole"] == "2026-01-13"
    outcomes = {n: page.shown(day(n))["e1"][-1] for n in (5, 12, 13, 20)}
    assert outcomes == {5: False, 12: False, 13: True, 20: True}
    assert Page(replace(export, day=day(12))).data["whole"] == "2026-01-05"
    assert Page(replace(export, day=day(4))).data["whole"] == "2026-01-05"


def test_a_page_older_than_its_sources_is_the_page_of_none_of_its_days(exported: Exported) -> None:
    event = {"date": "2026-01-12", "status": "scheduled", "cites": cites("s1", "s2")}
    sources = [a_source("s1", "2026-01-05"), a_source("s2", "2026-01-19")]
    page = Page(replace(exported(event, sources=sources), day=day(10)))
    assert page.data["whole"] is None
    assert page.shown(day(19))["e1"][-1]
