"""What a person types for an actor, a kind, a topic … and the ids that are meant by it.

Case and accents never matter. Nothing is guessed: what is not known is refused with what is
nearest.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from timeline.errors import UnknownValue, WrongCall
from timeline.i18n import LANGUAGES, Sentence, mark, sentence
from timeline.query.index_protocol import SearchableCollection
from timeline.records.model import Actor, Collection, Event, Words
from timeline.records.vocabulary import Kind, Status, names
from timeline.text import fold, suggest, tokens

Names = dict[str, tuple[str, ...]]
"""Ids, and everything by which each is known."""

_NAMES_TRIED = 20
_FEW = 12


def named(what: Sentence, typed: str, names: Names, *, parts: bool = False) -> tuple[str, ...]:
    """Return the ids that bear a name as typed.

    With ``parts``, and if no whole name is meant, the ids one of whose names holds all the words
    typed. Raises `UnknownValue`, with up to three ids, if there are none.
    """
    wanted = tokens(typed)
    known = [(key, tokens(name)) for key, many in names.items() for name in many]
    exact = [key for key, words in known if words == wanted and wanted]
    part = [key for key, words in known if parts and wanted and _is_part(wanted, words)]
    if not (exact or part):
        owner = {name: key for key, many in names.items() for name in many}
        near = [owner[name] for name in suggest(typed, owner, _NAMES_TRIED)]
        few = list(names) if len(names) <= _FEW else []
        raise UnknownValue(what, typed, list(dict.fromkeys(near))[:3] or few)
    return tuple(dict.fromkeys(exact or part))


def _is_part(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Return whether all words are among those of a name; the last may be the beginning of one."""
    *whole, last = wanted
    return set(whole) <= set(words) and any(
        word == last or (whole and word.startswith(last)) for word in words
    )


def event_called(collection: Collection, typed: str) -> Event:
    """Return the event with an id, or with the only id that begins or ends so.

    Raises `UnknownValue` if there is none, `WrongCall` with the ids if there are several.
    """
    if typed in collection.event:
        return collection.event[typed]
    wanted = fold(typed)
    for fits in (str.startswith, str.endswith, str.__contains__):
        found = [name for name in collection.event if wanted and fits(name, wanted)]
        if len(found) == 1:
            return collection.event[found[0]]
        if found:
            raise WrongCall(
                sentence("'{text}' may be {ids}", text=typed, ids=", ".join(sorted(found)[:6]))
            )
    raise UnknownValue(sentence("event"), typed, suggest(typed, collection.event))


def names_of(actor: Actor) -> tuple[str, ...]:
    """Everything by which an actor is known: id, name, aliases, offices, in both languages."""
    offices = (name for office in actor.offices for name in _both(office.title))
    return (actor.id, *_both(actor.name), *actor.aliases, *offices)


def topics_of(event: Event) -> frozenset[str]:
    """Every topic of an event, those of its citations included."""
    cited = (topic for _, cite in event.all_cites() for topic in cite.topics)
    return frozenset((*event.topics, *cited))


def members_of(collection: Collection, actors: frozenset[str]) -> frozenset[str]:
    """The actors, with everyone who belongs to them, or to those who do."""
    wider = actors | {
        actor.id for actor in collection.actors if not actors.isdisjoint(actor.member_of)
    }
    return actors if wider == actors else members_of(collection, wider)


@dataclass(frozen=True, slots=True)
class Register:
    """One field by which events can be asked for: what it is called, its names, what events hold.

    ``option`` is the field of the options in which names are typed; ``parts`` says that a few
    words of a name are enough; ``field`` is the name under which a collection finds names by
    itself, if it does.
    """

    what: str
    names: Callable[[Collection], Names]
    held: Callable[[Collection, Event], Iterable[str]]
    option: str
    parts: bool = True
    field: str = ""

    def meant(self, collection: Collection, typed: Iterable[str]) -> frozenset[str]:
        """Return the ids that are meant by any of the texts typed; see `named`."""
        return frozenset(key for text in typed for key in self._one(collection, text))

    def _one(self, collection: Collection, text: str) -> tuple[str, ...]:
        what, words = sentence(self.what), tokens(text)
        if self.field and words and isinstance(collection, SearchableCollection):
            with suppress(UnknownValue):  # which is then said with what is nearest of all names
                return named(what, text, collection.named(self.field, words[0]), parts=self.parts)
        return named(what, text, self.names(collection), parts=self.parts)


