from collections.abc import Callable

import pytest

from timeline.errors import UnknownValue, WrongCall
from timeline.i18n import sentence
from timeline.query.registers import (
    REGISTERS,
    Names,
    event_called,
    find_ids,
    members_of,
    names_of,
    topics_of,
)
from timeline.records.model import Collection
from timeline.text import tokens

Make = Callable[..., Collection]

NAMES = {
    "ana": ("ana", "Ana Lima", "la ministra"),
    "ana-maria": ("ana-maria", "Ana María Ríos"),
    "rivers": ("rivers", "Ríos & Co."),
}
PERSON = sentence("person")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("El río, ¡otra vez!", ("el", "rio", "otra", "vez")),
        ("joint-statement", ("joint", "statement")),
        ("member_of T-MEC 2026", ("member", "of", "t", "mec", "2026")),
        ("ESPAN\u0303A Straße", ("espana", "strasse")),
        ("¿…?", ()),
        ("", ()),
    ],
)
def test_a_text_has_words_without_case_accents_and_signs(text: str, words: tuple[str, ...]) -> None:
    assert tokens(text) == words


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ana", ("ana",)),
        ("ANA LIMA", ("ana",)),
        ("La Ministra", ("ana",)),
        ("ana maria rios", ("ana-maria",)),
        ("Ana-María", ("ana-maria",)),
        ("  ríos  co ", ("rivers",)),
    ],
)
def test_a_whole_name_is_found_without_case_and_accents(typed: str, found: tuple[str, ...]) -> None:
    assert find_ids(PERSON, typed, NAMES) == found
    assert find_ids(PERSON, typed, NAMES, parts=True) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lima", ("ana",)),
        ("rios", ("ana-maria", "rivers")),
        ("ríos ana", ("ana-maria",)),
        ("maria", ("ana-maria",)),
        ("ana li", ("ana",)),
        ("ANA MAR", ("ana-maria",)),
        ("rios maria a", ("ana-maria",)),
        ("la minis", ("ana",)),
    ],
)
def test_part_of_a_name_is_found_where_parts_will_do(typed: str, found: tuple[str, ...]) -> None:
    assert find_ids(PERSON, typed, NAMES, parts=True) == found
    with pytest.raises(UnknownValue):
        find_ids(PERSON, typed, NAMES)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("limma", "no person is called 'limma'; did you mean ana?"),
        ("lim", "no person is called 'lim'; did you mean ana?"),
        ("ana im", "no person is called 'ana im'; did you mean ana, ana-maria?"),
        ("li ana", "no person is called 'li ana'; did you mean ana, ana-maria?"),
        ("xyzw", "no person is called 'xyzw'; did you mean ana, ana-maria, rivers?"),
        ("", "no person is called ''; did you mean ana, ana-maria, rivers?"),
        ("…", "no person is called '…'; did you mean ana, ana-maria, rivers?"),
        ("ana rivers", "no person is called 'ana rivers'; did you mean rivers, ana-maria?"),
    ],
)
def test_an_unknown_name_is_refused_with_the_ids_that_are_near(typed: str, said: str) -> None:
    with pytest.raises(UnknownValue) as caught:
        find_ids(PERSON, typed, NAMES, parts=True)
    assert caught.value.say() == said


def test_the_beginning_of_a_name_will_not_do_where_whole_names_are_wanted() -> None:
    with pytest.raises(UnknownValue):
        find_ids(PERSON, "ana li", NAMES)


def test_of_a_register_of_more_than_twelve_ids_only_those_that_are_near_are_offered() -> None:
    twelve: Names = {f"id{n:02}": (f"name {n:02}",) for n in range(1, 13)}
    with pytest.raises(UnknownValue) as caught:
        find_ids(PERSON, "xyzw", twelve)
    assert caught.value.say() == (
        "no person is called 'xyzw'; did you mean id01, id02, id03, id04, id05, id06, id07, id08, "
        "id09, id10, id11, id12?"
    )
    with pytest.raises(UnknownValue) as caught:
        find_ids(PERSON, "xyzw", {**twelve, "id13": ("name 13",)})
    assert caught.value.say() == "no person is called 'xyzw'"


