from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import Fault, FieldPath
from timeline.i18n import sentence
from timeline.store.yaml.places import Place, locate, places
from timeline.store.yaml.tree import build

TEXT = """\
# a comment
collection: {title: Título 😀, sides: [MX, US]}
events:
  - id: one
    ? date
    : 2026-01-11
    cites:
    - source: "s1"
      quote: >-
        of two
        lines

  - id: two
    date:
"""


@pytest.mark.parametrize(
    ("path", "at_key", "line", "column", "source"),
    [
        (("collection", "title"), False, 2, 21, "Título 😀"),
        (("collection", "sides", 1), False, 2, 43, "US"),
        (("collection", "sides"), False, 2, 38, "[MX, US]"),
        (("collection", "sides"), True, 2, 31, "sides"),
        (("events",), True, 3, 1, "events"),
        (("events", 0, "date"), False, 6, 7, "2026-01-11"),
        (("events", 0, "date"), True, 5, 7, "date"),
        (("events", 0, "cites", 0, "source"), False, 8, 15, '"s1"'),
        (("events", 0, "cites", 0, "quote"), False, 9, 14, ">-\n        of two\n        lines\n\n"),
        (("events", 1, "id"), False, 13, 9, "two"),
        (("events", 1, "date"), False, 14, 10, ""),
        (("events", 1, "date"), True, 14, 5, "date"),
    ],
)
def test_a_place_is_that_of_the_value_or_of_the_key(
    path: FieldPath, at_key: bool, line: int, column: int, source: str
) -> None:
    place = places(TEXT, [(path, at_key)])[path, at_key]
    assert (place.line, place.column) == (line, column)
    assert TEXT[place.start : place.end] == source


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("sources",), 1, 1),
        (("collection", "coverage"), 2, 13),
        (("events", 1, "title", "en"), 13, 5),
        (("events", 0, "cites", 0, "speaker"), 8, 7),
        (("events", 9), 4, 3),
        (("events", "id"), 4, 3),
        (("events", 1, "id", "x", 0), 13, 9),
    ],
)
def test_what_is_not_there_has_the_place_of_what_should_hold_it(
    path: FieldPath, line: int, column: int
) -> None:
    for at_key in (False, True):
        place = places(TEXT, [(path, at_key)])[path, at_key]
        assert (place.line, place.column) == (line, column)


@pytest.mark.parametrize("text", ["", "# a comment\n", "---\n"])
def test_in_an_empty_file_everything_is_missing_at_its_start(text: str) -> None:
    assert places(text, [(("events",), False)]) == {(("events",), False): Place(1, 1, 0, 0)}


def test_places_hold_in_a_file_with_crlf() -> None:
    text = TEXT.replace("\n", "\r\n")
    place = places(text, [(("events", 1, "id"), False)])[("events", 1, "id"), False]
    assert (place.line, place.column, text[place.start : place.end]) == (13, 9, "two")


def test_faults_are_given_their_places_and_placed_ones_keep_theirs() -> None:
    said = sentence("missing")
    found = locate(
        [
            Fault(("events", 1, "date"), said),
            Fault(("events", 0, "date"), said, at_key=True),
            Fault((), said, file="other.yaml", line=7, column=7),
        ],
        TEXT,
        "data/events.yaml",
    )
    assert [fault.say() for fault in found] == [
        "data/events.yaml:14:10: events[1].date: missing",
        "data/events.yaml:5:7: events[0].date: missing",
        "other.yaml:7:7: missing",
    ]


def _scalars(tree: Any, path: FieldPath = ()) -> dict[FieldPath, str]:
    if isinstance(tree, str):
        return {path: tree}
    items = list(enumerate(tree) if isinstance(tree, list) else tree.items())
    found = [_scalars(below, (*path, key)) for key, below in items]
    return {deeper: text for below in found for deeper, text in below.items()}


WORDS = st.text("aé😀 #:'\n\\-", max_size=8)
TREES = st.recursive(
    WORDS, lambda below: st.lists(below, max_size=3) | st.dictionaries(WORDS, below, max_size=3)
)


@given(st.dictionaries(WORDS, TREES, max_size=4), st.sampled_from([None, '"', "'"]), st.booleans())
def test_every_text_is_found_by_its_path(tree: Any, style: str | None, flow: bool) -> None:
    text = yaml.safe_dump(
        tree, default_style=style, default_flow_style=flow, allow_unicode=True, width=1000
    )
    paths = _scalars(tree)
    for (path, _), place in places(text, [(path, False) for path in paths]).items():
        if "\n" not in text[place.start : place.end]:
            assert build(text[place.start : place.end] or '""', "f") == paths[path]
