"""Records as plain data, before they are validated: what says nothing is left out."""

from collections.abc import Mapping
from typing import Any

_AS_A_MATTER_OF_COURSE = {("published_basis", "stated"), ("speech", "direct")}


def drop_empty(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that say something, in their order."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def bare(value: Any) -> Any:
    """Return a record as a person would write it, all the way down.

    That is without what is derived, what says nothing, and what holds as a matter of course. The
    keys of ``terms`` are topics, not fields: they are kept whatever they are called.
    """
    if isinstance(value, dict):
        return drop_empty(
            {
                name: other if name == "terms" else bare(other)
                for name, other in value.items()
                if name != "derived" and not _goes_without_saying(name, other)
            }
        )
    return [bare(other) for other in value] if isinstance(value, list) else value


def _goes_without_saying(name: str, value: Any) -> bool:
    return isinstance(value, str) and (name, value) in _AS_A_MATTER_OF_COURSE
