"""EDTF dates: what is read and refused, the days covered, the order, the words."""

import sys
from collections.abc import Mapping
from datetime import date
from subprocess import run
from time import struct_time
from typing import get_args

import pytest
from babel.dates import format_date, get_day_names, get_month_names
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.dates import Edtf, Span, hull, month_heading, parse, short, words
from timeline.errors import NotADate
from timeline.i18n import LANGUAGES, Language, sentence

# Every form that is read, with the earliest and latest day and UCDP's precision.
COVERED = [
    ("2026-01-11", "2026-01-11", "2026-01-11", 1),
    ("2026-02", "2026-02-01", "2026-02-28", 4),
    ("2024-02", "2024-02-01", "2024-02-29", 4),
    ("2026", "2026-01-01", "2026-12-31", 5),
    ("2000-02-29", "2000-02-29", "2000-02-29", 1),
    ("0001-01-01", "0001-01-01", "0001-01-01", 1),
    ("9999-12-31", "9999-12-31", "9999-12-31", 1),
    ("2026-01-12T09:00", "2026-01-12", "2026-01-12", 1),
    ("2026-01-12T09:00:30Z", "2026-01-12", "2026-01-12", 1),
    ("2026-01-12T23:30-06:00", "2026-01-12", "2026-01-12", 1),
    ("2026-01-12T00:00+14:00", "2026-01-12", "2026-01-12", 1),
    ("2026-01-11/2026-01-16", "2026-01-11", "2026-01-16", 2),
    ("2026-01-11/2026-01-17", "2026-01-11", "2026-01-17", 3),
    ("2026-01-11/2026-01-18", "2026-01-11", "2026-01-18", 4),
    ("2026-01-01/2026-02-01", "2026-01-01", "2026-02-01", 5),
    ("2026-01-11/2026-01-11", "2026-01-11", "2026-01-11", 1),
    ("2025-12/2026-02", "2025-12-01", "2026-02-28", 5),
    ("2026/2026-03", "2026-01-01", "2026-03-31", 5),
    ("2026-01-11?/2026-02~", "2026-01-11", "2026-02-28", 5),
    ("../2026-01-11", None, "2026-01-11", 5),
    ("2026-01-11/..", "2026-01-11", None, 5),
    ("9999-12-31/..", "9999-12-31", None, 5),
    ("2025-02~", "2025-02-01", "2025-02-28", 4),
    ("2026-01-11?", "2026-01-11", "2026-01-11", 1),
    ("2026%", "2026-01-01", "2026-12-31", 5),
    ("2026-01-XX", "2026-01-01", "2026-01-31", 4),
    ("2026-XX", "2026-01-01", "2026-12-31", 5),
    ("2026-XX-XX", "2026-01-01", "2026-12-31", 5),
    ("202X", "2020-01-01", "2029-12-31", 5),
    ("20XX~", "2000-01-01", "2099-12-31", 5),
    ("[2026-01-15,2026-01-16]", "2026-01-15", "2026-01-16", 2),
    ("[2026-01-20,2026-01-10]", "2026-01-10", "2026-01-20", 4),
    ("[2026-01,2026-01-15]", "2026-01-01", "2026-01-31", 4),
]

WRITE = "write year-month-day, such as 2026-01-12"
PLAIN = "write a day, month or year there"
CLOCK = "write 09:00 or 09:00:30, and after it nothing, Z or an offset such as -06:00"
HOURS = "hours run from 00 to 23, minutes and seconds from 00 to 59"
UNSPECIFIED = (
    "X stands for a whole day, a whole month, or the last one or two digits of a year alone"
)

