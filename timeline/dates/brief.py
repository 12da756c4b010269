"""How a date reads in a narrow column, under the heading of its month and year."""

from datetime import date

from timeline.dates.span import Part
from timeline.dates.value import Edtf
from timeline.dates.wording import MONTHS, WEEKDAYS, consecutive_days
from timeline.i18n import Language

MONTHS_SHORT = {language: tuple(name[:3] for name in names) for language, names in MONTHS.items()}
WEEKDAYS_SHORT = {
    language: tuple(name[:3] for name in names) for language, names in WEEKDAYS.items()
}

_BRIEF: dict[Language, dict[str, str]] = {
    "en": {
        "until": "by {}", "until year": "by {}", "since": "from {}", "since year": "from {}",
        "month": "some day", "one of": "one of {}", "some of": "{} to {}",
    },
    "es": {
        "until": "hasta {}", "until year": "–{}", "since": "desde {}", "since year": "{}–",
        "month": "algún día", "one of": "uno de {}", "some of": "{} a {}",
    },
}  # fmt: skip
_COLUMNS = 10


def short(value: Edtf, language: Language) -> str:
    """Return a date in at most 10 columns, to stand under the heading of its month and year.

    ``Sun 11``, ``15/16``, ``by 11``, ``11–16``; a month is ``some day``, a year itself.
    """
    if value.form == "set":
        return _brief_set(value, language)
    if value.form == "date":
        text = _brief_date(value, language)
    elif len(value.known) == 1:
        text = _brief_open(value, language)
    else:
        text = _brief_interval(value, language)
    return f"~{text}" if value.qualifier == "~" else text + value.qualifier


def _brief_date(value: Edtf, language: Language) -> str:
    part = value.known[0]
    if value.weekday is not None:
        return f"{WEEKDAYS_SHORT[language][value.weekday]} {int(part.day)}"
    if part.month.isdigit():
        return _BRIEF[language]["month"]
    return (
        part.year
        if part.year.isdigit()
        else "–".join(part.year.replace("X", text) for text in "09")
    )


def _brief_open(value: Edtf, language: Language) -> str:
    part = value.known[0]
    side = "since" if value.earliest else "until"
    return _BRIEF[language][side if part.month else f"{side} year"].format(_bit(part, language))


def _brief_set(value: Edtf, language: Language) -> str:
    bits = [_bit(part, language) for part in value.known]
    text = "/".join(bits)
    if consecutive_days(value.known):
        text = _BRIEF[language]["some of"].format(bits[0], bits[-1])
    above = {(part.day and part.month, part.month and part.year) for part in value.known}
    if len(above) > 1 or len(text) > _COLUMNS:
        return _BRIEF[language]["one of"].format(len(bits))
    return text


def _brief_interval(value: Edtf, language: Language) -> str:
    first, last = value.known
    start, end = (date.fromordinal(number) for number in value.span.bounds)
    months_apart = (end.year - start.year) * 12 + end.month - start.month
    if not (first.month and last.month) or months_apart not in range(12):
        return "–".join(sorted({first.year, last.year}))
    if not first.day and not last.day:
        return f"{_bit(first, language)}–{_bit(last, language)}"
    after = f" {MONTHS_SHORT[language][end.month - 1]}" if months_apart else ""
    return f"{start.day}–{end.day}{after}"


def _bit(part: Part, language: Language) -> str:
    """Return the finest thing that is known of a part: ``11``, ``Jan``, ``2026``."""
    if part.day:
        return str(int(part.day))
    return MONTHS_SHORT[language][int(part.month) - 1] if part.month else part.year
