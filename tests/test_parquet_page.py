"""`docs/parquet.md` is true: its columns are those of the files, and its question is answered."""

import os
import re
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from timeline.cli.main import run
from timeline.formats.tables import TABLES
from timeline.formats.tables.parquet import TYPES
from timeline.i18n import LANGUAGES, Language, sentence
from timeline.store.opening import open_collection

ROOT = Path(__file__).parents[1]
PAGES: dict[Language, str] = {
    "en": (ROOT / "docs" / "parquet.md").read_text(encoding="utf-8"),
    "es": (ROOT / "docs" / "parquet.es.md").read_text(encoding="utf-8"),
}
CODE = re.compile(r"```sql\n(.*?)```", re.DOTALL)
COLUMNS = re.compile(r"<!-- columns -->\n(.*)<!-- end -->", re.DOTALL)
HEADS = {"en": ("Column", "Type", "What it is"), "es": ("Columna", "Tipo", "Qué es")}


def _table(language: Language) -> str:
    columns = TABLES["events"].columns.items()
    rows = [
        HEADS[language],
        ("---", "---", "---"),
        *((f"`{name}`", TYPES[it.type], sentence(it.about).say(language)) for name, it in columns),
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    arguments = ("--data", str(ROOT / "data" / "events.yaml"), "--format", "parquet-by-year")
    assert run(("export", *arguments, "-o", "timeline"), os.environ) == 0
    return tmp_path / "timeline"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_columns_are_those_of_the_files(written: Path, language: Language) -> None:
    said = COLUMNS.search(PAGES[language])
    assert said is not None
    assert said[1] == _table(language)
    file = written / "year=2026" / "events.parquet"
    found = duckdb.read_parquet(str(file), hive_partitioning=False)
    columns = list(zip(found.columns, map(str, found.types), strict=True))
    assert columns == re.findall(r"\| `(\w+)` \| (\S+) \|", said[1])


def test_duckdb_answers_the_question_of_the_page(written: Path) -> None:
    assert written.is_dir()
    with duckdb.connect(":memory:") as base:
        found = base.execute(CODE.findall(PAGES["en"])[0]).fetchall()
    collection = open_collection(str(ROOT / "data" / "events.yaml"), {}).collection
    expected = Counter(
        (it.date.earliest.year if it.date.earliest else None, side)
        for it in collection.events
        for side in collection.sides_of(it)
    )
    assert {(year, side): n for year, side, n in found} == expected
    years = [year for year, _, _ in found]
    assert years == sorted(years, key=lambda it: (it is None, it))
    assert {2026, None} <= {*years}


def test_both_pages_have_the_same_questions_and_folders() -> None:
    assert CODE.findall(PAGES["en"]) == CODE.findall(PAGES["es"])
    folders = re.compile(r"```text\n(.*?)```", re.DOTALL)
    assert folders.findall(PAGES["en"]) == folders.findall(PAGES["es"])


def test_the_folders_are_named_as_the_page_says(written: Path) -> None:
    files = [it.relative_to(written.parent).as_posix() for it in written.rglob("*.parquet")]
    (said,) = re.findall(r"```text\n(.*?)```", PAGES["en"], re.DOTALL)
    assert sorted(files) == said.split()


def test_years_are_numbers_and_an_open_start_has_none(written: Path) -> None:
    files = duckdb.read_parquet(f"{written}/*/*.parquet", hive_partitioning=True)
    rows = files.select("year", "id", "earliest").fetchall()
    assert len(rows) > 1
    assert [year for year, _, earliest in rows if year != (earliest and earliest.year)] == []
    assert [it for it in rows if it[0] is None]


def test_the_same_answer_gives_the_same_bytes_and_another_is_not_put_beside_it(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {it: it.read_bytes() for it in written.rglob("*.parquet")}
    data = ("--data", str(ROOT / "data" / "events.yaml"), "--format", "parquet-by-year")
    export = ("export", *data, "-o", "timeline")
    assert run(export, os.environ) == 2
    assert "--force overwrites it" in capsys.readouterr().err
    assert run((*export, "--force"), os.environ) == 0
    assert {it: it.read_bytes() for it in written.rglob("*.parquet")} == before
    assert run((*export, "--force", "--on", "2025"), os.environ) == 2
    assert "would be read with it" in capsys.readouterr().err
    assert {it: it.read_bytes() for it in written.rglob("*.parquet")} == before


def test_it_takes_no_table_and_no_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = ("--data", str(ROOT / "data" / "events.yaml"), "--format", "parquet-by-year")
    for more in (("-o", "-"), ("-o", "x", "--table", "actors")):
        assert run(("export", *data, *more), os.environ) == 2
    assert capsys.readouterr().out == ""
