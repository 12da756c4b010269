"""Folding text for search and matching, and making it safe to show.

Nothing here changes stored data. Quotes are compared in another form: see `quotes.normalise`.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

# C0 except tab, LF and CR; DEL and C1; bidi controls; line and paragraph separators; the BOM; lone
# surrogates; noncharacters. Bidi controls are refused because they can make a quote read otherwise
# than it is stored ("Trojan Source", CVE-2021-42574).
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ufeff\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
_UNSHOWABLE = re.compile(f"[\t\n\r]|{FORBIDDEN.pattern}")
_UNSHOWABLE_IN_LINES = re.compile(f"[\t\r]|{FORBIDDEN.pattern}")

_HOST = re.compile(r"https?://([^/?#]*?)(:[0-9]+)?(?=[/?#]|\Z)")
_WORD = re.compile(r"[^\W_]+")
_CODEPAGE = "cp1252"
# "ß" folds to "ss", and "µ" (U+00B5) to the Greek letter, which cp1252 does not have.
_NOT_ONE_TO_ONE = ("ß", "µ")
# The cutoff that `difflib.get_close_matches` uses too.
_MIN_SIMILARITY = 0.6
_MIN_PART_LENGTH = 3


def fold(text: str) -> str:
    """Return the text without case and accents, for search and for matching values.

    NFC and NFD forms fold alike, and folding twice is the same as folding once.
    """
    if text.isascii():
        return text.lower()
    western = _encode_western(text)
    return (
        _fold_any(text)
        if western is None
        else western.translate(_folding_tables()[0]).decode(_CODEPAGE)
    )


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded: its runs of letters and digits."""
    western = _encode_western(text)
    if western is None:
        return tuple(_WORD.findall(_fold_any(text)))
    return tuple(western.translate(_folding_tables()[1]).decode(_CODEPAGE).split())


def _fold_any(text: str) -> str:
    return unaccented(unaccented(text).casefold())


def _encode_western(text: str) -> bytes | None:
    """Return a text as cp1252, or None if a character is not in it or folds to several bytes."""
    if any(char in text for char in _NOT_ONE_TO_ONE):
        return None
    try:
        return text.encode(_CODEPAGE)
    except UnicodeEncodeError:
        return None


@cache
def _folding_tables() -> tuple[bytes, bytes]:
    """Return two translation tables for cp1252: folded, and folded with spaces between words.

    Nearly all text is Western European: a table lookup is much faster than folding each letter.
    """
    every = (bytes([number]).decode(_CODEPAGE, "replace") for number in range(256))
    folded = [char if char in _NOT_ONE_TO_ONE else _fold_any(char) for char in every]
    lettered = [char if _WORD.fullmatch(char) else " " for char in folded]
    plain, spaced = ("".join(items).encode(_CODEPAGE, "replace") for items in (folded, lettered))
    return plain, spaced


def unaccented(text: str) -> str:
    """Return the text without accents, in NFC. Case stays."""
    # Marks are removed before decomposing as well as after: `unicodedata.normalize` takes quadratic
    # time over a long run of marks.
    decomposed = unicodedata.normalize("NFD", _without_marks(text))
    return unicodedata.normalize("NFC", _without_marks(decomposed))


def _without_marks(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Mn")


def find_forbidden(text: str) -> int | None:
    """Return the offset, in code points, of the first character that data may not contain.

    Return None if there is none.
    """
    found = FORBIDDEN.search(text)
    return found.start() if found else None


def code_point(char: str) -> str:
    """Return the name of a character: ``U+202E``."""
    return f"U+{ord(char):04X}"


def safe(text: str, *, lines: bool = False) -> str:
    r"""Return the text with control and bidi characters shown as escapes: ``\x1b``.

    Tabs and line ends are escaped too; with ``lines``, LF stays.
    """
    return (_UNSHOWABLE_IN_LINES if lines else _UNSHOWABLE).sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def ascii_host(url: str) -> str:
    """Return the host of a link in its ASCII form (RFC 5891, ``xn--…``); "" if it is ASCII already.

    Hosts that look alike but mix scripts differ in this form.
    """
    found = _HOST.match(url)
    if found is None or found[1].isascii():
        return ""
    host, port = found.groups()
    # IDNA treats the ideographic full stop as a dot between labels (RFC 3490, section 3.1).
    plain = unicodedata.normalize("NFKC", host).lower().replace("。", ".")
    return safe(".".join(map(_ascii_label, plain.split("."))) + (port or ""))


def with_host(url: str) -> str:
    """Return a link, followed by its ASCII host if the host is not ASCII."""
    host = ascii_host(url)
    return f"{url} ({host})" if host else url


def _ascii_label(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"


def suggest(
    value: str, choices: Iterable[str], n: int = 3, *, least: float = _MIN_SIMILARITY
) -> tuple[str, ...]:
    """Return up to ``n`` choices that resemble a mistyped value, the most similar first.

    Case and accents do not count. A choice may resemble the value as a whole or in one of its
    words. ``least`` is the similarity from which a choice counts, where 1 is equal. Equally similar
    choices keep their order.
    """
    wanted = fold(value.strip())
    near = {choice: _similarity(wanted, fold(choice)) for choice in choices}
    by_nearness = sorted(near, key=lambda choice: -near[choice])
    return tuple(choice for choice in by_nearness if near[choice] >= least)[:n]


def _similarity(wanted: str, choice: str) -> float:
    parts = (choice, *re.findall(r"\w+", choice))
    # A beginning ranks above every ratio (at most 1): people type the start of a name and stop.
    if wanted and any(part.startswith(wanted) for part in parts):
        return 2.0
    if len(wanted) >= _MIN_PART_LENGTH and wanted in choice:
        return 1.0
    return max(_ratio(wanted, part) for part in parts)


def _ratio(wanted: str, part: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - only what is mistyped needs it

    matcher = SequenceMatcher(None, wanted, part, autojunk=False)
    # Both are upper bounds of `ratio` and much cheaper: most choices stop here.
    if matcher.real_quick_ratio() < _MIN_SIMILARITY or matcher.quick_ratio() < _MIN_SIMILARITY:
        return 0.0
    return matcher.ratio()


def shorten(text: str, width: int) -> str:
    """Return the text in at most ``width`` characters, cut after a word and marked with ``…``."""
    if len(text) <= width:
        return text
    if width < 1:
        return ""
    room = text[: width - 1]
    whole = room if text[width - 1].isspace() else room.rpartition(" ")[0]
    return (whole.rstrip() or room) + "…"
