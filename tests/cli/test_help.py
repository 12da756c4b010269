"""Help: the same by every road, plain text of 80 columns, with examples that really work."""

import shlex
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from timeline.cli import program
from timeline.cli.program import COMMANDS

Call = Callable[..., CompletedProcess[str]]
Shell = Callable[[str], CompletedProcess[bytes]]

TOPICS = ("columns", "dates", "formats", "rules", "sources")


EXAMPLES = [
    *(("timeline", call) for call, _ in program.EXAMPLES),
    *(
        (name, call)
        for name in COMMANDS
        for call, _ in import_module(program.module_of(name)).EXAMPLES
    ),
]

RECORD = """\
date: 2026-01-14
kind: call
status: held
title: {en: A call, es: Una llamada}
cites: [{source: s002, quote: la cual se llevará a cabo el próximo mes de febrero}]
"""
CALLS = """\
Fecha,Asunto,kind,status,source,quote
2026-01-14,Una llamada,call,held,s002,la cual se llevará a cabo el próximo mes de febrero
"""
ACTOR = b"  - {id: someone, kind: person, side: MX, name: Someone}\n"


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
    examples = import_module(program.module_of(name)).EXAMPLES
    assert (2 if name != "schema" else 1) <= len(examples) <= 4


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_every_example_works_as_it_stands(
    call: Call, later: Path, monkeypatch: pytest.MonkeyPatch, name: str, line: str
) -> None:
    before = (later / "data" / "events.yaml").read_bytes()
    first, *words = shlex.split(line)
    assert first == "timeline"
    assert name in ("timeline", words[0])
    if ">" in words:
        words = words[: words.index(">")]
    if words in (["add"], ["init", "rivers"]):
        return  # they ask: see test_add.py and test_init.py
    (later / "article.txt").write_text("An article, of which nothing else is known.", "utf-8")
    (later / "event.yaml").write_text(RECORD, "utf-8")
    (later / "other.yaml").write_bytes(before.replace(b"\nactors:\n", b"\nactors:\n" + ACTOR, 1))
    (later / "calls.csv").write_text(CALLS, "utf-8")
    if words[0] == "import":
        call("export", "-o", "events.json")
        call("export", "-o", "events.csv")
        call("export", "--table", "citations", "-o", "citations.csv")
    monkeypatch.setenv("EDITOR", "true")
    if words[0] == "undo":
        call("correct", "ministerial", "--field", "place", "--to", "x", "--reason", "y")
    answer = call(*words)
    assert answer.returncode == 0
    given = ("data", "seeds", "article.txt", "event.yaml", "other.yaml", "calls.csv")
    written = [it for it in later.iterdir() if it.name not in given]
    changed = before != (later / "data" / "events.yaml").read_bytes()
    assert answer.stdout or written or changed or words[0] in ("check", "edit", "undo", "index")


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
        (("help", "zzzz"), "no help topic is called 'zzzz'; did you mean columns, dates"),
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


def test_help_on_formats_names_every_format_and_the_ending_of_its_files(call: Call) -> None:
    from timeline.formats import FORMATS  # noqa: PLC0415 - heavy

    answer = call("help", "formats")
    assert answer.returncode == 0
    said = " ".join(answer.stdout.split())
    for name, format_ in FORMATS.items():
        assert f"\n  {name} " in answer.stdout
        assert not format_.endings or name in format_.endings or f"x.{format_.endings[0]}" in said


def test_help_on_columns_names_every_table_and_column(call: Call) -> None:
    from timeline.formats.tables import TABLES  # noqa: PLC0415 - heavy

    answer = call("help", "columns")
    assert answer.returncode == 0
    for table in TABLES.values():
        _, found, columns = answer.stdout.partition(f"\n{table.name}: {table.about}\n")
        assert found
        lines = columns.partition("\n\n")[0].splitlines()
        names = [line.split()[0] for line in lines if not line.startswith("   ")]
        assert names == list(table.columns)
