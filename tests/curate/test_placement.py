"""Where a new event stands, and what it is called."""

import pytest

from timeline.curate.placement import Places, event_id, slug, unique
from timeline.dates import parse

DATES = [*map(parse, ("2025-09-03", "../2026-01-11", "2026-01-11", "2026-01-15", "2026-02"))]


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("2025", 0),
        ("2026-01-11", 3),
        ("../2026-01-10", 1),
        ("2026-01-12/2026-01-20", 3),
        ("2026-02-01", 4),
        ("2026-02", 5),
        ("2027", 5),
        ("2026-01-14/..", 3),
    ],
)
def test_a_new_event_stands_after_the_last_that_is_not_later(date: str, at: int) -> None:
    assert Places([DATES]).take(parse(date)) == (at, 0)


def test_in_a_file_without_order_it_stands_at_the_end() -> None:
    assert Places([DATES[::-1]]).take(parse("2025")) == (5, 0)
    assert Places([[]]).take(parse("2025")) == (0, 0)


YEARS = [[*map(parse, it)] for it in (["2026-02-01", "2026-03"], ["2025-03", "2025-09-03"], [])]


@pytest.mark.parametrize(
    ("date", "place"),
    [
        ("2026-01-20", (0, 0)),
        ("2026-02-01", (1, 0)),
        ("2027", (2, 0)),
        ("2024", (2, 1)),
        ("2025-06", (3, 1)),
        ("2025-10", (4, 1)),
    ],
)
def test_a_new_event_goes_into_the_file_of_its_neighbour_in_time(
    date: str, place: tuple[int, int]
) -> None:
    assert Places(YEARS).take(parse(date)) == place


def test_where_there_is_no_event_the_file_is_the_one_said() -> None:
    places = Places([[], [], []], home=1)
    assert [places.take(parse(it)) for it in ("2026", "2025")] == [(0, 1), (0, 1)]


@pytest.mark.parametrize(
    ("date", "actors", "name"),
    [
        ("2026-01-11", ("de-la-fuente", "rubio"), "2026-01-11-call-de-la-fuente-rubio"),
        ("2026-01-11T09:00", (), "2026-01-11-call"),
        ("2026-01~", (), "2026-01-call"),
        ("2026-01-XX", (), "2026-01-call"),
        ("../2026-01-11", ("trump",), "by-2026-01-11-call-trump"),
        ("2026-01-11/..", (), "2026-01-11-call"),
        ("2026", ("a" * 90, "b"), "2026-call-b"),
    ],
)
def test_an_id_says_the_day_the_kind_and_the_actors(
    date: str, actors: tuple[str, ...], name: str
) -> None:
    assert event_id(parse(date), "call", actors, ()) == name


def test_a_name_that_is_taken_gets_the_first_number_that_is_free() -> None:
    assert unique("a", {"b"}) == "a"
    assert unique("a", {"a", "a-2"}) == "a-3"


def test_a_slug_has_what_an_id_may_have() -> None:
    assert slug("  El Niño: ¡hoy!_2 ", "x") == "el-nino-hoy-2"
    assert slug("¿?", "x") == "x"
    assert slug("a" * 200, "x") == "a" * 96
