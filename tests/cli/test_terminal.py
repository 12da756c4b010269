"""Streams, colour, width, encodings, pager and pipes: what surrounds every command."""

import fcntl
import json
import os
import re
import signal
import struct
import subprocess
import sysconfig
import termios
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import IO

import pytest
from rich.cells import cell_len

Call = Callable[..., CompletedProcess[str]]
Program = Callable[..., CompletedProcess[bytes]]
Screen = Callable[..., str]
Shell = Callable[[str], CompletedProcess[bytes]]

PROGRAM = str(Path(sysconfig.get_path("scripts"), "timeline"))
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LINK = "\x1b]8;"

ON_TERMINALS = (("list",), ("show", "ministerial"), ("sources",), ("actors",), ("topics",))
ANSWERS = (*ON_TERMINALS, ("check",), ("export",), ("schema",), ("--version",), ("--help",))


# Streams


def test_answers_go_to_stdout_and_all_else_to_stderr(shell: Shell) -> None:
    answer = shell('timeline list --since "10 enero 2026" --format json 2>/dev/null')
    assert answer.returncode == 0
    assert json.loads(answer.stdout)["events"]
    answer = shell('timeline list --since "10 enero 2026" --format json 2>&1 >/dev/null')
    assert answer.stdout == b"--since '10 enero 2026': 10 January 2026\n"


@pytest.mark.parametrize("arguments", ON_TERMINALS)
def test_a_pipe_gets_one_record_a_line_without_colour_or_boxes(
    call: Call, arguments: tuple[str, ...]
) -> None:
    lines = call(*arguments).stdout.splitlines()
    assert all("\t" in line for line in lines)
    assert not any(set(line) & set("\x1b│─┌└●◌◇…") for line in lines)
    if arguments != ("show", "ministerial"):
        assert len({line.count("\t") for line in lines}) == 1


# Colour


