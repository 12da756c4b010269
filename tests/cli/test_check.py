"""`timeline check`: every fault at its place, for people, editors and continuous integration."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]

OVERDUE = (
    "events[9].status: D5 '2026-01-12-press-conference-sheinbaum' was scheduled for "
    "12 January 2026, 09:00 and no outcome is recorded (notice)"
)
CHECKED = "(19 events, 5 sources, 84 quotes)"


CALL = "  - id: 2026-01-11-call-de-la-fuente-rubio"


def line_of(path: Path, text: str) -> int:
    """The number of the first line that holds a text."""
    before, found, _ = path.read_text(encoding="utf-8").partition(text)
    assert found
    return before.count("\n") + 1


def change(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence of a text; gives its line."""
    line = line_of(path, old)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    return line


def test_the_collection_as_it_stands_has_no_fault(call: Call, here: Path) -> None:
    answer = call("check")
    line = line_of(here / "data/events.yaml", "- id: 2026-01-12-press-conference-sheinbaum") + 3
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == (
        f"data/events.yaml:{line}:13: {OVERDUE}\nno fault, 1 notice {CHECKED}\n"
    )


def test_notices_grow_with_the_days_and_are_no_faults(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here.is_dir()
    monkeypatch.setenv("TIMELINE_TODAY", "2026-01-11")
    answer = call("check")
    assert (answer.returncode, answer.stderr) == (0, f"no fault {CHECKED}\n")
    monkeypatch.setenv("TIMELINE_TODAY", "2026-11-20")
    answer = call("check")
    assert answer.returncode == 0
    assert answer.stderr.endswith(f"no fault, 4 notices {CHECKED}\n")


def test_one_letter_of_a_quote(call: Call, here: Path) -> None:
    path = here / "data/events.yaml"
    line = change(path, "en conferencia de prensa el 3", "en conferencia da prensa el 3") - 1
    answer = call("check")
    assert (answer.returncode, answer.stdout) == (1, "")
    fault, notice, count = answer.stderr.splitlines()
    assert fault == (
        f"data/events.yaml:{line}:16: events[0].cites[0].quote: Q2 this quote is not in s001; "
        "the nearest passage, at 17–108, is 'Juan Ramón de la Fuente y Marco Rubio, en "
        "conferencia de prensa el 3 de…': the text has 'de' where the quote has 'da'"
    )
    assert notice.endswith(OVERDUE)
    assert count == (
        "1 fault, 1 notice (19 events, 5 sources, 83 of 84 citations proved against stored texts)"
    )


def test_one_letter_of_a_source(call: Call, here: Path) -> None:
    path = here / "seeds/003_f8c193082681c748.txt"
    change(path, "este domingo", "este dominga")
    answer = call("check")
    assert answer.returncode == 1
    line = line_of(here / "data/events.yaml", "- id: s003") + 1
    first = answer.stderr.splitlines()[0]
    assert first.startswith(
        f"data/events.yaml:{line}:11: sources[3].file: Q3 "
        "seeds/003_f8c193082681c748.txt has changed: its sha256 is "
    )
    assert first.endswith(
        "recorded was 9ff1ccb7a9c59de38e6d91d34249128e8fbf58bc3b6dbfb3ac1c722cb6ce0c39"
    )


def test_one_digit_of_a_date_that_then_contradicts_its_source(call: Call, here: Path) -> None:
    path = here / "data/events.yaml"
    change(path, f"{CALL}\n    date: 2026-01-11", f"{CALL}\n    date: 2026-01-12")
    answer = call("check")
    line = line_of(path, "date_words: este domingo")
    assert answer.returncode == 1
    assert (
        f"data/events.yaml:{line}:21: events[4].cites[0].date_words: D1 "
        "'este domingo' names a Sunday, but 12 January 2026 is a Monday"
    ) in answer.stderr.splitlines()


def test_one_digit_of_a_date_that_then_is_none(call: Call, here: Path) -> None:
    path = here / "data/events.yaml"
    line = change(path, f"{CALL}\n    date: 2026-01-11", f"{CALL}\n    date: 2026-01-41") + 1
    answer = call("check")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == (
        f"data/events.yaml:{line}:11: events[4].date: "
        "2026-01-41 is not a day: January 2026 has 31\n"
        "1 fault\n"
    )


def test_one_letter_of_a_key(call: Call, here: Path) -> None:
    path = here / "data/events.yaml"
    line = change(path, "    summary:\n      en: A picture", "    sumary:\n      en: A picture")
    answer = call("check")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert (
        f"data/events.yaml:{line}:5: events[0].sumary: "
        "there is no field 'sumary'; did you mean summary?"
    ) in answer.stderr.splitlines()


def test_every_other_command_refuses_what_cannot_be_read(call: Call, here: Path) -> None:
    line = change(here / "data/events.yaml", "date: 2025-09-03", "date: 2025-09-31")
    fault = (
        f"data/events.yaml:{line}:11: events[0].date: "
        "2025-09-31 is not a day: September 2025 has 30\n"
    )
    for arguments in (
        ("list",), ("show", "ministerial"), ("sources",), ("actors",), ("topics",), ("export",),
        ("export", "-o", "out.csv"),
    ):  # fmt: skip
        answer = call(*arguments)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert answer.stderr == fault + "timeline: the collection cannot be read: 1 fault\n"
    assert not (here / "out.csv").exists()


def test_the_faults_of_a_run_come_all_at_once_and_sorted(call: Call, here: Path) -> None:
    path = here / "data/events.yaml"
    last = change(path, "date: 2026-05\n", "date: 2026-13\n")
    first = change(path, "date: 2025-09-03", "date: 2025-09-31")
    second = change(path, "status: reported", "status: reprted")
    answer = call("check")
    assert answer.returncode == 1
    places = [line.split(":")[1] for line in answer.stderr.splitlines()[:-1]]
    assert places == [str(first), str(second), str(last)]
    assert answer.stderr.splitlines()[-1] == "3 faults"


def test_the_same_faults_as_json(call: Call, here: Path) -> None:
    line = change(here / "data/events.yaml", "date: 2025-09-03", "date: 2025-09-31")
    answer = call("check", "--format", "json")
    assert (answer.returncode, answer.stderr) == (1, "")
    assert json.loads(answer.stdout) == [
        {
            "file": "data/events.yaml",
            "line": line,
            "column": 11,
            "field": "events[0].date",
            "code": "",
            "level": "error",
            "message": "2025-09-31 is not a day: September 2025 has 30",
        }
    ]


def test_the_same_faults_as_annotations(call: Call, here: Path) -> None:
    path = here / "data/events.yaml"
    line = change(path, "date: 2025-09-03", 'date: "50%,::x"')
    answer = call("check", "--format", "github")
    assert (answer.returncode, answer.stderr) == (1, "")
    assert answer.stdout.startswith(
        f"::error file=data/events.yaml,line={line},col=11::events[0].date: "
    )
    assert "50%25,::x" in answer.stdout
    assert answer.stdout.count("\n") == 1


def test_a_notice_is_a_notice_in_every_format(call: Call, here: Path) -> None:
    assert here.is_dir()
    answer = call("check", "-f", "github")
    assert answer.returncode == 0
    assert answer.stdout.startswith("::notice file=data/events.yaml,line=")
    assert ",col=13::D5 events[9].status: '2026-01-12-press" in answer.stdout
    (notice,) = json.loads(call("check", "-f", "json").stdout)
    assert (notice["level"], notice["code"]) == ("notice", "D5")


def test_no_fault_is_an_empty_list_for_a_program(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_TODAY", "2026-01-11")
    assert call("check", "-f", "json").stdout == "[]\n"
    assert call("check", "-f", "github").stdout == ""


def test_what_is_read_from_stdin_is_called_so(call: Call, here: Path) -> None:
    data = (here / "data/events.yaml").read_bytes().replace(b"date: 2025-09-03", b"date: 2025-9")
    answer = call("check", "--data", "-", stdin=data)
    assert answer.returncode == 1
    assert answer.stderr.startswith("stdin:")


def test_a_missing_collection_is_a_wrong_call(call: Call) -> None:
    answer = call("check", "--data", "nowhere.yaml")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.count("\n") == 1


def test_an_unknown_format_is_refused(call: Call) -> None:
    answer = call("check", "--format", "jsn")
    assert answer.returncode == 2
    assert answer.stderr == "timeline: no format is called 'jsn'; did you mean json?\n"


def test_check_looks_at_the_records_as_they_stand(call: Call) -> None:
    answer = call("check", "--as-of", "2026-01-12")
    assert (answer.returncode, answer.stdout, answer.stderr) == (
        2,
        "",
        "timeline: check looks at the records as they stand: leave out --as-of\n",
    )
