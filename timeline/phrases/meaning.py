"""What the words of a date mean on the day on which they are said.

A rule is a pattern, and a function from its match and that day to a span. Weeks are those of
ISO 8601: they begin on Monday.
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
    DAYS,
    MONTH_NUMBERS,
    NUMBERS,
    UNITS,
    WAYS,
    WEEKDAY_NUMBERS,
    pattern,
)

Match = re.Match[str]
Meaning = Callable[[Match, date], Span]
Rule = tuple[re.Pattern[str], Meaning]

ONE_DAY = timedelta(days=1)
_BY_NUMBER = (MO, TU, WE, TH, FR, SA, SU)
_STEPS = {
    "days": relativedelta(days=1),
    "weeks": relativedelta(weeks=1),
    "months": relativedelta(months=1),
    "years": relativedelta(years=1),
}
_EDGES = {
    "days": (relativedelta(), relativedelta()),
    "weeks": (relativedelta(weekday=MO(-1)), relativedelta(weekday=SU(+1))),
    "months": (relativedelta(day=1), relativedelta(day=31)),
    "years": (relativedelta(month=1, day=1), relativedelta(month=12, day=31)),
}


@dataclass(frozen=True, slots=True)
class _WeekdayPhrase:
    number: int

    def say(self, language: Language = "en") -> str:
        return WEEKDAYS[language][self.number]


def evaluated(meaning: Meaning, found: Match, day: date, text: str) -> Span:
    """Return the meaning of a match in a text; raises `NotUnderstood` if no calendar has it."""
    try:
        return meaning(found, day)
    except (OverflowError, ValueError):
        raise NotUnderstood(
            sentence("{text} goes beyond the years 0001 to 9999", text=dates.shown(text.strip()))
        ) from None


def way(found: Match) -> int:
    """Return -1 for last, 0 for this or for nothing said, 1 for next."""
    said = found.groupdict()
    return WAYS.get(said.get("way") or said.get("after") or "", 0)


def steps(found: Match) -> relativedelta:
    """Return the time that a ``{number} {unit}`` takes."""
    number = found["number"]
    return (NUMBERS.get(number) or int(number)) * _STEPS[UNITS[found["unit"]]]


def period(day: date, unit: str) -> Span:
    """Return the day, week, month or year that a day is in; the unit is in the plural."""
    first, last = _EDGES[unit]
    return Span(day + first, day + last)


def weekend(day: date) -> Span:
    """Return the Saturday and Sunday of a day's week."""
    sunday = day + relativedelta(weekday=SU(+1))
    return Span(sunday - ONE_DAY, sunday)


def weekday_from(weekday: int, start: date, turn: int) -> date:
    """Return the first such weekday from a day on, that day included; with -1 the last up to it."""
    return start + relativedelta(weekday=_BY_NUMBER[weekday](turn))


def real_day(year: int | str, found: Match) -> date:
    """Return the ``{day} {month}`` of a match in a year; raises `NotADate` if there is none."""
    text = f"{year:0>4}-{MONTH_NUMBERS[found['month']]:02}-{found['day']:0>2}"
    dates.parse(text)
    return date.fromisoformat(text)


def years_near(day: date, distance: int) -> range:
    """Return the years up to so many before and after a day's own, those of the calendar."""
    first, last = date.min.year, date.max.year
    return range(max(day.year - distance, first), min(day.year + distance, last) + 1)


def days_near(found: Match, day: date, distance: int) -> list[date]:
    """Return the ``{day} {month}`` of a match in the years near a day.

    Raises `NotADate` if none.
    """
    days = []
    for year in years_near(day, distance):
        with suppress(NotADate):
            days.append(real_day(year, found))
    return days or [real_day(day.year, found)]


def agreed(found: Match, day: date) -> Span:
    """Return a day; raises `NotUnderstood` if it is not the weekday that was named with it."""
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
    return agreed(found, real_day(found["year"], found))


def _month_of_year(found: Match, _day: date) -> Span:
    return dates.parse(f"{found['year']}-{MONTH_NUMBERS[found['month']]:02}").span


def _word(found: Match, day: date) -> Span:
    return Span.day(day + DAYS[found["word"]] * ONE_DAY)


def _period(found: Match, day: date) -> Span:
    unit = UNITS[found["unit"]]
    return period(day + way(found) * _STEPS[unit], unit)


def _days_until(found: Match, day: date) -> Span:
    return Span(day - steps(found) + ONE_DAY, day)


def _days_from(found: Match, day: date) -> Span:
    return Span(day, day + steps(found) - ONE_DAY)


def _turned_weekday(found: Match, day: date) -> Span:
    turn = way(found)
    return Span.day(weekday_from(WEEKDAY_NUMBERS[found["weekday"]], day + turn * ONE_DAY, turn))


def _turned_month(found: Match, day: date) -> Span:
    month, turn = MONTH_NUMBERS[found["month"]], way(found)
    this_year = (month - day.month) * turn > 0
    return period(date(day.year if this_year else day.year + turn, month, 1), "months")


def _turned_weekend(found: Match, day: date) -> Span:
    return weekend(day + way(found) * _STEPS["weeks"])


ABSOLUTE: tuple[Rule, ...] = (
    (
        pattern(
            "{alone}{the}(?:{weekday} )?(?:el |the |dia )?{day}(?: de| of)? {month}"
            "(?: del?| of)? {year}{ends}"
        ),
        _full_date,
    ),
    (pattern("{alone}(?:{weekday} )?{month} (?:the )?{day} {year}{ends}"), _full_date),
    (pattern("{month}(?: del?| of)? {year}"), _month_of_year),
)
RELATIVE: tuple[Rule, ...] = (
    (pattern("{the}{word}"), _word),
    (pattern("{the}{way} {period}"), _period),
    (pattern("{the}{period} {after}"), _period),
    (pattern("{the}(?:last|past|(?:ultim|pasad)[oa]s) {number} {unit}"), _days_until),
    (pattern("{the}(?:next|proxim[oa]s) {number} {unit}"), _days_from),
    (pattern("{the}{turn} {weekday}"), _turned_weekday),
    (pattern("{the}{weekday} {after}"), _turned_weekday),
    (pattern("{the}{turn}(?: mes de)? {month}"), _turned_month),
    (pattern("{the}(?:mes de )?{month} {after}"), _turned_month),
    (pattern("{the}{turn} {weekend}"), _turned_weekend),
    (pattern("{the}{weekend} {after}"), _turned_weekend),
)
