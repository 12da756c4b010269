"""Notes for Obsidian: properties that YAML gives back, links that lead somewhere, safe names."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from timeline.formats import Export
from timeline.formats.report.frontmatter import Value, front_matter
from timeline.formats.report.vault import render
from timeline.query.filter import Row
from timeline.text import FORBIDDEN

Exported = Callable[..., Export]

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LINK = re.compile(r"\[\[([^\]|]+)(?:\|[^\]]+)?\]\]")
UNSAFE = re.compile(r'[:*?"<>|#^\[\]\\\x00-\x1f]|[. ]$')

SMALL = """\
---
id: "e1"
title: "A call"
aliases:
  - "A call"
  - "Una llamada"
date: "2026-01-11"
earliest: "2026-01-11"
latest: "2026-01-11"
precision: 1
match: "certain"
kind: "call"
status: "held"
place: "Aport"
sides:
  - "AA"
actors:
  - "[[actors/ana-lima]]"
tags:
  - "topic/water"
sources:
  - "[[sources/s1]]"
timeline_collection: "Aland and Bland"
timeline_version: "sha256:0000000000000000000000000000000000000000000000000000000000000000"
timeline_program: "timeline"
---

# A call

Sunday 11 January 2026

- **kind:** call
- **status:** held
- **actors:** [[actors/ana-lima|Ana Lima]] (Aland, participant)
- **place:** Aport
- **topics:** shared rivers
- **id:** e1

> They spoke on Sunday of the river.[^1]
>
> — the outlet's words · cannot check: the text of s1 was not read

## Readouts

- February 2026: [[events/e2|A call]] · held

[^1]: [[sources/s1|s1]], \\[untitled\\], \\[outlet unknown\\], 11 January 2026, \
stored as texts/s1.txt: “They spoke on Sunday of the river.”; \
cannot check: the text of s1 was not read
"""

ACTOR = """\
---
id: "ana-lima"
title: "Ana Lima"
aliases:
  - "Ana Lima"
  - "Lima"
kind: "person"
side: "AA"
member_of:
  - "ministry"
timeline_collection: "Aland and Bland"
timeline_version: "sha256:0000000000000000000000000000000000000000000000000000000000000000"
timeline_program: "timeline"
---

# Ana Lima

- **tipo:** persona
- **parte:** Alandia
- **cargo:** ministra de Exteriores

## Eventos

