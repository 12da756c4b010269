from collections.abc import Callable
from typing import Any

import pytest

from timeline.i18n import sentence
from timeline.quotes.prove import StoredText, Unavailable

Offences = Callable[..., list[str]]

QUOTE = "No minister said a word of it."


def citing(*quotes: str, **more: Any) -> dict[str, Any]:
    return {"cites": [{"source": "s1", "quote": quote, **more} for quote in quotes]}


def test_an_event_without_a_citation_cannot_be_traced(offences: Offences) -> None:
    assert offences("Q1", {}, {"cites": []}) == ["events[1]: 'e2' cites no source"]


def test_a_citation_of_an_earlier_state_does_not_stand_for_one_of_the_event(
    offences: Offences,
) -> None:
    plan = {"status": "scheduled", "date": "2026-01-11", **citing(QUOTE)}
    assert offences("Q1", {"cites": [], "history": [plan]}) == ["events[0]: 'e1' cites no source"]


def test_an_event_with_a_citation_can_be_traced(offences: Offences) -> None:
    says = {"cites": [{"source": "s2", "says": {"en": "They met.", "es": "Se vieron."}}]}
    assert offences("Q1", {}, says) == []


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        (
            "No Minister said a word of it.",
            "only case differs: the text has 'minister' where the quote has 'Minister'",
        ),
        (
            "No minister said a single word of it.",
            "the quote has 'single', which the text does not",
        ),
    ],
)
def test_a_quote_that_is_not_in_its_source_is_refused_with_what_is_nearest(
    offences: Offences, quote: str, found: str
) -> None:
    assert offences("Q2", {}, citing(QUOTE, quote)) == [
        (
            "events[1].cites[1].quote: this quote is not in s1; the nearest passage, at 35–65, is "
            f"'No minister said a word of it.': {found}"
        )
    ]


def test_of_a_quote_that_is_like_nothing_in_its_source_no_passage_is_named(
    offences: Offences,
) -> None:
    assert offences("Q2", citing("Everything else remains unclear here.")) == [
        "events[0].cites[0].quote: this quote is not in s1, nor anything like it"
    ]


def test_a_quote_in_an_earlier_state_or_a_commitment_is_looked_for_too(offences: Offences) -> None:
    wrong = citing("Everything else remains unclear here.")
    promise = {"id": "c", "text": {"en": "x", "es": "y"}, "by": ["AA"], **wrong}
    plan = {"status": "scheduled", "date": "2026-01-11", **wrong}
    not_there = "this quote is not in s1, nor anything like it"
    assert offences("Q2", {"history": [plan], "commitments": [promise]}) == [
        f"events[0].history[0].cites[0].quote: {not_there}",
        f"events[0].commitments[0].cites[0].quote: {not_there}",
    ]


def test_a_long_passage_is_shortened_and_stays_on_one_line(offences: Offences) -> None:
    text = "\n".join(f"line {n} of a long text" for n in range(12))
    quote = text.replace("line 5", "line five")
    [found] = offences("Q2", citing(quote), texts={"s1": StoredText(text, "")})
    assert found == (
        "events[0].cites[0].quote: this quote is not in s1; the nearest passage, at 0–265, is "
        "'line 0 of a long text line 1 of a long text line 2 of a long text line 3 of a…': the "
        "text has '5' where the quote has 'five'"
    )


def test_a_quote_that_stands_in_its_source_is_taken_marks_and_spaces_aside(
    offences: Offences,
) -> None:
    assert offences("Q2", citing(QUOTE, "No  minister\nsaid a word of it.")) == []


def test_a_quote_of_a_source_without_a_text_is_not_called_absent(offences: Offences) -> None:
    assert offences("Q2", {"cites": [{"source": "s2", "quote": "Nobody can look this up."}]}) == []


def test_a_stored_text_that_cannot_be_had_is_named_with_the_reason(offences: Offences) -> None:
    gone = Unavailable(sentence("there is no file texts/s1.txt"))
    found = offences("Q3", {}, texts={"s1": gone})
    assert found == ["sources[0].file: there is no file texts/s1.txt"]


def test_a_stored_text_that_is_not_pinned_is_named_with_its_sha256(offences: Offences) -> None:
    assert offences("Q3", {}) == [
        f"sources[0]: the stored text is not pinned: add sha256: {'0' * 64}"
    ]


def test_a_pinned_text_and_a_mere_link_are_taken(offences: Offences) -> None:
    sources = [
        {"id": "s1", "file": "texts/s1.txt", "sha256": "0" * 64},
        {"id": "s2", "url": "https://example.org/2"},
    ]
    assert offences("Q3", {}, sources=sources) == []


