"""From a span of days to the shortest EDTF date that covers exactly those days."""

from calendar import monthrange
from datetime import date

from timeline.dates.parsing import parse
from timeline.dates.span import Span
from timeline.dates.value import Edtf


def span_to_edtf(span: Span) -> Edtf:
    """Return a span as a day, month, year or interval. At least one end must be known."""
    first, last = span.earliest, span.latest
    if first is None or last is None:
        return parse(f"{_day(first) if first else '..'}/{_day(last) if last else '..'}")
    if first == last:
        return parse(_day(first))
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if not whole_months:
        return parse(f"{_day(first)}/{_day(last)}")
    if first.year == last.year and (first.month, last.month) == (1, 12):
        return parse(f"{first.year:04}")
    months = [f"{day.year:04}-{day.month:02}" for day in (first, last)]
    return parse("/".join(dict.fromkeys(months)))


def of_day(day: date) -> Edtf:
    """Return a day as an EDTF date."""
    return span_to_edtf(Span.day(day))


def _day(day: date) -> str:
    return day.isoformat()
