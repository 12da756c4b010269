"""`timeline schema`: the JSON Schemas, as they stand in the package, and what they are of."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import timeline

Call = Callable[..., CompletedProcess[str]]

PACKAGE = Path(timeline.__file__).parent
NAMES = [
    *("actors", "agenda", "check", "commitments", "compare", "diff", "disputes", "explain"),
    *("export", "sources", "stats", "topics"),
]


def test_the_schema_is_printed_as_it_stands_in_the_package(call: Call) -> None:
    answer = call("schema")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (PACKAGE / "schema.json").read_text(encoding="utf-8")
    assert json.loads(answer.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", NAMES)
def test_so_is_each_of_what_the_program_writes(call: Call, name: str) -> None:
    answer = call("schema", name)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (PACKAGE / "schemas" / f"{name}.json").read_text(encoding="utf-8")


def test_none_is_left_out_here_or_in_the_help(call: Call) -> None:
    assert [it.stem for it in sorted((PACKAGE / "schemas").iterdir())] == NAMES
    told = " ".join(call("schema", "--help").stdout.split())
    assert all(f" {name}" in told for name in NAMES)


def test_the_schema_needs_no_collection(call: Call) -> None:
    assert call("schema", "--data", "nowhere").returncode == 0
    assert call("schema", "export", "--data", "nowhere").returncode == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("exprot", "timeline: no schema is called 'exprot'; did you mean export?\n"),
        ("../schema", f"timeline: no schema is called '../schema'; did you mean {'{}'}?\n"),
    ],
)
def test_an_unknown_schema_is_refused_with_what_is_near(call: Call, typed: str, said: str) -> None:
    answer = call("schema", typed)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == said.format(", ".join(NAMES))


def test_the_schema_takes_one_word(call: Call) -> None:
    answer = call("schema", "export", "sources")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "timeline: 'sources' was not expected here\n"


WRITTEN = [
    ("export", ("export", "--format", "json")),
    ("export", ("list", "--as-of", "2026-01-12", "--kind", "call", "--format", "json")),
    ("export", ("show", "2026-02-security-ministerial", "--format", "json")),
    ("sources", ("sources", "--format", "json")),
    ("actors", ("actors", "--format", "json")),
    ("actors", ("actors", "--format", "json", "--lang", "es", "--side", "US")),
    ("topics", ("topics", "--format", "json")),
    ("check", ("check", "--format", "json")),
]


@pytest.mark.parametrize(("name", "arguments"), WRITTEN)
def test_what_a_command_writes_is_as_its_schema_says(
    call: Call, name: str, arguments: tuple[str, ...]
) -> None:
    written = json.loads(call(*arguments).stdout)
    assert written or name == "check"
    validator(call, name).validate(written)


def test_faults_and_notices_are_as_their_schema_says(call: Call, here: Path) -> None:
    path = here / "data" / "events.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("published: 2026-01-11", "published: 2026-01-12", 1))
    unsound = json.loads(call("check", "--format", "json").stdout)
    path.write_text(text.replace("kind: call", "kind: cal", 1))
    [unreadable] = json.loads(call("check", "--format", "json").stdout)
    assert (unreadable["code"], {it["code"] for it in unsound}) == ("", {"D2", "D5"})
    validator(call, "check").validate([*unsound, unreadable])


def validator(call: Call, name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(call("schema", name).stdout))


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("sources", "number", 0),
        ("sources", "url", "javascript:alert(1)"),
        ("sources", "events", "7"),
        ("sources", "tilte", "x"),
        ("actors", "kind", "parrot"),
        ("actors", "side", "mexico"),
        ("actors", "member_of", ["sre"]),
        ("topics", "MX", -1),
        ("topics", "mx", 1),
        ("topics", "joint", None),
    ],
)
def test_a_register_that_is_broken_is_refused(
    call: Call, name: str, key: str, value: object
) -> None:
    written = json.loads(call(name, "--format", "json").stdout)
    written[0][key] = value
    assert not validator(call, name).is_valid(written)


@pytest.mark.parametrize("name", ["sources", "actors", "topics"])
def test_a_register_without_one_of_its_keys_is_refused(call: Call, name: str) -> None:
    written: list[dict[str, Any]] = json.loads(call(name, "--format", "json").stdout)
    for key in (key for key in written[0] if not key.isupper()):
        short = [{own: it for own, it in written[0].items() if own != key}]
        assert not validator(call, name).is_valid(short), key


FAULT = {
    "file": "data/events.yaml",
    "line": 1,
    "column": 1,
    "field": "events",
    "code": "Q1",
    "level": "error",
    "message": "missing",
}


@pytest.mark.parametrize(
    "broken", [{"line": "1"}, {"level": "warning"}, {"code": "quote"}, {"message": ""}, {"x": 1}]
)
def test_a_fault_that_is_broken_is_refused(call: Call, broken: dict[str, object]) -> None:
    valid = validator(call, "check")
    assert valid.is_valid([FAULT])
    assert not valid.is_valid([FAULT | broken])


def test_the_shell_completes_the_names(
    program: Callable[..., CompletedProcess[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_TIMELINE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "timeline schema ex")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert program().stdout.decode().split() == ["explain", "export"]
