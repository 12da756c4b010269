"""Markdown (CommonMark): a page of prose in which nothing that the data say is markup.

Every text is on one line and is escaped; a link is made only of an http or https address. Tables
and notes are written as GitHub, Pandoc and Obsidian read them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise

from timeline.formats.export import Export
from timeline.formats.report.blocks import (
    Block,
    CommandLine,
    Fact,
    Heading,
    Inline,
    Link,
    ListItem,
    NoteMark,
    Notes,
    Paragraph,
    Prose,
    Quotation,
    Reference,
    TableBlock,
    Title,
    When,
)
from timeline.formats.report.report import report
from timeline.text import safe

# The second row is Obsidian's and Pandoc's: ==marks==, %%comments%%, ^ids and ^superscripts^.
_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>#|~&$^]"
    r"|(?<==)=|=(?==)|(?<=%)%|%(?=%)"
)
_FIRST = re.compile(r"([-+=]|[0-9]{1,9}(?=[.)]))(.?)")
Linker = Callable[[Link], str]
"""Makes a link of words that have a name to lead to; unless told how, they stay words."""

_SPACES = re.compile(r"\s+")
_LISTED = (Fact, ListItem, Reference)


def escaped(text: str) -> str:
    """Return a text on one line, with a backslash before every sign that Markdown would take."""
    plain = inside(" ".join(text.split()))
    return _FIRST.sub(_not_a_list, plain, count=1) if _FIRST.match(plain) else plain


def inside(text: str) -> str:
    """Do the same for a part of a line, with its white space as it is."""
    return _SPECIAL.sub(r"\\\g<0>", safe(text))


def _not_a_list(found: re.Match[str]) -> str:
    first, then = found.groups()
    return f"{first}\\{then}" if first.isdigit() else f"\\{first}{then}"


def _no_links(link: Link) -> str:
    return inside(_on_one_line(link.text))


def page(export: Export) -> Iterator[str]:
    """Yield the report of an export as a page of Markdown."""
    yield from render(report(export))


def render(blocks: Iterable[Block], linked: Linker = _no_links) -> Iterator[str]:
    """Yield a page of Markdown, block by block."""
    blocks = list(blocks)
    for block, following in pairwise((*blocks, None)):
        if block:
            listed = isinstance(block, _LISTED) and type(block) is type(following)
            yield _block(block, linked) + ("\n" if listed or not following else "\n\n")


def _block(block: Block, linked: Linker) -> str:
    line = partial(_line, linked=linked)
    match block:
        case Title(text):
            set_ = f"# {escaped(text)}"
        case Heading(text, level):
            set_ = f"{'#' * (level + 1)} {line(text)}"
        case Paragraph(text):
            set_ = line(text)
        case Fact(name, value):
            set_ = f"- **{escaped(name)}:** {line(value)}"
        case ListItem(text):
            set_ = f"- {line(text)}"
        case CommandLine(text):
            set_ = _fenced(safe(text))
        case _:
            set_ = _of_many_lines(block, line)
    return set_


def _of_many_lines(
    block: TableBlock | Quotation | Reference | Notes, line: Callable[[Prose], str]
) -> str:
    match block:
        case TableBlock(head, rows):
            ruled = (map(escaped, head), ("---" for _ in head), *(map(line, row) for row in rows))
            return "\n".join(f"| {' | '.join(row)} |" for row in ruled)
        case Quotation(label, words, remarks):
            quoted = f"**{escaped(label)}** {line(words)}" if label else line(words)
            return "\n>\n".join(f"> {text}" for text in (quoted, *map(line, remarks)))
        case Reference(label, text, url, remarks):
            named = " ".join(filter(None, (escaped(label), escaped(text), _link(url))))
            return "\n  - ".join((f"- {named}", *map(escaped, remarks)))
        case Notes(_, texts):
            return "\n\n".join(f"[^{n}]: {line(text)}" for n, text in enumerate(texts, 1))


def _line(prose: Prose, linked: Linker) -> str:
    if isinstance(prose, str):
        return escaped(prose)
    set_ = "".join(_piece(text, linked) for text in prose).strip()
    return _FIRST.sub(_not_a_list, set_, count=1) if _FIRST.match(set_) else set_


def _piece(piece: Inline, linked: Linker) -> str:
    match piece:
        case NoteMark(number):
            return f"[^{number}]"
        case Link():
            return linked(piece)
        case When(text):
            return inside(_on_one_line(text))
        case str():
            return inside(_on_one_line(piece))


def _on_one_line(text: str) -> str:
    return _SPACES.sub(" ", text)


def _link(url: str | None) -> str:
    if not url:
        return ""
    if not url.startswith(("http://", "https://")):
        return escaped(url)
    return f"<{safe(url).replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>"


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}sh\n{text}\n{fence}"
