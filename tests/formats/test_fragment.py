"""The report as a piece of HTML: valid, inert, and whole."""

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.formats import Export
from timeline.formats.report.blocks import (
    Block,
    CommandLine,
    Fact,
    Heading,
    Link,
    ListItem,
    NoteMark,
    Notes,
    Paragraph,
    Quotation,
    Reference,
    TableBlock,
    Title,
    When,
)
from timeline.formats.report.fragment import fragment, render
from timeline.i18n import LANGUAGES, Language
from timeline.text import safe

Exported = Callable[..., Export]

TAGS = {
    *("section", "h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "strong", "a", "sup", "time"),
    *("table", "thead", "tbody", "tr", "th", "td", "figure", "blockquote", "figcaption", "cite"),
}

SMALL = """\
<section class="timeline" lang="en">
<h2>Aland and Bland</h2>
<ul>
<li><strong>contents:</strong> 1 event · 1 citation · 1 source · 1 origin</li>
<li><strong>proof:</strong> \
0 of 1 citation proved against its stored text; the rest is a link</li>
<li><strong>version:</strong> \
sha256:0000000000000000000000000000000000000000000000000000000000000000</li>
<li><strong>program:</strong> timeline</li>
</ul>
<section>
<h3>Timeline</h3>
<table>
<thead><tr><th scope="col">date</th><th scope="col">what</th><th scope="col">sides</th>\
<th scope="col">status</th><th scope="col">notes</th></tr></thead>
<tbody>
<tr><td><time datetime="2026-01-11">11 January 2026</time></td>\
<td><a href="#timeline-event-e1">A &lt;call&gt;</a></td><td></td><td>held</td>\
<td><a href="#timeline-note-1">1</a></td></tr>
</tbody>
</table>
</section>
<section>
<h3>January 2026</h3>
<section id="timeline-event-e1">
<h4><time datetime="2026-01-11">Sunday 11 January 2026</time> · A &lt;call&gt;</h4>
<ul>
<li><strong>kind:</strong> call</li>
<li><strong>status:</strong> held</li>
<li><strong>id:</strong> e1</li>
</ul>
<figure>
<blockquote lang="es"><p>Hablaron el domingo.<sup id="timeline-mark-1">\
<a href="#timeline-note-1">1</a></sup></p></blockquote>
<figcaption><p>— the outlet&#x27;s words · \
quoted from a link, not proved here</p></figcaption>
</figure>
</section>
</section>
<section>
<h3>Sources</h3>
<ul>
<li id="timeline-source-s1">[1] s1 <cite>[untitled], The Ford, [no date]</cite> \
<a href="https://example.org/?a=1&amp;b=2" rel="noopener">https://example.org/?a=1&amp;b=2</a>\
<ul><li>only a link</li></ul></li>
</ul>
</section>
<section class="timeline-notes">
<h3>Notes</h3>
<ol>
<li id="timeline-note-1"><a href="#timeline-source-s1">s1</a>, [untitled], The Ford, [no date], \
https://example.org/?a=1&amp;b=2: “Hablaron el domingo.”; \
quoted from a link, not proved here <a href="#timeline-mark-1">↩</a></li>
</ol>
</section>
</section>
"""


def tree(text: str) -> Element:
    """Read HTML by the standard; any fault in it is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found: Element = parser.parseFragment(text)
    return found


def html_of(export: Export) -> str:
    return "".join(render(export))


def test_a_report_is_plain_html(exported: Exported) -> None:
    made = exported(
        {
            "title": {"en": "A <call>"},
            "cites": [{"source": "s1", "quote": "Hablaron el domingo."}],
        },
        sources=[
            {"id": "s1", "url": "https://example.org/?a=1&b=2", "outlet": "The Ford",
             "language": "es"},
        ],
    )  # fmt: skip
    assert html_of(made) == SMALL


def test_it_is_in_the_language_asked_for(shipped: Export) -> None:
    text = html_of(replace(shipped, language="es"))
    assert text.startswith('<section class="timeline" lang="es">\n<h2>Diplomacia de seguridad')
    assert '<time datetime="2026-01-11">Domingo 11 de enero de 2026</time> · De la Fuente' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_valid_and_only_of_plain_parts(shipped: Export, language: Language) -> None:
    found = tree(html_of(replace(shipped, language=language)))
    assert {it.tag for it in found.iter()} - {"DOCUMENT_FRAGMENT"} <= TAGS
    allowed = {"class", "lang", "id", "href", "datetime", "scope", "rel"}
    assert {name for it in found.iter() for name in it.attrib} <= allowed
    assert {it.get("class") for it in found.iter()} == {None, "timeline", "timeline-notes"}


def test_every_quote_and_source_is_in_it(shipped: Export) -> None:
    found = tree(html_of(shipped))
    quotes = [it.text for it in found.iterfind(".//blockquote/p")]
    cited = [cite for row in shipped.rows for _, cite in row.event.all_cites()]
    assert sorted(map(str, quotes)) == sorted(it.quote for it in cited if it.quote)
    assert {it.get("lang") for it in found.iter("blockquote")} == {"es"}
    ids = {it.get("id") for it in found.iter()}
    assert ids >= {f"timeline-source-{it.id}" for it in shipped.collection.sources}
    assert ids >= {f"timeline-event-{row.event.id}" for row in shipped.rows}


def test_every_link_on_the_page_has_its_end_and_no_name_stands_twice(shipped: Export) -> None:
    found = tree(html_of(shipped))
    ids = [it.attrib["id"] for it in found.iter() if "id" in it.attrib]
    assert len(ids) == len(set(ids))
    assert all(it.startswith("timeline-") for it in ids)
    links = {it.attrib["href"] for it in found.iter("a")}
    assert {it.removeprefix("#") for it in links if it.startswith("#")} <= set(ids)
    marks = {it for it in ids if it.startswith("timeline-mark-")}
    assert {f"#{it}" for it in marks} <= links
    assert len(marks) == 84


def test_a_heading_opens_its_section_and_closes_those_below(shipped: Export) -> None:
    found = tree(html_of(shipped))
    (readout,) = found.iterfind(".//section[@id='timeline-event-2026-01-15-joint-statement']")
    (call,) = found.iterfind(".//section[@id='timeline-event-2026-01-15-call-de-la-fuente-rubio']")
    assert readout in call.iterfind("section")
    assert readout[0].tag == "h5"


def test_what_an_enemy_writes_is_text(hostile: Export) -> None:
    text = html_of(hostile)
    found = tree(text)
    assert {it.tag for it in found.iter()} - {"DOCUMENT_FRAGMENT"} <= TAGS
    links = [it.attrib["href"] for it in found.iter("a")]
    assert all(it.startswith(("#timeline-", "https://", "http://")) for it in links)
    assert not any(name.startswith("on") for it in found.iter() for name in it.attrib)
    quotes = [it.text for it in found.iterfind(".//blockquote/p")]
    assert "<script>alert(1)</script>" in quotes


def test_no_events_are_a_page_that_says_so(empty: Export) -> None:
    assert "<p>No events</p>" in html_of(empty)
    tree(html_of(empty))


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/'\"><b>", "https://example.org/'\"><b>"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        (None, None),
    ],
)
def test_only_an_address_of_the_web_is_a_link(url: str | None, link: str | None) -> None:
    found = tree("".join(fragment([Reference("[1]", "A", url, ())], "en")))
    assert [it.attrib["href"] for it in found.iter("a")] == ([link] if link else [])


def test_a_link_to_what_is_not_on_the_page_is_words() -> None:
    (text,) = [it for it in fragment([Paragraph((Link("Ana", "actor-a"),))], "en") if "Ana" in it]
    assert text == "<p>Ana</p>\n"


class Outline(HTMLParser):
    """Tags and attributes as a lenient reader finds them, without what they hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [name for name, _ in attrs]))


def outline(text: str) -> list[tuple[str, list[str]]]:
    reader = Outline()
    reader.feed("".join(fragment(page_of(text), "en")))
    return reader.found


def page_of(text: str) -> list[Block]:
    """A page that has one text everywhere."""
    rich = (text, When(text, "2026"), Link(text, "a"), NoteMark(1))
    return [
        Title(text),
        Heading(rich, 1, "a"),
        Fact(text, rich),
        ListItem(rich),
        TableBlock((text,), ((rich,),)),
        Quotation(text, rich, (text,), "es"),
        Paragraph(text),
        Reference(text, text, "https://example.org/a", (text,), "b"),
        CommandLine(text),
        Notes(text, (rich,)),
    ]


@given(st.one_of(st.text(), st.text(alphabet="<>&\"'/!-=; abscript")).filter(bool))
def test_no_block_lets_a_text_out_of_its_place(text: str) -> None:
    assert outline(text) == outline("x")


@given(st.text())
def test_a_reader_of_html_sees_just_the_text(text: str) -> None:
    found = tree("".join(fragment([Paragraph(text)], "en")))
    (paragraph,) = found.iter("p")
    assert (paragraph.text or "") == safe(text, lines=True)
