"""Records as the index stores them: their JSON, and a checksum that reveals damage."""

from typing import Any
from zlib import crc32

from pydantic import ValidationError

from timeline.errors import IndexDamaged, TimelineError
from timeline.records.model import Record


def checksum(body: str) -> int:
    """Return the checksum of a stored record (CRC-32)."""
    return crc32(body.encode())


def verify(body: Any, crc: Any) -> str:
    """Return the JSON of a stored record. Raises `IndexDamaged` if its checksum is wrong."""
    if not isinstance(body, str) or checksum(body) != crc:
        raise IndexDamaged
    return body


def restore(kind: type[Record], body: Any, crc: Any) -> Any:
    """Return a stored record. Raises `IndexDamaged`."""
    return parse(kind, verify(body, crc))


def parse(kind: type[Record], body: str) -> Any:
    """Return a record from its JSON. Raises `IndexDamaged` if it is not valid."""
    try:
        return kind.model_validate_json(body)
    except (ValidationError, TimelineError) as error:
        raise IndexDamaged from error
