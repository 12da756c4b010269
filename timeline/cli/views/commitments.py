"""The face of `timeline commitments`: each promise with its words, its state and its evidence."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from timeline import dates
from timeline.analysis.commitments import Promise, PromiseState
from timeline.cli.shell.terminal import Terminal, line
from timeline.cli.views import quotes, sources
from timeline.i18n import Sentence, counted, mark, sentence
from timeline.records.model import Collection
from timeline.records.vocabulary import word
from timeline.wording.voices import owner

_SECTIONS = {
    PromiseState.OVERDUE: mark("day passed, and nothing recorded of what became of it"),
    PromiseState.DUE: mark("due"),
    PromiseState.OPEN: mark("without a day by which it is due"),
    PromiseState.SETTLED: mark("settled"),
}


def view(
    terminal: Terminal, collection: Collection, day: date, promises: Sequence[Promise]
) -> RenderableType:
    """Return the page: a section for each standing, then the sources."""
    when = dates.words(dates.parse(day.isoformat()), terminal.language, weekday=True)
    heading = terminal.say("What was promised, seen from {day}", day=when)
    parts: list[RenderableType] = [Text(heading, style="bold")]
    for standing, group in groupby(promises, lambda promise: promise.standing):
        parts.append(Text(f"\n{terminal.say(_SECTIONS[standing]).upper()}", style="bold"))
        for i, promise in enumerate(group):
            parts += [*([Text()] if i else []), *_block(terminal, collection, promise)]
    count = terminal.count("{n} commitment", "{n} commitments", len(promises))
    events = {promise.event.id: promise.event for promise in promises}
    parts += [Text(), Text(count, style="dim"), Text()]
    return Group(*parts, sources.cited(terminal, collection, events.values(), sources.MOST))


def _block(
    terminal: Terminal, collection: Collection, promise: Promise
) -> Iterator[RenderableType]:
    yield Text(line(promise.commitment.text.say(terminal.language)), style="bold")
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for label, value in _facts(terminal, collection, promise):
        grid.add_row(Text(f"  {label}"), value)
    yield grid


def _facts(
    terminal: Terminal, collection: Collection, promise: Promise
) -> Iterator[tuple[str, RenderableType]]:
    """Yield who, when, by when, the state and the words, each with its name."""
    say, commitment, event = terminal.say, promise.commitment, promise.event
    sides = (line(owner(collection, by).say(terminal.language)) for by in commitment.by)
    made = dates.words(event.date, terminal.language, weekday=True)
    yield say("who"), Text(", ".join(sides))
    yield say("when"), Text(f"{made} · {line(event.title.say(terminal.language))}")
    if commitment.due:
        off = timing(promise).say(terminal.language)
        yield say("by when"), Text(f"{dates.words(commitment.due, terminal.language)} · {off}")
    yield say("state"), Text(word(commitment.status).say(terminal.language))
    for label, cites in ((say("words"), promise.words), (say("evidence"), promise.evidence)):
        none = Text(say("none recorded"), style="dim")
        yield label, quotes.quotes(terminal, collection, cites) if cites else none


def timing(promise: Promise) -> Sentence:
    """Say how far off the day is by which something was promised, or how long ago it was."""
    first, last = promise.first, promise.last
    if last is None:
        return sentence("without a last day")
    if last < 0:
        return counted("{n} day ago", "{n} days ago", -last)
    if last == 0:
        return sentence("today") if first == 0 else sentence("today at the latest")
    if first == last:
        return counted("in {n} day", "in {n} days", last)
    if first is not None and first > 0:
        return sentence("in {first} to {last} days", first=first, last=last)
    return counted("{n} day left at most", "{n} days left at most", last)
