"""Bibliographies through the command: the ending of the file, the table, the filters."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import rispy

Call = Callable[..., CompletedProcess[str]]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("sources.csl.json", '[\n  {\n    "id": "s003",'),
        ("sources.ris", "TY  - GEN\r\nID  - s003\r\n"),
        ("sources.bib", "% collection: Mexico"),
    ],
)
def test_the_ending_of_the_file_chooses_the_format(
    call: Call, tmp_path: Path, name: str, begins: str
) -> None:
    target = tmp_path / name
    done = call("export", "--source", "s003", "--until", "2026-01-10", "-o", str(target))
    assert done.returncode == 0
    # `by 11 January` may lie before the 10th, so what only s003 tells of is possibly meant.
    assert target.read_bytes().decode().startswith(begins)


def test_events_are_listed_as_chosen_and_the_filter_is_named(call: Call) -> None:
    done = call("export", "--format", "csl-json", "--table", "events", "--kind", "meeting")
    listed = json.loads(done.stdout)
    assert [it["id"] for it in listed] == [
        "2026-01-23-security-implementation-group",
        "2026-02-security-ministerial",
    ]
    assert all("only the events chosen by --kind meeting" in it["note"] for it in listed)
    assert listed[1]["issued"] == {"date-parts": [[2026, 2]]}


def test_as_of_a_day_only_what_was_published_is_listed(call: Call) -> None:
    done = call("export", "--format", "ris", "--as-of", "2026-01-12")
    (item,) = rispy.loads(done.stdout)
    assert item["id"] == "s003"
    assert "as known on 12 January 2026: 1 source" in item["notes"][0]


@pytest.mark.parametrize("name", ["csl-json", "ris", "biblatex"])
def test_another_table_is_refused(call: Call, name: str) -> None:
    done = call("export", "--format", name, "--table", "actors")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no table is called 'actors'; did you mean sources, events?" in done.stderr


@pytest.mark.parametrize("name", ["csl-json", "ris", "biblatex"])
def test_the_prose_of_a_bibliography_is_in_the_language_asked_for(call: Call, name: str) -> None:
    asked = ("export", "--format", name, "--table", "events", "--kind", "visit", "--kind", "call")
    assert "De la Fuente and Rubio speak on border security" in call(*asked).stdout
    assert "hablan sobre seguridad fronteriza" in call(*asked, "--lang", "es").stdout
