"""JSON piece by piece, as `json.dumps` writes it whole with an indent of two spaces."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

_INDENT = "  "


def pieces(value: Any, indent: str = "") -> Iterator[str]:
    """Yield a value in pieces: an iterator is an array, gone through once; so within an object."""
    if isinstance(value, Iterator):
        yield from _between("[]", (("", other) for other in value), indent)
    elif isinstance(value, dict) and any(isinstance(other, Iterator) for other in value.values()):
        named = (
            (f"{json.dumps(name, ensure_ascii=False)}: ", other) for name, other in value.items()
        )
        yield from _between("{}", named, indent)
    else:
        yield json.dumps(value, ensure_ascii=False, indent=_INDENT).replace("\n", f"\n{indent}")


def _between(signs: str, members: Iterable[tuple[str, Any]], indent: str) -> Iterator[str]:
    inner, before = indent + _INDENT, signs[0]
    for name, member in members:
        yield f"{before}\n{inner}{name}"
        yield from pieces(member, inner)
        before = ","
    yield signs if before == signs[0] else f"\n{indent}{signs[1]}"
