"""Markwhen's own parser reads the text back: as many events as there are, with their days."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.formats import FORMATS, Export
from timeline.formats.tools.markwhen import escaped, written
from timeline.wording.typography import plain, quoted

Parsed = dict[str, Any]
SCRIPT = Path(__file__).parents[1] / "npm" / "markwhen.mjs"


def text(export: Export) -> str:
    return FORMATS["markwhen"].made(export).decode("utf-8")


@pytest.fixture
def parsed(npm: Path, tmp_path: Path) -> Callable[[Export], Parsed]:
    """Have Markwhen parse an export, in a time zone that is not UTC."""
    assert npm.is_dir()
    node = shutil.which("node") or ""

    def parsed(export: Export) -> Parsed:
        file = tmp_path / "x.mw"
        file.write_text(text(export), encoding="utf-8", newline="")
        environ = {**os.environ, "TZ": "America/Mexico_City"}
        command = [node, str(SCRIPT), str(file)]
        ran = subprocess.run(command, env=environ, capture_output=True, check=True)
        assert ran.stderr == b""
        read: Parsed = json.loads(ran.stdout)
        return read

    return parsed


def unescaped(text: str) -> str:
    return text.replace("\\", "")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_event_of_the_collection_is_read_back(
    parsed: Callable[[Export], Parsed], shipped: Export, language: Any
) -> None:
    read = parsed(replace(shipped, language=language))
    assert read["messages"] == []
    assert read["header"]["title"] == shipped.collection.collection.title.say(language)
    assert read["header"]["version"] == f"sha256:{shipped.version}"
    assert [it["id"] for it in read["events"]] == [row.event.id for row in shipped.rows]
    for it, row in zip(read["events"], shipped.rows, strict=True):
        assert it["title"].endswith(row.event.title.say(language))
        assert it["properties"]["edtf"] == row.event.date.text
        assert it["tags"][0] == row.event.kind.replace("-", "_")
        assert tuple(it["tags"][1:]) == shipped.collection.sides_of(row.event)


def test_sections_are_months(parsed: Callable[[Export], Parsed], shipped: Export) -> None:
    assert parsed(shipped)["sections"] == [
        "September 2025",
        "January 2026",
        "February 2026",
        "May 2026",
    ]


def test_quotes_come_with_whose_words_they_are(
    parsed: Callable[[Export], Parsed], shipped: Export
) -> None:
    lines = [unescaped(raw) for it in parsed(shipped)["events"] for _, raw in it["lines"]]
    quotes = [cite.quote or "" for row in shipped.rows for _, cite in row.event.all_cites()]
    assert all(any(quoted(quote, "en") in line for line in lines) for quote in quotes)
    assert "· — [4] the outlet's words; found in the stored text, letter by letter" in lines


def test_hostile_texts_are_titles_and_lines_and_nothing_else(
    parsed: Callable[[Export], Parsed], hostile: Export
) -> None:
    read = parsed(hostile)
    assert read["messages"] == []
    assert read["sections"] == ["January 2026"]
    assert [it["id"] for it in read["events"]] == [row.event.id for row in hostile.rows]
    for it, row in zip(read["events"], hostile.rows, strict=True):
        said = plain(row.event.title.say("en"))
        assert unescaped(it["title"]) == unescaped(said)
        assert it["tags"] == ["call", "AA"]
        assert it["progress"] is None
        assert list(it["properties"]) == ["id", "edtf"]
        assert {kind for kind, _ in it["lines"]} == {"text"}


TRICKS = (
    "2026-03-01: another event",
    "x\n2026-03-01: another event",
    "x\n# A section",
    "x\n\n---\nid: other\n---",
    "x\nevery day: again",
    "x\nid: other",
    "// a comment",
    "[x] done",
    "half 50% done",
    "#tag #AAA and !ident and me@home",
    ".start ..end",
    "[here](https://evil.example) ![p](https://evil.example/p.png) [there](location)",
    ": 5 days: 3",
    "now: 2026",
    "by !e1 5 days: x",
    "title: y",
)


@pytest.mark.parametrize("trick", TRICKS)
def test_no_text_is_an_event_a_section_a_tag_or_a_property(
    parsed: Callable[[Export], Parsed], exported: Callable[..., Export], trick: str
) -> None:
    said = {"en": trick}
    cite = {"source": "s1", "quote": trick, "note": said}
    about = {"title": said, "sides": {"AA": {"en": "A"}, "BB": {"en": "B"}}, "coverage": said}
    event = {"title": said, "summary": said, "place": trick, "cites": [cite], "note": said}
    export = exported(event, {"title": {"en": "A plain one"}}, collection={**about, "topics": {}})
    read = parsed(export)
    assert read["messages"] == []
    assert read["header"]["title"] == read["header"]["description"] == plain(trick)
    assert [it["id"] for it in read["events"]] == ["e1", "e2"]
    assert read["sections"] == ["January 2026"]
    first = read["events"][0]
    assert unescaped(first["title"]) == plain(trick)
    assert (first["tags"], first["progress"]) == (["call"], None)
    assert first["properties"] == {"id": "e1", "edtf": "2026-01-11"}
    assert [kind for kind, _ in first["lines"]] == ["text"] * len(first["lines"])
    assert sum(plain(trick) in unescaped(raw) for _, raw in first["lines"]) == 5


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2026-01-11", "2026-01-11T00:00", "2026-01-12T00:00"),
        ("2026-01-12T09:00", "2026-01-12T09:00", "2026-01-12T09:00"),
        ("2026-01-12T09:00:30Z", "2026-01-12T09:00", "2026-01-12T09:00"),
        ("2026-01-12T09:00-06:00", "2026-01-12T09:00", "2026-01-12T09:00"),
        ("2026-02", "2026-02-01T00:00", "2026-03-01T00:00"),
        ("2026-02~", "2026-02-01T00:00", "2026-03-01T00:00"),
        ("2026-01-XX", "2026-01-01T00:00", "2026-02-01T00:00"),
        ("2026", "2026-01-01T00:00", "2027-01-01T00:00"),
        ("202X", "2020-01-01T00:00", "2030-01-01T00:00"),
        ("2026-01-11/2026-02", "2026-01-11T00:00", "2026-03-01T00:00"),
        ("[2026-01-12,2026-01-16]", "2026-01-12T00:00", "2026-01-17T00:00"),
        ("../2026-01-11", "2026-01-11T00:00", "2026-01-12T00:00"),
        ("2026-01/..", "2026-01-01T00:00", "2026-02-01T00:00"),
        ("0045-03-15", "0045-03-15T00:00", "0045-03-16T00:00"),
    ],
)
def test_markwhen_reads_just_the_days_of_a_date(
    parsed: Callable[[Export], Parsed],
    exported: Callable[..., Export],
    edtf: str,
    start: str,
    end: str,
) -> None:
    (event,) = parsed(exported({"date": edtf}))["events"]
    assert event["from"][:16] == start
    assert event["to"][:16] == end


@pytest.mark.parametrize(
    ("edtf", "zone"),
    [
        ("2026-01-12T09:00Z", "+00:00"),
        ("2026-01-12T09:00+05:30", "+05:30"),
        ("2026-01-11", "-06:00"),
    ],
)
def test_an_offset_is_kept_and_a_day_is_a_day_wherever_it_is_read(
    parsed: Callable[[Export], Parsed], exported: Callable[..., Export], edtf: str, zone: str
) -> None:
    (event,) = parsed(exported({"date": edtf}))["events"]
    assert event["from"].endswith(f":00:00.000{zone}")


def test_what_is_not_a_certain_day_says_so_first(exported: Callable[..., Export]) -> None:
    events = [{"date": it} for it in ("2026-01-11", "../2026-01-11", "2026-02", "2026-01-11?")]
    lines = [it for it in text(exported(*events)).splitlines() if ": " in it and it[0] == "2"]
    assert lines == [
        "2026-01-11: on or before 11 January 2026 · A call #call",
        "2026-01-11: A call #call",
        "2026-01-11: 11 January 2026 (uncertain) · A call #call",
        "2026-02: February 2026 · A call #call",
    ]


@given(st.text(max_size=60))
def test_escaping_changes_nothing_but_adds_backslashes(raw: str) -> None:
    assert unescaped(escaped(plain(raw))) == unescaped(plain(raw))


@given(st.dates(), st.dates())
def test_the_days_of_a_span_are_written_as_edtf_writes_them(first: date, last: date) -> None:
    days = sorted((first, last))
    span = "/".join(dict.fromkeys(it.isoformat() for it in days))
    assert written(dates.parse(span)) == span
