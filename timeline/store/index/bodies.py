"""Records as the index keeps them: their JSON, and the sum by which damage to it is seen."""

from typing import Any
from zlib import crc32

from pydantic import ValidationError

from timeline.errors import IndexDamaged, TimelineError
from timeline.records.model import Record


def checksum(body: str) -> int:
    """Return the sum that is kept with a record."""
    return crc32(body.encode())


def verify(body: Any, crc: Any) -> str:
    """Return what is kept of a record; raises `IndexDamaged` if it is not what was kept."""
    if not isinstance(body, str) or checksum(body) != crc:
        raise IndexDamaged
    return body


def restore(kind: type[Record], body: Any, crc: Any) -> Any:
    """Make a record of what is kept of it; raises `IndexDamaged`."""
    return parse(kind, verify(body, crc))


def parse(kind: type[Record], body: str) -> Any:
    """Make a record of its JSON; raises `IndexDamaged` if it is none."""
    try:
        return kind.model_validate_json(body)
    except (ValidationError, TimelineError) as error:
        raise IndexDamaged from error
