import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.i18n import sentence
from timeline.quotes.near_match import TextPosition
from timeline.quotes.normalise import normalise
from timeline.quotes.prove import (
    Absent,
    CannotCheck,
    Found,
    NearestPassage,
    Quote,
    Standing,
    StandingCounts,
    StoredText,
    Unavailable,
    context,
    proof_of,
    prove,
    standing,
    tally,
)
from timeline.records.model import Cite, Source, Words

ROOT = Path(__file__).parents[2]
SEEDS = [
    StoredText(path.read_bytes().decode(), "") for path in sorted((ROOT / "seeds").glob("*.txt"))
]
ASSOCIATION = (
    "reafirmaron la importancia de la asociación entre EEUU y México, basada en el respeto mutuo "
    "a la soberanía, al tiempo que reconocieron que es necesario hacer más para enfrentar las "
    "amenazas compartidas"
)
MANY_WORDS = " ".join(map(str, range(3000)))


def look(text: str, quote: str, prefix: str = "", suffix: str = "") -> Found | Absent | CannotCheck:
    return prove(Quote(quote, prefix, suffix), StoredText(text, ""))


def hint(text: str, quote: str) -> NearestPassage | None:
    verdict = look(text, quote)
    assert isinstance(verdict, Absent)
    return verdict.near


def difference(text: str, quote: str) -> str:
    near = hint(text, quote)
    assert near is not None
    return str(near.difference)


def test_a_quote_as_typed_is_found_where_it_stands() -> None:
    assert prove(Quote(ASSOCIATION), SEEDS[4]) == Found((TextPosition(555, 756),), exact=True)
    assert SEEDS[4].text[555:756] == ASSOCIATION


def test_straight_quotation_marks_stand_for_curly_ones_and_it_is_said() -> None:
    verdict = prove(Quote(f'"{ASSOCIATION}"'), SEEDS[4])
    assert verdict == Found((TextPosition(554, 757),), False, (sentence("quotation marks"),))
    assert SEEDS[4].text[554:757] == f"“{ASSOCIATION}”"


@pytest.mark.parametrize(
    ("seed", "quote"),
    [
        (0, "contrarrestar a los carteles"),
        (1, "contrarrestar a los cárteles"),
        (1, "la Secretaía de Relaciones Exteriores"),
        (3, "ambos funcionaros abordaron"),
    ],
)
def test_each_source_keeps_its_own_spelling_typos_included(seed: int, quote: str) -> None:
    verdict = prove(Quote(quote), SEEDS[seed])
    assert isinstance(verdict, Found)
    assert verdict.exact


@pytest.mark.parametrize(
    ("seed", "quote", "said"),
    [
        (
            0,
            "contrarrestar a los cárteles",
            "only accents differ: the text has 'carteles' where the quote has 'cárteles'",
        ),
        (
            1,
            "contrarrestar a los carteles",
            "only accents differ: the text has 'cárteles' where the quote has 'carteles'",
        ),
        (
            1,
            "la Secretaría de Relaciones Exteriores",
            "the text has 'Secretaía' where the quote has 'Secretaría'",
        ),
    ],
)
def test_another_spelling_is_not_in_the_source(seed: int, quote: str, said: str) -> None:
    verdict = prove(Quote(quote), SEEDS[seed])
    assert isinstance(verdict, Absent)
    assert verdict.near is not None
    assert str(verdict.near.difference) == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "importancia",
            "importansia",
            "the text has 'importancia' where the quote has 'importansia'",
        ),
        ("es necesario", "no es necesario", "the quote has 'no', which the text does not"),
        ("respeto mutuo", "respeto", "the text has 'mutuo', which the quote leaves out"),
        ("México,", "México", "the text has 'México,' where the quote has 'México'"),
        ("EEUU", "eeuu", "only case differs: the text has 'EEUU' where the quote has 'eeuu'"),
        (
            "EEUU y México",
            "eeuu y Mexico",
            "only case and accents differ: the text has 'EEUU' where the quote has 'eeuu'",
        ),
    ],
)
def test_a_changed_quote_is_absent_and_the_change_is_named(old: str, new: str, said: str) -> None:
    verdict = prove(Quote(ASSOCIATION.replace(old, new)), SEEDS[4])
    assert isinstance(verdict, Absent)
    assert verdict.near is not None
    assert (verdict.near.start, verdict.near.end, verdict.near.text) == (555, 756, ASSOCIATION)
    assert str(verdict.near.difference) == said


