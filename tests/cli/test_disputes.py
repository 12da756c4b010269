"""`timeline disputes`: where sources differ, stand alone, or tell one text several times."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft202012Validator

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]

SCHEMA = Path(__file__).parents[2] / "timeline" / "schemas" / "disputes.json"
SMALL: dict[str, Any] = {
    "collection": {
        "title": {"en": "Aland and Bland", "es": "Alandia y Blandia"},
        "sides": {"AA": {"en": "Aland", "es": "Alandia"}, "BB": {"en": "Bland", "es": "Blandia"}},
        "topics": {"water": {"en": "shared rivers", "es": "ríos comunes"}},
    },
    "sources": [
        {"id": "wire", "url": "https://example.org/a", "title": "Wire", "published": "2026-01-10"},
        {"id": "copy", "url": "https://example.org/c", "title": "Copy", "origin": "wire"},
        {"id": "other", "url": "https://example.org/o", "title": "Other"},
    ],
    "actors": [
        {"id": "ana", "kind": "person", "side": "AA", "name": "Ana Lima"},
        {"id": "bo", "kind": "person", "side": "BB", "name": "Bo Reyés"},
    ],
    "events": [
        {
            "id": "talk",
            "date": "2026-01-06",
            "kind": "call",
            "status": "held",
            "title": {"en": "A call on the river", "es": "Una llamada sobre el río"},
            "cites": [
                {"source": "wire", "says": {"en": "They spoke."}},
                {"source": "other", "says": {"en": "They spoke."}},
            ],
            "claims": [
                {
                    "field": "date",
                    "value": "2026-01-06",
                    "sources": ["wire", "copy"],
                    "rank": "preferred",
                    "reason": {"en": "Nearest to the call.", "es": "Más cercana a la llamada."},
                },
                {"field": "date", "value": "[2026-01-06,2026-01-07]", "sources": ["other"]},
                {
                    "field": "date",
                    "value": "2025-01-06",
                    "sources": ["other"],
                    "rank": "deprecated",
                    "reason": {"en": "A slip of the pen.", "es": "Un error de escritura."},
                },
                {
                    "field": "summary",
                    "topic": "water",
                    "attribution": "AA",
                    "value": {"en": "the dam will be built", "es": "se hará la presa"},
                    "sources": ["wire"],
                },
                {
                    "field": "summary",
                    "topic": "water",
                    "attribution": "BB",
                    "value": {"en": "the dam was not spoken of", "es": "no se habló de la presa"},
                    "sources": ["other"],
                },
                {"field": "place", "value": "Aport", "sources": ["wire"]},
            ],
        },
        {
            "id": "post",
            "date": "2026-01-07",
            "kind": "statement",
            "status": "issued",
            "title": {"en": "A post", "es": "Un mensaje"},
            "cites": [
                {"source": "wire", "says": {"en": "It says so."}},
                {"source": "copy", "says": {"en": "It says so."}},
            ],
        },
        {
            "id": "visit",
            "date": "2026-01-08",
            "kind": "visit",
            "status": "held",
            "title": {"en": "A visit", "es": "Una visita"},
            "cites": [{"source": "other", "says": {"en": "She came."}}],
        },
    ],
}


@pytest.fixture
def small(tmp_path: Path) -> str:
    """A small collection: disputes with and without a preferred value, a chain, a lone source."""
    path = tmp_path / "events.yaml"
    path.write_text(json.dumps(SMALL, ensure_ascii=False), encoding="utf-8")
    return str(path)


SMALL_SCREEN = """\
WHERE SOURCES DIFFER
A call on the river · 6 January 2026
  date
    ✓ 6 January 2026 · [1][2] · preferred
      why: Nearest to the call.
    · 6 or 7 January 2026 · [3]
    × 6 January 2025 · [3] · deprecated
      why: A slip of the pen.
  summary · shared rivers · none preferred
    · the dam will be built · Aland [1]
    · the dam was not spoken of · Bland [3]

CLAIMS THAT NO OTHER VALUE STANDS AGAINST
A call on the river · 6 January 2026
  place
    · Aport · [1]

TOLD BY ONE SOURCE ALONE
[3] A visit · 8 January 2026

TOLD BY SEVERAL SOURCES, ALL OF ONE ORIGIN
A post · 7 January 2026
  2 articles, 1 text: [1][2] · wire

SEVERAL ARTICLES, ONE TEXT
2 articles, 1 text: [1][2] · wire

