"""The page in Chromium: searched, opened, linked to, printed, read aloud, silent on the network."""

import os
import re
import subprocess
import sysconfig
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.laws import HANGS
from timeline import dates
from timeline.analysis import asof
from timeline.formats import FORMATS, Export
from timeline.i18n import LANGUAGES, Language
from timeline.query.filter import Filter, select
from timeline.records.model import Collection
from timeline.records.vocabulary import Kind, Status

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page

ROOT = Path(__file__).parents[2]
PROGRAM = str(Path(sysconfig.get_path("scripts"), "timeline"))
CALL = "2026-01-11-call-de-la-fuente-rubio"
JOINT = "2026-01-15-joint-statement"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
EVERYTHING = "everything that was read; latest source: 18 January 2026"
SHOWN = """() => [...document.querySelectorAll('article.event')]
  .filter((it) => it.checkVisibility()).map((it) => it.id)"""


@dataclass
class Reader:
    """A page opened from the file system, and all that the browser did and said meanwhile."""

    page: "Page"
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def shown(self) -> set[str]:
        """Give the ids of the events that can be seen."""
        return set(self.page.evaluate(SHOWN))

    def count(self) -> str:
        return self.page.inner_text("#_count")

    def pick(self, name: str, value: str) -> None:
        """Choose a value of a menu, as people do."""
        self.page.click(f".pick:has([name={name}]) > summary")
        self.page.check(f"[name={name}][value='{value}']")

    def at(self, fragment: str) -> None:
        """Go to a link within the page."""
        self.page.goto(f"{self.address}{fragment}")


Open = Callable[..., Reader]