@pytest.mark.parametrize(
    ("text", "quote", "differences"),
    [
        ("el 23\r\nde  enero", "23 de enero", ["white space"]),
        ("el 23\xa0de enero", "23 de enero", ["white space"]),
        ("uno\fdos", "uno dos", ["white space"]),
        ("uno\u2000dos", "uno\u2002dos", ["white space"]),
        ("dijo «no»", '"no"', ["quotation marks"]),
        ("l’état", "l'état", ["quotation marks"]),
        ("2025–2026", "2025-2026", ["dashes"]),
        ("fentanilo… — X", "fentanilo...", ["ellipsis"]),
        ("soberani\u0301a", "soberanía", ["Unicode form (NFC/NFD)"]),
        ("soberanía", "soberani\u0301a", ["Unicode form (NFC/NFD)"]),
        ("narco\xadterroristas", "narcoterroristas", ["invisible characters"]),
        ("narcoterroristas", "narco\u200bterroristas", ["invisible characters"]),
        ("“a” —\nb “c”", '"a" - b "c"', ["quotation marks", "dashes", "white space"]),
    ],
)
def test_a_difference_of_form_passes_and_is_named(
    text: str, quote: str, differences: list[str]
) -> None:
    verdict = look(text, quote)
    assert isinstance(verdict, Found)
    assert not verdict.exact
    assert [str(each) for each in verdict.differences] == differences


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("llego\u0301 ayer", "llego"),
        ("se llego\u0301", "lleg\u0301"),
        ("espera…", "espera."),
        ("espera…fin", ".fin"),
        ("un acuerdo", "una cuerdo"),
        ("Estados Unidos", "estados unidos"),
        ("cárteles", "carteles"),
        ("es posible", "no es posible"),
        ("", "algo"),
    ],
)
def test_nothing_else_passes(text: str, quote: str) -> None:
    assert isinstance(look(text, quote), Absent)


@pytest.mark.parametrize("quote", ["", "  \n", "\u200b", "\xad \ufeff"])
def test_an_empty_quote_proves_nothing(quote: str) -> None:
    assert look("un texto", quote) == Absent(None)


@pytest.mark.parametrize("quote", ["  23 de enero\n", "\ufeff23 de enero\u200b"])
def test_white_space_around_a_quote_does_not_count(quote: str) -> None:
    assert look("el 23 de enero", quote) == Found((TextPosition(3, 14),), exact=True)


def test_a_quote_that_stands_twice_has_two_places() -> None:
    assert look("sí. No. sí.", "sí") == Found((TextPosition(0, 2), TextPosition(8, 10)), exact=True)


def test_places_may_overlap() -> None:
    assert look("ababax", "aba", suffix="x") == Found((TextPosition(2, 5),), exact=True)


def test_where_the_quote_stands_as_typed_goes_before_where_its_form_differs() -> None:
    assert look('“sí” y "sí"', '"sí"') == Found((TextPosition(7, 11),), exact=True)


