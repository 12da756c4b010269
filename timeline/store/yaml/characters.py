"""Bytes to text, or faults with their places. Knows characters and lines, never YAML."""

import re
from collections.abc import Iterator
from itertools import islice

from timeline.errors import Fault, Unreadable
from timeline.i18n import Sentence, mark, sentence
from timeline.text import code_point, find_forbidden

# A bound for memory, as a file may come from anybody: see docs/security.md.
MAX_BYTES = 64_000_000
BOM = b"\xef\xbb\xbf"
TAB = mark("a tab: indent with spaces")

_MAX_FAULTS = 20
_ALLOWED_ASCII = bytes((*b"\t\n\r", *range(0x20, 0x7F)))

# UTF-32 comes first: its little-endian mark begins with that of UTF-16. The last patterns recognise
# UTF-16 without a mark by its zero bytes.
_OTHER_ENCODINGS = (
    ("UTF-32", re.compile(rb"\xff\xfe\0\0|\0\0\xfe\xff")),
    ("UTF-16", re.compile(rb"\xff\xfe|\xfe\xff|(?:[^\0]\0){2}|(?:\0[^\0]){2}")),
)

# Group 1 is what is refused. The needles are searched first: a plain search is much faster.
_REFUSED = (
    (
        ("\r",),
        re.compile(r"(\r)(?!\n)"),
        mark("a lone carriage return: end lines with LF or CR LF"),
    ),
    (("\t",), re.compile(r"^ *(\t)", re.MULTILINE), TAB),
    (
        ("<<<<<<<", "|||||||", "=======", ">>>>>>>"),
        re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?=\s|\Z)", re.MULTILINE),
        mark("merge conflict marker: keep one version and remove the marker"),
    ),
)


def decode(data: bytes, file: str) -> str:
    """Return the text of UTF-8 bytes, without a byte order mark; line ends stay as they are.

    ``file`` names the bytes in the faults. Raises `Unreadable` for more bytes than `MAX_BYTES`, for
    another encoding, and for the first 20 characters, tabs and merge conflict markers that a
    collection may not contain.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable([Fault((), too_large(MAX_BYTES), file=file, line=1, column=1)])
    _refuse_other_encodings(data, file)
    data = data.removeprefix(BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Unreadable([_bad_byte(data, error.start, file)]) from error
    faults = [*_refused(text, file)]
    # Nearly all of a file is ASCII: only the rest needs the slow search.
    if find_forbidden(data.translate(None, _ALLOWED_ASCII).decode()) is not None:
        faults += _forbidden(text, file)
    if faults:
        raise Unreadable(sorted(faults, key=lambda fault: fault.order)[:_MAX_FAULTS])
    return text


def fault_at(offset: int, said: Sentence, text: str, file: str) -> Fault:
    """Return a fault at an offset into a text, counted in code points."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Fault((), said, file=file, line=line, column=column)


def too_large(cap: int) -> Sentence:
    """Return the sentence that there are more bytes than ``cap``."""
    return sentence("larger than {size} MB, the most that is read: split it", size=cap // 1_000_000)


def not_allowed(char: str) -> Sentence:
    """Return the sentence that a collection may not contain a character."""
    return sentence("{char} is not allowed: remove it", char=code_point(char))


def _refuse_other_encodings(data: bytes, file: str) -> None:
    for encoding, pattern in _OTHER_ENCODINGS:
        if pattern.match(data):
            said = sentence("the file is in {encoding}: save it as UTF-8", encoding=encoding)
            raise Unreadable([Fault((), said, file=file, line=1, column=1)])


def _bad_byte(data: bytes, at: int, file: str) -> Fault:
    said = sentence("not UTF-8: byte {byte}; save the file as UTF-8", byte=f"{data[at]:#04x}")
    before = data[:at].decode()
    return fault_at(len(before), said, before, file)


def _refused(text: str, file: str) -> Iterator[Fault]:
    for needles, pattern, template in _REFUSED:
        if any(needle in text for needle in needles):
            for found in islice(pattern.finditer(text), _MAX_FAULTS):
                yield fault_at(found.start(1), Sentence(template), text, file)


def _forbidden(text: str, file: str) -> Iterator[Fault]:
    at = -1
    for _ in range(_MAX_FAULTS):
        step = find_forbidden(text[at + 1 :])
        if step is None:
            return
        at += step + 1
        yield fault_at(at, not_allowed(text[at]), text, file)
