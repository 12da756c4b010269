from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from timeline.store.disk import user_folders

Folder = tuple[Callable[[Mapping[str, str]], Path], str, str]
FOLDERS: list[Folder] = [
    (user_folders.cache, "XDG_CACHE_HOME", ".cache/timeline"),
    (user_folders.state, "XDG_STATE_HOME", ".local/state/timeline"),
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of no one, and no variable that says where anything is."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for _, variable, _ in FOLDERS:
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.usefixtures("home")
def test_an_absolute_path_is_taken(folder: Folder) -> None:
    find, variable, _ = folder
    assert find({variable: "/var/kept"}) == Path("/var/kept/timeline")


@pytest.mark.parametrize("path", ["kept", "./kept", "../kept", "~/kept", ""])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_relative_path_is_ignored(
    home: Path, monkeypatch: pytest.MonkeyPatch, folder: Folder, path: str
) -> None:
    find, variable, usual = folder
    monkeypatch.setenv(variable, path)  # where platformdirs looks by itself
    assert find({variable: path}) == home / usual


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_relative_path_from_platformdirs_is_ignored_too(
    home: Path, monkeypatch: pytest.MonkeyPatch, folder: Folder
) -> None:
    find, variable, usual = folder
    for name in ("user_cache_path", "user_state_path"):
        monkeypatch.setattr(f"platformdirs.{name}", lambda *_, **__: Path("kept", "timeline"))
    assert find({variable: "kept"}) == home / usual
