"""What stands packed in the page: its data, what is hidden at first, and the other language.

A page is written once for each language. The first is what is read; of the second only those
texts are kept that differ. The script lays them beside the first again, text for text, in the
order of the page.
"""

import json
import re
import zlib
from base64 import b64encode
from collections import Counter
from html import unescape
from typing import Any

_PIECE = re.compile("(</?later>)")
_TEXT = re.compile("(?<=>)[^<>]+(?=<)")
_SPOKEN = re.compile(r"[^\n -@\[\]]")
"""What is in a text that is not just numbers and signs; the script knows it by the same."""


def apart(page: str) -> tuple[str, list[str]]:
    """Take out what stands between ``<later>`` and ``</later>``; an empty comment keeps its place.

    No text of the data can be such a tag: each ``<`` in them is escaped.
    """
    kept: list[str] = []
    pieces: list[str] = []
    depth = 0
    for bit in _PIECE.split(page):
        if bit == "<later>":
            depth += 1
            if depth == 1:
                kept.append("<!---->")
                pieces.append("")
        elif bit == "</later>":
            depth -= 1
        elif depth:
            pieces[-1] += bit
        else:
            kept.append(bit)
    return "".join(kept), pieces


def otherwise(first: str, second: str) -> dict[str, list[str | int]]:
    """Return what each text of a page is on another of the same elements.

    ``texts`` has one of these for each text, in order: 0 where both are the same. A text that
    stands again is left out, for it is as before, but for the ``varied``, which are not always.
    """
    pairs = list(zip(_texts(first), _texts(second), strict=True))
    varied = {one for one, n in Counter(one for one, _ in set(pairs)).items() if n > 1}
    texts: list[str | int] = []
    told: set[str] = set()
    for one, other in pairs:
        if one in varied or one not in told:
            texts.append(0 if one == other else other)
        told.add(one)
    return {"texts": texts, "varied": sorted(varied)}


def _texts(page: str) -> list[str]:
    texts = map(unescape, _TEXT.findall(page))
    return [text for text in texts if _SPOKEN.search(text)]


def packed(value: Any) -> str:
    """Write a value as JSON (RFC 8259), in zlib's format (RFC 1950), in base64 (RFC 4648)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode("utf-8"), 9)).decode()
