import os
from pathlib import Path

import pytest

from timeline.errors import WrongCall
from timeline.store.disk.locate import display_path, find, installed, members, root

INSTALLED = Path("/installed/data/events.yaml")


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_a_file_asked_for_comes_first(tmp_path: Path) -> None:
    put(tmp_path / "data/events.yaml")
    asked = find("other.yaml", {"TIMELINE_DATA": "third.yaml"}, tmp_path, INSTALLED)
    assert asked == tmp_path / "other.yaml"
    assert find("/x/y.yaml", {}, tmp_path, INSTALLED) == Path("/x/y.yaml")


def test_then_comes_the_environment(tmp_path: Path) -> None:
    put(tmp_path / "data/events.yaml")
    env = {"TIMELINE_DATA": "other.yaml"}
    assert find(None, env, tmp_path, INSTALLED) == tmp_path / "other.yaml"


@pytest.mark.parametrize("env", [{}, {"TIMELINE_DATA": ""}])
def test_then_the_nearest_above(tmp_path: Path, env: dict[str, str]) -> None:
    put(tmp_path / "data/events.yaml")
    nearer = put(tmp_path / "a/data/events.yaml")
    assert find(None, env, tmp_path / "a/b/c", INSTALLED) == nearer
    assert find(None, env, tmp_path / "a", INSTALLED) == nearer
    assert find(None, env, tmp_path / "other", INSTALLED) == tmp_path / "data/events.yaml"


def test_then_the_installed_one(tmp_path: Path) -> None:
    assert find(None, {}, tmp_path, INSTALLED) == INSTALLED
    assert find(None, {}, None, INSTALLED) == INSTALLED


def test_a_dangling_link_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/events.yaml").symlink_to("gone")
    assert find(None, {}, tmp_path, INSTALLED) == tmp_path / "data/events.yaml"


def test_a_folder_stands_for_the_collection_in_it(tmp_path: Path) -> None:
    inner = put(tmp_path / "a/data/events.yaml")
    assert find("a", {}, tmp_path, INSTALLED) == inner
    assert find("a/data", {}, tmp_path, INSTALLED) == inner
    assert find(None, {"TIMELINE_DATA": "a"}, tmp_path, INSTALLED) == inner


def test_a_folder_without_a_collection_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongCall) as caught:
        find(".", {}, tmp_path, INSTALLED)
    assert caught.value.say() == (
        f"there is no YAML file in the folder {tmp_path}, nor in its data folder"
    )


def test_an_empty_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match="--data is empty: name a file or a folder"):
        find("", {}, tmp_path, INSTALLED)


def test_a_folder_that_may_not_be_looked_into_is_left_for_reading_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "stat", refuse)
    monkeypatch.setattr(os, "lstat", refuse)
    assert find("a/events.yaml", {}, Path("/x"), INSTALLED) == Path("/x/a/events.yaml")
    assert find(None, {}, Path("/x"), INSTALLED) == INSTALLED


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("/x/data/events.yaml", "/x"),
        ("/x/events.yaml", "/x"),
        ("/x/database/events.yaml", "/x/database"),
        ("/x/data/../events.yaml", "/x"),
        ("/x/data/data/events.yaml", "/x/data"),
    ],
)
def test_the_root_is_the_folder_that_holds_data(path: str, folder: str) -> None:
    assert root(Path(path)) == Path(folder)


def test_the_root_of_a_bare_name_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "data")
    assert root(Path("events.yaml")) == tmp_path


def test_the_installed_collection_is_the_wheels_or_the_checkouts(tmp_path: Path) -> None:
    package = tmp_path / "timeline"
    assert installed(package) == tmp_path / "data/events.yaml"
    shipped = put(package / "shipped/data/events.yaml")
    assert installed(package) == shipped


def test_a_path_is_shown_from_the_folder_that_one_is_in() -> None:
    assert display_path(Path("/x/data/events.yaml"), Path("/x")) == "data/events.yaml"
    assert display_path(Path("/x/data/events.yaml"), Path("/y")) == "/x/data/events.yaml"
    assert display_path(Path("/x/data"), Path("/x/data")) == "/x/data"
    assert display_path(Path("/x/data/events.yaml"), None) == "/x/data/events.yaml"


# --- a collection of several files ----------------------------------------------------------------


def test_a_folder_of_several_files_stands_for_them_all(tmp_path: Path) -> None:
    put(tmp_path / "a/data/events.yaml")
    put(tmp_path / "a/data/2025.yml")
    for asked in ("a", "a/data", "a/data/"):
        assert find(asked, {}, tmp_path, INSTALLED) == tmp_path / "a/data"
    assert find(None, {"TIMELINE_DATA": "a"}, tmp_path, INSTALLED) == tmp_path / "a/data"
    assert find(None, {}, tmp_path / "a", INSTALLED) == tmp_path / "a/data"
    assert find("a/data/2025.yml", {}, tmp_path, INSTALLED) == tmp_path / "a/data/2025.yml"


def test_a_folder_need_not_be_called_data(tmp_path: Path) -> None:
    put(tmp_path / "a/rivers.yaml")
    assert find("a", {}, tmp_path, INSTALLED) == tmp_path / "a/rivers.yaml"
    put(tmp_path / "a/actors.yaml")
    assert find("a", {}, tmp_path, INSTALLED) == tmp_path / "a"


def test_the_folder_called_data_comes_before_what_stands_around_it(tmp_path: Path) -> None:
    put(tmp_path / "mkdocs.yml")
    inner = put(tmp_path / "data/events.yaml")
    assert find(".", {}, tmp_path, INSTALLED) == inner


def test_the_nearest_is_found_by_the_file_called_events(tmp_path: Path) -> None:
    put(tmp_path / "data/events.yaml")
    put(tmp_path / "a/data/other.yaml")
    assert find(None, {}, tmp_path / "a", INSTALLED) == tmp_path / "data/events.yaml"


def test_the_files_of_a_folder_are_the_yaml_files_in_it(tmp_path: Path) -> None:
    names = ("sources.yaml", "2025.yml", "events.yaml", "a.yaml")
    for name in (*names, ".hidden.yaml", "x.yaml~", "x.yaml.tmp", "notes.md", "inner/b.yaml"):
        put(tmp_path / name)
    found = [it.name for it in members(tmp_path)]
    assert found == ["events.yaml", "2025.yml", "a.yaml", "sources.yaml"]
    assert members(tmp_path / "a.yaml") == (tmp_path / "a.yaml",)
    assert members(tmp_path / "gone.yaml") == (tmp_path / "gone.yaml",)


def test_the_root_of_a_folder_is_the_one_around_data_or_itself(tmp_path: Path) -> None:
    put(tmp_path / "data/events.yaml")
    assert root(tmp_path / "data") == tmp_path
    assert root(tmp_path) == tmp_path
