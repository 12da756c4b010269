"""A report as a plain, semantic piece of HTML for another's page: no script and no style.

Every id begins with ``timeline-``. Nothing that the data say is markup; a link leads to a place
on the page, or to an http or https address.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape
from itertools import chain, groupby

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
from timeline.i18n import Language
from timeline.text import safe

_LISTED = (Fact, ListItem, Reference)
_LOWEST = 6

Set = Callable[[Prose], str]
"""Sets a prose as HTML."""


def render(export: Export) -> Iterator[str]:
    """Yield the report of an export as one ``section``, in the export's language."""
    yield from fragment(report(export), export.language)


def fragment(blocks: Iterable[Block], language: Language) -> Iterator[str]:
    """Yield blocks as one ``section``; what a heading heads is a section within it."""
    blocks = tuple(blocks)
    prose = partial(_prose, names=frozenset(chain.from_iterable(map(_names, blocks))))
    open_: list[int] = []
    yield f'<section class="timeline" lang="{language}">\n'
    for run in _runs(blocks):
        if level := _level(run[0]):
            while open_ and open_[-1] >= level:
                open_.pop()
                yield "</section>\n"
            open_.append(level)
            yield _section(run[0])
        yield f"{_list(run, prose) if isinstance(run[0], _LISTED) else _block(run[0], prose)}\n"
    yield "</section>\n" * (len(open_) + 1)


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield blocks one by one, and those that follow on each other in a list together."""
    for kind, run in groupby(blocks, type):
        listed = tuple(run)
        yield from [listed] if issubclass(kind, _LISTED) else ((title,) for title in listed)


def _names(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Reference) and block.name:
        yield block.name
    if isinstance(block, Notes):
        yield from (f"note-{n}" for n, _ in enumerate(block.texts, 1))


def _level(block: Block) -> int:
    if isinstance(block, Heading):
        return block.level
    return 1 if isinstance(block, Notes) else 0


def _section(block: Block) -> str:
    if isinstance(block, Notes):
        return '<section class="timeline-notes">\n'
    name = block.name if isinstance(block, Heading) else ""
    return f"<section{_id(name)}>\n" if name else "<section>\n"


def _id(name: str) -> str:
    return f' id="timeline-{escape(name)}"'


def _list(run: tuple[Block, ...], prose: Set) -> str:
    items = "\n".join(_item(title, prose) for title in run)
    return f"<ul>\n{items}\n</ul>"


def _item(block: Block, prose: Set) -> str:
    match block:
        case Fact(name, value):
            return f"<li><strong>{_text(name)}:</strong> {prose(value)}</li>"
        case ListItem(text):
            return f"<li>{prose(text)}</li>"
        case Reference(label, text, url, remarks, name):
            named = f"{_text(label)} <cite>{_text(text)}</cite>{_link(url)}"
            below = "".join(f"<li>{_text(remark)}</li>" for remark in remarks)
            return f"<li{_id(name)}>{named}{f'<ul>{below}</ul>' if below else ''}</li>"
        case _:
            return ""


def _block(block: Block, prose: Set) -> str:
    set_ = ""
    match block:
        case Title(text):
            set_ = f"<h2>{_text(text)}</h2>"
        case Heading(text, level):
            rank = min(level + 2, _LOWEST)
            set_ = f"<h{rank}>{prose(text)}</h{rank}>"
        case Paragraph(text):
            set_ = f"<p>{prose(text)}</p>"
        case CommandLine(text):
            set_ = f"<pre><code>{escape(safe(text, lines=True))}</code></pre>"
        case TableBlock():
            set_ = _table(block, prose)
        case Quotation():
            set_ = _quotation(block, prose)
        case Notes():
            set_ = _notes(block, prose)
    return set_


def _table(table: TableBlock, prose: Set) -> str:
    head = "".join(f'<th scope="col">{_text(text)}</th>' for text in table.head)
    rows = ("".join(f"<td>{prose(text)}</td>" for text in row) for row in table.rows)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _quotation(quotation: Quotation, prose: Set) -> str:
    label = f"<b>{_text(quotation.label)}</b> " if quotation.label else ""
    language = f' lang="{escape(quotation.language)}"' if quotation.language else ""
    quoted = f"<blockquote{language}><p>{label}{prose(quotation.words)}</p></blockquote>"
    below = "".join(f"<p>{prose(remark)}</p>" for remark in quotation.remarks)
    caption = f"\n<figcaption>{below}</figcaption>" if below else ""
    return f"<figure>\n{quoted}{caption}\n</figure>"


def _notes(notes: Notes, prose: Set) -> str:
    items = "\n".join(
        f'<li{_id(f"note-{n}")}>{prose(text)} <a href="#timeline-mark-{n}">↩</a></li>'
        for n, text in enumerate(notes.texts, 1)
    )
    return f"<h3>{_text(notes.title)}</h3>\n<ol>\n{items}\n</ol>"


def _prose(prose: Prose, names: frozenset[str]) -> str:
    if isinstance(prose, str):
        return _text(prose)
    return "".join(_piece(text, names) for text in prose)


def _piece(piece: Inline, names: frozenset[str]) -> str:
    match piece:
        case NoteMark(number):
            mark = f'<a href="#timeline-note-{number}">{number}</a>'
            return f"<sup{_id(f'mark-{number}')}>{mark}</sup>"
        case When(text, machine) if machine:
            return f'<time datetime="{escape(machine)}">{_text(text)}</time>'
        case Link(text, name) if name in names:
            return f'<a href="#timeline-{escape(name)}">{_text(text)}</a>'
        case Link(text) | When(text):
            return _text(text)
        case str():
            return _text(piece)


def _text(text: str) -> str:
    return escape(safe(text, lines=True))


def _link(url: str | None) -> str:
    if not url:
        return ""
    if not url.startswith(("http://", "https://")):
        return f" {_text(url)}"
    return f' <a href="{escape(safe(url))}" rel="noopener">{_text(url)}</a>'
