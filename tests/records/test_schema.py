"""The committed JSON Schema is the one that the model gives, and editors can follow it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from timeline.records.schema import refresh_export, schema
from timeline.store.yaml.tree import build

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "timeline" / "schema.json"
PUBLISHED = sorted((ROOT / "timeline" / "schemas").glob("*.json"))
EXPORT = ROOT / "timeline" / "schemas" / "export.json"


def committed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8"))
    return found


def test_the_committed_schema_is_the_derived_one() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema(), "renew it: python docs/schemas.py"


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


def test_a_part_of_a_collection_is_valid_by_the_schema() -> None:
    tree = build((ROOT / "data" / "events.yaml").read_text(encoding="utf-8"), "events.yaml")
    for name in tree:
        Draft202012Validator(committed()).validate({name: tree[name]})
    assert "required" not in committed()
    assert "Exactly one of the files" in committed()["description"]


@pytest.mark.parametrize("file", PUBLISHED, ids=lambda file: file.stem)
def test_each_published_schema_is_one_and_says_what_of(file: Path) -> None:
    published = json.loads(file.read_text(encoding="utf-8"))
    assert published["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert published["title"]
    Draft202012Validator.check_schema(published)


@pytest.mark.parametrize("file", PUBLISHED, ids=lambda file: file.stem)
def test_every_definition_of_a_published_schema_is_there_and_used(file: Path) -> None:
    published = json.loads(file.read_text(encoding="utf-8"))
    names = {f"#/$defs/{name}" for name in published.get("$defs", {})}
    assert references(published) == names


def references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if "$ref" in node else set()
        return own.union(*map(references, node.values()))
    return set().union(*map(references, node)) if isinstance(node, list) else set()


def test_the_records_of_an_export_are_those_of_the_model() -> None:
    text = EXPORT.read_text(encoding="utf-8")
    assert refresh_export(text) == text, "renew it: python docs/schemas.py"


def test_a_record_of_an_export_has_every_field_and_a_date_is_text() -> None:
    records = json.loads(EXPORT.read_text(encoding="utf-8"))["$defs"]
    for name in ("About", "Source", "Actor", "Office", "Event", "Cite", "Claim", "State"):
        record = records[name]
        assert record["required"] == list(record["properties"])
        assert record["additionalProperties"] is False
    assert records["Event"]["properties"]["date"]["type"] == "string"
    assert records["Event"]["properties"]["derived"] == {"$ref": "#/$defs/derived"}
