"""Resolving what a person types for an actor, a kind, a topic … to ids.

Case and accents never count. Nothing is guessed: an unknown value is refused with suggestions.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from timeline.errors import UnknownValue, WrongCall
from timeline.i18n import LANGUAGES, Sentence, mark, sentence
from timeline.query.index_protocol import SearchableCollection
from timeline.records.model import Actor, Collection, Event, Words
from timeline.records.vocabulary import Kind, Status, typed_names
from timeline.text import fold, suggest, tokens

Names = dict[str, tuple[str, ...]]
"""Ids, each with all the names that it may be typed by."""

_MAX_SUGGESTED_NAMES = 20
_MAX_LISTED = 12


def find_ids(what: Sentence, typed: str, names: Names, *, parts: bool = False) -> tuple[str, ...]:
    """Return the ids that have a name as typed.

    With ``parts``, if no whole name matches, return the ids that have a name with all the words
    typed. Raises `UnknownValue`, with up to three ids, if none matches.
    """
    wanted = tokens(typed)
    known = [(key, tokens(name)) for key, many in names.items() for name in many]
    # "rubio" must mean the actor of that name, even if other names contain the word.
    exact = [key for key, words in known if words == wanted and wanted]
    part = [key for key, words in known if parts and wanted and _is_part(wanted, words)]
    if not (exact or part):
        owner = {name: key for key, many in names.items() for name in many}
        near = [owner[name] for name in suggest(typed, owner, _MAX_SUGGESTED_NAMES)]
        few = list(names) if len(names) <= _MAX_LISTED else []
        raise UnknownValue(what, typed, list(dict.fromkeys(near))[:3] or few)
    return tuple(dict.fromkeys(exact or part))


def _is_part(wanted: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Return whether all words are in a name. The last may be the beginning of a word."""
    *whole, last = wanted
    return set(whole) <= set(words) and any(
        word == last or (whole and word.startswith(last)) for word in words
    )


def event_called(collection: Collection, typed: str) -> Event:
    """Return the event with an id, or with the only id that begins or ends so, or contains it.

    Raises `UnknownValue` if no id matches, `WrongCall` with the ids if several do.
    """
    if typed in collection.event:
        return collection.event[typed]
    wanted = fold(typed)
    # From the most to the least specific: the date is at the beginning, what people remember at the
    # end.
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
    """Return all the names of an actor: id, name, aliases, offices, in both languages."""
    offices = (name for office in actor.offices for name in _in_both_languages(office.title))
    return (actor.id, *_in_both_languages(actor.name), *actor.aliases, *offices)


def topics_of(event: Event) -> frozenset[str]:
    """Return the topics of an event, those of its citations included."""
    cited = (topic for _, cite in event.all_cites() for topic in cite.topics)
    return frozenset((*event.topics, *cited))


def members_of(collection: Collection, actors: frozenset[str]) -> frozenset[str]:
    """Return the actors, with everyone who belongs to them, directly or indirectly."""
    wider = actors | {
        actor.id for actor in collection.actors if not actors.isdisjoint(actor.member_of)
    }
    return actors if wider == actors else members_of(collection, wider)


@dataclass(frozen=True, slots=True)
class Register:
    """One field that events can be filtered by.

    ``label`` names it in messages, ``names`` returns what may be typed for each id, and
    ``values_of`` the ids that an event has: the index calls it without a collection (None), but for
    sides. ``option`` is the field of the command's options;
    ``parts`` says that a few words of a name are enough; ``field`` is the name under which an index
    has the names, if it does.
    """

    label: str
    names: Callable[[Collection], Names]
    values_of: Callable[[Collection, Event], Iterable[str]]
    option: str
    parts: bool = True
    field: str = ""

    def resolve(self, collection: Collection, typed: Iterable[str]) -> frozenset[str]:
        """Return the ids that any of the texts typed means; see `find_ids`."""
        return frozenset(key for name in typed for key in self._one(collection, name))

    def _one(self, collection: Collection, text: str) -> tuple[str, ...]:
        what, words = sentence(self.label), tokens(text)
        if self.field and words and isinstance(collection, SearchableCollection):
            with suppress(UnknownValue):  # the full list below gives better suggestions
                return find_ids(
                    what, text, collection.names_with_word(self.field, words[0]), parts=self.parts
                )
        return find_ids(what, text, self.names(collection), parts=self.parts)


def _in_both_languages(said: Words | Sentence) -> tuple[str, ...]:
    return tuple(said.say(language) for language in LANGUAGES)


def closed_list(values: type[StrEnum]) -> Names:
    """Return the values of a closed list, each with its names in both languages."""
    return {value: typed_names(value) for value in values}


def sides(collection: Collection) -> Names:
    """Return the sides by code and name."""
    return {
        code: (code, *_in_both_languages(name))
        for code, name in collection.collection.sides.items()
    }


def _topics(collection: Collection) -> Names:
    labels = collection.collection.topics
    used = {topic for event in collection.events for topic in topics_of(event)}
    return {
        slug: (slug, *(_in_both_languages(labels[slug]) if slug in labels else ()))
        for slug in (*labels, *sorted(used - labels.keys()))
    }


def _sources(collection: Collection) -> Names:
    """Return the sources with all their names: id, number, file, link, outlet, title."""
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
        names[name] = tuple(dict.fromkeys((*names.get(name, ()), *_in_both_languages(place))))
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
"""Every field that events can be counted by, by its name in a `filter.Filter`."""

_READOUT = "readout"


def _kinds_with_readout(_: Collection, event: Event) -> Iterable[str]:
    """Return the kind; a statement about another event is a readout too."""
    return (event.kind, _READOUT) if event.is_readout else (event.kind,)


FILTER_REGISTERS: Mapping[str, Register] = {
    **REGISTERS,
    "kinds": Register(
        mark("kind"),
        lambda _: {
            **closed_list(Kind),
            _READOUT: (_READOUT, *_in_both_languages(sentence("readout"))),
        },
        _kinds_with_readout,
        "kind",
        parts=False,
    ),
    "asked_by": replace(
        REGISTERS["actors"],
        values_of=lambda _, event: (event.asked_by,) if event.asked_by else (),
        option="asked_by",
    ),
}
"""The registers of filters: a readout is a kind too, and ``asked_by`` is a field of its own."""
