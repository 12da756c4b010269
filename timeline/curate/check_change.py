"""Whether a change may be written: it may not make a record unsound that was not."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from timeline import checks
from timeline.errors import Fault, Level, Unsound
from timeline.quotes.prove import StoredText
from timeline.records.model import Collection
from timeline.store.new_text import NewText
from timeline.store.opened import Opened


def refuse_unsound(
    before: Opened, after: Opened, today: date, texts: Mapping[str, NewText]
) -> None:
    """Raise `Unsound` with the faults that a change would bring into the records it touches.

    ``texts`` are new ones that may not be stored yet, by their paths.
    """
    touched = _touched(before.collection, after.collection)
    found = [fault for fault in _faults(after, today, texts) if fault.path[0] in touched]
    if found:
        had = {_key(fault) for fault in _faults(before, today, {})}
        new = [fault for fault in found if _key(fault) not in had]
        if new:
            raise Unsound(new)


def _touched(old: Collection, new: Collection) -> set[str]:
    """The ids of the records that changed, and of events that name such a source or actor."""
    sources = {source.id for source in new.sources if source != old.source.get(source.id)}
    actors = {actor.id for actor in new.actors if actor != old.actor.get(actor.id)}
    events = {
        event.id
        for event in new.events
        if event != old.event.get(event.id)
        or not sources.isdisjoint(new.sources_of(event))
        or not actors.isdisjoint(part.actor for part in event.actors)
    }
    return sources | actors | events


def _faults(opened: Opened, today: date, texts: Mapping[str, NewText]) -> Iterator[Fault]:
    """Yield the faults of records; their paths begin with the id, as nothing has a line yet."""
    stored = opened.stored_texts()
    for source in opened.collection.sources:
        if new := texts.get(source.file or ""):
            stored[source.id] = StoredText(new.text, new.sha256)
    case = checks.Case(opened.collection, stored, today)
    for fault in checks.run(case):
        match fault.path:
            case ("sources" | "actors" | "events" as section, int(n), *rest) if (
                fault.level is Level.ERROR
            ):
                records = getattr(opened.collection, section)
                yield replace(fault, path=(records[n].id, *rest))


def _key(fault: Fault) -> tuple[str | int, str, str]:
    return fault.path[0], fault.code, fault.sentence.say()
