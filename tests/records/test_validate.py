from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import Fault, FieldPath, Unreadable
from timeline.records import validate
from timeline.records.model import Collection

Tree = Callable[..., dict[str, Any]]

KINDS = (
    "call, meeting, statement, joint-statement, press-conference, visit, agreement, negotiation, "
    "appointment, transfer, other"
)
AN_ID = "an id has lower-case letters, digits and single hyphens, such as 2026-01-11-call"
EMPTY = "empty: give a value, or leave the line out"
SOMETHING = "write something, or leave the line out"
WORDS = "write {en: …, es: …}"
NO_DATE = "a date is written as text, such as 2026-01-12"
CLAIM = {"field": "kind", "value": "visit", "sources": ["s1"]}
CITE = {"source": "s1", "quote": "x"}
PROMISE = {"id": "c", "text": {"en": "x"}, "by": ["AA"]}


def faults(tree: Any) -> tuple[Fault, ...]:
    with pytest.raises(Unreadable) as caught:
        validate.collection(tree)
    return caught.value.faults


def refused(tree: Any) -> tuple[Fault, ...]:
    """Give the faults of a tree, or none if it makes a collection."""
    try:
        validate.collection(tree)
    except Unreadable as unreadable:
        return unreadable.faults
    return ()


def said(tree: Any) -> list[str]:
    return [fault.say() for fault in faults(tree)]


def test_a_tree_is_made_a_collection(tree: Tree) -> None:
    collection = validate.collection(tree({}))
    assert isinstance(collection, Collection)
    assert [event.id for event in collection.events] == ["e1"]


def test_a_collection_may_have_no_events_sources_or_actors(tree: Tree) -> None:
    small = {"collection": tree()["collection"], "events": []}
    assert validate.collection(small).events == ()


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (None, ["collection: missing", "events: missing"]),
        ({}, ["collection: missing", "events: missing"]),
        ("text", ["mapping expected, 'text' found"]),
        ([], ["mapping expected, list found"]),
    ],
)
def test_what_is_no_collection_at_all_is_refused(tree: Any, expected: list[str]) -> None:
    assert said(tree) == expected


