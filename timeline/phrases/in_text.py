"""Date words inside a source's running text, read from the days on which it may have been written.

Only an unambiguous date is found. A text without one is no error: the answer is None.
"""

import re
from datetime import date

from timeline import dates
from timeline.dates import Span, hull
from timeline.errors import NotADate, NotUnderstood
from timeline.phrases.lexicon import (
    MONTH_NUMBERS,
    UNITS,
    WEEKDAY_NUMBERS,
    compile_pattern,
    fold_phrase,
)
from timeline.phrases.meaning import (
    ABSOLUTE,
    ONE_DAY,
    RELATIVE,
    Match,
    Meaning,
    Rule,
    day_with_weekday,
    days_near,
    direction,
    duration,
    evaluate,
    period,
    weekday_from,
    years_near,
)

# A month: over a longer anchor, "yesterday" would mean almost anything.
_MAX_ANCHOR_DAYS = 31
# 29 February can be 8 years away: 1900 and 2100 are no leap years.
_LEAP_YEARS_APART = 8
_WEEKDAY = compile_pattern("{weekday}")
# "until 3 June" is a deadline, not a day on which something happened. The month is skipped with its
# day: otherwise "June" would still match alone.
_DEADLINE_BEFORE = re.compile(
    r"\b(?:until|till|before|hasta|antes del?)(?: (?:el|la|the))?"
    r"(?: (?:dia )?[0-9]{1,2}(?:st|nd|rd|th)?)?(?: (?:de|of))? ?\Z"
)


def find(words: str, anchor: Span) -> Span | None:
    """Return the days that the longest date in some words may mean; None if there is none.

    ``anchor`` holds the days on which the words may have been written: a relative date is read from
    each of them, and a day without a year is the nearest such day. Where the anchor is open or
    longer than 31 days, only dates that need no anchor are read. Raises `NotUnderstood` for a day
    that does not exist, or that is another weekday than the words say.
    """
    text, days = fold_phrase(words), _anchor_days(anchor)
    rules = _ANCHORED if days else _UNANCHORED
    found = [
        (match, meaning)
        for form, meaning in rules
        for match in form.finditer(text)
        if not _DEADLINE_BEFORE.search(text[: match.start()])
    ]
    if not found:
        return None
    # The longest match wins: "15 de enero de 2026" rather than the "enero de 2026" inside it.
    match, meaning = max(found, key=lambda pair: len(pair[0][0]))
    return hull(_evaluate(meaning, match, day, words) for day in days or [date.min])


def weekday_in(words: str) -> int | None:
    """Return the weekday that some words name, 0 for Monday; None if they name none or several."""
    named = {WEEKDAY_NUMBERS[found["weekday"]] for found in _WEEKDAY.finditer(fold_phrase(words))}
    return named.pop() if len(named) == 1 else None


def _anchor_days(anchor: Span) -> list[date]:
    low, high = anchor.bounds
    if high - low >= _MAX_ANCHOR_DAYS:
        return []
    return [date.fromordinal(number) for number in range(low, high + 1)]


def _evaluate(meaning: Meaning, found: Match, day: date, words: str) -> Span:
    try:
        return evaluate(meaning, found, day, words)
    except NotADate as error:
        raise NotUnderstood(error.sentence) from None


def _iso(found: Match, _day: date) -> Span:
    return dates.parse(found["iso"]).span


def _nearest_weekday(found: Match, day: date) -> Span:
    """Return the nearest day with the named weekday, at most three days before or after."""
    return Span.day(weekday_from(WEEKDAY_NUMBERS[found["weekday"]], day - 3 * ONE_DAY, +1))


def _nearest_weekend(_found: Match, day: date) -> Span:
    saturday = weekday_from(5, day - 3 * ONE_DAY, +1)
    return Span(saturday, saturday + ONE_DAY)


def _nearest_month(found: Match, day: date) -> Span:
    month = MONTH_NUMBERS[found["month"]]
    months = (period(date(year, month, 1), "months") for year in years_near(day, 1))
    return min(months, key=lambda span: _distance(span, day))


def _nearest_day(found: Match, day: date) -> Span:
    """Return the nearest such day of any year; with "last" or "next", the nearest on that side."""
    turn = direction(found)
    days = days_near(found, day, _LEAP_YEARS_APART)
    turned = [near for near in days if (near - day).days * turn > 0]
    return day_with_weekday(found, min(turned or days, key=lambda near: abs(near - day)))


def _distance(span: Span, day: date) -> int:
    low, high = span.bounds
    return max(low - day.toordinal(), day.toordinal() - high, 0)


def _period_ago(found: Match, day: date) -> Span:
    # In running text "hace un mes" is a month, not the exact day that someone would type.
    return period(day - duration(found), UNITS[found["unit"]])


def _period_ahead(found: Match, day: date) -> Span:
    return period(day + duration(found), UNITS[found["unit"]])


_UNANCHORED: tuple[Rule, ...] = (
    (compile_pattern("(?P<iso>[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?)"), _iso),
    *ABSOLUTE,
)
_NO_YEAR_FOLLOWS = "{ends}(?!(?: del?| of)? [0-9]{{4}})"
_ANCHORED: tuple[Rule, ...] = (
    *_UNANCHORED,
    *RELATIVE,
    (compile_pattern("{this} {weekday}"), _nearest_weekday),
    (compile_pattern("{this} {weekend}"), _nearest_weekend),
    (compile_pattern("{number} {unit} ago"), _period_ago),
    (compile_pattern("hace {number} {unit}"), _period_ago),
    (compile_pattern("(?:in|en|dentro de) {number} {unit}"), _period_ahead),
    (
        compile_pattern(
            "{alone}{the}(?:{way} )?(?:{weekday} )?(?:{after} )?(?:el |the )?(?:dia )?"
            "{day}(?: de| of)? {month}" + _NO_YEAR_FOLLOWS
        ),
        _nearest_day,
    ),
    (
        compile_pattern("{alone}(?:{way} )?(?:{weekday} )?{month} {day}" + _NO_YEAR_FOLLOWS),
        _nearest_day,
    ),
    (compile_pattern("{month_alone}"), _nearest_month),
)
