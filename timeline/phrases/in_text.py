"""The date words inside a source's running text, as said on the days it may be dated.

Only what is surely meant is found: of two readings neither is chosen, and None is no mistake.
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
    pattern,
    tidied,
)
from timeline.phrases.meaning import (
    ABSOLUTE,
    ONE_DAY,
    RELATIVE,
    Match,
    Meaning,
    Rule,
    agreed,
    days_near,
    evaluated,
    period,
    steps,
    way,
    weekday_from,
    years_near,
)

_LONGEST_ANCHOR = 31
_LEAP_YEARS_APART = 8
_WEEKDAY = pattern("{weekday}")
# "until 3 June" bounds a time and is no day in it; of that, "June" alone is not June either.
_BOUND = re.compile(
    r"\b(?:until|till|before|hasta|antes del?)(?: (?:el|la|the))?"
    r"(?: (?:dia )?[0-9]{1,2}(?:st|nd|rd|th)?)?(?: (?:de|of))? ?\Z"
)


def find(words: str, anchor: Span) -> Span | None:
    """Return the days that the longest date in some words may mean, or None if there is none.

    ``anchor`` holds the days on which the words may have been written: a relative date is read
    from each of them, a day without a year is the nearest. Where the anchor is open or longer
    than 31 days, only dates that need none are read. Raises `NotUnderstood` for a day that does
    not exist, or is another weekday than the words say.
    """
    text, days = tidied(words), _days(anchor)
    rules = _ANCHORED if days else _UNANCHORED
    found = [
        (match, meaning)
        for form, meaning in rules
        for match in form.finditer(text)
        if not _BOUND.search(text[: match.start()])
    ]
    if not found:
        return None
    match, meaning = max(found, key=lambda pair: len(pair[0][0]))
    return hull(_meaning(meaning, match, day, words) for day in days or [date.min])


def weekday_in(words: str) -> int | None:
    """Return the weekday that some words name, 0 for Monday; None if they name none, or several."""
    named = {WEEKDAY_NUMBERS[found["weekday"]] for found in _WEEKDAY.finditer(tidied(words))}
    return named.pop() if len(named) == 1 else None


def _days(anchor: Span) -> list[date]:
    low, high = anchor.bounds
    if high - low >= _LONGEST_ANCHOR:
        return []
    return [date.fromordinal(number) for number in range(low, high + 1)]


def _meaning(meaning: Meaning, found: Match, day: date, words: str) -> Span:
    try:
        return evaluated(meaning, found, day, words)
    except NotADate as error:
        raise NotUnderstood(error.sentence) from None


def _iso(found: Match, _day: date) -> Span:
    return dates.parse(found["iso"]).span


def _nearest_weekday(found: Match, day: date) -> Span:
    return Span.day(weekday_from(WEEKDAY_NUMBERS[found["weekday"]], day - 3 * ONE_DAY, +1))


def _nearest_weekend(_found: Match, day: date) -> Span:
    saturday = weekday_from(5, day - 3 * ONE_DAY, +1)
    return Span(saturday, saturday + ONE_DAY)


def _nearest_month(found: Match, day: date) -> Span:
    month = MONTH_NUMBERS[found["month"]]
    months = (period(date(year, month, 1), "months") for year in years_near(day, 1))
    return min(months, key=lambda span: _distance(span, day))


def _nearest_day(found: Match, day: date) -> Span:
    turn = way(found)
    days = days_near(found, day, _LEAP_YEARS_APART)
    turned = [near for near in days if (near - day).days * turn > 0]
    return agreed(found, min(turned or days, key=lambda near: abs(near - day)))


def _distance(span: Span, day: date) -> int:
    low, high = span.bounds
    return max(low - day.toordinal(), day.toordinal() - high, 0)


def _about_when_past(found: Match, day: date) -> Span:
    # "hace un mes" is no exact day in running text
    return period(day - steps(found), UNITS[found["unit"]])


def _about_when_to_come(found: Match, day: date) -> Span:
    return period(day + steps(found), UNITS[found["unit"]])


_UNANCHORED: tuple[Rule, ...] = (
    (pattern("(?P<iso>[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?)"), _iso),
    *ABSOLUTE,
)
_NO_YEAR = "{ends}(?!(?: del?| of)? [0-9]{{4}})"
_ANCHORED: tuple[Rule, ...] = (
    *_UNANCHORED,
    *RELATIVE,
    (pattern("{this} {weekday}"), _nearest_weekday),
    (pattern("{this} {weekend}"), _nearest_weekend),
    (pattern("{number} {unit} ago"), _about_when_past),
    (pattern("hace {number} {unit}"), _about_when_past),
    (pattern("(?:in|en|dentro de) {number} {unit}"), _about_when_to_come),
    (
        pattern(
            "{alone}{the}(?:{way} )?(?:{weekday} )?(?:{after} )?(?:el |the )?(?:dia )?"
            "{day}(?: de| of)? {month}" + _NO_YEAR
        ),
        _nearest_day,
    ),
    (pattern("{alone}(?:{way} )?(?:{weekday} )?{month} {day}" + _NO_YEAR), _nearest_day),
    (pattern("{month_alone}"), _nearest_month),
)
