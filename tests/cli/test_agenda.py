"""`timeline agenda`: what is ahead, and what became of what was planned."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from timeline.analysis.agenda import agenda
from timeline.cli.views.agenda import timing
from timeline.records.model import Collection

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]

SHIPPED = str(Path(__file__).parents[2] / "data")
SCHEMA = Path(__file__).parents[2] / "timeline" / "schemas" / "agenda.json"
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
            "id": "moved",
            "date": "2026-01-30",
            "kind": "meeting",
            "status": "scheduled",
            "title": {"en": "Ministers meet", "es": "Reunión de ministros"},
            "actors": [{"actor": "ana", "role": "participant"}],
            "cites": [{"source": "copy", "says": {"en": "They meet on the 30th."}}],
            "history": [
                {
                    "status": "scheduled",
                    "date": "2026-01-16",
                    "cites": [{"source": "wire", "says": {"en": "They meet on the 16th."}}],
                }
            ],
        },
        {
            "id": "open",
            "date": "2026-01-15/..",
            "kind": "visit",
            "status": "scheduled",
            "title": {"en": "A visit", "es": "Una visita"},
            "cites": [{"source": "other", "says": {"en": "She will come."}}],
        },
        {
            "id": "either",
            "date": "[2026-01-20,2026-01-25]",
            "kind": "call",
            "status": "scheduled",
            "title": {"en": "A call", "es": "Una llamada"},
        },
        {
            "id": "off",
            "date": "2026-01-18",
            "kind": "call",
            "status": "cancelled",
            "title": {"en": "A call that was cancelled", "es": "Una llamada cancelada"},
        },
        {
            "id": "done",
            "date": "2026-01-12",
            "kind": "call",
            "status": "held",
            "title": {"en": "A call that was held", "es": "Una llamada realizada"},
            "history": [
                {"status": "scheduled", "date": "2026-01-09"},
                {"status": "postponed", "date": "2026-01-12"},
            ],
        },
    ],
}


@pytest.fixture
def small(tmp_path: Path) -> str:
    """A small collection: moved, open, one of two days, cancelled, held."""
    path = tmp_path / "events.yaml"
    path.write_text(json.dumps(SMALL, ensure_ascii=False), encoding="utf-8")
    return str(path)


JANUARY_20 = """\
What was planned, seen from Tuesday 20 January 2026

COMING
◌  in 3 days           Meeting of the bilateral Security Implementation Group
                       Friday 23 January 2026 · meeting · MX US
                       announced 15 January 2026: Joint statement of Mexico and
                       the United States on the call [1][2][3][5]
◌  in 12 to 39 days    Security ministerial meeting in Washington
                       February 2026 · meeting · MX US
                       announced 15 January 2026: Joint statement of Mexico and
                       the United States on the call [1][2][3][5]
◌  in 101 to 131 days  T-MEC trade agreement to be renegotiated
                       May 2026 · negotiation
                       first cited text: some day from 15 to 18 January 2026 [5]

PASSED, WITH NO OUTCOME RECORDED IN THIS COLLECTION
◌  for 8 days  Sheinbaum's morning press conference, moved to 9:00
               Monday 12 January 2026, 09:00 · press conference · MX
               announced 11 January 2026: Sheinbaum announces a new time for her
               press conference of 12 January [4]

4 planned events
the newest source read is of 18 January 2026 at the latest: what has no outcome
recorded here may have taken place

[1]  seeds/000_ecd6331cdfae8496.txt  16 January 2026  Spanish  outlet unknown
[2]  seeds/001_52c5b004d57665da.txt  16 January 2026  Spanish  outlet unknown
[3]  seeds/002_c7446edab9ff04d6.txt  15 or 16 January 2026 (inferred)  Spanish
     outlet unknown
[4]  seeds/003_f8c193082681c748.txt  11 January 2026  Spanish  outlet unknown
[5]  seeds/004_abecfb8f620107e8.txt  some day from 15 to 18 January 2026
     (inferred)  Spanish  outlet unknown
"""
MARCH_10 = """\
What was planned, seen from Tuesday 10 March 2026

PASSED, WITH NO OUTCOME RECORDED IN THIS COLLECTION
◌  for 46 days  Meeting of the bilateral Security Implementation Group
                Friday 23 January 2026 · meeting · MX US
                announced 15 January 2026: Joint statement of Mexico and the
                United States on the call [1][2][3][5]
◌  for 10 days  Security ministerial meeting in Washington
                February 2026 · meeting · MX US
                announced 15 January 2026: Joint statement of Mexico and the
                United States on the call [1][2][3][5]

2 planned events
the newest source read is of 18 January 2026 at the latest: what has no outcome
recorded here may have taken place

[1]  seeds/000_ecd6331cdfae8496.txt  16 January 2026  Spanish  outlet unknown
[2]  seeds/001_52c5b004d57665da.txt  16 January 2026  Spanish  outlet unknown
[3]  seeds/002_c7446edab9ff04d6.txt  15 or 16 January 2026 (inferred)  Spanish
     outlet unknown
[5]  seeds/004_abecfb8f620107e8.txt  some day from 15 to 18 January 2026
     (inferred)  Spanish  outlet unknown
