"""A folder of Markdown notes for Obsidian: one for each event, source and actor, and an index.

Properties are flat and hold ids and dates as recorded; the body is the report's, in the export's
language, with links to the other notes. A note is called by its id, in the folder of its kind.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from itertools import groupby, takewhile

from timeline.formats.bibliography import citing
from timeline.formats.export import Export
from timeline.formats.report import markdown
from timeline.formats.report.blocks import Block, Fact, Heading, Link, ListItem, Paragraph, Title
from timeline.formats.report.event import body
from timeline.formats.report.frontmatter import Value, front_matter
from timeline.formats.report.page import (
    ReportContext,
    month_heading,
    month_of,
    status,
    when,
)
from timeline.formats.report.report import about
from timeline.formats.report.sources import notes, source_remarks
from timeline.i18n import LANGUAGES, sentence
from timeline.query.filter import Row
from timeline.records.labels import label
from timeline.records.model import Actor, Source, Words
from timeline.wording.parts import office
from timeline.wording.typography import capital

File = tuple[str, str]

_FOLDERS = {"event": "events", "source": "sources", "actor": "actors"}
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{text}{n}" for text in ("com", "lpt") for n in range(10)))
)


class Vault(ReportContext):
    """The page of a vault: which notes it has, and where they are."""

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The actors of the events, in the order of the collection's file."""
        used = {part.actor for row in self.rows for part in row.event.actors}
        used.update(row.event.asked_by for row in self.rows if row.event.asked_by)
        used.update(cite.speaker for cite in self.cited if cite.speaker)
        return tuple(actor for actor in self.export.collection.actors if actor.id in used)

    @cached_property
    def paths(self) -> dict[str, str]:
        """Where the note of each name is, without its ending."""
        names = (
            *(("event", row.event.id) for row in self.rows),
            *(("source", source.id) for source in self.sources),
            *(("actor", actor.id) for actor in self.actors),
        )
        return {f"{kind}-{id_}": f"{_FOLDERS[kind]}/{_file(id_)}" for kind, id_ in names}

    def to(self, kind: str, ids: Iterable[str]) -> tuple[str, ...]:
        """Return links to notes as properties have them; an id where there is no note."""
        paths = ((self.paths.get(f"{kind}-{text}"), text) for text in ids)
        return tuple(f"[[{path}]]" if path else id_ for path, id_ in paths)


def render(export: Export) -> Iterator[File]:
    """Yield the notes of a vault: the path of each in the folder, and its text."""
    page = Vault(export)
    yield "index.md", _note(page, {}, _index(page))
    for row in page.rows:
        yield _written(page, "event", row.event.id, _event(page, row), _event_body(page, row))
    for source in page.sources:
        written = _source(source), _source_body(page, source)
        yield _written(page, "source", source.id, *written)
    for actor in page.actors:
        yield _written(page, "actor", actor.id, _actor(page, actor), _actor_body(page, actor))


def wrote(export: Export, text: str) -> bool:
    """Whether a note is of an export of this collection: its front matter names the collection.

    Whoever edits properties in Obsidian may lose their quotation marks.
    """
    title = export.origin["collection"]
    start, *lines = text.splitlines() or [""]
    head = set(takewhile(lambda line: line != "---", lines))
    own = (
        f"timeline_collection: {name}" for name in (title, json.dumps(title, ensure_ascii=False))
    )
    return start == "---" and not head.isdisjoint(own)


def _file(id_: str) -> str:
    """Return the name of a file for an id; Windows has some names for itself."""
    return f"{id_}_" if id_ in _RESERVED else id_


def _written(
    page: Vault, kind: str, id_: str, properties: dict[str, Value], blocks: Iterable[Block]
) -> File:
    return f"{page.paths[f'{kind}-{id_}']}.md", _note(page, properties, blocks)


def _note(page: Vault, properties: dict[str, Value], blocks: Iterable[Block]) -> str:
    made = {
        f"timeline_{name.replace('-', '_')}": value for name, value in page.export.origin.items()
    }
    text = "".join(markdown.render(blocks, partial(_linked, page)))
    return f"{front_matter({**properties, **made})}\n{text}"


def _linked(page: Vault, link: Link) -> str:
    """Link to a note; words that Markdown or a link would take for more stand before the link."""
    words = markdown.escaped(link.text)
    path = page.paths.get(link.name)
    if not path:
        return words
    return f"[[{path}|{words}]]" if words == link.text else f"{words} ([[{path}]])"


def _both(words: Words) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(value for language in LANGUAGES if (value := getattr(words, language)))
    )


