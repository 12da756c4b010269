"""Tables through the real command: which table, which file, and the same bytes everywhere."""

import csv
import io
import json
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]
Program = Callable[..., CompletedProcess[bytes]]


def test_a_table_is_chosen_by_its_name(call: Call) -> None:
    answer = call("export", "--table", "citations", "--kind", "call")
    assert (answer.returncode, answer.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(answer.stdout, newline=""), strict=True))
    assert {row["event"] for row in rows} >= {"2026-01-11-call-de-la-fuente-rubio"}
    assert {row["proof"] for row in rows if row["quote"]} == {"found"}
    quoted = next(row for row in rows if row["quote"])
    text = Path("seeds") if Path("seeds").exists() else Path(__file__).parents[2] / "seeds"
    stored = next(text.glob(f"{quoted['source'][1:]}_*.txt")).read_text("utf-8")
    place = slice(int(quoted["quote_start"]), int(quoted["quote_end"]))
    assert stored[place] == quoted["quote"]


def test_a_table_that_does_not_exist_is_refused(call: Call) -> None:
    answer = call("export", "--table", "sorces")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "timeline: no table is called 'sorces'; did you mean sources?\n"


def test_tsv_is_a_format_of_export_and_lines_of_list(call: Call, here: Path) -> None:
    assert call("export", "-o", "events.tsv").returncode == 0
    text = (here / "events.tsv").read_text("utf-8")
    assert text.startswith("id\tdate\tearliest\t")
    assert text.count("\n") == 20
    assert call("list", "--format", "tsv").stdout != text


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("book.xlsx", b"PK"),
        ("timeline.db", b"SQLite format 3"),
        ("timeline.sqlite3", b"SQLite format 3"),
        ("metadata.json", b'{\n  "title"'),
        ("timeline.metadata.json", b'{\n  "title"'),
        ("events.parquet", b"PAR1"),
    ],
)
def test_the_ending_chooses_the_format(call: Call, here: Path, name: str, start: bytes) -> None:
    answer = call("export", "-o", name)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == f"19 events written to {name}\n"
    assert (here / name).read_bytes().startswith(start)
    assert call("export", "-o", name).returncode == 2


def test_as_of_a_day_only_what_was_known_is_in_the_database(call: Call, here: Path) -> None:
    answer = call("export", "-o", "timeline.db", "--as-of", "2026-01-12")
    assert answer.returncode == 0
    base = sqlite3.connect(here / "timeline.db")
    assert base.execute("SELECT id FROM sources").fetchall() == [("s003",)]
    about = dict(base.execute("SELECT key, value FROM about"))
    base.close()
    assert about["as-of"] == "2026-01-12"
    assert call("export", "-o", "metadata.json", "--as-of", "2026-01-12").returncode == 0
    assert "12 January 2026" in json.loads((here / "metadata.json").read_text())["description"]


def test_without_duckdb_parquet_is_one_line(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.delitem(sys.modules, "timeline.formats.tables.parquet", raising=False)
    answer = call("export", "-o", "events.parquet")
    assert (answer.returncode, answer.stdout) == (3, "")
    assert "pip install 'bilateral-timeline[scale]'" in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert sorted(it.name for it in here.iterdir()) == ["data", "seeds"]


@pytest.mark.parametrize("name", ["tsv", "xlsx", "sqlite", "parquet", "datasette"])
def test_the_bytes_are_the_same_in_every_surroundings(program: Program, name: str) -> None:
    data = str(Path(__file__).parents[1] / "articles" / "data" / "events.yaml")
    made = [
        program("export", "--data", data, "--lang", "en", "-f", name, env={**os.environ, **env})
        for env in (
            {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
            {"TZ": "America/Mexico_City", "PYTHONHASHSEED": "2", "LC_ALL": "es_MX.UTF-8"},
        )
    ]
    assert [it.returncode for it in made] == [0, 0]
    assert made[0].stdout == made[1].stdout != b""
