"""`timeline schema`: the JSON Schema, as it stands in the package."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import timeline

Call = Callable[..., CompletedProcess[str]]


def test_the_schema_is_printed_as_it_stands_in_the_package(call: Call) -> None:
    answer = call("schema")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == Path(timeline.__file__).with_name("schema.json").read_text()
    assert json.loads(answer.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_needs_no_collection(call: Call) -> None:
    assert call("schema", "--data", "nowhere").returncode == 0


def test_the_schema_takes_no_words(call: Call) -> None:
    answer = call("schema", "events")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.count("\n") == 1
