"""`timeline commitments`: who promised what, by when, and what became of it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from timeline.analysis.commitments import promises
from timeline.cli.views.commitments import timing
from timeline.records.model import Collection

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]

SCHEMA = Path(__file__).parents[2] / "timeline" / "schemas" / "commitments.json"
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
            "id": "pact",
            "date": "2026-01-05",
            "kind": "agreement",
            "status": "held",
            "title": {"en": "The pact of the river", "es": "El pacto del río"},
            "cites": [{"source": "wire", "says": {"en": "They agreed."}}],
            "commitments": [
                {
                    "id": "gauge",
                    "text": {"en": "Build a gauge", "es": "Construir un aforador"},
                    "by": ["AA", "BB"],
                    "status": "in-progress",
                    "cites": [
                        {
                            "source": "wire",
                            "quote": "Both will build a gauge.",
                            "attribution": "joint",
                        },
                        {
                            "source": "other",
                            "says": {"en": "Works have begun.", "es": "Ya hay obras."},
                            "supports": ["status"],
                        },
                    ],
                },
                {
                    "id": "report",
                    "text": {"en": "Publish a report", "es": "Publicar un informe"},
                    "by": ["BB"],
                    "due": "2026-01-10",
                    "cites": [
                        {
                            "source": "wire",
                            "quote": "We publish by the 10th.",
                            "attribution": "BB",
                            "speaker": "bo",
                            "speech": "reported",
                        }
                    ],
                },
                {
                    "id": "meet",
                    "text": {"en": "Meet again", "es": "Volver a reunirse"},
                    "by": ["AA"],
                    "due": "2026-02",
                },
                {
                    "id": "call",
                    "text": {"en": "Call once more", "es": "Volver a llamar"},
                    "by": ["AA"],
                    "due": "2026-01-11",
                    "status": "kept",
                },
            ],
        },
        {
            "id": "talk",
            "date": "2026-01-06",
            "kind": "call",
            "status": "held",
            "title": {"en": "A call without promises"},
        },
    ],
}


@pytest.fixture
def small(tmp_path: Path) -> str:
    """A small collection: one promise of each standing."""
    path = tmp_path / "events.yaml"
    path.write_text(json.dumps(SMALL, ensure_ascii=False), encoding="utf-8")
    return str(path)


SMALL_SCREEN = """\
What was promised, seen from Tuesday 20 January 2026

DAY PASSED, AND NOTHING RECORDED OF WHAT BECAME OF IT
Publish a report
  who       Bland
  when      Monday 5 January 2026 · The pact of the river
  by when   10 January 2026 · 10 days ago
  state     not yet assessed
  words     [1] “We publish by the 10th.”
                Bo Reyés (Bland), retold by the outlet
  evidence  none recorded

DUE
Meet again
  who       Aland
  when      Monday 5 January 2026 · The pact of the river
  by when   February 2026 · in 12 to 39 days
  state     not yet assessed
  words     none recorded
  evidence  none recorded

WITHOUT A DAY BY WHICH IT IS DUE
Build a gauge
  who       Aland, Bland
  when      Monday 5 January 2026 · The pact of the river
  state     in progress
  words     [1] “Both will build a gauge.”
                both sides jointly, quoted by the outlet
  evidence  [3] Works have begun.
                in our words, after the source

SETTLED
Call once more
  who       Aland
  when      Monday 5 January 2026 · The pact of the river
  by when   11 January 2026 · 9 days ago
  state     kept
  words     none recorded
  evidence  none recorded

4 commitments

