"""Dates in words, in English and in Spanish. Doubt and vagueness are always said."""

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

_SEPARATORS: dict[Language, str] = {"en": " ", "es": " de "}
# A key that ends in "day" is for parts with a day, which take other prepositions. The keys "?", "~"
# and "%" are the qualifiers of EDTF.
_TEMPLATES: dict[Language, dict[str, str]] = {
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
    """Return the parts of a date in words. Only a single day can name its weekday."""
    known = [part for part in parts if part]
    if form == "set":
        return _set_in_words(known, language)
    if form == "date":
        return _single_in_words(known[0], language, weekday)
    if len(known) == 1:
        return _open_interval_in_words("since" if parts[0] else "until", known[0], language)
    return _closed_interval_in_words(known, language)


def month_heading(year: int, month: int, language: Language) -> str:
    """Return the name of a month of a year: ``January 2026``, ``enero de 2026``."""
    return _SEPARATORS[language].join((MONTHS[language][month - 1], f"{year:04}"))


def _single_in_words(part: Part, language: Language, weekday: bool) -> str:
    if "X" in part.year + part.month + part.day:
        return _unspecified_in_words(part, language)
    table = _TEMPLATES[language]
    named = f"{_weekday(part, language)} " if weekday and part.day else ""
    clock = f", {part.time}" if part.time else ""
    # "Z" is UTC itself, so nothing follows "UTC". The sign is typographic: U+2212, not a hyphen.
    offset = part.offset.replace("Z", "").replace("-", "−")
    zone = f" (UTC{offset})" if part.offset else ""
    text = f"{named}{_part_in_words(part, language)}{clock}{zone}"
    # A single date says doubt in its own grammar ("around 11 January"); other forms append it.
    if part.qualifier in ("~", "%"):
        text = table["about day" if part.day else "about"].format(text)
    return text + (table["?"] if part.qualifier in ("?", "%") else "")


def _weekday(part: Part, language: Language) -> str:
    day = date(int(part.year), int(part.month), int(part.day))
    return WEEKDAYS[language][day.weekday()]


def _unspecified_in_words(part: Part, language: Language) -> str:
    table = _TEMPLATES[language]
    if "X" in part.year:
        years = (part.year.replace("X", digit) for digit in "09")
        return table["some year"].format(*years) + table[part.qualifier]
    text = table["some day" if part.day else "some month"].format(_part_in_words(part, language))
    return text + table[part.qualifier]


def _open_interval_in_words(side: str, part: Part, language: Language) -> str:
    table = _TEMPLATES[language]
    name = table[f"{side} day" if part.day else side].format(_part_in_words(part, language))
    return name + table[part.qualifier]


def _closed_interval_in_words(parts: Sequence[Part], language: Language) -> str:
    table, (first, last) = _TEMPLATES[language], parts
    if first.qualifier == last.qualifier:
        names = _parts_in_words(parts, language)
        after = table[first.qualifier]
    else:
        names = [_part_in_words(part, language) + table[part.qualifier] for part in parts]
        after = ""
    if language == "es":
        start, to = ("del" if first.day else "de"), ("al" if last.day else "a")
        return f"{start} {names[0]} {to} {names[1]}{after}"
    # The dash is spaced if an end has several words: "11–16 January", "11 January – 3 February".
    alike = len(_pieces(first, language)) == len(_pieces(last, language))
    dash = "–" if alike and " " not in names[0] else " – "
    return f"{dash.join(names)}{after}"


def _pieces(part: Part, language: Language) -> list[str]:
    """Return the day, month and year of a part in words, as far as they are known."""
    day = [str(int(part.day))] if part.day.isdigit() else []
    month = [MONTHS[language][int(part.month) - 1]] if part.month.isdigit() else []
    return [*day, *month, part.year]


def _part_in_words(part: Part, language: Language) -> str:
    return _SEPARATORS[language].join(_pieces(part, language))


def _parts_in_words(parts: Sequence[Part], language: Language) -> list[str]:
    """Return each part in words; a shared month and year appear only in the last one."""
    pieces = [_pieces(part, language) for part in parts]
    shared = 0
    if len({len(each) for each in pieces}) == 1:
        ends = zip(*(reversed(each) for each in pieces), strict=True)
        shared = len(list(takewhile(lambda end: len(set(end)) == 1, ends)))
    first = [each[: len(each) - shared] for each in pieces[:-1]]
    return [_SEPARATORS[language].join(each) for each in (*first, pieces[-1])]


def _set_in_words(parts: Sequence[Part], language: Language) -> str:
    if consecutive_days(parts):
        ends = _parts_in_words((parts[0], parts[-1]), language)
        return _TEMPLATES[language]["one of many"].format(*ends)
    return _join_with_or(_parts_in_words(parts, language), language)


def consecutive_days(parts: Sequence[Part]) -> bool:
    """Return whether the members of a set are more than three consecutive days."""
    days = [date.fromordinal(part.span.bounds[0]) for part in parts if part.day.isdigit()]
    return (
        len(days) == len(parts) > 3  # noqa: PLR2004 - up to three are listed by name
        and (days[-1] - days[0]).days == len(days) - 1
    )


def _join_with_or(names: Sequence[str], language: Language) -> str:
    """Return names joined by "or". Spanish has ``u`` before an o sound (8, 11, octubre)."""
    spanish = "u" if re.match(r"8|11\b|o", names[-1]) else "o"
    word = "or" if language == "en" else spanish
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