- Domingo 11 de enero de 2026: [[events/e1|Una llamada]] · AA · se realizó
"""


def notes(export: Export) -> dict[str, str]:
    made = list(render(export))
    assert len(made) == len(dict(made))
    return dict(made)


def properties(text: str) -> dict[str, Any]:
    _, head, _ = text.split("---\n", 2)
    found: dict[str, Any] = yaml.safe_load(head)
    return found


def small(exported: Exported) -> Export:
    return exported(
        {
            "actors": [{"actor": "ana-lima", "role": "participant"}],
            "place": "Aport",
            "topics": ["water"],
        },
        {"about": "e1", "date": "2026-02"},
    )


def test_an_event_is_a_note_with_properties_and_links(exported: Exported) -> None:
    assert notes(small(exported))["events/e1.md"] == SMALL


def test_the_body_is_in_the_language_asked_for(exported: Exported) -> None:
    made = notes(replace(small(exported), language="es"))
    assert made["actors/ana-lima.md"].replace("Alandia y Blandia", "Aland and Bland") == ACTOR


def test_there_is_a_note_for_each_event_source_and_actor_and_an_index(shipped: Export) -> None:
    made = notes(shipped)
    assert {it for it in made if it.startswith("events/")} == {
        f"events/{row.event.id}.md" for row in shipped.rows
    }
    assert {it for it in made if it.startswith("sources/")} == {
        f"sources/{it.id}.md" for it in shipped.collection.sources
    }
    assert "actors/rubio.md" in made
    links = set(LINK.findall(made["index.md"]))
    assert {f"{it}.md" for it in links} == set(made) - {"index.md"}


def test_every_link_leads_to_a_note(shipped: Export) -> None:
    made = notes(replace(shipped, rows=shipped.rows[4:9]))
    links = {it for text in made.values() for it in LINK.findall(text)}
    assert links
    assert {f"{it}.md" for it in links} <= set(made)


def test_what_is_not_in_the_vault_is_named_by_its_id(exported: Exported) -> None:
    made = small(exported)
    (text,) = [
        text
        for name, text in render(replace(made, rows=made.rows[1:]))
        if name.startswith("events/")
    ]
    assert properties(text)["about"] == "e1"
    assert "- **a readout of:** A call (e1)\n" in text


def test_properties_are_flat_and_hold_what_is_recorded(shipped: Export) -> None:
    made = notes(shipped)
    for row in shipped.rows:
        found = properties(made[f"events/{row.event.id}.md"])
        assert all(isinstance(it, str | int | list) for it in found.values())
        assert found["date"] == row.event.date.text
        assert found["title"] == row.event.title.en
        assert found["precision"] == row.event.date.precision
    meeting = properties(made["events/2026-02-security-ministerial.md"])
    assert (meeting["earliest"], meeting["latest"]) == ("2026-02-01", "2026-02-28")
    assert meeting["announced_by"] == "[[events/2026-01-15-joint-statement]]"
    assert properties(made["sources/s002.md"])["published_basis"] == "inferred"


def test_a_possible_match_is_told_from_a_certain_one(exported: Exported) -> None:
    made = exported({"date": "2026-01"})
    rows = (Row(made.rows[0].event, certain=False),)
    found = notes(replace(made, rows=rows))
    assert properties(found["events/e1.md"])["match"] == "possible"
    assert "- January 2026 ?: [[events/e1|A call]]" in found["index.md"]


def test_a_tag_is_one_for_obsidian(exported: Exported) -> None:
    made = exported({"topics": ["2026"]}, collection={
        "title": {"en": "A"}, "sides": {"AA": {"en": "A"}, "BB": {"en": "B"}},
        "topics": {"2026": {"en": "the year"}},
    })  # fmt: skip
    (tag,) = properties(notes(made)["events/e1.md"])["tags"]
    assert re.fullmatch(r"[\w/-]*[^\W\d][\w/-]*", tag)


def test_names_of_files_are_safe_on_every_system(exported: Exported) -> None:
    names = ("con", "nul", "com1", "aux-1", "lpt9", "plain")
    made = notes(exported(*({"id": it, "title": {"en": it}} for it in names)))
    events = [it for it in made if it.startswith("events/")]
    assert events == [
        f"events/{it}.md" for it in ("aux-1", "com1_", "con_", "lpt9_", "nul_", "plain")
    ]
    assert len({it.casefold() for it in made}) == len(made)


def test_no_name_has_a_sign_that_a_system_or_obsidian_refuses(shipped: Export) -> None:
    for name in notes(shipped):
        assert not any(UNSAFE.search(part.removesuffix(".md")) for part in name.split("/"))


def test_what_an_enemy_writes_is_text(hostile: Export) -> None:
    made = notes(hostile)
    for text in made.values():
        found = [it for it in READER.parse(text.split("---\n", 2)[2]) if it.type == "inline"]
        types = {child.type for it in found for child in it.children or []}
        assert not types & {"html_inline", "em_open", "s_open", "code_inline", "image"}
    links = {it for text in made.values() for it in LINK.findall(text)}
    assert {it for it in links if f"{it}.md" not in made} <= {"wiki"}


def test_a_wikilink_of_an_enemy_is_escaped(hostile: Export) -> None:
    for text in notes(hostile).values():
        body = text.split("---\n", 2)[2]
        assert "[[wiki]]" not in body
        assert "%%" not in body


def test_properties_of_an_enemy_are_read_back_as_they_are(hostile: Export) -> None:
    made = notes(hostile)
    for row in hostile.rows:
        found = properties(made[f"events/{row.event.id}.md"])
        assert found["title"] == row.event.title.en
        assert found["place"] == row.event.place.en  # type: ignore[union-attr]


def test_no_events_are_an_index_alone(empty: Export) -> None:
    assert list(notes(empty)) == ["index.md"]


TEXT = st.text().filter(lambda it: not FORBIDDEN.search(it.replace("\r", "")))
VALUES = st.one_of(TEXT.filter(bool), st.integers(), st.lists(TEXT, min_size=1).map(tuple))


@given(st.dictionaries(st.from_regex(r"[a-z_]+", fullmatch=True).map("k_".__add__), VALUES))
def test_yaml_reads_back_what_was_written(written: dict[str, Value]) -> None:
    text = front_matter(written)
    assert text.startswith("---\n")
    found = yaml.safe_load(text.removeprefix("---\n").removesuffix("---\n")) or {}
    assert found == {
        name: list(it) if isinstance(it, tuple) else it for name, it in written.items()
    }


@pytest.mark.parametrize(
    "text",
    ["no", "~", "010", "2026-02", "1e3", "# x", "- x", "a: b", '"', "\\", "\u2028", "\x85", "\x7f",
     "\ufeff", "é\u0301", "\U0001f468", "---", "!!python/name:os.system", "&a", "*a", "\r\n\t"],
)  # fmt: skip
def test_no_text_is_taken_for_anything_else(text: str) -> None:
    (line,) = front_matter({"it": text}).splitlines()[1:-1] or [""]
    assert yaml.safe_load(line) == {"it": text}


def test_an_empty_property_is_left_out() -> None:
    assert front_matter({"a": "", "b": (), "c": 0}) == "---\nc: 0\n---\n"
