"""What could be known on a day: the collection as sources published by that day tell it.

This is *known time* (transaction time), as against the *valid time* of an event's own date. A
source counts from the last day on which it may have been published; an undated source never counts,
and a fact that no source carries is never known.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from timeline import dates
from timeline.records.model import (
    Cite,
    Claim,
    Collection,
    Commitment,
    Event,
    Participation,
    Source,
    State,
    Words,
)
from timeline.records.vocabulary import LINKS, Field, Progress, Rank, Role, Status

_RANKS = (Rank.PREFERRED, Rank.NORMAL, Rank.DEPRECATED)
_LINKS = tuple(map(Field, LINKS))
_MAY_BE_ABSENT = (Field.ASKED_BY, Field.PLACE, Field.SUMMARY, *_LINKS)

# Fields that hold our own words about an event or claim.
_PROSE = ("date_note", "note", "reason")
_WORD = re.compile(r"[\w-]+")
_RecordT = TypeVar("_RecordT", Event, Claim)


def known_on(collection: Collection, day: date) -> Collection:
    """Return the collection as the sources published by a day tell it.

    Events, citations, claims, earlier states and commitments that rest on later sources alone
    vanish; so do the topics, place, summary, links and participants of an event that only later
    citations carry. Its status and date are those that known citations carry, or else those of its
    latest known earlier state, or else those that are claimed. An event that is back in an earlier
    state has the title and the participants which that state names. Notes and reasons of ours that
    name a later source vanish too. Corrections made after the day are not yet known.
    """
    sources = [source for source in collection.sources if _published_by(source, day)]
    ids = {source.id for source in sources}
    later = collection.number.keys() - ids
    events = [
        event for other in collection.events if (event := _known_event(other, ids, later, day))
    ]
    names = {event.id for event in events}
    # Parts of a valid collection need no second validation.
    made = Collection.model_construct(
        collection=collection.collection,
        sources=tuple(_without_lost_origin(source, ids | names) for source in sources),
        actors=collection.actors,
        events=tuple(_without_lost_links(event, names) for event in events),
    )
    # A source keeps the number that it has in the whole collection: readers compare the two.
    made.__dict__["number"] = {source.id: collection.number[source.id] for source in sources}
    made.__dict__["actor"] = collection.actor
    return made


def _published_by(source: Source, day: date) -> bool:
    return source.last_day is not None and source.last_day <= day


def _known_event(event: Event, sources: set[str], later: set[str], day: date) -> Event | None:
    cites = _known_cites(event.cites, sources)
    history = _known_states(event.history, sources)
    if not (cites or history):
        return None
    claims = tuple(known for claim in event.claims if (known := _known_claim(claim, sources)))
    claims = tuple(_without_prose(claim, later) for claim in claims)
    kept = event.model_copy(
        update={
            "cites": cites,
            "claims": claims,
            "history": history,
            "commitments": _known_commitments(event.commitments, sources),
            "corrections": tuple(
                correction for correction in event.corrections if _happened_by(correction.on, day)
            ),
        }
    )
    return _without_prose(_in_known_state(_without_lost_facts(_KnownPart(event, kept))), later)


def _without_prose(record: _RecordT, later: set[str]) -> _RecordT:
    """Return a record without our own words that name a source not yet known."""
    prose = {key: getattr(record, key) for key in _PROSE if hasattr(record, key)}
    lost = {key: None for key, words in prose.items() if words and _words_of(words) & later}
    return record.model_copy(update=lost) if lost else record


def named_in_prose(event: Event) -> set[str]:
    """Return the words of our own remarks on an event, among which ids of sources may be."""
    owners = (event, *event.claims, *event.history)
    prose = (getattr(owner, key, None) for owner in owners for key in _PROSE)
    return {word for words in prose if words for word in _words_of(words)}


def _words_of(words: Words) -> set[str]:
    """Return the words of a text, among which the id of a source may be."""
    return set(_WORD.findall(f"{words.en} {words.es}"))


def _known_cites(cites: Iterable[Cite], sources: set[str]) -> tuple[Cite, ...]:
    return tuple(cite for cite in cites if cite.source in sources)


def _known_states(states: Iterable[State], sources: set[str]) -> tuple[State, ...]:
    kept = (
        state.model_copy(update={"cites": _known_cites(state.cites, sources)}) for state in states
    )
    return tuple(state for state in kept if state.cites)


def _known_claim(claim: Claim, sources: set[str]) -> Claim | None:
    carriers = tuple(source for source in claim.sources if source in sources)
    return claim.model_copy(update={"sources": carriers}) if carriers else None


def _known_commitments(
    commitments: Iterable[Commitment], sources: set[str]
) -> tuple[Commitment, ...]:
    kept = (_known_commitment(commitment, sources) for commitment in commitments)
    return tuple(commitment for commitment in kept if commitment.cites)


def _known_commitment(commitment: Commitment, sources: set[str]) -> Commitment:
    """Return a commitment with its status if known citations carry it, else not yet assessed."""
    cites = _known_cites(commitment.cites, sources)
    assessed, known = (
        any(Field.STATUS in cite.supports for cite in some) for some in (commitment.cites, cites)
    )
    status = Progress.NOT_YET_ASSESSED if assessed and not known else commitment.status
    return commitment.model_copy(update={"cites": cites, "status": status})


def _happened_by(made: dates.Edtf, day: date) -> bool:
    return made.latest is not None and made.latest <= day


@dataclass(frozen=True, slots=True)
class _KnownPart:
    """An event as a whole, and the part of it that was known."""

    whole: Event
    kept: Event


def _without_lost_facts(lost: _KnownPart) -> _KnownPart:
    """Return an event without the fields that only citations not yet known carry."""
    gone = _supported_fields(lost.whole) - _supported_fields(lost.kept)
    topics = _cited_topics(lost.whole) - _cited_topics(lost.kept)
    update = {
        **{field.value: None for field in _MAY_BE_ABSENT if field in gone},
        "topics": tuple(topic for topic in lost.kept.topics if topic not in topics),
        "actors": tuple(part for part in lost.kept.actors if not _comes_later(lost, part)),
    }
    return _KnownPart(lost.whole, lost.kept.model_copy(update=update))


def _comes_later(lost: _KnownPart, part: Participation) -> bool:
    """Return whether the record says that only later citations carry a participant.

    It does not say so where a known citation does not tell what it supports, or lets them speak.
    """
    carried = {Field.ACTORS, Field.ISSUER} if part.role is Role.ISSUER else {Field.ACTORS}
    known = [cite for _, cite in lost.kept.all_cites()]
    if any(not cite.supports or cite.speaker == part.actor for cite in known):
        return False
    return bool(carried & _supported_fields(lost.whole)) and not carried & _supported_fields(
        lost.kept
    )


def _supported_fields(event: Event) -> set[Field]:
    return {field for _, cite in event.all_cites() for field in cite.supports}


def _cited_topics(event: Event) -> set[str]:
    return {topic for _, cite in event.all_cites() for topic in cite.topics}


def _in_known_state(lost: _KnownPart) -> Event:
    """Return the event with the status and date it was known to have.

    If these are exactly those of its latest earlier state, that state becomes the present one.
    """
    kept = lost.kept
    status = Status(_known_value(lost, Field.STATUS, kept.status, set(Status)))
    when = dates.parse(_known_value(lost, Field.DATE, kept.date.text))
    states = kept.history[-1:] or lost.whole.history[:1]
    back = bool(states) and (states[0].status, states[0].date) == (status, when)
    if (status, when) == (kept.status, kept.date):
        planned = back and not (_is_carried(lost, Field.STATUS) or _is_carried(lost, Field.DATE))
        return kept.model_copy(update=_named_in(states[0])) if planned else kept
    update = {"status": status, "date": when}
    if back:
        update |= _present(kept, states[0]) | _named_in(states[0])
    return kept.model_copy(update=update)


def _named_in(state: State) -> dict[str, Any]:
    """What an earlier state says of itself where it differs from the event: title, participants."""
    said = {"title": state.title, "actors": state.actors}
    return {key: value for key, value in said.items() if value is not None}


def _present(kept: Event, state: State) -> dict[str, Any]:
    """What an event has in an earlier state: its citations, and its note if the date is its own."""
    update: dict[str, Any] = {"date_note": state.note} if state.date != kept.date else {}
    if state in kept.history:
        update["history"] = kept.history[:-1]
        update["cites"] = _merge_cites((*kept.cites, *state.cites))
    return update


def _merge_cites(cites: Iterable[Cite]) -> tuple[Cite, ...]:
    """Return each passage once: an event and its history may both cite one."""
    found: dict[object, Cite] = {}
    for cite in cites:
        passage = (cite.source, cite.quote, cite.prefix, cite.suffix, cite.says)
        found[passage] = _merge_cite(found[passage], cite) if passage in found else cite
    return tuple(found.values())


def _merge_cite(one: Cite, other: Cite) -> Cite:
    carried = {*one.supports, *other.supports}
    update = {
        "supports": tuple(field for field in Field if field in carried),
        "date_words": one.date_words or other.date_words,
    }
    return one.model_copy(update=update)


def _known_value(
    lost: _KnownPart, field: Field, own: str, accepted: Iterable[str] | None = None
) -> str:
    """Return the event's own value for a field if it was known, else the best known one.

    Where an earlier state is what was known, claims do not choose among its values.
    """
    if lost.kept.history and not _is_carried(lost, field):
        return str(getattr(lost.kept.history[-1], field))
    known = list(_claimed_values(lost.kept, field, accepted))
    if own in known:
        return own
    # A value that nobody claims stands on the citations of its field.
    if own not in _claimed_values(lost.whole, field, accepted) and _is_carried(lost, field):
        return own
    # The last resort is the first state ever recorded.
    states = (*reversed(lost.kept.history), *lost.whole.history[:1])
    return next(iter((*known, *(str(getattr(state, field)) for state in states))), own)


def _claimed_values(event: Event, field: Field, accepted: Iterable[str] | None) -> Iterator[str]:
    """Yield the values claimed for a field, the preferred first, without those in prose."""
    for claim in sorted(event.claims, key=lambda claim: _RANKS.index(claim.rank)):
        value = claim.value.en or ""
        if claim.field is field and (accepted is None or value in accepted):
            yield value


def _is_carried(lost: _KnownPart, field: Field) -> bool:
    """Return whether a known citation carries a field.

    If no citation says that it supports the field, any of them does.
    """
    known = {cite.source for cite in lost.kept.cites}
    carriers = [cite for cite in lost.whole.cites if field in cite.supports] or lost.whole.cites
    return any(cite.source in known for cite in carriers)


def _without_lost_links(event: Event, events: set[str]) -> Event:
    lost = {field.value: None for field in _LINKS if getattr(event, field) not in (None, *events)}
    return event.model_copy(update=lost) if lost else event


def _without_lost_origin(source: Source, names: set[str]) -> Source:
    if source.origin in (None, *names):
        return source
    return source.model_copy(update={"origin": None})
