"""TimelineJS itself, in Chromium, shows the JSON and the CSV: every event, and nothing else."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.laws import HANGS
from timeline.formats import FORMATS, Export
from timeline.formats.bibliography.citing import called
from timeline.formats.tools.timelinejs import COLUMNS
from timeline.i18n import sentence
from timeline.records.model import Source
from timeline.wording.typography import plain

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request, Route

HOME = "http://timeline.test"
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/dist/css/timeline.css">
<div id="t" style="width: 1100px; height: 640px"></div><script src="/dist/js/timeline.js"></script>
"""
SHOW = """([data, language]) => new Promise((done, fail) => {
  const options = { font: "", language, script_path: location.origin + "/dist/js/" };
  window.shown = new TL.Timeline("t", data, options);
  window.shown.on("ready", () => done(true));
  setTimeout(() => fail(new Error(document.body.innerText)), 20000);
})"""
READ = """() => {
  const text = (slide, name) => slide.querySelector(name)?.textContent.trim() ?? "";
  return [...document.querySelectorAll(".tl-slide")].map((it) => ({
    id: it.id,
    headline: text(it, ".tl-headline"),
    date: text(it, ".tl-headline-date"),
    text: text(it, ".tl-text-content"),
    links: [...it.querySelectorAll("a")].map((a) => a.getAttribute("href")),
    elements: [...new Set([...it.querySelectorAll(".tl-text *")].map((e) => e.localName))],
    handlers: [...it.querySelectorAll("*")].flatMap((e) => e.getAttributeNames())
      .filter((name) => name.startsWith("on")),
  }));
}"""
OURS = {"a", "blockquote", "br", "div", "h2", "h3", "p", "small", "wbr"}


@dataclass
class Site:
    """A web site of nothing but TimelineJS and one export, and what the browser did there."""

    browser: "Browser"
    npm: Path
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def shown(self, export: Export, name: str) -> "Iterator[Page]":
        """Open the page and show the export as TimelineJS does."""
        made = FORMATS[name].made(export)
        page = self.browser.new_page(viewport={"width": 1100, "height": 700})
        page.set_default_timeout(HANGS * 1000)
        page.route("**/*", lambda route, request: self._serve(route, request, made))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._refuse)
        page.on("console", lambda it: self.errors.append(it.text) if it.type == "error" else None)
        page.goto(f"{HOME}/")
        data = json.loads(made) if name == "timelinejs" else f"{HOME}/x.csv"
        page.evaluate(SHOW, [data, export.language])
        yield page
        page.close()

    def _refuse(self, dialog: "Dialog") -> None:
        self.errors.append(dialog.message)
        dialog.dismiss()

    def _serve(self, route: "Route", request: "Request", made: bytes) -> None:
        path = urlsplit(request.url).path
        if not request.url.startswith(f"{HOME}/"):
            self.asked.append(request.url)
            route.abort()
        elif path.startswith("/dist/"):
            route.fulfill(path=self.npm / "@knight-lab" / "timelinejs" / path[1:])
        elif path == "/x.csv":
            route.fulfill(body=made, content_type="text/csv; charset=utf-8")
        else:
            route.fulfill(body=PAGE if path == "/" else "", content_type="text/html")


@pytest.fixture
def site(chromium: "Browser", npm: Path) -> Site:
    return Site(chromium, npm)


def slides(site: Site, export: Export, name: str) -> list[dict[str, Any]]:
    """Give what TimelineJS shows, the title first; it may have asked for nothing, nor failed."""
    for page in site.shown(export, name):
        shown = page.evaluate(READ)
    assert site.asked == []
    assert site.errors == []
    return list(shown)


def made(export: Export) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(FORMATS["timelinejs"].made(export))
    return parsed


def rows(export: Export) -> list[dict[str, str]]:
    text = FORMATS["timelinejs-csv"].made(export).decode("utf-8")
    return list(csv.DictReader(StringIO(text, newline="")))


BOTH = pytest.mark.parametrize("name", ["timelinejs", "timelinejs-csv"])


@BOTH
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_event_of_the_collection_is_a_slide_with_its_date_in_words(
    site: Site, shipped: Export, name: str, language: Any
) -> None:
    title, *shown = slides(site, replace(shipped, language=language), name)
    assert title["headline"] == shipped.collection.collection.title.say(language)
    assert shipped.version in title["text"]
    dates = {it["date"] for it in shown}
    assert len(shown) == len(shipped.rows)
    assert dates == {row.event.date.say(language) for row in shipped.rows}
    titles = {row.event.title.say(language) for row in shipped.rows}
    assert all(any(it["headline"].startswith(said) for said in titles) for it in shown)