REFUSED = [
    ("", f"the date is empty: {WRITE}"),
    ("  ", f"the date is empty: {WRITE}"),
    ("may", f"may is not an EDTF date: {WRITE}"),
    ("12 January 2026", f"12 January 2026 is not an EDTF date: {WRITE}"),
    ("12/01/2026", f"12/01/2026 is not an EDTF date: {WRITE}"),
    ("01/2026", f"01/2026 is not an EDTF date: {WRITE}"),
    ("2026-1-5", "2026-1-5 is not an EDTF date: write 2026-01-05"),
    ("2026-1", "2026-1 is not an EDTF date: write 2026-01"),
    ("2026/01/05", "2026/01/05 is not an EDTF date: write 2026-01-05"),
    ("20260105", "20260105 is not an EDTF date: write 2026-01-05"),
    ("2026-01-xx", "2026-01-xx is not an EDTF date: write 2026-01-XX"),
    ("2026-01-12 ", "a date has no spaces in it or around it: write 2026-01-12"),
    ("2026-01-12\n", "a date has no spaces in it or around it: write 2026-01-12"),
    ("2026-01-12 09:00", "a date has no spaces in it or around it: write 2026-01-12T09:00"),
    (
        "[2026-01-15, 2026-01-16]",
        "a date has no spaces in it or around it: write [2026-01-15,2026-01-16]",
    ),
    ("٢٠٢٦-٠١-١٢", "٢٠٢٦-٠١-١٢ is not an EDTF date: write it with the digits 0 to 9"),
    ("9" * 5000, f"{'9' * 39}… is not an EDTF date: {WRITE}"),
    ("a\x1b[2J\nb", rf"a\x1b[2J\nb is not an EDTF date: {WRITE}"),
    ("2026-02-30", "2026-02-30 is not a day: February 2026 has 28"),
    ("2026-01-00", "2026-01-00 is not a day: January 2026 has 31"),
    ("2023-02-29", "2023-02-29 is not a day: February 2023 has 28"),
    ("1900-02-29", "1900-02-29 is not a day: February 1900 has 28"),
    ("2100-02-29", "2100-02-29 is not a day: February 2100 has 28"),
    ("2026-13", "2026-13 is not a month: months run from 01 to 12"),
    ("2026-00-10", "2026-00 is not a month: months run from 01 to 12"),
    ("2026-21", "2026-21 is not a month: months run from 01 to 12"),
    ("0000", "0000 is not a year: years run from 0001 to 9999"),
    ("0000-01-01", "0000 is not a year: years run from 0001 to 9999"),
    ("00XX", "00XX is not a year: years run from 0001 to 9999"),
    ("Y170000002", f"Y170000002 is not an EDTF date: {WRITE}"),
    ("-2026", f"-2026 is not an EDTF date: {WRITE}"),
    ("2026-01?-12", f"2026-01?-12 is not an EDTF date: {WRITE}"),
    ("2026-01-12??", f"2026-01-12?? is not an EDTF date: {WRITE}"),
    ("2XXX", f"2XXX is not accepted: {UNSPECIFIED}"),
    ("202X-01", f"202X-01 is not accepted: {UNSPECIFIED}"),
    ("2026-XX-15", f"2026-XX-15 is not accepted: {UNSPECIFIED}"),
    ("2026-01-1X", f"2026-01-1X is not accepted: {UNSPECIFIED}"),
    ("2026-01T09:00", f"2026-01T09:00 is not an EDTF date: {WRITE}"),
    ("2026-01-12T", f"2026-01-12T is not an EDTF date: {WRITE}"),
    ("2026-01-12T9:00", f"9:00 is not a time: {CLOCK}"),
    ("2026-01-12T09:00-6", f"09:00-6 is not a time: {CLOCK}"),
    ("2026-01-12T24:00", f"24:00 is not a time: {HOURS}"),
    ("2026-01-12T09:60", f"09:60 is not a time: {HOURS}"),
    ("2026-01-12T09:00:60", f"09:00:60 is not a time: {HOURS}"),
    ("2026-01-12T09:00+14:01", "+14:01 is not an offset: offsets run from -12:00 to +14:00"),
    ("2026-01-12T09:00-12:30", "-12:30 is not an offset: offsets run from -12:00 to +14:00"),
    ("2026-01-12T09:00+05:60", "+05:60 is not an offset: offsets run from -12:00 to +14:00"),
    ("2026-01-12T09:00?", "2026-01-12T09:00? is not accepted: a time takes no ?, ~ or %"),
    ("2026-01-16/2026-01-11", "2026-01-16/2026-01-11 ends before it begins"),
    ("2026/", "2026/ lacks an end: write .. for one that is open"),
    ("/2026", "/2026 lacks an end: write .. for one that is open"),
    ("../..", "../.. has no end at all: write a day, month or year for one"),
    ("../2026-02-30", "2026-02-30 is not a day: February 2026 has 28"),
    ("202X/..", f"202X is not accepted within 202X/..: {PLAIN}"),
    (
        "2026-01-12T09:00/..",
        f"2026-01-12T09:00 is not accepted within 2026-01-12T09:00/..: {PLAIN}",
    ),
    ("[]", f"[] is not an EDTF date: {WRITE}"),
    ("[2026-01-15]", "[2026-01-15] is a set of one: write 2026-01-15 alone"),
    ("[2026-01-15,2026-01-15]", "2026-01-15 stands twice in a set"),
    ("[2026-01-15,]", f"[2026-01-15,] is not an EDTF date: {WRITE}"),
    (
        "[2026-01-15?,2026-01-16]",
        f"2026-01-15? is not accepted within [2026-01-15?,2026-01-16]: {PLAIN}",
    ),
    (
        "[2026-01-15..2026-01-17]",
        f"[2026-01-15..2026-01-17] is not an EDTF date: {WRITE}",
    ),
    ("{2026-01-15,2026-01-16}", f"{{2026-01-15,2026-01-16}} is not an EDTF date: {WRITE}"),
]