[1]  Wire  https://example.org/a  10 January 2026  outlet unknown  only a link
[3]  Other  https://example.org/o  date unknown  outlet unknown  only a link
"""


def test_each_standing_on_a_terminal(screen: Screen, small: str) -> None:
    assert screen("commitments", "--data", small) == SMALL_SCREEN


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2026-01-20", "today"),
        ("2026-01-21", "in 1 day"),
        ("2026-02", "in 12 to 39 days"),
        ("2026-01", "11 days left at most"),
        ("../2026-01-20", "today at the latest"),
        ("2026-01-15/..", "without a last day"),
        ("2026-01-19", "1 day ago"),
    ],
)
def test_how_far_off_it_is(made: Callable[..., Collection], due: str, said: str) -> None:
    promise = {"id": "p", "text": {"en": "do it"}, "by": ["AA"], "due": due}
    (found,) = promises(made({"commitments": [promise]}).events, date(2026, 1, 20))
    assert str(timing(found)) == said


def test_one_promise_a_line_on_a_pipe(call: Call, small: str) -> None:
    answer = call("commitments", "--data", small)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (
        "overdue\tnot-yet-assessed\t2026-01-10\t-10\t-10\t2026-01-05\tBB\t"
        "Publish a report\twire: We publish by the 10th.\t\tpact\treport\n"
        "due\tnot-yet-assessed\t2026-02\t12\t39\t2026-01-05\tAA\tMeet again\t\t\tpact\tmeet\n"
        "open\tin-progress\t\t\t\t2026-01-05\tAA BB\tBuild a gauge\t"
        "wire: Both will build a gauge.\tother: Works have begun.\tpact\tgauge\n"
        "settled\tkept\t2026-01-11\t-9\t-9\t2026-01-05\tAA\tCall once more\t\t\tpact\tcall\n"
    )


def test_the_ministerial_of_the_shipped_collection_is_overdue_in_march(call: Call) -> None:
    first, *_ = call("commitments", "--on", "2026-03-10").stdout.splitlines()
    assert first.startswith("overdue\tnot-yet-assessed\t2026-02\t-37\t-10\t2026-01-15\tMX US\t")
    assert first.endswith("\t2026-01-15-joint-statement\tconvene-security-ministerial")
    assert "s001: Los secretarios Rubio y De la Fuente convinieron en convocar" in first
    assert call("commitments").stdout.startswith("due\tnot-yet-assessed\t2026-02\t12\t39\t")


def test_it_is_on_the_screen_with_its_words_and_their_number(screen: Screen) -> None:
    shown = " ".join(screen("commitments", "--on", "2026-03-10", columns=120).split())
    assert "by when February 2026 · 10 days ago" in shown
    assert "[2] “Los secretarios Rubio y De la Fuente convinieron en convocar" in shown
    assert "state not yet assessed" in shown


def test_events_without_promises_are_said_and_no_error(call: Call, small: str) -> None:
    answer = call("commitments", "--data", small, "--kind", "call")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "no commitment is recorded in the events asked for\n"


def test_a_span_of_days_is_refused(call: Call) -> None:
    answer = call("commitments", "--on", "2026")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "timeline: --on takes one day here, not '2026'\n"


def test_json_has_a_schema(call: Call, small: str) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for data in ([], ["--data", small]):
        whole = json.loads(call("commitments", *data, "--format", "json").stdout)
        Draft202012Validator(schema).validate(whole)
    assert (whole["schema"], whole["on"]) == ("timeline-commitments-1", "2026-01-20")
    assert whole["commitments"][0] == {
        "id": "report",
        "text": {"en": "Publish a report", "es": "Publicar un informe"},
        "by": ["BB"],
        "event": "pact",
        "made": "2026-01-05",
        "due": "2026-01-10",
        "days_to_earliest": -10,
        "days_to_latest": -10,
        "standing": "overdue",
        "status": "not-yet-assessed",
        "words": [
            {
                "source": "wire",
                "quote": "We publish by the 10th.",
                "says": None,
                "attribution": "BB",
                "speech": "reported",
                "speaker": "bo",
            }
        ],
        "evidence": [],
    }


@pytest.mark.parametrize(
    ("key", "value"), [("standing", "late"), ("by", []), ("due", 2026), ("x", 1)]
)
def test_a_broken_object_is_not_valid_by_the_schema(
    call: Call, small: str, key: str, value: object
) -> None:
    whole = json.loads(call("commitments", "--data", small, "--format", "json").stdout)
    whole["commitments"][0][key] = value
    assert not Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).is_valid(whole)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_fits_its_terminal(
    raw_screen: Callable[..., bytes], columns: int, language: str
) -> None:
    arguments = ("commitments", "--color", "never", "--lang", language)
    shown = raw_screen(*arguments, columns=columns).decode()
    assert max(len(line) for line in shown.splitlines()) <= columns