@BOTH
def test_every_quote_is_shown_with_whose_words_it_is(
    site: Site, shipped: Export, name: str
) -> None:
    shown = " ".join(it["text"] for it in slides(site, shipped, name))
    cites = [cite for row in shipped.rows for _, cite in row.event.all_cites()]
    assert all(plain(it.quote or "") in shown for it in cites)
    assert "; found in the stored text" in shown
    assert "not in the stored text" not in shown


@BOTH
def test_hostile_texts_are_shown_and_do_nothing(site: Site, hostile: Export, name: str) -> None:
    _, *shown = slides(site, hostile, name)
    titles = [plain(row.event.title.say("en")) for row in hostile.rows]
    assert [it["headline"] for it in shown] == titles
    assert all(set(it["elements"]) <= OURS for it in shown)
    assert {handler for it in shown for handler in it["handlers"]} == set()
    links = {link for it in shown for link in it["links"]}
    assert links == set(), "no address of theirs is plain enough for a link"


AUTOLINKED = (
    "www.x'onmouseover='alert(1)",
    'see https://x.example/"onclick="alert(1)',
    "a'onclick='alert(1)@evil.example",
)


@BOTH
def test_no_text_becomes_a_link_by_itself(
    site: Site, exported: Callable[..., Export], name: str
) -> None:
    events = [{"title": {"en": it}, "summary": {"en": it}, "place": it} for it in AUTOLINKED]
    _, *shown = slides(site, exported(*events), name)
    assert [it["headline"] for it in shown] == list(AUTOLINKED)
    assert all(said in it["text"] for said, it in zip(AUTOLINKED, shown, strict=True))
    assert [it["links"] for it in shown] == [[], [], []]
    assert [it["handlers"] for it in shown] == [[], [], []]


@BOTH
def test_the_name_of_a_side_is_text_and_nothing_else(
    site: Site, exported: Callable[..., Export], name: str
) -> None:
    sides = {"AA": {"en": "<img src=x onerror=alert(1)>"}, "BB": {"en": "Bland & <b>Co</b>"}}
    about = {"title": {"en": "T"}, "sides": sides, "topics": {}}
    who = [{"actor": actor, "role": "participant"} for actor in ("ana-lima", "bo-reyes")]
    export = exported({"actors": who}, collection=about)
    for page in site.shown(export, name):
        groups = page.locator(".tl-timegroup").all_text_contents()
        assert page.locator(".tl-timegroup img, .tl-timegroup b").count() == 0
    assert [it.strip() for it in groups] == ["<img src=x onerror=alert(1)>, Bland & <b>Co</b>"]
    assert site.errors == site.asked == []


@BOTH
@pytest.mark.parametrize("url", ["https://example.org/2?a=b&c=d", "http://www.ford.example/"])
def test_a_source_with_an_address_is_linked(
    site: Site, exported: Callable[..., Export], name: str, url: str
) -> None:
    sources = [{"id": "s1", "url": url}]
    (slide,) = slides(site, exported({}, sources=sources), name)[1:]
    assert slide["links"] == [url]
    assert url in slide["text"]


@BOTH
@pytest.mark.parametrize(
    "url",
    [
        "https://x.example/?u=www.y.example",
        "https://x.example/a@b.example",
        "https://x.example/'onclick='",
    ],
)
def test_an_address_that_would_be_linked_once_more_is_text(
    site: Site, exported: Callable[..., Export], name: str, url: str
) -> None:
    (slide,) = slides(site, exported({}, sources=[{"id": "s1", "url": url}]), name)[1:]
    assert slide["links"] == []
    assert url in slide["text"]


DAY = {"year": 2026, "month": 1, "day": 11}


@pytest.mark.parametrize(
    ("date", "start", "end", "words"),
    [
        ("2026-01-11", DAY, None, "11 January 2026"),
        ("2026-01-11T09:05", {**DAY, "hour": 9, "minute": 5}, None, "11 January 2026, 09:05"),
        ("2026-01-11?", DAY, None, "11 January 2026 (uncertain)"),
        ("../2026-01-11", DAY, None, "on or before 11 January 2026"),
        ("2026-01-11/..", DAY, None, "on or after 11 January 2026"),
        ("2026-01-11/2026-01-16", DAY, {**DAY, "day": 16}, "11–16 January 2026"),
        ("[2026-01-11,2026-01-13]", DAY, {**DAY, "day": 13}, "11 or 13 January 2026"),
        (
            "2026-02",
            {"year": 2026, "month": 2, "day": 1},
            {"year": 2026, "month": 2, "day": 28},
            "February 2026",
        ),
        (
            "2026",
            {"year": 2026, "month": 1, "day": 1},
            {"year": 2026, "month": 12, "day": 31},
            "2026",
        ),
    ],
)
def test_a_date_is_all_its_days_and_its_words(
    exported: Callable[..., Export], date: str, start: Any, end: Any, words: str
) -> None:
    (slide,) = made(exported({"date": date}))["events"]
    assert slide["start_date"] == start
    assert slide.get("end_date") == end
    assert slide["display_date"] == words


