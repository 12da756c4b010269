"""A citation: its words proved, whose they are, and what it changes of its event."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from timeline.curate import citation, cite
from timeline.curate.typed import TypedCitation
from timeline.errors import WrongCall
from timeline.quotes.near_match import TextPosition
from timeline.records.model import Cite, Event
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Drop, Put

QUOTE = TypedCitation(source="s1", quote="They spoke on Sunday")


def refusal(opened: Opened, typed: TypedCitation) -> str:
    with pytest.raises(WrongCall) as refused:
        citation.build(opened, typed, str)
    return str(refused.value)


def test_a_quote_is_recorded_as_the_source_has_it(opened: Opened) -> None:
    typed = replace(QUOTE, supports=["kind,date"], topic=["shared rivers"], note_en="Ours")
    assert citation.build(opened, typed, str) == {
        "source": "s1",
        "quote": "They spoke on Sunday",
        "supports": ["kind", "date"],
        "attribution": "outlet",
        "topics": ["water"],
        "note": {"en": "Ours"},
    }


def test_a_speaker_speaks_for_their_side_unless_that_is_said(opened: Opened) -> None:
    told: list[object] = []
    typed = replace(QUOTE, speaker="lima", reported=True)
    found = citation.build(opened, typed, told.append)
    assert [found[name] for name in ("attribution", "speech", "speaker")] == [
        "AA",
        "reported",
        "ana-lima",
    ]
    assert [*map(str, told)] == ["attribution: AA, the side of ana-lima"]
    assert citation.build(opened, replace(typed, attribution="joint"), str)["attribution"] == (
        "joint"
    )


def test_what_cannot_be_proved_is_refused(opened: Opened) -> None:
    assert refusal(opened, TypedCitation()) == "missing: --source"
    assert refusal(opened, TypedCitation(source="s1")) == "give either --quote or --says"
    ours = replace(QUOTE, quote=None, says="They spoke")
    assert refusal(opened, ours) == "s1 has a stored text: give its words, --quote"
    assert refusal(opened, replace(QUOTE, quote="They sang on Sunday")).startswith(
        "this quote is not in s1"
    )
    assert refusal(opened, replace(QUOTE, quote="No toll, said")) == (
        "this quote stands 2 times in s1: say which with --prefix or --suffix; before it stand "
        "'of the river.', 'toll, said Bland.'"
    )


def test_a_link_takes_our_words_and_says_that_they_are_not_proved(opened: Opened) -> None:
    told: list[object] = []
    typed = TypedCitation(source="s2", says_en="They spoke", says_es="Hablaron")
    found = citation.build(opened, typed, told.append, ("status",))
    assert found["says"] == {"en": "They spoke", "es": "Hablaron"}
    assert found["supports"] == ["status"]
    assert [*map(str, told)] == ["not proved here: s2 has no stored text"]


def test_a_passage_that_stands_twice_is_told_from_its_like(opened: Opened) -> None:
    stored = citation.stored_text(opened, "s1")
    at = stored.text.rindex("No toll, said")
    typed = citation.apart(TypedCitation(source="s1"), stored, TextPosition(at, at + 13))
    assert (typed.quote, typed.prefix, typed.suffix) == ("No toll, said", "Bland.", None)


# What it changes of its event


def test_a_citation_is_added_at_the_end(opened: Opened) -> None:
    plan = cite.plan(opened, "01-11-call", replace(QUOTE, quote="No toll, said Bland."), str)
    (add,) = plan.changes
    assert isinstance(add, Add)
    assert (add.path, add.at) == (("events", 0, "cites"), None)
    assert add.order[:3] == tuple(Event.model_fields)[:3]
    assert [*map(str, plan.said)] == ["2026-01-11-call now cites s1"]
    assert plan.then == "timeline show 2026-01-11-call"


def test_a_passage_is_cited_once(opened: Opened) -> None:
    typed = replace(QUOTE, quote="They spoke on Sunday of the river.")
    with pytest.raises(WrongCall) as refused:
        cite.plan(opened, "01-11-call", typed, str)
    assert str(refused.value) == "2026-01-11-call cites this quote already: cites[0]"


def test_a_quote_takes_the_place_of_our_words_which_become_its_note(
    opens: Callable[[str, str], Opened],
) -> None:
    ours = "source: {}\n        says: {{en: They spoke"
    opened = opens(ours.format("s2"), ours.format("s3"))
    typed = TypedCitation(source="s3", quote="The envoys met on Friday", speaker="bo-reyes")
    plan = cite.plan(opened, "01-11-call", typed, str)
    at, order = ("events", 0, "cites", 1), tuple(Cite.model_fields)
    assert list(plan.changes) == [
        Put((*at, "quote"), "The envoys met on Friday", order),
        Put((*at, "attribution"), "BB", order),
        Put((*at, "speaker"), "bo-reyes", order),
        Put((*at, "note"), {"en": "They spoke", "es": "Hablaron"}, order),
        Drop((*at, "says")),
    ]
    assert [*map(str, plan.said)] == ["2026-01-11-call now quotes s3; our words are its note"]
