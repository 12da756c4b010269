"""Dates typed by a person: parsed as a whole, or refused with the readings they may have."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from timeline import dates
from timeline.dates import Span
from timeline.errors import NotADate, NotUnderstood
from timeline.i18n import Sentence, sentence
from timeline.phrases.lexicon import MONTH_NUMBERS, WEEKDAY_NUMBERS, compile_pattern, fold_phrase
from timeline.phrases.meaning import (
    ABSOLUTE,
    ONE_DAY,
    RELATIVE,
    Match,
    Rule,
    days_near,
    duration,
    evaluate,
    weekend,
    years_near,
)

_LIKE_EDTF = re.compile(r"(?:\[|\.\./|[0-9]{2}[0-9X]{2})[0-9XTZ:/.,\]?~%+-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A typed date: its text, and the span of days that it means."""

    text: str
    span: Span


def parse(text: str, today: date) -> TypedDate:
    """Parse a typed date: EDTF, or a phrase in English or Spanish as said on ``today``.

    ``last 2 weeks`` is the 14 days that end today, ``last week`` the week before this one (from
    Monday), ``next friday`` the first after today, ``this friday`` that of this week. Raises
    `NotADate` for a day that does not exist, and `NotUnderstood` for a text that is not wholly
    understood, with the possible readings as ISO dates if there are several.
    """
    if _LIKE_EDTF.fullmatch(text.strip()):
        return TypedDate(text, dates.parse(text.strip()).span)
    tidy = fold_phrase(text)
    for form, meaning in (*ABSOLUTE, *RELATIVE, *_TYPED):
        if found := form.fullmatch(tidy):
            return TypedDate(text, evaluate(meaning, found, today, text))
    raise NotUnderstood(_explain_refusal(text.strip(), tidy, today))


def _in_figures(found: Match, _today: date) -> Span:
    """Return the day of ``25/12/2026`` if only one of day-month and month-day is a real date."""
    year, first, second = found["year"], f"{found['first']:0>2}", f"{found['second']:0>2}"
    # Mexico writes the day first and the United States the month: neither order may be assumed.
    readings = (f"{year}-{second}-{first}", f"{year}-{first}-{second}")
    real = sorted({reading for reading in readings if _is_date(reading)})
    if len(real) > 1:
        raise NotUnderstood(_ambiguous(found[0], real))
    return dates.parse((real or readings)[0]).span


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except NotADate:
        return False
    return True


def _month_in_figures(found: Match, _today: date) -> Span:
    return dates.parse(f"{found['year']}-{found['first']:0>2}").span


def _ago(found: Match, today: date) -> Span:
    return Span.day(today - duration(found))


def _ahead(found: Match, today: date) -> Span:
    return Span.day(today + duration(found))


def _weekday_of_this_week(found: Match, today: date) -> Span:
    return Span.day(today + (WEEKDAY_NUMBERS[found["weekday"]] - today.weekday()) * ONE_DAY)


def _this_weekend(_found: Match, today: date) -> Span:
    return weekend(today)


_TYPED: tuple[Rule, ...] = (
    (
        compile_pattern("(?P<first>{figures})(?P<mark>[/.-])(?P<second>{figures})(?P=mark){year}"),
        _in_figures,
    ),
    (compile_pattern("(?P<first>{figures})[/.-]{year}"), _month_in_figures),
    (compile_pattern("{number} {unit} ago"), _ago),
    (compile_pattern("hace {number} {unit}"), _ago),
    (compile_pattern("(?:in|en|dentro de) {number} {unit}"), _ahead),
    (compile_pattern("{this} {weekday}"), _weekday_of_this_week),
    (compile_pattern("{this} {weekend}"), _this_weekend),
)


# --- refusals ------------------------------------------------------------------------------------


def _explain_refusal(text: str, tidy: str, today: date) -> Sentence:
    shown = dates.short_quote(text)
    for form, why in _REFUSALS:
        if found := form.fullmatch(tidy):
            return why(found, today, shown)
    if not text:
        return sentence("the date is empty: write 2026-01-12, 12 January 2026 or last 2 weeks")
    return sentence(
        "{text} is not understood as a date: write 2026-01-12, 12 January 2026, enero 2026, "
        "yesterday, hace 3 días or last 2 weeks",
        text=shown,
    )


def _ambiguous(text: str, readings: Sequence[str]) -> Sentence:
    return sentence(
        "{text} may be {readings}: write the one you mean",
        text=text,
        readings=_join_readings(readings),
    )


def _has_no_year(text: str, readings: Sequence[str]) -> Sentence:
    return sentence(
        "{text} has no year: write {readings}", text=text, readings=_join_readings(readings)
    )


def _join_readings(readings: Sequence[str]) -> Sentence | str:
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
    # "Friday" may be last week's, today or next week's: the person has to choose.
    numbers = (today.toordinal() + days for days in sorted({ahead - 7, ahead, ahead or 7}))
    real = (number for number in numbers if number in range(1, date.max.toordinal() + 1))
    return _ambiguous(text, [date.fromordinal(number).isoformat() for number in real])


def _short_year(_found: Match, _today: date, text: str) -> Sentence:
    return sentence("{text} has a year of two digits: write all four", text=text)


_REFUSALS: tuple[tuple[re.Pattern[str], Callable[[Match, date, str], Sentence]], ...] = (
    (compile_pattern("{the}(?:mes de )?{month}"), _month_alone),
    (compile_pattern("{the}(?:{weekday} )?(?:el |dia )?{day}(?: de| of)? {month}"), _day_of_month),
    (compile_pattern("(?:{weekday} )?{month} {day}"), _day_of_month),
    (compile_pattern("{the}{weekday}"), _weekday_alone),
    (compile_pattern("{figures}[/.-]{figures}[/.-][0-9]{{2}}"), _short_year),
    (compile_pattern("{the}{day}(?: de| of)? {month}(?: del?| of)? '?[0-9]{{2}}"), _short_year),
    (compile_pattern("{month} {day} '?[0-9]{{2}}"), _short_year),
)