# A date, in English words, in Spanish words, and in a narrow column in both.
SAID = [
    ("2026-01-11", "11 January 2026", "11 de enero de 2026", "Sun 11", "dom 11"),
    ("0099-09-01", "1 September 0099", "1 de septiembre de 0099", "Tue 1", "mar 1"),
    ("2026-02", "February 2026", "febrero de 2026", "some day", "algún día"),
    ("2026", "2026", "2026", "2026", "2026"),
    (
        "2026-01-12T09:00",
        "12 January 2026, 09:00",
        "12 de enero de 2026, 09:00",
        "Mon 12",
        "lun 12",
    ),
    (
        "2026-01-12T09:00-06:00",
        "12 January 2026, 09:00 (UTC−06:00)",
        "12 de enero de 2026, 09:00 (UTC−06:00)",
        "Mon 12",
        "lun 12",
    ),
    (
        "2026-01-12T09:00:30Z",
        "12 January 2026, 09:00:30 (UTC)",
        "12 de enero de 2026, 09:00:30 (UTC)",
        "Mon 12",
        "lun 12",
    ),
    (
        "[2026-01-15,2026-01-16]",
        "15 or 16 January 2026",
        "15 o 16 de enero de 2026",
        "15/16",
        "15/16",
    ),
    ("[2026-01-08,2026-01-07]", "7 or 8 January 2026", "7 u 8 de enero de 2026", "7/8", "7/8"),
    (
        "[2026-01-09,2026-01-10,2026-01-11]",
        "9, 10 or 11 January 2026",
        "9, 10 u 11 de enero de 2026",
        "9/10/11",
        "9/10/11",
    ),
    (
        "[2026-01-15,2026-01-16,2026-01-17,2026-01-18]",
        "some day from 15 to 18 January 2026",
        "un día entre el 15 y el 18 de enero de 2026",
        "15 to 18",
        "15 a 18",
    ),
    (
        "[2026-01-31,2026-02-01]",
        "31 January or 1 February 2026",
        "31 de enero o 1 de febrero de 2026",
        "one of 2",
        "uno de 2",
    ),
    (
        "[2025-01-15,2026-01-15]",
        "15 January 2025 or 15 January 2026",
        "15 de enero de 2025 o 15 de enero de 2026",
        "one of 2",
        "uno de 2",
    ),
    (
        "[2026-09,2026-10]",
        "September or October 2026",
        "septiembre u octubre de 2026",
        "Sep/Oct",
        "sep/oct",
    ),
    ("[2025,2026]", "2025 or 2026", "2025 o 2026", "2025/2026", "2025/2026"),
    (
        "[2026-01,2026-03-02]",
        "January 2026 or 2 March 2026",
        "enero de 2026 o 2 de marzo de 2026",
        "one of 2",
        "uno de 2",
    ),
    (
        "../2026-01-11",
        "on or before 11 January 2026",
        "el 11 de enero de 2026 o antes",
        "by 11",
        "hasta 11",
    ),
    (
        "2026-01-11/..",
        "on or after 11 January 2026",
        "el 11 de enero de 2026 o después",
        "from 11",
        "desde 11",
    ),
    (
        "../2026-01%",
        "in or before January 2026 (approximate, uncertain)",
        "en enero de 2026 o antes (aproximado y dudoso)",
        "by Jan%",
        "hasta ene%",
    ),
    ("../2026", "in or before 2026", "en 2026 o antes", "by 2026", "–2026"),
    ("2026/..", "in or after 2026", "en 2026 o después", "from 2026", "2026–"),
    (
        "2026-01-11/2026-01-16",
        "11–16 January 2026",
        "del 11 al 16 de enero de 2026",
        "11–16",
        "11–16",
    ),
    ("2026-01-11/2026-01-11", "11 January 2026", "11 de enero de 2026", "Sun 11", "dom 11"),
    (
        "2026-01-30/2026-02-02",
        "30 January – 2 February 2026",
        "del 30 de enero al 2 de febrero de 2026",
        "30–2 Feb",
        "30–2 feb",
    ),
    (
        "2025-12-30/2026-01-02",
        "30 December 2025 – 2 January 2026",
        "del 30 de diciembre de 2025 al 2 de enero de 2026",
        "30–2 Jan",
        "30–2 ene",
    ),
    (
        "2026-01-11/2027-01-15",
        "11 January 2026 – 15 January 2027",
        "del 11 de enero de 2026 al 15 de enero de 2027",
        "2026–2027",
        "2026–2027",
    ),
    ("2026-01/2026-03", "January–March 2026", "de enero a marzo de 2026", "Jan–Mar", "ene–mar"),
    (
        "2025-12/2026-02",
        "December 2025 – February 2026",
        "de diciembre de 2025 a febrero de 2026",
        "Dec–Feb",
        "dic–feb",
    ),
    ("2024/2026", "2024–2026", "de 2024 a 2026", "2024–2026", "2024–2026"),
    ("2026/2026-03", "2026 – March 2026", "de 2026 a marzo de 2026", "2026", "2026"),
    (
        "2026-01/2026-02-05",
        "January 2026 – 5 February 2026",
        "de enero de 2026 al 5 de febrero de 2026",
        "1–5 Feb",
        "1–5 feb",
    ),
    (
        "2026-01-11~/2026-01-16~",
        "11–16 January 2026 (approximate)",
        "del 11 al 16 de enero de 2026 (aproximado)",
        "~11–16",
        "~11–16",
    ),
    (
        "2026-01?/2026-03~",
        "January 2026 (uncertain) – March 2026 (approximate)",
        "de enero de 2026 (dudoso) a marzo de 2026 (aproximado)",
        "Jan–Mar%",
        "ene–mar%",
    ),
    ("2025-02~", "around February 2025", "hacia febrero de 2025", "~some day", "~algún día"),
    ("2026-01-11~", "around 11 January 2026", "hacia el 11 de enero de 2026", "~Sun 11", "~dom 11"),
    (
        "2026-01-11?",
        "11 January 2026 (uncertain)",
        "11 de enero de 2026 (dudoso)",
        "Sun 11?",
        "dom 11?",
    ),
    (
        "2026-01-11%",
        "around 11 January 2026 (uncertain)",
        "hacia el 11 de enero de 2026 (dudoso)",
        "Sun 11%",
        "dom 11%",
    ),
    ("2026-01-XX", "some day in January 2026", "un día de enero de 2026", "some day", "algún día"),
    ("2026-XX-XX", "some day in 2026", "un día de 2026", "2026", "2026"),
    ("2026-XX", "some month of 2026", "un mes de 2026", "2026", "2026"),
    (
        "202X?",
        "some year from 2020 to 2029 (uncertain)",
        "un año entre 2020 y 2029 (dudoso)",
        "2020–2029?",
        "2020–2029?",
    ),
]

