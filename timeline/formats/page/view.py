"""One event as the page shows it: plain dicts, each text in both languages.

A view is a table of slots, each a list of what stands in it. Two views of one event, as it was
known on two days, can so be compared piece by piece (see `steps`).
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from timeline.analysis.disputes import disputes
from timeline.formats.page.cites import cite, claims, commitment, correction, earlier
from timeline.formats.page.known_on import Item, KnownCollection, origins, when
from timeline.formats.page.text import Said, joined, pair, said
from timeline.i18n import counted, sentence
from timeline.records.labels import label
from timeline.records.model import Event, Words
from timeline.records.vocabulary import LINKS, Status, word
from timeline.text import safe
from timeline.wording import event_facts
from timeline.wording.event_facts import EventFact, Mention, kind
from timeline.wording.voices import no_account

View = dict[str, list[Item]]

_ELSEWHERE = ("date", "kind", "status", "sides", "summary", "id")


def view(by: KnownCollection, event: Event) -> View:
    """Return everything that may differ from one day of knowledge to another."""
    return {
        "title": [{"text": said(event.title)}],
        "sides": list(_sides(by, event)),
        "when": [{"text": when(event.date), "edtf": _notation(event)}],
        "kind": [{"text": said(kind(event))}],
        "status": [{"name": event.status.value, "text": said(word(event.status))}],
        "outcome": list(_outcome(event)),
        "summary": [{"text": said(event.summary)}] if event.summary else [],
        "facts": list(_facts(by, event)),
        "basis": [{"text": _basis(by, event)}],
        "cites": [cite(by, other) for other in event.cites],
        "claims": [claims(by, dispute) for dispute in disputes(event)],
        "history": [earlier(by, state) for state in event.history],
        "commitments": [commitment(by, other) for other in event.commitments],
        "corrections": [correction(other) for other in event.corrections],
        "silent": list(_silent(by, event)),
    }


def _notation(event: Event) -> str:
    """Return the date in EDTF where it says more than the day in words does."""
    return "" if event.date.certain and not event.date.time else event.date.text


def _sides(by: KnownCollection, event: Event) -> Iterator[Item]:
    sides = by.collection.collection.sides
    for side in by.collection.sides_of(event):
        yield {"n": list(sides).index(side), "text": said(sides[side])}


def _outcome(event: Event) -> Iterator[Item]:
    """Say that no outcome is recorded, and after which day that is to be said."""
    if event.status is Status.SCHEDULED and event.date.latest:
        text = said(sentence("no outcome recorded"))
        yield {"text": text, "after": event.date.latest.isoformat()}


def _basis(by: KnownCollection, event: Event) -> Said:
    citations = sum(1 for _ in event.all_cites())
    number = said(counted("{n} citation", "{n} citations", citations))
    return joined([number, origins(by.collection, by.collection.sources_of(event))], " · ")


def _silent(by: KnownCollection, event: Event) -> Iterator[Item]:
    """Say which sides give no account of an event of which there is some account."""
    accounts = list(by.links.get(("about", event.id), ()))
    heard = {side for account in accounts for side in by.collection.sides_of(account)}
    for side in by.collection.sides_of(event) if accounts else ():
        if side not in heard:
            name = by.collection.collection.sides[side]
            yield {"text": said(no_account(name))}


def _facts(by: KnownCollection, event: Event) -> Iterator[Item]:
    # Only the state depends on a day, and the page says it elsewhere.
    told = event_facts.facts(by.collection, event, date.min, _ELSEWHERE)
    back = event_facts.links_back(lambda link: by.links.get((link, event.id), ()))
    shown = (fact for fact in (*told, *back) if fact.key != LINKS["about"])
    for key, group in groupby(shown, lambda fact: fact.key):
        yield {"label": said(label(key)), "values": [_value(by, fact) for fact in group]}


def _value(by: KnownCollection, fact: EventFact) -> Item:
    match fact.value:
        case (Mention(kind="event") as other,):
            return {"text": said(other.name), "href": other.id if other.id in by.here else ""}
        case (Words() as text,):
            return {"text": said(text)}
    return {"text": pair(lambda language: safe(fact.say(language), lines=True))}
