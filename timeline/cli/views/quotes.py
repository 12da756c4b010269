"""Words of the sources as people read them: the quote, whose words they are, and its number."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from timeline.cli.shell.terminal import Terminal, line
from timeline.formats.answers.sources import numbers
from timeline.formats.bibliography.citing import quoted
from timeline.records.model import Cite, Collection
from timeline.records.vocabulary import JOINT, OUTLET, Speech, word


def voice(terminal: Terminal, collection: Collection, attribution: str) -> str:
    """Name a voice: a side by its name, the outlet, or both sides jointly."""
    if attribution == OUTLET:
        return terminal.say("the outlet's words")
    if attribution == JOINT:
        return terminal.say("both sides jointly")
    return line(collection.collection.sides[attribution].say(terminal.language))


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
    """Say whose words a citation gives, who speaks, and if the outlet retells it."""
    bits = [voice(terminal, collection, cite.attribution)]
    if cite.speaker:
        bits.append(line(collection.actor[cite.speaker].name.say(terminal.language)))
    retold = cite.speech is Speech.REPORTED
    after = f" ({word(cite.speech).say(terminal.language)})" if retold else ""
    return ", ".join(bits) + after
