"""CSL-JSON, checked against the official lists of types and variables, and set by a processor.

Both come with citeproc-py: the lists are those of the CSL schema, which has no other package.
"""

import json
import re
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

with warnings.catch_warnings():  # what it says of itself is not ours to mend
    warnings.simplefilter("ignore")
    import citeproc
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

from timeline import dates
from timeline.formats import Export
from timeline.formats.bibliography.csl import csl_date, render
from timeline.i18n import Language

Made = Callable[..., Export]

LISTS = Path(citeproc.__file__).parent / "data" / "schema" / "schemas" / "styles"
STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="en-US">
  <info><title>Note</title><id>note</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout suffix="." delimiter="; "><group delimiter=", ">
    <names variable="author"><name/></names>
    <text variable="title" quotes="true"/>
    <text variable="container-title" font-style="italic"/>
    <date variable="issued" form="text"/>
    <text variable="archive_location"/>
    <text variable="URL"/>
  </group></layout></citation>
</style>"""
SOURCE = {
    "id": "s1",
    "file": "texts/s1.txt",
    "url": "https://example.org/1",
    "outlet": "The Ford",
    "title": "Talks by telephone",
    "author": "Ana Ruiz",
    "published": "2026-01-11",
    "accessed": "2026-01-20",
    "language": "en",
}


def listed(file: str, *names: str) -> list[str]:
    """Give the quoted words of some definitions of an official list."""
    text = re.sub("#.*", "", (LISTS / file).read_text(encoding="utf-8"))
    parts = [re.search(rf"{re.escape(name)} =((?:\s*\|?\s*\"[^\"]+\")+)", text) for name in names]
    return [word for part in parts if part for word in re.findall('"([^"]+)"', part[1])]


def schema() -> dict[str, Any]:
    """Give the schema of CSL-JSON, made of the official lists."""
    date = {
        "type": "object",
        "properties": {
            "date-parts": {
                "type": "array",
                "minItems": 1,
                "maxItems": 2,
                "items": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 3,
                    "items": {"type": "integer"},
                },
            },
            "circa": {"type": "boolean"},
            "literal": {"type": "string"},
        },
        "minProperties": 1,
        "additionalProperties": False,
    }
    text = {"type": "string", "minLength": 1}
    name = {
        "type": "object",
        "properties": {"literal": text},
        "required": ["literal"],
        "additionalProperties": False,
    }
    names = {"type": "array", "items": name}
    texts = listed("csl-variables.rnc", "variables.strings", "variables.titles")
    return {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "type": {"enum": listed("csl-types.rnc", "item-types")},
                **dict.fromkeys(("id", *texts), text),
                **dict.fromkeys(listed("csl-variables.rnc", "variables.dates"), date),
                **dict.fromkeys(listed("csl-variables.rnc", "variables.names"), names),
            },
            "required": ["type", "id", "title", "note"],
            "additionalProperties": False,
        },
    }


def read(export: Export) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads("".join(render(export)))
    Draft202012Validator(schema()).validate(found)
    return found


def noted(export: Export, tmp_path: Path) -> str:
    """Set all items as one note, by a processor that reads what we wrote."""
    style = tmp_path / "note.csl"
    style.write_text(STYLE, encoding="utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bibliography = CitationStylesBibliography(
            CitationStylesStyle(str(style), validate=False),
            CiteProcJSON(json.loads("".join(render(export)))),
            formatter.plain,
        )
        citation = Citation([CitationItem(it["id"]) for it in read(export)])
        bibliography.register(citation)
        return str(bibliography.cite(citation, lambda _: None))


def test_the_official_lists_are_there() -> None:
    assert {"document", "entry"} < set(listed("csl-types.rnc", "item-types"))
    assert "issued" in listed("csl-variables.rnc", "variables.dates")
    assert "archive_location" in schema()["items"]["properties"]


def test_an_item_has_the_names_of_the_csl_variables(exported: Made) -> None:
    assert read(exported({"topics": ["water", "trade"]}, sources=[SOURCE])) == [
        {
            "id": "s1",
            "citation-key": "s1",
            "type": "article-newspaper",
            "title": "Talks by telephone",
            "author": [{"literal": "Ana Ruiz"}],
            "container-title": "The Ford",
            "issued": {"date-parts": [[2026, 1, 11]]},
            "accessed": {"date-parts": [[2026, 1, 20]]},
            "URL": "https://example.org/1",
            "language": "en",
            "archive": "Aland and Bland",
            "archive_location": "texts/s1.txt",
            "keyword": "shared rivers, trade",
            "note": f"s1 · collection: Aland and Bland · version: sha256:{'0' * 64}",
        }
    ]


def test_what_is_unknown_is_absent(exported: Made) -> None:
    (item,) = read(exported({}, sources=[{"id": "s1", "file": "a.txt"}]))
    assert item["type"] == "document"
    assert item["title"] == "[untitled, s1]"
    assert not item.keys() & {"author", "container-title", "issued", "URL", "language"}


def test_an_event_is_an_entry_of_the_collection(exported: Made) -> None:
    export = replace(exported({"place": "Bridge", "date": "2026-01"}), table="events")
    (item,) = read(export)
    assert (item["type"], item["genre"], item["event-place"]) == ("entry", "call", "Bridge")
    assert (item["title"], item["container-title"]) == ("A call", "Aland and Bland")
    assert item["issued"] == item["event-date"] == {"date-parts": [[2026, 1]]}


@pytest.mark.parametrize(
    ("edtf", "language", "said"),
    [
        ("2026-01-11", "en", {"date-parts": [[2026, 1, 11]]}),
        ("2026-01-12T09:00", "en", {"date-parts": [[2026, 1, 12]]}),
        ("2026-02", "en", {"date-parts": [[2026, 2]]}),
        ("2026", "en", {"date-parts": [[2026]]}),
        ("2026-01-XX", "en", {"date-parts": [[2026, 1]]}),
        ("202X", "en", {"date-parts": [[2020], [2029]]}),
        ("2026-01-11?", "en", {"date-parts": [[2026, 1, 11]], "circa": True}),
        ("2026-01-11/2026-02", "en", {"date-parts": [[2026, 1, 11], [2026, 2]]}),
        (
            "[2026-01-15,2026-01-16]",
            "en",
            {"date-parts": [[2026, 1, 15], [2026, 1, 16]], "circa": True},
        ),
        ("../2026-01-11", "en", {"literal": "on or before 11 January 2026"}),
        ("../2026-01-11", "es", {"literal": "el 11 de enero de 2026 o antes"}),
    ],
)
def test_a_date_is_as_precise_as_its_source(
    edtf: str, language: Language, said: dict[str, Any]
) -> None:
    assert csl_date(dates.parse(edtf), language) == said


def test_the_collection_is_valid_in_both_tables_and_languages(shipped: Export) -> None:
    for language in ("en", "es"):
        assert len(read(replace(shipped, language=language))) == 5
        events = read(replace(shipped, language=language, table="events"))
        assert [it["id"] for it in events] == [row.event.id for row in shipped.rows]


def test_no_items_are_an_empty_array(empty: Export) -> None:
    assert read(empty) == []


def test_what_an_enemy_writes_is_valid_and_no_order(hostile: Export) -> None:
    for table in ("sources", "events"):
        found = read(replace(hostile, table=table))
        assert len(found) == len(hostile.collection.sources)
        assert all("\n" not in it["title"] + it["note"] for it in found)


def test_a_note_holds_no_order_to_a_processor(exported: Made) -> None:
    (item,) = read(exported({}, sources=[{**SOURCE, "note": {"en": "{:issued: 1999}"}}]))
    assert "{ :issued: 1999}" in item["note"]
    assert "{:" not in item["note"]


def test_a_processor_sets_it_as_a_note(exported: Made, tmp_path: Path) -> None:
    export = exported(
        {"cites": [{"source": it, "quote": "They spoke."} for it in ("s1", "s2")]},
        sources=[SOURCE, {"id": "s2", "file": "texts/s2.txt", "published": "2026-02"}],
    )
    assert noted(export, tmp_path) == (
        "Ana Ruiz, “Talks by telephone”, The Ford, January 11, 2026, texts/s1.txt, "
        "https://example.org/1; “[untitled, s2]”, February 2026, texts/s2.txt."
    )