# Each row: what an event says, the field at fault within that event, and what is said of it.
IN_AN_EVENT: list[tuple[dict[str, Any], str, str]] = [
    # unknown keys
    ({"plaze": "x"}, "plaze", "there is no field 'plaze'; did you mean place?"),
    (
        {"actors": [{"actor": "ana-lima", "role": "host", "xyzw": "x"}]},
        "actors[0].xyzw",
        "there is no field 'xyzw'; the fields are actor, role",
    ),
    (
        {"actors": [{"actor": "ana-lima", "role": "host", "k" * 50: "x"}]},
        f"actors[0].{'k' * 50}",
        f"there is no field '{'k' * 39}…'; the fields are actor, role",
    ),
    (
        {"title": {"en": "x", "fr": "x"}},
        "title.fr",
        "there is no field 'fr'; the fields are en, es",
    ),
    ({"place": {"fr": "x"}}, "place.fr", "there is no field 'fr'; the fields are en, es"),
    ({"summary": {"ens": "x"}}, "summary.ens", "there is no field 'ens'; did you mean en, es?"),
    (
        {"cites": [{**CITE, "qoute": "x"}]},
        "cites[0].qoute",
        "there is no field 'qoute'; did you mean quote, note?",
    ),
    (
        {"commitments": [{**PROMISE, "cites": [{**CITE, "suport": "x"}]}]},
        "commitments[0].cites[0].suport",
        "there is no field 'suport'; did you mean supports?",
    ),
    # missing
    ({"cites": [{"quote": "x"}]}, "cites[0].source", "missing"),
    ({"actors": [{"actor": "ana-lima"}]}, "actors[0].role", "missing"),
    ({"history": [{"status": "held"}]}, "history[0].date", "missing"),
    # of the wrong type
    ({"title": "A call"}, "title", f"'A call' is not enough: {WORDS}"),
    ({"title": None}, "title", f"'…' is not enough: {WORDS}"),
    ({"title": ["A call"]}, "title", f"'…' is not enough: {WORDS}"),
    ({"summary": "A call"}, "summary", f"'A call' is not enough: {WORDS}"),
    ({"date_note": "A call"}, "date_note", f"'A call' is not enough: {WORDS}"),
    ({"place": ["x"]}, "place", f"'…' is not enough: {WORDS}"),
    (
        {"cites": [{"source": "s1", "says": "they spoke"}]},
        "cites[0].says",
        f"'they spoke' is not enough: {WORDS}",
    ),
    (
        {"commitments": [{**PROMISE, "text": "x"}]},
        "commitments[0].text",
        f"'x' is not enough: {WORDS}",
    ),
    ({"history": ["x"]}, "history[0]", "mapping expected, 'x' found"),
    ({"actors": "ana-lima"}, "actors", "list expected, 'ana-lima' found"),
    ({"actors": {"actor": "ana-lima"}}, "actors", "list expected, mapping found"),
    (
        {"actors": ["ana-lima"]},
        "actors[0]",
        "'ana-lima' is not enough: write {actor: …, role: …}",
    ),
    ({"actors": [["x"]]}, "actors[0]", "'…' is not enough: write {actor: …, role: …}"),
    ({"cites": None}, "cites", "list expected, nothing found"),
    ({"kind": ["call"]}, "kind", "text expected, list found"),
    ({"kind": None}, "kind", "text expected, nothing found"),
    ({"id": {"a": "b"}}, "id", "text expected, mapping found"),
    ({"title": {"en": ["x"]}}, "title.en", "text expected, list found"),
    (
        {"title": "one two three four five six seven eight nine ten"},
        "title",
        f"'one two three four five six seven eight…' is not enough: {WORDS}",
    ),
    # empty
    ({"title": {}}, "title", "text expected in en, es or both"),
    ({"title": {"en": ""}}, "title.en", EMPTY),
    (
        {"title": {"en": " "}},
        "title.en",
        f"' ' is not accepted: {SOMETHING}",
    ),
    ({"title": {"en": "…"}}, "title.en", f"'…' is not accepted: {SOMETHING}"),
    ({"place": {"es": "¿?"}}, "place.es", f"'¿?' is not accepted: {SOMETHING}"),
    (
        {"cites": [{"source": "s1", "quote": "— ]"}]},
        "cites[0].quote",
        f"'— ]' is not accepted: {SOMETHING}",
    ),
    ({"claims": [{**CLAIM, "sources": []}]}, "claims[0].sources", EMPTY),
    ({"commitments": [{**PROMISE, "by": []}]}, "commitments[0].by", EMPTY),
    # ids and topics
    ({"id": "A Call"}, "id", f"'A Call' is not accepted: {AN_ID}"),
    ({"id": "a" * 101}, "id", "at most 100 characters expected"),
    ({"topics": ["Water"]}, "topics[0]", f"'Water' is not accepted: {AN_ID}"),
    # lists of words
    ({"kind": "cal"}, "kind", "'cal' is not in the list; did you mean call?"),
    ({"kind": "xyzw"}, "kind", f"'xyzw' is not in the list: {KINDS}"),
    (
        {"actors": [{"actor": "ana-lima", "role": "isuer"}]},
        "actors[0].role",
        "'isuer' is not in the list; did you mean issuer?",
    ),
    (
        {"cites": [{**CITE, "supports": ["date", "kin"]}]},
        "cites[0].supports[1]",
        "'kin' is not in the list; did you mean kind?",
    ),
    (
        {"cites": [{**CITE, "speech": "xyzw"}]},
        "cites[0].speech",
        "'xyzw' is not in the list: direct, reported",
    ),
    # references
    (
        {"cites": [{**CITE, "source": "s1x"}]},
        "cites[0].source",
        "no source is called 's1x'; did you mean s1?",
    ),
    (
        {"cites": [{**CITE, "source": "xyzw"}]},
        "cites[0].source",
        "no source is called 'xyzw'; did you mean s1, s2?",
    ),
    (
        {"cites": [{**CITE, "speaker": "ana"}]},
        "cites[0].speaker",
        "no actor is called 'ana'; did you mean ana-lima?",
    ),
    (
        {"actors": [{"actor": "anna-lima", "role": "speaker"}]},
        "actors[0].actor",
        "no actor is called 'anna-lima'; did you mean ana-lima?",
    ),
    ({"about": "other-cal"}, "about", "no event is called 'other-cal'; did you mean other-call?"),
    (
        {"announced_by": "xyzw"},
        "announced_by",
        "no event is called 'xyzw'; did you mean e1, other-call?",
    ),
    ({"follows": "xyzw"}, "follows", "no event is called 'xyzw'; did you mean e1, other-call?"),
    (
        {"commitments": [{**PROMISE, "by": ["AA", "AAB"]}]},
        "commitments[0].by[1]",
        "no side is called 'AAB'; did you mean AA?",
    ),
    (
        {"commitments": [{**PROMISE, "by": ["aa"]}]},
        "commitments[0].by[0]",
        "no side is called 'aa'; did you mean AA?",
    ),
    (
        {"commitments": [{**PROMISE, "by": ["Álandia, S. A."]}]},
        "commitments[0].by[0]",
        "no side is called 'Álandia, S. A.'; did you mean AA, BB?",
    ),
    (
        {"cites": [{**CITE, "attribution": "outlett"}]},
        "cites[0].attribution",
        "no voice is called 'outlett'; did you mean outlet?",
    ),
    (
        {"cites": [{**CITE, "attribution": "XYZ"}]},
        "cites[0].attribution",
        "no voice is called 'XYZ'; did you mean AA, BB, joint, outlet?",
    ),
    ({"asked_by": "limaa"}, "asked_by", "no actor is called 'limaa'; did you mean ana-lima?"),
    (
        {"claims": [{**CLAIM, "attribution": "AAB"}]},
        "claims[0].attribution",
        "no voice is called 'AAB'; did you mean AA?",
    ),
    (
        {"cites": [{**CITE, "terms": {"Big river": "x"}}]},
        "cites[0].terms.Big river",
        f"'Big river' is not accepted: {AN_ID}",
    ),
    (
        {"claims": [{**CLAIM, "sources": ["xyzw"]}]},
        "claims[0].sources[0]",
        "no source is called 'xyzw'; did you mean s1, s2?",
    ),
    # dates
    ({"date": "2026-02-30"}, "date", "2026-02-30 is not a day: February 2026 has 28"),
    ({"date": ["2026-01-11"]}, "date", NO_DATE),
    ({"date": None}, "date", NO_DATE),
    (
        {"history": [{"status": "scheduled", "date": "2026-13"}]},
        "history[0].date",
        "2026-13 is not a month: months run from 01 to 12",
    ),
    (
        {"commitments": [{**PROMISE, "due": "2026-1-5"}]},
        "commitments[0].due",
        "2026-1-5 is not an EDTF date: write 2026-01-05",
    ),
    (
        {"claims": [{**CLAIM, "field": "date"}]},
        "claims[0]",
        "visit is not an EDTF date: write year-month-day, such as 2026-01-12",
    ),
    # what contradicts itself
    (
        {"cites": [{**CITE, "says": {"en": "x"}}]},
        "cites[0]",
        "a citation has either a quote or says",
    ),
    ({"cites": [{"source": "s1"}]}, "cites[0]", "a citation has either a quote or says"),
    (
        {"claims": [{**CLAIM, "rank": "deprecated"}]},
        "claims[0]",
        "a claim that is not normal needs a reason",
    ),
    (
        {"claims": [{**CLAIM, "rank": "preferred", "reason": "nearest"}] * 2},
        "",
        "only one claim to kind can be preferred",
    ),
]


