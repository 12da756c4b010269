"""What the shell completes: commands, options, and values of the collection."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Program = Callable[..., CompletedProcess[bytes]]


@pytest.fixture
def completed(program: Program, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What bash is offered for the last of the words."""

    def completed(*words: str) -> list[str]:
        monkeypatch.setenv("_TIMELINE_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", " ".join(("timeline", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        answer = program()
        assert answer.returncode == 0
        assert answer.stderr == b""
        return answer.stdout.decode().split()

    return completed


Completed = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("s",), ["show", "sources", "stats", "source", "schema"]),
        (("list", "--un"), ["--until"]),
        (("list", "--actor", "tr"), ["trump"]),
        (("list", "-a", "de-"), ["de-la-fuente"]),
        (("list", "--side", ""), ["MX", "US"]),
        (("list", "--kind", "joint"), ["joint-statement"]),
        (("list", "--status", "s"), ["scheduled"]),
        (("list", "--topic", "next"), ["next-meetings"]),
        (("list", "--source", "s00"), ["s000", "s001", "s002", "s003", "s004"]),
        (("list", "--format", "json"), ["json", "jsonl", "jsonld"]),
        (("explain", "--format", "m"), ["markdown"]),
        (("sources", "--format", ""), ["text", "tsv", "json"]),
        (("compare", "--format", "m"), ["markdown", "md"]),
        (("diff", "--format", "g"), ["github"]),
        (("footnote", "--style", "c"), ["chicago"]),
        (("merge", "--prefer", ""), ["mine", "theirs"]),
        (("stats", "--by", "s"), ["side", "status", "source"]),
        (("list", "--sort", ""), ["date", "kind", "status", "id"]),
        (("list", "--lang", ""), ["en", "es"]),
        (("list", "--color", "a"), ["auto", "always"]),
        (("show", "2026-02"), ["2026-02-security-ministerial"]),
        (("check", "--format", "g"), ["github"]),
        (("help", "d"), ["dates"]),
        (("list", "--data", "nowhere", "--actor", "tr"), []),
        (("nonsense", "x"), []),
    ],
)
def test_bash_is_offered_what_fits(
    completed: Completed, words: tuple[str, ...], offered: list[str]
) -> None:
    assert completed(*words) == offered


def test_values_come_from_the_collection_that_is_meant(completed: Completed, here: Path) -> None:
    (here / "other.yaml").write_text("actors:\n  - id: trudeau\n    name: Justin Trudeau\n")
    assert completed("list", "--data", "other.yaml", "--actor", "tr") == ["trudeau"]


@pytest.mark.parametrize(
    "text", ["", "\0", "- [", "actors:\n- id: [a]\n- {id: tr}\n", "actors: &a *a", "\x1b[2J: x"]
)
def test_a_collection_that_cannot_be_read_completes_without_a_word(
    completed: Completed, here: Path, text: str
) -> None:
    (here / "data/events.yaml").write_text(text)
    assert completed("list", "--actor", "zz") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_is_given_its_script(
    program: Program, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    monkeypatch.setenv("_TIMELINE_COMPLETE", f"source_{shell}")
    answer = program()
    assert answer.returncode == 0
    assert b"timeline" in answer.stdout
    assert answer.stderr == b""


@pytest.mark.parametrize(
    ("shell", "offered"),
    [
        ("zsh", b'"trump":"Donald Trump"'),
        ("fish", b"trump\tDonald Trump"),
        ("powershell", b"trump:::Donald Trump"),
    ],
)
def test_other_shells_are_offered_values_with_their_names(
    program: Program, monkeypatch: pytest.MonkeyPatch, shell: str, offered: bytes
) -> None:
    monkeypatch.setenv("_TIMELINE_COMPLETE", f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "timeline list --actor tr")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", "tr")
    answer = program()
    assert answer.returncode == 0
    assert offered in answer.stdout