DAYS = st.dates()
QUALIFIERS = st.sampled_from(["", "?", "~", "%"])


def _as_part(day: date, precision: int) -> str:
    return day.isoformat()[: (4, 7, 10)[precision]]


PARTS = st.builds(_as_part, DAYS, st.integers(0, 2))
QUALIFIED = st.builds(str.__add__, PARTS, QUALIFIERS)
INTERVALS = st.lists(DAYS, min_size=2, max_size=2).map(
    lambda days: "/".join(day.isoformat() for day in sorted(days))
)
OPEN = st.one_of(QUALIFIED.map("../{}".format), QUALIFIED.map("{}/..".format))
SETS = st.lists(PARTS, min_size=2, max_size=4, unique=True).map(
    lambda members: f"[{','.join(members)}]"
)
TIMED = st.builds(
    "{}T{:%H:%M}{}".format, DAYS, st.times(), st.sampled_from(["", "Z", "-06:00", "+14:00"])
)
UNSPECIFIED_PARTS = st.sampled_from(["2026-01-XX", "2026-XX", "2026-XX-XX", "202X", "19XX"])
TEXTS = st.one_of(QUALIFIED, INTERVALS, OPEN, SETS, TIMED, UNSPECIFIED_PARTS)
EDTF = TEXTS.map(parse)
SPANS = st.builds(
    lambda days: Span(days[0], days[1]), st.lists(DAYS, min_size=2, max_size=2).map(sorted)
)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), COVERED)
def test_a_date_covers_its_days(
    text: str, earliest: str | None, latest: str | None, precision: int
) -> None:
    value = parse(text)
    assert (value.earliest, value.latest) == (_day(earliest), _day(latest))
    assert value.precision == precision


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_is_no_date_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(NotADate) as error:
        parse(text)
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("text", "time", "offset"),
    [
        ("2026-01-12T09:00", "09:00", ""),
        ("2026-01-12T09:00:30Z", "09:00:30", "Z"),
        ("2026-01-12T09:00-06:00", "09:00", "-06:00"),
        ("2026-01-12", "", ""),
        ("../2026-01-12", "", ""),
    ],
)
def test_time_and_offset_are_kept_as_written(text: str, time: str, offset: str) -> None:
    assert (parse(text).time, parse(text).offset) == (time, offset)


