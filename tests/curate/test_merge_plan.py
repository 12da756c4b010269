"""A merge: their records under our names, the fields that differ, and the texts that come along."""

from collections.abc import Callable

import pytest

from timeline.curate.merge.plan import Choice, Merge
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Put

Opens = Callable[[str, str], Opened]


def anywhere(file: str, sha256: str | None) -> bool:
    """Stand for a folder that holds nothing yet."""
    del file, sha256
    return True


def test_what_only_they_have_is_added_at_its_place(opened: Opened, opens: Opens) -> None:
    event = {
        "id": "e1",
        "date": "2026-01-12",
        "kind": "call",
        "status": "held",
        "title": {"en": "One", "es": "Una"},
        "cites": [{"source": "s2", "says": {"en": "Yes", "es": "Sí"}}],
    }
    typed = (
        "  - {id: e1, date: 2026-01-12, kind: call, status: held, title: {en: One, es: Una}, "
        "cites: [{source: s2, says: {en: Yes, es: Sí}}]}\n"
    )
    merge = Merge(opened, opens("events:\n", f"events:\n{typed}"), anywhere, renumber=False)
    plan = merge.plan({})
    (add,) = plan.changes
    assert isinstance(add, Add)
    assert (add.path, add.value, add.at) == (("events",), event, 1)
    assert (merge.conflicts, plan.ids, plan.texts) == ((), ["e1"], [])
    assert [*map(str, plan.said)] == ["1 record is new"]


def test_a_source_that_we_have_is_ours_whatever_they_call_it(opened: Opened, opens: Opens) -> None:
    merge = Merge(opened, opens("s2", "link"), anywhere, renumber=False)
    plan = merge.plan({})
    assert (merge.sources.names["link"], list(plan.changes)) == ("s2", [])
    assert str(plan.said[0]) == "their link is s2 here: the same source"


@pytest.mark.parametrize(
    ("choice", "changes"),
    [(Choice.MINE, []), (Choice.THEIRS, ["Weir"]), (Choice.SKIP, [])],
)
def test_a_field_that_differs_is_decided(
    opened: Opened, opens: Opens, choice: Choice, changes: list[str]
) -> None:
    merge = Merge(opened, opens("place: Ford", "place: Weir"), anywhere, renumber=False)
    (conflict,) = merge.conflicts
    assert (conflict.path, merge.values(conflict)) == (("events", 0, "place"), ("Ford", "Weir"))
    made = merge.plan({conflict.path: choice}).changes
    assert [change.value for change in made if isinstance(change, Put)] == changes


def test_an_id_that_is_two_sources_gets_another_number(opened: Opened, opens: Opens) -> None:
    theirs = opens("https://example.org/2", "https://example.org/other")
    assert Merge(opened, theirs, anywhere, renumber=False).sources.twofold == ("s2",)
    merge = Merge(opened, theirs, anywhere, renumber=True)
    assert merge.sources.new == {"s2": "s4"}


def test_a_new_text_comes_along_under_a_name_that_is_free(opened: Opened, opens: Opens) -> None:
    third = "  - id: s3\n    file: texts/s3.txt\n    published: 2026-01-19\n"
    ours = opens(third, "")
    merge = Merge(ours, opened, lambda file, _: file != "texts/s3.txt", renumber=False)
    ((file, text),) = merge.plan({}).texts
    assert (file, text.text) == ("texts/s3-2.txt", "The envoys met on Friday, as planned.")
