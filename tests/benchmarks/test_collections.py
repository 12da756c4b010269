"""The invented collections that benchmarks measure with: the same each time, and sound."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks import generate
from benchmarks.jobs import JOBS
from benchmarks.peers.rows import read_csv, rows, write_csv
from benchmarks.programs import OURS, PEERS
from timeline.cli.main import run


def written(folder: Path) -> dict[str, bytes]:
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def members(folder: Path, section: str) -> list[dict[str, Any]]:
    paths = sorted((folder / "data").glob("*.yaml"))
    trees = [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in paths]
    return [member for tree in trees for member in tree.get(section, ())]


def call(folder: Path, *arguments: str) -> int:
    environment = {"XDG_CACHE_HOME": str(folder / "cache"), "TIMELINE_LANG": "en"}
    return run([*arguments, "--data", str(folder / "data")], environment)


Sized = Callable[[int], tuple[Path, generate.Question]]


@pytest.fixture(scope="module")
def sized(tmp_path_factory: pytest.TempPathFactory) -> Sized:
    """Write a collection of so many events once, as large ones take seconds; no test changes it."""

    @cache
    def sized(events: int) -> tuple[Path, generate.Question]:
        folder = tmp_path_factory.mktemp("collection")
        return folder, generate.write(events, folder)

    return sized


def test_the_same_size_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        generate.write(300, tmp_path / name, seed=7)
    assert written(tmp_path / "one") == written(tmp_path / "other")


def test_another_seed_gives_other_events(tmp_path: Path) -> None:
    for seed in (7, 8):
        generate.write(15, tmp_path / str(seed), seed=seed)
    assert members(tmp_path / "7", "events") != members(tmp_path / "8", "events")


@pytest.mark.parametrize("events", [15, 300, 6000])
def test_a_collection_is_sound(
    sized: Sized, events: int, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = sized(events)
    assert call(folder, "check") == 0
    summary = capsys.readouterr().err
    assert "no fault" in summary
    assert f"({events} events, " in summary


def test_a_quote_that_is_changed_is_no_longer_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = generate.write(15, tmp_path)
    path = tmp_path / "data" / question.files[0]
    path.write_text(path.read_text("utf-8").replace(question.rare, "otherwise"), "utf-8")
    assert call(tmp_path, "check") == 1
    assert "the text has" in capsys.readouterr().err


@pytest.mark.parametrize("events", [15, 300, 1000])
def test_the_rare_word_stands_in_five_events(tmp_path: Path, events: int) -> None:
    rare = generate.write(events, tmp_path).rare
    holding = [event for event in members(tmp_path, "events") if rare in str(event)]
    assert len(holding) == 5
    assert sum(rare in event["title"]["en"] for event in holding) == 2
    assert sum(rare in str(event["cites"]) for event in holding) == 3


@pytest.mark.parametrize("events", [15, 300, 6000])
def test_one_actor_in_one_month_has_about_ten_events(sized: Sized, events: int) -> None:
    assert 5 <= sized(events)[1].answers <= 15


def test_the_program_gives_the_answers_that_were_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = generate.write(300, tmp_path)
    month = ["--since", asked.since, "--until", asked.until, "--actor", asked.actor]
    for question, answers in ((month, asked.answers), (["--text", asked.rare], 5)):
        assert call(tmp_path, "list", *question) == 0
        assert len(capsys.readouterr().out.splitlines()) == answers


def test_a_collection_has_a_file_for_each_part_of_a_year(sized: Sized) -> None:
    folder, question = sized(6000)
    names = {path.name for path in (folder / "data").iterdir()}
    assert names == {"collection.yaml", *question.files}
    assert {"2025-1.yaml", "2025-2.yaml", "2025-3.yaml", "2025-4.yaml"} <= names
    assert len(members(folder, "events")) == 6000


def test_stored_texts_are_pinned(tmp_path: Path) -> None:
    generate.write(300, tmp_path)
    stored = [source for source in members(tmp_path, "sources") if "file" in source]
    assert len(stored) > 20
    for source in stored:
        text = (tmp_path / source["file"]).read_bytes()
        assert hashlib.sha256(text).hexdigest() == source["sha256"]


def test_peers_are_given_the_same_events(tmp_path: Path) -> None:
    generate.write(300, tmp_path)
    write_csv(tmp_path / "rows.csv", rows(300, generate.SEED))
    given = list(read_csv(tmp_path / "rows.csv"))
    events = members(tmp_path, "events")
    assert [row.id for row in given] == [event["id"] for event in events]
    assert [row.date for row in given] == [str(event["date"]) for event in events]
    assert [row.title_es for row in given] == [event["title"]["es"] for event in events]


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_each_peer_is_given_every_event_and_has_commands(tmp_path: Path, peer: Any) -> None:
    question = generate.write(15, tmp_path / "collection")
    given = list(rows(15, generate.SEED))
    peer.write(tmp_path / "peer", given)
    data = b"".join(written(tmp_path / "peer").values()).replace(b"\r\n ", b"")
    assert all(row.id.encode() in data for row in given)
    assert data.count(question.rare.encode()) >= 5
    values = {name: getattr(question, name) for name in question.__slots__} | {"month": "2025-12"}
    for job in peer.commands:
        assert peer.entry(job, tmp_path, values).command


def test_tables_name_jobs_that_exist() -> None:
    assert all({*program.commands, *program.before} <= {*JOBS} for program in (*OURS, *PEERS))
