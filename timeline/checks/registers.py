"""Rules about the collection as a whole: nothing unused, no duplicates, both languages."""

from collections.abc import Iterator

from timeline.checks.rule import Case, Finding, Rule, words_in
from timeline.errors import FieldPath, Level
from timeline.i18n import LANGUAGES, mark, sentence
from timeline.records.model import Event
from timeline.records.vocabulary import Field, Rank, Status


def _unused_sources(case: Case) -> Iterator[Finding]:
    used = {cite.source for _, _, cite in case.cites()}
    origins = {source.origin for source in case.collection.sources}
    for i, source in enumerate(case.collection.sources):
        if source.id not in used | origins:
            yield ("sources", i), sentence("nothing cites '{id}'", id=source.id)


def _unused_actors(case: Case) -> Iterator[Finding]:
    used = _actors_in_use(case)
    for i, actor in enumerate(case.collection.actors):
        if actor.id not in used:
            yield ("actors", i), sentence("'{id}' takes part in nothing", id=actor.id)


def _actors_in_use(case: Case) -> set[str]:
    events = case.collection.events
    used = {part.actor for event in events for part in event.actors}
    used |= {cite.speaker for _, _, cite in case.cites() if cite.speaker}
    used |= {event.asked_by for event in events if event.asked_by}
    # A ministry is used if its minister is: membership is followed upwards.
    while wider := {group for id_ in used for group in case.collection.actor[id_].member_of} - used:
        used |= wider
    return used


def _similar_events(case: Case) -> Iterator[Finding]:
    alike: dict[tuple[object, ...], list[tuple[int, Event]]] = {}
    for i, event in enumerate(case.collection.events):
        # Participations, not actors: the same people in other roles are another event.
        key = (event.kind, frozenset(event.actors), event.about)
        if event.actors and not _is_background(event):
            alike.setdefault(key, []).append((i, event))
    for group in alike.values():
        for first, (i, second) in _pairs_sharing_a_day(group):
            yield (
                ("events", i),
                sentence("'{id}' looks like '{other}'", id=second.id, other=first[1].id),
            )


def _is_background(event: Event) -> bool:
    """Return whether an event stands for what went on before some day.

    Several events of one kind may well fall into such a period.
    """
    return event.status is Status.REPORTED and event.date.earliest is None


Numbered = tuple[int, Event]


def _pairs_sharing_a_day(group: list[Numbered]) -> Iterator[tuple[Numbered, Numbered]]:
    """Yield each event that shares a day with an earlier one of its group, after that one."""
    open_still: list[Numbered] = []
    for numbered in sorted(group, key=lambda pair: pair[1].date.span.bounds[0]):
        date = numbered[1].date
        # A sweep in order of first days: events that have ended before this one begins drop out, so
        # that a large group is not compared pair by pair.
        open_still = [
            open_one for open_one in open_still if open_one[1].date.span.overlaps(date.span)
        ]
        other = next(
            (open_one for open_one in open_still if _share_a_day(open_one[1], numbered[1])), None
        )
        if other:
            yield min(other, numbered, key=_position), max(other, numbered, key=_position)
        else:
            open_still.append(numbered)


def _position(numbered: Numbered) -> int:
    return numbered[0]


def _share_a_day(one: Event, other: Event) -> bool:
    return any(other.date.possibly(day) for day in one.date.spans)


def _missing_language(case: Case) -> Iterator[Finding]:
    for path, words in words_in(case.collection, ()):
        missing = [language for language in LANGUAGES if not getattr(words, language)]
        if missing and "translation" not in path:
            yield path, sentence("there is no text in '{language}'", language=missing[0])


def _undeclared_topics(case: Case) -> Iterator[Finding]:
    declared = case.collection.collection.topics
    for i, event in enumerate(case.collection.events):
        for path, topic in _topics_with_paths(event) if declared else ():
            if topic not in declared:
                yield (
                    ("events", i, *path),
                    sentence("the topic '{topic}' is not declared", topic=topic),
                )


def _topics_with_paths(event: Event) -> Iterator[tuple[FieldPath, str]]:
    yield from ((("topics", j), topic) for j, topic in enumerate(event.topics))
    for path, cite in event.all_cites():
        yield from (((*path, "topics", j), topic) for j, topic in enumerate(cite.topics))
        yield from (((*path, "terms", topic), topic) for topic in cite.terms)
    yield from (
        (("claims", j, "topic"), claim.topic) for j, claim in enumerate(event.claims) if claim.topic
    )


def _uncontested_claims(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        for j, claim in enumerate(event.claims):
            same = (claim.field, claim.topic)
            if not any(
                (other.field, other.topic) == same and other is not claim for other in event.claims
            ):
                yield (
                    ("events", i, "claims", j),
                    sentence("nothing contradicts this claim to {field}", field=claim.field),
                )


def _other_date_preferred(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        for j, claim in enumerate(event.claims):
            preferred = claim.field is Field.DATE and claim.rank is Rank.PREFERRED
            if preferred and claim.value.en != event.date.text:
                yield (
                    ("events", i, "claims", j, "value"),
                    sentence(
                        "{value} is preferred, but the event's date is {date}",
                        value=claim.value,
                        date=event.date.text,
                    ),
                )


RULES = (
    Rule(
        "R1",
        mark("every source is cited"),
        mark("a source that nothing cites was read for nothing, or a citation is missing"),
        _unused_sources,
        Level.NOTICE,
    ),
    Rule(
        "R2",
        mark("every actor takes part in something"),
        mark("an actor counts as used through an event, a citation, or a member"),
        _unused_actors,
        Level.NOTICE,
    ),
    Rule(
        "R3",
        mark("no two events look like one"),
        mark("same kind, same actors in the same roles, and a day in common; background apart"),
        _similar_events,
        Level.NOTICE,
    ),
    Rule(
        "R4",
        mark("everything of ours that people read is there in English and Spanish"),
        mark("translations of quotes go into the other language only"),
        _missing_language,
    ),
    Rule(
        "R5",
        mark("every topic is declared in the collection"),
        mark("the declaration gives the topic its name in both languages"),
        _undeclared_topics,
    ),
    Rule(
        "R6",
        mark("a claim stands against another claim to the same field"),
        mark("claims are for what sources differ on; one alone disputes nothing"),
        _uncontested_claims,
    ),
    Rule(
        "R7",
        mark("the preferred date is the date of the event"),
        mark("lists and filters go by the event's own date"),
        _other_date_preferred,
    ),
)
