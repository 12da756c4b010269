import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.strategies import collections
from timeline.formats import FORMATS, Export
from timeline.formats.data.objects import plain
from timeline.i18n import sentence
from timeline.query.filter import Filter, Row, select
from timeline.quotes.prove import StoredText, Unavailable
from timeline.records import validate
from timeline.records.model import (
    About,
    Actor,
    Cite,
    Claim,
    Collection,
    Commitment,
    Correction,
    Event,
    Office,
    Participation,
    Record,
    Source,
    State,
)

Make = Callable[..., Collection]

BOTH = {"en": "x", "es": "y"}
CITE: dict[str, Any] = {
    "source": "s1",
    "quote": "They spoke on Sunday.",
    "prefix": "river.",
    "suffix": "Then",
    "supports": ["date", "announced_by"],
    "date_words": "on Sunday",
    "attribution": "joint",
    "speech": "reported",
    "speaker": "bo-reyes",
    "topics": ["water"],
    "terms": {"water": "of the river"},
    "translation": {"es": "Hablaron el domingo."},
    "note": BOTH,
}
FULL: dict[str, Any] = {
    "id": "full",
    "date": "[2026-01-11,2026-01-12]",
    "date_note": BOTH,
    "kind": "joint-statement",
    "status": "issued",
    "title": BOTH,
    "summary": BOTH,
    "actors": [{"actor": "ana-lima", "role": "issuer"}],
    "asked_by": "bo-reyes",
    "place": "New Ford",
    "topics": ["trade"],
    "about": "e2",
    "announced_by": "e2",
    "follows": "e2",
    "cites": [CITE, {"source": "s2", "says": BOTH}],
    "claims": [
        {
            "field": "date",
            "value": "2026-01-11",
            "sources": ["s1", "s2"],
            "topic": "water",
            "attribution": "BB",
            "rank": "preferred",
            "reason": BOTH,
        }
    ],
    "history": [
        {
            "status": "scheduled",
            "date": "2026-01",
            "title": BOTH,
            "actors": [{"actor": "ana-lima", "role": "participant"}],
            "cites": [CITE],
            "note": BOTH,
        }
    ],
    "commitments": [
        {
            "id": "promise",
            "text": BOTH,
            "by": ["AA", "BB"],
            "due": "2026-02/..",
            "status": "partly-kept",
            "cites": [CITE],
        }
    ],
    "corrections": [
        {"on": "2026-11-20", "field": "place", "was": "Ford", "now": "New Ford", "reason": BOTH}
    ],
    "note": BOTH,
}
SOURCES: list[dict[str, Any]] = [
    {
        "id": "s1",
        "file": "texts/s1.txt",
        "sha256": "0" * 64,
        "url": "https://example.org/1",
        "outlet": "The Ford",
        "title": "Ríos",
        "author": "N. N.",
        "published": "2026-01-11~",
        "published_basis": "inferred",
        "published_note": BOTH,
        "accessed": "2026-11-20",
        "language": "es-MX",
        "origin": "s2",
        "note": BOTH,
    },
    {"id": "s2", "url": "https://example.org/2"},
]
ACTORS: list[dict[str, Any]] = [
    {
        "id": "ana-lima",
        "kind": "person",
        "side": "AA",
        "name": "Ana Lima",
        "aliases": ["Lima"],
        "member_of": ["bo-reyes"],
        "offices": [{"title": BOTH, "from": "2024-10-01", "to": "2030~"}],
    },
    {"id": "bo-reyes", "kind": "person", "name": {"en": "Bo Reyés"}},
]
RECORDS: list[type[Record]] = [About, Source, Actor, Office, Event, Participation, Cite, Claim]
RECORDS += [State, Commitment, Correction]


SECTIONS = ("collection", "sources", "actors", "events")
SCHEMA = Path(__file__).parents[2] / "timeline" / "schemas" / "export.json"
VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def full(made: Make) -> Collection:
    return made(FULL, {}, sources=SOURCES, actors=ACTORS)


def exported(collection: Collection, format_: str = "json") -> str:
    rows = select(collection, Filter())
    return "".join(FORMATS[format_].render(Export(collection, rows)))


