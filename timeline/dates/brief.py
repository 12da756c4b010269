"""Dates for a narrow column, under the heading of their month and year."""

from datetime import date

from timeline.dates.span import Part
from timeline.dates.value import Edtf
from timeline.dates.wording import MONTHS, WEEKDAYS, consecutive_days
from timeline.i18n import Language

MONTHS_SHORT = {language: tuple(name[:3] for name in names) for language, names in MONTHS.items()}
WEEKDAYS_SHORT = {
    language: tuple(name[:3] for name in names) for language, names in WEEKDAYS.items()
}

# "until" and "since" are open intervals, "month" has no day, and the last two are sets.
_TEMPLATES: dict[Language, dict[str, str]] = {
    "en": {
        "until": "by {}", "until year": "by {}", "since": "from {}", "since year": "from {}",
        "month": "some day", "one of": "one of {}", "some of": "{} to {}",
    },
    "es": {
        "until": "hasta {}", "until year": "–{}", "since": "desde {}", "since year": "{}–",
        "month": "algún día", "one of": "uno de {}", "some of": "{} a {}",
    },
}  # fmt: skip
_MAX_WIDTH = 10


def short(value: Edtf, language: Language) -> str:
    """Return a date in at most 10 columns, to stand under the heading of its month and year.

    Examples: ``Sun 11``, ``15/16``, ``by 11``, ``11–16``. A month is ``some day``; a year is
    itself.
    """
    if value.form == "set":
        return _brief_set(value, language)
    if value.form == "date":
        text = _brief_date(value, language)
    elif len(value.known_parts) == 1:
        text = _brief_open(value, language)
    else:
        text = _brief_interval(value, language)
    return f"~{text}" if value.qualifier == "~" else text + value.qualifier


def _brief_date(value: Edtf, language: Language) -> str:
    part = value.known_parts[0]
    if value.weekday is not None:
        return f"{WEEKDAYS_SHORT[language][value.weekday]} {int(part.day)}"
    if part.month.isdigit():
        return _TEMPLATES[language]["month"]
    return (
        part.year
        if part.year.isdigit()
        else "–".join(part.year.replace("X", digit) for digit in "09")
    )


def _brief_open(value: Edtf, language: Language) -> str:
    part = value.known_parts[0]
    side = "since" if value.earliest else "until"
    return _TEMPLATES[language][side if part.month else f"{side} year"].format(
        _finest_part(part, language)
    )


def _brief_set(value: Edtf, language: Language) -> str:
    bits = [_finest_part(part, language) for part in value.known_parts]
    text = "/".join(bits)
    if consecutive_days(value.known_parts):
        text = _TEMPLATES[language]["some of"].format(bits[0], bits[-1])
    # Members that differ in what the heading shows (month or year) cannot be listed by day alone.
    above = {(part.day and part.month, part.month and part.year) for part in value.known_parts}
    if len(above) > 1 or len(text) > _MAX_WIDTH:
        return _TEMPLATES[language]["one of"].format(len(bits))
    return text


def _brief_interval(value: Edtf, language: Language) -> str:
    first, last = value.known_parts
    start, end = (date.fromordinal(number) for number in value.span.bounds)
    months_apart = (end.year - start.year) * 12 + end.month - start.month
    if not (first.month and last.month) or months_apart not in range(12):
        return "–".join(sorted({first.year, last.year}))
    if not first.day and not last.day:
        return f"{_finest_part(first, language)}–{_finest_part(last, language)}"
    after = f" {MONTHS_SHORT[language][end.month - 1]}" if months_apart else ""
    return f"{start.day}–{end.day}{after}"


def _finest_part(part: Part, language: Language) -> str:
    """Return the most exact thing known of a part: ``11``, ``Jan``, ``2026``."""
    if part.day:
        return str(int(part.day))
    return MONTHS_SHORT[language][int(part.month) - 1] if part.month else part.year