@pytest.mark.parametrize(
    "text", ["2026-01-11/2026-01-11?", "2026-01-11~/2026-01-11", "2026-01-11?/2026-01-11%"]
)
def test_an_interval_of_one_day_ends_on_the_day_on_which_it_begins(text: str) -> None:
    assert parse(text).spans == (Span.day(date(2026, 1, 11)),)
    assert parse(text).form == "interval"


@pytest.mark.parametrize(
    ("text", "reached", "missed"),
    [
        ("../2026-03-06", ["2026-03-06", "2026-03", "2026/.."], ["1999", "2026-03-05", "2099"]),
        ("2026-03-06/..", ["2026-03-06", "2026", "../2026-03-06"], ["2026-03-05", "2026-03-07"]),
        ("2026-03-01/2026-03-06", ["2026-03-02"], ["2026-02", "2026-03-07"]),
    ],
)
def test_an_open_end_reaches_only_its_known_day(
    text: str, reached: list[str], missed: list[str]
) -> None:
    assert [it for it in reached if parse(text).reaches(parse(it).span)] == reached
    assert [it for it in missed if parse(text).reaches(parse(it).span)] == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("2026-01-12", ""),
        ("2026-01-12?", "?"),
        ("2026-01~", "~"),
        ("2026%", "%"),
        ("2026-01?/2026-02", "?"),
        ("2026-01~/2026-02~", "~"),
        ("2026-01?/2026-02~", "%"),
        ("../2026-02~", "~"),
    ],
)
def test_an_interval_has_the_strongest_qualifier_of_its_ends(text: str, qualifier: str) -> None:
    assert parse(text).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "weekday", "is_day", "certain"),
    [
        ("2026-01-11", 6, True, True),
        ("2026-01-12T09:00", 0, True, True),
        ("2026-01-11?", 6, True, False),
        ("2026-01", None, False, False),
        ("2026-01-11/..", None, False, False),
        ("[2026-01-15,2026-01-16]", None, False, False),
    ],
)
def test_only_a_single_day_has_a_weekday(
    text: str, weekday: int | None, is_day: bool, certain: bool
) -> None:
    value = parse(text)
    assert (value.weekday, value.is_day, value.certain) == (weekday, is_day, certain)


def test_the_members_of_a_set_are_in_order_of_time() -> None:
    assert parse("[2026-01-20,2026-01-10]").spans == (
        Span.day(date(2026, 1, 10)),
        Span.day(date(2026, 1, 20)),
    )


