"""Invented events, linked as real ones are.

A call and what each side said of it, a meeting and its announcement, a statement alone.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from benchmarks.chance import Chance
from benchmarks.dates import DAY, Dated, any_form, day
from benchmarks.plan import RARE, Actor, Plan

Record = dict[str, Any]
"""A record as the collection's YAML has it."""

Roles = list[tuple[Actor, str]]

TOPICS = (
    *("security-cooperation", "border-security", "sovereignty", "shared-responsibility"),
    *("military-intervention", "cartels", "drug-trafficking", "fentanyl", "arms-trafficking"),
    *("concrete-actions", "verifiable-results", "remaining-challenges", "information-sharing"),
    *("next-meetings", "trade", "migration", "water"),
)
_ALONE = (
    *("statement",) * 9,
    *("press-conference",) * 4,
    *("visit", "negotiation", "agreement") * 2,
    *("appointment", "transfer", "other"),
)
_UNDONE = ("postponed", "cancelled", "denied")


class Event(NamedTuple):
    """An event, with what its record has only in words; ``number`` counts the events."""

    record: Record
    number: int
    on: date
    dated: Dated
    roles: Roles


class Events:
    """Invents the events of one month after the other."""

    def __init__(self, chance: Chance, plan: Plan) -> None:
        self._chance, self._plan = chance, plan
        self._made = 0
        self._calls: dict[str, str] = {}

    def month(self, number: int) -> list[Event]:
        """Return the events of the month of a number, by day."""
        first, wanted = self._plan.months[number], self._plan.events_in(number)
        events: list[Event] = []
        while len(events) < wanted:
            linked = self._linked(first.replace(day=self._chance.randint(1, 28)))
            events += islice(linked, wanted - len(events))
        events.sort(key=lambda event: event.on)
        # Only the calls of the month before can be followed: those of this month may be later.
        calls = [event for event in events if event.record["kind"] == "call"]
        self._calls = {event.roles[0][0].id: event.record["id"] for event in calls}
        return events

    def _linked(self, on: date) -> Iterator[Event]:
        chance, sort = self._chance, self._chance.random()
        one = other = self._actor()
        while other.side == one.side:
            other = self._actor()
        if sort < 0.24:
            yield from self._call(on, one, other)
        elif sort < 0.38:
            said = self._event(on, "statement", "issued", [(one, "speaker")])
            yield said
            held, done = on + chance.randint(0, 9) * DAY, chance.likely(0.8)
            status = "held" if done else chance.choice(_UNDONE)
            roles = [(one, "host"), (other, "participant")]
            meeting = self._event(held, "meeting", status, roles, announced_by=said.record["id"])
            if done:
                planned = {"status": "scheduled", "date": on + chance.randint(0, 5) * DAY}
                meeting.record["history"] = [planned]
            yield meeting
            if done and chance.likely(0.6):
                yield self._readout(meeting, one, other)
        else:
            yield self._alone(on, one, other)

    def _call(self, on: date, one: Actor, other: Actor) -> Iterator[Event]:
        both = [(one, "participant"), (other, "participant")]
        call = self._event(on, "call", "held", both, follows=self._calls.get(one.id))
        yield call
        for speaker, subject in ((one, other), (other, one))[: self._chance.randint(0, 2)]:
            yield self._readout(call, speaker, subject)
        if self._chance.likely(0.3):
            both = [(one, "issuer"), (other, "issuer")]
            yield self._event(on, "joint-statement", "issued", both, about=call.record["id"])

    def _readout(self, event: Event, speaker: Actor, subject: Actor) -> Event:
        after = event.on + self._chance.choice((0, 0, 1)) * DAY
        role = "issuer" if speaker.kind == "institution" else "speaker"
        roles = [(speaker, role), (subject, "subject")]
        return self._event(after, "statement", "issued", roles, about=event.record["id"])

    def _alone(self, on: date, one: Actor, other: Actor) -> Event:
        chance = self._chance
        kind, dated = chance.choice(_ALONE), any_form(chance, on)
        status = "issued" if kind == "statement" else "held"
        if dated.first is None or (not dated.is_day and chance.likely(0.3)):
            status = "reported"
        elif status == "held" and chance.likely(0.05):
            status = chance.choice(_UNDONE)
        roles = [(one, "speaker" if status == "issued" else "participant")]
        if chance.likely(0.8):
            roles.append((other, "subject" if kind == "statement" else "participant"))
        follows = self._calls.get(one.id) if dated.is_day and chance.likely(0.12) else None
        return self._event(on, kind, status, roles, dated, follows=follows)

    def _event(
        self,
        on: date,
        kind: str,
        status: str,
        roles: Roles,
        dated: Dated | None = None,
        **links: str | None,
    ) -> Event:
        chance, number = self._chance, self._made
        self._made += 1
        dated, third = dated or day(chance, on), self._actor()
        if len(roles) > 1 and chance.likely(0.2) and third not in dict(roles):
            roles.append((third, "subject"))
        named = dated.first or dated.last or on
        prefix = str(named if dated.is_day else named.year)
        first, count = chance.randrange(len(TOPICS)), chance.choice((0, 1, 1, 2, 2, 3, 4))
        place = f"{chance.randint(1, 400):03}" if chance.likely(0.12) else None
        # Without a comma, which would end the value of a tag in hledger.
        heading = f"{' / '.join(actor.name for actor, _ in roles[:2])} {kind}"
        rare = f" {RARE}" if self._plan.rare.get(number) == "title" else ""
        note = chance.likely(0.06 if dated.is_day else 0.5)
        record = {
            "id": "-".join((prefix, kind, *(actor.id for actor, _ in roles[:2]), f"{number:x}")),
            "date": f'"{dated.text}"' if dated.text[0] == "[" else dated.text,
            "date_note": chance.both() if note else None,
            "kind": kind,
            "status": status,
            "title": {key: f"{heading} {chance.phrase(key)}{rare}" for key in ("en", "es")},
            "summary": chance.both(3 + int(chance.random() ** 1.5 * 6)),
            "actors": [{"actor": actor.id, "role": role} for actor, role in roles],
            "place": place and {"en": f"Place {place}", "es": f"Lugar {place}"},
            "topics": [TOPICS[(first + 5 * i) % len(TOPICS)] for i in range(count)],
            **links,
        }
        return Event(record, number, on, dated, roles)

    def _actor(self) -> Actor:
        # Some are in the news more than others.
        actors = self._plan.actors
        return actors[int(self._chance.random() ** 1.3 * len(actors))]
