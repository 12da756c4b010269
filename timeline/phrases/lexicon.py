"""The vocabulary of dates in both languages, and the patterns that are compiled from it.

Every word here is folded (`timeline.text.fold`): lower case, without accents.
"""

import re
from collections.abc import Iterable

from timeline.dates import MONTHS, MONTHS_SHORT, WEEKDAYS
from timeline.text import fold

WEEKDAY_NUMBERS = {fold(name): i for names in WEEKDAYS.values() for i, name in enumerate(names)}
MONTH_NUMBERS = {
    fold(name): i
    for names in (*MONTHS.values(), *MONTHS_SHORT.values())
    for i, name in enumerate(names, 1)
} | {"sept": 9, "setiembre": 9}
NUMBERS = {
    word: i
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    )
    for i, word in enumerate(words.split(), 1)
} | {"a": 1, "an": 1, "un": 1, "una": 1}
UNITS = {
    "day": "days", "days": "days", "dia": "days", "dias": "days",
    "week": "weeks", "weeks": "weeks", "semana": "weeks", "semanas": "weeks",
    "month": "months", "months": "months", "mes": "months", "meses": "months",
    "year": "years", "years": "years", "ano": "years", "anos": "years",
}  # fmt: skip
DAY_OFFSETS = {
    "day before yesterday": -2, "anteayer": -2, "antier": -2, "antes de ayer": -2,
    "yesterday": -1, "ayer": -1, "anoche": -1,
    "today": 0, "tonight": 0, "hoy": 0, "esta manana": 0, "esta tarde": 0, "esta noche": 0,
    "tomorrow": 1, "manana": 1,
    "day after tomorrow": 2, "pasado manana": 2,
}  # fmt: skip
# Spanish puts some of these before the noun ("el próximo lunes"), some after ("el lunes que
# viene").
_DIRECTIONS = {"last": -1, "pasado": -1, "pasada": -1, "next": 1, "proximo": 1, "proxima": 1}
_DIRECTIONS_AFTER = {
    "pasado": -1, "pasada": -1, "anterior": -1, "proximo": 1, "proxima": 1, "que viene": 1,
}  # fmt: skip
_THIS = {"this": 0, "este": 0, "esta": 0}
DIRECTIONS = _THIS | _DIRECTIONS | _DIRECTIONS_AFTER

_JOINERS = ("y", "o", "u", "a", "al", "hasta", "and", "or", "to", "until")


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_TOKENS = {
    "the": "(?:(?:the|el|la|los|las) )?",
    # Ordinals in both languages: "1st", "1.º", "1o".
    "day": r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.?[ºo])?",
    "month": f"(?P<month>{_alternatives(MONTH_NUMBERS)})",
    "figures": "[0-9]{1,2}",
    "year": "(?P<year>[0-9]{4})",
    "weekday": f"(?P<weekday>{_alternatives(WEEKDAY_NUMBERS)})",
    # At most nine digits: a `timedelta` holds no more days.
    "number": f"(?P<number>[1-9][0-9]{{0,8}}|{_alternatives(NUMBERS)})",
    "unit": f"(?P<unit>{_alternatives(UNITS)})",
    "period": "(?P<unit>week|month|year|semana|mes|ano)",
    "weekend": "(?:weekend|fin de semana)",
    "way": f"(?P<way>{_alternatives(_THIS | _DIRECTIONS)})",
    "this": f"(?:{_alternatives(_THIS)})",
    "turn": f"(?P<way>{_alternatives(_DIRECTIONS)})",
    "after": f"(?P<after>{_alternatives(_DIRECTIONS_AFTER)})",
    # "la mañana" is the morning, and "hoy en día" means nowadays: neither is tomorrow or today.
    "word": (
        rf"(?P<word>(?<!\bla )(?<!\besta )(?:{_alternatives(DAY_OFFSETS)})(?! en dia| por hoy))"
    ),
    # A month's full name on its own. "may" and "march" are also English verbs: only after "in".
    "month_alone": (
        f"(?P<month>(?:{_alternatives(fold(name) for names in MONTHS.values() for name in names)})"
        r"(?<!\bmay)(?<!\bmarch)|(?<=\bin )(?:may|march))"
    ),
    # "15 y 16 de enero" and "January 15 to 16" name several days: half of them must not match.
    "alone": "".join(rf"(?<!\b{word} {the})" for word in _JOINERS for the in ("", "el ", "the ")),
    "ends": rf"(?! (?:{_alternatives(_JOINERS)})\b)",
}


def compile_pattern(template: str) -> re.Pattern[str]:
    """Return a pattern for a template with ``{tokens}`` in it. It matches whole words only."""
    # Dashes count as part of a word, so that "2026-01-15" contains no "15".
    return re.compile(rf"(?<![\w–-])(?:{template.format(**_TOKENS)})(?![\w–-])")


def fold_phrase(text: str) -> str:
    """Return a text as the patterns expect it: folded, without commas and abbreviation points."""
    return " ".join(re.sub(r"(?<=[a-z])\.(?!\w)|,", " ", fold(text)).split())