@pytest.fixture(scope="module")
def file(shipped: Export, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the shipped collection, written once."""
    written = tmp_path_factory.mktemp("page") / "page.html"
    written.write_bytes(FORMATS["html"].made(shipped))
    return written


@pytest.fixture
def read(chromium: "Browser", file: Path, tmp_path: Path) -> Iterator[Open]:
    """Open the page, or that of another export; in the end nobody may have had to complain."""
    contexts: list[BrowserContext] = []
    readers: list[Reader] = []

    def read(fragment: str = "", export: Export | None = None, **how: Any) -> Reader:
        target = file
        if export is not None:
            target = tmp_path / f"page{len(readers)}.html"
            target.write_bytes(FORMATS["html"].made(export))
        contexts.append(chromium.new_context(locale="en-GB", **how))
        contexts[-1].set_default_timeout(HANGS * 1000)
        reader = Reader(contexts[-1].new_page(), target.as_uri())
        readers.append(reader)
        _watch(reader)
        reader.page.goto(f"{reader.address}{fragment}")
        if how.get("java_script_enabled", True):
            reader.page.wait_for_selector("#_find")
        return reader

    yield read
    for context in contexts:
        context.close()
    for reader in readers:
        assert {it.partition("#")[0] for it in reader.requests} == {reader.address}
        assert reader.complaints == []


def _watch(reader: Reader) -> None:
    page, told = reader.page, reader.complaints
    page.on("request", lambda it: _asked(reader, it.url))
    page.on("console", lambda it: told.append(it.text))
    page.on("pageerror", lambda it: told.append(str(it)))
    page.on("dialog", lambda it: _dismissed(reader, it))


def _dismissed(reader: Reader, dialog: "Dialog") -> None:
    reader.complaints.append(dialog.message)
    dialog.dismiss()


def _asked(reader: Reader, url: str) -> None:
    if not url.startswith("data:"):
        reader.requests.append(url)


def _expect(shown: "Locator", text: str) -> None:
    """Wait for a text to be seen: what is far from the screen is laid out only on the way there."""
    from playwright.sync_api import expect  # noqa: PLC0415 - only where there is a browser

    expect(shown).to_have_text(text, use_inner_text=True)


def ids(export: Export, **asked: Any) -> set[str]:
    """Give the ids that the program itself finds."""
    return {row.event.id for row in select(export.collection, Filter(**asked))}


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("name", "value", "asked"),
    [
        ("actor", "rubio", {"actors": ("rubio",)}),
        ("side", "US", {"sides": ("US",)}),
        ("kind", "call", {"kinds": ("call",)}),
        ("topic", "sovereignty", {"topics": ("sovereignty",)}),
        ("status", "scheduled", {"statuses": ("scheduled",)}),
    ],
)
def test_a_menu_shows_what_the_program_finds(
    read: Open, shipped: Export, name: str, value: str, asked: dict[str, Any]
) -> None:
    reader = read()
    reader.pick(name, value)
    expected = ids(shipped, **asked)
    assert 0 < len(expected) < len(shipped.rows)
    assert reader.shown() == expected
    assert reader.count() == f"Events shown: {len(expected)} of {len(shipped.rows)}"
    assert reader.page.url == f"{reader.address}#?{name}={value}"


def test_values_of_a_menu_widen_and_menus_narrow(read: Open, shipped: Export) -> None:
    reader = read("#?kind=call&kind=meeting&side=US")
    assert reader.shown() == ids(shipped, kinds=("call", "meeting"), sides=("US",))


@pytest.mark.parametrize(
    ("since", "until"), [("2026-01-12", ""), ("", "2026-01-12"), ("2026-02-14", "2026-02-14")]
)
def test_days_show_what_may_lie_in_them(
    read: Open, shipped: Export, since: str, until: str
) -> None:
    reader = read()
    reader.page.fill("#_since", since)
    reader.page.fill("#_until", until)
    span = dates.Span(day(since) if since else None, day(until) if until else None)
    assert reader.shown() == ids(shipped, between=span)


def test_what_only_may_lie_in_the_days_says_so(read: Open) -> None:
    reader = read("#?since=2026-02-14&until=2026-02-14")
    ministerial = reader.page.locator("[id='2026-02-security-ministerial']")
    assert "May lie outside the days asked for." in ministerial.inner_text()
    reader.page.click("#_clear")
    assert reader.page.locator(".maybe").count() == 0


@pytest.mark.parametrize(
    "text",
    ["soberania", "SOBERANÍA", '"acciones tangibles"', "fentan*", "sheinbaum trump", "tangible"],
)
def test_search_finds_what_the_program_finds(read: Open, shipped: Export, text: str) -> None:
    reader = read()
    reader.page.fill("#_text", text)
    expected = ids(shipped, texts=(text,))
    assert expected
    assert reader.shown() == expected


def test_a_search_that_finds_nothing_says_so(read: Open) -> None:
    reader = read()
    reader.page.fill("#_text", "xyzzy")
    assert reader.shown() == set()
    assert reader.page.is_visible("#_nothing")
    assert reader.count() == "Events shown: 0 of 19"


def test_the_count_is_told_politely(read: Open) -> None:
    assert read().page.get_attribute("#_count", "role") == "status"


def test_the_other_language_is_one_click_away(read: Open) -> None:
    reader = read()
    reader.page.check("#_in-es")
    page = reader.page
    assert page.get_attribute("html", "lang") == "es"
    assert page.title().startswith("Diplomacia de seguridad")
    heading = page.locator(f"[id='{CALL}'] h3")
    heading.scroll_into_view_if_needed()
    _expect(heading, "De la Fuente y Rubio hablan sobre seguridad fronteriza")
    assert page.locator("[lang=en]:visible").count() == 1  # the name of the language itself
    assert page.get_attribute(f"[id='{CALL}'] blockquote", "lang") == "es"
    assert page.url.endswith("#?lang=es")


def test_a_link_in_the_other_language_opens_in_it(read: Open) -> None:
    reader = read(f"#{CALL}?lang=es")
    assert reader.page.get_attribute("html", "lang") == "es"
    assert reader.page.is_checked("#_in-es")


def test_a_link_to_an_event_opens_it(read: Open) -> None:
    reader = read(f"#{JOINT}")
    assert reader.page.get_attribute(f"[id='{JOINT}'] details", "open") is not None
    assert reader.page.locator(f"[id='{JOINT}'] blockquote").first.is_visible()
    assert reader.page.evaluate("document.activeElement.id") == JOINT
    top = reader.page.evaluate(
        """(id) => new Promise((done) => setTimeout(() =>
            done(document.getElementById(id).getBoundingClientRect().top), 300))""",
        JOINT,
    )
    assert -5 < top < 200


def test_a_link_to_an_event_opens_it_though_a_filter_leaves_it_out(
    read: Open, shipped: Export
) -> None:
    reader = read(f"#{JOINT}?kind=call")
    assert reader.shown() == ids(shipped, kinds=("call",)) | {JOINT}
    assert "the filter leaves it out" in reader.page.inner_text(f"[id='{JOINT}']")
    assert reader.count() == "Events shown: 4 of 19"


def test_a_link_to_what_was_not_known_yet_shows_everything(read: Open) -> None:
    reader = read(f"#{JOINT}?as-of=2026-01-11")
    assert JOINT in reader.shown()
    assert reader.page.input_value("#_as-of") == "2"


def test_a_link_between_events_keeps_the_filter(read: Open) -> None:
    reader = read("#?actor=rubio")
    reader.page.click(f"[id='{CALL}'] h3 a")
    assert reader.page.url == f"{reader.address}#{CALL}?actor=rubio"


def test_a_link_to_a_filtered_view_restores_it(read: Open) -> None:
    first = read()
    first.pick("actor", "rubio")
    first.pick("kind", "call")
    first.page.fill("#_text", "seguridad")
    first.page.fill("#_since", "2026-01-01")
    link = first.page.get_attribute("#_view", "href")
    again = read(link)
    assert again.shown() == first.shown()
    assert again.page.input_value("#_text") == "seguridad"
    assert again.page.input_value("#_since") == "2026-01-01"
    assert again.page.is_checked("[name=actor][value=rubio]")
    assert again.page.inner_text("#_chosen-kind") == "(1)"


def test_back_and_forward_go_through_the_views(read: Open, shipped: Export) -> None:
    reader = read()
    reader.pick("kind", "call")
    reader.page.check("[name=kind][value=meeting]")
    reader.page.go_back()
    assert reader.shown() == ids(shipped, kinds=("call",))
    assert not reader.page.is_checked("[name=kind][value=meeting]")
    reader.page.go_back()
    assert len(reader.shown()) == len(shipped.rows)
    reader.page.go_forward()
    assert reader.shown() == ids(shipped, kinds=("call",))


def test_everything_can_be_shown_again(read: Open, shipped: Export) -> None:
    reader = read("#?kind=call&text=seguridad&since=2026-01-12&as-of=2026-01-16")
    reader.page.click("#_clear")
    assert len(reader.shown()) == len(shipped.rows)
    assert reader.page.url.endswith("#?")


@pytest.mark.parametrize("chosen", ["2026-01-11", "2026-01-16", "2026-01-18"])
def test_the_slider_shows_just_what_the_program_lists_as_of_that_day(
    read: Open, shipped: Export, chosen: str
) -> None:
    reader = read()
    steps = ["2026-01-11", "2026-01-16", "2026-01-18"]
    last = chosen == steps[-1]
    reader.page.fill("#_as-of", str(steps.index(chosen)))
    # On the last of these days all was known that is known.
    assert reader.page.url == reader.address + ("#?" if last else f"#?as-of={chosen}")
    row = """() => [...document.querySelectorAll('article.event')]
      .filter((it) => it.checkVisibility()).map((it) => {
        const text = (name) => [...it.querySelectorAll(name)]
          .filter((one) => !one.closest('[data-on][hidden]')).map((one) => one.textContent);
        const status = [...it.querySelectorAll('.tags > i')].find((one) => !one.hidden);
        const sources = [...it.querySelectorAll('ol a')]
          .filter((one) => !one.closest('[data-on][hidden]'))
          .map((one) => one.hash.replace('#_', ''));
        return [it.id, text('dl code')[0], status.className,
          [...new Set(sources)].sort().join(' ')];
      })"""
    env = {**os.environ, "TIMELINE_TODAY": "2026-01-20", "LANG": "C.UTF-8"}
    listed = subprocess.run(
        [
            PROGRAM,
            "list",
            "--data",
            str(ROOT / "tests/articles/data/events.yaml"),
            "--as-of",
            chosen,
        ],
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout.splitlines()
    expected = []
    for line in listed:
        when, _, status, _, _, sources, name, _ = line.split("\t")
        numbers = (str(shipped.collection.number[it]) for it in re.split(r"[ ,]+", sources))
        plain = re.fullmatch(r"\d{4}-\d\d-\d\d", when)  # which the words say as well
        expected.append([name, None if plain else when, status, " ".join(sorted(numbers))])
    found = reader.page.evaluate(row)
    assert sorted(found, key=itemgetter(0)) == sorted(expected, key=itemgetter(0))


def test_what_a_later_source_says_is_kept_back(read: Open) -> None:
    reader = read(f"#{CALL}?as-of=2026-01-11")
    assert reader.page.locator(f"[id='{CALL}'] blockquote:visible").count() == 3
    assert reader.page.locator(f"[id='{CALL}'] .claim:visible").count() == 1
    assert reader.page.locator("[id='_sources'] li:visible").count() == 1
    assert reader.page.inner_text("#_as-of-day") == "11 January 2026"
    reader.page.fill("#_as-of", "2")
    assert reader.page.locator(f"[id='{CALL}'] blockquote").count() == 4
    assert reader.page.locator("[id='_sources'] li:visible").count() == 5


def test_the_slider_names_its_day(read: Open) -> None:
    reader = read()
    assert reader.page.get_attribute("#_as-of", "aria-valuetext") == EVERYTHING
    reader.page.focus("#_as-of")
    reader.page.keyboard.press("ArrowLeft")
    assert reader.page.get_attribute("#_as-of", "aria-valuetext") == "16 January 2026"


@pytest.mark.parametrize(
    ("asked", "label", "kept"),
    [
        ("2026-01-11", "11 January 2026", "#?as-of=2026-01-11"),
        ("2026-01-12", "12 January 2026; latest source: 11 January 2026", "#?as-of=2026-01-12"),
        ("2026-01-10", "10 January 2026; no source by then", "#?as-of=2026-01-10"),
        ("2026-01-18", EVERYTHING, "#?"),
        ("2026-03-01", EVERYTHING, "#?"),
        ("soon", EVERYTHING, "#?"),
    ],
)
def test_the_label_and_the_address_name_the_day_asked_for(
    read: Open, asked: str, label: str, kept: str
) -> None:
    reader = read(f"#?as-of={asked}")
    assert reader.page.inner_text("#_as-of-day") == label
    assert reader.page.url == f"{reader.address}{kept}"


def test_a_day_between_two_sources_keeps_its_name_through_a_filter(read: Open) -> None:
    reader = read("#?as-of=2026-01-12")
    reader.pick("kind", "call")
    assert reader.page.url.endswith("#?kind=call&as-of=2026-01-12")
    known = "as known on 12 January 2026: 1 of 5 sources"
    assert known in reader.page.inner_text("header .counts >> nth=0")
    assert reader.page.locator("#_find input[type=date]:visible").count() == 2


def as_of(export: Export, on: str) -> Export:
    """Give the export that the program gives with --as-of."""
    collection = asof.known(export.collection, day(on))
    rows = select(collection, Filter())
    return replace(export, collection=collection, rows=rows, as_of=day(on), day=day(on))


def test_a_file_as_of_a_day_does_not_speak_of_everything(read: Open, shipped: Export) -> None:
    reader = read(export=as_of(shipped, "2026-01-17"))
    label = "17 January 2026; latest source: 16 January 2026"
    assert reader.page.inner_text("#_as-of-day") == label
    assert EVERYTHING[:10] not in reader.page.inner_text("#_find .slider")
    head = reader.page.inner_text("header")
    assert "as known on 17 January 2026: 4 sources" in head
    assert "states as seen on 17 January 2026" in head
    reader.page.fill("#_as-of", "0")
    head = reader.page.inner_text("header")
    assert "as known on 11 January 2026: 1 of 4 sources" in head
    assert "17 January" not in head


def test_a_file_of_one_day_of_sources_has_no_slider(read: Open, shipped: Export) -> None:
    reader = read("#?as-of=2026-01-20", export=as_of(shipped, "2026-01-12"))
    assert reader.page.locator("#_as-of").count() == 0
    assert "as known on 12 January 2026: 1 source" in reader.page.inner_text("header")
    assert reader.page.url.endswith("#?")


@pytest.mark.parametrize(
    ("fragment", "head", "told"),
    [
        ("", "19 events · 5 sources, 5 origins · states as seen on 20 January 2026", None),
        (
            "#?as-of=2026-01-11&kind=call&text=seguridad",
            "1 of 19 events · 1 source, 1 origin · as known on 11 January 2026: 1 of 5 sources · ",
            "1 of 5 sources · kind: call · search: seguridad",
        ),
        (
            "#?lang=es&kind=call&kind=meeting&since=2026-01-12",
            None,
            " · tipo: llamada, reunión · desde: 12 de enero de 2026",
        ),
        ("#?actor=nobody&until=later", None, "actor: nobody · to: later"),
    ],
)
@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_page_says_of_what_it_shows_how_that_was_chosen(
    read: Open, fragment: str, head: str | None, told: str | None, media: Literal["print", "screen"]
) -> None:
    page = read(fragment).page
    page.emulate_media(media=media)
    assert page.is_visible("#_told") == bool(told)
    assert (told or "") in page.inner_text("#_told")
    assert (head or "") in page.inner_text("header .counts >> nth=0")


def test_the_head_does_not_mix_two_days(read: Open) -> None:
    head = read("#?as-of=2026-01-11").page.inner_text("header .counts >> nth=0")
    assert "states as seen on 11 January 2026" in head
    assert "20 January" not in head


def test_the_head_counts_the_sources_of_what_is_shown(read: Open, shipped: Export) -> None:
    reader = read("#?actor=johnson")
    there = reader.shown()
    rows = [row for row in shipped.rows if row.event.id in there]
    sources = {it for row in rows for it in shipped.collection.sources_of(row.event)}
    roots = {shipped.collection.origin_of(it) for it in sources}
    assert 0 < len(sources) < 5
    forms = [
        f"{len(it)} {name}{'s' * (len(it) > 1)}"
        for it, name in ((sources, "source"), (roots, "origin"))
    ]
    assert reader.page.inner_text("#_from") == ", ".join(forms)


def test_texts_that_rewrite_one_text_count_as_one_origin(
    read: Open, exported: Callable[..., Export]
) -> None:
    sources = [
        {"id": "s1", "url": "https://example.org/1", "published": "2026-01-11"},
        {"id": "s2", "url": "https://example.org/2", "published": "2026-01-12", "origin": "s1"},
    ]
    export = exported({}, {"cites": [{"source": "s2", "says": {"en": "x"}}]}, sources=sources)
    assert read(export=export).page.inner_text("#_from") == "2 sources, 1 origin"


def test_a_picture_of_the_whole_page_is_not_blank(read: Open) -> None:
    page = read().page
    skipped = """() => [...document.querySelectorAll('.event')]
      .filter((it) => getComputedStyle(it).contentVisibility !== 'visible').length"""
    assert page.evaluate(skipped) == 0


def test_readouts_keep_to_their_column_on_a_phone(read: Open) -> None:
    page = read(viewport={"width": 390, "height": 844}).page
    right = "(it) => document.querySelector(it).getBoundingClientRect().right"
    assert page.evaluate(right, ".readout") == page.evaluate(right, "main")


@pytest.mark.parametrize(
    ("since", "until", "reversed_"),
    [("2026-02-01", "2026-01-01", True), ("2026-01-01", "2026-01-01", False), ("", "", False)],
)
def test_days_the_wrong_way_round_are_said_to_be(
    read: Open, since: str, until: str, reversed_: bool
) -> None:
    page = read().page
    page.fill("#_since", since)
    page.fill("#_until", until)
    assert page.is_visible("#_reversed") == reversed_
    assert page.get_attribute("#_reversed", "role") == "alert"
    if reversed_:
        said = page.inner_text("#_reversed")
        assert said == "“From” is after “To”: no day lies between them."


@pytest.mark.parametrize("allowed", [True, False])
def test_a_link_to_the_view_is_copied_where_that_is_allowed(read: Open, allowed: bool) -> None:
    reader = read("#?kind=call", permissions=CLIPBOARD if allowed else [])
    if not allowed:
        reader.page.evaluate("navigator.clipboard.writeText = async () => { throw Error(); }; 0")
    reader.page.click("#_view")
    _expect(reader.page.locator("#_copied"), "Copied." if allowed else "It is in the address bar.")
    assert reader.page.url == f"{reader.address}#?kind=call"
    if allowed:
        copied = reader.page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{reader.address}#?kind=call"
    reader.pick("kind", "meeting")
    assert reader.page.inner_text("#_copied") == ""


def test_where_there_is_no_clipboard_the_link_to_the_view_is_a_link(read: Open) -> None:
    reader = read("#?kind=call")
    reader.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    reader.page.click("#_view")
    _expect(reader.page.locator("#_copied"), "It is in the address bar.")


def test_what_is_typed_is_one_step_back(read: Open, shipped: Export) -> None:
    reader = read()
    reader.pick("kind", "call")
    reader.page.locator("#_text").press_sequentially("tangible")
    assert reader.shown() == ids(shipped, kinds=("call",), texts=("tangible",))
    reader.page.focus("#_since")
    reader.page.locator("#_text").press_sequentially(" x")
    reader.page.go_back()
    assert reader.page.input_value("#_text") == "tangible"
    reader.page.go_back()
    assert reader.page.input_value("#_text") == ""
    assert reader.shown() == ids(shipped, kinds=("call",))
    reader.page.go_back()
    assert reader.page.url == reader.address


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_on_the_axis_are_written_as_everywhere(read: Open, language: Language) -> None:
    page = read(f"#?lang={language}").page
    ticks = page.locator("#_canvas .tick").all_text_contents()
    assert ticks
    assert {it.split()[0] for it in ticks} <= set(dates.MONTHS_SHORT[language])
    page = read(f"#?lang={language}&kind=call&since=2026-01-11&until=2026-01-16").page
    ticks = page.locator("#_canvas .tick").all_text_contents()
    assert {it.split()[1] for it in ticks} == {dates.MONTHS_SHORT[language][0]}


def test_a_label_on_the_drawing_goes_on_to_the_edge(read: Open, shipped: Export) -> None:
    first = shipped.rows[0].event
    title = "A title that is far longer than the words that once had room beside a mark here"
    longer = first.title.model_copy(update={"en": title})
    event = first.model_copy(update={"title": longer})
    collection = Collection.model_construct(
        collection=shipped.collection.collection,
        sources=shipped.collection.sources,
        actors=shipped.collection.actors,
        events=(event, shipped.rows[-1].event),
    )
    export = replace(shipped, collection=collection, rows=select(collection, Filter()))
    page = read(export=export).page
    assert page.text_content(f"#_canvas a[href='#{event.id}'] text") == title


def test_a_label_stands_beside_its_mark_however_broad_a_day_is(read: Open) -> None:
    mark = read("#?kind=call&since=2026-01-15").page.locator("#_canvas a").first
    ink, words = (mark.locator(it).bounding_box() for it in (".ink", "text"))
    assert ink
    assert words
    assert 0 < words["x"] - (ink["x"] + ink["width"]) < 8


def test_labels_on_the_drawing_do_not_meet(read: Open) -> None:
    boxes = """() => [...document.querySelectorAll('#_canvas a text')]
      .map((it) => it.getBoundingClientRect())
      .map((it) => [it.left, it.right, it.top, it.bottom])"""
    page = read().page
    found = page.evaluate(boxes)
    assert len(found) == 19
    for n, (left, right, top, bottom) in enumerate(found):
        for other in found[:n]:
            apart = right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
            assert apart
    assert max(it[1] for it in found) <= 1280


def test_a_search_does_not_find_what_was_not_known(read: Open) -> None:
    reader = read("#?as-of=2026-01-11&text=narcoterroristas")
    assert CALL not in reader.shown()
    reader.page.fill("#_as-of", "3")
    assert CALL in reader.shown()


def test_the_drawing_has_a_mark_for_every_event_that_is_shown(read: Open) -> None:
    reader = read()
    links = "[...document.querySelectorAll('#_canvas a')].map((it) => it.getAttribute('href'))"
    assert {it[1:] for it in reader.page.evaluate(links)} == reader.shown()
    reader.page.fill("#_text", "soberania")
    assert {it[1:] for it in reader.page.evaluate(links)} == reader.shown()


def test_a_mark_leads_to_its_event_and_has_a_name(read: Open) -> None:
    reader = read()
    mark = reader.page.locator(f"#_canvas a[href='#{CALL}']")
    assert mark.get_attribute("aria-label") == (
        "Sunday 11 January 2026 · De la Fuente and Rubio speak on border security · held"
    )
    mark.click()
    assert reader.page.url.endswith(f"#{CALL}")
    assert reader.page.locator(f"[id='{CALL}'] blockquote").first.is_visible()


def test_what_is_planned_is_hollow_and_what_is_in_doubt_hatched(read: Open) -> None:
    page = read().page
    look = "(id) => { const it = document.querySelector(`#_canvas a[href='#${id}']`);"
    ink = look + " const ink = it.querySelector('.ink'); return"
    hollow = f"{ink} getComputedStyle(ink).opacity; }}"
    assert page.evaluate(hollow, "2026-01-23-security-implementation-group") == "0"
    assert page.evaluate(hollow, CALL) == "1"
    hatched = f"{ink} ink.getAttribute('mask'); }}"
    assert page.evaluate(hatched, "2026-01-15-johnson-statement") == "url(#_stripes)"
    assert page.evaluate(hatched, CALL) is None


def test_a_month_is_drawn_as_long_as_a_month(read: Open) -> None:
    wide = (
        """(id) => document.querySelector(`#_canvas a[href='#${id}'] .ink`).width.baseVal.value"""
    )
    page = read().page
    february, may = (
        page.evaluate(wide, it)
        for it in ("2026-02-security-ministerial", "2026-05-tmec-renegotiation")
    )
    assert february / may == pytest.approx(28 / 31, rel=0.01)


def test_the_drawing_comes_closer_and_goes_back(read: Open) -> None:
    page = read().page
    before = page.inner_html("#_canvas")
    page.click("[data-zoom=closer]")
    assert page.inner_html("#_canvas") != before
    page.click("[data-zoom=fit]")
    assert page.inner_html("#_canvas") == before


def test_the_page_can_be_used_with_the_keyboard_alone(read: Open) -> None:
    reader = read()
    keys = reader.page.keyboard
    focus = "document.activeElement.id || document.activeElement.getAttribute('href') || ''"
    keys.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "skip"
    seen = []
    for _ in range(30):
        keys.press("Tab")
        seen.append(reader.page.evaluate(focus))
        if seen[-1].startswith("#by-") or seen[-1].startswith("#20"):
            break
    assert {"_in-en", "_text", "_since", "_until", "_as-of", "_clear", "_view"} <= {*seen, "_in-en"}
    first = seen[-1]
    keys.press("ArrowRight")
    second = reader.page.evaluate(focus)
    assert second != first
    keys.press("Enter")
    opened = second[1:]
    assert reader.page.url.endswith(f"#{opened}")
    assert reader.page.evaluate("document.activeElement.id") == opened
    keys.press("Tab")
    assert reader.page.evaluate("document.activeElement.matches('h3 a, h4 a')")
    assert reader.page.evaluate(focus) == f"#{opened}"
    ring = "getComputedStyle(document.activeElement).outlineStyle"
    assert reader.page.evaluate(ring) == "solid"


def test_a_menu_opens_and_closes_with_the_keyboard(read: Open, shipped: Export) -> None:
    reader = read()
    reader.page.focus(".pick:has([name=kind]) > summary")
    reader.page.keyboard.press("Enter")
    reader.page.focus("[name=kind][value=call]")
    reader.page.keyboard.press("Space")
    assert reader.shown() == ids(shipped, kinds=("call",))
    reader.page.keyboard.press("Escape")
    assert reader.page.locator(".pick[open]").count() == 0


def test_without_javascript_the_list_is_complete(read: Open, shipped: Export) -> None:
    reader = read(java_script_enabled=False)
    page = reader.page
    assert page.locator("article.event:visible").count() == len(shipped.rows)
    assert page.locator("#_find:visible, #_drawing:visible").count() == 0
    for summary in page.locator("article.event summary").all():
        summary.click()
    quotes = sum(bool(it.quote) for row in shipped.rows for _, it in row.event.all_cites())
    assert page.locator("blockquote:visible").count() == quotes
    assert page.locator("[id='_sources'] li:visible").count() == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_there_is_the_first_language_alone(
    read: Open, shipped: Export, language: Language
) -> None:
    export = replace(shipped, language=language)
    page = read(export=export, java_script_enabled=False).page
    assert page.inner_text("h1") == shipped.collection.collection.title.say(language)
    assert page.locator("[name=lang]:visible").count() == 0
    for summary in page.locator("article.event summary").all():
        summary.click()
    said = page.inner_text("#_events")
    for row in shipped.rows:
        for _, cite in row.event.all_cites():
            assert (cite.quote or (cite.says and cite.says.say(language)) or "") in said


@pytest.mark.parametrize("which", ["shipped", "hostile"])
@pytest.mark.parametrize(("home", "away"), [("en", "es"), ("es", "en")])
def test_the_other_language_is_that_of_the_file_in_it(
    read: Open, request: pytest.FixtureRequest, which: str, home: Language, away: Language
) -> None:
    export = request.getfixturevalue(which)
    texts = """() => ['header', '#_events', '#_sources', 'footer']
      .map((it) => document.querySelector(it).textContent)"""
    switched = read(f"#?lang={away}", export=replace(export, language=home)).page.evaluate(texts)
    written = read(f"#?lang={away}", export=replace(export, language=away)).page.evaluate(texts)
    assert switched == written


def test_a_search_finds_both_languages_whichever_is_shown(read: Open, shipped: Export) -> None:
    for fragment in ("", "#?lang=es"):
        reader = read(fragment)
        for text in ("fronteriza", "border"):
            reader.page.fill("#_text", text)
            assert reader.shown() == ids(shipped, texts=(text,))
            assert reader.shown()


def test_where_nothing_can_be_unpacked_the_page_is_as_without_javascript(
    chromium: "Browser", file: Path
) -> None:
    page = chromium.new_page()
    page.set_default_timeout(HANGS * 1000)
    page.add_init_script("delete window.DecompressionStream")
    page.goto(file.as_uri())
    assert page.locator("article.event:visible").count() == 19
    assert page.locator("#_find, .languages:visible").count() == 0
    page.close()


def test_print_opens_everything(read: Open, shipped: Export) -> None:
    reader = read()
    reader.page.emulate_media(media="print")
    assert reader.page.locator("#_find:visible").count() == 0
    pdf = reader.page.pdf(outline=True, tagged=True)
    assert pdf.startswith(b"%PDF-")
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert pages > 8  # with its quotes: what is closed makes fewer
    assert b"De la Fuente and Rubio speak on border security" in pdf
    assert reader.page.locator("article details[open]").count() == 0
    quotes = sum(bool(it.quote) for row in shipped.rows for _, it in row.event.all_cites())
    reader.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert reader.page.locator("blockquote:visible").count() == quotes
    reader.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert reader.page.locator("article details[open]").count() == 0


def test_no_script_but_the_pages_own_runs(chromium: "Browser", file: Path, tmp_path: Path) -> None:
    forged = tmp_path / "forged.html"
    text = file.read_text(encoding="utf-8")
    bad = "<script>window.ran = true</script><img src=x onerror='window.ran = true'>"
    forged.write_text(text.replace("</footer>", f"{bad}</footer>"), encoding="utf-8")
    page = chromium.new_page()
    page.set_default_timeout(HANGS * 1000)
    page.goto(forged.as_uri())
    assert page.evaluate("window.ran") is None
    assert page.inner_text("#_count") == "Events shown: 19 of 19"
    page.close()


def test_the_page_can_ask_nothing_of_anyone(chromium: "Browser", file: Path) -> None:
    page = chromium.new_page()
    page.set_default_timeout(HANGS * 1000)
    page.goto(file.as_uri())
    tried = "fetch('https://example.org/').then(() => 'through', () => 'stopped')"
    assert page.evaluate(tried) == "stopped"
    page.close()


def test_an_enemys_texts_stay_texts(read: Open, hostile: Export) -> None:
    reader = read(export=hostile)
    assert len(reader.shown()) == len(hostile.rows)
    reader.page.click("#_open-all")
    assert reader.page.evaluate("document.querySelectorAll('script').length") == 2
    assert "<script>alert(1)</script>" in reader.page.inner_text("main")
    reader.page.fill("#_text", "alert")
    assert 0 < len(reader.shown()) < len(hostile.rows)
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert reader.page.evaluate(wide)


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("fragment", ["", f"#{JOINT}?lang=es"])
def test_nothing_is_wider_than_the_screen(read: Open, width: int, fragment: str) -> None:
    reader = read(fragment, viewport={"width": width, "height": 800})
    assert reader.page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(
    ("fragment", "look"),
    [
        ("", ("light", 1280)),
        ("", ("dark", 1280)),
        (f"#{JOINT}?lang=es", ("light", 390)),
        (f"#{CALL}?kind=call&since=2026-01-12", ("dark", 390)),
        ("#?as-of=2026-01-11", ("light", 1280)),
    ],
)
@pytest.mark.parametrize("menu", [False, True])
def test_axe_finds_no_barrier(
    read: Open, npm: Path, fragment: str, look: tuple[str, int], menu: bool
) -> None:
    scheme, width = look
    how = {"color_scheme": scheme, "viewport": {"width": width, "height": 900}}
    reader = read(fragment, bypass_csp=True, **how)
    if menu:
        reader.page.click(".pick:has([name=topic]) > summary")
    reader.page.add_script_tag(path=npm / "axe-core" / "axe.min.js")
    found = reader.page.evaluate("axe.run({ resultTypes: ['violations'] })")
    assert [
        (it["id"], [node["html"][:120] for node in it["nodes"]]) for it in found["violations"]
    ] == []


@pytest.fixture(scope="module")
def many(shipped: Export) -> Export:
    """Five thousand events over ninety years, each with the sources of one of the shipped ones."""
    whole = [event for event in shipped.collection.events if not event.about]
    plainer = {"about": None, "announced_by": None, "follows": None, "cites": ()}
    made = []
    for n in range(5000):
        event, back = whole[n % len(whole)], timedelta(days=7 * (n // len(whole)))
        first = event.date.earliest or event.date.latest
        assert first
        changed = {**plainer, "id": f"e{n}", "date": dates.of_day(first - back)}
        made.append(event.model_copy(update={**changed, "cites": event.cites[:1]}))
    parts = {
        name: getattr(shipped.collection, name) for name in ("collection", "sources", "actors")
    }
    collection = Collection.model_construct(**parts, events=tuple(made))
    return replace(shipped, collection=collection, rows=select(collection, Filter()))


@pytest.mark.long
def test_with_five_thousand_events_the_work_stays_small(read: Open, many: Export) -> None:
    reader = read(export=many)
    assert reader.count() == "Events shown: 5000 of 5000"
    nodes = "document.querySelectorAll('#_canvas *').length"
    assert reader.page.evaluate(nodes) < 2000
    changes = reader.page.evaluate(
        """async () => {
          let n = 0;
          const watch = new MutationObserver((found) => { n += found.length; });
          const all = { subtree: true, attributes: true, childList: true };
          watch.observe(document.querySelector("#_events"), all);
          document.querySelector("[name=kind][value=call]").click();
          await new Promise((done) => setTimeout(done));
          const once = n;
          document.querySelector("#_text").dispatchEvent(new Event("input", { bubbles: true }));
          await new Promise((done) => setTimeout(done));
          return [once, n - once];
        }"""
    )
    calls = sum(row.event.kind is Kind.CALL for row in many.rows)
    # One change for each event that goes, one for its place in the list; nothing done twice.
    assert changes == [2 * (5000 - calls), 0]
    assert reader.count() == f"Events shown: {calls} of 5000"
    assert any(row.event.status is Status.SCHEDULED for row in many.rows)