def test_a_slide_typed_out(exported: Callable[..., Export]) -> None:
    who = [{"actor": "ana-lima", "role": "speaker"}]
    event = {"kind": "statement", "status": "issued", "actors": who, "summary": {"en": "In short"}}
    export = replace(exported(event), language="es")
    assert made(export)["events"] == [
        {
            "unique_id": "e1",
            "start_date": DAY,
            "display_date": "11 de enero de 2026",
            "text": {
                "headline": "Una llamada",
                "text": "<p>declaración · se emitió</p><p>In short</p>"
                "<p>actores: Ana Lima (habla)</p>"
                "<blockquote><p>They spoke on Sunday of the river.</p></blockquote>"
                f"<p><small>[1] palabras del medio; {_unread('es')}</small></p>"
                f"<p>[1] {_called('es')}</p>",
            },
            "group": "Alandia",
            "autolink": False,
        }
    ]


def _unread(language: Any) -> str:
    unread = sentence("the text of {id} was not read", id="s1")
    return sentence("cannot check: {reason}", reason=unread).say(language)


def _called(language: Any) -> str:
    return called(Source(id="s1", file="texts/s1.txt", published="2026-01-11"), language)


def test_what_is_planned_says_so_in_its_headline(exported: Callable[..., Export]) -> None:
    events = ({"status": "scheduled", "date": "2026-01-19"}, {"status": "cancelled"})
    slides = made(exported(*events))["events"]
    assert {it["text"]["headline"] for it in slides} == {
        "A call (scheduled; no outcome recorded)",
        "A call (cancelled)",
    }
    seen = "<p>call · scheduled; no outcome recorded, as seen on 20 January 2026</p>"
    assert [it["text"]["text"].startswith(seen) for it in slides] == [False, True]


def test_only_words_of_a_source_are_a_quotation(exported: Callable[..., Export]) -> None:
    ours = {"source": "s2", "says": {"en": "That they met."}}
    theirs = {"source": "s1", "quote": "We met.", "note": {"en": "Ours."}}
    (slide,) = made(exported({"cites": [ours, theirs]}))["events"]
    text = slide["text"]["text"]
    assert re.findall("<blockquote>(.*?)</blockquote>", text) == ["<p>We met.</p>"]
    assert (
        "<p>That they met.</p><p><small>[2] in our words, after the source; "
        "not proved here</small></p>" in text
    )


def test_what_may_lie_outside_the_days_asked_for_says_so(exported: Callable[..., Export]) -> None:
    export = exported({"date": "2026"})
    certain = made(export)["events"][0]["text"]["text"]
    doubtful = replace(export, rows=(replace(export.rows[0], certain=False),))
    possible = made(doubtful)["events"][0]["text"]["text"]
    assert "perhaps outside the days asked for" not in certain
    assert "<p>perhaps outside the days asked for</p>" in possible
    assert "<p>date: 2026 (in EDTF: 2026)</p>" in certain


def test_the_spreadsheet_begins_with_year_and_with_the_title(shipped: Export) -> None:
    title, *events = rows(shipped)
    assert list(title) == list(COLUMNS)
    assert COLUMNS[0] == "Year"
    assert (title["Type"], title["Year"]) == ("title", "")
    assert [it["Type"] for it in events] == [""] * len(shipped.rows)
    assert not any(it[name] for it in events for name in COLUMNS if name.startswith("Media"))


def test_the_spreadsheet_says_what_the_json_says(shipped: Export) -> None:
    _, *cells = rows(shipped)
    for row, slide in zip(cells, made(shipped)["events"], strict=True):
        assert row["Headline"] == slide["text"]["headline"]
        assert row["Text"] == slide["text"]["text"]
        assert row["Display Date"] == slide["display_date"]
        assert row["Group"] == slide.get("group", "")
        assert [row["Year"], row["Month"], row["Day"]] == [
            str(slide["start_date"][it]) for it in ("year", "month", "day")
        ]
        assert row["End Day"] == str(slide.get("end_date", {}).get("day", ""))
    assert "09:00" in {it["Time"] for it in cells}


def test_no_cell_of_the_spreadsheet_is_a_formula(hostile: Export) -> None:
    cells = [cell for row in rows(hostile) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "'", "\t"))]
    headlines = [unescape(row["Headline"]) for row in rows(hostile)[1:]]
    assert headlines == [plain(row.event.title.say("en")) for row in hostile.rows]


def test_no_events_are_no_slides(empty: Export) -> None:
    assert made(empty)["events"] == []
    assert len(rows(empty)) == 1
