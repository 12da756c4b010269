"""The words that dates are put in, in both languages, and how patterns are made of them.

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
DAYS = {
    "day before yesterday": -2, "anteayer": -2, "antier": -2, "antes de ayer": -2,
    "yesterday": -1, "ayer": -1, "anoche": -1,
    "today": 0, "tonight": 0, "hoy": 0, "esta manana": 0, "esta tarde": 0, "esta noche": 0,
    "tomorrow": 1, "manana": 1,
    "day after tomorrow": 2, "pasado manana": 2,
}  # fmt: skip
_TURNS = {"last": -1, "pasado": -1, "pasada": -1, "next": 1, "proximo": 1, "proxima": 1}
_TURNS_AFTER = {
    "pasado": -1, "pasada": -1, "anterior": -1, "proximo": 1, "proxima": 1, "que viene": 1,
}  # fmt: skip
_THIS = {"this": 0, "este": 0, "esta": 0}
WAYS = _THIS | _TURNS | _TURNS_AFTER

_JOINERS = ("y", "o", "u", "a", "al", "hasta", "and", "or", "to", "until")


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_TOKENS = {
    "the": "(?:(?:the|el|la|los|las) )?",
    "day": r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.?[ºo])?",
    "month": f"(?P<month>{_any(MONTH_NUMBERS)})",
    "figures": "[0-9]{1,2}",
    "year": "(?P<year>[0-9]{4})",
    "weekday": f"(?P<weekday>{_any(WEEKDAY_NUMBERS)})",
    "number": f"(?P<number>[1-9][0-9]{{0,8}}|{_any(NUMBERS)})",
    "unit": f"(?P<unit>{_any(UNITS)})",
    "period": "(?P<unit>week|month|year|semana|mes|ano)",
    "weekend": "(?:weekend|fin de semana)",
    "way": f"(?P<way>{_any(_THIS | _TURNS)})",
    "this": f"(?:{_any(_THIS)})",
    "turn": f"(?P<way>{_any(_TURNS)})",
    "after": f"(?P<after>{_any(_TURNS_AFTER)})",
    # "la mañana" is the morning, "hoy en día" is nowadays
    "word": rf"(?P<word>(?<!\bla )(?<!\besta )(?:{_any(DAYS)})(?! en dia| por hoy))",
    # a month's name that is no other word
    "month_alone": (
        f"(?P<month>(?:{_any(fold(name) for names in MONTHS.values() for name in names)})"
        r"(?<!\bmay)(?<!\bmarch)|(?<=\bin )(?:may|march))"
    ),
    # half of "15 y 16 de enero" or of "January 15 to 16" is not what was said
    "alone": "".join(rf"(?<!\b{word} {the})" for word in _JOINERS for the in ("", "el ", "the ")),
    "ends": rf"(?! (?:{_any(_JOINERS)})\b)",
}


def pattern(template: str) -> re.Pattern[str]:
    """Make a pattern of a template with ``{words}`` in it; it binds whole words only."""
    return re.compile(rf"(?<![\w–-])(?:{template.format(**_TOKENS)})(?![\w–-])")


def tidied(text: str) -> str:
    """Return a text as patterns see it: folded, without commas and the points of abbreviations."""
    return " ".join(re.sub(r"(?<=[a-z])\.(?!\w)|,", " ", fold(text)).split())
