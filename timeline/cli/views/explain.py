"""The face of `timeline explain`: plain prose of at most 80 columns, fit for an e-mail."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timeline.cli.shell.terminal import Terminal, line
from timeline.formats.report.blocks import (
    CommandLine,
    Fact,
    Heading,
    ListItem,
    Paragraph,
    Quotation,
    Reference,
    Simple,
    Title,
    words,
)

_WIDEST = 80
_LISTED = (Fact, ListItem)


def view(terminal: Terminal, blocks: Iterable[Simple]) -> RenderableType:
    """Return the page.

    Its lines are of the terminal's width, or of 80 columns where that is more.
    """
    return Constrain(Group(*_parts(blocks)), min(terminal.width, _WIDEST))


def _parts(blocks: Iterable[Simple]) -> Iterator[RenderableType]:
    """Yield the blocks with an empty line between them, but for the entries of a list."""
    first = True
    for kind, group in groupby(blocks, type):
        same = list(group)
        drawn = [_listed(same)] if kind in _LISTED else [_drawn(title) for title in same]
        for one in drawn:
            yield from () if first else (Text(),)
            yield one
            first = False


def _listed(blocks: Sequence[Simple]) -> RenderableType:
    grid = Table.grid(padding=(0, 2 if isinstance(blocks[0], Fact) else 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for title in blocks:
        if isinstance(title, Fact):
            grid.add_row(Text(line(title.name)), Text(line(words(title.value))))
        elif isinstance(title, ListItem):
            grid.add_row("-", Text(line(words(title.text))))
    return grid


def _drawn(block: Simple) -> RenderableType:
    match block:
        case Quotation(label, quoted, remarks):
            return _hanging(label, [words(quoted), *map(words, remarks)])
        case Reference(label, text, url, remarks):
            named = "  ".join(line(other) for other in (label, text, url) if other)
            return Group(Text(named, overflow="fold"), _indented(remarks))
        case Heading(text, 1):
            return Text(line(words(text)).upper(), style="bold")
        case Title(text) | Heading(text):
            return Text(line(words(text)), style="bold")
        case Paragraph(text) | CommandLine(text) | ListItem(text) | Fact(_, text):
            return Text(line(words(text)), overflow="fold")


def _hanging(label: str, lines: Iterable[str]) -> RenderableType:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=4, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(label), Group(*(Text(line(text)) for text in lines)))
    return grid


def _indented(lines: Iterable[str]) -> RenderableType:
    return Padding(Group(*(Text(line(text), overflow="fold") for text in lines)), (0, 0, 0, 4))