@pytest.mark.parametrize(
    ("prefix", "suffix", "start"),
    [
        ("De la Fuente", "", 13),
        ("de  la\nfuente", "", 52),
        ('"de la fuente ', "", 52),
        ("", ", dijo Rubio", 13),
        ("", "; insistió", 52),
        ("", "insistió", None),
        ("fuente", "; insistió", 52),
        ("De la Fuente", "; insistió", None),
        ("DE LA FUENTE", "", None),
    ],
)
def test_a_prefix_or_suffix_tells_two_places_apart(
    prefix: str, suffix: str, start: int | None
) -> None:
    text = "De la Fuente soberanía, dijo Rubio. — “de la fuente\nsoberanía; insistió"
    verdict = look(text, "soberanía", prefix, suffix)
    if start is None:
        assert isinstance(verdict, Absent)
    else:
        assert verdict == Found((TextPosition(start, start + 9),), exact=True)


def test_a_quote_that_stands_only_elsewhere_is_absent_and_its_place_is_given() -> None:
    said = sentence("the quote stands here, but not between the prefix and suffix given")
    assert look("el 23 de enero", "enero", prefix="febrero") == Absent(
        NearestPassage(9, 14, "enero", said)
    )


def test_without_a_text_nothing_is_checked() -> None:
    reason = sentence("no stored text")
    assert prove(Quote("enero"), Unavailable(reason)) == CannotCheck(reason)


def test_the_nearest_passage_is_given_as_the_source_has_it() -> None:
    near = hint("Hoy.\n«Los  cárteles\nson fuertes», dijo.", '"Los carteles son fuertes"')
    assert near is not None
    assert (near.start, near.end, near.text) == (5, 32, "«Los  cárteles\nson fuertes»")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("la importancia de la asociación entre EEUU y México, basada", "la importancia, basada"),
        ("entre EEUU y México", "entre los gobiernos de los EEUU y el de la nación de México"),
        ("reafirmaron", "comunicado"),  # which stands a few words before
    ],
)
def test_the_nearest_passage_is_whole_when_words_were_left_out_or_added(old: str, new: str) -> None:
    near = hint(SEEDS[4].text, ASSOCIATION.replace(old, new))
    assert near is not None
    assert near.text == ASSOCIATION


def test_the_nearest_of_two_passages_is_given_the_first_of_two_alike() -> None:
    text = "la paz de hoy. la paz de ayer y hoy. la paz de ayer y hoy."
    near = hint(text, "la paz de ayer y siempre.")
    assert near is not None
    assert (near.start, near.text) == (15, "la paz de ayer y hoy.")


@pytest.mark.parametrize(
    ("text", "quote", "said"),
    [
        (
            "uno dos tres cuatro",
            "cero dos tres cuatro",
            "the text has 'uno' where the quote has 'cero'",
        ),
        (
            "uno dos tres cuatro",
            "uno dos tres cinco",
            "the text has 'cuatro' where the quote has 'cinco'",
        ),
        ("a b c, d e", "a b c d e", "the text has 'c,' where the quote has 'c'"),
        ("uno dos", "cero uno dos", "the quote has 'cero', which the text does not"),
        ("no habrá…", "no habrá.", "the text has 'habrá...' where the quote has 'habrá.'"),
    ],
)
def test_the_first_words_that_differ_are_named(text: str, quote: str, said: str) -> None:
    assert difference(text, quote) == said


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Los secretarios hablaron.", "Una nota sobre comercio agrícola"),
        ("Los secretarios hablaron.", "los gatos duermen y sueñan"),
        ("la " * 1000, "casa " * 300 + "la " * 300),
        (f"{MANY_WORDS} fin", f"{MANY_WORDS} final"),
        ("la " * 1000, "la " * 300 + "casa " * 300 + "azul " * 300),
        ("", "algo"),
    ],
)
def test_there_is_no_hint_where_nothing_is_near(text: str, quote: str) -> None:
    assert hint(text, quote) is None


def test_a_hundred_quotes_are_looked_for_in_a_million_characters_in_seconds() -> None:
    text = "".join(seed.text for seed in SEEDS) * 70 + "El final es otro y no aquel."
    stored = StoredText(text, "")
    started = time.process_time()
    for n in range(100):
        assert isinstance(prove(Quote(f"{ASSOCIATION} {n}"), stored), Absent)
    verdict = prove(Quote("El final es uno y no aquel."), stored)
    assert time.process_time() - started < 5
    assert isinstance(verdict, Absent)
    assert verdict.near is not None
    assert verdict.near.end == len(text)


