"""`timeline export` for other timeline tools, through the real command."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize(
    ("file", "begins"),
    [
        ("x.timelinejs.json", b'{\n  "title": {\n    "unique_id": "COLLECTION"'),
        ("x.timelinejs.csv", b"Year,Month,Day,Time,End Year,"),
        ("x.mw", b'title: "'),
        ("x.mmd", b"%% collection: "),
        ("x.qs", b"/* To be reviewed by a person"),
        ("x.quickstatements.txt", b"/* To be reviewed by a person"),
    ],
)
def test_the_ending_chooses_the_tool(call: Call, here: Path, file: str, begins: bytes) -> None:
    answer = call("export", "-o", file)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert (here / file).read_bytes().startswith(begins)


def test_what_is_no_item_for_wikidata_is_counted(call: Call) -> None:
    answer = call("export", "-f", "quickstatements")
    assert answer.stderr == "4 events left out: they are not known to have taken place\n"
    assert answer.stdout.count("\nCREATE\n") == 15


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-csv", "markwhen", "mermaid"])
def test_no_other_tool_leaves_an_event_out(call: Call, name: str) -> None:
    answer = call("export", "-f", name)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "filter_", "day"),
    [
        ("timelinejs", "only the events chosen by --kind call", "known on 12 January 2026"),
        ("timelinejs-csv", "only the events chosen by --kind call", "known on 12 January 2026"),
        ("markwhen", 'filter: "--kind call"', 'as-of: "2026-01-12"'),
        ("mermaid", "%% filter: --kind call", "%% as-of: 2026-01-12"),
        ("quickstatements", "/* filter: --kind call */", "/* as-of: 2026-01-12 */"),
    ],
)
def test_each_names_the_filter_and_the_day(call: Call, name: str, filter_: str, day: str) -> None:
    written = call("export", "-f", name, "--kind", "call", "--as-of", "2026-01-12").stdout
    assert filter_ in written
    assert day in written
    assert "sha256:" in written


def test_a_diagram_shows_the_filter_and_the_day_in_its_title(call: Call) -> None:
    asked = ("export", "-f", "mermaid", "--actor", "rubio", "--as-of", "2026-01-12")
    lines = call(*asked).stdout.splitlines()
    (title,) = (it.strip() for it in lines if it.startswith("    title "))
    assert title == (
        "title Mexico–United States security diplomacy, January 2026 · as known on 12 January 2026"
        " · --actor rubio"
    )
    (title,) = (it for it in call(*asked, "--lang", "es").stdout.splitlines() if "    title " in it)
    assert title.endswith(" · lo que se sabía al 12 de enero de 2026 · --actor rubio")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("markwhen", 'collection: "Diplomacia de seguridad México–Estados Unidos'),
        ("mermaid", "%% collection: Diplomacia de seguridad México–Estados Unidos"),
    ],
)
def test_the_collection_is_named_in_the_language_asked_for(
    call: Call, name: str, line: str
) -> None:
    assert f"\n{line}" in "\n" + call("export", "-f", name, "--lang", "es").stdout


def test_a_filter_is_obeyed(call: Call) -> None:
    made = json.loads(call("export", "-f", "timelinejs", "--status", "scheduled").stdout)
    headlines = [it["text"]["headline"] for it in made["events"]]
    assert len(headlines) == 4
    assert all("(scheduled" in it for it in headlines)


@pytest.mark.parametrize(
    "name", ["timelinejs", "timelinejs-csv", "markwhen", "mermaid", "quickstatements"]
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_same_data_are_the_same_bytes_anywhere(
    program: Callable[..., CompletedProcess[bytes]],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    language: str,
) -> None:
    arguments = ("export", "-f", name, "--lang", language)
    first = program(*arguments).stdout
    for key, value in (("LC_ALL", "C"), ("TZ", "Asia/Tokyo"), ("PYTHONHASHSEED", "7")):
        monkeypatch.setenv(key, value)
    assert program(*arguments).stdout == first != b""
