"""One event as the page shows it: plain dicts, each text in both languages.

A view is a table of slots, each a list of what stands in it. Two views of one event, as it was
known on two days, can so be compared piece by piece (see `steps`).
"""

from collections.abc import Iterator

from timeline.analysis.disputes import disputes
from timeline.formats.page.cites import cite, claims, commitment, correction, earlier
from timeline.formats.page.known_on import Item, KnownCollection, origins, topic, when
from timeline.formats.page.text import Said, joined, pair, said
from timeline.formats.wording import kind
from timeline.i18n import Sentence, counted, mark, sentence
from timeline.records.model import Collection, Event
from timeline.records.vocabulary import Status, word

View = dict[str, list[Item]]

_LINKS = (
    ("about", mark("a readout of")),
    ("announced_by", mark("announced by")),
    ("follows", mark("follows")),
)
_LINKS_BACK = (
    ("announced_by", mark("announces")),
    ("follows", mark("followed by")),
)
_NOTE = sentence("note")


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
            told = sentence("{side}: no account of it in the texts that were read", side=name)
            yield {"text": said(told)}


def _facts(by: KnownCollection, event: Event) -> Iterator[Item]:
    collection = by.collection
    who = [_part(collection, part.actor, word(part.role)) for part in event.actors]
    yield from _fact(sentence("who"), [{"text": joined(who)}] if who else [])
    if event.asked_by:
        asking = said(collection.actor[event.asked_by].name)
        yield from _fact(sentence("who asked for it"), [{"text": asking}])
    if event.place:
        yield from _fact(sentence("where"), [{"text": said(event.place)}])
    topics = joined([topic(collection, text) for text in event.topics])
    yield from _fact(sentence("topics"), [{"text": topics}] if event.topics else [])
    for label, note in ((sentence("why this date"), event.date_note), (_NOTE, event.note)):
        if note:
            yield from _fact(label, [{"text": said(note)}])
    yield from _links(by, event)


def _fact(label: Sentence, values: list[Item]) -> Iterator[Item]:
    if values:
        yield {"label": said(label), "values": values}


def _part(collection: Collection, actor: str, role: Sentence) -> Said:
    name, part = said(collection.actor[actor].name), said(role)
    return pair(lambda language: f"{name[language]} ({part[language]})")


def _links(by: KnownCollection, event: Event) -> Iterator[Item]:
    for key, label in _LINKS:
        other = by.collection.event.get(getattr(event, key) or "")
        yield from _fact(sentence(label), [_link(by, other)] if other else [])
    for key, label in _LINKS_BACK:
        others = by.links.get((key, event.id), ())
        yield from _fact(sentence(label), [_link(by, other) for other in others])


def _link(by: KnownCollection, event: Event) -> Item:
    return {"text": said(event.title), "href": event.id if event.id in by.here else ""}