def test_two_dates_are_equal_if_written_alike() -> None:
    assert parse("2026-01") == parse("2026-01")
    assert len({parse("2026-01"), parse("2026-01"), parse("2026-01-XX")}) == 2


@pytest.mark.parametrize(
    ("text", "first", "last", "possibly", "certainly"),
    [
        ("2026-01", "2026-01-15", "2026-01-15", True, False),
        ("2026-01", "2026-01-01", "2026-01-31", True, True),
        ("2026-01", "2026-02-01", "2026-02-28", False, False),
        ("[2026-01-10,2026-01-20]", "2026-01-15", "2026-01-15", False, False),
        ("[2026-01-10,2026-01-20]", "2026-01-20", "2026-01-31", True, False),
        ("[2026-01-10,2026-01-20]", "2026-01-10", "2026-01-20", True, True),
        ("../2026-01-11", "2020-01-01", "2020-12-31", True, False),
        ("../2026-01-11", None, "2026-01-11", True, True),
        ("2026-01-11/..", None, "2026-01-10", False, False),
        ("2026-01-11/..", "2026-01-01", None, True, True),
        ("2026-01-11", None, None, True, True),
        ("2026-01-11", "2026-01-12", "2026-01-10", False, False),
    ],
)
def test_a_filter_is_met_possibly_or_certainly(
    text: str, first: str | None, last: str | None, possibly: bool, certainly: bool
) -> None:
    span = Span(_day(first), _day(last))
    assert parse(text).possibly(span) is possibly
    assert parse(text).certainly(span) is certainly


def test_dates_sort_by_earliest_then_latest_day_then_time() -> None:
    in_order = [
        "2025/..",
        "../2026-01-11",
        "2026-01-11",
        "2026-01-11T09:00",
        "2026-01-11T09:00:30",
        "2026-01-11T10:00",
        "[2026-01-11,2026-01-12]",
        "2026-01-11/..",
        "2026-01-12",
        "2026-02-01",
        "2026-02",
        "2026-02-01/..",
        "2026-02-02",
    ]
    alphabetical = sorted(in_order)
    assert sorted(alphabetical, key=lambda text: parse(text).order) == in_order


def test_a_hull_reaches_from_the_first_to_the_last_day() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    assert hull([Span.day(last), Span.day(first)]) == Span(first, last)
    assert hull([Span.day(last), Span(None, first)]) == Span(None, last)
    assert hull([Span(first, None), Span.day(last)]) == Span(first, None)


@pytest.mark.parametrize(("text", "english", "spanish", "_en", "_es"), SAID)
def test_a_date_is_said_in_both_languages(
    text: str, english: str, spanish: str, _en: str, _es: str
) -> None:
    assert (parse(text).say("en"), parse(text).say("es")) == (english, spanish)


@pytest.mark.parametrize(("text", "_english", "_spanish", "en", "es"), SAID)
def test_a_date_fits_a_narrow_column(
    text: str, _english: str, _spanish: str, en: str, es: str
) -> None:
    assert (short(parse(text), "en"), short(parse(text), "es")) == (en, es)


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        ("2026-01-11", "Sunday 11 January 2026", "domingo 11 de enero de 2026"),
        (
            "2026-01-14T09:00",
            "Wednesday 14 January 2026, 09:00",
            "miércoles 14 de enero de 2026, 09:00",
        ),
        (
            "2026-01-11~",
            "around Sunday 11 January 2026",
            "hacia el domingo 11 de enero de 2026",
        ),
        ("2026-01", "January 2026", "enero de 2026"),
        ("2026-01-XX", "some day in January 2026", "un día de enero de 2026"),
        ("[2026-01-15,2026-01-16]", "15 or 16 January 2026", "15 o 16 de enero de 2026"),
    ],
)
def test_a_single_day_can_be_said_with_its_weekday(text: str, english: str, spanish: str) -> None:
    assert words(parse(text), "en", weekday=True) == english
    assert words(parse(text), "es", weekday=True) == spanish


def test_a_month_heading_names_month_and_year() -> None:
    assert month_heading(2026, 1, "en") == "January 2026"
    assert month_heading(2026, 1, "es") == "enero de 2026"


