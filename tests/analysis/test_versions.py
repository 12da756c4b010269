"""The versions of one text, sentence against sentence."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.analysis.versions import Versions, versions
from timeline.records.model import Collection

Made = Callable[..., Collection]

SOURCES = [{"id": f"s{n}", "file": f"texts/s{n}.txt"} for n in (1, 2, 3)]


def cite(source: str, quote: str, *topics: str, **more: Any) -> dict[str, Any]:
    given = {"supports": ["text"], "attribution": "joint", **more}
    return {"source": source, "quote": quote, "topics": list(topics), **given}


def found(made: Made, *cites: dict[str, Any], **event: Any) -> Versions:
    collection = made({"cites": list(cites), **event}, sources=SOURCES)
    return versions(collection, collection.events[0])


def shown(found: Versions) -> list[list[str]]:
    """Every sentence with its source, and brackets around what differs."""
    return [
        [
            f"{it.wording.source}: "
            + "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in it.pieces)
            for it in parallel.readings
        ]
        for parallel in found.parallels
    ]


def test_the_words_that_differ_are_marked_on_both_sides(made: Made) -> None:
    told = found(
        made,
        cite("s1", "They will assess progress and define future work.", "water"),
        cite("s2", "They will assess progress, identify gaps and set clear aims.", "water"),
    )
    assert told.sources == ("s1", "s2")
    assert shown(told) == [
        [
            "s1: They will assess progress and [define future work].",
            "s2: They will assess progress, [identify gaps] and [set clear aims].",
        ]
    ]


def test_case_and_signs_do_not_differ_but_accents_do(made: Made) -> None:
    told = found(
        made,
        cite("s1", "Contra los cárteles, hoy."),
        cite("s2", "contra los carteles hoy"),
    )
    assert shown(told) == [["s1: Contra los [cárteles], hoy.", "s2: contra los [carteles] hoy"]]


def test_a_quoted_sentence_leads_and_what_is_retold_does_not_mark_it(made: Made) -> None:
    told = found(
        made,
        cite("s1", "They said that the river is shared.", "water", speech="reported"),
        cite("s2", "The river is shared.", "water"),
        cite("s3", "The river was shared.", "water"),
    )
    assert shown(told) == [
        [
            "s2: The river [is] shared.",
            "s1: [They said that] the river is shared.",
            "s3: The river [was] shared.",
        ]
    ]


@pytest.mark.parametrize(
    ("quote", "sentences"),
    [
        ("They “agreed to meet” in May and “to talk”, it reads.", ["agreed to meet", "to talk"]),
        ("Ellos «acordaron verse».", ["acordaron verse"]),
        ('They "agreed to meet".', ["agreed to meet"]),
        ("They agreed to meet.", ["They agreed to meet."]),
        ("They agreed. Élla también.", ["They agreed.", "Élla también."]),
        ("In Ford, F.D., they agreed.", ["In Ford, F.D., they agreed."]),
    ],
)
def test_the_words_in_quotation_marks_are_the_text(
    made: Made, quote: str, sentences: list[str]
) -> None:
    told = found(made, cite("s1", quote))
    assert shown(told) == [[f"s1: {it}"] for it in sentences]


def test_what_is_retold_stays_whole(made: Made) -> None:
    told = found(made, cite("s1", "They saw “great challenges” ahead.", speech="reported"))
    assert shown(told) == [["s1: They saw “great challenges” ahead."]]


def test_sentences_without_their_like_stand_alone_unmarked(made: Made) -> None:
    told = found(
        made, cite("s1", "The river is shared.", "water"), cite("s2", "Tolls fall.", "trade")
    )
    assert shown(told) == [["s1: The river is shared."], ["s2: Tolls fall."]]


def test_a_sentence_answers_to_the_one_most_like_it(made: Made) -> None:
    told = found(
        made,
        cite("s1", "They will meet in March.", "trade"),
        cite("s1", "They will share the river.", "water"),
        cite("s2", "They shall share the river.", "water"),
        cite("s2", "They shall meet in March.", "trade"),
    )
    assert shown(told) == [
        ["s1: They [will] meet in March.", "s2: They [shall] meet in March."],
        ["s1: They [will] share the river.", "s2: They [shall] share the river."],
    ]


def test_only_the_wording_of_the_sides_counts_and_a_part_of_a_sentence_not_twice(
    made: Made,
) -> None:
    told = found(
        made,
        cite("s1", "share the river"),
        cite("s1", "They share the river."),
        cite("s1", "They share the river."),
        cite("s2", "They share it.", attribution="outlet"),
        cite("s3", "They share it.", supports=["topics"]),
        {"source": "s3", "says": {"en": "x"}, "supports": ["text"], "attribution": "joint"},
    )
    assert shown(told) == [["s1: They share the river."]]
    assert told.sources == ("s1",)


def test_commitments_carry_sentences_too(made: Made) -> None:
    promise = {"id": "c", "text": {"en": "x"}, "by": ["AA"], "cites": [cite("s1", "We will.")]}
    assert shown(found(made, commitments=[promise])) == [["s1: We will."]]


def test_the_claims_on_wording_and_issuer_come_along(made: Made) -> None:
    claims = [
        {"field": field, "value": field, "sources": ["s1"]} for field in ("text", "kind", "issuer")
    ]
    assert [it.field for it in found(made, claims=claims).claims] == ["text", "issuer"]


WORDS = (
    st.lists(
        st.sampled_from(["río", "rio", "paz", "Paz,", "y", "“no”", "fin.", "«sí", "—"]), min_size=1
    )
    .filter(lambda words: set(words) != {"—"})
    .map(" ".join)
)
QUOTES = st.lists(
    st.tuples(st.sampled_from(["s1", "s2", "s3"]), WORDS, st.sampled_from(["water", "trade"])),
    min_size=1,
    max_size=6,
)


@given(quotes=QUOTES)
def test_no_word_is_changed_and_no_source_speaks_twice_in_a_row(
    made: Made, quotes: list[tuple[str, str, str]]
) -> None:
    told = found(made, *(cite(*quote) for quote in quotes))
    for parallel in told.parallels:
        sources = [it.wording.source for it in parallel.readings]
        assert len(sources) == len(set(sources))
        for it in parallel.readings:
            assert "".join(piece.text for piece in it.pieces) == it.wording.text
            assert it.wording.text in (it.wording.cite.quote or "")


@given(quotes=QUOTES)
def test_every_source_that_carries_the_text_has_a_sentence(
    made: Made, quotes: list[tuple[str, str, str]]
) -> None:
    told = found(made, *(cite(*quote) for quote in quotes))
    spoken = {it.wording.source for parallel in told.parallels for it in parallel.readings}
    assert spoken == set(told.sources) == {source for source, _, _ in quotes}
