"""Help: the same by every road, plain text of 80 columns, with examples that really work."""

import shlex
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from timeline.cli import program as house
from timeline.cli.program import COMMANDS

Call = Callable[..., CompletedProcess[str]]
Shell = Callable[[str], CompletedProcess[bytes]]

TOPICS = ("dates", "formats", "rules")


def module(name: str) -> str:
    return f"timeline.cli.{COMMANDS[name].module}"


EXAMPLES = [
    *(("timeline", call) for call, _ in house.EXAMPLES),
    *((name, call) for name in COMMANDS for call, _ in import_module(module(name)).EXAMPLES),
]


def test_the_bare_program_shows_help(call: Call) -> None:
    answer = call()
    assert (answer.returncode, answer.stderr) == (0, "")
    for arguments in (("-h",), ("--help",), ("help",)):
        assert call(*arguments).stdout == answer.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_help_on_a_command_is_the_same_by_every_road(call: Call, name: str) -> None:
    answer = call(name, "--help")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert f"Usage: timeline {name} " in answer.stdout
    assert call(name, "-h").stdout == answer.stdout
    assert call("help", name).stdout.endswith(answer.stdout)


def test_help_on_a_name_that_is_a_topic_too_gives_both(call: Call) -> None:
    answer = call("help", "sources")
    assert answer.stdout.startswith("SOURCES\n\nA source is a document")
    assert answer.stdout.endswith(call("sources", "--help").stdout)


@pytest.mark.parametrize("arguments", [(), *(("help", it) for it in (*COMMANDS, *TOPICS))])
@pytest.mark.parametrize("language", ["en", "es"])
def test_help_fits_80_columns_and_is_plain_text(
    call: Call, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], language: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    answer = call(*arguments, "--lang", language)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "\x1b" not in answer.stdout
    assert max(map(len, answer.stdout.splitlines())) <= 80
    assert answer.stdout.endswith("\n")
    assert not answer.stdout.endswith("\n\n")


def test_help_leads_with_examples_and_groups_the_commands(call: Call) -> None:
    text = call().stdout
    places = [text.index(it) for it in ("Usage", "Examples", "Read", "Everywhere", "Options")]
    assert places == sorted(places)
    places = [text.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_two_to_four_examples(name: str) -> None:
    examples = import_module(module(name)).EXAMPLES
    assert (2 if name != "schema" else 1) <= len(examples) <= 4


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_every_example_works_as_it_stands(call: Call, here: Path, name: str, line: str) -> None:
    first, *words = shlex.split(line)
    assert first == "timeline"
    assert name in ("timeline", words[0])
    if ">" in words:
        words = words[: words.index(">")]
    answer = call(*words)
    assert answer.returncode == 0
    written = [it for it in here.iterdir() if it.name not in ("data", "seeds")]
    assert answer.stdout or written or words[0] == "check"


def test_the_example_with_a_file_works_in_a_shell(shell: Shell, here: Path) -> None:
    (line,) = (line for _, line in EXAMPLES if ">" in line)
    assert shell(line).returncode == 0
    assert (here / "timeline.schema.json").read_bytes().startswith(b"{")


def test_every_command_is_tested() -> None:
    texts = "".join(it.read_text("utf-8") for it in Path(__file__).parent.glob("test_*.py"))
    for name in COMMANDS:
        assert f'call("{name}"' in texts or f'program("{name}"' in texts


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lsit",), "no command is called 'lsit'; did you mean list"),
        (("help", "dtaes"), "no help topic is called 'dtaes'; did you mean dates"),
        (("help", "zzzz"), "no help topic is called 'zzzz'; did you mean dates"),
        (("help", "list", "show"), "'show' was not expected here"),
        (("--versoin",), "there is no option --versoin; did you mean --version"),
        (("",), "no command is called ''"),
        (("\x1b[31m",), "no command is called"),
    ],
)
def test_what_is_unknown_is_answered_with_what_is_nearest_and_never_run(
    call: Call, arguments: tuple[str, ...], said: str
) -> None:
    answer = call(*arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert "\x1b" not in answer.stderr


def test_help_on_rules_names_every_rule(call: Call) -> None:
    from timeline.checks import RULES  # noqa: PLC0415 - heavy

    answer = call("help", "rules")
    assert answer.returncode == 0
    for rule in RULES:
        assert f"\n{rule.code}  {rule.title[:40]}" in answer.stdout


def test_help_on_formats_names_every_format_and_column(call: Call) -> None:
    from timeline.formats import FORMATS  # noqa: PLC0415 - heavy
    from timeline.formats.table import COLUMNS  # noqa: PLC0415 - heavy

    answer = call("help", "formats")
    assert answer.returncode == 0
    for name in (*FORMATS, *COLUMNS):
        assert f"\n  {name} " in answer.stdout
