"""The page of an export as its script makes it: unpacked, and with every piece in its place."""

import json
import re
import zlib
from base64 import b64decode
from typing import Any

_BLOCK = re.compile("<script type=application/zlib id=_data>([A-Za-z0-9+/=]+)</script>")


def unpacked(text: str) -> dict[str, Any]:
    """Return what the page holds for its script."""
    block = _BLOCK.search(text)
    assert block
    return dict(json.loads(zlib.decompress(b64decode(block[1]))))


def with_pieces(text: str) -> str:
    """Return the page with what is hidden at first where the script puts it."""
    body, between, rest = text.partition("<script type=application/zlib")
    for piece in unpacked(text)["pieces"]:
        body = body.replace("<!---->", piece, 1)
    return body + between + rest


def covers(ranges: str, step: int) -> bool:
    """Say whether a step is in ranges such as ``0-2 4``."""
    ends = [[int(n) for n in one.split("-")] for one in ranges.split()]
    return any(one[0] <= step <= one[-1] for one in ends)
