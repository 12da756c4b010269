"""The page as text: complete in each language, small, the same every time, closed to strangers."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from tests.packed_page import unpacked, with_pieces
from timeline.formats import FORMATS, Export
from timeline.formats.page.minify import squeezed
from timeline.formats.page.payload import apart, otherwise
from timeline.formats.page.steps import ranges
from timeline.formats.page.text import html, plain, said
from timeline.formats.page.words import words
from timeline.i18n import Language
from timeline.query.filter import threads
from timeline.records.model import Words
from timeline.records.vocabulary import Kind

VOID = {"meta", "link", "input", "br"}
OPEN_ENDED = {"p", "li", "dt", "dd"}


class Read(HTMLParser):
    """What an HTML parser that is not ours finds: elements, texts, and whether they nest."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self.packed = unpacked(text)
        self.feed(with_pieces(text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1] != tag:
            assert self.open.pop() in OPEN_ENDED
        self.open.pop()

    def handle_data(self, data: str) -> None:
        (self.scripts if self.open[-1:] in (["script"], ["style"]) else self.texts).append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def with_class(self, name: str) -> list[dict[str, str]]:
        return [it for _, it in self.elements if name in it.get("class", "").split()]


def made(export: Export) -> str:
    return "".join(FORMATS["html"].render(export))


@pytest.fixture(scope="module")
def page(shipped: Export) -> Read:
    return Read(made(shipped))


def test_the_page_of_the_shipped_collection_is_under_two_hundred_kilobytes(shipped: Export) -> None:
    assert all(len(made(replace(shipped, language=it)).encode()) < 200_000 for it in ("en", "es"))


@pytest.mark.parametrize("as_of", [None, date(2026, 1, 18)])
def test_elements_nest_and_no_id_stands_twice(shipped: Export, as_of: date | None) -> None:
    page = Read(made(replace(shipped, as_of=as_of)))
    assert page.open == []
    ids = [it["id"] for _, it in page.elements if "id" in it]
    assert [it for it, n in Counter(ids).items() if n > 1] == []


def test_every_link_within_the_page_leads_somewhere(page: Read) -> None:
    ids = {it["id"] for _, it in page.elements if "id" in it} | {"?"}
    within = [it["href"][1:] for it in page.all("a") if it["href"].startswith("#")]
    assert set(within) <= ids


def test_what_names_or_describes_an_element_is_there(page: Read) -> None:
    ids = {it["id"] for _, it in page.elements if "id" in it}
    named = ("aria-labelledby", "aria-describedby", "for")
    used = {one for _, it in page.elements for key in named for one in it.get(key, "").split()}
    assert used <= ids


def test_there_is_an_article_for_every_event_in_the_order_of_the_list(
    shipped: Export, page: Read
) -> None:
    order = [
        it.event.id for thread in threads(shipped.rows) for it in (thread.row, *thread.readouts)
    ]
    assert [it["id"] for it in page.all("article")] == order
    assert not any("hidden" in it for it in page.all("article"))


def test_every_quote_stands_in_the_language_of_its_source(shipped: Export, page: Read) -> None:
    said_ = "\n".join(page.texts)
    cites = [cite for row in shipped.rows for _, cite in row.event.all_cites()]
    assert all(cite.quote in said_ for cite in cites if cite.quote)
    assert {it.get("lang") for it in page.all("blockquote")} == {"es"}


def test_all_text_is_there_in_both_languages_whichever_comes_first(shipped: Export) -> None:
    english, spanish = (Read(made(replace(shipped, language=it))) for it in ("en", "es"))
    assert english.all("html") == [{"lang": "en"}]
    assert spanish.all("html") == [{"lang": "es"}]
    for page, other in ((english, spanish), (spanish, english)):
        packed = {it for it in page.packed["texts"] if it}
        assert len(packed) > 300
        # What a language is not written in the file of the other but for quotes and the like.
        assert packed - {it.strip() for it in other.texts} - {*other.texts} == set()


def test_a_text_is_set_in_the_language_that_is_asked_for() -> None:
    both = said(Words(en='"A" & B\'s', es="A y B"))
    assert html(both, "en") == '"A" &amp; B\'s'
    assert html(both, "es") == "A y B"


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_text_in_one_language_only_says_which(language: Language) -> None:
    text = said(Words(es="Solo <así>"))
    assert html(text, language) == "<span lang=es>Solo &lt;así&gt;</span>"


def test_a_name_is_set_as_safely_as_a_text() -> None:
    assert html(plain("Ana\x1b"), "en") == r"Ana\x1b"


def test_what_is_shown_later_is_taken_out_whole_and_leaves_its_place() -> None:
    page = (
        "<p>a</p><later><div hidden>b<later><p hidden>c</p></later></div></later>d<later>e</later>"
    )
    assert apart(page) == ("<p>a</p><!---->d<!---->", ["<div hidden>b<p hidden>c</p></div>", "e"])


def test_of_the_other_language_each_text_is_kept_once_in_order() -> None:
    first = "<p>one<b> &amp; </b>two</p><p>12 [3]</p><p>one</p><i>Ana</i>"
    second = "<p>uno<b> &amp; </b>dos</p><p>12 [3]</p><p>uno</p><i>Ana</i>"
    assert otherwise(first, second) == {"texts": ["uno", "dos", 0], "varied": []}


def test_a_text_that_is_not_always_said_alike_is_kept_each_time() -> None:
    first, second = "<p>so</p><p>held</p><p>held</p>", "<p>así</p><p>hecha</p><p>hecho</p>"
    assert otherwise(first, second) == {"texts": ["así", "hecha", "hecho"], "varied": ["held"]}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<p class="a">x</p><p>y</p></div>', "<p class=a>x<p>y</div>"),
        ('<a href="#a-b">x="y"</a>', '<a href=#a-b>x="y"</a>'),
        ('<a href="https://x/?a=b">', '<a href="https://x/?a=b">'),
        ('<a title="">', '<a title="">'),
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a<li>b</ul>"),
        ("<ul><li>a</li><later><li>b</li></later></ul>",) * 2,
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a<dd>b</dl>"),
        ("<summary><p>a</p></summary>",) * 2,
    ],
)
def test_what_html_lets_be_left_out_is_left_out(page: str, expected: str) -> None:
    assert squeezed(page) == expected


