"""The face of `timeline diff`: what is new, what changed, what is gone, a block a record."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timeline.analysis.diff import Change, ChangeType, Difference
from timeline.cli.options.diff_ends import Ends
from timeline.cli.shell.terminal import Terminal, line
from timeline.cli.views import sources
from timeline.formats.answers import sources as source_words
from timeline.formats.answers.diff_text import Reader
from timeline.i18n import mark
from timeline.records.model import Actor, Collection, Event, Source, Words

_SIGNS = {
    ChangeType.ADDED: ("+", "green", mark("added")),
    ChangeType.REMOVED: ("−", "red", mark("removed")),
    ChangeType.CHANGED: ("~", "yellow", mark("changed")),
}
_LABEL = 14
_LONG = 40

Blocks = list[RenderableType]


@dataclass(frozen=True, slots=True)
class DiffContext:
    """What one page needs: who reads it, what was compared, and what was found."""

    terminal: Terminal
    ends: Ends
    found: Difference

    @property
    def reader(self) -> Reader:
        """How fields and values are said to the person who reads."""
        return Reader(self.terminal.language, self.ends.old.collection, self.ends.new.collection)


def view(page: DiffContext) -> RenderableType:
    """Return the page: a heading, then what is new, changed and gone, each under a heading."""
    parts: Blocks = [_heading(page)]
    for title, blocks in _sections(page):
        if blocks:
            parts += [Text(f"\n{page.terminal.say(title).upper()}", style="bold"), *blocks]
    return Group(*parts)


def _heading(page: DiffContext) -> Text:
    old, new = page.ends.named
    if page.ends.files:
        said = page.terminal.say("What differs between {old} and {new}", old=old, new=new)
    else:
        said = page.terminal.say("What became known between {old} and {new}", old=old, new=new)
    return Text(line(said), style="bold")


def _sections(page: DiffContext) -> Iterator[tuple[str, Blocks]]:
    """Yield each section with its blocks, of which there may be none."""
    found, new = page.found, page.ends.new.collection
    added = ChangeType.ADDED
    yield mark("New sources"), [_source(page, added, source) for source in found.sources.added]
    yield mark("New actors"), [_actor(page, added, actor) for actor in found.actors.added]
    yield (
        mark("New events"),
        [_event(page, added, event, new) for event in _sorted(found.events.added)],
    )
    whole = _named(page, new.collection.title, "")
    yield (
        mark("Changed: the collection"),
        [_changed(page, whole, found.about)] if found.about else [],
    )
    yield mark("Changed sources"), _changed_sources(page)
    yield mark("Changed actors"), _changed_actors(page)
    yield mark("Changed events"), _changed_events(page)
    yield mark("Gone"), list(_gone(page))


def _sorted(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: event.order)


def _changed_sources(page: DiffContext) -> Blocks:
    return [
        _changed(page, _cited(changed.new), changed.changes)
        for changed in page.found.sources.changed
    ]


def _changed_actors(page: DiffContext) -> Blocks:
    return [
        _changed(page, _named(page, changed.new.name, changed.new.id), changed.changes)
        for changed in page.found.actors.changed
    ]


def _changed_events(page: DiffContext) -> Blocks:
    pairs = sorted(page.found.events.changed, key=lambda pair: pair.new.order)
    return [
        _changed(page, _named(page, changed.new.title, changed.new.id), changed.changes)
        for changed in pairs
    ]


def _gone(page: DiffContext) -> Iterator[RenderableType]:
    found, how = page.found, ChangeType.REMOVED
    yield from (_source(page, how, source) for source in found.sources.removed)
    yield from (_actor(page, how, actor) for actor in found.actors.removed)
    old = page.ends.old.collection
    yield from (_event(page, how, event, old) for event in _sorted(found.events.removed))


def _named(page: DiffContext, name: Words, id_: str) -> Text:
    below = (f"\n{id_}", "dim") if id_ else ""
    return Text.assemble((page.reader.said(name), "bold"), below)


def _cited(source: Source) -> Text:
    return Text.assemble((source.id, "bold"), "  ", sources.named(source))


def _block(how: ChangeType, *parts: RenderableType) -> RenderableType:
    """Return a record: its sign, and beside it what is said of it."""
    sign, style, _ = _SIGNS[how]
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_row(Text(sign, style=style), Group(*parts))
    return Padding(grid, (1, 0, 0, 0))


def _source(page: DiffContext, how: ChangeType, source: Source) -> RenderableType:
    return _block(how, _cited(source), _facts(source_words.facts(page.terminal, source)))


def _actor(page: DiffContext, how: ChangeType, actor: Actor) -> RenderableType:
    facts = (page.reader.word(actor.kind), actor.side or "")
    return _block(how, _named(page, actor.name, actor.id), _facts(facts))


def _event(
    page: DiffContext, how: ChangeType, event: Event, collection: Collection
) -> RenderableType:
    reader = page.reader
    facts = (
        reader.value("date", event.date),
        reader.word(event.kind),
        reader.word(event.status),
        " ".join(collection.sides_of(event)),
        " ".join(collection.sources_of(event)),
    )
    return _block(how, _named(page, event.title, event.id), _facts(facts))


def _facts(facts: Iterable[str]) -> Text:
    return Text(" · ".join(filter(None, facts)), style="dim")


def _changed(page: DiffContext, name: Text, changes: Sequence[Change]) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(width=_LABEL)
    grid.add_column(overflow="fold")
    for change in changes:
        sign, style, said = _SIGNS[change.how]
        marked = Text(f"{sign} {page.terminal.say(said)}", style=style)
        label = Text(page.reader.field(change.field), style="dim")
        grid.add_row(marked, label, _text(page.reader, change))
    return _block(ChangeType.CHANGED, name, grid)


def _text(reader: Reader, change: Change) -> Text:
    """Return the old value, the new one, or both; of a part of many, what differs inside it."""
    if not change.inner or isinstance(change.new, Words):
        return Text(_lead(change) + _values(reader, change))
    text = Text(reader.value(change.field, change.new))
    for other in change.inner:
        text.append(f"\n{reader.field(other.field)}: ", style="dim").append(_lead(other))
        text.append(_values(reader, other, signed=True))
    return text


def _lead(change: Change) -> str:
    """Return the key of a word or a name that stands under one, as the name of a side."""
    return (
        f"{change.key}: "
        if change.key and isinstance(change.old or change.new, (Words, str))
        else ""
    )


def _values(reader: Reader, change: Change, *, signed: bool = False) -> str:
    if change.how is ChangeType.CHANGED:
        old, new = reader.pair(change.field, change.old, change.new)
        return f"{old}{chr(10) if len(old) > _LONG else ' '}→ {new}"
    value = reader.value(change.field, change.old if change.new is None else change.new)
    return f"{_SIGNS[change.how][0]} {value}" if signed else value
