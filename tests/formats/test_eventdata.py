"""Event data: what is coded, when, and between whom, in CAMEO's dyads and PLOVER's records."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest
from jsonschema import Draft202012Validator

from timeline.formats import FORMATS, CsvStyle, Export
from timeline.formats.tables.separated import armed
from timeline.i18n import LANGUAGES
from timeline.query.filter import Row
from timeline.quotes.prove import StoredText

Exported = Callable[..., Export]

SCHEMA = Path(__file__).parents[2] / "timeline" / "schemas" / "plover.json"
VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))

ABOUT = {
    "title": {"en": "Aland, Bland and Cland"},
    "sides": {"AA": {"en": "Aland"}, "BB": {"en": "Bland"}, "CC": {"en": "Cland"}},
}
ACTORS = [
    {"id": "ana", "kind": "person", "side": "AA", "name": "Ana Lima"},
    {"id": "aldo", "kind": "person", "side": "AA", "name": {"es": "Aldo Luz"}},
    {"id": "bo", "kind": "person", "side": "BB", "name": "Bo Reyés"},
    {"id": "cy", "kind": "person", "side": "CC", "name": "Cy Orr"},
    {"id": "group", "kind": "group", "name": "The Joint Group"},
]


def between(*parts: str) -> list[dict[str, str]]:
    """Give who takes part: ``ana`` a participant, ``bo:host`` a host."""
    split = (part.partition(":") for part in parts)
    return [{"actor": actor, "role": role or "participant"} for actor, _, role in split]


@pytest.fixture(scope="session")
def three(exported: Exported) -> Exported:
    """Make an export of events between three sides."""
    return lambda *events: exported(*events, collection=ABOUT, actors=ACTORS)


def dyads(export: Export) -> list[dict[str, str]]:
    text = "".join(FORMATS["cameo"].render(export))
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def records(export: Export) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads("".join(FORMATS["plover"].render(export)))
    VALIDATOR.validate(found)
    return found


def pairs(export: Export) -> list[tuple[str, str, str]]:
    return [(row["source_side"], row["target_side"], row["cameo"]) for row in dyads(export)]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(
            {"kind": "call", "actors": between("ana", "bo")},
            [("AA", "BB", "041"), ("BB", "AA", "041")],
            id="both call each other",
        ),
        pytest.param(
            {"kind": "negotiation", "actors": between("ana:host", "bo", "cy")},
            [
                *(("AA", "BB", "046"), ("AA", "CC", "046"), ("BB", "AA", "046")),
                *(("BB", "CC", "046"), ("CC", "AA", "046"), ("CC", "BB", "046")),
            ],
            id="negotiation goes before visit",
        ),
        pytest.param(
            {"kind": "call", "actors": between("ana", "aldo")},
            [("AA", "", "041")],
            id="one side alone",
        ),
        pytest.param(
            {"kind": "call", "actors": between("ana", "bo:subject")},
            [("AA", "", "041")],
            id="who is spoken of does not take part",
        ),
        pytest.param(
            {"kind": "joint-statement", "status": "issued", "actors": between("ana", "bo")},
            [("AA", "", "010"), ("BB", "", "010")],
            id="a statement has no target",
        ),
        pytest.param(
            {"kind": "visit", "actors": between("bo", "ana:host")},
            [("BB", "AA", "042"), ("AA", "BB", "043")],
            id="the guest visits and the host receives",
        ),
        pytest.param(
            {"kind": "meeting", "actors": between("ana:host", "aldo", "bo")},
            [("BB", "AA", "042"), ("AA", "BB", "043")],
            id="a meeting with a host is a visit",
        ),
        pytest.param(
            {"kind": "meeting", "actors": between("ana", "bo", "cy:host")},
            [
                *(("AA", "CC", "042"), ("CC", "AA", "043"), ("BB", "CC", "042")),
                *(("CC", "BB", "043"), ("AA", "BB", "044"), ("BB", "AA", "044")),
            ],
            id="guests who meet at a third",
        ),
        pytest.param(
            {"kind": "visit", "actors": between("ana", "bo")},
            [("AA", "BB", "040"), ("BB", "AA", "040")],
            id="a visit of nobody knows whom to whom",
        ),
        pytest.param(
            {"kind": "visit", "actors": between("ana")}, [("AA", "", "042")], id="a lone guest"
        ),
        pytest.param(
            {"kind": "visit", "actors": between("ana:host")}, [("AA", "", "043")], id="a lone host"
        ),
        pytest.param(
            {"kind": "meeting", "actors": between("ana", "group", "bo")},
            [("AA", "BB", "040"), ("BB", "AA", "040")],
            id="who is on no side is no end of a pair",
        ),
        pytest.param({"kind": "call", "actors": between("group")}, [], id="no side"),
        pytest.param({"kind": "call"}, [], id="nobody"),
        pytest.param({"kind": "transfer", "actors": between("ana", "bo")}, [], id="no code"),
        pytest.param(
            {"kind": "call", "status": "cancelled", "actors": between("ana", "bo")},
            [],
            id="called off",
        ),
    ],
)
def test_each_ordered_pair_of_sides_is_a_row(
    three: Exported, event: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    assert pairs(three(event)) == expected


@pytest.mark.parametrize(
    ("event", "actor", "recipient", "coded"),
    [
        pytest.param(
            {"kind": "call", "actors": between("ana", "group", "bo")},
            ["ana", "group", "bo"],
            [],
            ("CONSULT", ["phone"], ["diplomatic"]),
            id="all are actors and nobody a recipient",
        ),
        pytest.param(
            {"kind": "visit", "actors": between("ana:host", "bo")},
            ["bo"],
            ["ana"],
            ("CONSULT", ["visit"], ["diplomatic"]),
            id="the visitor is actor and the host recipient",
        ),
        pytest.param(
            {"kind": "visit", "actors": between("ana:host")},
            ["ana"],
            [],
            ("CONSULT", ["visit"], []),
            id="a host without guests is an actor",
        ),
        pytest.param(
            {"kind": "meeting", "actors": between("ana", "bo", "cy:host")},
            ["ana", "bo"],
            ["cy"],
            ("CONSULT", ["third-party"], ["diplomatic"]),
            id="hosted by a third party",
        ),
        pytest.param(
            {"kind": "negotiation", "actors": between("ana:host", "bo")},
            ["ana", "bo"],
            [],
            ("CONSULT", [], ["diplomatic"]),
            id="negotiation is no visit",
        ),
        pytest.param(
            {"kind": "agreement", "actors": between("ana", "bo")},
            ["ana", "bo"],
            [],
            ("SUPPORT", [], ["diplomatic"]),
            id="signing is support",
        ),
        pytest.param(
            {"kind": "meeting", "status": "scheduled", "actors": between("ana", "bo:host")},
            ["ana", "bo"],
            [],
            ("AGREE", [], ["diplomatic"]),
            id="a plan is an agreement of all",
        ),
        pytest.param(
            {
                "kind": "statement",
                "status": "issued",
                "actors": between("ana:issuer", "bo:subject"),
            },
            ["ana"],
            [],
            ("STATEMENT", [], []),
            id="our own word for a statement",
        ),
    ],
)
def test_each_event_is_a_record_whoever_takes_part(
    three: Exported,
    event: dict[str, Any],
    actor: list[str],
    recipient: list[str],
    coded: tuple[str, list[str], list[str]],
) -> None:
    [found] = records(three(event))
    assert [it["identifier_id"] for it in found["actor"]] == actor
    assert [it["identifier_id"] for it in found["recipient"]] == recipient
    assert ([coded[0]], coded[1], coded[2]) == (found["event"], found["mode"], found["context"])


PLAN = {"kind": "meeting", "status": "scheduled", "date": "2026-02", "actors": between("ana", "bo")}
OF_A_MONTH = {"cites": [{"source": "s2", "says": {"en": "x"}}]}


@pytest.mark.parametrize(
    ("plan", "when"),
    [
        pytest.param(
            {"announced_by": "e2"},
            ("[2026-01-14,2026-01-15]", "2026-01-14", "2026-01-15", "2"),
            id="its announcement",
        ),
        pytest.param({}, ("2026-01-11", "2026-01-11", "2026-01-11", "1"), id="the oldest source"),
        pytest.param(
            OF_A_MONTH, ("2026-01", "2026-01-01", "2026-01-31", "4"), id="a source of a month"
        ),
        pytest.param({"cites": []}, ("", "", "", ""), id="not known"),
    ],
)
def test_a_plan_is_dated_by_what_announced_it(
    three: Exported, plan: dict[str, Any], when: tuple[str, str, str, str]
) -> None:
    told = {"kind": "other", "date": "[2026-01-14,2026-01-15]"}
    export = three(PLAN | plan, told)
    row = dyads(export)[0]
    assert (row["date"], row["earliest"], row["latest"], row["date_prec"]) == when
    assert (row["cameo"], row["planned_for"]) == ("036", "2026-02")
    [record] = records(export)
    assert (record["event"], record["timeline"]["planned_for"]) == (["AGREE"], "2026-02")
    assert (record["date"] or "", record.get("enddate", record["date"]) or "") == when[1:3]
    assert (record["timeline"]["date"] or "") == when[0]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-01-11", {"date": "2026-01-11"}),
        ("2026-01-12T09:00", {"date": "2026-01-12", "time": "09:00"}),
        ("2026-01-12T09:00-06:00", {"date": "2026-01-12", "time": "09:00-06:00"}),
        ("2026-02", {"date": "2026-02-01", "enddate": "2026-02-28"}),
        ("../2026-01-11", {"date": None, "enddate": "2026-01-11"}),
        ("2026-01-11/..", {"date": "2026-01-11", "enddate": None}),
    ],
)
def test_a_partial_date_is_never_completed(
    three: Exported, when: str, expected: dict[str, str | None]
) -> None:
    [record] = records(three({"date": when, "actors": between("ana", "bo")}))
    assert {key: record[key] for key in ("date", "time", "enddate") if key in record} == expected
    assert record["timeline"]["date"] == when


def test_the_place_of_a_plan_is_not_where_it_was_agreed(three: Exported) -> None:
    both = {"actors": between("ana", "bo"), "kind": "meeting", "place": "Ford"}
    held, planned = records(three(both, both | {"status": "scheduled"}))
    assert held["event_loc"] == {"resolved_place": "Ford"}
    assert "event_loc" not in planned
    assert planned["timeline"]["place"] == {"en": "Ford", "es": "Ford"}


def test_the_text_of_a_small_record(three: Exported) -> None:
    event = {"actors": between("ana", "group"), "cites": [{"source": "s1", "quote": "They spoke."}]}
    export = replace(
        three(event),
        program="timeline 0.1.0",
        asked="--kind call",
        as_of=date(2026, 1, 12),
        read=lambda: {"s1": StoredText("ñ They spoke.", "a" * 64)},
    )
    text = "".join(FORMATS["plover"].render(export))
    assert text == (
        "[\n"
        '{"id": "e1", "date": "2026-01-11", '
        '"actor": [{"code": "AA", "identifier_id": "ana", "identifier_text": "Ana Lima"}, '
        '{"identifier_id": "group", "identifier_text": "The Joint Group"}], "recipient": [], '
        '"event": ["CONSULT"], "quad_code": 1, "event_scale": 2.1, "mode": ["phone"], '
        '"context": [], '
        '"cite_info": {"codebook": "plover-1.3-draft", "corpus": "Aland, Bland and Cland", '
        f'"version": "sha256:{"0" * 64}", "coder": "timeline 0.1.0", '
        '"filter": "--kind call", "as-of": "2026-01-12"}, '
        '"timeline": {"kind": "call", "status": "held", '
        '"title": {"en": "A call", "es": "Una llamada"}, "date": "2026-01-11", "precision": 1, '
        '"qualifier": "", "planned_for": null, "place": null, "match": "certain", '
        '"citations": [{"source": "s1", "url": null, "published": "2026-01-11", '
        '"quote": "They spoke.", "says": null, "attribution": "outlet", "speech": "direct", '
        '"speaker": null, "standing": "proved", "state": "found", '
        '"places": [{"start": 2, "end": 13}], '
        f'"sha256": "{"a" * 64}"}}]}}}}\n'
        "]\n"
    )


def test_the_text_of_a_small_table(three: Exported) -> None:
    event = {"actors": between("ana", "bo", "aldo"), "date": "2026-01-11~"}
    export = replace(three(event), read=dict)
    assert "".join(FORMATS["cameo"].render(export)) == (
        "event_id,date,earliest,latest,date_prec,source_side,source_actors,target_side,"
        "target_actors,cameo,cameo_label,root_code,goldstein,kind,status,planned_for,sources,"
        "citations,quotes_found,title_en,title_es,match\r\n"
        "e1,2026-01-11~,2026-01-11,2026-01-11,1,AA,ana | aldo,BB,bo,041,Discuss by telephone,04,"
        "1.0,call,held,,s1,1,0,A call,Una llamada,certain\r\n"
        "e1,2026-01-11~,2026-01-11,2026-01-11,1,BB,bo,AA,ana | aldo,041,Discuss by telephone,04,"
        "1.0,call,held,,s1,1,0,A call,Una llamada,certain\r\n"
    )


def test_an_event_that_may_lie_outside_the_days_asked_for_is_marked(three: Exported) -> None:
    export = three({"date": "2026-01", "actors": between("ana", "bo")})
    possible = replace(export, rows=(Row(export.rows[0].event, certain=False),))
    assert {row["match"] for row in dyads(possible)} == {"possible"}
    assert [it["timeline"]["match"] for it in records(possible)] == ["possible"]


def test_what_is_left_out_is_counted(three: Exported) -> None:
    both, alone = {"actors": between("ana", "bo")}, {"actors": between("group")}
    off = both | {"status": "denied"}
    export = three(both, alone, {}, off, both | {"kind": "other"})
    cameo, plover = FORMATS["cameo"].left_out(export), FORMATS["plover"].left_out(export)
    assert cameo
    assert plover
    assert (cameo.events, plover.events) == (4, 3)
    assert str(cameo.said) == (
        "4 events left out: they have no CAMEO code, or no side takes part in them"
    )
    assert str(plover.said) == (
        "3 events left out: PLOVER has no category for them, or nobody takes part in them"
    )
    assert FORMATS["cameo"].left_out(three(both)) is None
    assert FORMATS["plover"].left_out(three(both)) is None


def test_another_reader_keeps_the_zeros_of_codes(shipped: Export, tmp_path: Path) -> None:
    file = tmp_path / "dyads.cameo.csv"
    file.write_bytes(FORMATS["cameo"].made(shipped))
    dyads = duckdb.read_csv(str(file))
    found = dyads.select("cameo, root_code, goldstein").distinct().order("cameo").fetchall()
    assert found == [("010", "01", 0.0), ("036", "03", 4.0), ("041", "04", 1.0)]


def test_of_the_shipped_collection_every_quote_counts_as_found(shipped: Export) -> None:
    rows = dyads(shipped)
    assert len(rows) == 24
    assert all(row["citations"] == row["quotes_found"] != "0" for row in rows)
    (ministerial, _) = (row for row in rows if row["event_id"] == "2026-02-security-ministerial")
    assert (ministerial["date"], ministerial["planned_for"]) == ("2026-01-15", "2026-02")
    assert (ministerial["source_actors"], ministerial["target_actors"]) == ("de-la-fuente", "rubio")
    found = records(shipped)
    assert len(found) == 16
    assert {cite["state"] for it in found for cite in it["timeline"]["citations"]} == {"found"}


def test_hostile_texts_stay_texts(hostile: Export) -> None:
    titles = [row.event.title.say("en") for row in hostile.rows]
    rows = dyads(hostile)
    assert [armed(row["title_en"]) for row in rows] == titles
    assert not any(cell.startswith(tuple("=+-@")) for row in rows for cell in row.values())
    found = records(hostile)
    assert [it["timeline"]["title"]["en"] for it in found] == titles
    raw = replace(hostile, csv=CsvStyle(disarm=False, separator=";", bom=True))
    text = "".join(FORMATS["cameo"].render(raw)).removeprefix("\ufeff")
    again = list(csv.DictReader(StringIO(text, newline=""), delimiter=";", strict=True))
    assert [row["title_en"] for row in again] == titles


def test_no_events_are_no_rows_and_no_records(empty: Export) -> None:
    assert dyads(empty) == []
    assert "".join(FORMATS["plover"].render(empty)) == "[\n]\n"


@pytest.mark.parametrize("name", ["cameo", "plover", "json", "jsonl"])
def test_machines_read_the_same_in_either_language(shipped: Export, name: str) -> None:
    made = {FORMATS[name].made(replace(shipped, language=it)) for it in LANGUAGES}
    assert len(made) == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("event", ["MEET"]),
        ("actor", []),
        ("date", "2026-02"),
        ("mode", "phone"),
        ("quad_code", 2),
        ("tilte", "x"),
    ],
)
def test_a_record_that_is_not_as_the_schema_says_is_refused(
    shipped: Export, key: str, value: object
) -> None:
    found = records(shipped)
    found[0][key] = value
    assert not VALIDATOR.is_valid(found)