def without_nulls(value: Any) -> Any:
    """Give plain data as people would write them: what is derived or absent left out."""
    if isinstance(value, dict):
        kept = {key: it for key, it in value.items() if it is not None and key != "derived"}
        return {key: without_nulls(it) for key, it in kept.items()}
    return [without_nulls(it) for it in value] if isinstance(value, list) else value


def keys(value: Any) -> set[frozenset[str]]:
    """Give the keys of every object inside plain data."""
    if isinstance(value, dict):
        return {frozenset(value)}.union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def records(text: str) -> Collection:
    """Make the collection again, by the way that the schema of an export tells."""
    whole = json.loads(text)
    del whole["schema"], whole["origin"], whole["derived"]
    for event in whole["events"]:
        del event["derived"]
    return validate.collection(whole)


def in_order(collection: Collection) -> Collection:
    events = tuple(sorted(collection.events, key=lambda event: event.order))
    return collection.model_copy(update={"events": events})


def test_an_export_read_back_is_the_collection(full: Collection) -> None:
    assert records(exported(full)) == in_order(full)
    whole = {key: it for key, it in json.loads(exported(full)).items() if key in SECTIONS}
    assert validate.collection(without_nulls(whole)) == in_order(full)


def test_the_shipped_collection_comes_back_from_its_export(shipped: Export) -> None:
    assert records("".join(FORMATS["json"].render(shipped))) == in_order(shipped.collection)


def test_a_hostile_collection_comes_back_from_its_export(hostile: Export) -> None:
    assert records("".join(FORMATS["json"].render(hostile))) == in_order(hostile.collection)


@given(collections())
def test_every_collection_comes_back_from_its_export(
    tree: Callable[..., dict[str, Any]], sections: dict[str, Any]
) -> None:
    collection = validate.collection(tree(**sections))
    text = exported(collection)
    assert records(text) == in_order(collection)
    VALIDATOR.validate(json.loads(text))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_of_every_record_is_there(full: Collection, record: type[Record]) -> None:
    names = {field.alias or name for name, field in record.model_fields.items()}
    names |= {"derived"} if record is Event else set()
    assert frozenset(names) in keys(json.loads(exported(full)))


def test_every_field_is_put_to_the_test_here(full: Collection) -> None:
    [event] = (it for it in full.events if it.id == "full")
    cite, claim, state = event.cites[0], event.claims[0], event.history[0]
    promise, correction = event.commitments[0], event.corrections[0]
    actor = full.actors[0]
    records: list[Record] = [full.collection, full.sources[0], actor, actor.offices[0], event]
    records += [cite, claim, state, promise, correction]
    empty = {
        f"{type(record).__name__}.{name}"
        for record in records
        for name in type(record).model_fields
        if getattr(record, name) in (None, (), {})
    }
    assert empty == {"About.coverage", "Cite.says"}


def test_a_record_is_written_as_in_the_file(full: Collection) -> None:
    assert plain(full.actors[0]) == {
        "id": "ana-lima",
        "kind": "person",
        "side": "AA",
        "name": {"en": "Ana Lima", "es": "Ana Lima"},
        "aliases": ["Lima"],
        "member_of": ["bo-reyes"],
        "offices": [{"title": {"en": "x", "es": "y"}, "from": "2024-10-01", "to": "2030~"}],
    }
    assert plain(full.events[0])["date"] == "[2026-01-11,2026-01-12]"