@pytest.mark.parametrize(("event", "field", "expected"), IN_AN_EVENT)
def test_a_fault_in_an_event_is_named_with_its_field(
    tree: Tree, event: dict[str, Any], field: str, expected: str
) -> None:
    place = f"events[0].{field}".rstrip(".")
    assert said(tree(event, {"id": "other-call"})) == [f"{place}: {expected}"]


# Each row: the path at fault, the value put there, and what is said of it.
ELSEWHERE: list[tuple[FieldPath, Any, str]] = [
    (("evnts",), [], "evnts: there is no field 'evnts'; did you mean events?"),
    (("events",), "x", "events: list expected, 'x' found"),
    (("sources", 1), "x", "sources[1]: mapping expected, 'x' found"),
    (
        ("sources", 0, "fil"),
        "x",
        "sources[0].fil: there is no field 'fil'; did you mean file?",
    ),
    (
        ("sources", 0, "url"),
        "example.org",
        (
            "sources[0].url: 'example.org' is not accepted: a link begins with http:// or https:// "
            "and a host, and has no spaces"
        ),
    ),
    (
        ("sources", 0, "sha256"),
        "00",
        "sources[0].sha256: '00' is not accepted: a sha256 has 64 hexadecimal digits, 0-9 and a-f",
    ),
    (
        ("sources", 0, "language"),
        "Spanish!",
        (
            "sources[0].language: 'Spanish!' is not accepted: a language is a BCP 47 tag, such as "
            "es or en-US"
        ),
    ),
    (
        ("sources", 0, "published_basis"),
        "inferred",
        "sources[0]: an inferred date needs published and a published_note that says from what",
    ),
    (
        ("sources", 0, "published"),
        "yesterday",
        (
            "sources[0].published: yesterday is not an EDTF date: write year-month-day, such as "
            "2026-01-12"
        ),
    ),
    (
        ("sources", 0, "origin"),
        "xyzw",
        "sources[0].origin: no source or event is called 'xyzw'; did you mean e1, s1, s2?",
    ),
    (
        ("sources", 0, "origin"),
        "e1x",
        "sources[0].origin: no source or event is called 'e1x'; did you mean e1?",
    ),
    (
        ("actors", 0, "member_of"),
        ["minstry"],
        "actors[0].member_of[0]: no actor is called 'minstry'; did you mean ministry?",
    ),
    (
        ("actors", 0, "side"),
        "XYZ",
        "actors[0].side: no side is called 'XYZ'; did you mean AA, BB?",
    ),
    (("actors", 0, "side"), "", "actors[0].side: no side is called ''; did you mean AA, BB?"),
    (("actors", 0, "name"), ["x"], f"actors[0].name: '…' is not enough: {WORDS}"),
    (("actors", 0, "aliases"), ["…"], f"actors[0].aliases[0]: '…' is not accepted: {SOMETHING}"),
    (
        ("actors", 0, "kind"),
        "humane",
        "actors[0].kind: 'humane' is not in the list: person, institution, government, group",
    ),
    (
        ("actors", 0, "offices"),
        [{"title": {"en": "x"}, "since": "2020"}],
        "actors[0].offices[0].since: there is no field 'since'; the fields are title, from, to",
    ),
    (("collection", "title"), ..., "collection.title: missing"),
    (("collection", "title"), "x", f"collection.title: 'x' is not enough: {WORDS}"),
    (("collection", "sides", "AA"), "x", f"collection.sides.AA: 'x' is not enough: {WORDS}"),
    (("collection", "topics"), [], "collection.topics: mapping expected, list found"),
    (
        ("collection", "topics"),
        {"Big river": {"en": "x"}},
        f"collection.topics.Big river: 'Big river' is not accepted: {AN_ID}",
    ),
    (
        ("collection", "sides", "Cc"),
        {"en": "Cland"},
        (
            "collection.sides.Cc: 'Cc' is not accepted: a side has two to ten capital letters or "
            "digits, such as MX"
        ),
    ),
    (("collection", "sides", "CC"), {}, "collection.sides.CC: text expected in en, es or both"),
]


