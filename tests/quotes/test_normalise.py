import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.quotes.normalise import normalise
from timeline.text import fold

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
DROPPED = "\xad\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff" + BIDI
TYPED = {
    "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‘": "'", "’": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "…": "...",
}  # fmt: skip
# Characters that normalising changes, or that compose with their neighbours, and any others.
LIVELY = (
    "aeno AE.\"'-éñ \t\n\r\xa0\u2009\u2028“”«»„‘’–—…"
    "\xad\u200b\ufeff\u0301\u0303\u0323각\u1100\u1161\u11a8"
)
texts = st.text(st.sampled_from(LIVELY) | st.characters(codec="utf-8"))


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("respeto \t\r\n\n mutuo", "respeto mutuo"),
        ("23\xa0de\u202fenero", "23 de enero"),
        ("“dijo”, «dijo», „dijo“", '"dijo", "dijo", "dijo"'),
        ("‘sí’", "'sí'"),
        ("2025–2026 — sí ‑ no", "2025-2026 - sí - no"),
        ("fentanilo…", "fentanilo..."),
        ("narco\xadterro\u200bristas\ufeff", "narcoterroristas"),
        ("\u2066@SRE_mx\u2069", "@SRE_mx"),
        ("me\u0301xico", "méxico"),
        ("me\u200b\u0301xico", "méxico"),
        ("a \u200b\n b", "a b"),
        ("\u1100\u1161\u11a8", "각"),
    ],
)
def test_normalising_makes_a_text_as_typed_on_a_keyboard(text: str, normal: str) -> None:
    assert normalise(text).text == normal


@pytest.mark.parametrize("text", ["Carteles", "cárteles", "¿NO?", "½", "ﬁn", "´`″‹›"])
def test_normalising_leaves_case_accents_and_all_else(text: str) -> None:
    assert normalise(text).text == text


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("añb", [("a", 0, 1), ("ñ", 1, 2), ("b", 2, 3)]),
        ("an\u0303b", [("a", 0, 1), ("ñ", 1, 3), ("b", 3, 4)]),
        ("q\u0301“", [("q", 0, 2), ("\u0301", 0, 2), ('"', 2, 3)]),
        ("a…", [("a", 0, 1), (".", 1, 2), (".", 1, 2), (".", 1, 2)]),
        ("a\r\n\u200b b", [("a", 0, 1), (" ", 1, 5), ("b", 5, 6)]),
        ("\ufeffa\xadb\xad", [("a", 1, 2), ("b", 3, 4)]),
        ("e\xad\u0301\xad", [("é", 0, 3)]),
        ("", []),
    ],
)
def test_each_normalised_character_knows_where_it_came_from(
    text: str, places: list[tuple[str, int, int]]
) -> None:
    normal = normalise(text)
    assert list(zip(normal.text, normal.starts, normal.ends, strict=True)) == places


@given(texts)
def test_normalising_is_what_the_standard_says(text: str) -> None:
    seen = "".join(char for char in text if char not in DROPPED)
    composed = unicodedata.normalize("NFC", seen)
    typed = "".join(TYPED.get(char, char) for char in composed)
    assert normalise(text).text == re.sub(r"\s+", " ", typed)


@given(texts)
def test_normalising_is_idempotent_and_blind_to_the_unicode_form(text: str) -> None:
    normal = normalise(text).text
    assert normalise(normal).text == normal
    assert normalise(unicodedata.normalize("NFD", text)).text == normal


@given(texts)
def test_offsets_rise_and_stay_inside_the_text(text: str) -> None:
    normal = normalise(text)
    assert list(normal.starts) == sorted(normal.starts)
    assert list(normal.ends) == sorted(normal.ends)
    assert all(
        0 <= start < end <= len(text) for start, end in zip(normal.starts, normal.ends, strict=True)
    )


@given(texts)
def test_what_a_character_came_from_normalises_to_it_and_its_twins(text: str) -> None:
    normal = normalise(text)
    for char, start, end in zip(normal.text, normal.starts, normal.ends, strict=True):
        assert char in normalise(text[start:end]).text


def test_an_index_lies_inside_a_character_only_where_one_became_several() -> None:
    normal = normalise("a…b")
    assert [normal.is_boundary(index) for index in range(6)] == [
        True,
        True,
        False,
        False,
        True,
        True,
    ]


def test_the_index_of_an_offset_is_of_the_first_character_from_there_on() -> None:
    normal = normalise("a\xad\xadb")
    assert [normal.index(offset) for offset in range(5)] == [0, 1, 1, 1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "La reunión — “prevista” para el 23 de enero…\n" * 22_000,
        "e\u0301" * 500_000,
        "a" + "\u0301\u0323" * 500_000,
        " " + "\u200b" * 1_000_000,
        "a b " * 250_000,
    ],
    ids=["prose", "NFD", "one letter with a million marks", "zero-width", "short words"],
)
def test_a_million_characters_are_normalised_and_folded_in_seconds(text: str) -> None:
    started = time.process_time()
    normalise(text)
    fold(text)
    assert time.process_time() - started < 5
