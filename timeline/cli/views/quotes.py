"""Words of the sources as people read them: the quote, whose words they are, and its number."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from timeline.cli.shell.terminal import Terminal, line
from timeline.formats.answers.sources import numbers
from timeline.records.model import Cite, Collection
from timeline.wording.typography import quoted
from timeline.wording.voices import voice


def quotes(terminal: Terminal, collection: Collection, cites: Iterable[Cite]) -> RenderableType:
    """Return citations below each other, each with its number, its words and whose they are."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for cite in cites:
        said = Text(whose(terminal, collection, cite), style="dim")
        grid.add_row(numbers(collection, [cite.source]), Group(words(terminal, cite), said))
    return grid


def words(terminal: Terminal, cite: Cite) -> Text:
    """Return the quote of a citation, or in italics what its source says in our words."""
    if cite.quote:
        return Text(quoted(cite.quote, terminal.language))
    return Text(line(cite.says.say(terminal.language)) if cite.says else "", style="italic")


def whose(terminal: Terminal, collection: Collection, cite: Cite) -> str:
    """Say whose words a citation gives, who speaks, and how they reach us."""
    return line(voice(collection, cite).say(terminal.language))