def put(tree: dict[str, Any], path: FieldPath, value: Any) -> dict[str, Any]:
    changed = deepcopy(tree)
    at: Any = changed
    for part in path[:-1]:
        at = at[part]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return changed


@pytest.mark.parametrize(("path", "value", "expected"), ELSEWHERE)
def test_a_fault_elsewhere_is_named_with_its_field(
    tree: Tree, path: FieldPath, value: Any, expected: str
) -> None:
    assert said(put(tree({}), path, value)) == [expected]


def test_a_source_without_file_and_url_is_refused(tree: Tree) -> None:
    changed = put(tree({}), ("sources", 0, "file"), ...)
    assert said(changed) == ["sources[0]: a source has a file, a url or both"]


def test_no_sides_at_all_is_a_fault_and_no_side_is_then_known(tree: Tree) -> None:
    actors = [{"id": "a", "kind": "person", "side": "AA", "name": "A"}]
    changed = put(tree(actors=actors), ("collection", "sides"), {})
    assert said(changed) == [
        "actors[0].side: no side is called 'AA'",
        f"collection.sides: {EMPTY}",
    ]


@pytest.mark.parametrize("field", ["id", "date", "kind", "status", "title"])
def test_what_an_event_cannot_do_without_is_missed(tree: Tree, field: str) -> None:
    changed = put(tree({}), ("events", 0, field), ...)
    assert said(changed) == [f"events[0].{field}: missing"]