"""
SMALL_SCREEN = """\
What was planned, seen from Tuesday 20 January 2026

DUE NOW
◌  without a last day   A visit
                        on or after 15 January 2026 · visit
                        first cited text: date unknown [3]
◌  5 days left at most  A call
                        20 or 25 January 2026 · call

COMING
◌  in 10 days  Ministers meet
               Friday 30 January 2026 · meeting · AA
               first cited text: 10 January 2026 [1]
               earlier: scheduled, 16 January 2026 [1]

OUTCOME RECORDED
●  held       A call that was held
              Monday 12 January 2026 · call
              earlier: scheduled, 9 January 2026
              earlier: postponed, 12 January 2026
×  cancelled  A call that was cancelled
              Sunday 18 January 2026 · call

5 planned events

[1]  Wire  https://example.org/a  10 January 2026  outlet unknown  only a link
[2]  Copy  https://example.org/c  date unknown  outlet unknown  only a link
[3]  Other  https://example.org/o  date unknown  outlet unknown  only a link
"""
FEBRUARY_10_WIDE = """\
What was planned, seen from Tuesday 10 February 2026

DUE NOW
◌  18 days left at most  Security ministerial meeting in Washington
                         February 2026 · meeting · MX US
                         announced 15 January 2026: Joint statement of Mexico and the United States on the call
                         [1][2][3][5]

PASSED, WITH NO OUTCOME RECORDED IN THIS COLLECTION
◌  for 18 days  Meeting of the bilateral Security Implementation Group
                Friday 23 January 2026 · meeting · MX US
                announced 15 January 2026: Joint statement of Mexico and the United States on the call [1][2][3][5]

2 planned events
the newest source read is of 18 January 2026 at the latest: what has no outcome recorded here may have taken place

