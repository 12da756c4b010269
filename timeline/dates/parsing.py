"""Parsing the subset of EDTF that is accepted, and explaining why another text is refused."""

import calendar
import re
from collections import Counter
from datetime import date
from functools import lru_cache

from timeline.dates.span import Part, Span
from timeline.dates.value import Edtf
from timeline.errors import NotADate
from timeline.i18n import sentence
from timeline.text import safe, shorten

_PART = re.compile(r"([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2})(?:T([^?~%]+))?)?)?([?~%]?)")
_CLOCK = re.compile(r"([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(Z|[+-][0-9]{2}:[0-9]{2})?")
_TIME = re.compile(r"([01][0-9]|2[0-3])(:[0-5][0-9]){1,2}")
# Offsets in use run from -12:00 to +14:00 (Kiribati).
_OFFSET = re.compile(r"Z|[+](0[0-9]|1[0-3]):[0-5][0-9]|[+]14:00|-(0[0-9]|1[01]):[0-5][0-9]|-12:00")
_UNSPECIFIED = re.compile(r"[0-9]{2}[0-9X]X|[0-9]{4}-XX(-XX)?|[0-9]{4}-[0-9]{2}-XX")
_PLAIN = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_NEAR_MISS = re.compile(
    r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?|([0-9]{4})([0-9]{2})([0-9]{2})"
)
# IANA zone names: "09:00[America/Mexico_City]" (RFC 9557) or "09:00 America/Mexico_City". "Z/" is
# not one: it ends the first half of an interval.
_ZONED = re.compile(r"[0-9]:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?\s*(?:\[|(?!Z/)[A-Za-z_]+/)")
_MAX_QUOTED = 40
_CACHE_SIZE = 2048  # parsed dates: many records share theirs


@lru_cache(_CACHE_SIZE)
def parse(text: str) -> Edtf:
    """Parse an EDTF date (ISO 8601-2:2019), and keep it exactly as written.

    Level 0: a day, month, year, or day with a time; an interval ``a/b``. Level 1: the qualifiers
    ``?`` ``~`` ``%`` after a day, month or year; unspecified digits (``2026-01-XX``, ``202X``);
    open intervals ``../b`` and ``a/..``. Level 2: one of a set, ``[a,b]``. Nothing else of EDTF is
    accepted. Raises `NotADate`, which says what is wrong and what is accepted.
    """
    if _ZONED.search(text):
        raise NotADate(
            sentence(
                "{text} names a time zone: write the offset that held there then, such as -06:00",
                text=short_quote(text),
            )
        )
    if text.startswith("[") and text.endswith("]"):
        return _set(text)
    if text.count("/") == 1:
        return _interval(text)
    part = _part(text, text)
    return Edtf(text, "date", (part,), (part.span,))


def short_quote(text: str) -> str:
    """Return a text as messages quote it: on one line, short, and safe to show."""
    return safe(shorten(text, _MAX_QUOTED))


def _part(text: str, whole: str) -> Part:
    found = _PART.fullmatch(text)
    if not found:
        raise _not_edtf(whole)
    year, month, day, clock, qualifier = (group or "" for group in found.groups())
    if clock and qualifier:
        raise NotADate(
            sentence("{text} is not accepted: a time takes no ?, ~ or %", text=short_quote(text))
        )
    span = _span_of("-".join(filter(None, (year, month, day))), year, month, day)
    clock_time, offset = _clock(clock)
    return Part(year, month, day, qualifier, clock_time, offset, span)


def _clock(text: str) -> tuple[str, str]:
    if not text:
        return "", ""
    found = _CLOCK.fullmatch(text)
    if not found:
        raise NotADate(
            sentence(
                "{text} is not a time: write 09:00 or 09:00:30, "
                "and after it nothing, Z or an offset such as -06:00",
                text=short_quote(text),
            )
        )
    clock_time, offset = found[1], found[2] or ""
    if not _TIME.fullmatch(clock_time):
        raise NotADate(
            sentence(
                "{text} is not a time: hours run from 00 to 23, minutes and seconds from 00 to 59",
                text=clock_time,
            )
        )
    if offset and not _OFFSET.fullmatch(offset):
        raise NotADate(
            sentence("{text} is not an offset: offsets run from -12:00 to +14:00", text=offset)
        )
    return clock_time, offset


