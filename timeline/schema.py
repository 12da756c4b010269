"""The JSON Schema of a collection's file, which lets editors complete and check it.

Derived from the model; the copy that editors read is committed as ``schema.json``. To renew it:
``python -c "from timeline.schema import schema; print(schema(), end='')" > timeline/schema.json``
"""

import json
from typing import Any

from timeline.model import Collection

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> str:
    """Give the schema as JSON text (draft 2020-12)."""
    derived = Collection.model_json_schema(by_alias=True, mode="validation")
    whole = {"$schema": DIALECT, **_without_titles(derived)}
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
