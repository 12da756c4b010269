"""Rules about the collection as a whole: nothing unused, nothing twice, nothing in one language."""

from collections.abc import Iterator
from itertools import combinations

from pydantic import BaseModel

from timeline.checks.rule import Case, Finding, Rule
from timeline.errors import FieldPath, Level
from timeline.language import LANGUAGES, mark, sentence
from timeline.model import Event, Words
from timeline.vocabulary import Field, Rank


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
    while wider := {it for id_ in used for it in case.collection.actor[id_].member_of} - used:
        used |= wider
    return used


def _lookalikes(case: Case) -> Iterator[Finding]:
    alike: dict[tuple[object, ...], list[tuple[int, Event]]] = {}
    for i, event in enumerate(case.collection.events):
        key = (event.kind, frozenset(event.actors), event.about)
        if event.actors:
            alike.setdefault(key, []).append((i, event))
    for group in alike.values():
        for (_, first), (i, second) in combinations(group, 2):
            if any(second.date.possibly(span) for span in first.date.spans):
                yield (
                    ("events", i),
                    sentence("'{id}' looks like '{other}'", id=second.id, other=first.id),
                )


def _one_language(case: Case) -> Iterator[Finding]:
    for path, words in _all_words(case.collection, ()):
        missing = [language for language in LANGUAGES if not getattr(words, language)]
        if missing and "translation" not in path:
            yield path, sentence("there is no text in '{language}'", language=missing[0])


def _all_words(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, Words]]:
    if isinstance(value, Words):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _all_words(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, tuple):
        for i, member in enumerate(value):
            yield from _all_words(member, (*path, i))
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from _all_words(member, (*path, key))


def _undeclared_topics(case: Case) -> Iterator[Finding]:
    declared = case.collection.collection.topics
    for i, event in enumerate(case.collection.events):
        lists: list[tuple[FieldPath, tuple[str, ...]]] = [(("topics",), event.topics)]
        lists += [((*path, "topics"), cite.topics) for path, cite in event.all_cites()]
        for path, topics in lists:
            for j, topic in enumerate(topics):
                if declared and topic not in declared:
                    yield (
                        ("events", i, *path, j),
                        sentence("the topic '{topic}' is not declared", topic=topic),
                    )


def _idle_claims(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        for j, claim in enumerate(event.claims):
            if not any(it.field is claim.field and it is not claim for it in event.claims):
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
        mark("same kind, same actors in the same roles, and a day in common"),
        _lookalikes,
    ),
    Rule(
        "R4",
        mark("everything of ours that people read is there in English and Spanish"),
        mark("translations of quotes go into the other language only"),
        _one_language,
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
        _idle_claims,
    ),
    Rule(
        "R7",
        mark("the preferred date is the date of the event"),
        mark("lists and filters go by the event's own date"),
        _other_date_preferred,
    ),
)
