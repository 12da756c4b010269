"""The lists of the page: its sources, how many origins they have, and what can be filtered by."""

from collections import Counter
from itertools import accumulate

from timeline.formats.bibliography.citing import called
from timeline.formats.export import Export
from timeline.formats.page.known_on import Item, of_origins, topic
from timeline.formats.page.steps import Course, Steps, cited, on, ranges
from timeline.formats.page.text import Said, pair, plain, said
from timeline.query.registers import topics_of
from timeline.records.model import Collection, Source
from timeline.records.vocabulary import Kind, Role, Status, word
from timeline.text import ascii_host, fold


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


def since(export: Export, steps: Course) -> dict[int, str]:
    """Return the steps at which each of them had been published, by its number, if not at all."""
    number, last = export.collection.number, steps.last
    first = {number[name]: changes[0][0] for name, changes in steps.roots.items()}
    return {source: ranges([(step, last)]) for source, step in first.items() if step}


def _called(source: Source) -> Said:
    """Call a source without its link, which leads there."""
    unlinked = source.model_copy(update={"url": None})
    return pair(lambda language: called(unlinked, language))


def _origin(collection: Collection, source: Source) -> Said | None:
    if not source.origin:
        return None
    event = collection.event.get(source.origin)
    return said(event.title) if event else plain(source.origin)


def counted_origins(steps: Course) -> list[Item]:
    """Count sources and origins at each step; what is the same at several stands once."""
    turns: list[list[tuple[str, str]]] = [[] for _ in steps.days]
    for source, changes in steps.roots.items():
        for step, root in changes:
            turns[step].append((source, root))
    root_of: dict[str, str] = {}
    those_of: Counter[str] = Counter()
    spans: dict[tuple[int, int], list[Steps]] = {}
    for step, changed in enumerate(turns):
        for source, root in changed:
            those_of[root] += 1
            if source in root_of:
                those_of[root_of[source]] -= 1
            root_of[source] = root
        numbers = (len(root_of), sum(n > 0 for n in those_of.values()))
        spans.setdefault(numbers, []).append((step, step))
    return [
        {**on(some, steps.last), "text": of_origins(*numbers)} for numbers, some in spans.items()
    ]


def roots(export: Export, steps: Course) -> dict[int, list[tuple[int, str]]]:
    """Return for each source that has another origin than itself from which step on it has which.

    Both are called by their numbers.
    """
    number = export.collection.number
    return {
        number[source]: [(step, str(number.get(root, root))) for step, root in changes]
        for source, changes in steps.roots.items()
        if [root for _, root in changes] != [source]
    }


def published(collection: Collection) -> list[tuple[str, int]]:
    """Return each day on which sources were published, and how many had been by then."""
    counted = Counter(day.isoformat() for source in collection.sources if (day := source.last_day))
    days = sorted(counted)
    return list(zip(days, accumulate(counted[day] for day in days), strict=True))


def menus(export: Export) -> dict[str, list[Item]]:
    """Return what can be filtered by: each value that occurs, in both languages."""
    collection = export.collection
    events = [row.event for row in export.rows]
    topics = {text for event in events for text in topics_of(event)}
    states = [state for event in events for state in event.history]
    parts = [
        *(part for event in events for part in event.actors),
        *(part for state in states for part in state.actors or ()),
    ]
    actors = {part.actor for part in parts}
    sides = {collection.actor[part.actor].side for part in parts if part.role is not Role.SUBJECT}
    statuses = {state.status for state in states}
    present: dict[str, dict[str, Said]] = {
        "side": {
            code: said(words)
            for code, words in collection.collection.sides.items()
            if code in sides
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
