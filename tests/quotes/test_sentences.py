"""Sentences are found by some of their words, and given as they stand in the text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.quotes.sentences import sentences, sentences_containing

TEXT = """\
 date 2026-01-16 They met in Washington, D.C., on Friday. ¿Quién habló? «Nadie», dijo él.
 \t
Una sola línea,
sin punto
\t
“We spoke,” she said… Then left! the rest
"""


HEADED = """\
A heading
The ministers spoke by telephone for an hour, from their offices,
and agreed to meet.
"""


def shown(text: str, words: str) -> list[str]:
    return [text[place.start : place.end] for place in sentences_containing(text, words)]


def test_sentences_end_at_signs_and_at_empty_lines() -> None:
    assert [TEXT[place.start : place.end] for place in sentences(TEXT)] == [
        "date 2026-01-16 They met in Washington, D.C., on Friday.",
        "¿Quién habló?",
        "«Nadie», dijo él.",
        "Una sola línea,\nsin punto",
        "“We spoke,” she said…",
        "Then left! the rest",
    ]


def test_a_heading_is_no_part_of_what_it_is_above_and_a_wrapped_line_is() -> None:
    assert [HEADED[place.start : place.end] for place in sentences(HEADED)] == [
        "A heading",
        HEADED.split("\n", 1)[1].rstrip(),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("QUIEN", ["¿Quién habló?"]),
        ("linea  sola", ["Una sola línea,\nsin punto"]),
        ("washing friday", ["date 2026-01-16 They met in Washington, D.C., on Friday."]),
        ("habl nadie", []),
        ("", []),
        (" ", []),
    ],
)
def test_all_the_words_are_looked_for_without_case_and_accents(
    words: str, found: list[str]
) -> None:
    assert shown(TEXT, words) == found


@given(st.text(alphabet='ab .!?…"”\n\t\u00a0áÑ¿', max_size=200))
def test_every_sentence_is_a_piece_of_the_text_and_nothing_is_lost(text: str) -> None:
    places = list(sentences(text))
    assert "".join("".join(text[it.start : it.end].split()) for it in places) == "".join(
        text.split()
    )
    assert all(one.end <= other.start for one, other in pairwise(places))


@pytest.mark.parametrize("part", [" ", ".", ". ", "\n ", '."', "a. B"])
def test_a_long_text_takes_no_time(part: str) -> None:
    start = time.process_time()
    sentences_containing(part * 200_000, "b")
    assert time.process_time() - start < 3