@pytest.mark.parametrize(
    ("env", "arguments", "coloured"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ({"TERM": "dumb"}, ("--color=always",), True),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, (), True),
    ],
)
def test_colour_on_a_pipe_is_only_what_was_asked_for(
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    env: dict[str, str],
    arguments: tuple[str, ...],
    coloured: bool,
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    answer = call("list", "--format", "text", *arguments)
    assert bool(COLOUR.search(answer.stdout)) == coloured
    assert "\x1b" not in call("list", "--format", "tsv", *arguments).stdout


@pytest.mark.parametrize(
    ("env", "arguments", "coloured"),
    [
        ({}, (), True),
        ({"NO_COLOR": ""}, (), True),
        ({"NO_COLOR": "1"}, (), False),
        ({"TERM": "dumb"}, (), False),
        ({}, ("--color", "never"), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
    ],
)
def test_colour_on_a_terminal_can_be_taken_away(
    raw_screen: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
    env: dict[str, str],
    arguments: tuple[str, ...],
    coloured: bool,
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    shown = raw_screen("list", *arguments).decode()
    assert bool(COLOUR.search(shown)) == coloured
    assert "took place" in shown


def test_without_colour_the_page_says_the_same(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = call("list", "--format", "text").stdout
    coloured = call("list", "--format", "text", "--color", "always").stdout
    assert [it.rstrip() for it in COLOUR.sub("", coloured).splitlines()] == plain.splitlines()
    monkeypatch.setenv("TERM", "dumb")
    assert call("list", "--format", "text").stdout == plain


def test_links_are_for_terminals_with_colour(
    raw_screen: Callable[..., bytes], call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = here / "data/events.yaml"
    seed = "    file: seeds/000_ecd6331cdfae8496.txt"
    path.write_text(path.read_text().replace(seed, f"{seed}\n    url: https://example.org/a", 1))
    shown = raw_screen("sources").decode()
    assert re.search(r"\x1b\]8;[^;]*;https://example\.org/a\x1b\\", shown)
    assert LINK not in call("sources", "--format", "text").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert LINK not in raw_screen("sources").decode()


# Width


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("arguments", ON_TERMINALS)
def test_no_line_is_wider_than_the_terminal(
    call: Call, monkeypatch: pytest.MonkeyPatch, columns: int, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for language in ("en", "es"):
        shown = call(*arguments, "--format", "text", "--lang", language)
        assert shown.returncode == 0
        assert max(map(cell_len, shown.stdout.splitlines())) <= columns


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize(("command", "column"), [("sources", 1), ("actors", 0), ("topics", 0)])
def test_no_id_of_a_register_is_cut(
    call: Call, monkeypatch: pytest.MonkeyPatch, columns: int, command: str, column: int
) -> None:
    ids = [line.split("\t")[column] for line in call(command).stdout.splitlines()]
    monkeypatch.setenv("COLUMNS", str(columns))
    words = call(command, "--format", "text").stdout.split()
    assert set(ids) <= set(words)


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 120, 200])
def test_no_date_or_number_of_a_list_is_cut(
    call: Call, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = call("list", "--format", "text").stdout
    for text in ("Sun 11 ", "by 11 ", "15/16 ", "some day ", "[1][2][3][5]", "MX US"):
        assert text in shown


@pytest.mark.parametrize("columns", [80, 100, 120, 200])
def test_no_id_of_a_page_is_cut(call: Call, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    words = call("show", "ministerial", "--format", "text").stdout.split()
    assert {"2026-02-security-ministerial", "(2026-01-15-joint-statement)", "2026-02)"} <= set(
        words
    )


@pytest.mark.parametrize("columns", ["0", "1", "10000", "-5", "abc", ""])
def test_a_strange_width_is_no_fault(
    call: Call, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    answer = call("list", "--format", "text")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert max(map(cell_len, answer.stdout.splitlines())) <= 400


# Encodings


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": "es_MX.ISO-8859-1", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"TERM": "dumb"},
    ],
)
def test_every_locale_gets_the_same_data_and_exit_codes(
    call: Call, program: Program, monkeypatch: pytest.MonkeyPatch, env: dict[str, str]
) -> None:
    data = call("list", "--lang", "en").stdout.encode()
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert program("list", "--lang", "en").stdout == data
    for arguments in (("list", "-f", "text"), ("--version",), ("help", "list")):
        answer = program(*arguments, "--lang", "es")
        assert (answer.returncode, answer.stderr) == (0, b"")


def test_signs_have_stand_ins_where_the_encoding_has_none(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    shown = program("list", "--format", "text").stdout.decode("ascii")
    assert "* took place   o planned   ? date uncertain" in shown
    assert "\n|-" in shown
    assert "\n`-" in shown
    assert "call - De la Fuente, Rubio\n" in shown
    shown = program("show", "lazaro-cardenas", "--format", "text").stdout.decode("ascii")
    assert "Lazaro Cardenas, Michoacan" in shown
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    shown = program("show", "lazaro-cardenas", "--format", "text").stdout.decode("latin-1")
    assert "Lázaro Cárdenas, Michoacán" in shown


def test_the_locale_chooses_the_language_and_other_things_win(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    english, spanish = "no event matches", call("list", "--on", "2030", "--lang", "es").stderr
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    assert call("list", "--on", "2030").stderr == spanish
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert call("list", "--on", "2030").stderr.startswith(english)
    monkeypatch.setenv("TIMELINE_LANG", "ES")
    assert call("list", "--on", "2030").stderr == spanish
    assert call("list", "--on", "2030", "--lang=en").stderr.startswith(english)


# Pager


@pytest.fixture
def paged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that the pager writes what it is given to; it shows nothing."""
    pager = tmp_path / "my pager"
    pager.write_text(f'#!/bin/sh\ncat > "{tmp_path}/paged"\n')
    pager.chmod(0o755)
    monkeypatch.setenv("TIMELINE_PAGER", f"'{pager}' -x")
    return tmp_path / "paged"


def test_a_long_answer_goes_through_the_pager(screen: Screen, paged: Path) -> None:
    assert screen("list", rows=24) == "\n"
    assert "JANUARY 2026" in paged.read_text()


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        (("list", "--no-pager"), 24),
        (("list",), 200),
        (("topics", "--on", "2026-05"), 24),
        (("list", "--format", "json"), 24),
    ],
)
def test_no_pager_for_what_is_short_or_for_programs_or_not_wanted(
    screen: Screen, paged: Path, arguments: tuple[str, ...], rows: int
) -> None:
    assert screen(*arguments, rows=rows) != "\n"
    assert not paged.exists()


def test_no_pager_on_a_dumb_terminal(
    screen: Screen, paged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "took place" in screen("list", rows=24)
    assert not paged.exists()


def test_no_pager_on_a_pipe(program: Program, paged: Path) -> None:
    assert program("list", "--format", "text").stdout
    assert not paged.exists()


def test_the_general_pager_is_used_and_a_missing_one_is_not_missed(
    screen: Screen, paged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", os.environ["TIMELINE_PAGER"])
    monkeypatch.setenv("TIMELINE_PAGER", "no-such-pager")
    assert "took place" in screen("list", rows=24)
    assert not paged.exists()
    monkeypatch.delenv("TIMELINE_PAGER")
    assert screen("list", rows=24) == "\n"
    assert paged.exists()


# Pipes and signals


@pytest.mark.parametrize("arguments", ANSWERS)
def test_a_reader_that_has_left_ends_the_program_quietly(
    program: Program, arguments: tuple[str, ...]
) -> None:
    if arguments == ("check",):
        arguments = ("check", "--format", "json")
    reader, writer = os.pipe()
    os.close(reader)
    answer = program(*arguments, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (answer.returncode, answer.stderr) == (141, b"")


def test_the_first_line_of_a_long_answer(shell: Shell, here: Path) -> None:
    path = here / "data/events.yaml"
    lines = path.read_text().split("events:\n")
    event = lines[1].split("\n\n", 1)[0]
    copies = (event.replace("- id: ", f"- id: x{n}-", 1) for n in range(1000))
    path.write_text(lines[0] + "events:\n" + "\n".join(copies) + "\n")
    answer = shell("timeline list | head -1")
    assert answer.returncode == 141
    assert answer.stdout.startswith(b"2025-09-03\tpress-conference\t")
    assert answer.stdout.count(b"\n") == 1
    assert answer.stderr == b""


@pytest.mark.parametrize("arguments", ANSWERS)
def test_a_full_disk_under_stdout_is_the_machines_fault(
    program: Program, arguments: tuple[str, ...]
) -> None:
    if arguments == ("check",):
        arguments = ("check", "--format", "json")
    with Path("/dev/full").open("wb") as full:
        answer = program(*arguments, stdout=full, stderr=subprocess.PIPE)
    assert answer.returncode == 3
    assert answer.stderr == b"timeline: stdout: the disk is full\n"


def test_closed_streams(shell: Shell, here: Path) -> None:
    assert here.is_dir()
    for line, code, said in (
        ("timeline list >&-", 3, b"timeline: stdout is closed\n"),
        ("timeline list --format text >&-", 3, b"timeline: stdout is closed\n"),
        ("timeline show ministerial >&-", 3, b"timeline: stdout is closed\n"),
        ("timeline export -f json >&-", 3, b"timeline: stdout is closed\n"),
        ("timeline list --actor rubbio 2>&-", 2, b""),
        ("timeline list --actor rubbio 2>/dev/full", 2, b""),
        ("timeline check 2>&-", 0, b""),
        ("timeline check 2>/dev/full", 0, b""),
        ("timeline --help >&-", 0, b""),
    ):
        answer = shell(line)
        assert (line, answer.returncode, answer.stderr) == (line, code, said)
    assert shell("timeline list 2>&- <&-").stdout == shell("timeline list").stdout
    answer = shell("timeline check >&-")
    assert (answer.returncode, answer.stderr.startswith(b"data/events.yaml:")) == (0, True)


def test_an_export_to_a_file_needs_no_stdout(shell: Shell, here: Path) -> None:
    assert shell("timeline export -o out.csv >&- 2>&-").returncode == 0
    assert (here / "out.csv").exists()


def _unread(pipe: IO[bytes]) -> int:
    """Return how many bytes of a pipe nobody has read so far."""
    (unread,) = struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))
    return int(unread)


def test_ctrl_c_ends_the_program_without_a_word() -> None:
    with subprocess.Popen(
        [PROGRAM, "check", "--data", "-"],
        env=os.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as waiting:  # fmt: skip
        assert waiting.stdin
        waiting.stdin.write(b"collection:\n")
        waiting.stdin.flush()
        while _unread(waiting.stdin) and waiting.poll() is None:
            time.sleep(0.01)
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate()
    assert (waiting.returncode, out, err) == (130, b"", b"")


# Folders


def test_in_a_folder_that_is_gone_the_installed_collection_is_shown(shell: Shell) -> None:
    gone = "mkdir gone && cd gone && rmdir ../gone &&"
    answer = shell(f"cd $(mktemp -d) && {gone} timeline list")
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout == shell("cd / && timeline list").stdout
    answer = shell(f"cd $(mktemp -d) && {gone} timeline export -o a.csv")
    assert answer.returncode == 3
    assert answer.stderr.count(b"\n") == 1


def test_in_a_folder_that_may_not_be_entered(
    program: Program, here: Path, powerless: Callable[[], None]
) -> None:
    here.chmod(0)
    try:
        answer = program("list", preexec_fn=powerless)
    finally:
        here.chmod(0o755)
    assert answer.returncode in (0, 3)
    assert b"Traceback" not in answer.stderr
    assert answer.stderr.count(b"\n") <= 1


@pytest.mark.parametrize("name", [b"a b", b"it's", b'"', b"a\nb", b"\xff", b"-o", "ñ".encode()])
def test_a_folder_may_be_called_anything(program: Program, here: Path, name: bytes) -> None:
    folder = os.fsencode(here.parent) + b"/" + name
    os.rename(here, folder)  # noqa: PTH104 - a path of bytes
    try:
        answer = program("check", cwd=folder)
        assert answer.returncode == 0
        assert answer.stderr.startswith(b"data/events.yaml:")
        answer = program("--version", cwd=folder)
        assert answer.returncode == 0
        assert answer.stdout.count(b"\n") == 4
    finally:
        os.rename(folder, here)  # noqa: PTH104


def test_no_home_and_no_environment_at_all(program: Program) -> None:
    answer = program("list", "--format", "text", env={})
    assert (answer.returncode, answer.stderr) == (0, b"")


def test_nothing_that_lies_about_is_run_or_read(program: Program, here: Path) -> None:
    (here / ".git").mkdir()
    (here / ".git/config").write_text(f"[core]\n\tfsmonitor = touch {here}/ran\n")
    for name in ("yaml", "rich", "pydantic", "sitecustomize", "timeline"):
        (here / f"{name}.py").write_text(f"open({str(here / 'ran')!r}, 'w').close()\n")
    (here / "data/.events.yaml.cache").write_bytes(b"\x80\x04")
    before = sorted(here.rglob("*"))
    for arguments in (("list", "-f", "text"), ("check",), ("--version",)):
        assert program(*arguments).returncode == 0
    assert sorted(here.rglob("*")) == before