def test_a_quote_that_repeats_itself_without_end_is_found_in_seconds() -> None:
    started = time.process_time()
    verdict = look("a" * 200_000, "a" * 100_000)
    assert time.process_time() - started < 5
    assert isinstance(verdict, Found)
    assert verdict.places[:2] == (TextPosition(0, 100_000), TextPosition(1, 100_001))
    assert len(verdict.places) == 1000


def test_the_text_around_a_place_is_given() -> None:
    stored = StoredText("uno dos tres cuatro cinco", "")
    assert context(stored, TextPosition(8, 12), before=4, after=7) == Quote(
        "tres", "dos ", " cuatro"
    )
    assert context(stored, TextPosition(8, 12)) == Quote("tres", "uno dos ", " cuatro cinco")


def test_the_text_around_a_place_cuts_no_letter_from_its_accent() -> None:
    stored = StoredText("me\u0301 si me\u0301", "")
    assert context(stored, TextPosition(4, 6), before=2, after=3) == Quote("si", " ", " m")


# A text of these stands for itself: no two of its characters become one.
SIMPLE = st.text("abcñéÁ.,-'\"“”—  \n", min_size=1, max_size=60)
# In a text of these they may: accents compose, white space runs together, some are dropped.
LIVELY = st.text('aeoñé .-"“”—… \n\xa0\xad\u200b\u0301\u0323\u1100\u1161\u11a8', max_size=40)


@given(SIMPLE, st.data())
def test_any_part_of_a_text_is_found_exactly_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    assume(quote.strip())
    first = start + len(quote) - len(quote.lstrip())
    verdict = look(text, quote)
    assert isinstance(verdict, Found)
    assert verdict.exact
    assert TextPosition(first, first + len(quote.strip())) in verdict.places


@given(LIVELY, LIVELY, LIVELY)
def test_a_passage_is_found_among_any_others(before: str, passage: str, after: str) -> None:
    assume(normalise(passage).text.strip())
    verdict = look(f"{before} x{passage}x {after}", f"x{passage}x")
    assert isinstance(verdict, Found)
    start = len(before) + 1
    assert TextPosition(start, start + len(passage) + 2) in verdict.places


RESTYLED = {
    " ": [" ", "\n", "\xa0 ", " \u200b\r\n"],
    '"': ['"', "“", "»"],
    "'": ["'", "’"],
    "-": ["-", "—", "–"],
    "é": ["é", "e\u0301", "e\u200b\u0301"],
    "n": ["n", "n\xad", "\u2060n"],
}


@given(st.text("abé.,-n'\" ", min_size=1, max_size=40), LIVELY, st.data())
def test_a_restyled_quote_is_found_and_its_place_says_the_same(
    quote: str, around: str, data: st.DataObject
) -> None:
    restyled = "".join(data.draw(st.sampled_from(RESTYLED.get(char, [char]))) for char in quote)
    assume(quote.strip())
    text = f"{around} {restyled} {around}"
    verdict = look(text, quote)
    assert isinstance(verdict, Found)
    for place in verdict.places:
        assert normalise(text[place.start : place.end]).text == normalise(quote.strip()).text
    assert verdict.exact == (not verdict.differences)


@given(LIVELY, LIVELY)
def test_a_quote_is_found_only_where_the_text_says_the_same(text: str, quote: str) -> None:
    verdict = look(text, quote)
    if isinstance(verdict, Found):
        wanted = normalise(quote).text.strip()
        said = {normalise(text[place.start : place.end]).text for place in verdict.places}
        assert said == {wanted}


