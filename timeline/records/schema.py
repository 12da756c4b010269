"""The JSON Schema of a collection's file, which lets editors complete and check it.

Derived from the model; the copy that editors read is committed as ``schema.json``. The schemas of
what the program writes are kept by hand in ``schemas``, but for the records in
``schemas/export.json``, which are the model's too. ``python docs/schemas.py`` renews both.
"""

import json
from typing import Any

from timeline.records.model import Collection

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_OF_A_FILE = (
    "A chronology, or a part of one that is in several files of a folder: sources, actors and "
    "events. Exactly one of the files says, under collection, what the whole is."
)
_DERIVED = {"$ref": "#/$defs/derived"}
_SOME_LETTER = (
    r"\w"  # of any script in Python, but of ASCII alone where schemas are read (ECMA 262)
)


def schema() -> str:
    """Return the schema as JSON text (draft 2020-12).

    Nothing is required of a file at the top, as it may be one of several.
    """
    derived = Collection.model_json_schema(by_alias=True, mode="validation")
    del derived["required"]
    derived["description"] = _OF_A_FILE
    return _text({"$schema": DIALECT, **_without_titles(derived)})


def renewed(export: str) -> str:
    """Return the schema of an export, as JSON text, with the shapes that records have now."""
    whole = json.loads(export)
    whole["$defs"] |= _written_records()
    return _text(whole)


def _written_records() -> dict[str, Any]:
    """Return the shape of every record as it is written: each field is there, each date is text."""
    derived = Collection.model_json_schema(by_alias=True, mode="serialization")
    records: dict[str, Any] = _without_titles(derived)["$defs"]
    records["Event"]["properties"]["derived"] = _DERIVED
    return {name: _written(record) for name, record in records.items()}


def _written(node: Any) -> Any:
    if isinstance(node, list):
        return [_written(member) for member in node]
    if not isinstance(node, dict):
        return node
    shape = {key: _written(value) for key, value in node.items() if key != "default"}
    if shape.get("pattern") == _SOME_LETTER:
        del shape["pattern"]
    if shape.get("type") == ["string", "integer"]:
        shape["type"] = "string"
    if "properties" in shape:
        shape["required"] = list(shape["properties"])
    return shape


def _text(whole: dict[str, Any]) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _without_titles(node: Any, *, names: bool = False) -> Any:
    """Drop the titles that pydantic makes of names; fields that are called title stay."""
    if isinstance(node, list):
        return [_without_titles(member) for member in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _without_titles(value, names=key in ("properties", "$defs"))
        for key, value in node.items()
        if names or key != "title"
    }
