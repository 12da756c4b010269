"""`timeline stats`: events counted, as bars and on a calendar."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft202012Validator

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]

SCHEMA = Path(__file__).parents[2] / "timeline" / "schemas" / "stats.json"
ABOUT: dict[str, Any] = {
    "title": {"en": "Aland and Bland", "es": "Alandia y Blandia"},
    "sides": {"AA": {"en": "Aland", "es": "Alandia"}, "BB": {"en": "Bland", "es": "Blandia"}},
    "topics": {"water": {"en": "shared rivers", "es": "ríos comunes"}},
}
SOURCES = [
    {"id": "wire", "url": "https://example.org/a", "title": "Wire"},
    {"id": "copy", "file": "copy.txt"},
]
ACTORS = [
    {"id": "ana", "kind": "person", "side": "AA", "name": "Ana Lima"},
    {"id": "bo", "kind": "person", "side": "BB", "name": "Bo Reyés"},
]
EVENTS: list[tuple[str, str, str, str, list[str]]] = [
    ("2026-01-11", "call", "held", "ana bo", ["water"]),
    ("2026-01-11", "call", "held", "ana bo", ["water", "trade"]),
    ("2026-01-12", "statement", "issued", "ana", []),
    ("[2026-01-15,2026-01-16]", "statement", "issued", "bo", []),
    ("2026-01/2026-02", "meeting", "scheduled", "", []),
    ("2026-02-09", "meeting", "scheduled", "ana", []),
]


@pytest.fixture(autouse=True)
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The small collection, in the folder we are in."""
    whole: dict[str, Any] = {
        "collection": ABOUT,
        "sources": SOURCES,
        "actors": ACTORS,
        "events": [
            {
                "id": f"e{n}",
                "date": date,
                "kind": kind,
                "status": status,
                "title": {"en": "It"},
                "actors": [{"actor": it, "role": "participant"} for it in actors.split()],
                "topics": topics,
                "cites": [{"source": "wire", "says": {"en": "It was so."}}],
            }
            for n, (date, kind, status, actors, topics) in enumerate(EVENTS)
        ],
    }
    (tmp_path / "data").mkdir()
    (tmp_path / "data/events.yaml").write_text(json.dumps(whole), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return whole


SCREEN_80 = """\
Aland and Bland                                                         6 events

BY MONTH
January 2026   5  ████████████████████████████████░░░░░░░░ 1?
February 2026  1  ████████

BY KIND
call       2  ████████████████████████████████████████
meeting    2  ████████████████████████████████████████
statement  2  ████████████████████████████████████████

BY SIDE
Aland    4  ████████████████████████████████████████
Bland    3  ██████████████████████████████
no side  1  ██████████

BY ACTOR
Ana Lima  4  ████████████████████████████████████████
Bo Reyés  3  ██████████████████████████████
no actor  1  ██████████

CALENDAR
January 2026                    February 2026
Mo  Tu  We  Th  Fr  Sa  Su      Mo  Tu  We  Th  Fr  Sa  Su
             1   2   3   4                               1
 5   6   7   8   9  10  11▒      2   3   4   5   6   7   8
12░ 13  14  15  16  17  18       9░ 10  11  12  13  14  15
19  20  21  22  23  24  25      16  17  18  19  20  21  22
26  27  28  29  30  31          23  24  25  26  27  28
events in a day: ░ 1   ▒ 2
2 events not on one certain day

an event counts under each of its sides, actors, topics and sources
░ and ?: may belong to another month; counted under the first that is possible,
or where the start is open under the last
"""
SCREEN_120 = """\
Aland and Bland                                                                                                 6 events

BY MONTH                                                      BY SIDE
January 2026   5  ██████████████████████████████░░░░░░░ 1?    Aland    4  ████████████████████████████████████████
February 2026  1  ███████                                     Bland    3  ██████████████████████████████
                                                              no side  1  ██████████
BY KIND
call       2  ████████████████████████████████████████        BY ACTOR
meeting    2  ████████████████████████████████████████        Ana Lima  4  ████████████████████████████████████████
statement  2  ████████████████████████████████████████        Bo Reyés  3  ██████████████████████████████
                                                              no actor  1  ██████████

CALENDAR
January 2026                    February 2026
Mo  Tu  We  Th  Fr  Sa  Su      Mo  Tu  We  Th  Fr  Sa  Su
             1   2   3   4                               1
 5   6   7   8   9  10  11▒      2   3   4   5   6   7   8
12░ 13  14  15  16  17  18       9░ 10  11  12  13  14  15
19  20  21  22  23  24  25      16  17  18  19  20  21  22
26  27  28  29  30  31          23  24  25  26  27  28
events in a day: ░ 1   ▒ 2
2 events not on one certain day

an event counts under each of its sides, actors, topics and sources
░ and ?: may belong to another month; counted under the first that is possible, or where the start is open under the
last
"""  # noqa: E501 - as wide as the screen


def test_bars_and_a_calendar_at_80_columns(screen: Screen) -> None:
    assert screen("stats") == SCREEN_80


def test_bars_stand_side_by_side_at_120_columns(screen: Screen) -> None:
    assert screen("stats", columns=120) == SCREEN_120


def test_signs_have_stand_ins_where_the_terminal_lacks_them(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    shown = screen("stats", "--by", "month")
    assert shown == (
        "Aland and Bland                                                         6 events\n"
        "\n"
        "BY MONTH\n"
        "January 2026   5  ################################-------- 1?\n"
        "February 2026  1  ########\n"
        "\n"
        "- and ?: may belong to another month; counted under the first that is possible,\n"
        "or where the start is open under the last\n"
    )
    assert " 5   6   7   8   9  10  11:\n12. 13" in screen("stats", "--by", "day", columns=50)


def test_no_calendar_is_drawn_without_a_day(screen: Screen) -> None:
    assert screen("stats", "--by", "day", "--kind", "meeting", "--until", "2026-01-31") == (
        "Aland and Bland                                                          1 event\n"
        "\n"
        "CALENDAR\n"
        "1 event not on one certain day\n"
    )


@pytest.mark.parametrize(("by", "name"), [("topic", "shared rivers"), ("topic", "trade")])
def test_topics_are_named_as_the_collection_names_them(screen: Screen, by: str, name: str) -> None:
    assert f"\n{name} " in screen("stats", "--by", by)


def test_many_events_a_day_share_four_shades(
    screen: Screen, tmp_path: Path, small: dict[str, Any]
) -> None:
    event = small["events"][0]
    days = [f"2026-01-{day:02}" for day in range(5, 12) for _ in range(day - 4)]
    events = [{**event, "id": f"d{n}", "date": day} for n, day in enumerate(days)]
    path = tmp_path / "many.yaml"
    path.write_text(json.dumps({**small, "events": events}), encoding="utf-8")
    shown = screen("stats", "--by", "day", "--data", str(path))
    assert "\n 5░  6▒  7▒  8▓  9▓ 10█ 11█\n" in shown
    assert shown.endswith("\nevents in a day: ░ 1   ▒ 2–3   ▓ 4–5   █ 6–7\n")


def test_one_breakdown_in_spanish(screen: Screen) -> None:
    shown = screen("stats", "--by", "side", "--lang", "es")
    assert "Alandia" in shown
    assert "Bland " not in shown


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_a_narrow_terminal_keeps_every_number(screen: Screen, columns: int) -> None:
    shown = screen("stats", "--by", "actor", columns=columns)
    assert [line.split()[2] for line in shown.splitlines() if "Ana" in line] == ["4"]
    assert [line.split()[2] for line in shown.splitlines() if "Bo" in line] == ["3"]


def test_a_pipe_gets_a_count_a_line(call: Call) -> None:
    answer = call("stats")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (
        "month\t2026-01\t5\t1\n"
        "month\t2026-02\t1\t0\n"
        "kind\tcall\t2\t0\n"
        "kind\tmeeting\t2\t0\n"
        "kind\tstatement\t2\t0\n"
        "side\tAA\t4\t0\n"
        "side\tBB\t3\t0\n"
        "side\t\t1\t0\n"
        "actor\tana\t4\t0\n"
        "actor\tbo\t3\t0\n"
        "actor\t\t1\t0\n"
        "day\t2026-01-11\t2\t0\n"
        "day\t2026-01-12\t1\t0\n"
        "day\t2026-02-09\t1\t0\n"
        "day\t\t2\t0\n"
    )


def test_a_spreadsheet_gets_a_count_a_row(call: Call) -> None:
    answer = call("stats", "--by", "topic", "--format", "csv")
    assert answer.stdout == (
        "by,value,events,possible\r\ntopic,water,2,0\r\ntopic,trade,1,0\r\ntopic,,4,0\r\n"
    )


def test_a_program_gets_counts_by_a_schema(call: Call) -> None:
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    whole = json.loads(call("stats", "--by", "status", "--format", "json").stdout)
    assert whole == {
        "schema": "timeline-stats-1",
        "events": 6,
        "by": {
            "status": [
                {"value": "held", "events": 2, "possible": 0},
                {"value": "issued", "events": 2, "possible": 0},
                {"value": "scheduled", "events": 2, "possible": 0},
            ]
        },
    }
    for arguments in ((), ("--by", "month"), ("--kind", "visit")):
        validator.validate(json.loads(call("stats", *arguments, "--format", "json").stdout))
    assert not validator.is_valid({**whole, "more": 1})
    assert not validator.is_valid({**whole, "by": {"colour": []}})
    assert not validator.is_valid({**whole, "by": {"status": [{"value": "held"}]}})


def test_filters_say_what_is_counted(call: Call) -> None:
    answer = call("stats", "--by", "month", "--actor", "lima", "--since", "2026-01-12")
    assert answer.stdout == "month\t2026-01\t1\t0\nmonth\t2026-02\t1\t0\n"


def test_nothing_to_count_is_said_on_stderr(call: Call, screen: Screen) -> None:
    answer = call("stats", "--kind", "visit")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "no event matches --kind 'visit'\n"
    assert screen("stats", "--kind", "visit") == "no event matches --kind 'visit'\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "colour"), "no breakdown is called 'colour'"),
        (("--by", "mnth"), "did you mean month"),
        (("--format", "jsonl"), "no format is called 'jsonl'"),
    ],
)
def test_what_it_cannot_do_is_refused(call: Call, arguments: tuple[str, ...], said: str) -> None:
    answer = call("stats", *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr


def test_a_source_is_named_by_its_number_id_and_title(screen: Screen) -> None:
    assert "\n[1] wire · Wire  6  ████" in screen("stats", "--by", "source")
