"""`timeline export -o x.jsonld` through the real command."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]


def test_the_ending_chooses_linked_data(call: Call, here: Path) -> None:
    answer = call("export", "-o", "x.jsonld", "--kind", "meeting")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == "2 events written to x.jsonld\n"
    whole, *others = json.loads((here / "x.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert whole["@type"] == "Dataset"
    assert {"@type": "PropertyValue", "name": "filter", "value": "--kind meeting"} in whole[
        "additionalProperty"
    ]
    assert [it["identifier"] for it in others if it["@type"] == "Event"] == [
        "2026-01-23-security-implementation-group",
        "2026-02-security-ministerial",
    ]


def test_linked_data_are_the_same_anywhere(
    program: Callable[..., CompletedProcess[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = program("export", "-f", "jsonld").stdout
    for name, value in (
        ("TZ", "Pacific/Kiritimati"), ("LANG", "es_MX.UTF-8"), ("PYTHONHASHSEED", "7"),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    assert program("export", "-f", "jsonld").stdout == first != b""
