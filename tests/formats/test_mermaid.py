"""Mermaid itself, in Chromium, draws the diagram: every event, and text that is only text."""

from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.formats import FORMATS, Export
from timeline.formats.bibliography.citing import called, plain
from timeline.formats.tools.mermaid import escaped
from timeline.records.model import Source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog

Drawn = dict[str, Any]

DRAW = """async (text) => {
  mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  const tasks = diagram.db.getTasks().map((it) => [it.section, it.task, it.events.length]);
  const title = diagram.db.getCommonDb().getDiagramTitle();
  const { svg } = await mermaid.render("drawn", text);
  document.body.innerHTML = svg;
  const words = (node) => [...node.querySelectorAll("text")].map((it) =>
    [...it.querySelectorAll("tspan")].map((span) => span.textContent).join(" ") || it.textContent);
  const drawn = document.querySelector("svg");
  return {
    tasks, title,
    type: diagram.type,
    texts: words(drawn).map((it) => it.split(/\\s+/).filter(Boolean).join(" ")),
    elements: [...new Set([...drawn.querySelectorAll("*")].map((it) => it.localName))],
    links: [...drawn.querySelectorAll("a, [href]")].length,
    handlers: [...drawn.querySelectorAll("*")].flatMap((it) => it.getAttributeNames())
      .filter((it) => it.startsWith("on")),
  };
}"""


def text(export: Export) -> str:
    return FORMATS["mermaid"].made(export).decode("utf-8")


@pytest.fixture
def drawn(chromium: "Browser", npm: Path) -> "Callable[[Export], Drawn]":
    """Have Mermaid parse and draw an export; nothing may be asked for, nor fail."""

    def drawn(export: Export) -> Drawn:
        page, amiss = chromium.new_page(), list[str]()

        def refuse(dialog: "Dialog") -> None:
            amiss.append(dialog.message)
            dialog.dismiss()

        page.on("request", lambda it: amiss.append(it.url))
        page.on("pageerror", lambda it: amiss.append(str(it)))
        page.on("dialog", refuse)
        page.add_script_tag(content=(npm / "mermaid/dist/mermaid.min.js").read_text("utf-8"))
        read: Drawn = page.evaluate(DRAW, text(export))
        page.close()
        assert amiss == []
        return read

    return drawn


def unspaced(text: str) -> str:
    """Give a text without white space, of which a line that is broken may get or lose some."""
    return "".join(text.split())


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_event_of_the_collection_is_drawn(
    drawn: Callable[[Export], Drawn], shipped: Export, language: Any
) -> None:
    read = drawn(replace(shipped, language=language))
    assert read["type"] == "timeline"
    assert sum(n for _, _, n in read["tasks"]) == len(shipped.rows)
    assert shipped.collection.collection.title.say(language) in read["texts"]
    shown = [unspaced(it) for it in read["texts"]]
    for row in shipped.rows:
        assert any(it.startswith(unspaced(row.event.title.say(language))) for it in shown)
        assert unspaced(row.event.date.say(language)) in shown


def test_sections_are_months_and_each_is_drawn_once(
    drawn: Callable[[Export], Drawn], exported: Callable[..., Export]
) -> None:
    days = ("2026-02-01", "2026-01-11", "2026-01", "2026")
    export = exported(*({"date": it} for it in days))
    mixed = replace(export, rows=(*export.rows[2:], *export.rows[:2]))
    sections = [it for it in drawn(mixed)["texts"] if it in ("January 2026", "February 2026")]
    assert sections.count("February 2026") == 1
    assert sections.count("January 2026") == 2, "the section, and the month as a date"


