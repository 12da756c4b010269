"""`--as-of`: every command says only what was known on a day."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]

FIRST = "2026-01-11-call-de-la-fuente-rubio"
SECOND = "2026-01-15-call-de-la-fuente-rubio"
ON_THE_TWELFTH = [
    "by-2026-01-11-cartels-statements-trump",
    "by-2026-01-11-earlier-calls-sheinbaum-trump",
    "by-2026-01-11-instruction-sheinbaum",
    FIRST,
    "2026-01-11-sheinbaum-post-on-press-conference",
    "2026-01-11-sheinbaum-statement-lazaro-cardenas",
    "2026-01-11-sre-post-on-call",
    "2026-01-11-wha-post-on-call",
    "2026-01-12-press-conference-sheinbaum",
]


def ids(answer: CompletedProcess[str]) -> list[str]:
    assert answer.returncode == 0
    return [line.split("\t")[6] for line in answer.stdout.splitlines()]


def test_on_the_twelfth_the_first_call_is_known_and_the_second_is_not(call: Call) -> None:
    answer = call("list", "--as-of", "2026-01-12")
    assert ids(answer) == ON_THE_TWELFTH
    assert SECOND not in answer.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--as-of", "2026-01-12", "list"),
        ("--as-of=2026-01-12", "list"),
        ("list", "--as-of=2026-01-12"),
        ("list", "--as-of", "12 January 2026"),
        ("list", "--as-of", "12 de enero de 2026"),
        ("list", "--as-of", "hace 8 días"),
        ("list", "--as-of", "2026-01-12T09:00"),
    ],
)
def test_the_day_is_typed_as_anywhere_before_or_after_the_command(
    call: Call, arguments: tuple[str, ...]
) -> None:
    assert ids(call(*arguments)) == ON_THE_TWELFTH


def test_of_a_month_the_last_day_counts(call: Call) -> None:
    assert call("list", "--as-of", "2026-01").stdout == call("list").stdout
    assert call("list", "--as-of", "2025-12").stdout == ""


def test_a_source_of_one_of_four_days_counts_from_the_last_of_them(call: Call) -> None:
    assert "2026-05-tmec-renegotiation" not in ids(call("list", "--as-of", "2026-01-17"))
    assert "2026-05-tmec-renegotiation" in ids(call("list", "--as-of", "2026-01-18"))


def test_filters_ask_what_was_known(call: Call) -> None:
    answer = call("list", "--source", "s000", "--as-of", "2026-01-12")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("timeline: no source is called 's000'")
    answer = call("list", "--topic", "fentanyl", "--kind", "call", "--as-of", "2026-01-12")
    assert (answer.returncode, answer.stdout) == (0, "")


def test_show_gives_only_the_citations_of_that_day(call: Call) -> None:
    then, now = call("show", FIRST, "--as-of", "2026-01-12"), call("show", FIRST)
    assert then.returncode == now.returncode == 0
    assert "\ts002\t" in now.stdout
    assert "\ts002\t" not in then.stdout
    assert "topic\tarms-trafficking\n" in now.stdout
    assert "topic\tarms-trafficking\n" not in then.stdout


def test_show_does_not_know_what_was_not_known(call: Call) -> None:
    answer = call("show", SECOND, "--as-of", "2026-01-12")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"timeline: '{SECOND}' was not known yet on 12 January 2026\n"


def test_sources_are_those_of_that_day_and_keep_their_numbers(call: Call) -> None:
    answer = call("sources", "--as-of", "2026-01-12")
    assert answer.returncode == 0
    (only,) = answer.stdout.splitlines()
    assert only.startswith("4\ts003\t2026-01-11\tstated\tes\t\t\t9\t")


def test_topics_count_what_was_said_by_that_day(call: Call) -> None:
    events = {
        fields[0]: int(fields[2])
        for row in call("topics", "--as-of", "2026-01-12").stdout.splitlines()
        if (fields := row.split("\t"))
    }
    assert events["sovereignty"] == 2
    assert events["trade"] == 0


def test_an_export_holds_what_was_known(call: Call) -> None:
    answer = call("export", "--format", "json", "--as-of", "2026-01-12")
    assert answer.returncode == 0
    whole = json.loads(answer.stdout)
    assert [it["id"] for it in whole["sources"]] == ["s003"]
    assert [it["id"] for it in whole["events"]] == ON_THE_TWELFTH
    cited = {cite["source"] for event in whole["events"] for cite in event["cites"]}
    assert cited == {"s003"}


def test_the_newest_day_leaves_out_nothing(call: Call) -> None:
    for name in ("list", "sources", "topics", "export"):
        assert call(name, "--as-of", "2026-01-18").stdout == call(name).stdout


@pytest.mark.parametrize("name", ["list", "sources"])
def test_earlier_than_everything_there_is_nothing_and_that_is_no_error(
    call: Call, name: str
) -> None:
    answer = call(name, "--as-of", "2026-01-10")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "no source was published by 10 January 2026\n"


def test_a_page_about_nothing_is_not_shown(screen: Screen) -> None:
    assert screen("list", "--as-of", "2026-01-10") == "no source was published by 10 January 2026\n"


def test_states_are_seen_from_that_day(screen: Screen) -> None:
    then = screen("list", "--as-of", "2026-01-12")
    assert "Sheinbaum's morning press conference, moved to 9:00" in then
    assert "no outcome recorded" not in then
    assert "no outcome recorded" in screen("list", "--as-of", "2026-01-13")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-01-12/..", "--as-of needs a day, and '2026-01-12/..' has no end"),
        ("2026-02-30", "2026-02-30 is not a day: February 2026 has 28"),
        ("03/02/2026", "03/02/2026"),
        ("someday", "someday is not understood as a date"),
        ("", "the date is empty"),
    ],
)
def test_what_is_no_day_is_refused(call: Call, typed: str, said: str) -> None:
    answer = call("list", "--as-of", typed)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr


def test_a_missing_day_is_refused(call: Call) -> None:
    answer = call("list", "--as-of")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "--as-of needs a value" in answer.stderr


def test_notes_and_reasons_that_name_a_later_source_are_not_shown(call: Call) -> None:
    answer = call("explain", "2026-01-11-call", "--as-of", "2026-01-12", "--format", "json")
    assert answer.returncode == 0
    assert "s002" not in answer.stdout


@pytest.mark.parametrize("command", ["show", "explain", "compare"])
def test_an_event_not_known_yet_is_named_as_such(call: Call, command: str) -> None:
    answer = call(command, "2026-02-security", "--as-of", "2026-01-12")
    assert (answer.returncode, answer.stdout, answer.stderr) == (
        2,
        "",
        "timeline: '2026-02-security-ministerial' was not known yet on 12 January 2026\n",
    )


def test_the_state_of_a_promise_is_known_from_its_evidence_on(call: Call) -> None:
    sample = str(Path(__file__).parents[1] / "sample")
    for day, state in (("2031-03-10", "not-yet-assessed"), ("2031-03-18", "stalled")):
        answer = call("commitments", "--as-of", day, "--data", sample)
        assert answer.stdout.split("\t")[1] == state


def test_two_days_are_not_compared_beyond_the_day_of_view(call: Call) -> None:
    answer = call("diff", "--from", "2026-01-12", "--to", "2026-01-16", "--as-of", "2026-01-12")
    assert (answer.returncode, answer.stdout, answer.stderr) == (
        2,
        "",
        "timeline: --to 2026-01-16 is after --as-of 2026-01-12\n",
    )
