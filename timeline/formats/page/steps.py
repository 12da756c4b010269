"""What the page shows on each day of its as-of slider: exactly what `asof.known_on` gives for it.

A step is a day on which something on the page became known; the last step is everything that the
export has. Each event is viewed anew only on the days of its own part of the collection (see
`analysis.known_part`), so that every day can have its step however large the collection is.
What differs between steps stands in the page once for each form that it had, with the steps in
which it had it, written as ranges: ``0-2 4``.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as in `model`
from itertools import pairwise
from typing import Any

from timeline.analysis.asof import known_on
from timeline.analysis.known_part import Dependencies, days_of, first_day
from timeline.formats.export import Export
from timeline.formats.page.known_on import known_as
from timeline.formats.page.view import View, view
from timeline.query.registers import topics_of
from timeline.records.model import Collection, Event, Source

Steps = tuple[int, int]
"""The first and the last of steps that follow on each other."""


@dataclass(frozen=True)
class Told:
    """An event over all steps: its slots with the steps of each piece, and its facets."""

    slots: dict[str, dict[str, Any]]
    states: list[dict[str, Any]]


@dataclass(frozen=True)
class Course:
    """The days of the steps, the events over them, and which text each cited source goes back to.

    The day of the last step is None where there is more than was known on any day. ``roots`` has
    for each source the steps from which on it goes back to a text, and that text.
    """

    days: tuple[Day | None, ...]
    told: Mapping[str, Told]
    roots: Mapping[str, Sequence[tuple[int, str]]]

    @property
    def last(self) -> int:
        """The step that has everything."""
        return len(self.days) - 1

    def step(self, day: Day | None) -> int:
        """Return the first step that has what became known on a day; None is that of no day."""
        if day is None:
            return self.last
        return bisect_left(self.days, day, key=lambda other: other or Day.max)


@dataclass(frozen=True)
class _Form:
    """What is shown of an event from a day on, or only in the end."""

    since: Day | None
    view: View
    facets: dict[str, Any]


def course(export: Export) -> Course:
    """Follow the rows of an export through all days on which something of them became known."""
    about = Dependencies.of(export.collection)
    here = frozenset(row.event.id for row in export.rows)
    forms = {row.event.id: _forms(export, about, here, row.event) for row in export.rows}
    roots = {source.id: roots_of(export.collection, source) for source in cited(export)}
    since = {form.since for some in forms.values() for form in some}
    since |= {day for some in roots.values() for day, _ in some}
    days = sorted(day for day in since if day)
    across = (*days, None) if None in since or not days else (*days,)
    steps = Course(across, {}, {})
    told = {name: _told(steps, some) for name, some in forms.items()}
    back = {name: [(steps.step(day), root) for day, root in some] for name, some in roots.items()}
    return Course(across, told, back)


def cited(export: Export) -> list[Source]:
    """Return the sources that the events of the page cite."""
    ids = {source for row in export.rows for source in export.collection.sources_of(row.event)}
    return [source for source in export.collection.sources if source.id in ids]


def _forms(
    export: Export, about: Dependencies, here: frozenset[str], event: Event
) -> Sequence[_Form]:
    part = about.part(event)
    found: list[_Form] = []
    for day, there in _changes(part, event):
        if event.id in there.event:
            now = there.event[event.id]
            form = _Form(day, view(known_as(export, there, here), now), facets(there, now))
            if not found or (found[-1].view, found[-1].facets) != (form.view, form.facets):
                found.append(form)
    return found


def _changes(part: Collection, event: Event) -> Iterator[tuple[Day | None, Collection]]:
    """Yield what was known of a part, from each day on which that was not what it was before."""
    before: Collection | None = None
    for day in (*days_of(part, event), None):
        there = known_on(part, day) if day else part
        if before is None or (there.sources, there.events) != (before.sources, before.events):
            yield day, there
        before = there


def roots_of(collection: Collection, source: Source) -> list[tuple[Day | None, str]]:
    """Return the texts that a source goes back to, each with the day from which on it does.

    The first is the source itself, from its own day on; what it rewrites follows as that is known.
    """
    day, name = source.last_day, source.id
    found: list[tuple[Day | None, str]] = [(day, name)]
    while name in collection.source and (origin := collection.source[name].origin):
        begun = _known_since(collection, origin)
        day, name = max(day, begun) if day and begun else None, origin
        found = [(since, root) for since, root in found if since != day]
        found.append((day, name))
    return found


def _known_since(collection: Collection, name: str) -> Day | None:
    if name in collection.source:
        return collection.source[name].last_day
    return first_day(collection, collection.event[name])


def _told(steps: Course, forms: Sequence[_Form]) -> Told:
    """Merge the forms of an event; where it is not known yet, none of it need be hidden."""
    first = [steps.step(form.since) for form in forms]
    spans = [(a, b - 1) for a, b in pairwise((*first, steps.last + 1))]
    absent = [(0, first[0] - 1)] if first[0] else []
    views = [(form.view, span) for form, span in zip(forms, spans, strict=True)]
    states = [{"on": ranges([span]), **form.facets} for form, span in _joined(forms, spans)]
    slots = {name: _slot(name, views, absent, steps.last) for name in forms[-1].view}
    return Told(slots, states)


def _joined(forms: Sequence[_Form], spans: Sequence[Steps]) -> Iterator[tuple[_Form, Steps]]:
    """Yield each form of the facets once, with all steps in which they follow on each other."""
    begun: tuple[_Form, Steps] | None = None
    for form, span in zip(forms, spans, strict=True):
        if begun and begun[0].facets == form.facets:
            begun = (form, (begun[1][0], span[1]))
            continue
        if begun:
            yield begun
        begun = (form, span)
    if begun:
        yield begun


def _slot(
    name: str, views: Sequence[tuple[View, Steps]], absent: Sequence[Steps], last: int
) -> dict[str, Any]:
    """Merge what a slot holds at each step, first what it holds in the end."""
    pieces: list[tuple[Any, list[Steps]]] = []
    for record, span in reversed(views):
        for item in record[name]:
            spans = next((spans for other, spans in pieces if other == item), None)
            if spans is None:
                pieces.append((item, [*absent, span]))
            else:
                spans.append(span)
    made = [{**on(spans, last), "it": item} for item, spans in pieces]
    every = [span for _, spans in pieces for span in spans]
    return {**on(every, last), "parts": made} if pieces else {"parts": []}


def facets(collection: Collection, event: Event) -> dict[str, Any]:
    """Return what an event is filtered and drawn by, as far as it changes with what is known."""
    return {
        "side": list(collection.sides_of(event)),
        "actor": [part.actor for part in event.actors],
        "status": event.status.value,
        "topic": sorted(topics_of(event)),
        "days": [
            [span.earliest and span.earliest.isoformat(), span.latest and span.latest.isoformat()]
            for span in event.date.spans
        ],
        "doubt": bool(event.date.qualifier) or event.date.form == "set",
    }


def merged(spans: Iterable[Steps]) -> list[Steps]:
    """Join spans of steps that meet or overlap."""
    found: list[Steps] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def ranges(spans: Iterable[Steps]) -> str:
    """Write steps as ranges: 0, 1, 2 and 4 are ``0-2 4``."""
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in merged(spans))


def on(spans: Iterable[Steps], last: int) -> dict[str, Any]:
    """Say in which steps a piece is shown, if not in all, and whether it is in the last one."""
    shown = merged(spans)
    return {
        "on": "" if shown == [(0, last)] else ranges(shown),
        "hidden": not shown or shown[-1][1] != last,
    }
