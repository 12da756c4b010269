"""Sources as people read them: numbered, dated, and honest about what is unknown of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Group
from rich.table import Table
from rich.text import Text

from timeline.cli.terminal import Terminal, line
from timeline.language import mark
from timeline.model import Collection, Event, Source
from timeline.text import with_host
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
    text = named(source)
    for bit in facts(terminal, source):
        text.append(f"  {bit}", style="dim")
    return text


def named(source: Source) -> Text:
    """Give the title of a source, its file and its link, of which it has at least one."""
    text = Text("  ".join(line(it) for it in (source.title, source.file) if it))
    if source.url:
        text.append("  " if text else "").append(
            line(with_host(source.url)), style=f"link {source.url}"
        )
    return text


def facts(terminal: Terminal, source: Source) -> tuple[str, ...]:
    """Give when a source was published, in which language, and by whom."""
    outlet = line(source.outlet) if source.outlet else terminal.say("outlet unknown")
    return tuple(filter(None, (published(terminal, source), language(terminal, source), outlet)))


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


@dataclass(frozen=True, slots=True)
class Use:
    """How much rests on a source: how many events, how many citations."""

    source: Source
    events: int
    citations: int


def uses(collection: Collection, events: Iterable[Event], *, everything: bool) -> list[Use]:
    """Count what rests on each source; only those that something rests on, or ``everything``."""
    cited_by = [[cite.source for _, cite in event.all_cites()] for event in events]
    counted = [
        Use(it, sum(it.id in ids for ids in cited_by), sum(ids.count(it.id) for ids in cited_by))
        for it in collection.sources
    ]
    return [use for use in counted if use.citations or everything]


def register(terminal: Terminal, collection: Collection, used: Sequence[Use]) -> Group:
    """Give the sources, each with its facts and what rests on it, and how many origins they are."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for use in used:
        rests = (
            terminal.count("{n} event", "{n} events", use.events),
            terminal.count("{n} citation", "{n} citations", use.citations),
        )
        below = Text(" · ".join((*facts(terminal, use.source), ", ".join(rests))), style="dim")
        number = f"[{collection.number[use.source.id]}]"
        grid.add_row(number, use.source.id, Group(named(use.source), below))
    origins = {collection.origin_of(use.source.id) for use in used}
    foot = (
        terminal.count("{n} source", "{n} sources", len(used)),
        terminal.count("{n} origin", "{n} origins", len(origins)),
    )
    return Group(grid, Text(), Text(", ".join(foot), style="dim"))