def _both(said: Words | Sentence) -> tuple[str, ...]:
    return tuple(said.say(language) for language in LANGUAGES)


def closed_list(values: type[StrEnum]) -> Names:
    """Return the words of a closed list, and their names in both languages."""
    return {value: names(value) for value in values}


def sides(collection: Collection) -> Names:
    """Return the sides by code and name."""
    return {code: (code, *_both(name)) for code, name in collection.collection.sides.items()}


def _topics(collection: Collection) -> Names:
    labels = collection.collection.topics
    used = {topic for event in collection.events for topic in topics_of(event)}
    return {
        slug: (slug, *(_both(labels[slug]) if slug in labels else ()))
        for slug in (*labels, *sorted(used - labels.keys()))
    }


def _sources(collection: Collection) -> Names:
    """The sources by id, by the number they are cited by, and by all that is known of them."""
    return {
        source.id: tuple(
            filter(
                None, (source.id, str(number), source.file, source.url, source.outlet, source.title)
            )
        )
        for source, number in (
            (source, collection.number[source.id]) for source in collection.sources
        )
    }


def _places(collection: Collection) -> Names:
    names: Names = {}
    for place in filter(None, (event.place for event in collection.events)):
        name = place.say(LANGUAGES[0])
        names[name] = tuple(dict.fromkeys((*names.get(name, ()), *_both(place))))
    return names


REGISTERS: Mapping[str, Register] = {
    "actors": Register(
        mark("actor"),
        lambda collection: {actor.id: names_of(actor) for actor in collection.actors},
        lambda _, event: (part.actor for part in event.actors),
        "actor",
        field="actors",
    ),
    "sides": Register(
        mark("side"),
        sides,
        lambda collection, event: collection.sides_of(event),
        "side",
        parts=False,
    ),
    "kinds": Register(
        mark("kind"),
        lambda _: closed_list(Kind),
        lambda _, event: (event.kind,),
        "kind",
        parts=False,
    ),
    "statuses": Register(
        mark("status"),
        lambda _: closed_list(Status),
        lambda _, event: (event.status,),
        "status",
        parts=False,
    ),
    "topics": Register(
        mark("topic"), _topics, lambda _, event: topics_of(event), "topic", field="topics"
    ),
    "sources": Register(
        mark("source"),
        _sources,
        lambda _, event: (cite.source for _, cite in event.all_cites()),
        "source",
        field="sources",
    ),
    "places": Register(
        mark("place"),
        _places,
        lambda _, event: (event.place.say(LANGUAGES[0]),) if event.place else (),
        "place",
        field="places",
    ),
}
"""Every field by which events can be asked for, by its name in a `query.Filter`."""

_READOUT = "readout"


def _kinds_asked(_: Collection, event: Event) -> Iterable[str]:
    """Return the kind; a statement about another event is a readout too."""
    return (event.kind, _READOUT) if event.is_readout else (event.kind,)


FILTER_REGISTERS: Mapping[str, Register] = {
    **REGISTERS,
    "kinds": Register(
        mark("kind"),
        lambda _: {**closed_list(Kind), _READOUT: (_READOUT, *_both(sentence("readout")))},
        _kinds_asked,
        "kind",
        parts=False,
    ),
    "asked_by": replace(
        REGISTERS["actors"],
        held=lambda _, event: (event.asked_by,) if event.asked_by else (),
        option="asked_by",
    ),
}
"""The same for questions: a readout is a kind too, and who asked for an event one actor more."""
