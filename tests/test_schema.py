"""The committed JSON Schema is the one that the model gives, and editors can follow it."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from timeline.schema import schema
from timeline.store.yamltree import build

ROOT = Path(__file__).parents[1]
COMMITTED = ROOT / "timeline" / "schema.json"


def committed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    return found


def test_the_committed_schema_is_the_derived_one() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema(), "renew it: see timeline/schema.py"


def test_the_collection_points_to_the_schema_in_its_first_line() -> None:
    with (ROOT / "data" / "events.yaml").open(encoding="utf-8") as file:
        pointer = file.readline().strip()
    assert pointer == "# yaml-language-server: $schema=../timeline/schema.json"
    assert (ROOT / "data" / "../timeline/schema.json").resolve() == COMMITTED


def test_fields_called_title_stay() -> None:
    assert "title" in committed()["$defs"]["Event"]["properties"]


def test_unknown_keys_are_refused_by_the_schema_too() -> None:
    assert committed()["additionalProperties"] is False
    assert all(
        record["additionalProperties"] is False
        for record in committed()["$defs"].values()
        if record["type"] == "object"
    )


def test_a_year_may_be_a_number_for_an_editor() -> None:
    assert committed()["$defs"]["Event"]["properties"]["date"]["type"] == ["string", "integer"]


def test_kinds_are_listed_for_completion() -> None:
    assert "joint-statement" in committed()["$defs"]["Kind"]["enum"]


def test_the_shipped_collection_is_valid_by_its_schema() -> None:
    tree = build((ROOT / "data" / "events.yaml").read_text(encoding="utf-8"), "events.yaml")
    Draft202012Validator(committed()).validate(tree)


def test_a_mistyped_key_is_not_valid_by_the_schema() -> None:
    tree = build((ROOT / "data" / "events.yaml").read_text(encoding="utf-8"), "events.yaml")
    tree["events"][0]["tilte"] = tree["events"][0].pop("title")
    found = {error.validator for error in Draft202012Validator(committed()).iter_errors(tree)}
    assert found == {"additionalProperties", "required"}
