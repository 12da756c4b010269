"""Markdown in which nothing that the data say is markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from timeline.formats.report import markdown
from timeline.formats.report.blocks import (
    Block,
    CommandLine,
    Fact,
    Heading,
    ListItem,
    Paragraph,
    Quotation,
    Reference,
    Title,
)
from timeline.text import safe

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline"),
    *("text", "softbreak", "hardbreak", "text_special"),
}
HOSTILE = st.one_of(st.text(), st.text(alphabet="-+*_`#>|[]()<>!\\~&=:.1 \n\tax/"))


def tokens(text: str) -> list[Token]:
    """Everything that a reader of Markdown makes of a text."""
    return [it for block in READER.parse(text) for it in (block, *(block.children or []))]


def seen(text: str) -> str:
    """What someone reads of a page."""
    return "".join(it.content for it in tokens(text) if it.type in ("text", "text_special"))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain, with (signs); and 5% – “so”", "plain, with (signs); and 5% – “so”"),
        ("*a* _b_ `c` [d](e) <f> #g ~h~ i|j", r"\*a\* \_b\_ \`c\` \[d\](e) \<f\> \#g \~h\~ i\|j"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("> a", r"\> a"),
        ("# a", r"\# a"),
        ("=== a", r"\=\=\= a"),
        ("= a", r"\= a"),
        ("a == b = c", r"a \=\= b = c"),
        ("%%hidden%% 5%", r"\%\%hidden\%\% 5%"),
        ("a ^id", r"a \^id"),
        ("1. a", r"1\. a"),
        ("2026) a", r"2026\) a"),
        ("2026-01-15", "2026-01-15"),
        ("a\n\n# b\tc", r"a \# b c"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("a\x1b[2J\u202eb", "a\\\\x1b\\[2J\\\\u202eb"),
        ("back\\slash", "back\\\\slash"),
        ("$x$", r"\$x\$"),
        ("", ""),
    ],
)
def test_a_text_is_one_line_and_every_sign_is_escaped(text: str, escaped: str) -> None:
    assert markdown.escaped(text) == escaped


@given(HOSTILE)
def test_a_reader_of_markdown_sees_just_the_text(text: str) -> None:
    found = markdown.escaped(text)
    assert {it.type for it in tokens(found)} <= OURS - {"heading_open", "heading_close"}
    assert seen(found) == safe(" ".join(text.split()))


def page_of(text: str) -> str:
    """A page that has one text everywhere."""
    blocks: list[Block] = [
        Title(text),
        Heading(text, 2),
        Fact(text, text),
        ListItem(text),
        Quotation(text, text, (text,)),
        Paragraph(text),
        Reference(text, text, "https://example.org/a", (text,)),
        CommandLine(text),
    ]
    return "".join(markdown.render(blocks))


@given(HOSTILE.filter(str.strip))
def test_no_block_lets_a_text_out_of_its_place(text: str) -> None:
    blocks = [[it.type for it in READER.parse(page_of(each))] for each in (text, "x")]
    assert blocks[0] == blocks[1]
    assert not {it.type for it in tokens(page_of(text))} & {"html_block", "html_inline", "em"}


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=c&d", "https://example.org/a?b=c&d"),
        ("http://example.org/a](javascript:x)", "http://example.org/a](javascript:x)"),
        ("https://example.org/<script>", "https://example.org/%3Cscript%3E"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        (None, None),
    ],
)
def test_only_an_address_of_the_web_is_a_link(url: str | None, link: str | None) -> None:
    page = "".join(markdown.render([Reference("[1]", "A", url, ())]))
    hrefs = [it.attrs["href"] for it in tokens(page) if it.type == "link_open"]
    assert hrefs == ([READER.normalizeLink(link)] if link else [])


def test_a_command_is_fenced_by_more_backticks_than_it_has() -> None:
    page = "".join(markdown.render([CommandLine("timeline explain '```'")]))
    assert page == "````sh\ntimeline explain '```'\n````\n"


def test_lists_are_tight_and_all_else_has_an_empty_line_between() -> None:
    page = markdown.render(
        [Title("T"), Fact("a", "1"), Fact("b", "2"), ListItem("i"), ListItem("j"), Paragraph("p")]
    )
    assert "".join(page) == "# T\n\n- **a:** 1\n- **b:** 2\n\n- i\n- j\n\np\n"
