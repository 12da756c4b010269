"""Invented events, in threads as real ones come.

A call and what each side said of it, a meeting with its announcement, a statement alone.
"""

from bisect import bisect
from collections.abc import Iterator
from datetime import date
from random import Random

from benchmarks.prose import Prose, note
from benchmarks.records import Actor, Event, Lines
from benchmarks.shape import RARE, Shape
from benchmarks.when import DAY, When, day, likely, some, timed

TOPICS = (
    *("security-cooperation", "border-security", "sovereignty", "shared-responsibility"),
    *("military-intervention", "cartels", "drug-trafficking", "fentanyl", "arms-trafficking"),
    *("concrete-actions", "verifiable-results", "remaining-challenges", "information-sharing"),
    *("next-meetings", "trade", "migration", "water"),
)
_THREADS = (0.24, 0.38, 0.94)
_CALL, _MEETING, _USUAL = 0, 1, 2
_EDGE, _A_MONTH = 6, 31
_VERBS = {
    "call": ("speak about", "hablan sobre"),
    "meeting": ("meet about", "se reúnen sobre"),
    "statement": ("on", "sobre"),
    "joint-statement": ("jointly on", "en conjunto, sobre"),
    "press-conference": ("to the press about", "ante la prensa, sobre"),
    "visit": ("on a visit for", "de visita para"),
    "agreement": ("agree on", "acuerdan"),
    "negotiation": ("negotiate", "negocian"),
    "appointment": ("appointed for", "recibe un cargo para"),
    "transfer": ("hand over", "entregan"),
    "other": ("instructs", "instruye"),
}
_ALONE = ("statement",) * 5 + ("press-conference",) * 2 + ("visit", "negotiation", "agreement")
_RARELY = ("appointment", "transfer", "other", "other")
_STATED = {"statement": "issued", "joint-statement": "issued"}
_UNDONE = ("scheduled", "postponed", "cancelled", "denied")


