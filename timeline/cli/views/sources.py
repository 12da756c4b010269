"""Sources as people read them: numbered, dated, and honest about what is unknown of them."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from timeline.analysis.standings import Use
from timeline.cli.shell.terminal import Terminal, line
from timeline.formats.answers.sources import facts
from timeline.i18n import counted
from timeline.quotes.prove import StandingCounts
from timeline.records.model import Collection, Event, Source
from timeline.text import with_host


def cited(
    terminal: Terminal, collection: Collection, events: Iterable[Event], most: int | None = None
) -> RenderableType:
    """Return the list of the sources that events cite, each with its number.

    Of more than ``most`` it is only said how many they are, and how to list them.
    """
    used = {source for event in events for source in collection.sources_of(event)}
    if most and len(used) > most:
        said = terminal.say(
            "[n] is the number of a source: 'timeline sources' with the same filters lists all {n}",
            n=len(used),
        )
        return Text(said, style="dim")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for id_ in sorted(used, key=collection.number.__getitem__):
        source = described(terminal, collection.source[id_])
        grid.add_row(f"[{collection.number[id_]}]", source)
    return grid


MOST = 24
"""So many sources are listed under a page of events; more would bury it."""


def described(terminal: Terminal, source: Source) -> Text:
    """Return a source in a line: what it is, when it was published, in which language, by whom."""
    text = named(source)
    for bit in facts(terminal, source):
        text.append(f"  {bit}", style="dim")
    return text


def named(source: Source) -> Text:
    """Return the title of a source, its file and its link, of which it has at least one."""
    text = Text("  ".join(line(other) for other in (source.title, source.file) if other))
    if source.url:
        text.append("  " if text else "").append(
            line(with_host(source.url)), style=f"link {source.url}"
        )
    return text


def register(terminal: Terminal, collection: Collection, used: Sequence[Use]) -> Group:
    """The sources, each with its facts and what rests on it, and how many origins they are."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    whole = StandingCounts(
        sum(other.tally.proved for other in used),
        sum(other.tally.unproved for other in used),
        sum(other.tally.linked for other in used),
    )
    for use in used:
        rests = ", ".join(_rests(terminal, use, told=whole.proved < whole.all))
        below = Text(" · ".join((*facts(terminal, use.source), rests)), style="dim")
        number = f"[{collection.number[use.source.id]}]"
        grid.add_row(number, use.source.id, Group(named(use.source), below))
    origins = {collection.origin_of(use.source.id) for use in used}
    foot = (
        terminal.count("{n} source", "{n} sources", len(used)),
        terminal.count("{n} origin", "{n} origins", len(origins)),
    )
    end = [Text(", ".join(foot), style="dim")]
    if whole.all:
        end.append(Text(whole.summary.say(terminal.language), style="dim"))
    return Group(grid, Text(), *end)


def _rests(terminal: Terminal, use: Use, *, told: bool) -> Iterator[str]:
    """Say how much rests on a source; if ``told``, how much of it its stored text proves."""
    n = use.citations
    yield terminal.count("{n} event", "{n} events", use.events)
    if told and use.source.file and n:
        proved = counted(
            "{proved} of {n} citation proved",
            "{proved} of {n} citations proved",
            n,
            proved=use.tally.proved,
        )
        yield proved.say(terminal.language)
    else:
        yield terminal.count("{n} citation", "{n} citations", n)
