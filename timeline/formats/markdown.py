"""Markdown (CommonMark): a page of prose in which nothing that the data say is markup.

Every text is on one line and is escaped; a link is made only of an http or https address.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from timeline.formats.blocks import (
    Block,
    Command,
    Fact,
    Heading,
    Item,
    Paragraph,
    Quotation,
    Reference,
    Title,
)
from timeline.text import safe

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_FIRST = re.compile(r"([-+=]|[0-9]{1,9}(?=[.)]))(.?)")
_LISTED = (Fact, Item, Reference)


def escaped(text: str) -> str:
    """Give a text on one line, with a backslash before every sign that Markdown would take."""
    plain = inside(" ".join(text.split()))
    return _FIRST.sub(_not_a_list, plain, count=1) if _FIRST.match(plain) else plain


def inside(text: str) -> str:
    """Do the same for a part of a line, with its white space as it is."""
    return _SPECIAL.sub(r"\\\g<0>", safe(text))


def _not_a_list(found: re.Match[str]) -> str:
    first, then = found.groups()
    return f"{first}\\{then}" if first.isdigit() else f"\\{first}{then}"


def render(blocks: Iterable[Block]) -> Iterator[str]:
    """Give a page of Markdown, block by block."""
    blocks = list(blocks)
    for block, following in pairwise((*blocks, None)):
        if block:
            listed = isinstance(block, _LISTED) and type(block) is type(following)
            yield _block(block) + ("\n" if listed or not following else "\n\n")


def _block(block: Block) -> str:
    match block:
        case Title(text):
            set_ = f"# {escaped(text)}"
        case Heading(text, level):
            set_ = f"{'#' * (level + 1)} {escaped(text)}"
        case Paragraph(text):
            set_ = escaped(text)
        case Fact(name, value):
            set_ = f"- **{escaped(name)}:** {escaped(value)}"
        case Item(text):
            set_ = f"- {escaped(text)}"
        case Quotation(label, words, remarks):
            lines = (f"**{escaped(label)}** {escaped(words)}", *map(escaped, remarks))
            set_ = "\n>\n".join(f"> {line}" for line in lines)
        case Reference(label, text, url, remarks):
            named = " ".join(filter(None, (escaped(label), escaped(text), _link(url))))
            set_ = "\n  - ".join((f"- {named}", *map(escaped, remarks)))
        case Command(text):
            set_ = _fenced(safe(text))
    return set_


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
