"""What the words of a date mean on the day on which they were said.

A rule is a pattern, and a function from its match and that day to a span. Weeks are those of ISO
8601: they begin on Monday.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from timeline import dates
from timeline.dates import WEEKDAYS, Span
from timeline.errors import NotADate, NotUnderstood
from timeline.i18n import Language, sentence
from timeline.phrases.lexicon import (
    DAY_OFFSETS,
    DIRECTIONS,
    MONTH_NUMBERS,
    NUMBERS,
    UNITS,
    WEEKDAY_NUMBERS,
    compile_pattern,
)

Match = re.Match[str]
Meaning = Callable[[Match, date], Span]
Rule = tuple[re.Pattern[str], Meaning]

ONE_DAY = timedelta(days=1)
_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
_UNIT_LENGTHS = {
    "days": relativedelta(days=1),
    "weeks": relativedelta(weeks=1),
    "months": relativedelta(months=1),
    "years": relativedelta(years=1),
}
# `relativedelta(day=31)` is the last day of any month.
_UNIT_BOUNDS = {
    "days": (relativedelta(), relativedelta()),
    "weeks": (relativedelta(weekday=MO(-1)), relativedelta(weekday=SU(+1))),
    "months": (relativedelta(day=1), relativedelta(day=31)),
    "years": (relativedelta(month=1, day=1), relativedelta(month=12, day=31)),
}


@dataclass(frozen=True, slots=True)
class _WeekdayPhrase:
    """The name of a weekday, as a value of a sentence."""

    number: int

    def say(self, language: Language = "en") -> str:
        return WEEKDAYS[language][self.number]


def evaluate(meaning: Meaning, found: Match, day: date, text: str) -> Span:
    """Return the meaning of a match. Raises `NotUnderstood` outside the years 0001 to 9999."""
    try:
        return meaning(found, day)
    except (OverflowError, ValueError):
        raise NotUnderstood(
            sentence(
                "{text} goes beyond the years 0001 to 9999", text=dates.short_quote(text.strip())
            )
        ) from None


def direction(found: Match) -> int:
    """Return -1 for "last", 0 for "this" or no word, 1 for "next"."""
    said = found.groupdict()
    return DIRECTIONS.get(said.get("way") or said.get("after") or "", 0)


def duration(found: Match) -> relativedelta:
    """Return the length of time that a matched ``{number} {unit}`` means."""
    number = found["number"]
    return (NUMBERS.get(number) or int(number)) * _UNIT_LENGTHS[UNITS[found["unit"]]]


def period(day: date, unit: str) -> Span:
    """Return the day, week, month or year that a day is in. ``unit`` is plural: ``"weeks"``."""
    first, last = _UNIT_BOUNDS[unit]
    return Span(day + first, day + last)


def weekend(day: date) -> Span:
    """Return the Saturday and Sunday of a day's week."""
    sunday = day + relativedelta(weekday=SU(+1))
    return Span(sunday - ONE_DAY, sunday)


def weekday_from(weekday: int, start: date, turn: int) -> date:
    """Return the first such weekday from ``start`` on, ``start`` included.

    ``weekday`` is 0 for Monday. With -1 as ``turn``, return the last one up to ``start`` instead.
    """
    return start + relativedelta(weekday=_WEEKDAYS[weekday](turn))


def day_in_year(year: int | str, found: Match) -> date:
    """Return the ``{day} {month}`` of a match in a year; raises `NotADate` if it does not exist."""
    text = f"{year:0>4}-{MONTH_NUMBERS[found['month']]:02}-{found['day']:0>2}"
    dates.parse(text)
    return date.fromisoformat(text)


def years_near(day: date, distance: int) -> range:
    """Return the years within ``distance`` of a day's own year, inside the calendar's range."""
    first, last = date.min.year, date.max.year
    return range(max(day.year - distance, first), min(day.year + distance, last) + 1)