2 fields in dispute · 1 without a preferred value · 1 single-source event · 1
event of one origin · 3 sources · 2 origins

[1]  Wire  https://example.org/a  10 January 2026  outlet unknown  only a link
[2]  Copy  https://example.org/c  date unknown  outlet unknown  only a link
[3]  Other  https://example.org/o  date unknown  outlet unknown  only a link
"""


def test_all_of_it_on_a_terminal(screen: Screen, small: str) -> None:
    assert screen("disputes", "--data", small) == SMALL_SCREEN


def test_one_claim_or_chain_a_line_on_a_pipe(call: Call, small: str) -> None:
    answer = call("disputes", "--data", small)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (
        "claim\ttalk\tdate\t\t2026-01-06\t\twire copy\tpreferred\tNearest to the call.\n"
        "claim\ttalk\tdate\t\t[2026-01-06,2026-01-07]\t\tother\tnormal\t\n"
        "claim\ttalk\tdate\t\t2025-01-06\t\tother\tdeprecated\tA slip of the pen.\n"
        "claim\ttalk\tsummary\twater\tthe dam will be built\tAA\twire\tnormal\t\n"
        "claim\ttalk\tsummary\twater\tthe dam was not spoken of\tBB\tother\tnormal\t\n"
        "claim\ttalk\tplace\t\tAport\t\twire\tnormal\t\n"
        "single\tvisit\tother\n"
        "chain\tpost\twire\twire copy\n"
        "origin\twire\twire copy\n"
    )


def test_the_shipped_collection_prefers_a_call_and_says_why(screen: Screen) -> None:
    shown = " ".join(screen("disputes", "--kind", "call", columns=120).split())
    assert (
        "WHERE SOURCES DIFFER De la Fuente and Rubio speak on border security · 11 January 2026 "
        "kind ✓ call · [4] · preferred why: Closest to the event;" in shown
    )
    assert "· remote meeting (“reunión a distancia”) · [3]" in shown


def test_a_value_that_was_known_alone_was_in_no_dispute(screen: Screen) -> None:
    shown = screen("disputes", "--as-of", "2026-01-12", "--kind", "call")
    assert shown.startswith(
        "WHERE SOURCES DIFFER\nnone\n\nCLAIMS THAT NO OTHER VALUE STANDS AGAINST\n"
    )
    assert "\n0 fields in dispute · " in shown


def test_no_match_is_no_error(call: Call) -> None:
    answer = call("disputes", "--on", "2030")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "no event matches --on '2030'\n"


def test_json_has_a_schema(call: Call, small: str) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for data in ([], ["--on", "2030"], ["--data", small]):
        whole = json.loads(call("disputes", *data, "--format", "json").stdout)
        Draft202012Validator(schema).validate(whole)
    assert whole["schema"] == "timeline-disputes-1"
    assert whole["disputes"][1]["claims"][0] == {
        "value": {"en": "the dam will be built", "es": "se hará la presa"},
        "attribution": "AA",
        "sources": ["wire"],
        "rank": "normal",
        "reason": None,
    }
    assert [it["field"] for it in whole["undisputed"]] == ["place"]
    assert whole["single_source"] == [{"event": "visit", "source": "other"}]
    assert whole["one_origin"] == [{"event": "post", "origin": "wire", "sources": ["wire", "copy"]}]
    assert whole["origins"] == [{"origin": "wire", "sources": ["wire", "copy"]}]
    assert whole["counts"] == {
        "disputes": 2,
        "disputed_events": 1,
        "claims": 5,
        "without_preferred": 1,
        "single_source": 1,
        "one_origin": 1,
        "sources": 3,
        "origins": 2,
    }


@pytest.mark.parametrize(
    ("key", "value"), [("field", "weather"), ("claims", []), ("topic", 1), ("x", 1)]
)
def test_a_broken_object_is_not_valid_by_the_schema(
    call: Call, small: str, key: str, value: object
) -> None:
    whole = json.loads(call("disputes", "--data", small, "--format", "json").stdout)
    whole["disputes"][0][key] = value
    assert not Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).is_valid(whole)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_fits_its_terminal(
    raw_screen: Callable[..., bytes], columns: int, language: str
) -> None:
    arguments = ("disputes", "--color", "never", "--lang", language)
    shown = raw_screen(*arguments, columns=columns).decode()
    assert max(len(line) for line in shown.splitlines()) <= columns