def test_a_date_inside_a_sentence_is_its_words_and_alone_its_text() -> None:
    value = parse("2026-01")
    assert str(value) == "2026-01"
    assert sentence("{date}", date=value).say("en") == "January 2026"


def test_nothing_heavy_is_imported() -> None:
    heavy = "{'pydantic', 'yaml', 'dateutil', 'rich', 'typer'}"
    code = f"import sys, timeline.dates; print(sorted({heavy} & sys.modules.keys()))"
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# --- laws ----------------------------------------------------------------------------------------


@given(TEXTS)
def test_a_date_prints_as_it_was_written(text: str) -> None:
    assert parse(text).text == str(parse(text)) == text


@given(st.text() | st.text("0123456789X-/.,[]T:Z?~% "))
def test_any_text_is_a_date_or_refused_in_one_line(text: str) -> None:
    try:
        said = parse(text).text
    except NotADate as error:
        said = str(error)
    assert said == text or ("\n" not in said and len(said) < 200)


@given(EDTF)
def test_no_date_begins_after_it_ends(value: Edtf) -> None:
    for span in (value.span, *value.spans):
        assert span.bounds[0] <= span.bounds[1]
        assert span.within(value.span)


@given(EDTF, SPANS)
def test_what_is_certain_is_possible(value: Edtf, span: Span) -> None:
    assert value.possibly(span) or not value.certainly(span)
    assert value.certainly(value.span)


@given(EDTF, EDTF)
def test_order_is_total_and_follows_the_earliest_day(one: Edtf, other: Edtf) -> None:
    assert (one.order < other.order) + (one.order > other.order) + (one.order == other.order) == 1
    if one.earliest and other.earliest and one.earliest < other.earliest:
        assert one.order < other.order


@given(QUALIFIED, QUALIFIERS)
def test_a_qualifier_changes_no_day(text: str, qualifier: str) -> None:
    plain = text.rstrip("?~%")
    assert parse(plain + qualifier).spans == parse(plain).spans


@given(EDTF, st.sampled_from(LANGUAGES))
def test_no_short_form_is_wider_than_ten_columns(value: Edtf, language: Language) -> None:
    assert 0 < len(short(value, language)) <= 10


# --- oracles -------------------------------------------------------------------------------------


def _from_oracle(bound: struct_time) -> date:
    return date(bound.tm_year, bound.tm_mon, bound.tm_mday)


@given(st.one_of(PARTS, PARTS.map("{}?".format), INTERVALS, UNSPECIFIED_PARTS))
def test_days_covered_agree_with_the_edtf_package(text: str) -> None:
    oracle = parse_edtf(text)
    assert parse(text).earliest == _from_oracle(oracle.lower_strict())
    assert parse(text).latest == _from_oracle(oracle.upper_strict())


def _names(by_number: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(name for _, name in sorted(by_number.items()))


@pytest.mark.parametrize(("language", "locale"), [("en", "en"), ("es", "es_MX")])
def test_names_are_those_of_the_unicode_locale_data(language: Language, locale: str) -> None:
    assert _names(get_month_names("wide", locale=locale)) == dates.MONTHS[language]
    assert _names(get_month_names("abbreviated", locale=locale)) == dates.MONTHS_SHORT[language]
    assert _names(get_day_names("wide", locale=locale)) == dates.WEEKDAYS[language]
    assert _names(get_day_names("abbreviated", locale=locale)) == dates.WEEKDAYS_SHORT[language]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_long_days_are_those_of_the_unicode_locale_data(day: date) -> None:
    value = parse(day.isoformat())
    assert words(value, "en") == format_date(day, "d MMMM y", locale="en")
    assert words(value, "es") == format_date(day, "d 'de' MMMM 'de' y", locale="es")
    assert words(value, "en", weekday=True) == format_date(day, "EEEE d MMMM y", locale="en")
    assert words(value, "es", weekday=True) == format_date(
        day, "EEEE d 'de' MMMM 'de' y", locale="es"
    )


def test_both_languages_have_every_table() -> None:
    for table in (dates.MONTHS, dates.MONTHS_SHORT, dates.WEEKDAYS, dates.WEEKDAYS_SHORT):
        assert set(table) == set(get_args(Language))
