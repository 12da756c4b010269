"""What a call does not need is not imported."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

PROGRAM = str(Path(sysconfig.get_path("scripts"), "timeline"))
HEAVY = {"pydantic", "yaml", "rich", "dateutil", "timeline.phrases"}


def imported(*arguments: str, env: dict[str, str] | None = None) -> set[str]:
    """The modules that a call imports."""
    answer = subprocess.run(
        [sys.executable, "-X", "importtime", PROGRAM, *arguments],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    lines = answer.stderr.decode().splitlines()
    return {it.rpartition("|")[2].strip() for it in lines if it.startswith("import time:")}


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--help",),
        ("list", "--help"),
        ("help", "export"),
        ("add", "--help"),
        ("correct", "--help"),
    ],
)
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert imported(*arguments) & HEAVY == set()


def test_the_version_loads_what_reads_a_title_alone() -> None:
    assert imported("--version") & HEAVY == {"yaml"}


@pytest.mark.parametrize("words", ["timeline list --actor r", "timeline show 2026-", "timeline l"])
def test_completion_loads_what_reads_yaml_at_most(words: str) -> None:
    env = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    assert imported(env={**env, "_TIMELINE_COMPLETE": "complete_bash"}) & HEAVY <= {"yaml"}


def test_a_list_loads_what_understands_dates_only_for_a_date() -> None:
    assert imported("list") & {"dateutil", "timeline.phrases"} == set()
    assert "timeline.phrases" in imported("list", "--since", "yesterday")


def test_a_list_for_a_program_does_not_load_what_sets_pages() -> None:
    assert "rich" not in imported("list", "--format", "json")
    assert "rich" not in imported("export")


def test_a_mistyped_command_loads_no_command() -> None:
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", PROGRAM, "lsit"], capture_output=True, check=False
    ).stderr.decode()
    assert "timeline.cli.commands.list" not in loaded