@given(st.sampled_from(SEEDS), st.data())
def test_a_quote_with_one_letter_changed_is_absent(stored: StoredText, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(stored.text) - 40))
    passage = stored.text[start : start + 40]
    assume(passage.strip())
    at = data.draw(st.sampled_from([n for n, char in enumerate(passage) if not char.isspace()]))
    letter = data.draw(st.sampled_from("abcdeáéAE"))
    changed = passage[:at] + letter + passage[at + 1 :]
    assume(normalise(changed).text.strip() not in stored.normalised.text)
    assert isinstance(prove(Quote(changed), stored), Absent)


@given(LIVELY, LIVELY)
def test_a_hint_is_a_passage_of_the_text_and_says_how_it_differs(text: str, quote: str) -> None:
    verdict = look(text, quote)
    if isinstance(verdict, Absent) and verdict.near:
        assert verdict.near.text == text[verdict.near.start : verdict.near.end]
        assert str(verdict.near.difference)


@given(LIVELY, st.text("aeo ", min_size=1, max_size=5), LIVELY, st.integers(0, 9))
def test_a_place_with_its_context_is_found_again(
    before: str, passage: str, after: str, width: int
) -> None:
    stored = StoredText(f"{before}{passage}{after}", "")
    for verdict in (prove(Quote(passage), stored), prove(Quote(after), stored)):
        for place in verdict.places if isinstance(verdict, Found) else ():
            again = prove(context(stored, place, width, width), stored)
            assert isinstance(again, Found)
            assert place in again.places


@given(LIVELY, LIVELY)
def test_the_unicode_form_of_quote_and_text_makes_no_difference(text: str, quote: str) -> None:
    apart, composed = (unicodedata.normalize(form, quote) for form in ("NFD", "NFC"))
    assert type(look(text, apart)) is type(look(text, composed)) is type(look(text, quote))


# --- what a citation is worth ---------------------------------------------------------------------

TEXTS: dict[str, StoredText | Unavailable] = {
    "s1": StoredText("They spoke of the river.", ""),
    "s2": Unavailable(sentence("no text")),
}


@pytest.mark.parametrize(
    ("source", "file", "quote", "worth"),
    [
        ("s1", "1.txt", "They spoke", Standing.PROVED),
        ("s1", "1.txt", "They sang", Standing.UNPROVED),
        ("s2", "2.txt", "They spoke", Standing.UNPROVED),
        ("s2", None, "They spoke", Standing.LINKED),
        ("s2", None, None, Standing.LINKED),
        ("s1", "1.txt", None, Standing.LINKED),
    ],
)
def test_a_citation_is_proved_or_is_not_or_only_leads_to_its_source(
    source: str, file: str | None, quote: str | None, worth: Standing
) -> None:
    cite = Cite(source=source, quote=quote, says=None if quote else Words(en="They spoke."))
    known = Source(id=source, file=file, url="https://example.org/")
    assert standing(cite, known, proof_of(cite, TEXTS)) is worth


@pytest.mark.parametrize(
    ("proved", "unproved", "linked", "told"),
    [
        (58, 0, 354, "58 of 412 citations proved against stored texts; the rest are links"),
        (0, 0, 1, "0 of 1 citation proved against its stored text; the rest is a link"),
        (2, 0, 0, "2 citations, all proved against stored texts"),
        (1, 0, 0, "1 citation, proved against its stored text"),
        (2, 1, 0, "2 of 3 citations proved against stored texts"),
        (2, 1, 4, "2 of 7 citations proved against stored texts; not proved: 1, links: 4"),
    ],
)
def test_the_head_says_how_many_are_proved_and_what_the_rest_are(
    proved: int, unproved: int, linked: int, told: str
) -> None:
    worth = [Standing.LINKED] * linked + [Standing.UNPROVED] * unproved
    found = tally([*worth, *[Standing.PROVED] * proved])
    assert found == StandingCounts(proved, unproved, linked)
    assert str(found.summary) == told