@pytest.mark.parametrize("section", ["sources", "actors", "events"])
def test_an_id_taken_twice_names_the_first_that_has_it(tree: Tree, section: str) -> None:
    changed = tree({}, {})
    records = changed[section]
    name = records[0]["id"]
    changed[section] = [*records, deepcopy(records[0]), deepcopy(records[0])]
    n = len(records)
    assert said(changed) == [
        f"{section}[{i}].id: the id '{name}' is taken by {section}[0]" for i in (n, n + 1)
    ]


def test_the_same_id_in_two_sections_is_no_fault(tree: Tree) -> None:
    actors = [{"id": "s1", "kind": "person", "name": "S"}]
    assert validate.collection(tree({"id": "s1"}, actors=actors)).actor["s1"]


@pytest.mark.parametrize("key", ["about", "follows"])
def test_events_that_lead_back_to_themselves_are_refused(tree: Tree, key: str) -> None:
    events = [{key: "e2"}, {key: "e3"}, {key: "e2"}, {key: "e4"}, {}]
    assert said(tree(*events)) == [
        f"events[1].{key}: 'e2' leads back to itself through {key}",
        f"events[2].{key}: 'e3' leads back to itself through {key}",
        f"events[3].{key}: 'e4' leads back to itself through {key}",
    ]


def test_sources_that_rewrite_each_other_are_refused(tree: Tree) -> None:
    changed = put(tree({}), ("sources", 0, "origin"), "s2")
    assert validate.collection(changed).origin_of("s1") == "s2"
    assert said(put(changed, ("sources", 1, "origin"), "s1")) == [
        "sources[0].origin: 's1' leads back to itself through origin",
        "sources[1].origin: 's2' leads back to itself through origin",
    ]


def test_a_long_chain_of_events_is_taken(tree: Tree) -> None:
    events = [{"follows": f"e{n + 1}"} for n in range(1, 300)]
    assert len(validate.collection(tree(*events, {})).events) == 300


