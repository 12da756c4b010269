"""Dates in words as each language writes them; Babel's CLDR data (en-GB, es-MX) is the oracle."""

import re
from datetime import date

import pytest
from babel.dates import format_date, format_interval, format_skeleton
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.i18n import Language

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
PLACES: list[tuple[Language, str]] = [("en", "en_GB"), ("es", "es_MX")]

both = pytest.mark.parametrize(("language", "locale"), PLACES)


def compact(text: str) -> str:
    """Leave out what CLDR and an editor set differently: dashes, "del … al …", Jan for January."""
    plain = text.replace("\u2009", " ").replace(" – ", "–").replace(" a ", "–").replace(" al ", "–")
    return re.sub("([A-Z][a-z]{2})[a-z]+", r"\1", plain.removeprefix("del ").removeprefix("de "))


@both
@given(day=DAYS)
def test_a_day_is_written_as_the_language_writes_it(
    language: Language, locale: str, day: date
) -> None:
    assert dates.parse(day.isoformat()).say(language) == format_date(day, "long", locale=locale)


@both
@given(day=DAYS)
def test_a_month_is_written_as_the_language_writes_it(
    language: Language, locale: str, day: date
) -> None:
    said = dates.parse(f"{day:%Y-%m}").say(language)
    assert said == format_skeleton("yMMMM", day, locale=locale)


@both
@given(days=st.lists(DAYS, min_size=2, max_size=2, unique=True).map(sorted))
def test_a_range_of_days_has_the_parts_that_the_language_gives_it(
    language: Language, locale: str, days: list[date]
) -> None:
    first, last = days
    said = dates.parse(f"{first}/{last}").say(language)
    assert compact(said) == compact(format_interval(first, last, "yMMMMd", locale=locale))


@both
@given(days=st.lists(DAYS, min_size=2, max_size=2, unique_by=lambda day: (day.year, day.month)))
def test_a_range_of_months_has_the_parts_that_the_language_gives_it(
    language: Language, locale: str, days: list[date]
) -> None:
    first, last = sorted(days)
    said = dates.parse(f"{first:%Y-%m}/{last:%Y-%m}").say(language)
    assert compact(said) == compact(format_interval(first, last, "yMMMM", locale=locale))
