"""EDTF values, the span of days they cover, and how they read in English and Spanish.

A value keeps the text it was written with. Nothing here completes, widens or rounds a date.
"""

from timeline.dates.brief import MONTHS_SHORT, WEEKDAYS_SHORT, short
from timeline.dates.parsing import parse, short_quote
from timeline.dates.span import Form, Part, Span, hull
from timeline.dates.spelling import of_day, span_to_edtf
from timeline.dates.value import Edtf, words
from timeline.dates.wording import MONTHS, WEEKDAYS, month_heading

__all__ = [
    "MONTHS",
    "MONTHS_SHORT",
    "WEEKDAYS",
    "WEEKDAYS_SHORT",
    "Edtf",
    "Form",
    "Part",
    "Span",
    "hull",
    "month_heading",
    "of_day",
    "parse",
    "short",
    "short_quote",
    "span_to_edtf",
    "words",
]
