"""How text is folded for search and matching, and how it is made safe to show.

Nothing here changes what is stored. How quotes are compared is a matter of `normal`.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

# C0 but tab, LF and CR; DEL, C1; bidi controls; line and paragraph separators; BOM; lone
# surrogates; noncharacters.
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
_WESTERN = "cp1252"
_FOLDED_OTHERWISE = ("ß", "µ")  # to two letters, and to one that is not Western
_NEAR_ENOUGH = 0.6
_SHORTEST_PART = 3


def fold(text: str) -> str:
    """Return the text without case and accents, for search and for matching values.

    NFC and NFD forms fold alike; folding twice changes nothing more.
    """
    if text.isascii():
        return text.lower()
    western = _western(text)
    return _folded(text) if western is None else western.translate(_tables()[0]).decode(_WESTERN)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, folded: the runs of letters and digits, without what is between."""
    western = _western(text)
    if western is None:
        return tuple(_WORD.findall(_folded(text)))
    return tuple(western.translate(_tables()[1]).decode(_WESTERN).split())


def _folded(text: str) -> str:
    return unaccented(unaccented(text).casefold())


def _western(text: str) -> bytes | None:
    """Return a text in one byte a character, if each of its characters folds to one such."""
    if any(char in text for char in _FOLDED_OTHERWISE):
        return None
    try:
        return text.encode(_WESTERN)
    except UnicodeEncodeError:
        return None


@cache
def _tables() -> tuple[bytes, bytes]:
    """Return what each byte of such a text is folded to, and the same with spaces between words.

    Nearly all text is Western European: looking it up is quick where reckoning letter by letter is
    slow.
    """
    every = (bytes([number]).decode(_WESTERN, "replace") for number in range(256))
    folded = [char if char in _FOLDED_OTHERWISE else _folded(char) for char in every]
    lettered = [char if _WORD.fullmatch(char) else " " for char in folded]
    plain, spaced = ("".join(items).encode(_WESTERN, "replace") for items in (folded, lettered))
    return plain, spaced


def unaccented(text: str) -> str:
    """Return the text without accents, in NFC; case stays."""
    # Marks go before and after, so that no long run of them is ever decomposed.
    decomposed = unicodedata.normalize("NFD", _unmarked(text))
    return unicodedata.normalize("NFC", _unmarked(decomposed))


def _unmarked(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Mn")


def forbidden(text: str) -> int | None:
    """Return the offset of the first character that may not stand in data, in code points."""
    found = FORBIDDEN.search(text)
    return found.start() if found else None


def name(char: str) -> str:
    """Name a character by its code point: ``U+202E``."""
    return f"U+{ord(char):04X}"


def safe(text: str, *, lines: bool = False) -> str:
    r"""Return the text with every control and bidi character shown as an escape: ``\x1b``.

    Tabs and line ends are shown so too; with ``lines``, LF is kept.
    """
    return (_UNSHOWABLE_IN_LINES if lines else _UNSHOWABLE).sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


def ascii_host(url: str) -> str:
    """The host of a link as it is asked for (RFC 3492, ``xn--…``); "" if it is ASCII already.

    Letters of different scripts that look alike come out different.
    """
    found = _HOST.match(url)
    if found is None or found[1].isascii():
        return ""
    host, port = found.groups()
    plain = unicodedata.normalize("NFKC", host).lower().replace("。", ".")
    return safe(".".join(map(_ascii_label, plain.split("."))) + (port or ""))


def with_host(url: str) -> str:
    """Return a link, and after one whose host is not ASCII that host as it is asked for."""
    host = ascii_host(url)
    return f"{url} ({host})" if host else url


def _ascii_label(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"


def suggest(
    value: str, choices: Iterable[str], n: int = 3, *, least: float = _NEAR_ENOUGH
) -> tuple[str, ...]:
    """Return up to ``n`` choices nearest to a mistyped value: nearest first, then as given.

    Case and accents do not count; a choice may be near as a whole or by one of its words. What
    is less alike than ``least`` (1 is the same) is not near.
    """
    wanted = fold(value.strip())
    near = {choice: _nearness(wanted, fold(choice)) for choice in choices}
    by_nearness = sorted(near, key=lambda choice: -near[choice])
    return tuple(choice for choice in by_nearness if near[choice] >= least)[:n]


def _nearness(wanted: str, choice: str) -> float:
    parts = (choice, *re.findall(r"\w+", choice))
    if wanted and any(part.startswith(wanted) for part in parts):
        return 2.0
    if len(wanted) >= _SHORTEST_PART and wanted in choice:
        return 1.0
    return max(_ratio(wanted, part) for part in parts)


def _ratio(wanted: str, part: str) -> float:
    from difflib import SequenceMatcher  # noqa: PLC0415 - only what is mistyped needs it

    matcher = SequenceMatcher(None, wanted, part, autojunk=False)
    if matcher.real_quick_ratio() < _NEAR_ENOUGH or matcher.quick_ratio() < _NEAR_ENOUGH:
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