@pytest.mark.parametrize(
    ("quote", "n"),
    [
        ("They spoke on Sunday.", None),
        ("They spoke on Sunday", None),
        ("They spoke on Sunda", 19),
        ("  They   spoke\n on   Sun  ", 17),
        ("é" * 20, None),
        ("é" * 10, 10),
    ],
)
def test_a_quote_shorter_than_twenty_characters_proves_nothing(
    offences: Offences, quote: str, n: int | None
) -> None:
    said = f"a quote of {n} characters proves nothing; quote at least 20"
    expected = [f"events[0].cites[0].quote: {said}"] if n else []
    assert offences("Q4", citing(quote)) == expected


def test_what_a_source_says_in_our_words_may_be_short(offences: Offences) -> None:
    assert offences("Q4", {"cites": [{"source": "s2", "says": {"en": "Yes.", "es": "Sí."}}]}) == []


def test_a_quote_that_stands_twice_in_its_source_is_ambiguous(offences: Offences) -> None:
    assert offences("Q5", citing("They spoke on Sunday")) == [
        "events[0].cites[0].quote: this quote stands 2 times in s1; add a prefix or a suffix"
    ]


@pytest.mark.parametrize("more", [{"prefix": "word of it."}, {"suffix": "of the river"}])
def test_a_prefix_or_a_suffix_says_which_passage_is_meant(
    offences: Offences, more: dict[str, str]
) -> None:
    assert offences("Q5", citing("They spoke on Sunday", **more)) == []


def test_a_quote_that_stands_once_is_not_ambiguous(offences: Offences) -> None:
    assert offences("Q5", citing(QUOTE)) == []


def test_two_events_on_the_same_passage_are_pointed_out_at_the_second(offences: Offences) -> None:
    assert offences("Q6", citing(QUOTE), {"id": "other"}, citing(QUOTE)) == [
        "events[2].cites[0].quote: 'e1' cites the same passage"
    ]


def test_one_event_may_cite_a_passage_twice_and_two_events_passages_that_overlap(
    offences: Offences,
) -> None:
    longer = f"{QUOTE} They spoke on Sunday."
    assert offences("Q6", citing(QUOTE, QUOTE), citing(longer)) == []


def test_the_same_words_of_two_sources_or_between_other_words_are_other_passages(
    offences: Offences,
) -> None:
    elsewhere = {"cites": [{"source": "s2", "quote": QUOTE}]}
    assert offences("Q6", citing(QUOTE), elsewhere, citing(QUOTE, prefix="river.")) == []


def test_date_words_that_the_quote_does_not_hold_are_not_the_sources_own(
    offences: Offences,
) -> None:
    assert offences("Q7", citing("They spoke on Sunday of the river.", date_words="on Monday")) == [
        "events[0].cites[0].date_words: 'on Monday' does not stand in the quote"
    ]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("They spoke on Sunday of the river.", "on Sunday"),
        ("They spoke “on\nSunday” of the river.", '"on Sunday"'),
    ],
)
def test_date_words_of_the_quote_are_taken(offences: Offences, quote: str, words: str) -> None:
    assert offences("Q7", citing(quote, date_words=words)) == []


def test_a_quote_typed_with_other_signs_than_its_source_is_named(offences: Offences) -> None:
    texts = {"s1": StoredText("They “met” – and  parted – in silence.", "0" * 64)}
    assert offences("Q8", citing('They "met" – and parted – in silence.'), texts=texts) == [
        "events[0].cites[0].quote: the quote is in s1, typed otherwise: quotation marks"
    ]


def test_a_quote_typed_as_its_source_has_it_is_not(offences: Offences) -> None:
    texts = {"s1": StoredText("They “met” – and  parted – in silence.", "0" * 64)}
    assert offences("Q8", citing("They “met” – and parted – in silence."), texts=texts) == []


def test_terms_that_do_not_stand_in_the_quote_are_not_the_sources(offences: Offences) -> None:
    cited = citing(QUOTE, topics=["talks"], terms={"talks": "no word at all"})
    assert offences("Q9", cited) == [
        "events[0].cites[0].terms.talks: 'no word at all' does not stand in the quote"
    ]


def test_terms_that_stand_in_the_quote_are(offences: Offences) -> None:
    assert offences("Q9", citing(QUOTE, topics=["talks"], terms={"talks": "said a word"})) == []
