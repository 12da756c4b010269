"""How a date reads in a sentence, in English and in Spanish. Doubt and vagueness are said."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from timeline.dates.span import Form, Part
from timeline.i18n import Language

MONTHS: dict[Language, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
}  # fmt: skip
WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}

_GLUE: dict[Language, str] = {"en": " ", "es": " de "}
_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "until day": "on or before {}", "until": "in or before {}",
        "since day": "on or after {}", "since": "in or after {}",
        "about day": "around {}", "about": "around {}",
        "some day": "some day in {}", "some month": "some month of {}",
        "some year": "some year from {} to {}", "one of many": "some day from {} to {}",
        "?": " (uncertain)", "~": " (approximate)", "%": " (approximate, uncertain)", "": "",
    },
    "es": {
        "until day": "el {} o antes", "until": "en {} o antes",
        "since day": "el {} o después", "since": "en {} o después",
        "about day": "hacia el {}", "about": "hacia {}",
        "some day": "un día de {}", "some month": "un mes de {}",
        "some year": "un año entre {} y {}", "one of many": "un día entre el {} y el {}",
        "?": " (dudoso)", "~": " (aproximado)", "%": " (aproximado y dudoso)", "": "",
    },
}  # fmt: skip


def in_words(
    form: Form, parts: Sequence[Part | None], language: Language, weekday: bool = False
) -> str:
    """Put the parts of a date into words; only a single day can be asked to name its weekday."""
    known = [part for part in parts if part]
    if form == "set":
        return _one_of(known, language)
    if form == "date":
        return _single(known[0], language, weekday)
    if len(known) == 1:
        return _open("since" if parts[0] else "until", known[0], language)
    return _closed(known, language)


def month_heading(year: int, month: int, language: Language) -> str:
    """Name a month of a year: ``January 2026``, ``enero de 2026``."""
    return _GLUE[language].join((MONTHS[language][month - 1], f"{year:04}"))


def _single(part: Part, language: Language, weekday: bool) -> str:
    if "X" in part.year + part.month + part.day:
        return _some(part, language)
    table = _WORDS[language]
    named = f"{_weekday(part, language)} " if weekday and part.day else ""
    clock = f", {part.time}" if part.time else ""
    offset = part.offset.replace("Z", "").replace("-", "−")
    zone = f" (UTC{offset})" if part.offset else ""
    text = f"{named}{_name(part, language)}{clock}{zone}"
    if part.qualifier in ("~", "%"):
        text = table["about day" if part.day else "about"].format(text)
    return text + (table["?"] if part.qualifier in ("?", "%") else "")


def _weekday(part: Part, language: Language) -> str:
    day = date(int(part.year), int(part.month), int(part.day))
    return WEEKDAYS[language][day.weekday()]


def _some(part: Part, language: Language) -> str:
    table = _WORDS[language]
    if "X" in part.year:
        years = (part.year.replace("X", digit) for digit in "09")
        return table["some year"].format(*years) + table[part.qualifier]
    text = table["some day" if part.day else "some month"].format(_name(part, language))
    return text + table[part.qualifier]


def _open(side: str, part: Part, language: Language) -> str:
    table = _WORDS[language]
    name = table[f"{side} day" if part.day else side].format(_name(part, language))
    return name + table[part.qualifier]


def _closed(parts: Sequence[Part], language: Language) -> str:
    table, (first, last) = _WORDS[language], parts
    if first.qualifier == last.qualifier:
        names = _names(parts, language)
        after = table[first.qualifier]
    else:
        names = [_name(part, language) + table[part.qualifier] for part in parts]
        after = ""
    if language == "es":
        start, to = ("del" if first.day else "de"), ("al" if last.day else "a")
        return f"{start} {names[0]} {to} {names[1]}{after}"
    alike = len(_pieces(first, language)) == len(_pieces(last, language))
    dash = "–" if alike and " " not in names[0] else " – "
    return f"{dash.join(names)}{after}"


def _pieces(part: Part, language: Language) -> list[str]:
    """Return the day, month and year of a part in words, those that are known."""
    day = [str(int(part.day))] if part.day.isdigit() else []
    month = [MONTHS[language][int(part.month) - 1]] if part.month.isdigit() else []
    return [*day, *month, part.year]


def _name(part: Part, language: Language) -> str:
    return _GLUE[language].join(_pieces(part, language))


def _names(parts: Sequence[Part], language: Language) -> list[str]:
    """Name each part; what all end with (a year, a month and year) only in the last."""
    pieces = [_pieces(part, language) for part in parts]
    shared = 0
    if len({len(each) for each in pieces}) == 1:
        ends = zip(*(reversed(each) for each in pieces), strict=True)
        shared = len(list(takewhile(lambda end: len(set(end)) == 1, ends)))
    first = [each[: len(each) - shared] for each in pieces[:-1]]
    return [_GLUE[language].join(each) for each in (*first, pieces[-1])]


def _one_of(parts: Sequence[Part], language: Language) -> str:
    if consecutive_days(parts):
        ends = _names((parts[0], parts[-1]), language)
        return _WORDS[language]["one of many"].format(*ends)
    return _or(_names(parts, language), language)


def consecutive_days(parts: Sequence[Part]) -> bool:
    """Say whether the members of a set are more than three days that follow on each other."""
    days = [date.fromordinal(part.span.bounds[0]) for part in parts if part.day.isdigit()]
    return (
        len(days) == len(parts) > 3  # noqa: PLR2004 - so few are all named
        and (days[-1] - days[0]).days == len(days) - 1
    )


def _or(names: Sequence[str], language: Language) -> str:
    """Join names: Spanish says ``u`` before an o sound (8, 11, octubre)."""
    spanish = "u" if re.match(r"8|11\b|o", names[-1]) else "o"
    word = "or" if language == "en" else spanish
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
