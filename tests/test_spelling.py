from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.dates import Span, span_to_edtf


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-01-11", "2026-01-11", "2026-01-11"),
        ("2026-01-11", "2026-01-12", "2026-01-11/2026-01-12"),
        ("2026-01-01", "2026-01-31", "2026-01"),
        ("2026-01-01", "2026-01-30", "2026-01-01/2026-01-30"),
        ("2026-01-02", "2026-01-31", "2026-01-02/2026-01-31"),
        ("2026-02-01", "2026-02-28", "2026-02"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-02-01", "2024-02-28", "2024-02-01/2024-02-28"),
        ("2026-01-01", "2026-02-28", "2026-01/2026-02"),
        ("2025-12-01", "2026-01-31", "2025-12/2026-01"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2025-01-01", "2026-12-31", "2025-01/2026-12"),
        ("0001-01-01", "0001-01-31", "0001-01"),
        ("0999-01-01", "0999-12-31", "0999"),
        (None, "2026-01-11", "../2026-01-11"),
        ("2026-01-11", None, "2026-01-11/.."),
    ],
)
def test_a_span_is_spelled_as_shortly_as_its_days_allow(
    first: str | None, last: str | None, text: str
) -> None:
    ends = (date.fromisoformat(day) if day else None for day in (first, last))
    assert span_to_edtf(Span(*ends)).text == text


@given(st.dates(), st.dates())
def test_a_span_spelled_and_read_covers_the_same_days(one: date, other: date) -> None:
    span = Span(min(one, other), max(one, other))
    assert dates.parse(span_to_edtf(span).text).span == span


@given(st.dates(), st.booleans())
def test_a_span_with_one_open_end_keeps_it(day: date, begins: bool) -> None:
    span = Span(day, None) if begins else Span(None, day)
    assert span_to_edtf(span).span == span


@given(st.dates())
def test_the_month_of_any_day_is_spelled_as_a_month(day: date) -> None:
    month = f"{day.year:04}-{day.month:02}"
    assert span_to_edtf(dates.parse(month).span).text == month
