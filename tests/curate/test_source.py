"""New sources: ids, the places of their texts, and what is there already."""

from datetime import date

import pytest

from timeline.curate import source
from timeline.curate.citation import stored_text
from timeline.curate.known_sources import KnownSources
from timeline.curate.typed import TypedSource
from timeline.errors import WrongCall
from timeline.records.model import Collection, Source
from timeline.store.new_text import NewText
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Put

TEXT = NewText("/tmp/ford.txt", b"Words.\n", "Words.\n")  # noqa: S108 - a name, never a file


def test_a_text_is_stored_beside_the_others_and_pinned(opened: Opened) -> None:
    described = TypedSource(published="2026-01-19", inferred=True, outlet="The Ford", language="en")
    plan = source.plan(opened, [(TEXT, described)])
    record = {
        "id": "s4",
        "file": "texts/ford.txt",
        "sha256": TEXT.sha256,
        "outlet": "The Ford",
        "published": "2026-01-19",
        "published_basis": "inferred",
        "language": "en",
    }
    order = tuple(Collection.model_fields)
    assert list(plan.changes) == [Add(("sources",), record, order=order)]
    assert (plan.texts, plan.ids) == ([("texts/ford.txt", TEXT)], ["s4"])
    assert [*map(str, plan.said)] == ["s4: the text is texts/ford.txt"]
    assert plan.then == "timeline cite EVENT --source s4 --find WORDS"


def test_a_text_goes_to_the_source_that_had_only_its_link(opened: Opened) -> None:
    described = TypedSource(url="https://example.org/2", title="Rivers")
    plan = source.plan(opened, [(TEXT, described)])
    order, at = tuple(Source.model_fields), ("sources", 1)
    assert list(plan.changes) == [
        Put((*at, "file"), "texts/ford.txt", order),
        Put((*at, "sha256"), TEXT.sha256, order),
        Put((*at, "title"), "Rivers", order),
    ]
    assert [*map(str, plan.said)] == ["s2 had only a link; now it has its text"]


def test_several_links_get_ids_one_after_the_other(opened: Opened) -> None:
    items = [source.of_link(f"https://example.org/{name}", TypedSource()) for name in "ab"]
    plan = source.plan(opened, items)
    assert plan.ids == ["s4", "s5"]
    assert plan.then == "timeline cite EVENT --source s4 --says TEXT"


def test_what_is_there_already_is_refused(opened: Opened) -> None:
    known = KnownSources(opened)
    stored = stored_text(opened, "s1").text
    same = NewText("again.txt", stored.encode(), stored)
    with pytest.raises(WrongCall, match=r"^again.txt is already the text of s1$"):
        known.refuse(same, TypedSource())
    with pytest.raises(WrongCall, match=r"^https://example.org/2 is already the link of s2$"):
        known.refuse(None, TypedSource(url="https://example.org/2"))


def test_a_name_that_is_no_name_for_a_file_is_refused(opened: Opened) -> None:
    piped = NewText("stdin", b"x", "x")
    with pytest.raises(WrongCall, match=r"^a text from a pipe has no name"):
        source.file_of(opened, piped, TypedSource())
    with pytest.raises(WrongCall, match=r"^'../x' is no name for a file"):
        source.file_of(opened, piped, TypedSource(name="../x"))
    assert source.file_of(opened, piped, TypedSource(name="x.txt")) == "texts/x.txt"


def test_a_date_line_that_nobody_was_asked_about_is_told() -> None:
    text = "Published: 12 January 2026\n"
    items = [(NewText("a.txt", text.encode(), text), TypedSource())]
    (said,) = source.datelines(items, date(2026, 1, 20))
    assert str(said) == (
        "a.txt opens with 'Published: 12 January 2026': --published 2026-01-12 would record it"
    )