def test_a_register_without_ids_offers_none() -> None:
    with pytest.raises(UnknownValue) as caught:
        find_ids(PERSON, "xyzw", {})
    assert caught.value.say() == "no person is called 'xyzw'"


# --- events by their ids --------------------------------------------------------------------------

IDS = (
    "2026-01-11-call-lima-reyes",
    "2026-01-11-post-on-call",
    "2026-02-visit",
    "call-off",
    "visit",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("2026-01-11-post-on-call", "2026-01-11-post-on-call"),
        ("visit", "visit"),
        ("2026-01-11-c", "2026-01-11-call-lima-reyes"),
        ("2026-02", "2026-02-visit"),
        ("REYES", "2026-01-11-call-lima-reyes"),
        ("post-on-call", "2026-01-11-post-on-call"),
        ("call", "call-off"),
        ("-call", "2026-01-11-post-on-call"),
        ("lima", "2026-01-11-call-lima-reyes"),
        ("Pöst", "2026-01-11-post-on-call"),
    ],
)
def test_an_event_is_found_by_its_id_or_by_the_only_one_that_begins_ends_or_holds_it(
    made: Make, typed: str, found: str
) -> None:
    collection = made(*({"id": id_} for id_ in IDS))
    assert event_called(collection, typed).id == found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-01", "'2026-01' may be 2026-01-11-call-lima-reyes, 2026-01-11-post-on-call"),
        ("isit", "'isit' may be 2026-02-visit, visit"),
        ("al", "'al' may be 2026-01-11-call-lima-reyes, 2026-01-11-post-on-call, call-off"),
    ],
)
def test_several_events_are_named_and_none_is_taken(made: Make, typed: str, said: str) -> None:
    collection = made(*({"id": id_} for id_ in reversed(IDS)))
    with pytest.raises(WrongCall) as caught:
        event_called(collection, typed)
    assert caught.value.say() == said


def test_of_many_events_six_are_named(made: Make) -> None:
    collection = made(*({} for _ in range(9)))
    with pytest.raises(WrongCall) as caught:
        event_called(collection, "e")
    assert caught.value.say() == "'e' may be e1, e2, e3, e4, e5, e6"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-02-vist", "no event is called '2026-02-vist'; did you mean 2026-02-visit?"),
        ("xyzw", "no event is called 'xyzw'"),
        ("", "no event is called ''"),
    ],
)
def test_an_unknown_event_is_refused_with_what_is_near(made: Make, typed: str, said: str) -> None:
    collection = made(*({"id": id_} for id_ in IDS))
    with pytest.raises(UnknownValue) as caught:
        event_called(collection, typed)
    assert caught.value.say() == said


# --- what records are known by --------------------------------------------------------------------


def test_an_actor_is_known_by_id_name_aliases_and_offices_in_both_languages(made: Make) -> None:
    assert names_of(made().actor["ana-lima"]) == (
        "ana-lima",
        "Ana Lima",
        "Ana Lima",
        "Lima",
        "Foreign Minister",
        "ministra de Exteriores",
    )


def test_the_topics_of_an_event_include_those_of_its_citations(made: Make) -> None:
    cite = {"source": "s1", "quote": "x", "topics": ["trade"]}
    plan = {"status": "scheduled", "date": "2026", "cites": [{**cite, "topics": ["fish"]}]}
    event = made({"topics": ["water"], "cites": [cite], "history": [plan]}).events[0]
    assert topics_of(event) == {"water", "trade", "fish"}


def test_members_of_members_belong_too_and_a_circle_of_members_ends(made: Make) -> None:
    assert members_of(made(), frozenset({"aland"})) == {"aland", "ministry", "ana-lima"}
    assert members_of(made(), frozenset({"ana-lima"})) == {"ana-lima"}
    actor = {"kind": "group", "name": "x"}
    circle = [{**actor, "id": "a", "member_of": ["b"]}, {**actor, "id": "b", "member_of": ["a"]}]
    assert members_of(made(actors=circle), frozenset({"a"})) == {"a", "b"}