@pytest.mark.parametrize(
    ("event", "certain", "derived"),
    [
        (
            {
                "date": "2026-01?",
                "actors": [{"actor": "bo-reyes", "role": "host"}],
                "cites": [{"source": "s2", "says": BOTH}],
            },
            False,
            {
                "earliest": "2026-01-01",
                "latest": "2026-01-31",
                "precision": 4,
                "qualifier": "?",
                "sides": ["BB"],
                "sources": ["s2"],
                "cameo": "041",
                "plover": "CONSULT",
                "plover_mode": "phone",
                "match": "possible",
                "citations": [
                    {
                        "path": "/cites/0",
                        "standing": "linked",
                        "state": "says",
                        "places": [],
                        "sha256": None,
                    }
                ],
            },
        ),
        (
            {"date": "../2026-01-11", "kind": "other", "cites": []},
            True,
            {
                "earliest": None,
                "latest": "2026-01-11",
                "precision": 5,
                "qualifier": "",
                "sides": [],
                "sources": [],
                "cameo": "",
                "plover": "",
                "plover_mode": "",
                "match": "certain",
                "citations": [],
            },
        ),
    ],
)
def test_what_is_derived_stands_beside_the_record(
    made: Make, event: dict[str, Any], certain: bool, derived: dict[str, Any]
) -> None:
    collection = made(event)
    export = Export(collection, (Row(collection.events[0], certain),))
    [written] = json.loads("".join(FORMATS["json"].render(export)))["events"]
    assert written["derived"] == derived
    assert list(written["derived"]) == list(derived)


def test_the_text_of_a_small_export(made: Make) -> None:
    about = {"title": {"en": "Ríos"}, "sides": {"AA": {"en": "Aland"}}}
    collection = made(collection=about, sources=[], actors=[])
    assert exported(collection) == (
        "{\n"
        '  "schema": "timeline-export-1",\n'
        '  "origin": {\n'
        '    "collection": "Ríos",\n'
        '    "program": "timeline"\n'
        "  },\n"
        '  "collection": {\n'
        '    "title": {\n'
        '      "en": "Ríos",\n'
        '      "es": null\n'
        "    },\n"
        '    "sides": {\n'
        '      "AA": {\n'
        '        "en": "Aland",\n'
        '        "es": null\n'
        "      }\n"
        "    },\n"
        '    "topics": {},\n'
        '    "coverage": null\n'
        "  },\n"
        '  "sources": [],\n'
        '  "actors": [],\n'
        '  "events": [],\n'
        '  "derived": {\n'
        '    "citations": {\n'
        '      "proved": 0,\n'
        '      "unproved": 0,\n'
        '      "linked": 0\n'
        "    }\n"
        "  }\n"
        "}\n"
    )


def test_the_events_asked_for_are_exported_in_order_with_all_sources_and_actors(
    made: Make,
) -> None:
    collection = made({"date": "2026-01-12"}, {"date": "2026-01-11"}, {"kind": "visit"})
    rows = select(collection, Filter(kinds=("call",)))
    whole = json.loads("".join(FORMATS["json"].render(Export(collection, rows))))
    assert [event["id"] for event in whole["events"]] == ["e2", "e1"]
    assert [source["id"] for source in whole["sources"]] == ["s1", "s2"]
    assert len(whole["actors"]) == 4


def test_json_lines_are_the_same_events_one_a_line(full: Collection) -> None:
    text = exported(full, "jsonl")
    assert text.endswith("}\n")
    lines = text.split("\n")[:-1]
    assert [json.loads(line) for line in lines] == json.loads(exported(full))["events"]


def test_line_ends_inside_a_text_stay_inside_its_line(made: Make) -> None:
    collection = made({"title": {"en": "a\nb\r\nc\u2029d"}})
    [line] = exported(collection, "jsonl").removesuffix("\n").split("\n")
    assert json.loads(line)["title"]["en"] == "a\nb\r\nc\u2029d"


def test_no_events_are_no_lines(made: Make) -> None:
    assert exported(made(), "jsonl") == ""


def test_accents_stay_letters(made: Make) -> None:
    text = exported(made({"title": {"es": "Una llamada, ¡mañana!"}}), "jsonl")
    assert '"es": "Una llamada, ¡mañana!"' in text


def test_an_export_says_what_it_was_made_from_with_and_how_it_was_chosen(made: Make) -> None:
    export = Export(
        made(),
        (),
        as_of=date(2026, 1, 12),
        asked="--kind call",
        version="0" * 64,
        program="timeline 0.1.0",
    )
    whole = json.loads("".join(FORMATS["json"].render(export)))
    assert list(whole["origin"].items()) == [
        ("collection", "Aland and Bland"),
        ("version", f"sha256:{'0' * 64}"),
        ("program", "timeline 0.1.0"),
        ("filter", "--kind call"),
        ("as-of", "2026-01-12"),
    ]
    VALIDATOR.validate(whole)