def _index(page: Vault) -> Iterator[Block]:
    yield Title(page.told(page.export.collection.collection.title))
    yield from about(page)
    for month, group in groupby(page.rows, lambda row: month_of(row.event.date)):
        yield Heading(month_heading(page, month))
        yield from (ListItem(_line(page, row)) for row in group)
    yield Heading(page.told(sentence("Sources")))
    for source in page.sources:
        called = citing.called(source, page.export.language)
        yield ListItem((Link(source.id, f"source-{source.id}"), f": {called}"))
    yield Heading(page.told(sentence("Actors")))
    yield from (ListItem((_named(page, actor),)) for actor in page.actors)


def _line(page: Vault, row: Row) -> tuple[str | Link, ...]:
    event = row.event
    date = capital(page.date(event.date)) + ("" if row.certain else " ?")
    title = Link(page.told(event.title), f"event-{event.id}")
    sides = " ".join(page.export.collection.sides_of(event))
    return (
        f"{date}: ",
        title,
        "".join(f" · {text}" for text in (sides, status(page, event)) if text),
    )


def _named(page: Vault, actor: Actor) -> Link:
    return Link(page.told(actor.name), f"actor-{actor.id}")


# --- events --------------------------------------------------------------------------------------


def _event(page: Vault, row: Row) -> dict[str, Value]:
    event, date, collection = row.event, row.event.date, page.export.collection
    return {
        "id": event.id,
        "title": page.told(event.title),
        "aliases": _both(event.title),
        "date": date.text,
        "earliest": date.earliest.isoformat() if date.earliest else "",
        "latest": date.latest.isoformat() if date.latest else "",
        "precision": date.precision,
        "qualifier": date.qualifier,
        "match": row.match,
        "kind": event.kind.value,
        "status": event.status.value,
        "place": page.told(event.place),
        "sides": collection.sides_of(event),
        "actors": page.to("actor", (part.actor for part in event.actors)),
        "tags": tuple(f"topic/{topic}" for topic in event.topics),
        "sources": page.to("source", collection.sources_of(event)),
        **{link: page.to("event", [other])[0] for link, other in event.links.items()},
    }


def _event_body(page: Vault, row: Row) -> Iterator[Block]:
    event, export = row.event, page.export
    alone = ReportContext(replace(export, rows=(row,), read=lambda: export.texts))
    yield Title(page.told(event.title))
    yield Paragraph((when(event.date, capital(page.date(event.date))),))
    yield from body(alone, row)
    readouts = [other for other in page.rows if other.event.about == event.id]
    if readouts:
        yield Heading(page.told(sentence("Readouts")))
        yield from (ListItem(_line(page, readout)) for readout in readouts)
    yield notes(alone)


# --- sources and actors --------------------------------------------------------------------------


def _source(source: Source) -> dict[str, Value]:
    return {
        "id": source.id,
        "title": source.title or "",
        "aliases": tuple(filter(None, (source.title,))),
        "author": source.author or "",
        "outlet": source.outlet or "",
        "published": source.published.text if source.published else "",
        "published_basis": source.published_basis.value,
        "accessed": source.accessed.text if source.accessed else "",
        "language": source.language or "",
        "url": source.url or "",
        "file": source.file or "",
        "sha256": source.sha256 or "",
        "origin": source.origin or "",
    }


def _source_body(page: Vault, source: Source) -> Iterator[Block]:
    yield Title(source.title or source.id)
    yield Paragraph(citing.called(source, page.export.language))
    yield from map(ListItem, source_remarks(page, source))
    yield Heading(page.told(sentence("Events")))
    for row in page.rows:
        if source.id in page.export.collection.sources_of(row.event):
            yield ListItem(_line(page, row))


def _actor(page: Vault, actor: Actor) -> dict[str, Value]:
    return {
        "id": actor.id,
        "title": page.told(actor.name),
        "aliases": tuple(dict.fromkeys((*_both(actor.name), *actor.aliases))),
        "kind": actor.kind.value,
        "side": actor.side or "",
        "member_of": page.to("actor", actor.member_of),
    }


def _actor_body(page: Vault, actor: Actor) -> Iterator[Block]:
    yield Title(page.told(actor.name))
    yield Fact(page.told(label("kind")), page.told(actor.kind))
    if actor.side:
        side = page.export.collection.collection.sides[actor.side]
        yield Fact(page.told(label("side")), page.told(side))
    for held in actor.offices:
        yield Fact(page.told(label("offices")), office(held, page.export.language))
    yield Heading(page.told(sentence("Events")))
    for row in page.rows:
        if any(part.actor == actor.id for part in row.event.actors):
            yield ListItem(_line(page, row))
