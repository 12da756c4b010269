"""Sources as people read them: numbered, dated, and honest about what is unknown of them."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from timeline.cli.terminal import Terminal, line
from timeline.language import mark
from timeline.model import Collection, Event, Source
from timeline.vocabulary import Basis

_LANGUAGES = {"en": mark("English"), "es": mark("Spanish")}


def cited(terminal: Terminal, collection: Collection, events: Iterable[Event]) -> Table:
    """Give the list of the sources that events cite, each with its number."""
    used = {source for event in events for source in collection.sources_of(event)}
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for source in collection.sources:
        if source.id in used:
            grid.add_row(f"[{collection.number[source.id]}]", described(terminal, source))
    return grid


def described(terminal: Terminal, source: Source) -> Text:
    """Give a source in a line: what it is, when it was published, in which language, by whom."""
    text = Text(line(source.title or source.file or ""))
    if source.url:
        text.append(" " if text else "").append(line(source.url), style=f"link {source.url}")
    outlet = line(source.outlet) if source.outlet else terminal.say("outlet unknown")
    for bit in (published(terminal, source), language(terminal, source), outlet):
        text.append(f"  {bit}" if bit else "", style="dim")
    return text


def published(terminal: Terminal, source: Source) -> str:
    """Give the date of a source in words, and whether it is inferred."""
    if not source.published:
        return terminal.say("date unknown")
    said = source.published.say(terminal.language)
    if source.published_basis is Basis.INFERRED:
        return terminal.say("{date} (inferred)", date=said)
    return said


def language(terminal: Terminal, source: Source) -> str:
    """Give the language of a source by its name, or its tag."""
    tag = source.language or ""
    return terminal.say(_LANGUAGES[tag]) if tag in _LANGUAGES else tag