def test_a_diagram_typed_out(exported: Callable[..., Export]) -> None:
    events = (
        {"status": "scheduled"},
        {"date": "2026-01-12T09:00", "title": {"en": "Said: # 50%; {x}"}},
        {"date": "../2026-01-11"},
    )
    assert text(exported(*events)) == (
        "%% collection: Aland and Bland\n"
        "%% version: sha256:" + "0" * 64 + "\n"
        "%% program: timeline\n"
        f"%% [1] {_called()}\n"
        "timeline\n"
        "    title Aland and Bland\n"
        "    section January 2026\n"
        "        on or before 11 January 2026\n"
        "            : A call [1]\n"
        "        11 January 2026\n"
        "            : A call (scheduled#59; no outcome recorded, as seen on 20 January 2026) [1]\n"
        "        12 January 2026, 09#58;00\n"
        "            : Said#58; #35; 50#37;#59; #123;x#125; [1]\n"
    )


def _called() -> str:
    source = Source.model_validate({"id": "s1", "file": "texts/s1.txt", "published": "2026-01-11"})
    return called(source, "en")


def test_in_spanish_dates_and_status_are_spanish(exported: Callable[..., Export]) -> None:
    export = replace(exported({"date": "../2026-01-11", "status": "cancelled"}), language="es")
    *_, section, date, event = text(export).splitlines()
    assert section == "    section enero de 2026"
    assert date == "        el 11 de enero de 2026 o antes"
    assert event == "            : Una llamada (se canceló) [1]"


def test_hostile_texts_are_text(drawn: Callable[[Export], Drawn], hostile: Export) -> None:
    read = drawn(hostile)
    assert [it[1:] for it in read["tasks"]] == [["11 January 2026", len(hostile.rows)]]
    shown = [unspaced(it) for it in read["texts"]]
    for row in hostile.rows:
        said, source = plain(row.event.title.say("en")), row.event.cites[0].source
        assert unspaced(f"{said}[{hostile.collection.number[source]}]") in shown
    assert not {"script", "img", "a", "foreignObject", "iframe"} & set(read["elements"])
    assert (read["links"], read["handlers"]) == (0, [])


TRICKS = (
    "a : b: c",
    "x\nsection Other",
    "x\n2027 : another",
    "%%{init: {'theme': 'forest', 'securityLevel': 'loose'}}%%",
    "%% comment",
    "}%% comment",
    "# comment #58; #lt; &lt; &#60;",
    "title Another",
    "style x:#fff;",
    "\ufb02\u00b0lt\u00b6\u00df \ufb02\u00b0\u00b060\u00b6\u00df",
    '<br/> <b title="x">bold</b>',
    "$$x^2$$",
    "---\ntitle: y\n---",
)  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS)
def test_no_text_is_a_section_a_date_a_directive_or_an_entity(
    drawn: Callable[[Export], Drawn], exported: Callable[..., Export], trick: str
) -> None:
    said = {"en": trick}
    about = {"title": said, "sides": {"AA": {"en": "A"}, "BB": {"en": "B"}}, "topics": {}}
    source = {"id": "s1", "url": "https://example.org/", "title": trick, "outlet": trick}
    events = ({"title": said}, {"title": {"en": "A plain one"}})
    read = drawn(exported(*events, collection=about, sources=[source]))
    assert [it[1:] for it in read["tasks"]] == [["11 January 2026", 2]]
    shown = [unspaced(it) for it in read["texts"]]
    assert shown.count(unspaced(plain(trick))) == 1, "the title"
    assert shown.count(unspaced(f"{plain(trick)}[1]")) == 1
    assert shown.count("Aplainone[1]") == 1


def test_no_events_are_an_empty_diagram(drawn: Callable[[Export], Drawn], empty: Export) -> None:
    assert drawn(empty)["tasks"] == []


@given(st.text(max_size=60))
def test_what_is_escaped_has_no_sign_of_the_grammar_and_comes_back(raw: str) -> None:
    said = plain(raw)
    written = escaped(said)
    assert not set(":%<>{}") & set(written)
    entities = written.replace("&", "&amp;").replace("#", "&#")
    assert unescape(entities) == said