[1]  seeds/000_ecd6331cdfae8496.txt  16 January 2026  Spanish  outlet unknown
[2]  seeds/001_52c5b004d57665da.txt  16 January 2026  Spanish  outlet unknown
[3]  seeds/002_c7446edab9ff04d6.txt  15 or 16 January 2026 (inferred)  Spanish  outlet unknown
[5]  seeds/004_abecfb8f620107e8.txt  some day from 15 to 18 January 2026 (inferred)  Spanish  outlet unknown
"""  # noqa: E501 - a screen of 120 columns


def test_the_shipped_collection_on_20_january(screen: Screen) -> None:
    assert screen("agenda", "--on", "2026-01-20") == JANUARY_20


def test_the_shipped_collection_on_10_march(screen: Screen) -> None:
    arguments = ("--on", "2026-03-10", "--source", "s002")
    assert screen("agenda", *arguments) == MARCH_10


def test_each_state_on_a_terminal(screen: Screen, small: str) -> None:
    assert screen("agenda", "--data", small) == SMALL_SCREEN


def test_the_shipped_collection_on_10_february_on_a_wide_terminal(screen: Screen) -> None:
    arguments = ("--on", "2026-02-10", "--kind", "meeting")
    assert screen("agenda", *arguments, columns=120) == FEBRUARY_10_WIDE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-01-20", "today"),
        ("2026-01-21", "in 1 day"),
        ("2026-01-10/2026-01-20", "today at the latest"),
        ("2026-01", "11 days left at most"),
        ("2026-01-15/..", "without a last day"),
        ("2026-01-22/..", "in 2 days or later"),
        ("2026-01-21/2026-01-22", "in 1 to 2 days"),
        ("../2026-01-19", "for 1 day"),
    ],
)
def test_how_far_off_it_is(made: Callable[..., Collection], text: str, said: str) -> None:
    (item,) = agenda(made({"date": text, "status": "scheduled"}), date(2026, 1, 20))
    assert str(timing(item)) == said


def test_one_planned_event_a_line_on_a_pipe(call: Call, small: str) -> None:
    answer = call("agenda", "--data", small, "--on", "2026-01-31")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (
        "due\t-16\t\t2026-01-15/..\tvisit\tscheduled\t\tA visit\t\t\tother\t\topen\n"
        "passed\t-11\t-6\t[2026-01-20,2026-01-25]\tcall\tscheduled\t\tA call\t\t\t\t\teither\n"
        "passed\t-1\t-1\t2026-01-30\tmeeting\tscheduled\tAA\tMinisters meet\t\t"
        "2026-01-10\twire\tscheduled 2026-01-16\tmoved\n"
        "held\t-19\t-19\t2026-01-12\tcall\theld\t\tA call that was held\t\t\t\t"
        "scheduled 2026-01-09; postponed 2026-01-12\tdone\n"
        "cancelled\t-13\t-13\t2026-01-18\tcall\tcancelled\t\tA call that was cancelled\t"
        "\t\t\t\toff\n"
    )


GIS = "2026-01-23-security-implementation-group"
TREATY = "2026-05-tmec-renegotiation"


def stages(answer: CompletedProcess[str]) -> dict[str, str]:
    assert answer.returncode == 0
    rows = [row.split("\t") for row in answer.stdout.splitlines()]
    return {fields[-1]: f"{fields[0]} {fields[5]} {fields[3]}" for fields in rows}


def test_on_a_day_what_came_of_it_later_is_not_known(call: Call) -> None:
    on = stages(call("agenda", "--data", SHIPPED, "--on", "2026-01-20"))
    assert on[GIS] == "coming scheduled 2026-01-23"
    assert on[TREATY] == "coming scheduled 2026-07-01"
    assert "2026-02-12-visit-harfuch-washington" not in on
    assert "coming held" not in " ".join(on.values())


def test_another_day_of_knowledge_decides(call: Call) -> None:
    day = ("--data", SHIPPED, "--on", "2026-01-20", "--as-of")
    assert stages(call("agenda", *day, "2026-07-15"))[GIS] == "coming held 2026-01-23"
    assert stages(call("agenda", *day, "2026-01-10"))[GIS] == "due scheduled 2026-01"


@pytest.mark.parametrize("command", ["agenda", "commitments"])
@pytest.mark.parametrize("day", ["2025-06-16", "2025-12-01", "2026-01-20", "2026-03-10"])
def test_to_see_from_a_day_is_to_know_as_of_it(call: Call, command: str, day: str) -> None:
    arguments = (command, "--data", SHIPPED, "--on", day)
    assert call(*arguments).stdout == call(*arguments, "--as-of", day).stdout != ""


def test_a_day_ahead_of_today_and_of_every_source_knows_all_that_is_recorded(
    call: Call, small: str
) -> None:
    assert "open" in stages(call("agenda", "--data", small, "--on", "2026-01-21"))
    assert stages(call("agenda", "--data", small, "--on", "2026-01-20")) == {
        "moved": "passed scheduled 2026-01-16"
    }


def test_the_day_is_that_of_as_of_unless_said(call: Call) -> None:
    today = call("agenda").stdout
    known = call("agenda", "--as-of", "2026-01-25").stdout
    assert "coming\t3\t3\t2026-01-23\t" in today
    assert "passed\t-2\t-2\t2026-01-23\t" in known
    assert (
        "passed\t-46\t-46\t" in call("agenda", "--as-of", "2026-01-25", "--on", "2026-03-10").stdout
    )


def test_the_day_may_be_written_in_words_which_are_explained(call: Call) -> None:
    answer = call("agenda", "--on", "mañana")
    assert answer.stdout == call("agenda", "--on", "2026-01-21").stdout
    assert answer.stderr == "--on 'mañana': 21 January 2026\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--on", "2026-02"), "--on takes one day here, not '2026-02'"),
        (("--on", "2026-01-20/.."), "--on takes one day here, not '2026-01-20/..'"),
        (
            ("--on", "2026-01-20", "--on", "2026-01-21"),
            "--on takes one day here, not '2026-01-20, 2026-01-21'",
        ),
        (("--on", "2026-02-30"), "2026-02-30 is not a day: February 2026 has 28"),
        (("--format", "csv"), "no format is called 'csv'"),
        (("--actor", "rubbio"), "did you mean rubio"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    call: Call, arguments: tuple[str, ...], said: str
) -> None:
    answer = call("agenda", *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_filters_choose_the_events(call: Call) -> None:
    lines = call("agenda", "--side", "US", "--since", "2026-02").stdout.splitlines()
    assert [line.split("\t")[-1] for line in lines] == ["2026-02-security-ministerial"]


def test_nothing_planned_is_said_and_no_error(call: Call) -> None:
    answer = call("agenda", "--status", "held")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "none of the events asked for was ever only planned\n"


def test_json_has_a_schema(call: Call, small: str) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for data in ([], ["--data", small]):
        whole = json.loads(call("agenda", *data, "--format", "json").stdout)
        Draft202012Validator(schema).validate(whole)
    assert whole["schema"] == "timeline-agenda-1"
    assert (whole["on"], whole["newest_source"]) == ("2026-01-20", "2026-01-10")
    assert whole["items"][2] == {
        "event": "moved",
        "title": {"en": "Ministers meet", "es": "Reunión de ministros"},
        "date": "2026-01-30",
        "kind": "meeting",
        "status": "scheduled",
        "sides": ["AA"],
        "state": "coming",
        "days_to_earliest": 10,
        "days_to_latest": 10,
        "announced": {"event": None, "date": "2026-01-10", "sources": ["wire"]},
        "earlier": [{"status": "scheduled", "date": "2026-01-16", "sources": ["wire"]}],
    }


@pytest.mark.parametrize(
    ("key", "value"), [("state", "late"), ("days_to_latest", "3"), ("announced", None), ("x", 1)]
)
def test_a_broken_object_is_not_valid_by_the_schema(
    call: Call, small: str, key: str, value: object
) -> None:
    whole = json.loads(call("agenda", "--data", small, "--format", "json").stdout)
    whole["items"][0][key] = value
    assert not Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).is_valid(whole)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_fits_its_terminal(
    raw_screen: Callable[..., bytes], columns: int, language: str
) -> None:
    shown = raw_screen("agenda", "--color", "never", "--lang", language, columns=columns).decode()
    assert max(len(line) for line in shown.splitlines()) <= columns
