"""`timeline export -o x.ics` through the real command."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import vobject

Call = Callable[..., CompletedProcess[str]]
LEFT_OUT = "3 events left out: a date that is open, or covers a year or more, has no place here\n"


def test_the_ending_chooses_the_calendar_and_what_is_left_out_is_counted(
    call: Call, here: Path
) -> None:
    answer = call("export", "-o", "x.ics")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == f"16 events written to x.ics\n{LEFT_OUT}"
    written = (here / "x.ics").read_bytes().decode()
    assert len(vobject.readOne(written).vevent_list) == 16


def test_on_stdout_nothing_but_the_calendar_and_on_stderr_what_is_left_out(call: Call) -> None:
    answer = call("export", "-f", "ics", "--status", "reported", "--status", "scheduled")
    assert (answer.returncode, answer.stderr) == (0, LEFT_OUT)
    assert len(vobject.readOne(answer.stdout).vevent_list) == 4
    assert "X-TIMELINE-FILTER:--status reported --status scheduled\r\n" in answer.stdout
    assert call("export", "-f", "ics", "--status", "held").stderr == ""


def test_the_calendar_of_a_day_has_only_what_was_known_then(call: Call) -> None:
    written = call("export", "-f", "ics", "--as-of", "2026-01-12").stdout
    calendar = vobject.readOne(written)
    assert calendar.x_timeline_as_of.value == "2026-01-12"
    assert {it.dtstamp.value.date().isoformat() for it in calendar.vevent_list} == {"2026-01-12"}
    assert not any("joint-statement" in it.x_timeline_id.value for it in calendar.vevent_list)


def test_the_collection_is_named_in_the_language_asked_for_and_uids_stay(call: Call) -> None:
    english, spanish = (
        vobject.readOne(call("export", "-f", "ics", "--lang", it).stdout) for it in ("en", "es")
    )
    assert spanish.x_timeline_collection.value.startswith("Diplomacia de seguridad")
    assert [it.uid.value for it in english.vevent_list] == [
        it.uid.value for it in spanish.vevent_list
    ]


def test_a_plan_says_so_first_of_all(call: Call) -> None:
    calendar = vobject.readOne(call("export", "-f", "ics", "--status", "scheduled").stdout)
    assert [it.summary.value.partition("]")[0] for it in calendar.vevent_list] == [
        "[scheduled; no outcome recorded",
        "[scheduled",
        "[scheduled for February 2026",
        "[scheduled for May 2026",
    ]
    asked = ("export", "-f", "ics", "--status", "scheduled", "--on", "2026-02", "--lang", "es")
    (event,) = vobject.readOne(call(*asked).stdout).vevent_list
    assert event.summary.value.startswith("[programada para febrero de 2026] ")


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_calendar_is_the_same_anywhere(
    program: Callable[..., CompletedProcess[bytes]], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    arguments = ("export", "-f", "ics", "--lang", language)
    first = program(*arguments).stdout
    for name, value in (
        ("TZ", "Pacific/Kiritimati"), ("LANG", "es_MX.UTF-8"), ("PYTHONHASHSEED", "7"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    assert program(*arguments).stdout == first != b""