def test_no_word_of_the_controls_is_there_in_one_language_only() -> None:
    same = {"actor"}  # so it is in Spanish
    assert {name for name, it in words().items() if it["en"] == it["es"]} <= same


def test_every_word_of_the_controls_is_used() -> None:
    parts = Path(str(files("timeline.formats.page"))) / "assets"
    text = "".join(it.read_text(encoding="utf-8") for it in sorted(parts.iterdir()))
    names = {*re.findall(r"words\.(\w+)", text), *re.findall(r'"([\w-]+)"', text)}
    names |= {f"mark-{name}" for name in names}
    names |= {f"{name}{n}" for name in re.findall(r'counted\("(\w+)"', text) for n in (1, 2)}
    assert words().keys() - names == set()


def test_the_policy_lets_in_just_the_style_and_the_script_of_the_page(shipped: Export) -> None:
    text = made(shipped)
    (policy,) = (
        it["content"]
        for it in Read(text).all("meta")
        if it.get("http-equiv") == "Content-Security-Policy"
    )
    inside = [
        re.findall(f"<{start}>(.*?)</{start[:6].strip()}", text, re.DOTALL)
        for start in ("style", "script type=module")
    ]
    hashes = [b64encode(sha256(it.encode()).digest()).decode() for (it,) in inside]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_the_script_keeps_no_comments(shipped: Export) -> None:
    script = re.search(r"<script type=module>(.*?)</script>", made(shipped), re.DOTALL)
    assert script
    assert not re.search(r"^\s*//", script[1], re.MULTILINE)


def test_a_readout_is_called_so_while_what_it_is_of_is_known(shipped: Export) -> None:
    read = made(shipped)
    events = (row.event for row in shipped.rows)
    readout = next(it for it in events if it.about and it.kind is Kind.STATEMENT)
    start = read.index(f"<article id={readout.id}")
    article = read[start : read.index("</article>", start)]
    assert "<span>readout</span>" in article
    values = {it.get("value") for it in Read(read).all("input")}
    assert "statement" in values
    assert "readout" not in values


def test_an_origin_is_explained_once(shipped: Export) -> None:
    told = "Texts that rewrite one text have one origin."
    assert made(shipped).count(told) == 1