@pytest.mark.parametrize(
    ("register", "typed", "meant"),
    [
        ("actors", "lima", {"ana-lima"}),
        ("actors", "foreign minister", {"ana-lima"}),
        ("actors", "Ministerio de Alandia", {"ministry"}),
        ("actors", "aland", {"aland"}),
        ("sides", "aa", {"AA"}),
        ("sides", "Blandia", {"BB"}),
        ("kinds", "joint statement", {"joint-statement"}),
        ("kinds", "JOINT-STATEMENT", {"joint-statement"}),
        ("kinds", "statement", {"statement"}),
        ("kinds", "Llamada", {"call"}),
        ("statuses", "Held", {"held"}),
        ("topics", "rios comunes", {"water"}),
        ("topics", "rivers", {"water"}),
        ("topics", "fish", {"fish"}),
        ("sources", "s2", {"s2"}),
        ("sources", "the ford", {"s2"}),
        ("sources", "https://example.org/2", {"s2"}),
        ("sources", "s1.txt", {"s1"}),
        ("sources", "texts/s", {"s1"}),
        ("sources", "1", {"s1"}),
        ("sources", "2", {"s2"}),
        ("places", "la vega", {"The Meadow"}),
        ("places", "meadow", {"The Meadow"}),
        ("places", "Ultima Thule", {"Última Thule"}),
    ],
)
def test_each_register_knows_its_values_by_all_their_names(
    made: Make, register: str, typed: str, meant: set[str]
) -> None:
    collection = made(
        {"topics": ["fish"], "place": {"en": "The Meadow", "es": "La Vega"}},
        {"place": {"es": "Última Thule"}},
    )
    assert REGISTERS[register].resolve(collection, [typed]) == meant


def test_a_place_keeps_all_the_names_that_events_give_it(made: Make) -> None:
    collection = made(
        {"place": {"en": "The Meadow", "es": "La Vega"}},
        {"place": {"en": "The Meadow", "es": "El Prado"}},
        {"place": "The Meadow"},
    )
    for typed in ("la vega", "el prado", "the meadow"):
        assert REGISTERS["places"].resolve(collection, [typed]) == {"The Meadow"}


def test_several_texts_mean_all_their_values(made: Make) -> None:
    assert REGISTERS["sides"].resolve(made(), ["aa", "Bland"]) == {"AA", "BB"}


@pytest.mark.parametrize(
    ("register", "typed", "said"),
    [
        ("actors", "limma", "no actor is called 'limma'; did you mean ana-lima?"),
        ("sides", "CC", "no side is called 'CC'; did you mean AA, BB?"),
        ("sides", "Alan", "no side is called 'Alan'; did you mean AA, BB?"),
        ("kinds", "cal", "no kind is called 'cal'; did you mean call?"),
        ("statuses", "hold", "no status is called 'hold'; did you mean held?"),
        ("topics", "watre", "no topic is called 'watre'; did you mean water, trade?"),
        ("sources", "s9", "no source is called 's9'; did you mean s1, s2?"),
        ("sources", "3", "no source is called '3'; did you mean s1, s2?"),
        ("places", "meadow", "no place is called 'meadow'"),
    ],
)
def test_each_register_refuses_what_it_does_not_know(
    made: Make, register: str, typed: str, said: str
) -> None:
    with pytest.raises(UnknownValue) as caught:
        REGISTERS[register].resolve(made({}), [typed])
    assert caught.value.say() == said


@pytest.mark.parametrize(
    ("register", "held"),
    [
        ("actors", {"ana-lima", "bo-reyes"}),
        ("sides", {"AA"}),
        ("kinds", {"visit"}),
        ("statuses", {"scheduled"}),
        ("topics", {"water"}),
        ("sources", {"s1"}),
        ("places", {"The Meadow"}),
    ],
)
def test_each_register_says_what_an_event_holds(made: Make, register: str, held: set[str]) -> None:
    collection = made(
        {
            "kind": "visit",
            "status": "scheduled",
            "topics": ["water"],
            "place": {"en": "The Meadow", "es": "La Vega"},
            "actors": [
                {"actor": "ana-lima", "role": "host"},
                {"actor": "bo-reyes", "role": "subject"},
            ],
        }
    )
    assert set(REGISTERS[register].values_of(collection, collection.events[0])) == held
