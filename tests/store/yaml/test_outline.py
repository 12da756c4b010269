from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from timeline.errors import Unreadable
from timeline.store.yaml.characters import decode
from timeline.store.yaml.outline import Outline, beginning, outline, tallied
from timeline.store.yaml.tree import build

TEXT = """\
# a comment
collection:
  title: {en: "A: title", es: Un título}
  sides: {MX: {en: Mexico, es: México}, US: {en: United States, es: Estados Unidos}}
  topics:
    # a comment
    trade: {en: trade, es: comercio}
    border-security:
      en: border security
      es: seguridad fronteriza

sources:
  - id: s000
    published: 2026-01-11   # a comment
  - file: seeds/a.txt
    id: "s001"
    published: "[2026-01-15,2026-01-16]"
    note:
      en: >-
        A text that looks like a record:

        - id: no
          id: no
        and goes on.

actors:
- {id: rubio, kind: person, name: Marco Rubio}
- id: sre
  name:
    en: Secretariat of Foreign Relations
    es: 'Secretaría d''Exteriores'

events:
  - id: one
    title: {en: The first, es: El primero}
    cites:
      - source: s000
        quote: |-
          - id: no
        id: no
      - id: no
    cites2:
    - id: no
  - id: two
    title:
      en: The second
      es: >-
        El segundo
"""


def test_an_outline_has_ids_and_names() -> None:
    assert outline(TEXT) == Outline(
        ids={"sources": ("s000", "s001"), "actors": ("rubio", "sre"), "events": ("one", "two")},
        topics=("trade", "border-security"),
        sides=("MX", "US"),
        title={"en": "A: title", "es": "Un título"},
        published=("2026-01-11", "[2026-01-15,2026-01-16]"),
        names={
            "rubio": {"en": "Marco Rubio", "es": "Marco Rubio"},
            "sre": {"en": "Secretariat of Foreign Relations", "es": "Secretaría d'Exteriores"},
            "one": {"en": "The first", "es": "El primero"},
            "two": {"en": "The second"},
        },
        exact=True,
    )


def test_line_ends_make_no_difference() -> None:
    assert outline(TEXT.replace("\n", "\r\n")) == outline(TEXT)


@pytest.mark.parametrize("text", ["", "---\n", "# a comment\n", "events:\n"])
def test_an_empty_collection_holds_nothing(text: str) -> None:
    empty: dict[str, tuple[str, ...]] = {"sources": (), "actors": (), "events": ()}
    assert outline(text) == Outline(empty, (), (), {}, (), {}, exact=True)


@pytest.mark.parametrize(
    "text",
    [
        "events: [{id: one}]\n",
        "{events: []}\n",
        "events:\n  -\n    id: one\n",
        "events:\n  - date: 2026\n",
        "events:\n  - id:\n",
        "events:\n  - id: [one\n      ]\n",
        "events:\n\t- id: one\n",
        'events:\n  - id: one\n    title: "a\n  - id: two"\n',
        "events:\n  - id: one\n    title: {en: 'a\n  - id: two'}\n",
        "events:\n  - id: one\n    x: {a: 1,\n    id: two\n      }\n",
        "events:\n    - id: one\n  - id: two\n",
        '"events":\n  - id: one\n',
        "events:\n  - id: one\n    ? date\n    : 2026\n",
        "- id: one\n",
        "events:\n  - id: one\n      and more\n",
    ],
)
def test_nothing_is_vouched_for_in_a_file_of_another_style(text: str) -> None:
    assert not outline(text).exact


GOOD_LINES = (
    *("  - id: a", "  - id: b", "  - date: 2026\n    id: c", "  - {id: d}", "  - title: x", "# e"),
    *("    date: 2026", "    title:\n      en: x", "    cites:\n    - id: f", "      - id: g"),
    *("    x: >-\n      - id: h", "    x: |2\n          i\n      - id: j", "", "sources:"),
)
ODD_LINES = (
    *(
        "    title: 'x",
        "  y'",
        "    x: {y: 1,",
        "    id: k}",
        "    }",
        "  - x: [1,",
        "    2]",
        "  -",
    ),
    *("   - id: l", "- id: m", "  id: n", "    - id: o", "    'id': p", "      id: q", "events:"),
)
BLOCKS = st.sampled_from(GOOD_LINES) | st.sampled_from(GOOD_LINES + ODD_LINES)


def _ids(tree: Any, section: str) -> tuple[Any, ...]:
    records = tree.get(section) if isinstance(tree, dict) else None
    return tuple(record.get("id") for record in records or ())


@examples(2000)
@given(st.lists(BLOCKS, max_size=8).map("\n".join))
def test_what_is_vouched_for_is_so(text: str) -> None:
    text = f"events:\n{text}"
    seen = outline(text)
    try:
        tree = build(decode(text.encode(), "f"), "f")
        ids = {section: _ids(tree, section) for section in seen.ids}
    except (Unreadable, AttributeError):
        return
    assert not seen.exact or seen.ids == ids


WORDS = st.text("aé#:'\"{}[],- \n", min_size=1, max_size=12)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"id": st.from_regex("[a-z][a-z0-9-]*", fullmatch=True)}, optional={"x": WORDS}
    )
)


@examples(500)
@given(RECORDS, RECORDS, st.sampled_from([20, 80, 1000]), st.booleans())
def test_a_dumped_collection_is_seen_as_it_is(
    sources: list[dict[str, str]], events: list[dict[str, str]], width: int, sort: bool
) -> None:
    tree = {"sources": sources, "events": events}
    text = yaml.safe_dump(tree, allow_unicode=True, width=width, sort_keys=sort)
    seen = outline(text)
    assert not seen.exact or seen.ids == {
        "sources": _ids(tree, "sources"),
        "actors": (),
        "events": _ids(tree, "events"),
    }


@given(st.text())
def test_any_text_has_an_outline(text: str) -> None:
    assert isinstance(outline(text), Outline)


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
    found = tallied(text)
    assert (found.events, tuple(it.strip() for it in found.published)) == (events, published)


def test_what_is_said_of_the_collection_stands_before_its_records() -> None:
    assert beginning("collection: {}\nsources:\n  - x\n") == "collection: {}\n"
    assert beginning("collection: {}\n") == "collection: {}\n"
