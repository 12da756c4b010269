"""The lists of the page: its sources, how many origins they have, and what can be filtered by."""

from timeline.formats.bibliography.citing import called
from timeline.formats.export import Export
from timeline.formats.page.seen import Item, origins, topic
from timeline.formats.page.steps import Step, on
from timeline.formats.page.text import Said, pair, plain, said
from timeline.lookup import topics_of
from timeline.model import Collection, Source
from timeline.text import fold
from timeline.vocabulary import Kind, Status, word


def cited(export: Export) -> list[Source]:
    """Give the sources that the events of the page cite."""
    ids = {it for row in export.rows for it in export.collection.sources_of(row.event)}
    return [it for it in export.collection.sources if it.id in ids]


def sources(export: Export, across: tuple[Step, ...]) -> list[Item]:
    """Give each of them with its gaps, and the steps at which it had been published."""
    last = len(across) - 1
    return [
        {
            **on({n for n, it in enumerate(across) if source.id in it.by.collection.source}, last),
            "id": source.id,
            "number": export.collection.number[source.id],
            "called": pair(lambda language, it=source: called(it, language)),  # type: ignore[misc]
            "url": source.url,
            "sha256": source.sha256,
            "inferred": said(source.published_note) if source.published_note else None,
            "origin": _origin(export.collection, source),
            "note": said(source.note) if source.note else None,
            "stored": bool(source.file),
        }
        for source in cited(export)
    ]


def _origin(collection: Collection, source: Source) -> Said | None:
    if not source.origin:
        return None
    event = collection.event.get(source.origin)
    return said(event.title) if event else plain(source.origin)


def counted_origins(export: Export, across: tuple[Step, ...]) -> list[Item]:
    """Count sources and origins at each step; what is the same at several stands once."""
    ids, last = [it.id for it in cited(export)], len(across) - 1
    told_: dict[str, tuple[Said, set[int]]] = {}
    for n, step in enumerate(across):
        there = step.by.collection
        text = origins(there, [it for it in ids if it in there.source])
        told_.setdefault(str(text), (text, set()))[1].add(n)
    return [{**on(steps_, last), "text": text} for text, steps_ in told_.values()]


def roots(export: Export, across: tuple[Step, ...]) -> dict[str, str | list[str]]:
    """Give the origin of each of them, or its origins at every step where these differ."""
    found = {}
    for it in cited(export):
        at = [step.by.collection.origin_of(it.id) for step in across]
        found[it.id] = at[-1] if len(set(at)) == 1 else at
    return found


def menus(export: Export) -> dict[str, list[Item]]:
    """Give what can be filtered by: each value that occurs, in both languages."""
    collection = export.collection
    events = [row.event for row in export.rows]
    topics = {it for event in events for it in topics_of(event)}
    actors = {part.actor for event in events for part in event.actors}
    statuses = {state.status for event in events for state in event.history}
    present: dict[str, dict[str, Said]] = {
        "side": {
            code: said(it)
            for code, it in collection.collection.sides.items()
            if any(code in collection.sides_of(event) for event in events)
        },
        "kind": {it.value: said(word(it)) for it in Kind if any(e.kind is it for e in events)},
        "status": {
            it.value: said(word(it))
            for it in Status
            if it in statuses or any(e.status is it for e in events)
        },
        "topic": _sorted(export, {it: topic(collection, it) for it in topics}),
        "actor": _sorted(export, {it: said(collection.actor[it].name) for it in actors}),
    }
    return {
        name: [{"value": value, "text": text} for value, text in values.items()]
        for name, values in present.items()
    }


def _sorted(export: Export, values: dict[str, Said]) -> dict[str, Said]:
    return dict(sorted(values.items(), key=lambda it: (fold(it[1][export.language]), it[0])))
