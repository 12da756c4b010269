"""Records as plain data, before they are validated. Empty fields and defaults are left out."""

from collections.abc import Mapping
from typing import Any

_DEFAULTS = {("published_basis", "stated"), ("speech", "direct")}


def drop_empty(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that have a value, in their order."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def minimal(value: Any) -> Any:
    """Return a record as a person would write it, at every level.

    Derived fields, empty fields and defaults are left out. The keys of ``terms`` are topics, not
    fields: they are kept whatever their names are.
    """
    if isinstance(value, dict):
        return drop_empty(
            {
                name: member if name == "terms" else minimal(member)
                for name, member in value.items()
                if name != "derived" and not _is_default(name, member)
            }
        )
    return [minimal(member) for member in value] if isinstance(value, list) else value


def _is_default(name: str, value: Any) -> bool:
    return isinstance(value, str) and (name, value) in _DEFAULTS
