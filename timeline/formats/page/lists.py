"""The lists of the page: its sources, how many origins they have, and what can be filtered by."""

from timeline.formats.bibliography.citing import called
from timeline.formats.export import Export
from timeline.formats.page.known_on import Item, origins, topic
from timeline.formats.page.steps import KnownStep, on
from timeline.formats.page.text import Said, pair, plain, said
from timeline.query.registers import topics_of
from timeline.records.model import Collection, Source
from timeline.records.vocabulary import Kind, Status, word
from timeline.text import ascii_host, fold


def cited(export: Export) -> list[Source]:
    """Return the sources that the events of the page cite."""
    ids = {source for row in export.rows for source in export.collection.sources_of(row.event)}
    return [source for source in export.collection.sources if source.id in ids]


def sources(export: Export) -> list[Item]:
    """Return each of them with its gaps."""
    return [
        {
            "number": export.collection.number[source.id],
            "called": _called(source),
            "url": source.url,
            "host": ascii_host(source.url or ""),
            "sha256": source.sha256,
            "inferred": said(source.published_note) if source.published_note else None,
            "origin": _origin(export.collection, source),
            "note": said(source.note) if source.note else None,
        }
        for source in cited(export)
    ]


def since(export: Export, across: tuple[KnownStep, ...]) -> dict[int, str]:
    """Return the steps at which each of them had been published, by its number, if not at all."""
    last, found = len(across) - 1, {}
    for source in cited(export):
        there = {n for n, step in enumerate(across) if source.id in step.by.collection.source}
        found[export.collection.number[source.id]] = on(there, last)["on"]
    return {number: steps_ for number, steps_ in found.items() if steps_}


def _called(source: Source) -> Said:
    """Call a source without its link, which leads there."""
    unlinked = source.model_copy(update={"url": None})
    return pair(lambda language: called(unlinked, language))


def _origin(collection: Collection, source: Source) -> Said | None:
    if not source.origin:
        return None
    event = collection.event.get(source.origin)
    return said(event.title) if event else plain(source.origin)


def counted_origins(export: Export, across: tuple[KnownStep, ...]) -> list[Item]:
    """Count sources and origins at each step; what is the same at several stands once."""
    ids, last = [source.id for source in cited(export)], len(across) - 1
    told_: dict[str, tuple[Said, set[int]]] = {}
    for n, step in enumerate(across):
        there = step.by.collection
        text = origins(there, [name for name in ids if name in there.source])
        told_.setdefault(str(text), (text, set()))[1].add(n)
    return [{**on(steps_, last), "text": text} for text, steps_ in told_.values()]


def roots(export: Export, across: tuple[KnownStep, ...]) -> dict[int, list[str]]:
    """At every step the origin of each that has another than itself, both by their number."""
    number, found = export.collection.number, {}
    for source in cited(export):
        at = [step.by.collection.origin_of(source.id) for step in across]
        if set(at) != {source.id}:
            found[number[source.id]] = [str(number.get(root, root)) for root in at]
    return found


def menus(export: Export) -> dict[str, list[Item]]:
    """Return what can be filtered by: each value that occurs, in both languages."""
    collection = export.collection
    events = [row.event for row in export.rows]
    topics = {text for event in events for text in topics_of(event)}
    actors = {part.actor for event in events for part in event.actors}
    statuses = {state.status for event in events for state in event.history}
    present: dict[str, dict[str, Said]] = {
        "side": {
            code: said(words)
            for code, words in collection.collection.sides.items()
            if any(code in collection.sides_of(event) for event in events)
        },
        "kind": {
            kind.value: said(word(kind)) for kind in Kind if any(e.kind is kind for e in events)
        },
        "status": {
            status.value: said(word(status))
            for status in Status
            if status in statuses or any(e.status is status for e in events)
        },
        "topic": _sorted(export, {text: topic(collection, text) for text in topics}),
        "actor": _sorted(export, {actor: said(collection.actor[actor].name) for actor in actors}),
    }
    return {
        name: [{"value": value, "text": text} for value, text in values.items()]
        for name, values in present.items()
    }


def _sorted(export: Export, values: dict[str, Said]) -> dict[str, Said]:
    return dict(sorted(values.items(), key=lambda pair: (fold(pair[1][export.language]), pair[0])))
