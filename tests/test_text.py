import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.text import (
    FORBIDDEN,
    ascii_host,
    code_point,
    find_forbidden,
    fold,
    safe,
    shorten,
    suggest,
    unaccented,
    with_host,
)

EVERY_CHARACTER = "".join(map(chr, range(sys.maxunicode + 1)))
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Characters that normalising changes, or that compose with their neighbours, and any others.
LIVELY = (
    "aeno AE.\"'-éñ \t\n\r\xa0\u2009\u2028“”«»„‘’–—…"
    "\xad\u200b\ufeff\u0301\u0303\u0323각\u1100\u1161\u11a8"
)
texts = st.text(st.sampled_from(LIVELY) | st.characters(codec="utf-8"))
PEOPLE = ["de-la-fuente", "Juan Ramón de la Fuente", "Marco Rubio", "Omar García Harfuch", "rubio"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("García Harfuch", "garcia harfuch"),
        ("Garci\u0301a Harfuch", "garcia harfuch"),
        ("MÉXICO", "mexico"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ᾳ", "α"),
        ("각", "각"),
        ("A" + "\u0301\u0323" * 250, "a"),
    ],
)
def test_folding_takes_case_and_accents_away(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_tells_different_letters_apart() -> None:
    assert fold("Rubio") != fold("Rubia")


def test_every_character_folds_alike_in_both_forms() -> None:
    for char in EVERY_CHARACTER:
        apart = unicodedata.normalize("NFD", char)
        assert apart == char or fold(apart) == fold(char)


@given(texts)
def test_folding_is_idempotent_and_blind_to_the_unicode_form(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


def test_taking_accents_away_keeps_case() -> None:
    assert unaccented("CÁRTELES y años") == "CARTELES y anos"


def test_what_may_not_stand_in_data_is_forbidden_and_nothing_else() -> None:
    expected = {
        char
        for char in EVERY_CHARACTER
        if (unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} and char not in "\t\n\r")
        or char in BIDI
        or char == "\ufeff"
        or "\ufdd0" <= char <= "\ufdef"
        or ord(char) & 0xFFFE == 0xFFFE
    }
    assert set(FORBIDDEN.findall(EVERY_CHARACTER)) == expected


@pytest.mark.parametrize(
    ("text", "offset", "called"),
    [
        ("\0", 0, "U+0000"),
        ("ab\x1b[2J", 2, "U+001B"),
        ("é\u202e", 1, "U+202E"),
        ("\ud800", 0, "U+D800"),
        ("title\ufeff", 5, "U+FEFF"),
        ("\x85", 0, "U+0085"),
        ("🎉\U0010ffff", 1, "U+10FFFF"),
    ],
)
def test_the_first_forbidden_character_is_found_and_named(
    text: str, offset: int, called: str
) -> None:
    assert find_forbidden(text) == offset
    assert code_point(text[offset]) == called


@pytest.mark.parametrize(
    "text", ["", "México “23”\n\t\r", "שלום", "👩‍👧", "e\u0301", "\xad", "日本"]
)
def test_ordinary_text_of_any_script_may_stand_in_data(text: str) -> None:
    assert find_forbidden(text) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("\x9b31m", r"\x9b31m"),
        ("a\u202eb", r"a\u202eb"),
        ("one\ntwo\tthree\r", r"one\ntwo\tthree\r"),
        ("\udce9", r"\udce9"),
        ("\U0001fffe", r"\U0001fffe"),
        ("[bold]x[/] :warning: \\[x]", "[bold]x[/] :warning: \\[x]"),
        ("שלום 👩‍👧 日本 é", "שלום 👩‍👧 日本 é"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_line_ends_can_be_kept() -> None:
    assert safe("one\ntwo\x1b\tthree\r", lines=True) == "one\ntwo\\x1b\\tthree\\r"


@given(st.text(st.characters() | st.sampled_from("\x1b\n\t\u202e\\")), st.booleans())
def test_safe_text_has_no_control_is_idempotent_and_keeps_the_rest(text: str, lines: bool) -> None:
    shown = safe(text, lines=lines)
    harmless = {"\n"} if lines else set()
    assert not [char for char in set(shown) - harmless if unicodedata.category(char) == "Cc"]
    assert not set(shown) & set(BIDI)
    assert safe(shown, lines=lines) == shown
    kept = [char for char in text if char.isprintable()]
    assert safe("".join(kept), lines=lines) == "".join(kept)


@pytest.mark.parametrize(
    ("value", "choices", "near"),
    [
        ("rubbio", PEOPLE, ("Marco Rubio", "rubio")),
        ("garcia", PEOPLE, ("Omar García Harfuch",)),
        ("FUENTE", PEOPLE, ("de-la-fuente", "Juan Ramón de la Fuente")),
        ("uente", PEOPLE, ("de-la-fuente", "Juan Ramón de la Fuente")),
        ("tilte", ["title", "url"], ("title",)),
        ("meting", ["call", "meeting", "statement"], ("meeting",)),
        ("m", ["call", "meeting", "x-mas"], ("meeting", "x-mas")),
        ("a", ["call", "date"], ()),
        ("rio", ["barrio", "Rio Bravo"], ("Rio Bravo", "barrio")),
        ("zzz", PEOPLE, ()),
        ("", PEOPLE, ()),
        ("call", [], ()),
        ("call", ["call", "call"], ("call",)),
        ("ab", ["abd", "abc", "abe", "abf"], ("abd", "abc", "abe")),
        ("x" * 100_000, PEOPLE, ()),
    ],
)
def test_the_nearest_choices_are_suggested(
    value: str, choices: list[str], near: tuple[str, ...]
) -> None:
    assert suggest(value, choices) == near


def test_as_many_are_suggested_as_asked_for() -> None:
    assert suggest("ab", ["abd", "abc", "abe", "abf"], n=1) == ("abd",)


def test_what_counts_as_near_can_be_asked_for() -> None:
    assert suggest("fuentes", ["events", "sources"]) == ("events",)
    assert suggest("fuentes", ["events", "sources"], least=0.75) == ()
    assert suggest("sorces", ["events", "sources"], least=0.75) == ("sources",)


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("hola mundo", 10, "hola mundo"),
        ("hola mundo cruel", 11, "hola mundo…"),
        ("hola mundo cruel", 12, "hola mundo…"),
        ("hola mundo cruel", 10, "hola…"),
        ("holamundo", 5, "hola…"),
        (" holamundo", 5, " hol…"),
        ("hola", 1, "…"),
        ("hola", 0, ""),
    ],
)
def test_a_long_text_is_cut_after_a_word(text: str, width: int, short: str) -> None:
    assert shorten(text, width) == short


@given(texts, st.integers(min_value=0, max_value=40))
def test_a_shortened_text_fits_and_starts_the_same(text: str, width: int) -> None:
    short = shorten(text, width)
    assert len(short) <= width
    assert short == text or text.startswith(short.removesuffix("…"))


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://example.org/á", ""),
        ("https://münchen.example", "xn--mnchen-3ya.example"),
        ("https://MÜNCHEN.example:8080/a?b", "xn--mnchen-3ya.example:8080"),
        ("https://mu\u0308nchen.example#a", "xn--mnchen-3ya.example"),
        ("http://ejemplo。ñandú", "ejemplo.xn--and-6ma2c"),
        ("https://\u0435xample.org/", "xn--xample-2of.org"),
        ("no link", ""),
    ],
)
def test_a_host_in_other_letters_has_a_form_in_ascii(url: str, host: str) -> None:
    assert ascii_host(url) == host
    assert with_host(url) == (f"{url} ({host})" if host else url)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_form_of_any_host_is_ascii(text: str) -> None:
    assert ascii_host(f"https://{text}").isascii()