def _span_of(written: str, year: str, month: str, day: str) -> Span:
    if "X" in written and not _UNSPECIFIED.fullmatch(written):
        raise NotADate(
            sentence(
                "{text} is not accepted: X stands for a whole day, a whole month, "
                "or the last one or two digits of a year alone",
                text=written,
            )
        )
    first, last = (int(year.replace("X", digit)) for digit in "09")
    if not first:
        raise NotADate(sentence("{year} is not a year: years run from 0001 to 9999", year=year))
    if month in ("", "XX"):
        return Span(date(first, 1, 1), date(last, 12, 31))
    return _span_in_month(first, int(month), day, written)


def _span_in_month(year: int, month: int, day: str, written: str) -> Span:
    name = written[:7]
    if month not in range(1, 13):
        raise NotADate(sentence("{text} is not a month: months run from 01 to 12", text=name))
    length = calendar.monthrange(year, month)[1]
    if day in ("", "XX"):
        return Span(date(year, month, 1), date(year, month, length))
    if int(day) not in range(1, length + 1):
        raise NotADate(
            sentence(
                "{text} is not a day: {month} has {length}",
                text=written,
                month=parse(name),
                length=length,
            )
        )
    return Span.day(date(year, month, int(day)))


def _interval(text: str) -> Edtf:
    ends = text.split("/")
    if "" in ends:
        raise NotADate(
            sentence("{text} lacks an end: write .. for one that is open", text=short_quote(text))
        )
    first, last = (None if end == ".." else _plain_part(end, text, "?~%") for end in ends)
    # "2026-01/2026-01" is the month itself; "../.." covers everything, so it says nothing.
    if first == last:
        return _interval_with_equal_ends(text, first)
    span = Span(
        first.span.earliest if first else None,
        last.span.latest if last else None,
    )
    if span.bounds[0] > span.bounds[1]:
        raise NotADate(sentence("{text} ends before it begins", text=text))
    return Edtf(text, "interval", (first, last), (span,))


def _interval_with_equal_ends(text: str, part: Part | None) -> Edtf:
    if not part:
        raise NotADate(
            sentence("{text} has no end at all: write a day, month or year for one", text=text)
        )
    return Edtf(text, "date", (part,), (part.span,))


def _set(text: str) -> Edtf:
    members = text[1:-1].split(",")
    found = [_plain_part(member, text) for member in members]
    if len(members) == 1:
        raise NotADate(
            sentence("{text} is a set of one: write {one} alone", text=text, one=members[0])
        )
    twice = [member for member, times in Counter(members).items() if times > 1]
    if twice:
        raise NotADate(sentence("{text} stands twice in a set", text=twice[0]))
    parts = tuple(sorted(found, key=lambda part: part.span.bounds))
    return Edtf(text, "set", parts, tuple(part.span for part in parts))


def _plain_part(text: str, whole: str, qualifiers: str = "") -> Part:
    part = _part(text, whole)
    if not _PLAIN.fullmatch(text.rstrip(qualifiers)):
        raise NotADate(
            sentence(
                "{text} is not accepted within {whole}: write a day, month or year there",
                text=text,
                whole=short_quote(whole),
            )
        )
    return part


def _not_edtf(text: str) -> NotADate:
    if not text.strip():
        return NotADate(sentence("the date is empty: write year-month-day, such as 2026-01-12"))
    if any(letter.isdigit() and not letter.isascii() for letter in text):
        return NotADate(
            sentence(
                "{text} is not an EDTF date: write it with the digits 0 to 9",
                text=short_quote(text),
            )
        )
    hint = _guess(text)
    if hint and text.split() != [text]:
        return NotADate(
            sentence("a date has no spaces in it or around it: write {hint}", hint=hint)
        )
    if hint:
        return NotADate(
            sentence("{text} is not an EDTF date: write {hint}", text=short_quote(text), hint=hint)
        )
    return NotADate(
        sentence(
            "{text} is not an EDTF date: write year-month-day, such as 2026-01-12",
            text=short_quote(text),
        )
    )


def _guess(text: str) -> str:
    """Return the date that a text would be with other spaces, letters or padding; "" if none."""
    # A space before a clock time stands for the "T" of ISO 8601.
    guess = "".join(re.sub(r"\s+(?=[0-9]{2}:)", "T", text.strip()).split()).upper()
    if almost := _NEAR_MISS.fullmatch(guess):
        guess = "-".join(f"{digits:0>2}" for digits in almost.groups() if digits)
    try:
        return parse(guess).text if guess != text else ""
    except NotADate:
        return ""
