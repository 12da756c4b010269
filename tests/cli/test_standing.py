"""What citations are worth, wherever they are shown: proved, not proved, or only linked."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]
Screen = Callable[..., str]

RECORDS = """\
collection:
  title: {en: Rivers, es: Ríos}
  sides: {AA: {en: Aland, es: Alandia}}
sources:
  - {id: s1, file: texts/1.txt, title: The wire, outlet: Wire, published: 2026-01-11}
  - {id: s2, url: "https://example.org/2", title: The page, outlet: Ford, published: 2026-01-12}
actors: []
events:
  - id: e1
    date: 2026-01-11
    kind: call
    status: held
    title: {en: A call, es: Una llamada}
    cites:
      - {source: s1, quote: They spoke on Sunday of the river.}
      - {source: s1, quote: They sang on Sunday of the river.}
      - {source: s2, quote: They spoke of the river on Sunday.}
      - {source: s2, says: {en: That they spoke.}}
"""
HEAD = "1 of 4 citations proved against stored texts; not proved: 1, links: 2"
WORTH = ["proved", "not-proved", "linked", "linked"]


@pytest.fixture(autouse=True)
def rivers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A collection with a citation of every worth, in the folder we are in."""
    for name, text in (
        ("texts/1.txt", "They spoke on Sunday of the river.\n"),
        ("data/events.yaml", RECORDS),
    ):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def without_the_absent(rivers: Path) -> None:
    file = rivers / "data" / "events.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "sang" not in line), "utf-8")


def test_the_list_says_it_in_a_line_and_which_sources_are_links(screen: Screen) -> None:
    shown = screen("list", columns=120).splitlines()
    assert shown[1:3] == [HEAD, "1 quote is not proved: 'timeline check' says why"]
    assert shown[-2:] == [
        "[1]  The wire  texts/1.txt  11 January 2026  Wire",
        "[2]  The page  https://example.org/2  12 January 2026  Ford  only a link",
    ]


def test_links_alone_are_no_alarm(screen: Screen, rivers: Path) -> None:
    without_the_absent(rivers)
    shown = screen("list", columns=120).splitlines()
    assert shown[1:3] == [
        "1 of 3 citations proved against stored texts; the rest are links",
        "",
    ]


def test_a_list_of_proved_quotes_says_nothing_of_it(screen: Screen, rivers: Path) -> None:
    without_the_absent(rivers)
    file = rivers / "data" / "events.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "{source: s2" not in line), "utf-8")
    assert "proved" not in screen("list", columns=120)


def test_check_says_it_where_it_says_what_was_checked(call: Call, rivers: Path) -> None:
    assert call("check").stderr.splitlines()[-1].endswith(f"(1 event, 2 sources, {HEAD})")
    without_the_absent(rivers)
    told = "1 of 3 citations proved against stored texts; the rest are links"
    assert call("check").stderr.splitlines()[-1].endswith(f"(1 event, 2 sources, {told})")


def test_sources_are_texts_or_links_and_prove_so_much(call: Call, screen: Screen) -> None:
    assert screen("sources") == (
        "[1]  s1  The wire  texts/1.txt\n"
        "         11 January 2026 · Wire · 1 event, 1 of 2 citations proved\n"
        "[2]  s2  The page  https://example.org/2\n"
        "         12 January 2026 · Ford · only a link · 1 event, 2 citations\n"
        "\n"
        "2 sources, 2 origins\n"
        f"{HEAD}\n"
    )
    found = json.loads(call("sources", "--format", "json").stdout)
    assert [(it["citations"], it["proved"], it["linked"]) for it in found] == [(2, 1, 0), (2, 0, 2)]


def test_one_event_tells_them_apart(call: Call, screen: Screen) -> None:
    rows = [line.split("\t") for line in call("show", "e1").stdout.splitlines()]
    assert [row[3] for row in rows if row[0] == "cite"] == ["found", "absent", "linked", "linked"]
    shown = screen("show", "e1", columns=120)
    assert "quoted from a link, not proved here" in shown
    assert "in our words, after the source  ·  not proved here" in shown


@pytest.mark.parametrize(
    ("name", "end"),
    [("markdown", "## Timeline"), ("html-fragment", "<h3>Timeline</h3>"), ("html", "</header>")],
)
def test_a_page_says_it_in_its_head_and_at_each_citation(call: Call, name: str, end: str) -> None:
    text = call("export", "--format", name).stdout
    assert HEAD in text[: text.index(end)]
    for said in (
        "not in the stored text",
        "quoted from a link, not proved here",
        "in our words, after the source",
    ):
        assert said in text


def test_a_vault_says_it_in_its_index(call: Call, rivers: Path) -> None:
    assert call("export", "--vault", "-o", "notes").returncode == 0
    assert HEAD in (rivers / "notes" / "index.md").read_text("utf-8")
    assert "only a link" in (rivers / "notes" / "sources" / "s2.md").read_text("utf-8")


def test_json_counts_them_and_says_it_of_each(call: Call) -> None:
    whole = json.loads(call("export", "--format", "json").stdout)
    assert whole["derived"]["citations"] == {"proved": 1, "unproved": 1, "linked": 2}
    assert [it["standing"] for it in whole["events"][0]["derived"]["citations"]] == WORTH


@pytest.mark.parametrize(
    ("table", "columns", "cells"),
    [
        ("citations", ("standing",), [(it,) for it in WORTH]),
        ("events", ("citations", "linked"), [("4", "2")]),
        ("sources", ("citations", "proved", "linked"), [("2", "1", "0"), ("2", "0", "2")]),
    ],
)
def test_a_table_has_it_in_its_last_columns(
    call: Call, table: str, columns: tuple[str, ...], cells: list[tuple[str, ...]]
) -> None:
    text = call("export", "--format", "csv", "--table", table).stdout
    found = list(csv.DictReader(StringIO(text, newline="")))
    assert [tuple(row[it] for it in columns) for row in found] == cells


def test_a_calendar_says_which_sources_are_links(call: Call) -> None:
    text = call("export", "--format", "ics").stdout.replace("\r\n ", "")
    assert "https://example.org/2\\; only a link" in text


def test_a_footnote_and_a_bibliography_say_so(call: Call) -> None:
    assert "only a link" in call("export", "--format", "ris").stdout
    noted = call("footnote", "e1").stdout
    assert "[quoted from a link, not proved here]" in noted