def days_near(found: Match, day: date, distance: int) -> list[date]:
    """Return the ``{day} {month}`` of a match in each year within ``distance`` of a day.

    Raises `NotADate` if no such year has that day.
    """
    days = []
    for year in years_near(day, distance):
        with suppress(NotADate):
            days.append(day_in_year(year, found))
    return days or [day_in_year(day.year, found)]


def day_with_weekday(found: Match, day: date) -> Span:
    """Return a day. Raises `NotUnderstood` if the match names another weekday for it."""
    named = WEEKDAY_NUMBERS.get(found.groupdict().get("weekday") or "", day.weekday())
    if named != day.weekday():
        raise NotUnderstood(
            sentence(
                "{day} is a {weekday}, not a {named}",
                day=dates.parse(day.isoformat()),
                weekday=_WeekdayPhrase(day.weekday()),
                named=_WeekdayPhrase(named),
            )
        )
    return Span.day(day)


def _full_date(found: Match, _day: date) -> Span:
    return day_with_weekday(found, day_in_year(found["year"], found))


def _month_of_year(found: Match, _day: date) -> Span:
    return dates.parse(f"{found['year']}-{MONTH_NUMBERS[found['month']]:02}").span


def _relative_day(found: Match, day: date) -> Span:
    return Span.day(day + DAY_OFFSETS[found["word"]] * ONE_DAY)


def _period(found: Match, day: date) -> Span:
    unit = UNITS[found["unit"]]
    return period(day + direction(found) * _UNIT_LENGTHS[unit], unit)


def _days_ending_today(found: Match, day: date) -> Span:
    return Span(day - duration(found) + ONE_DAY, day)


def _days_starting_today(found: Match, day: date) -> Span:
    return Span(day, day + duration(found) - ONE_DAY)


def _next_or_last_weekday(found: Match, day: date) -> Span:
    turn = direction(found)
    # "Next Friday" said on a Friday is a week later: the count starts the day after.
    return Span.day(weekday_from(WEEKDAY_NUMBERS[found["weekday"]], day + turn * ONE_DAY, turn))


def _next_or_last_month(found: Match, day: date) -> Span:
    month, turn = MONTH_NUMBERS[found["month"]], direction(found)
    # "Next January" said in January is that of next year.
    this_year = (month - day.month) * turn > 0
    return period(date(day.year if this_year else day.year + turn, month, 1), "months")


def _next_or_last_weekend(found: Match, day: date) -> Span:
    return weekend(day + direction(found) * _UNIT_LENGTHS["weeks"])


ABSOLUTE: tuple[Rule, ...] = (
    (
        compile_pattern(
            "{alone}{the}(?:{weekday} )?(?:el |the |dia )?{day}(?: de| of)? {month}"
            "(?: del?| of)? {year}{ends}"
        ),
        _full_date,
    ),
    (compile_pattern("{alone}(?:{weekday} )?{month} (?:the )?{day} {year}{ends}"), _full_date),
    (compile_pattern("{month}(?: del?| of)? {year}"), _month_of_year),
)
RELATIVE: tuple[Rule, ...] = (
    (compile_pattern("{the}{word}"), _relative_day),
    (compile_pattern("{the}{way} {period}"), _period),
    (compile_pattern("{the}{period} {after}"), _period),
    (
        compile_pattern("{the}(?:last|past|(?:ultim|pasad)[oa]s) {number} {unit}"),
        _days_ending_today,
    ),
    (compile_pattern("{the}(?:next|proxim[oa]s) {number} {unit}"), _days_starting_today),
    (compile_pattern("{the}{turn} {weekday}"), _next_or_last_weekday),
    (compile_pattern("{the}{weekday} {after}"), _next_or_last_weekday),
    (compile_pattern("{the}{turn}(?: mes de)? {month}"), _next_or_last_month),
    (compile_pattern("{the}(?:mes de )?{month} {after}"), _next_or_last_month),
    (compile_pattern("{the}{turn} {weekend}"), _next_or_last_weekend),
    (compile_pattern("{the}{weekend} {after}"), _next_or_last_weekend),
)
