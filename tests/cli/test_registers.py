"""`timeline sources`, `actors` and `topics`: what the chronology rests on, and how much."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]

REGISTERS = ("sources", "actors", "topics")


def test_sources_on_a_pipe(call: Call) -> None:
    answer = call("sources")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (
        "1\ts000\t2026-01-16\tstated\tes\t\t\t7\t16\tseeds/000_ecd6331cdfae8496.txt\t\t\t16\t0\n"
        "2\ts001\t2026-01-16\tstated\tes\t\t\t7\t20\tseeds/001_52c5b004d57665da.txt\t\t\t20\t0\n"
        "3\ts002\t[2026-01-15,2026-01-16]\tinferred\tes\t\t\t5\t15\tseeds/002_c7446edab9ff04d6.txt\t\t\t15\t0\n"
        "4\ts003\t2026-01-11\tstated\tes\t\t\t9\t20\tseeds/003_f8c193082681c748.txt\t\t\t20\t0\n"
        "5\ts004\t[2026-01-15,2026-01-16,2026-01-17,2026-01-18]\tinferred\tes\t\t\t6\t13\tseeds/004_abecfb8f620107e8.txt\t\t\t13\t0\n"
    )


def test_sources_on_a_terminal(screen: Screen) -> None:
    assert screen("sources") == (
        "[1]  s000  seeds/000_ecd6331cdfae8496.txt\n"
        "           16 January 2026 · Spanish · outlet unknown · 7 events, 16 citations\n"
        "[2]  s001  seeds/001_52c5b004d57665da.txt\n"
        "           16 January 2026 · Spanish · outlet unknown · 7 events, 20 citations\n"
        "[3]  s002  seeds/002_c7446edab9ff04d6.txt\n"
        "           15 or 16 January 2026 (inferred) · Spanish · outlet unknown · 5\n"
        "           events, 15 citations\n"
        "[4]  s003  seeds/003_f8c193082681c748.txt\n"
        "           11 January 2026 · Spanish · outlet unknown · 9 events, 20 citations\n"
        "[5]  s004  seeds/004_abecfb8f620107e8.txt\n"
        "           some day from 15 to 18 January 2026 (inferred) · Spanish · outlet\n"
        "           unknown · 6 events, 13 citations\n"
        "\n"
        "5 sources, 5 origins\n"
        "84 citations, all proved against stored texts\n"
    )


def test_only_the_sources_that_what_is_asked_for_rests_on(call: Call) -> None:
    answer = call("sources", "--on", "2026-05")
    assert answer.stdout == (
        "5\ts004\t[2026-01-15,2026-01-16,2026-01-17,2026-01-18]\tinferred\tes\t\t\t1\t2\tseeds/004_abecfb8f620107e8.txt\t\t\t2\t0\n"
    )


def test_actors_on_a_pipe(call: Call) -> None:
    answer = call("actors", "--on", "2026-01-12")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (
        "sheinbaum\tClaudia Sheinbaum Pardo\tperson\tMX\tgovernment-of-mexico\t3\n"
        "trump\tDonald Trump\tperson\tUS\tgovernment-of-the-united-states\t2\n"
    )


def test_actors_on_a_terminal_that_is_too_narrow_for_a_table(screen: Screen) -> None:
    assert screen("actors", "--on", "2026-01-12") == (
        "sheinbaum\n"
        "  Claudia Sheinbaum Pardo\n"
        "  kind: person · side: MX · member of: government-of-mexico · events: 3\n"
        "trump\n"
        "  Donald Trump\n"
        "  kind: person · side: US · member of: government-of-the-united-states · events:\n"
        "  2\n"
        "\n"
        "2 actors\n"
    )


def test_actors_on_a_wide_terminal(screen: Screen) -> None:
    assert screen("actors", "--on", "2026-01-12", columns=120) == (
        "id         name                     kind    side  member of                        events"
        "\n"
        "sheinbaum  Claudia Sheinbaum Pardo  person  MX    government-of-mexico                  3"
        "\n"
        "trump      Donald Trump             person  US    government-of-the-united-states       2"
        "\n"
        "\n"
        "2 actors\n"
    )


def test_topics_on_a_pipe_count_events_and_passages_by_voice(call: Call) -> None:
    answer = call("topics")
    assert (answer.returncode, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert len(lines) == 17
    assert lines[0] == "security-cooperation\tsecurity cooperation\t10\t2\t2\t11\t12"
    assert lines[-1] == "trade\ttrade\t2\t0\t0\t0\t3"


def test_topics_on_a_terminal(screen: Screen) -> None:
    assert screen("topics", "--on", "2026-05") == (
        "topic            name             events  MX  US  joint  outlet\n"
        "border-security  border security       1   0   0      0       1\n"
        "trade            trade                 1   0   0      0       2\n"
        "\n"
        "2 topics\n"
    )


@pytest.mark.parametrize("register", REGISTERS)
def test_json_holds_the_same_values_as_the_lines(call: Call, register: str) -> None:
    lines = [line.split("\t") for line in call(register).stdout.splitlines()]
    objects = json.loads(call(register, "--format", "json").stdout)
    assert [[str(value) for value in it.values()] for it in objects] == lines


@pytest.mark.parametrize("register", REGISTERS)
def test_a_mistyped_value_is_refused_with_what_is_nearest(call: Call, register: str) -> None:
    for arguments, near in ((("--format", "jsn"), "json"), (("--actor", "rubbio"), "rubio")):
        answer = call(register, *arguments)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert f"did you mean {near}" in answer.stderr


@pytest.mark.parametrize("register", REGISTERS)
def test_no_match_is_no_error(call: Call, register: str) -> None:
    answer = call(register, "--on", "2030")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "no event matches --on '2030'\n"
