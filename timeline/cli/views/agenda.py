"""The face of `timeline agenda`: what is due, coming, passed and closed, each with its days."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from timeline import dates
from timeline.analysis.agenda import CLOSED, AgendaItem, Announcement, Stage, word
from timeline.cli.shell.terminal import Terminal, line
from timeline.cli.views import sources as sourceview
from timeline.cli.views.marks import mark_of
from timeline.formats.answers.sources import numbers
from timeline.i18n import Sentence, counted, sentence
from timeline.records.model import Collection, State
from timeline.records.vocabulary import word as status_word


def view(
    terminal: Terminal, collection: Collection, day: date, items: Sequence[AgendaItem]
) -> RenderableType:
    """Return the page: a section for each stage, what is closed in one, the sources."""
    parts: list[RenderableType] = [_heading(terminal, day)]
    for title, group in groupby(items, _section):
        said = title.say(terminal.language).upper()
        parts += [Text(f"\n{said}", style="bold"), _table(terminal, collection, list(group))]
    parts += [Text(), Text(_foot(terminal, collection, items), style="dim"), Text()]
    parts.append(
        sourceview.cited(terminal, collection, (item.event for item in items), sourceview.MOST)
    )
    return Group(*parts)


def _section(item: AgendaItem) -> Sentence:
    return sentence("outcome recorded") if item.stage in CLOSED else word(item.stage)


def _heading(terminal: Terminal, day: date) -> Text:
    when = dates.words(dates.parse(day.isoformat()), terminal.language, weekday=True)
    return Text(terminal.say("What was planned, seen from {day}", day=when), style="bold")


def _table(terminal: Terminal, collection: Collection, items: Sequence[AgendaItem]) -> Table:
    timings = [timing(item).say(terminal.language) for item in items]
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(width=min(max(map(len, timings)), terminal.width // 4))
    grid.add_column(overflow="fold")
    for item, when in zip(items, timings, strict=True):
        sign = mark_of(item.event)
        symbol = Text(terminal.symbol(sign.sign, sign.stand_in), style=sign.style)
        grid.add_row(symbol, Text(when, style="bold"), _described(terminal, collection, item))
    return grid


def timing(item: AgendaItem) -> Sentence:
    """Say how far off an event is, how long an outcome has been missing, or what came of it."""
    if item.stage in CLOSED:
        return word(item.stage)
    if item.stage is Stage.COMING:
        return _ahead(item.first or 0, item.last)
    if item.last is None:
        return sentence("without a last day")
    if item.stage is Stage.PASSED:
        return counted("for {n} day", "for {n} days", -item.last)
    if item.last > 0:
        return counted("{n} day left at most", "{n} days left at most", item.last)
    return sentence("today") if item.first == 0 else sentence("today at the latest")


def _ahead(first: int, last: int | None) -> Sentence:
    if last is None:
        return counted("in {n} day or later", "in {n} days or later", first)
    if first == last:
        return counted("in {n} day", "in {n} days", first)
    return sentence("in {first} to {last} days", first=first, last=last)


def _described(terminal: Terminal, collection: Collection, item: AgendaItem) -> Text:
    event, language = item.event, terminal.language
    when = dates.words(event.date, language, weekday=True)
    facts = (when, status_word(event.kind).say(language), " ".join(collection.sides_of(event)))
    lines = [" · ".join(filter(None, facts)), *_announced(terminal, collection, item.announced)]
    lines += [_earlier(terminal, collection, state) for state in item.earlier]
    text = Text(line(event.title.say(language)))
    return text.append("".join(f"\n{name}" for name in lines), style="dim")


def _announced(
    terminal: Terminal, collection: Collection, announced: Announcement
) -> Iterator[str]:
    """Say where and when it was announced, if anything is cited for it."""
    cited = numbers(collection, announced.sources)
    when = announced.date or sentence("date unknown")
    if announced.event:
        title = line(announced.event.title.say(terminal.language))
        said = terminal.say(
            "announced {date}: {title} {cited}", date=when, title=title, cited=cited
        )
        yield said.rstrip()
    elif cited:
        yield terminal.say("first cited text: {date} {cited}", date=when, cited=cited)


def _earlier(terminal: Terminal, collection: Collection, state: State) -> str:
    cited = numbers(collection, dict.fromkeys(cite.source for cite in state.cites))
    said = terminal.say(
        "earlier: {status}, {date} {cited}",
        status=status_word(state.status),
        date=state.date,
        cited=cited,
    )
    return said.rstrip()


def _foot(terminal: Terminal, collection: Collection, items: Sequence[AgendaItem]) -> str:
    said = [terminal.count("{n} planned event", "{n} planned events", len(items))]
    if any(item.stage is Stage.PASSED for item in items) and collection.newest_source:
        newest = dates.of_day(collection.newest_source)
        said.append(
            terminal.say(
                "the newest source read is of {day} at the latest: what has no outcome recorded "
                "here may have taken place",
                day=newest,
            )
        )
    return "\n".join(said)
