"""Dates in people's words: what is understood, what is refused and how, what a text says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.dates import Span
from timeline.errors import NotADate, NotUnderstood, WrongCall
from timeline.i18n import LANGUAGES, Language
from timeline.phrases import TypedDate, find, parse, weekday_in

TODAY = date(2026, 1, 16)  # a Friday

UNDERSTOOD = [
    # EDTF
    ("2026-01-11", "2026-01-11", "2026-01-11"),
    (" 2026-01-11 ", "2026-01-11", "2026-01-11"),
    ("2026-01", "2026-01-01", "2026-01-31"),
    ("2026", "2026-01-01", "2026-12-31"),
    ("2026-01-12T09:00-06:00", "2026-01-12", "2026-01-12"),
    ("2026-01-11/2026-01-16", "2026-01-11", "2026-01-16"),
    ("../2026-01-11", None, "2026-01-11"),
    ("2026-01-11/..", "2026-01-11", None),
    ("[2026-01-20,2026-01-10]", "2026-01-10", "2026-01-20"),
    ("202X", "2020-01-01", "2029-12-31"),
    # days
    ("12 January 2026", "2026-01-12", "2026-01-12"),
    ("12 january 2026", "2026-01-12", "2026-01-12"),
    ("January 12, 2026", "2026-01-12", "2026-01-12"),
    ("12 Jan 2026", "2026-01-12", "2026-01-12"),
    ("Jan. 12, 2026", "2026-01-12", "2026-01-12"),
    ("Sept 1, 2026", "2026-09-01", "2026-09-01"),
    ("the 12th of January 2026", "2026-01-12", "2026-01-12"),
    ("12 de enero de 2026", "2026-01-12", "2026-01-12"),
    ("el 12 de enero del 2026", "2026-01-12", "2026-01-12"),
    ("12 enero 2026", "2026-01-12", "2026-01-12"),
    ("12 ENE. 2026", "2026-01-12", "2026-01-12"),
    ("1º de enero de 2026", "2026-01-01", "2026-01-01"),
    ("Monday 12 January 2026", "2026-01-12", "2026-01-12"),
    ("Monday, January 12, 2026", "2026-01-12", "2026-01-12"),
    ("lunes, 12 de enero de 2026", "2026-01-12", "2026-01-12"),
    ("miércoles 14 de enero de 2026", "2026-01-14", "2026-01-14"),
    ("miercoles 14 de enero de 2026", "2026-01-14", "2026-01-14"),
    ("25/12/2026", "2026-12-25", "2026-12-25"),
    ("12/25/2026", "2026-12-25", "2026-12-25"),
    ("25.12.2026", "2026-12-25", "2026-12-25"),
    ("25-12-2026", "2026-12-25", "2026-12-25"),
    ("05/05/2026", "2026-05-05", "2026-05-05"),
    # months
    ("January 2026", "2026-01-01", "2026-01-31"),
    ("enero 2026", "2026-01-01", "2026-01-31"),
    ("enero de 2026", "2026-01-01", "2026-01-31"),
    ("setiembre de 2026", "2026-09-01", "2026-09-30"),
    ("02/2026", "2026-02-01", "2026-02-28"),
    # days near today
    ("today", "2026-01-16", "2026-01-16"),
    ("hoy", "2026-01-16", "2026-01-16"),
    ("yesterday", "2026-01-15", "2026-01-15"),
    ("Ayer", "2026-01-15", "2026-01-15"),
    ("the day before yesterday", "2026-01-14", "2026-01-14"),
    ("anteayer", "2026-01-14", "2026-01-14"),
    ("antier", "2026-01-14", "2026-01-14"),
    ("tomorrow", "2026-01-17", "2026-01-17"),
    ("mañana", "2026-01-17", "2026-01-17"),
    ("pasado mañana", "2026-01-18", "2026-01-18"),
    ("day after tomorrow", "2026-01-18", "2026-01-18"),
    # weeks, months and years near today
    ("this week", "2026-01-12", "2026-01-18"),
    ("last week", "2026-01-05", "2026-01-11"),
    ("next week", "2026-01-19", "2026-01-25"),
    ("this month", "2026-01-01", "2026-01-31"),
    ("last month", "2025-12-01", "2025-12-31"),
    ("next year", "2027-01-01", "2027-12-31"),
    ("esta semana", "2026-01-12", "2026-01-18"),
    ("la semana pasada", "2026-01-05", "2026-01-11"),
    ("la próxima semana", "2026-01-19", "2026-01-25"),
    ("la semana que viene", "2026-01-19", "2026-01-25"),
    ("este mes", "2026-01-01", "2026-01-31"),
    ("el mes pasado", "2025-12-01", "2025-12-31"),
    ("el próximo mes", "2026-02-01", "2026-02-28"),
    ("el año pasado", "2025-01-01", "2025-12-31"),
    ("este fin de semana", "2026-01-17", "2026-01-18"),
    ("last weekend", "2026-01-10", "2026-01-11"),
    ("el próximo fin de semana", "2026-01-24", "2026-01-25"),
    # so many days, weeks, months, years
    ("last 2 weeks", "2026-01-03", "2026-01-16"),
    ("the past 10 days", "2026-01-07", "2026-01-16"),
    ("last two months", "2025-11-17", "2026-01-16"),
    ("últimas 2 semanas", "2026-01-03", "2026-01-16"),
    ("los últimos diez días", "2026-01-07", "2026-01-16"),
    ("next 2 weeks", "2026-01-16", "2026-01-29"),
    ("los próximos 3 días", "2026-01-16", "2026-01-18"),
    ("3 days ago", "2026-01-13", "2026-01-13"),
    ("a week ago", "2026-01-09", "2026-01-09"),
    ("hace 3 días", "2026-01-13", "2026-01-13"),
    ("hace un mes", "2025-12-16", "2025-12-16"),
    ("hace doce años", "2014-01-16", "2014-01-16"),
    ("in 3 days", "2026-01-19", "2026-01-19"),
    ("en 3 días", "2026-01-19", "2026-01-19"),
    ("dentro de 2 semanas", "2026-01-30", "2026-01-30"),
    # weekdays
    ("next friday", "2026-01-23", "2026-01-23"),
    ("next monday", "2026-01-19", "2026-01-19"),
    ("el próximo viernes", "2026-01-23", "2026-01-23"),
    ("el viernes que viene", "2026-01-23", "2026-01-23"),
    ("last friday", "2026-01-09", "2026-01-09"),
    ("last thursday", "2026-01-15", "2026-01-15"),
    ("el viernes pasado", "2026-01-09", "2026-01-09"),
    ("el pasado viernes", "2026-01-09", "2026-01-09"),
    ("this friday", "2026-01-16", "2026-01-16"),
    ("este viernes", "2026-01-16", "2026-01-16"),
    ("este lunes", "2026-01-12", "2026-01-12"),
    # months near today
    ("next February", "2026-02-01", "2026-02-28"),
    ("próximo mes de febrero", "2026-02-01", "2026-02-28"),
    ("el próximo enero", "2027-01-01", "2027-01-31"),
    ("last January", "2025-01-01", "2025-01-31"),
    ("diciembre pasado", "2025-12-01", "2025-12-31"),
]

ACCEPTED = "write 2026-01-12, 12 January 2026, enero 2026, yesterday, hace 3 días or last 2 weeks"

NOT_UNDERSTOOD = [
    ("", "the date is empty: write 2026-01-12, 12 January 2026 or last 2 weeks"),
    (" \n", "the date is empty: write 2026-01-12, 12 January 2026 or last 2 weeks"),
    ("03/02/2026", "03/02/2026 may be 2026-02-03 or 2026-03-02: write the one you mean"),
    ("3.2.2026", "3.2.2026 may be 2026-02-03 or 2026-03-02: write the one you mean"),
    ("friday", "friday may be 2026-01-09, 2026-01-16 or 2026-01-23: write the one you mean"),
    ("el sábado", "el sábado may be 2026-01-10 or 2026-01-17: write the one you mean"),
    ("may", "may has no year: write 2025-05, 2026-05 or 2027-05"),
    ("mayo", "mayo has no year: write 2025-05, 2026-05 or 2027-05"),
    ("January", "January has no year: write 2025-01, 2026-01 or 2027-01"),
    ("12 enero", "12 enero has no year: write 2025-01-12, 2026-01-12 or 2027-01-12"),
    ("January 26", "January 26 has no year: write 2025-01-26, 2026-01-26 or 2027-01-26"),
    (
        "lunes 12 de enero",
        "lunes 12 de enero has no year: write 2025-01-12, 2026-01-12 or 2027-01-12",
    ),
    ("12/01/26", "12/01/26 has a year of two digits: write all four"),
    ("12 January '26", "12 January '26 has a year of two digits: write all four"),
    ("Jan 12, 26", "Jan 12, 26 has a year of two digits: write all four"),
    ("martes, 12 de enero de 2026", "12 January 2026 is a Monday, not a Tuesday"),
    ("Tuesday 12 January 2026", "12 January 2026 is a Monday, not a Tuesday"),
    ("hace 99999999 años", "hace 99999999 años goes beyond the years 0001 to 9999"),
    ("in 999999999 weeks", "in 999999999 weeks goes beyond the years 0001 to 9999"),
    ("last 999999999 days", "last 999999999 days goes beyond the years 0001 to 9999"),
    ("a", f"a is not understood as a date: {ACCEPTED}"),
    ("12", f"12 is not understood as a date: {ACCEPTED}"),
    ("la semana", f"la semana is not understood as a date: {ACCEPTED}"),
    ("last 0 days", f"last 0 days is not understood as a date: {ACCEPTED}"),
    ("12 January 2026 or so", f"12 January 2026 or so is not understood as a date: {ACCEPTED}"),
    ("25/12-2026", f"25/12-2026 is not understood as a date: {ACCEPTED}"),
    ("٣ days ago", f"٣ days ago is not understood as a date: {ACCEPTED}"),
    ("x" * 5000, f"{'x' * 39}… is not understood as a date: {ACCEPTED}"),
    ("\x1b[2J", rf"\x1b[2J is not understood as a date: {ACCEPTED}"),
]

NO_DAY = [
    ("2026-02-30", "2026-02-30 is not a day: February 2026 has 28"),
    ("2026-1-5", "2026-1-5 is not an EDTF date: write 2026-01-05"),
    ("2026-13", "2026-13 is not a month: months run from 01 to 12"),
    ("20260112", "20260112 is not an EDTF date: write 2026-01-12"),
    ("2026-01-xx", "2026-01-xx is not an EDTF date: write 2026-01-XX"),
    ("2026-01-16/2026-01-11", "2026-01-16/2026-01-11 ends before it begins"),
    ("31 February 2026", "2026-02-31 is not a day: February 2026 has 28"),
    ("0 January 2026", "2026-01-00 is not a day: January 2026 has 31"),
    ("12 January 0000", "0000 is not a year: years run from 0001 to 9999"),
    ("30/02/2026", "2026-02-30 is not a day: February 2026 has 28"),
    ("13/2026", "2026-13 is not a month: months run from 01 to 12"),
    ("29 febrero", "2026-02-29 is not a day: February 2026 has 28"),
]

FOUND = [
    # relative to the day of the text
    ("sostuvo este domingo una conversación", "2026-01-11", "2026-01-11", "2026-01-11"),
    ("este jueves", "2026-01-16", "2026-01-15", "2026-01-15"),
    ("este jueves", "[2026-01-15,2026-01-16]", "2026-01-15", "2026-01-15"),
    ("este lunes", "2026-01-16", "2026-01-19", "2026-01-19"),
    ("this Sunday", "2026-01-14", "2026-01-11", "2026-01-11"),
    ("Marco Rubio, ayer, la Oficina", "2026-01-16", "2026-01-15", "2026-01-15"),
    ("ayer", "[2026-01-15,2026-01-16]", "2026-01-14", "2026-01-15"),
    ("hoy el canciller", "2026-01-11", "2026-01-11", "2026-01-11"),
    ("el pasado viernes", "2026-01-16", "2026-01-09", "2026-01-09"),
    ("next Friday", "2026-01-16", "2026-01-23", "2026-01-23"),
    ("de esta semana", "2026-01-16", "2026-01-12", "2026-01-18"),
    ("la semana pasada", "2026-01-16", "2026-01-05", "2026-01-11"),
    ("este fin de semana", "2026-01-11", "2026-01-10", "2026-01-11"),
    ("este fin de semana", "2026-01-12", "2026-01-10", "2026-01-11"),
    ("este fin de semana", "2026-01-16", "2026-01-17", "2026-01-18"),
    ("en los últimos cinco días", "2026-01-16", "2026-01-12", "2026-01-16"),
    ("hace tres días", "2026-01-16", "2026-01-13", "2026-01-13"),
    ("hace un mes", "2026-01-16", "2025-12-01", "2025-12-31"),
    ("two weeks ago", "2026-01-16", "2025-12-29", "2026-01-04"),
    ("dentro de un año", "2026-01-16", "2027-01-01", "2027-12-31"),
    # a day without a year is the nearest
    ("ocurrió el pasado domingo 11 de enero", "2026-01-16", "2026-01-11", "2026-01-11"),
    ("este lunes 12 de enero", "2026-01-11", "2026-01-12", "2026-01-12"),
    ("on Thursday, January 15,", "2026-01-16", "2026-01-15", "2026-01-15"),
    ("prevista para el día 23 de enero", "2026-01-16", "2026-01-23", "2026-01-23"),
    ("23 de enero", "2025-12-30", "2026-01-23", "2026-01-23"),
    ("23 de diciembre", "2026-01-16", "2025-12-23", "2025-12-23"),
    ("el próximo 23 de enero", "2026-03-16", "2027-01-23", "2027-01-23"),
    ("el pasado 23 de enero", "2026-01-16", "2025-01-23", "2025-01-23"),
    ("29 de febrero", "2026-01-16", "2024-02-29", "2024-02-29"),
    # months
    ("para el próximo mes de febrero", "2026-01-16", "2026-02-01", "2026-02-28"),
    ("prevista para febrero", "2026-01-16", "2026-02-01", "2026-02-28"),
    ("en diciembre", "2026-01-16", "2025-12-01", "2025-12-31"),
    ("in May", "2026-01-16", "2026-05-01", "2026-05-31"),
    ("En mayo de 2026, el T-MEC", "2026-01-16", "2026-05-01", "2026-05-31"),
    # dates that need no anchor
    ("el 3 de septiembre de 2025.", "2026", "2025-09-03", "2025-09-03"),
    ("date 2026-01-16 El secretario", "../2026", "2026-01-16", "2026-01-16"),
    # half of what was said is not taken for all of it
    ("el 15 y el 16 de enero", "2026-01-16", "2026-01-01", "2026-01-31"),
    ("del 11 al 16 de enero de 2026", "2026-01-16", "2026-01-01", "2026-01-31"),
    ("January 11 to 16, 2026", "2026-01-16", "2026-01-01", "2026-01-31"),
    ("el 12 de enero de 2025 y el 13", "2026-01-16", "2025-01-01", "2025-01-31"),
]

NOTHING_FOUND = [
    # the end of a time is no day in it
    ("until 3 June", "2025-05-30"),
    ("hasta el 3 de junio", "2025-05-30"),
    ("antes del 3 de junio", "2025-05-30"),
    ("until June 3rd", "2025-05-30"),
    ("", "2026-01-16"),
    ("días después", "2026-01-16"),
    ("recientemente", "2026-01-16"),
    ("previo al diálogo", "2026-01-16"),
    ("el domingo", "2026-01-16"),
    ("a las 09:00 de la mañana", "2026-01-16"),
    ("hoy en día", "2026-01-16"),
    ("Trump may visit", "2026-01-16"),
    ("el día 23", "2026-01-16"),
    # no relative date is read from an open or long anchor
    ("ayer", "2026"),
    ("este domingo", "../2026-01-11"),
    ("23 de enero", "2026-01-01/2026-02-01"),
]


def _span(first: str | None, last: str | None) -> Span:
    return Span(
        date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None
    )


@pytest.mark.parametrize(("text", "first", "last"), UNDERSTOOD)
def test_a_typed_date_is_understood(text: str, first: str | None, last: str | None) -> None:
    assert parse(text, TODAY) == TypedDate(text, _span(first, last))


@pytest.mark.parametrize(("text", "said"), NOT_UNDERSTOOD)
def test_what_is_not_surely_meant_is_refused_with_its_readings(text: str, said: str) -> None:
    with pytest.raises(NotUnderstood) as error:
        parse(text, TODAY)
    assert str(error.value) == said


@pytest.mark.parametrize(("text", "said"), NO_DAY)
def test_a_day_that_does_not_exist_is_refused_as_such(text: str, said: str) -> None:
    with pytest.raises(NotADate) as error:
        parse(text, TODAY)
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("today", "text", "said"),
    [
        ("0001-01-01", "may", "may has no year: write 0001-05 or 0002-05"),
        ("9999-12-31", "may", "may has no year: write 9998-05 or 9999-05"),
        ("2025-06-01", "29 febrero", "29 febrero has no year: write 2024-02-29"),
        (
            "9999-12-31",
            "friday",
            "friday may be 9999-12-24 or 9999-12-31: write the one you mean",
        ),
        ("0001-01-01", "ayer", "ayer goes beyond the years 0001 to 9999"),
        ("9999-12-31", "this week", "this week goes beyond the years 0001 to 9999"),
    ],
)
def test_the_calendar_has_ends(today: str, text: str, said: str) -> None:
    with pytest.raises(NotUnderstood) as error:
        parse(text, date.fromisoformat(today))
    assert str(error.value) == said


def test_a_month_that_is_too_short_lends_its_last_day() -> None:
    assert parse("a month ago", date(2026, 3, 31)).span == Span.day(date(2026, 2, 28))


def test_a_wrong_weekday_is_named_in_the_language_asked_for() -> None:
    with pytest.raises(NotUnderstood) as error:
        parse("martes 12 de enero de 2026", TODAY)
    values = error.value.sentence.values
    assert values["day"].say("es") == "12 de enero de 2026"
    assert (values["weekday"].say("es"), values["named"].say("es")) == ("lunes", "martes")


@pytest.mark.parametrize(("words", "anchor", "first", "last"), FOUND)
def test_the_date_in_running_text_is_found(words: str, anchor: str, first: str, last: str) -> None:
    assert find(words, dates.parse(anchor).span) == _span(first, last)


@pytest.mark.parametrize(("words", "anchor"), NOTHING_FOUND)
def test_words_without_a_sure_date_give_none(words: str, anchor: str) -> None:
    assert find(words, dates.parse(anchor).span) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("este martes 12 de enero", "12 January 2026 is a Monday, not a Tuesday"),
        ("el pasado lunes 11 de enero", "11 January 2026 is a Sunday, not a Monday"),
        ("Monday, January 13, 2026", "13 January 2026 is a Tuesday, not a Monday"),
        ("el 30 de febrero", "2026-02-30 is not a day: February 2026 has 28"),
        ("hace 99999999 años", "hace 99999999 años goes beyond the years 0001 to 9999"),
    ],
)
def test_words_that_contradict_themselves_are_refused(words: str, said: str) -> None:
    with pytest.raises(NotUnderstood) as error:
        find(words, Span.day(TODAY))
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("words", "weekday"),
    [
        ("este lunes", 0),
        ("el MIÉRCOLES pasado", 2),
        ("this Sunday, 11 January", 6),
        ("sabado", 5),
        ("de domingo a domingo", 6),
        ("el lunes y el martes", None),
        ("domingos", None),
        ("ayer", None),
        ("", None),
    ],
)
def test_one_weekday_is_recognised_in_either_language(words: str, weekday: int | None) -> None:
    assert weekday_in(words) == weekday


# --- laws ----------------------------------------------------------------------------------------

WORDS = (
    "a el la los last next this este esta pasado próximo que viene hace dentro de en in ago "
    "12 2026 0 99999999 enero january may friday viernes week semana años days hoy mañana / . ,"
)
TYPED = st.text() | st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join)


@given(st.dates(), st.sampled_from(LANGUAGES), st.booleans(), st.dates())
def test_a_day_in_words_reads_back_as_itself(
    day: date, language: Language, weekday: bool, today: date
) -> None:
    said = dates.words(dates.parse(day.isoformat()), language, weekday)
    assert parse(said, today).span == Span.day(day)
    assert find(said, Span.day(today)) == Span.day(day)


@given(st.dates(), st.sampled_from(LANGUAGES))
def test_a_month_in_words_reads_back_as_itself(day: date, language: Language) -> None:
    month = dates.parse(day.isoformat()[:7])
    assert parse(month.say(language), day).span == month.span


@given(TYPED, st.dates())
def test_any_text_is_understood_or_refused(text: str, today: date) -> None:
    try:
        span = parse(text, today).span
    except WrongCall as error:
        said = str(error)
    else:
        said = ""
        assert span.bounds[0] <= span.bounds[1]
    assert "\n" not in said


@given(TYPED, st.dates(), st.integers(0, 40))
def test_any_words_are_found_or_not_or_refused(words: str, day: date, days: int) -> None:
    last = date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
    try:
        span = find(words, Span(day, last))
    except NotUnderstood:
        return
    assert span is None or span.bounds[0] <= span.bounds[1]


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.sampled_from(range(7)))
def test_this_weekday_is_within_three_days_of_the_text(day: date, weekday: int) -> None:
    found = find(f"este {dates.WEEKDAYS['es'][weekday]}", Span.day(day))
    assert found
    assert found.earliest == found.latest
    assert found.earliest
    assert found.earliest.weekday() == weekday
    assert abs((found.earliest - day).days) <= 3