def test_only_a_long_list_is_laid_out_piece_by_piece(
    shipped: Export, exported: Callable[..., Export]
) -> None:
    assert not Read(made(shipped)).with_class("long")
    assert len(Read(made(exported(*[{}] * 301))).with_class("long")) == 1


@pytest.mark.parametrize("sides", [2, 3])
def test_lanes_are_called_as_in_the_drawing(exported: Callable[..., Export], sides: int) -> None:
    names = {code: {"en": f"Side {code}"} for code in ("AA", "BB", "CC")[:sides]}
    about = {"title": {"en": "x"}, "sides": names}
    said_ = unpacked(made(exported({}, collection=about)))["words"]
    assert said_["several"]["en"] == ("both sides" if sides == 2 else "several sides")
    assert said_["noside"]["en"] == "no side named"


def test_nothing_is_fetched_and_nothing_styles_or_scripts_an_element(page: Read) -> None:
    assert [it for _, it in page.elements if "src" in it or "style" in it or "srcset" in it] == []
    assert [name for _, it in page.elements for name in it if name.startswith("on")] == []
    assert [it["href"] for it in page.all("link")] == ["data:,"]


def test_an_enemys_texts_add_no_element(hostile: Export, exported: Callable[..., Export]) -> None:
    read = Read(made(hostile))
    assert len(read.all("article")) == len(hostile.rows)
    assert {name for name, _ in read.elements} == {
        name for name, _ in Read(made(_tame(exported, len(hostile.rows)))).elements
    } - {"output"}  # of the slider: an enemy's sources are all of one day
    assert len(read.all("script")) == 2
    assert [n for _, it in read.elements for n in it if n.startswith("on")] == []
    assert all(it["href"].startswith(("#", "http://", "https://")) for it in read.all("a"))


def _tame(exported: Callable[..., Export], events: int) -> Export:
    event = {
        "summary": {"en": "x", "es": "y"},
        "place": "x",
        "note": {"en": "x"},
        "actors": [{"actor": "ana-lima", "role": "participant"}],
        "cites": [{"source": "s2", "quote": "x", "note": {"en": "x"}}],
    }
    return exported(*[event] * events)


def test_the_data_cannot_end_their_own_element(hostile: Export) -> None:
    assert len(unpacked(made(hostile))["events"]) == len(hostile.rows)


def test_the_same_export_is_the_same_page(shipped: Export) -> None:
    assert made(shipped) == made(replace(shipped))


def test_the_page_of_no_events_is_whole(empty: Export) -> None:
    read = Read(made(empty))
    assert read.all("article") == []
    assert read.open == []
    assert "There are no events here." in read.texts


def test_the_page_says_what_it_was_made_from(shipped: Export) -> None:
    told = replace(shipped, asked="--actor rubio", as_of=date(2026, 1, 16))
    said_ = " ".join(Read(made(told)).texts)
    assert "--actor rubio" in said_
    assert f"sha256:{shipped.version}" in said_
    assert "as known on 16 January 2026: 5 sources" in said_
    assert "Five Spanish-language news articles" in said_


def test_a_quote_that_could_not_be_proved_does_not_look_as_if(
    exported: Callable[..., Export],
) -> None:
    says = {"source": "s2", "says": {"en": "They met.", "es": "Se reunieron."}}
    read = Read(made(exported({}, {"cites": [says]})))
    shown = " ".join(read.texts)
    assert [it["class"] for it in read.all("p") if it.get("class") in {"found", "cannot"}] == [
        "cannot"
    ]
    assert "cannot check: " in shown
    assert "in our words, after the source · not proved here" in shown
    assert "proved: characters" not in shown


def test_a_side_that_gives_no_account_is_said_to_give_none(page: Read) -> None:
    assert "United States: no account of it in the texts that were read" in page.texts
    assert len(page.with_class("silent")) == 1


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], ""),
        ([(0, 0)], "0"),
        ([(0, 1), (2, 2), (4, 4)], "0-2 4"),
        ([(3, 3), (1, 1)], "1 3"),
        ([(2, 5), (0, 3)], "0-5"),
    ],
)
def test_steps_are_written_as_ranges(spans: list[tuple[int, int]], expected: str) -> None:
    assert ranges(spans) == expected
