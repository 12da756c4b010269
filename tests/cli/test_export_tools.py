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
    ],
)
def test_the_ending_chooses_the_tool(call: Call, here: Path, file: str, begins: bytes) -> None:
    answer = call("export", "-o", file)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert (here / file).read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-csv", "markwhen"])
def test_no_other_tool_leaves_an_event_out(call: Call, name: str) -> None:
    answer = call("export", "-f", name)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "filter_", "day"),
    [
        ("timelinejs", "only the events chosen by --kind call", "known on 12 January 2026"),
        ("timelinejs-csv", "only the events chosen by --kind call", "known on 12 January 2026"),
        ("markwhen", 'filter: "--kind call"', 'as-of: "2026-01-12"'),
    ],
)
def test_each_names_the_filter_and_the_day(call: Call, name: str, filter_: str, day: str) -> None:
    written = call("export", "-f", name, "--kind", "call", "--as-of", "2026-01-12").stdout
    assert filter_ in written
    assert day in written
    assert "sha256:" in written


def test_the_collection_is_named_in_the_language_asked_for(call: Call) -> None:
    line = '\ncollection: "Diplomacia de seguridad México–Estados Unidos'
    assert line in call("export", "-f", "markwhen", "--lang", "es").stdout


def test_a_filter_is_obeyed(call: Call) -> None:
    made = json.loads(call("export", "-f", "timelinejs", "--status", "scheduled").stdout)
    headlines = [it["text"]["headline"] for it in made["events"]]
    assert len(headlines) == 4
    assert all("(scheduled" in it for it in headlines)


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-csv", "markwhen"])
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
