"""What could be known on a day: only what sources published by that day say.

*Known time*, as against the *valid time* of an event's own date. A source counts from the last day
on which it may have been published; one without a date is never known to have been there.
"""

from collections.abc import Iterable
from datetime import date

from timeline import dates
from timeline.model import Cite, Claim, Collection, Commitment, Event, Source, State
from timeline.vocabulary import Field, Rank

_RANKS = (Rank.PREFERRED, Rank.NORMAL, Rank.DEPRECATED)


def known(collection: Collection, day: date) -> Collection:
    """Give the collection as the sources published by a day tell it.

    Events, citations, claims, earlier states and commitments that rest on later sources alone
    vanish. The status and date of an event are those that its known citations carry: its own, or
    those of its latest known earlier state; a date in dispute is the best of the known claims.
    """
    sources = [source for source in collection.sources if _published_by(source, day)]
    ids = {source.id for source in sources}
    events = [event for it in collection.events if (event := _known_event(it, ids, day))]
    names = {event.id for event in events}
    return Collection.model_construct(
        collection=collection.collection,
        sources=tuple(_without_lost_origin(source, ids | names) for source in sources),
        actors=collection.actors,
        events=tuple(_without_lost_links(event, names) for event in events),
    )


def _published_by(source: Source, day: date) -> bool:
    return source.last_day is not None and source.last_day <= day


def _known_event(event: Event, sources: set[str], day: date) -> Event | None:
    cites = _known_cites(event.cites, sources)
    history = _known_states(event.history, sources)
    if not (cites or history):
        return None
    claims = tuple(known for claim in event.claims if (known := _known_claim(claim, sources)))
    kept = event.model_copy(
        update={
            "cites": cites,
            "claims": claims,
            "history": history,
            "commitments": _known_commitments(event.commitments, sources),
            "corrections": tuple(it for it in event.corrections if _made_by(it.on, day)),
        }
    )
    return _with_known_date(_in_known_state(kept, event))


def _known_cites(cites: Iterable[Cite], sources: set[str]) -> tuple[Cite, ...]:
    return tuple(cite for cite in cites if cite.source in sources)


def _known_states(states: Iterable[State], sources: set[str]) -> tuple[State, ...]:
    kept = (it.model_copy(update={"cites": _known_cites(it.cites, sources)}) for it in states)
    return tuple(state for state in kept if state.cites)


def _known_claim(claim: Claim, sources: set[str]) -> Claim | None:
    carriers = tuple(source for source in claim.sources if source in sources)
    return claim.model_copy(update={"sources": carriers}) if carriers else None


def _known_commitments(
    commitments: Iterable[Commitment], sources: set[str]
) -> tuple[Commitment, ...]:
    kept = (it.model_copy(update={"cites": _known_cites(it.cites, sources)}) for it in commitments)
    return tuple(commitment for commitment in kept if commitment.cites)


def _made_by(made: dates.Edtf, day: date) -> bool:
    return made.latest is not None and made.latest <= day


def _in_known_state(kept: Event, whole: Event) -> Event:
    """Give the event in its own state if a known citation carries it, else in the latest known."""
    carried = any(_carries_state(cite) for cite in kept.cites)
    could_be = any(_carries_state(cite) for cite in whole.cites)
    if carried or not could_be or not kept.history:
        return kept
    *earlier, state = kept.history
    cites = (*kept.cites, *state.cites)
    update = {"status": state.status, "date": state.date, "history": tuple(earlier)}
    return kept.model_copy(update={**update, "cites": cites})


def _carries_state(cite: Cite) -> bool:
    return Field.STATUS in cite.supports or Field.DATE in cite.supports


def _with_known_date(event: Event) -> Event:
    claims = [claim for claim in event.claims if claim.field is Field.DATE]
    if not claims or any(claim.value.en == event.date.text for claim in claims):
        return event
    best = min(claims, key=lambda claim: _RANKS.index(claim.rank))
    return event.model_copy(update={"date": dates.parse(best.value.en or "")})


def _without_lost_links(event: Event, events: set[str]) -> Event:
    lost = {
        key: None
        for key in ("about", "announced_by", "follows")
        if getattr(event, key) not in (None, *events)
    }
    return event.model_copy(update=lost) if lost else event


def _without_lost_origin(source: Source, names: set[str]) -> Source:
    if source.origin in (None, *names):
        return source
    return source.model_copy(update={"origin": None})
