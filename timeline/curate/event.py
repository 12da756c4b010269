"""A new event, made of what a person typed, and its place in the collection."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from timeline import dates
from timeline.curate import citation, parsing, placement
from timeline.curate.plan import Plan, Tell
from timeline.curate.typed import TypedCitation, TypedEvent
from timeline.errors import UnknownValue, WrongCall
from timeline.i18n import sentence
from timeline.query.registers import event_called
from timeline.records.model import Collection
from timeline.records.plain import drop_empty
from timeline.records.vocabulary import LINKS, STATEMENTS, Role, Status
from timeline.store.opened import Opened


def lacking(event: TypedEvent) -> list[str]:
    """Return the options that an event needs and that were not given."""
    needed = {
        "--date": event.date,
        "--kind": event.kind,
        "--status": event.status,
        "--title-en": event.title or event.title_en,
        "--title-es": event.title or event.title_es,
    }
    return [option for option, value in needed.items() if not value]


def understood(event: TypedEvent, today: date, tell: Tell) -> TypedEvent:
    """Return the event with its date in EDTF."""
    if not event.date:
        return event
    return replace(event, date=parsing.edtf("--date", event.date, today, tell))


def plan(opened: Opened, event: TypedEvent, cite: TypedCitation, tell: Tell) -> Plan:
    """Return what adds an event; see `build`."""
    return planned(opened, build(opened, event, cite, tell))


def planned(opened: Opened, new: dict[str, Any]) -> Plan:
    """Return what adds an event that is plain data already."""
    carried = new["cites"][0].get("supports")
    unsaid = sentence("nothing is said to carry the date: --supports date,…")
    warned = [] if carried else [unsaid]
    return Plan(
        [*placement.additions(opened, "events", [new])],
        ids=[new["id"]],
        said=[*warned, sentence("{id} is recorded", id=new["id"])],
        warned=warned,
        then=f"timeline show {new['id']}",
    )


def build(opened: Opened, event: TypedEvent, cite: TypedCitation, tell: Tell) -> dict[str, Any]:
    """Return an event in the order of the model; its date is in EDTF already.

    Raises `WrongCall` for what is not known, and for a quote that is not proved.
    """
    collection = opened.collection
    kind = parsing.one(collection, "kinds", event.kind or "")
    actors = [participation(collection, text, kind) for text in event.actor or ()]
    cited = citation.build(opened, cite, tell)
    new = drop_empty(
        {
            "id": event.id or proposed(collection, event.date or "", kind, actors),
            "date": event.date,
            "kind": kind,
            "status": parsing.one(collection, "statuses", event.status or ""),
            "title": parsing.words(event.title, event.title_en, event.title_es),
            "actors": actors,
            "place": event.place,
            "topics": cited.get("topics"),
            **_links(collection, event),
            "cites": [cited],
        }
    )
    citation.having(cited.get("supports", []), citation.lacked(new))
    return new


def lacked(event: TypedEvent, cite: TypedCitation) -> tuple[str, ...]:
    """Return what a new event will be without."""
    return citation.lacked({**asdict(event), "topics": cite.topic})


def _links(collection: Collection, event: TypedEvent) -> dict[str, str]:
    asked = ((link, getattr(event, link)) for link in LINKS)
    return {link: event_called(collection, text).id for link, text in asked if text}


def proposed(collection: Collection, when: str, kind: str, actors: list[dict[str, str]]) -> str:
    """Propose an id that no event has."""
    who = [actor["actor"] for actor in actors]
    return placement.event_id(dates.parse(when), kind, who, collection.event)


def participation(collection: Collection, text: str, kind: str) -> dict[str, str]:
    """Return an actor's part in an event, from ``NAME`` or ``NAME:ROLE``."""
    name, colon, asked = text.rpartition(":")
    role = parsing.value(sentence("role"), Role, asked) if colon else role_in(kind)
    return {"actor": actor(collection, name if colon else text), "role": role}


def actor(collection: Collection, text: str) -> str:
    """Return the actor that is meant; one that is not known is refused, with how to add it."""
    try:
        return parsing.one(collection, "actors", text)
    except UnknownValue as error:
        said = sentence(
            "{unknown} (a new actor comes with 'timeline add --from', under actors)",
            unknown=error.sentence,
        )
        raise WrongCall(said) from None


def role_in(kind: str) -> str:
    """Return the part that actors mostly have in a kind of event."""
    return Role.ISSUER if kind in STATEMENTS else Role.PARTICIPANT


def status_of(kind: str, when: str, today: date) -> str:
    """Return the status to offer: a statement was issued, what is to come is scheduled."""
    if kind in STATEMENTS:
        return Status.ISSUED
    earliest = dates.parse(when).earliest
    return Status.SCHEDULED if earliest and earliest > today else Status.HELD