def test_all_faults_of_a_tree_are_found_in_one_run(tree: Tree) -> None:
    changed = tree(
        {"date": "2026-02-30", "kind": "cal", "abuot": "e1"},
        {"id": "e1", "cites": [{"source": "s1", "quote": "x", "speaker": "bo"}]},
        {"about": "e3", "title": {"en": ""}},
    )
    del changed["collection"]["title"]
    assert said(changed) == [
        "collection.title: missing",
        "events[0].abuot: there is no field 'abuot'; did you mean about?",
        "events[0].date: 2026-02-30 is not a day: February 2026 has 28",
        "events[0].kind: 'cal' is not in the list; did you mean call?",
        "events[1].cites[0].speaker: no actor is called 'bo'; did you mean bo-reyes?",
        "events[1].id: the id 'e1' is taken by events[0]",
        "events[2].about: 'e3' leads back to itself through about",
        f"events[2].title.en: {EMPTY}",
    ]


def test_a_list_whose_members_are_all_refused_is_not_called_empty_too(tree: Tree) -> None:
    changed = tree({"claims": [{**CLAIM, "sources": ["x9", "y9"]}]})
    assert said(changed) == [
        "events[0].claims[0].sources[0]: no source is called 'x9'; did you mean s1, s2?",
        "events[0].claims[0].sources[1]: no source is called 'y9'; did you mean s1, s2?",
    ]


def test_all_names_are_offered_where_they_are_at_most_twelve(tree: Tree) -> None:
    unknown = {"follows": "xyzw"}
    [found] = said(tree(unknown, *({} for _ in range(11))))
    assert found == (
        "events[0].follows: no event is called 'xyzw'; did you mean e1, e10, e11, e12, e2, e3, e4, "
        "e5, e6, e7, e8, e9?"
    )
    assert said(tree(unknown, *({} for _ in range(12)))) == [
        "events[0].follows: no event is called 'xyzw'"
    ]


def test_faults_point_to_the_key_where_the_key_is_wrong(tree: Tree) -> None:
    changed = put(tree({"plaze": "x", "date": "x"}), ("collection", "sides", "x"), {"en": "x"})
    assert [(fault.path, fault.at_key) for fault in faults(changed)] == [
        (("collection", "sides", "x"), True),
        (("events", 0, "date"), False),
        (("events", 0, "plaze"), True),
    ]


def test_an_office_is_dated_with_from_and_to(tree: Tree) -> None:
    office = {"title": {"en": "x"}, "from": "2024-10-01", "to": "2026"}
    collection = validate.collection(put(tree(), ("actors", 0, "offices"), [office]))
    held = collection.actors[0].offices[0]
    assert (str(held.since), str(held.until)) == ("2024-10-01", "2026")


# --- laws -----------------------------------------------------------------------------------------

LEAVES = st.none() | st.text(max_size=5) | st.sampled_from(["e1", "s1", "AA", "2026", "call"])
KEYS = st.sampled_from(["id", "en", "date", "cites", "sources", "[key]", "x"])
ANYTHING = st.recursive(
    LEAVES, lambda it: st.lists(it, max_size=3) | st.dictionaries(KEYS, it, max_size=3)
)
SECTIONS = st.sampled_from(["collection", "sources", "actors", "events", "more"])
FIELDS = st.sampled_from(
    ["id", "date", "title", "cites", "claims", "actors", "about", "history", "commitments", "zzz"]
)


@given(ANYTHING | st.dictionaries(SECTIONS, ANYTHING))
def test_any_tree_is_made_a_collection_or_refused_in_our_words(tree: Any) -> None:
    assert all(fault.sentence.say() for fault in refused(tree))


@given(FIELDS, ANYTHING)
def test_any_value_of_any_field_is_taken_or_refused_under_that_field(
    tree: Tree, field: str, value: Any
) -> None:
    paths = [fault.path for fault in refused(tree({field: value}))]
    assert all(path[:2] == ("events", 0) for path in paths)
    assert not paths or any(field in path for path in paths)
