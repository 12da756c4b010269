"""What the page shows on each day of its as-of slider: exactly what `asof.known_on` gives for it.

A step is a day on which a source was published; the last step is everything that the export has,
seen on the day of the export.
What differs between steps stands in the page once for each form that it had, with the steps in
which it had it, written as ranges: ``0-2 4``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in `model`
from typing import Any

from timeline.analysis.asof import known_on
from timeline.formats.export import Export
from timeline.formats.page.known_on import KnownCollection, seen
from timeline.formats.page.view import View, view
from timeline.query.registers import topics_of
from timeline.records.model import Collection, Event

MOST_DAYS = 60


@dataclass(frozen=True)
class KnownStep:
    """One position of the slider: what was known by a day.

    The last has everything; its ``day`` is None where that is more than was known on any day.
    """

    day: Day | None
    by: KnownCollection


def steps(export: Export) -> tuple[KnownStep, ...]:
    """Return a step for each day on which a cited source was published, and one for everything.

    Of more than sixty such days, only the last of each month or else of each year has a step. A day
    on which everything was known already has none of its own.
    """
    collection = export.collection
    days = _fewer(sorted({day for source in collection.sources if (day := source.last_day)}))
    then = [KnownStep(day, seen(export, known_on(collection, day), day)) for day in days]
    latest = then.pop().day if then and _same(then[-1].by.collection, collection) else None
    return (*then, KnownStep(latest, seen(export, collection, export.day)))


def _same(one: Collection, other: Collection) -> bool:
    return (one.sources, one.events) == (other.sources, other.events)


def _fewer(days: Sequence[Day]) -> Sequence[Day]:
    for shape in ("%Y-%m", "%Y"):
        if len(days) > MOST_DAYS:
            days = list({day.strftime(shape): day for day in days}.values())
    return days


def ranges(numbers: Iterable[int]) -> str:
    """Write steps as ranges: 0, 1, 2 and 4 are ``0-2 4``."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def on(numbers: set[int], everything: int) -> dict[str, Any]:
    """Say in which steps a piece is shown, if not in all, and whether it is in the last one."""
    shown = "" if len(numbers) > everything else ranges(numbers)
    return {"on": shown, "hidden": everything not in numbers}


@dataclass(frozen=True)
class Told:
    """An event over all steps: its slots with the steps of each piece, and its facets."""

    slots: dict[str, dict[str, Any]]
    states: list[dict[str, Any]]


def told(across: Sequence[KnownStep], event_id: str) -> Told:
    """Follow an event through the steps."""
    events = [step.by.collection.event.get(event_id) for step in across]
    views = [
        view(step.by, event) if event else None for step, event in zip(across, events, strict=True)
    ]
    present = {n for n, record in enumerate(views) if record}
    whole = views[-1] or {}
    slots = {name: _slot(name, views, present) for name in whole}
    return Told(slots, _states([facets(event) if event else None for event in events]))


def _slot(name: str, views: Sequence[View | None], present: set[int]) -> dict[str, Any]:
    """Merge what a slot holds at each step, first what it holds in the end."""
    pieces: list[tuple[Any, set[int]]] = []
    for n, record in sorted(enumerate(views), key=lambda found: -found[0]):
        for item in record[name] if record else ():
            steps_of = next((steps for other, steps in pieces if other == item), None)
            if steps_of is None:
                pieces.append((item, {n}))
            else:
                steps_of.add(n)
    last = len(views) - 1
    # Where the event itself is not known nothing of it shows: that need not be said of each piece.
    absent = set(range(last + 1)) - present
    made = [{**on(steps | absent, last), "it": item} for item, steps in pieces]
    every = set().union(*(steps for _, steps in pieces)) | absent
    return {**on(every, last), "parts": made} if pieces else {"parts": []}


def facets(event: Event) -> dict[str, Any]:
    """Return what an event is filtered and drawn by, as far as it changes with what is known."""
    return {
        "status": event.status.value,
        "topic": sorted(topics_of(event)),
        "days": [
            [span.earliest and span.earliest.isoformat(), span.latest and span.latest.isoformat()]
            for span in event.date.spans
        ],
        "doubt": bool(event.date.qualifier) or event.date.form == "set",
    }


def _states(found: Sequence[dict[str, Any] | None]) -> list[dict[str, Any]]:
    states: list[tuple[dict[str, Any], set[int]]] = []
    for n, record in enumerate(found):
        if record and states and states[-1][0] == record:
            states[-1][1].add(n)
        elif record:
            states.append((record, {n}))
    return [{"on": ranges(numbers), **other} for other, numbers in states]
