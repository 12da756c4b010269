"""The sentences of a text that contain certain words: to find a passage, never to prove one."""

import re
from collections.abc import Iterator

from timeline.quotes.near_match import TextPosition
from timeline.text import fold

# A sentence ends at an empty line, or at a sign before white space and what opens another one.
# A short line without signs, before one that opens another, is a heading. Other lines are wrapped.
_END = re.compile(
    r"(?m:^)[^\n.!?…]{1,60}(?<![,;:\s])\r?\n(?=[A-ZÁÉÍÓÚÑÜ¿¡«“\"-])"
    r"|[.!?…][\"'”’»)\]]*(?=\s+[^\sa-záéíóúñü,;:])"
    r"|\n[^\S\n]*\n\s*"
)
_SPACE = re.compile(r"\s*")


def sentences(text: str) -> Iterator[TextPosition]:
    """Yield the position of each sentence of a text, without the white space around it."""
    start = 0
    for found in (*_END.finditer(text), None):
        end = found.end() if found else len(text)
        passage = text[start:end]
        left = _SPACE.match(passage)
        first = start + (left.end() if left else 0)
        last = start + len(passage.rstrip())
        if first < last:
            yield TextPosition(first, last)
        start = end


def sentences_containing(text: str, words: str) -> tuple[TextPosition, ...]:
    """Return the sentences that contain all of some words or parts of words, in order.

    Case, accents and the amount of white space do not count.
    """
    wanted = fold(words).split()
    if not wanted:
        return ()
    return tuple(
        place
        for place in sentences(text)
        if all(word in fold(text[place.start : place.end]) for word in wanted)
    )
