"""The laws of the time axis, of the boxes on it and of the breadth of words."""

from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.formats.drawing.lanes import Box, stacked
from timeline.formats.drawing.scale import FIRST, LAST, TICK_SIZE, Scale, TickUnit, scale, ticks
from timeline.formats.drawing.text_width import balanced, cut, tame, width, wrapped
from timeline.i18n import LANGUAGES, Language

DAYS = st.integers(FIRST, LAST)
SPANS = st.tuples(DAYS, DAYS).map(sorted) | st.tuples(DAYS, st.integers(0, 400)).map(
    lambda it: [it[0], min(it[0] + it[1], LAST)]
)
PLACES = st.floats(0, 1000, allow_nan=False)
BOXES = st.lists(
    st.builds(lambda x, w, h: Box(x, x + w, h), PLACES, st.floats(1, 400), st.floats(1, 60)),
    max_size=40,
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)


def axis_of(span: list[int]) -> Scale:
    first, last = span
    return scale(first, last, 100, 1000)


@given(SPANS, st.floats(0, 1), st.floats(0, 1))
def test_a_later_moment_is_never_drawn_before_an_earlier_one(
    span: list[int], one: float, other: float
) -> None:
    axis = axis_of(span)
    first, last = sorted(axis.first + share * (axis.last - axis.first) for share in (one, other))
    assert axis.x(first) <= axis.x(last)


@given(SPANS)
def test_every_day_asked_for_lies_on_the_axis_whole(span: list[int]) -> None:
    axis = axis_of(span)
    assert 100 <= axis.x(span[0]) <= axis.x(span[1] + 1) <= 1000.0001


@given(SPANS)
def test_equal_times_are_equally_long_all_along_the_axis(span: list[int]) -> None:
    axis = axis_of(span)
    assert axis.x(span[0] + 1) - axis.x(span[0]) == pytest.approx(axis.day, abs=1e-6)
    assert axis.x(span[1] + 1) - axis.x(span[1]) == pytest.approx(axis.day, abs=1e-6)


@given(SPANS, st.sampled_from(LANGUAGES))
def test_ticks_lie_on_the_axis_and_their_names_do_not_touch(
    span: list[int], language: Language
) -> None:
    axis = axis_of(span)
    made = ticks(axis, language)
    assert all(100 <= it.x <= 1000 for it in made)
    ends = [it.x + 4 + width(it.text, TICK_SIZE) for it in made if it.text]
    begins = [it.x for it in made if it.text]
    assert all(end <= begin + 4 for end, begin in zip(ends, begins[1:], strict=False))
    assert all(end <= 1000 for end in ends)
    above = [it for it in made if it.above]
    for one, following in pairwise(above):
        assert one.x + width(one.above, TICK_SIZE, bold=True) <= following.x


@given(SPANS)
def test_a_tick_stands_where_its_unit_begins(span: list[int]) -> None:
    axis = axis_of(span)
    for step in (TickUnit(months=1), TickUnit(months=3), TickUnit(months=12)):
        for number in step.starts(axis.last - 1000 if axis.last > 2000 else 1, axis.last):
            day = date.fromordinal(number)
            assert day.day == 1
            assert (day.year * 12 + day.month - 1) % step.months == 0


@pytest.mark.parametrize(
    ("first", "last", "language", "named"),
    [
        ("2026-01-11", "2026-01-14", "en", "January 2026: Sat 10 Sun 11 Mon 12 Tue 13 Wed 14"),
        ("2026-01-11", "2026-01-14", "es", "enero de 2026: sáb 10 dom 11 lun 12 mar 13 mié 14"),
        ("2026-01-05", "2026-03-01", "en", "2026: 5 Jan 12 Jan 19 Jan 26 Jan 2 Feb 9 Feb 16 Feb"),
        ("2025-11-02", "2026-03-30", "en", "2025: Nov Dec 2026: Jan Feb Mar"),
        ("2020-01-02", "2023-12-31", "es", "2020: ene abr jul oct 2021: ene abr jul oct"),
        ("1980-02-01", "1999-12-31", "en", "1980 1981 1982 1983 1984 1985 1986"),
        ("0001-01-01", "9999-12-31", "en", "0001 0500 1000 1500 2000 2500"),
    ],
)
def test_the_ticks_are_days_weeks_months_quarters_or_years_by_the_span(
    first: str, last: str, language: Language, named: str
) -> None:
    begin, end = (date.fromisoformat(it).toordinal() for it in (first, last))
    made = ticks(scale(begin, end, 118, 1064), language)
    said = " ".join(f"{it.above}: {it.text}" if it.above else it.text for it in made)
    assert said.startswith(named)


@given(BOXES)
def test_no_box_covers_another(boxes: list[Box]) -> None:
    placed = list(zip(stacked(boxes), boxes, strict=True))
    for (top, box), (other_top, other) in combinations(placed, 2):
        if box.beside(other):
            assert top + box.height <= other_top or other_top + other.height <= top


@given(BOXES)
def test_a_box_stands_at_the_top_or_right_under_another(boxes: list[Box]) -> None:
    tops = stacked(boxes)
    ends = {0.0} | {top + box.height for top, box in zip(tops, boxes, strict=True)}
    assert set(tops) <= ends


def test_boxes_that_are_not_beside_each_other_share_the_top() -> None:
    assert stacked([Box(0, 10, 5), Box(10, 20, 5), Box(5, 15, 5)]) == [0, 0, 5]


@given(TEXTS, st.floats(40, 400), st.integers(1, 3))
def test_lines_are_as_broad_as_the_room_at_most(text: str, room: float, lines: int) -> None:
    made = wrapped(tame(text), room, 13, lines)
    assert len(made) <= lines
    assert all(width(line, 13) <= room for line in made)


@given(TEXTS, st.floats(40, 400))
def test_a_balanced_text_says_the_same_in_as_many_lines(text: str, room: float) -> None:
    made = wrapped(tame(text), room, 13, 3)
    even = balanced(tame(text), room, 13, len(made))
    assert " ".join(even) == " ".join(made)
    assert len(even) == len(made)


def test_what_has_no_room_is_cut_after_a_word_and_marked() -> None:
    assert cut("the river that two states share", 110, 13) == "the river that…"
    assert cut("the river", 110, 13) == "the river"
    assert cut("x" * 10_000, 60, 13) == "x" * 6 + "…"


def test_lines_are_of_even_length() -> None:
    assert balanced("one two three four five", 150, 13, 2) == ["one two three", "four five"]


def test_a_letter_keeps_two_of_its_marks() -> None:
    assert tame("e\u0301" + "\u0301" * 500 + "\n x") == "e\u0301\u0301 x"