def test_of_each_citation_it_says_what_became_of_its_quote(made: Make) -> None:
    """Offsets are code points of the text, wherever the citation stands in the event."""
    quotes = ["on  Sunday", "“Sunday”", "Monday"]
    said = [{"source": "s1", "quote": quote} for quote in quotes]
    earlier = {"source": "s1", "quote": "They spoke on Sunday."}
    event = {
        "cites": [*said, {"source": "s2", "quote": "Sunday"}, {"source": "s2", "says": BOTH}],
        "history": [{"status": "scheduled", "date": "2026-01", "cites": [earlier]}],
    }
    text = StoredText('ñ 🕊 "Sunday": on  Sunday. They spoke on Sunday.', "f" * 64)
    collection = made(event)
    export = Export(
        collection,
        select(collection, Filter()),
        read=lambda: {"s1": text, "s2": Unavailable(sentence("no"))},
    )
    [written] = json.loads("".join(FORMATS["json"].render(export)))["events"]
    found = {it["path"]: (it["state"], it["places"], it["sha256"]) for it in citations(written)}
    sha256 = "f" * 64
    assert found == {
        "/cites/0": ("found", [{"start": 14, "end": 24}], sha256),
        "/cites/1": ("found-normalised", [{"start": 4, "end": 12}], sha256),
        "/cites/2": ("absent", [], sha256),
        "/cites/3": ("cannot-check", [], None),
        "/cites/4": ("says", [], None),
        "/history/0/cites/0": ("found", [{"start": 26, "end": 47}], sha256),
    }
    assert text.text[26:47] == "They spoke on Sunday.", "the dove and the ñ are a code point each"


def citations(event: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = event["derived"]["citations"]
    return found


def test_a_path_leads_to_the_citation_in_the_event(shipped: Export) -> None:
    whole = json.loads("".join(FORMATS["json"].render(shipped)))
    for event, row in zip(whole["events"], shipped.rows, strict=True):
        cited = [resolved(event, it["path"])["quote"] for it in citations(event)]
        assert cited == [cite.quote for _, cite in row.event.all_cites()]
        for it in citations(event):
            cite = resolved(event, it["path"])
            text = shipped.texts[cite["source"]]
            assert isinstance(text, StoredText)
            assert it["sha256"] == text.sha256
            start, end = it["places"][0]["start"], it["places"][0]["end"]
            assert it["state"] != "found" or text.text[start:end] == cite["quote"]


def resolved(event: Any, path: str) -> Any:
    """Follow a JSON Pointer."""
    for part in path.split("/")[1:]:
        event = event[int(part) if part.isdigit() else part]
    return event


@pytest.mark.parametrize("which", ["shipped", "hostile", "empty"])
def test_an_export_is_as_its_schema_says(which: str, request: pytest.FixtureRequest) -> None:
    export = request.getfixturevalue(which)
    whole = json.loads("".join(FORMATS["json"].render(export)))
    VALIDATOR.validate(whole)
    assert len(whole["events"]) == len(export.rows)


@pytest.mark.parametrize(
    "broken",
    [
        {"schema": "timeline-export-2"},
        {"origin": {"collection": "x"}},
        {"events/0/derived": {}},
        {"events/0/tilte": "x"},
        {"events/0/date": 2026},
        {"events/0/title/en": ""},
        {"events/0/derived/precision": 0},
        {"events/0/derived/cameo": 41},
        {"events/0/derived/citations/0/path": "cites/0"},
        {"events/0/derived/citations/0/places": []},
        {"events/0/cites/0/quote": 1},
        {"sources/0/id": "S 1"},
        {"actors/0/offices": None},
        {"collection/sides": {}},
    ],
    ids=str,
)
def test_what_is_not_as_the_schema_says_is_refused(
    shipped: Export, broken: dict[str, object]
) -> None:
    whole = deepcopy(json.loads("".join(FORMATS["json"].render(shipped))))
    [(path, value)] = broken.items()
    *way, last = path.split("/")
    resolved(whole, "/".join(["", *way]) if way else "")[last] = value
    assert not VALIDATOR.is_valid(whole)
