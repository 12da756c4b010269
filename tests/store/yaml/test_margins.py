import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.store.yaml.margins import count_margins, header


@pytest.mark.parametrize(
    ("text", "events", "published"),
    [
        ("", 0, ()),
        ("collection:\n  title: {en: A}\n", 0, ()),
        ("events:\n- date: 2026\n  id: a\n- id: b\n", 2, ()),
        ("events:\n  - id: a\n    cites:\n      - source: s\n  - id: b\n", 2, ()),
        ("events:\n  - id: a\n    note: |\n      - not one\n  # - nor this\n", 1, ()),
        ("sources:\n  - id: s\n    published: 2026-01\nevents:\r\n  - id: a\r\n", 1, ("2026-01",)),
        ("sources:\n  - {id: s, published: 2026-04-01}\n", 0, ("2026-04-01",)),
        (
            'sources:\n  - published: "[2026-01-15,2026-01-16]"  # inferred\n',
            0,
            ("[2026-01-15,2026-01-16]",),
        ),
        ("events: [{id: a}]\n", None, ()),
        ("events:\n  nothing: here\n", None, ()),
    ],
)
def test_events_are_counted_and_dates_found_at_the_margins(
    text: str, events: int | None, published: tuple[str, ...]
) -> None:
    found = count_margins(text)
    assert (found.events, found.published) == (events, published)


def test_what_is_said_of_the_collection_stands_before_its_records() -> None:
    assert header("collection: {}\nsources:\n  - x\n") == "collection: {}\n"
    assert header("collection: {}\n") == "collection: {}\n"


@given(st.text())
def test_any_text_is_counted(text: str) -> None:
    assert (count_margins(text).events or 0) >= 0
    assert text.startswith(header(text))
