"""Dates typed by a person: a whole text is understood, or refused with the readings it may have."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from timeline import dates
from timeline.dates import Span
from timeline.errors import NotADate, NotUnderstood
from timeline.i18n import Sentence, sentence
from timeline.phrases.lexicon import MONTH_NUMBERS, WEEKDAY_NUMBERS, pattern, tidied
from timeline.phrases.meaning import (
    ABSOLUTE,
    ONE_DAY,
    RELATIVE,
    Match,
    Rule,
    days_near,
    evaluated,
    steps,
    weekend,
    years_near,
)

_LIKE_EDTF = re.compile(r"(?:\[|\.\./|[0-9]{2}[0-9X]{2})[0-9XTZ:/.,\]?~%+-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """A typed date: its text, and the span of days that it was taken to mean."""

    text: str
    span: Span


def read(text: str, today: date) -> Understood:
    """Understand a typed date: EDTF, or a phrase in English or Spanish as said on ``today``.

    ``last 2 weeks`` is the 14 days that end today, ``last week`` the week before this one (from
    Monday), ``next friday`` the first after today, ``this friday`` that of this week. Raises
    `NotADate` for a day that does not exist, and `NotUnderstood`, with the readings as ISO dates
    if there are several, for what is not wholly understood.
    """
    if _LIKE_EDTF.fullmatch(text.strip()):
        return Understood(text, dates.parse(text.strip()).span)
    tidy = tidied(text)
    for form, meaning in (*ABSOLUTE, *RELATIVE, *_TYPED):
        if found := form.fullmatch(tidy):
            return Understood(text, evaluated(meaning, found, today, text))
    raise NotUnderstood(_refusal(text.strip(), tidy, today))


def _in_figures(found: Match, _today: date) -> Span:
    """Read ``25/12/2026``, which may be day-month or month-day, if just one of them is a day."""
    year, first, second = found["year"], f"{found['first']:0>2}", f"{found['second']:0>2}"
    readings = (f"{year}-{second}-{first}", f"{year}-{first}-{second}")
    real = sorted({text for text in readings if _is_real(text)})
    if len(real) > 1:
        raise NotUnderstood(_may_be(found[0], real))
    return dates.parse((real or readings)[0]).span


def _is_real(text: str) -> bool:
    try:
        dates.parse(text)
    except NotADate:
        return False
    return True


def _month_in_figures(found: Match, _today: date) -> Span:
    return dates.parse(f"{found['year']}-{found['first']:0>2}").span


def _ago(found: Match, today: date) -> Span:
    return Span.day(today - steps(found))


def _ahead(found: Match, today: date) -> Span:
    return Span.day(today + steps(found))


def _weekday_of_this_week(found: Match, today: date) -> Span:
    return Span.day(today + (WEEKDAY_NUMBERS[found["weekday"]] - today.weekday()) * ONE_DAY)


def _this_weekend(_found: Match, today: date) -> Span:
    return weekend(today)


_TYPED: tuple[Rule, ...] = (
    (
        pattern("(?P<first>{figures})(?P<mark>[/.-])(?P<second>{figures})(?P=mark){year}"),
        _in_figures,
    ),
    (pattern("(?P<first>{figures})[/.-]{year}"), _month_in_figures),
    (pattern("{number} {unit} ago"), _ago),
    (pattern("hace {number} {unit}"), _ago),
    (pattern("(?:in|en|dentro de) {number} {unit}"), _ahead),
    (pattern("{this} {weekday}"), _weekday_of_this_week),
    (pattern("{this} {weekend}"), _this_weekend),
)


# --- refusals ------------------------------------------------------------------------------------


def _refusal(text: str, tidy: str, today: date) -> Sentence:
    shown = dates.shown(text)
    for form, why in _REFUSED:
        if found := form.fullmatch(tidy):
            return why(found, today, shown)
    if not text:
        return sentence("the date is empty: write 2026-01-12, 12 January 2026 or last 2 weeks")
    return sentence(
        "{text} is not understood as a date: write 2026-01-12, 12 January 2026, enero 2026, "
        "yesterday, hace 3 días or last 2 weeks",
        text=shown,
    )


def _may_be(text: str, readings: Sequence[str]) -> Sentence:
    return sentence(
        "{text} may be {readings}: write the one you mean", text=text, readings=_either(readings)
    )


def _has_no_year(text: str, readings: Sequence[str]) -> Sentence:
    return sentence("{text} has no year: write {readings}", text=text, readings=_either(readings))


def _either(readings: Sequence[str]) -> Sentence | str:
    if len(readings) == 1:
        return readings[0]
    return sentence("{some} or {last}", some=", ".join(readings[:-1]), last=readings[-1])


def _month_alone(found: Match, today: date, text: str) -> Sentence:
    month = MONTH_NUMBERS[found["month"]]
    return _has_no_year(text, [f"{year:04}-{month:02}" for year in years_near(today, 1)])


def _day_of_month(found: Match, today: date, text: str) -> Sentence:
    return _has_no_year(text, [day.isoformat() for day in days_near(found, today, 1)])


def _weekday_alone(found: Match, today: date, text: str) -> Sentence:
    ahead = (WEEKDAY_NUMBERS[found["weekday"]] - today.weekday()) % 7
    numbers = (today.toordinal() + days for days in sorted({ahead - 7, ahead, ahead or 7}))
    real = (number for number in numbers if number in range(1, date.max.toordinal() + 1))
    return _may_be(text, [date.fromordinal(number).isoformat() for number in real])


def _short_year(_found: Match, _today: date, text: str) -> Sentence:
    return sentence("{text} has a year of two digits: write all four", text=text)


_REFUSED: tuple[tuple[re.Pattern[str], Callable[[Match, date, str], Sentence]], ...] = (
    (pattern("{the}(?:mes de )?{month}"), _month_alone),
    (pattern("{the}(?:{weekday} )?(?:el |dia )?{day}(?: de| of)? {month}"), _day_of_month),
    (pattern("(?:{weekday} )?{month} {day}"), _day_of_month),
    (pattern("{the}{weekday}"), _weekday_alone),
    (pattern("{figures}[/.-]{figures}[/.-][0-9]{{2}}"), _short_year),
    (pattern("{the}{day}(?: de| of)? {month}(?: del?| of)? '?[0-9]{{2}}"), _short_year),
    (pattern("{month} {day} '?[0-9]{{2}}"), _short_year),
)