class Threads:
    """Makes the events of one month after the other."""

    def __init__(
        self, rng: Random, prose: dict[str, Prose], shape: Shape, actors: list[Actor]
    ) -> None:
        self._rng, self._prose, self._shape, self._actors = rng, prose, shape, actors
        self._rare = shape.rare
        self._made = 0
        self._opens = self._closes = False
        self._calls: dict[str, str] = {}

    def month(self, number: int) -> list[Event]:
        """Make the events of the month of a number, by day."""
        months = self._shape.months
        self._opens, self._closes = number < _EDGE, number >= len(months) - _EDGE
        events = self._events(months[number], self._shape.events_in(number))
        events.sort(key=lambda it: it.on)
        self._calls = {
            it.actors[0][0].id: it.id for it in events if it.kind == "call" and it.when.is_day
        }
        return events

    def _events(self, first: date, wanted: int) -> list[Event]:
        events: list[Event] = []
        while len(events) < wanted:
            on = first.replace(day=self._rng.randint(1, 28))
            for event in self._thread(on):
                events.append(event)
                if len(events) == wanted:
                    break
        return events

    def _thread(self, on: date) -> Iterator[Event]:
        sort = bisect(_THREADS, self._rng.random())
        one, other = self._pair()
        if sort == _CALL:
            yield from self._call(on, one, other)
        elif sort == _MEETING:
            yield from self._meeting(on, one, other)
        else:
            kind = self._rng.choice(_ALONE if sort == _USUAL else _RARELY)
            yield self._alone(on, kind, one, other)

    def _call(self, on: date, one: Actor, other: Actor) -> Iterator[Event]:
        when = self._exact(on)
        both = [(one, "participant"), (other, "participant")]
        call = self._event(on, when, "call", "held", both)
        call.follows = self._calls.get(one.id)
        yield call
        for speaker, subject in ((one, other), (other, one))[: self._rng.randint(0, 2)]:
            yield self._readout(on, call, speaker, subject)
        if likely(self._rng, 0.3):
            both = [(one, "issuer"), (other, "issuer")]
            joint = self._event(on, day(self._rng, on), "joint-statement", "issued", both)
            joint.about = call.id
            yield joint

    def _readout(self, on: date, told: Event, speaker: Actor, subject: Actor) -> Event:
        after = on + self._rng.choice((0, 0, 1)) * DAY
        role = "issuer" if speaker.kind == "institution" else "speaker"
        both = [(speaker, role), (subject, "subject")]
        made = self._event(after, self._exact(after), "statement", "issued", both)
        made.about = told.id
        return made

    def _meeting(self, on: date, one: Actor, other: Actor) -> Iterator[Event]:
        said = self._event(on, day(self._rng, on), "statement", "issued", [(one, "speaker")])
        yield said
        held = on + self._rng.randint(0, 9) * DAY
        done = likely(self._rng, 0.8)
        status = "held" if done else self._undone()
        both = [(one, "host"), (other, "participant")]
        meeting = self._event(held, self._exact(held), "meeting", status, both)
        meeting.announced_by = said.id
        meeting.planned = on + self._rng.randint(0, 5) * DAY if done else None
        yield meeting
        if done and likely(self._rng, 0.6):
            yield self._readout(held, meeting, one, other)

    def _alone(self, on: date, kind: str, one: Actor, other: Actor) -> Event:
        when = some(self._rng, on, opens=self._opens, closes=self._closes)
        status = _STATED.get(kind, "held")
        if when.low is None or (not when.is_day and likely(self._rng, 0.3)):
            status = "reported"
        elif status == "held" and likely(self._rng, 0.05):
            status = self._undone()
        second = {"statement": "subject", "press-conference": "participant"}.get(
            kind, "participant"
        )
        actors = [(one, "speaker" if status == "issued" else "participant")]
        if likely(self._rng, 0.8):
            actors.append((other, second))
        event = self._event(on, when, kind, status, actors)
        if likely(self._rng, 0.12) and not self._opens and when.is_day:
            event.follows = self._calls.get(one.id)
        return event

    def _undone(self) -> str:
        # What an archive leaves open is of its last months.
        return self._rng.choice(_UNDONE if self._closes else _UNDONE[1:])

    def _event(
        self, on: date, when: When, kind: str, status: str, actors: list[tuple[Actor, str]]
    ) -> Event:
        rng, number = self._rng, self._made
        self._made += 1
        if len(actors) > 1 and likely(rng, 0.2):
            third = self._someone()
            if third not in (it for it, _ in actors):
                actors.append((third, "subject"))
        named = when.low or when.high or on
        shown = str(named) if when.is_day or when.low is None else f"{named:%Y-%m}"
        spread = (
            not when.is_day and when.low and when.high and (when.high - when.low).days > _A_MONTH
        )
        prefix = f"{named.year}" if spread else shown
        return Event(
            number=number,
            id="-".join((prefix, kind, *(it.id for it, _ in actors[:2]), f"{number:x}")),
            on=on,
            when=when,
            kind=kind,
            status=status,
            actors=actors,
            title=self._title(kind, actors, number),
            summary=(self._summary("en"), self._summary("es")),
            topics=self._topics(),
            place=rng.randint(1, 400) if likely(rng, 0.12) else None,
            date_note=note(self._prose) if likely(rng, 0.06 if when.is_day else 0.5) else None,
        )

    def _title(self, kind: str, actors: list[tuple[Actor, str]], number: int) -> tuple[str, str]:
        rare = f" {RARE}" if self._rare.get(number) == "title" else ""
        en, es = _VERBS[kind]
        names = [f"Actor {it.number:04}" for it, _ in actors[:2]]
        return (
            f"{' and '.join(names)} {en} {self._prose['en'].phrase()}{rare}",
            f"{' y '.join(names)} {es} {self._prose['es'].phrase()}{rare}",
        )

    def _summary(self, language: str) -> Lines:
        return self._prose[language].sentence(3 + int(self._rng.random() ** 1.5 * 6))

    def _topics(self) -> tuple[str, ...]:
        first, count = self._rng.randrange(len(TOPICS)), self._rng.choice((0, 1, 1, 2, 2, 3, 4))
        return tuple(TOPICS[(first + 5 * i) % len(TOPICS)] for i in range(count))

    def _exact(self, on: date) -> When:
        return (timed if likely(self._rng, 0.04) else day)(self._rng, on)

    def _someone(self) -> Actor:
        # Some are in the news more than others.
        return self._actors[int(self._rng.random() ** 1.3 * len(self._actors))]

    def _pair(self) -> tuple[Actor, Actor]:
        one = other = self._someone()
        while other.side == one.side:
            other = self._someone()
        return one, other
