"""The JSON Schema of a collection's file, with which editors complete and check it.

It is derived from the model; the copy that editors read is committed as ``schema.json``. The
schemas of the program's output are kept by hand in ``schemas``, except for the records in
``schemas/export.json``, which come from the model too. ``python docs/schemas.py`` renews both.
"""

import json
from typing import Any

from timeline.records.model import Collection

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DESCRIPTION = (
    "A chronology, or a part of one that is in several files of a folder: sources, actors and "
    "events. Exactly one of the files says, under collection, what the whole is."
)
_DERIVED = {"$ref": "#/$defs/derived"}
# In Python `\w` matches letters of any script; in JSON Schema (ECMA 262) only ASCII ones.
_WORD_CHARACTER = r"\w"


def schema() -> str:
    """Return the schema as JSON text (draft 2020-12).

    No field is required at the top, because a file may be one of several.
    """
    derived = Collection.model_json_schema(by_alias=True, mode="validation")
    del derived["required"]
    derived["description"] = _DESCRIPTION
    return _text({"$schema": DIALECT, **_without_titles(derived)})


def refresh_export(export: str) -> str:
    """Return the schema of an export, as JSON text, with the current shapes of records."""
    whole = json.loads(export)
    whole["$defs"] |= _written_records()
    return _text(whole)


def _written_records() -> dict[str, Any]:
    """Return the shape of every record as exported: every field is there, every date is text."""
    derived = Collection.model_json_schema(by_alias=True, mode="serialization")
    records: dict[str, Any] = _without_titles(derived)["$defs"]
    records["Event"]["properties"]["derived"] = _DERIVED
    return {name: _as_written(record) for name, record in records.items()}


def _as_written(node: Any) -> Any:
    if isinstance(node, list):
        return [_as_written(member) for member in node]
    if not isinstance(node, dict):
        return node
    shape = {key: _as_written(value) for key, value in node.items() if key != "default"}
    if shape.get("pattern") == _WORD_CHARACTER:
        del shape["pattern"]
    if shape.get("type") == ["string", "integer"]:
        shape["type"] = "string"
    if "properties" in shape:
        shape["required"] = list(shape["properties"])
    return shape


def _text(whole: dict[str, Any]) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _without_titles(node: Any, *, names: bool = False) -> Any:
    """Return a schema without the titles that pydantic derives; fields called title stay."""
    if isinstance(node, list):
        return [_without_titles(member) for member in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _without_titles(value, names=key in ("properties", "$defs"))
        for key, value in node.items()
        if names or key != "title"
    }
