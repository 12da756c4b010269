import re
from collections.abc import Iterator

import pytest

from timeline import errors
from timeline.errors import (
    Fault,
    Level,
    MachineFailed,
    NotADate,
    NotUnderstood,
    TimelineError,
    UnknownValue,
    Unreadable,
    WrongCall,
)
from timeline.i18n import sentence

WRONG = sentence("2026-02-30 is not a day: February 2026 has 28")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("events", 3, "date"), "events[3].date"),
        (("collection", "sides", "AA"), "collection.sides.AA"),
        (("events", 0, "cites", 11, "quote"), "events[0].cites[11].quote"),
        (("events",), "events"),
        ((), ""),
    ],
)
def test_a_path_is_written_as_people_write_it(path: tuple[str | int, ...], field: str) -> None:
    assert Fault(path, WRONG).field == field


def below(error: type[TimelineError]) -> Iterator[tuple[str, int]]:
    yield error.__name__, error.exit_code
    for kind in error.__subclasses__():
        if kind.__module__ == errors.__name__:
            yield from below(kind)


def test_the_tree_of_the_module_draws_every_class_with_its_exit_code() -> None:
    drawn: dict[str, int] = {}
    code = 2
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"[│├└─ ]+ (\w+) +(\d)?", line):
            code = int(found[2] or code)
            drawn[found[1]] = code
    kinds = dict(below(TimelineError))
    assert kinds.pop("TimelineError") == 2
    assert drawn == kinds


def test_no_class_of_error_is_kept_elsewhere() -> None:
    assert [
        kind for kind in TimelineError.__subclasses__() if kind.__module__ != "timeline.errors"
    ] == []


def test_a_fault_with_a_place_is_one_line() -> None:
    fault = Fault(("events", 3, "date"), WRONG, file="data/events.yaml", line=19, column=5)
    assert fault.say() == (
        "data/events.yaml:19:5: events[3].date: 2026-02-30 is not a day: February 2026 has 28"
    )


def test_a_fault_says_the_rule_that_found_it() -> None:
    fault = Fault(("events", 0), sentence("'e1' cites no source"), "Q1", file="x", line=1, column=2)
    assert fault.say() == "x:1:2: events[0]: Q1 'e1' cites no source"


def test_a_fault_leaves_out_what_it_does_not_know() -> None:
    assert Fault((), WRONG).say() == str(WRONG)
    assert Fault((), WRONG, file="x").say() == f"x: {WRONG}"
    assert Fault(("events",), WRONG).say() == f"events: {WRONG}"


def test_a_fault_is_an_error_unless_it_is_called_a_notice() -> None:
    assert Fault((), WRONG).level is Level.ERROR
    assert Fault((), WRONG, level=Level.NOTICE).level is Level.NOTICE


def test_faults_are_sorted_by_place_and_lines_count_as_numbers() -> None:
    faults = [
        Fault(("b",), WRONG, file="b", line=1, column=1),
        Fault(("z",), WRONG, file="a", line=10, column=1),
        Fault(("b",), WRONG, file="a", line=9, column=10),
        Fault(("b",), WRONG, "Q2", file="a", line=9, column=9),
        Fault(("b",), WRONG, "Q1", file="a", line=9, column=9),
        Fault(("a",), WRONG, "Q3", file="a", line=9, column=9),
    ]
    assert [fault.say()[:12] for fault in Unreadable(faults).faults] == [
        "a:9:9: a: Q3",
        "a:9:9: b: Q1",
        "a:9:9: b: Q2",
        "a:9:10: b: 2",
        "a:10:1: z: 2",
        "b:1:1: b: 20",
    ]


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "the collection cannot be read: 1 fault"),
        (2, "the collection cannot be read: 2 faults"),
    ],
)
def test_an_unreadable_collection_counts_its_faults(n: int, said: str) -> None:
    assert Unreadable([Fault((), WRONG)] * n).say() == said


@pytest.mark.parametrize(
    ("near", "said"),
    [
        ((), "no actor is called 'anna'"),
        (("Ana Lima",), "no actor is called 'anna'; did you mean Ana Lima?"),
        (["Ana", "Hanna"], "no actor is called 'anna'; did you mean Ana, Hanna?"),
    ],
)
def test_an_unknown_value_names_what_is_near(near: tuple[str, ...], said: str) -> None:
    error = UnknownValue(sentence("actor"), "anna", near)
    assert error.say() == said
    assert error.near == tuple(near)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (WrongCall(WRONG), 2),
        (NotADate(WRONG), 2),
        (NotUnderstood(WRONG), 2),
        (UnknownValue(sentence("actor"), "x"), 2),
        (Unreadable([]), 2),
        (MachineFailed(WRONG), 3),
    ],
)
def test_each_error_owns_its_exit_code(error: TimelineError, code: int) -> None:
    assert error.exit_code == code


@pytest.mark.parametrize("error", [NotADate, NotUnderstood, UnknownValue])
def test_what_was_typed_wrongly_is_a_wrong_call(error: type[TimelineError]) -> None:
    assert issubclass(error, WrongCall)


def test_an_error_says_its_sentence() -> None:
    assert str(WrongCall(WRONG)) == WRONG.say() == WrongCall(WRONG).say("en")
