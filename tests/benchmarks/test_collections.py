"""The invented collections that benchmarks measure with: the same each time, and sound."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks import generate
from benchmarks.rows import rows
from timeline.cli.main import run


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def events_in(folder: Path) -> list[dict[str, Any]]:
    trees = [
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        for path in sorted((folder / "data").glob("*.yaml"))
    ]
    return [event for tree in trees for event in tree.get("events", ())]


def environment(folder: Path) -> dict[str, str]:
    return {"XDG_CACHE_HOME": str(folder / "cache"), "TIMELINE_LANG": "en"}


def test_the_same_size_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        generate.write(300, tmp_path / name, seed=7)
    assert written(tmp_path / "one") == written(tmp_path / "other")


def test_another_seed_gives_other_events(tmp_path: Path) -> None:
    for seed in (7, 8):
        generate.write(15, tmp_path / str(seed), seed=seed)
    assert events_in(tmp_path / "7") != events_in(tmp_path / "8")


@pytest.mark.parametrize("events", [15, 300])
@pytest.mark.parametrize("one_file", [True, False])
def test_a_collection_is_sound(
    tmp_path: Path, events: int, one_file: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    question = generate.write(events, tmp_path / "made", one_file=one_file)
    data = str(tmp_path / "made" / question.data)
    assert run(["check", "--data", data], environment(tmp_path)) == 0
    said = capsys.readouterr()
    assert "no fault" in said.err
    assert f"({events} events, " in said.err


def test_a_quote_that_is_changed_is_no_longer_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = generate.write(15, tmp_path / "made", one_file=True)
    path = tmp_path / "made" / question.data
    path.write_text(path.read_text("utf-8").replace(question.rare, "otherwise"), "utf-8")
    assert run(["check", "--data", str(path)], environment(tmp_path)) == 1
    assert "the text has" in capsys.readouterr().err


@pytest.mark.parametrize("events", [15, 300, 1000])
def test_the_rare_word_stands_in_five_events(tmp_path: Path, events: int) -> None:
    question = generate.write(events, tmp_path)
    holding = [it for it in events_in(tmp_path) if question.rare in str(it)]
    assert len(holding) == question.rare_answers == 5
    assert sum(question.rare in it["title"]["en"] for it in holding) == 2
    assert sum(question.rare in str(it["cites"]) for it in holding) == 3


@pytest.mark.parametrize("events", [15, 300, 6000])
def test_one_actor_in_one_month_has_about_ten_events(tmp_path: Path, events: int) -> None:
    assert 5 <= generate.write(events, tmp_path).answers <= 15


def test_the_program_gives_the_answers_that_were_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = generate.write(300, tmp_path / "made", one_file=True)
    data = ["--data", str(tmp_path / "made" / asked.data)]
    month = ["--since", asked.since, "--until", asked.until, "--actor", asked.actor]
    for question, answers in ((month, asked.answers), (["--text", asked.rare], 5)):
        assert run(["list", *data, *question], environment(tmp_path)) == 0
        assert len(capsys.readouterr().out.splitlines()) == answers


def test_a_collection_has_a_file_for_each_part_of_a_year(tmp_path: Path) -> None:
    question = generate.write(6000, tmp_path)
    names = {path.name for path in (tmp_path / "data").iterdir()}
    assert names == {"collection.yaml", *question.files}
    assert {"2025-1.yaml", "2025-2.yaml", "2025-3.yaml", "2025-4.yaml"} <= names
    assert len(events_in(tmp_path)) == 6000


def test_stored_texts_are_pinned(tmp_path: Path) -> None:
    generate.write(300, tmp_path, one_file=True)
    tree = yaml.load((tmp_path / "data/events.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    stored = [it for it in tree["sources"] if "file" in it]
    assert len(stored) > 20
    for source in stored:
        text = (tmp_path / source["file"]).read_bytes()
        assert hashlib.sha256(text).hexdigest() == source["sha256"]


def test_peers_are_given_the_same_events(tmp_path: Path) -> None:
    generate.write(300, tmp_path)
    given = list(rows(300, generate.SEED))
    events = events_in(tmp_path)
    assert [it.id for it in given] == [it["id"] for it in events]
    assert [it.date for it in given] == [str(it["date"]) for it in events]
    assert [it.title_es for it in given] == [it["title"]["es"] for it in events]
